package org.loadstar.cases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Generator;
import org.loadstar.model.Hydro;
import org.loadstar.model.OnSiteRows;
import org.loadstar.model.Rows;
import org.loadstar.model.Settings;
import org.loadstar.model.Storage;

/// What must hold between plants, their technologies, costs, fuels, profiles and retirements. A
/// check is left out where a table that it needs has faults of its own.
final class PlantChecks {
  private static final int MONTHS = 12;
  private static final double SUM_TOLERANCE = 1e-6;
  private static final double MW_TOLERANCE = 0.5;

  private final Map<String, ReadTable> tables;
  private final CaseFolder folder;
  private final Faults faults;
  private final Map<String, Rows.Technology> technologies = new HashMap<>();

  private PlantChecks(Map<String, ReadTable> tables, CaseFolder folder, Faults faults) {
    this.tables = tables;
    this.folder = folder;
    this.faults = faults;
    for (Rows.Technology t : table("technologies").values(Rows.Technology.class))
      technologies.put(t.technology(), t);
  }

  static void check(
      Map<String, ReadTable> tables,
      CaseFolder folder,
      @Nullable Settings settings,
      Faults faults) {
    var checks = new PlantChecks(tables, folder, faults);
    for (ReadTable.Entry e : checks.entries("technologies"))
      checks.spendProfile((Rows.Technology) e.value(), e);
    for (ReadTable.Entry e : checks.entries("storages"))
      checks.durations((Storage.Row) e.value(), e);
    checks.profiles();
    if (settings == null) return;
    checks.kinds();
    checks.costs(settings);
    checks.fuels();
    checks.retirements();
    checks.hydroMonths();
  }

  private ReadTable table(String name) {
    return Objects.requireNonNull(tables.get(name), name);
  }

  private List<ReadTable.Entry> entries(String name) {
    return table(name).entries();
  }

  private boolean sound(String... names) {
    for (String n : names) if (!table(n).sound()) return false;
    return true;
  }

  private void spendProfile(Rows.Technology t, ReadTable.Entry e) {
    double sum = 0;
    for (String s : t.spendProfile().split(";")) sum += Decimal.parse(s.strip());
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE))
      faults.add(
          e.place("spend_profile"),
          t.spendProfile(),
          "spend_profile must be shares joined by ';' with sum 1"
              + (Double.isNaN(sum) ? "" : ", the sum is " + Decimal.text(sum)),
          Math.abs(sum - 100) <= SUM_TOLERANCE ? "shares, not percent" : null);
  }

  private void durations(Storage.Row s, ReadTable.Entry e) {
    if (s.maxDuration() < s.minDuration())
      faults.add(
          e.place("max_duration_h"),
          Decimal.text(s.maxDuration()),
          "max_duration_h must be min_duration_h (" + Decimal.text(s.minDuration()) + ") or more");
    if (s.existingEnergy() > 0 && s.existing() == 0)
      faults.add(
          e.place("existing_energy_mwh"),
          Decimal.text(s.existingEnergy()),
          "existing_energy_mwh must be 0 where existing_mw is 0");
  }

  private void profiles() {
    var known = new TreeSet<String>();
    folder.profiles().forEach((file, c) -> c.names().forEach(n -> known.add(file + "/" + n)));
    for (ReadTable.Entry e : entries("generators")) profile(((Generator.Row) e.value()).profile(), e, known);
    for (ReadTable.Entry e : entries("onsite")) profile(((OnSiteRows.Plant) e.value()).profile(), e, known);
  }

  private void profile(String p, ReadTable.Entry e, Set<String> known) {
    HourlyFile.Columns file = folder.profiles().get(p.contains("/") ? p.substring(0, p.indexOf('/')) : p);
    boolean unread = file != null && file.names().isEmpty();
    if (!p.isEmpty() && !known.contains(p) && !unread) faults.addUnknown(e.place("profile"), p, "profile (FILE/COLUMN of the folder profiles)", known);
  }

  private void kinds() {
    for (ReadTable.Entry e : entries("generators"))
      kind(
          ((Generator.Row) e.value()).technology(),
          e,
          Set.of(Rows.Kind.THERMAL, Rows.Kind.VARIABLE),
          "thermal or variable");
    for (ReadTable.Entry e : entries("storages"))
      kind(((Storage.Row) e.value()).technology(), e, Set.of(Rows.Kind.STORAGE), "storage");
    for (ReadTable.Entry e : entries("hydro"))
      kind(((Hydro.Row) e.value()).technology(), e, Set.of(Rows.Kind.HYDRO), "hydro");
  }

  private void kind(String technology, ReadTable.Entry e, Set<Rows.Kind> allowed, String words) {
    Rows.Technology t = technologies.get(technology);
    if (t != null && !allowed.contains(t.kind()))
      faults.add(
          e.place("technology"),
          technology,
          "a technology of kind "
              + words
              + " is needed here, this one is "
              + ColumnSchema.enumText(t.kind()));
  }

  private void costs(Settings settings) {
    if (!sound("technology_costs")) return;
    var costs = new HashMap<String, Rows.TechnologyCost>();
    for (Rows.TechnologyCost c : table("technology_costs").values(Rows.TechnologyCost.class))
      costs.put(c.technology(), c);
    var without = new LinkedHashMap<String, ReadTable.Entry>();
    for (ReadTable.Entry e : entries("generators")) {
      var g = (Generator.Row) e.value();
      if (g.maxNew() > 0 && !costs.containsKey(g.technology()))
        without.putIfAbsent(g.technology(), e);
    }
    for (ReadTable.Entry e : entries("storages")) {
      var s = (Storage.Row) e.value();
      if (s.maxNew() > 0 && !costs.containsKey(s.technology()))
        without.putIfAbsent(s.technology(), e);
      efficiency(s, costs.get(s.technology()), e);
    }
    without.forEach((technology, e) -> withoutCosts(technology, settings, e));
  }

  private void efficiency(Storage.Row s, Rows.@Nullable TechnologyCost c, ReadTable.Entry e) {
    boolean missing =
        Double.isNaN(s.roundTripEfficiency())
            && (c == null || Double.isNaN(c.roundTripEfficiency()));
    if (missing && technologies.containsKey(s.technology()))
      faults.add(
          e.place("round_trip_efficiency"),
          "",
          "round_trip_efficiency is needed here or for '"
              + s.technology()
              + "' in technology_costs.csv");
  }

  /// Told once for each technology, with a scenario that has its costs.
  private void withoutCosts(String technology, Settings settings, ReadTable.Entry e) {
    if (!technologies.containsKey(technology)) return;
    RawTable raw = table("technology_costs").raw();
    String other = null;
    if (raw != null)
      for (RawTable.Row r : raw.rows())
        if (raw.cell(r, "technology").equals(technology) && other == null)
          other = raw.cell(r, TableSchema.SCENARIO);
    String chosen = settings.scenarios().getOrDefault("technology_costs", "");
    faults.add(
        e.place("max_new_mw"),
        "",
        "technology '"
            + technology
            + "' can be built (max_new_mw above 0) but has no costs in technology_costs.csv for the"
            + " chosen scenario",
        other == null
            ? null
            : "scenarios: {technology_costs: \""
                + other
                + (chosen.isEmpty() ? "" : "," + chosen)
                + "\"}");
  }

  /// Told once for each fuel, at the first plant that has no price, with all zones where none
  /// holds.
  private void fuels() {
    if (!sound("fuel_prices")) return;
    var priced = new TreeSet<String>();
    for (Rows.FuelPrice p : table("fuel_prices").values(Rows.FuelPrice.class))
      priced.add(p.fuel() + "@" + p.zone());
    Set<String> known = table("zones").names();
    var first = new LinkedHashMap<String, ReadTable.Entry>();
    var zones = new HashMap<String, TreeSet<String>>();
    for (ReadTable.Entry e : entries("generators")) {
      var g = (Generator.Row) e.value();
      Rows.Technology t = technologies.get(g.technology());
      if (t == null || t.fuel().isEmpty() || !known.contains(g.zone())) continue;
      if (priced.contains(t.fuel() + "@") || priced.contains(t.fuel() + "@" + g.zone())) continue;
      first.putIfAbsent(t.fuel(), e);
      zones.computeIfAbsent(t.fuel(), f -> new TreeSet<>()).add(g.zone());
    }
    first.forEach(
        (fuel, e) ->
            faults.add(
                e.place("technology"),
                ((Generator.Row) e.value()).technology(),
                "its fuel '"
                    + fuel
                    + "' has no price in fuel_prices.csv for the chosen scenario in "
                    + Nearest.listed(Objects.requireNonNull(zones.get(fuel)))));
  }

  /// At no year may more be retired than stood before plus committed builds until then.
  private void retirements() {
    if (!sound("retirements", "planned_builds", "generators", "storages", "hydro")) return;
    var existing = new HashMap<String, Double>();
    for (Generator.Row g : table("generators").values(Generator.Row.class))
      existing.put(g.generator(), g.existing());
    for (Storage.Row s : table("storages").values(Storage.Row.class))
      existing.put(s.storage(), s.existing());
    for (Hydro.Row h : table("hydro").values(Hydro.Row.class))
      existing.put(h.hydro(), h.existing());
    var retired = new HashMap<String, Double>();
    var entries = new ArrayList<>(entries("retirements"));
    entries.sort(Comparator.comparingInt(e -> ((Generator.Retirement) e.value()).year()));
    var told = new TreeSet<String>();
    for (ReadTable.Entry e : entries) {
      var r = (Generator.Retirement) e.value();
      double gone = retired.merge(r.generator(), r.retired(), Double::sum);
      double stood =
          existing.getOrDefault(r.generator(), Double.POSITIVE_INFINITY)
              + planned(r.generator(), r.year());
      if (gone > stood + MW_TOLERANCE && told.add(r.generator()))
        faults.add(
            e.place("retired_mw"),
            Decimal.text(r.retired()),
            "until "
                + r.year()
                + " "
                + tenths(gone)
                + " MW of '"
                + r.generator()
                + "' retire, but only "
                + tenths(stood)
                + " MW stand and are planned");
    }
  }

  private static String tenths(double mw) {
    return Decimal.text(Math.round(mw * 10) / 10.0);
  }

  private double planned(String plant, int year) {
    double mw = 0;
    for (Generator.PlannedBuild b : table("planned_builds").values(Generator.PlannedBuild.class))
      if (b.generator().equals(plant) && b.year() <= year) mw += b.built();
    return mw;
  }

  private void hydroMonths() {
    if (!sound("hydro_monthly")) return;
    var months = new HashMap<String, Integer>();
    for (Hydro.Monthly m : table("hydro_monthly").values(Hydro.Monthly.class))
      months.merge(m.hydro(), 1, Integer::sum);
    for (ReadTable.Entry e : entries("hydro")) {
      String h = ((Hydro.Row) e.value()).hydro();
      int n = months.getOrDefault(h, 0);
      if (n != MONTHS)
        faults.add(
            e.place("hydro"),
            h,
            "hydro_monthly.csv has "
                + n
                + " months of it in the chosen scenario; "
                + MONTHS
                + " are needed");
    }
  }
}
