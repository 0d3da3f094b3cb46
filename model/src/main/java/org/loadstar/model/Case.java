package org.loadstar.model;

import java.util.List;
import java.util.Map;

/// A case after reading: checked, immutable, all money in USD of `settings.moneyYear`.
///
/// @param settings `case.yaml`
/// @param demand hourly demand by zone in MW as in the file, before `Zone.demandScale` (`demand_mw.csv`: hour, utc, one column per zone)
/// @param profiles hourly capacity factors by `FILE/COLUMN` (`profiles/FILE.csv`: hour, utc, one column per profile)
public record Case(
    Settings settings,
    List<Zone> zones,
    Map<String, Hourly> demand,
    Map<String, Hourly> profiles,
    List<Rows.DemandGrowth> demandGrowth,
    List<Rows.Technology> technologies,
    List<Rows.TechnologyCost> technologyCosts,
    List<Rows.Fuel> fuels,
    List<Rows.FuelPrice> fuelPrices,
    List<Rows.ReserveMargin> reserveMargins,
    List<Rows.TaxCredit> taxCredits,
    List<Rows.BuildLimit> buildLimits,
    List<Rows.Carbon> carbon,
    List<Rows.CleanStandard> cleanStandards,
    List<Rows.GenerationRecord> generationRecord,
    List<Rows.DataCentres> dataCentres,
    List<Generator.Row> generators,
    List<Generator.Retirement> retirements,
    List<Generator.PlannedBuild> plannedBuilds,
    List<Hydro.Row> hydro,
    List<Hydro.Monthly> hydroMonthly,
    List<Storage.Row> storages,
    List<Line.Row> lines,
    List<Neighbour.Row> neighbours,
    List<Neighbour.Energy> neighbourEnergy,
    List<CampusRows.Site> campuses,
    List<CampusRows.Pue> pue,
    List<OnSiteRows.Plant> onSite,
    List<Country> countries,
    List<ChipRows.Year> chipSupply,
    List<EquipmentRows.Slot> equipment,
    List<EquipmentRows.Use> equipmentUses,
    List<CapitalRows.Budget> capital,
    List<WorkloadRows.Workload> workloads,
    List<WorkloadRows.Origin> workloadOrigins,
    List<WorkloadRows.Demand> aiDemand,
    List<PlantRows.Learning> learning,
    List<PlantRows.KeepOpen> keepOpen,
    List<PlantRows.Jobs> jobs,
    List<FinanceRows.Figure> finance,
    List<OutageRows.Technology> outages,
    List<OutageRows.Cluster> units) {
  /// The same case with other settings.
  public Case with(Settings other) {
    return new Case(
        other, zones, demand, profiles, demandGrowth, technologies, technologyCosts, fuels, fuelPrices, reserveMargins, taxCredits,
        buildLimits, carbon, cleanStandards, generationRecord, dataCentres, generators, retirements, plannedBuilds, hydro,
        hydroMonthly, storages, lines, neighbours, neighbourEnergy, campuses, pue, onSite, countries, chipSupply, equipment, equipmentUses,
        capital, workloads, workloadOrigins, aiDemand, learning, keepOpen, jobs, finance, outages, units);
  }
}
