package org.loadstar.cases;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.loadstar.model.CapitalRows;
import org.loadstar.model.EquipmentRows;
import org.loadstar.model.Generator;
import org.loadstar.model.PlantRows;

/// What must hold inside the tables of equipment, capital, learning, orders that keep plants open, and jobs. A check is left
/// out where a table that it needs has faults of its own.
final class SupplyChecks {
  private static final String CAMPUS = "campus";
  private static final String LINE = "line";

  private final Map<String, ReadTable> tables;
  private final Faults faults;

  private SupplyChecks(Map<String, ReadTable> tables, Faults faults) {
    this.tables = tables;
    this.faults = faults;
  }

  /// @param scopes what a scope may be; empty when the zones are not known
  static void check(Map<String, ReadTable> tables, Set<String> scopes, Faults faults) {
    var checks = new SupplyChecks(tables, faults);
    if (!scopes.isEmpty()) checks.equipment(withHome(scopes));
    checks.capital();
    if (!checks.table("technologies").sound()) return;
    for (ReadTable.Entry e : checks.table("equipment_uses").entries())
      checks.activity(((EquipmentRows.Use) e.value()).technology(), "technology", e);
    for (ReadTable.Entry e : checks.table("jobs").entries()) checks.jobs((PlantRows.Jobs) e.value(), e);
    for (ReadTable.Entry e : checks.table("learning").entries()) checks.learning((PlantRows.Learning) e.value(), e);
    if (checks.table("generators").sound()) checks.learners();
    for (ReadTable.Entry e : checks.table("keep_open").entries()) checks.keepOpen((PlantRows.KeepOpen) e.value(), e);
  }

  private static Set<String> withHome(Set<String> scopes) {
    Set<String> more = new TreeSet<>(scopes);
    more.add("home");
    return more;
  }

  private ReadTable table(String name) {
    return Objects.requireNonNull(tables.get(name), name);
  }

  private void equipment(Set<String> scopes) {
    Map<String, EquipmentRows.Slot> first = new HashMap<>();
    for (ReadTable.Entry e : table("equipment").entries()) {
      var q = (EquipmentRows.Slot) e.value();
      if (!scopes.contains(q.scope()))
        faults.addUnknown(e.place("scope"), q.scope(), "scope (home, all, a country, a planning region or a zone)", scopes);
      EquipmentRows.Slot other = first.putIfAbsent(q.item(), q);
      if (other == null) continue;
      same(e, "scope", q.scope(), other.scope(), q.item());
      same(e, "unit", q.unit(), other.unit(), q.item());
      same(e, "kept", q.kept() ? "1" : "0", other.kept() ? "1" : "0", q.item());
    }
  }

  private void same(ReadTable.Entry e, String column, String value, String other, String item) {
    if (!value.equals(other))
      faults.add(e.place(column), value, column + " must be '" + other + "', as in the first row of '" + item + "'");
  }

  private void capital() {
    List<String> known = Stream.of(CapitalRows.Purpose.values()).map(p -> p.name().toLowerCase(Locale.ROOT)).toList();
    for (ReadTable.Entry e : table("capital").entries())
      for (String p : ((CapitalRows.Budget) e.value()).purposes().split(";"))
        if (!known.contains(p.strip())) faults.addUnknown(e.place("purposes"), p.strip(), "each of purposes", known);
  }

  private void activity(String name, String column, ReadTable.Entry e) {
    Set<String> known = new TreeSet<>(table("technologies").names());
    known.add(CAMPUS);
    known.add(LINE);
    if (!known.contains(name)) faults.addUnknown(e.place(column), name, column + " (a row of technologies.csv, campus or line)", known);
  }

  private void jobs(PlantRows.Jobs j, ReadTable.Entry e) {
    activity(j.activity(), "activity", e);
    if (j.low() > j.jobs()) faults.add(e.place("low_per_mw"), Decimal.text(j.low()), "low_per_mw must be at most jobs_per_mw, " + Decimal.text(j.jobs()));
    if (j.high() < j.jobs()) faults.add(e.place("high_per_mw"), Decimal.text(j.high()), "high_per_mw must be at least jobs_per_mw, " + Decimal.text(j.jobs()));
  }

  private void learning(PlantRows.Learning l, ReadTable.Entry e) {
    if (l.leastCapex() > l.firstCapex())
      faults.add(e.place("least_capex_usd_per_kw"), Decimal.text(l.leastCapex()),
          "least_capex_usd_per_kw must be at most first_capex_usd_per_kw, " + Decimal.text(l.firstCapex()));
  }

  /// What learns must have plants that can be built.
  private void learners() {
    Set<String> built = new TreeSet<>();
    for (Generator.Row g : table("generators").values(Generator.Row.class)) built.add(g.technology());
    for (ReadTable.Entry e : table("learning").entries()) {
      String technology = ((PlantRows.Learning) e.value()).technology();
      if (!built.contains(technology))
        faults.warn(e.place("technology"), technology, "technology has no row in generators.csv, so that no unit of it can be built and nothing is learnt",
            "a row with max_new_mw in generators.csv");
    }
  }

  private void keepOpen(PlantRows.KeepOpen k, ReadTable.Entry e) {
    names(k.technologies(), "technologies", e);
    if (table("zones").sound()) names(k.zones(), "zones", e);
    if (k.lastYear() < k.firstYear())
      faults.add(e.place("last_year"), Integer.toString(k.lastYear()), "last_year must be " + k.firstYear() + " or later");
  }

  private void names(String joined, String table, ReadTable.Entry e) {
    if (joined.isEmpty()) return;
    Set<String> known = table(table).names();
    for (String n : List.of(joined.split(";")))
      if (!known.contains(n.strip()))
        faults.addUnknown(e.place(table), n.strip(), "each of " + table + " (a row of " + table + ".csv)", known);
  }
}
