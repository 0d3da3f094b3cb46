package org.loadstar.model;

/// Clusters of plants dispatched against a profile or a fuel.
public final class Generator {
  private Generator() {}

  @Table(file = "generators.csv", key = "generator", doc = "A cluster of plants of one zone, technology and class.")
  public record Row(
      @Column(doc = "Key of the cluster.") String generator,
      @Column(doc = "Zone.", ref = "zones") String zone,
      @Column(doc = "Technology.", ref = "technologies") String technology,
      @Column(unit = "mw", doc = "Capacity standing before the first stage.", absent = "0", min = 0) double existing,
      @Column(unit = "mw", doc = "Largest new capacity over all stages; 0 is not extendable, inf no limit.", absent = "0", min = 0)
          double maxNew,
      @Column(unit = "mw_per_year", doc = "Largest new capacity per calendar year.", absent = "inf", min = 0)
          double buildRate,
      @Column(doc = "First commercial year of new capacity; 0: the technology's.", absent = "0", min = 0, max = 2200)
          int earliestYear,
      @Column(doc = "1 when the plan may retire it before its scheduled date.", absent = "0") boolean retirable,
      @Column(doc = "Multiplies the technology's capex (region).", absent = "1", min = 0) double capexMultiplier,
      @Column(unit = "usd_per_kw", doc = "Added to capex (connection, site).", absent = "0", min = 0, money = true)
          double capexAdder,
      @Column(unit = "usd_per_kw_yr", doc = "Fixed O&M; empty: the technology's.", absent = "NaN", money = true) double fom,
      @Column(unit = "usd_per_mwh", doc = "Variable O&M; empty: the technology's.", absent = "NaN", money = true) double vom,
      @Column(unit = "mmbtu_per_mwh", doc = "Heat rate; empty: the technology's.", absent = "NaN", min = 0, max = 40)
          double heatRate,
      @Column(doc = "Hourly capacity factors `FILE/COLUMN` of the folder profiles; empty: outage rates.", absent = "")
          String profile,
      @Column(
              doc =
                  "Mean capacity factor to which the profile is reshaped (low-output hours kept); empty: as it is.",
              absent = "NaN",
              min = 0,
              max = 1)
          double profileMean,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}

  @Table(file = "retirements.csv", key = {"generator", "scenario", "year"}, doc = "Scheduled retirements of existing capacity.")
  public record Retirement(
      @Column(doc = "Cluster or storage.", ref = "generators|storages|hydro") String generator,
      @Column(doc = "Scenario (basis) name.") String scenario,
      @Column(doc = "Retired before the end of this year.", min = 1990, max = 2200) int year,
      @Column(unit = "mw", doc = "Capacity retired.", min = 0) double retired) {}

  @Table(file = "planned_builds.csv", key = {"generator", "year"}, doc = "Committed builds, part of the fleet at no further capex.")
  public record PlannedBuild(
      @Column(doc = "Cluster or storage.", ref = "generators|storages|hydro") String generator,
      @Column(doc = "Commercial before the end of this year.", min = 1990, max = 2200) int year,
      @Column(unit = "mw", doc = "Capacity.", min = 0) double built) {}
}
