package org.loadstar.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// A small case, written in code. Rates are 0 and the last stage stands for one year unless said otherwise, so that sums
/// can be done by hand.
final class TestCase {
  private final Map<Class<?>, List<Record>> rows = new HashMap<>();
  private final Map<String, Hourly> demand = new LinkedHashMap<>();
  private final Map<String, Hourly> profiles = new LinkedHashMap<>();
  private List<Integer> years = List.of(2030);
  private List<Settings.UnservedSegment> unserved = List.of(new Settings.UnservedSegment(1, 10_000));
  private final TreeMap<Integer, Double> targets = new TreeMap<>();
  private final TreeMap<Integer, Double> allied = new TreeMap<>();
  private final Map<String, Double> numbers = new HashMap<>();
  private boolean reserve;

  /// Zones of country US, planning region and reserve region `R` + name, without demand.
  static TestCase zones(String... names) {
    TestCase c = new TestCase();
    for (String z : names) {
      c.add(Zone.class, "zone", z, "planningRegion", "R" + z, "reserveRegion", "R" + z);
      c.demand.put(z, Hourly.constant(0));
    }
    return c;
  }

  <R extends Record> TestCase add(Class<R> type, Object... namesAndValues) {
    rows.computeIfAbsent(type, k -> new ArrayList<>()).add(RowOf.of(type, namesAndValues));
    return this;
  }

  TestCase add(Record row) {
    rows.computeIfAbsent(row.getClass(), k -> new ArrayList<>()).add(row);
    return this;
  }

  /// Demand in MW, the values repeated over the year.
  TestCase demand(String zone, double... mw) {
    demand.put(zone, repeated(mw));
    return this;
  }

  TestCase demand(String zone, Hourly mw) {
    demand.put(zone, mw);
    return this;
  }

  TestCase profile(String key, double... factors) {
    profiles.put(key, repeated(factors));
    return this;
  }

  TestCase profile(String key, Hourly factors) {
    profiles.put(key, factors);
    return this;
  }

  static Hourly repeated(double... values) {
    double[] a = new double[Hourly.HOURS];
    for (int h = 0; h < a.length; h++) a[h] = values[h % values.length];
    return Hourly.of(a);
  }

  static Hourly hourly(java.util.function.IntToDoubleFunction f) {
    return Hourly.of(java.util.stream.IntStream.range(0, Hourly.HOURS).mapToDouble(f).toArray());
  }

  TestCase stages(Integer... stages) {
    years = List.of(stages);
    return this;
  }

  /// One of endYears, discountRate, socialDiscountRate, wacc, transferFactor, growthDataCentreShare, shortfallPrice,
  /// utilisation, aiWacc, shell, power, chips, reservePrice, importShare.
  TestCase set(String name, double value) {
    numbers.put(name, value);
    return this;
  }

  TestCase unserved(double... sharesAndPrices) {
    unserved = new ArrayList<>();
    for (int k = 0; k < sharesAndPrices.length; k += 2)
      unserved.add(new Settings.UnservedSegment(sharesAndPrices[k], sharesAndPrices[k + 1]));
    return this;
  }

  TestCase target(int year, double gw) {
    targets.put(year, gw);
    return this;
  }

  TestCase allied(int year, double gw) {
    allied.put(year, gw);
    return this;
  }

  TestCase enforceReserve() {
    reserve = true;
    return this;
  }

  TestCase technology(String name, Rows.Kind kind, Object... more) {
    return add(Rows.Technology.class, with(more, "technology", name, "kind", kind));
  }

  TestCase costs(String technology, int year, Object... more) {
    return add(Rows.TechnologyCost.class, with(more, "technology", technology, "scenario", "s", "year", year));
  }

  TestCase generator(String name, String zone, String technology, Object... more) {
    return add(Generator.Row.class, with(more, "generator", name, "zone", zone, "technology", technology));
  }

  TestCase storage(String name, String zone, String technology, Object... more) {
    return add(Storage.Row.class, with(more, "storage", name, "zone", zone, "technology", technology));
  }

  TestCase line(String name, String from, String to, double mw, Object... more) {
    return add(Line.Row.class, with(more, "line", name, "fromZone", from, "toZone", to, "forward", mw, "reverse", mw));
  }

  /// A thermal technology without fuel; its variable O&M is its marginal cost.
  TestCase plant(String name, String zone, double mw, double usdPerMwh, Object... more) {
    if (rows.getOrDefault(Rows.Technology.class, List.of()).stream().noneMatch(t -> ((Rows.Technology) t).technology().equals("plant")))
      technology("plant", Rows.Kind.THERMAL);
    return generator(name, zone, "plant", with(more, "existing", mw, "vom", usdPerMwh, "fom", 0));
  }

  /// An AI site whose only step is construction.
  TestCase site(String name, String zone, double itMw, double months, Object... more) {
    return add(
        CampusRows.Site.class,
        with(more, "campus", name, "zone", zone, "maxIt", itMw, "pue", 1, "queue", 0, "permit", 0, "construction", months,
            "equipment", -CriticalPath.INSTALLATION_MONTHS));
  }

  /// Plants of technology `engine` on the site of a campus; it costs `usdPerMwh`, and its capex is 1000 USD/kW over 10 years.
  TestCase engines(String campus, double months, double usdPerMwh, Object... more) {
    if (rows.getOrDefault(Rows.Technology.class, List.of()).stream().noneMatch(t -> ((Rows.Technology) t).technology().equals("engine")))
      technology("engine", Rows.Kind.THERMAL, "financing", 10).costs("engine", 2026, "capex", 1000, "vom", usdPerMwh);
    return add(OnSiteRows.Plant.class, with(more, "campus", campus, "technology", "engine", "months", months));
  }

  private static Object[] with(Object[] more, Object... first) {
    Object[] all = java.util.Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  private double number(String name, double absent) {
    return numbers.getOrDefault(name, absent);
  }

  @SuppressWarnings("unchecked")
  private <R extends Record> List<R> all(Class<R> type) {
    return (List<R>) List.copyOf(rows.getOrDefault(type, List.of()));
  }

  Case data() {
    SortedMap<Integer, Double> wanted = new TreeMap<>(targets);
    var ai =
        new Settings.Ai(wanted, new TreeMap<>(allied), number("shortfallPrice", 20_000), number("utilisation", 1), (int) number("shell", 25),
            (int) number("power", 20), (int) number("chips", 5), number("aiWacc", 0),
            number("fromDemand", 0) > 0 ? Settings.TargetFrom.AI_DEMAND : Settings.TargetFrom.TARGET_GW, number("curtailmentShare", 0), number("curtailmentHoursPerDay", 24),
            number("curtailmentPrice", 0), number("idleShare", 0));
    var supply =
        new Settings.Supply(number("fabs", 0), number("fabLead", 36), number("fabRamp", 12), number("fabWafers", 20_000),
            number("fabBusd", 43), number("fabPackaging", 0), number("exportChips", 0), number("gpuHours", 8760));
    var policy =
        new Settings.Policy(number("hourlyMatching", 0), (int) number("hourlyMatchingFrom", 0), number("campusCleanShare", 0),
            (int) number("campusCleanShareFrom", 0), number("matchingUsdPerMwh", Double.POSITIVE_INFINITY),
            number("co2CapMt", Double.POSITIVE_INFINITY), (int) number("co2CapFrom", 0));
    var margin = new Settings.Reserve(reserve, number("reservePrice", 500), number("importShare", 1));
    var settings =
        new Settings("test", "", 2024, 2024, 2024, years, (int) number("endYears", 1), (int) number("targetYear", years.getLast()),
            number("discountRate", 0), number("socialDiscountRate", 0), number("wacc", 0), number("transferFactor", 1),
            (int) number("weatherShiftDays", 0),
            number("growthDataCentreShare", 0), "full", unserved, new TreeMap<>(), ai, margin, supply, policy);
    return new Case(settings, all(Zone.class), demand, profiles, all(Rows.DemandGrowth.class), all(Rows.Technology.class),
        all(Rows.TechnologyCost.class), all(Rows.Fuel.class), all(Rows.FuelPrice.class), all(Rows.ReserveMargin.class),
        all(Rows.TaxCredit.class), all(Rows.BuildLimit.class), all(Rows.Carbon.class), all(Rows.CleanStandard.class),
        all(Rows.GenerationRecord.class), all(Rows.DataCentres.class), all(Generator.Row.class),
        all(Generator.Retirement.class), all(Generator.PlannedBuild.class), all(Hydro.Row.class),
        all(Hydro.Monthly.class), all(Storage.Row.class), all(Line.Row.class), all(Neighbour.Row.class),
        all(Neighbour.Energy.class), all(CampusRows.Site.class), all(CampusRows.Pue.class), all(OnSiteRows.Plant.class), all(Country.class), all(ChipRows.Year.class),
        all(EquipmentRows.Slot.class), all(EquipmentRows.Use.class), all(CapitalRows.Budget.class),
        all(WorkloadRows.Workload.class), all(WorkloadRows.Origin.class), all(WorkloadRows.Demand.class),
        all(PlantRows.Learning.class), all(PlantRows.KeepOpen.class), all(PlantRows.Jobs.class), all(FinanceRows.Figure.class),
        all(OutageRows.Technology.class), all(OutageRows.Cluster.class));
  }

  /// Three hours from the start of the year, storage half full before and after.
  Built threeHours() {
    return on(TimeGrid.window(0, 3, 0.5));
  }

  Built on(TimeGrid grid) {
    return on(grid, null, true);
  }

  Built withoutAi(TimeGrid grid) {
    return on(grid, null, false);
  }

  Built on(TimeGrid grid, @Nullable Decisions decided, boolean withAi) {
    Case data = data();
    Settings set = data.settings();
    List<Stage> stages = new ArrayList<>();
    for (int k = 0; k < years.size(); k++)
      stages.add(
          new Stage(k, years.get(k), set.years(k), set.discountWeight(k),
              set.discountWeight(k, set.socialDiscountRate()), grid));
    return new Built(new Model(new Figures(data), new Model.Spec(stages, decided, withAi)));
  }

  /// A figure of a row that the case holds.
  <R extends Record> double figure(Class<R> type, int k, ToDoubleFunction<R> of) {
    return of.applyAsDouble(all(type).get(k));
  }
}
