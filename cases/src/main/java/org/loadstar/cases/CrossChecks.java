package org.loadstar.cases;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.CampusRows;
import org.loadstar.model.Line;
import org.loadstar.model.Neighbour;
import org.loadstar.model.Rows;
import org.loadstar.model.Settings;
import org.loadstar.model.Zone;

/// What must hold between tables: zones and their demand, lines, limits, scopes and trade. A check
/// is left out where a table that it needs has faults of its own.
final class CrossChecks {
  private static final int MONTHS = 12;

  private final Map<String, ReadTable> tables;
  private final Faults faults;

  private CrossChecks(Map<String, ReadTable> tables, Faults faults) {
    this.tables = tables;
    this.faults = faults;
  }

  static void check(
      Map<String, ReadTable> tables,
      CaseFolder folder,
      @Nullable Settings settings,
      Faults faults) {
    var checks = new CrossChecks(tables, faults);
    if (checks.sound("zones") && folder.demand() != null) checks.demand(folder.demand());
    checks.each("lines", Line.Row.class, checks::line);
    checks.each("tax_credits", Rows.TaxCredit.class, checks::taxCredit);
    if (checks.sound("zones", "technologies"))
      checks.each("build_limits", Rows.BuildLimit.class, checks::buildLimit);
    if (checks.sound("zones")) {
      Set<String> scopes = checks.scopes();
      checks.each("carbon", Rows.Carbon.class, (c, e) -> checks.scope(c.scope(), scopes, e));
      if (settings != null && Double.isFinite(settings.policy().co2CapMt()))
        checks.each("carbon", Rows.Carbon.class, (c, e) -> checks.oneCap(c, e));
      checks.each(
          "clean_standards",
          Rows.CleanStandard.class,
          (c, e) -> checks.scope(c.scope(), scopes, e));
    }
    if (checks.sound("neighbour_energy"))
      checks.each("neighbours", Neighbour.Row.class, checks::neighbour);
    if (checks.sound("reserve_margins") && settings != null && settings.reserve().enforced())
      checks.each("zones", Zone.class, checks::reserveRegion);
    if (checks.sound("pue")) checks.pue();
    FinanceChecks.check(tables, faults);
    PlantChecks.check(tables, folder, settings, faults);
    CampusChecks.check(tables, settings, faults);
    WorkloadChecks.check(checks.table("workloads"), checks.table("workload_origins"), faults);
    SupplyChecks.check(tables, checks.sound("zones") ? checks.scopes() : Set.of(), faults);
  }

  private boolean sound(String... names) {
    return Arrays.stream(names).allMatch(n -> table(n).sound());
  }

  private ReadTable table(String name) {
    return Objects.requireNonNull(tables.get(name), name);
  }

  private <T> void each(String name, Class<T> type, BiConsumer<T, ReadTable.Entry> check) {
    for (ReadTable.Entry e : table(name).entries()) check.accept(type.cast(e.value()), e);
  }

  private void demand(HourlyFile.Columns demand) {
    if (demand.names().isEmpty()) return;
    Set<String> zones = table("zones").names();
    for (String n : demand.names()) {
      if (!zones.contains(n))
        faults.addUnknown(demand.header(), n, "the column (a zone of zones.csv)", zones);
    }
    for (String z : zones) {
      if (demand.names().contains(z)) continue;
      String near = Nearest.to(z, demand.names().stream().filter(n -> !zones.contains(n)).toList());
      if (near == null)
        faults.add(demand.header(), "", "the column of zone '" + z + "' is missing");
    }
  }

  private void line(Line.Row l, ReadTable.Entry e) {
    if (l.fromZone().equals(l.toZone()))
      faults.add(
          e.place("to_zone"),
          l.toZone(),
          "a line must join two different zones",
          "a line inside a zone is left out of the case");
  }

  private void taxCredit(Rows.TaxCredit t, ReadTable.Entry e) {
    if (t.lastYear() < t.firstYear())
      faults.add(
          e.place("last_year"),
          Integer.toString(t.lastYear()),
          "last_year must be " + t.firstYear() + " or later");
  }

  private void buildLimit(Rows.BuildLimit b, ReadTable.Entry e) {
    names(b.zones(), "zones", e);
    names(b.technologies(), "technologies", e);
  }

  private void names(String joined, String table, ReadTable.Entry e) {
    if (joined.isEmpty()) return;
    Set<String> known = table(table).names();
    for (String n : List.of(joined.split(";")))
      if (!known.contains(n.strip()))
        faults.addUnknown(
            e.place(table), n.strip(), "each of " + table + " (a row of " + table + ".csv)", known);
  }

  private Set<String> scopes() {
    var scopes = new TreeSet<String>(Set.of("all"));
    for (Zone z : table("zones").values(Zone.class))
      scopes.addAll(List.of(z.zone(), z.country(), z.planningRegion()));
    scopes.remove("");
    return scopes;
  }

  private void scope(String scope, Set<String> scopes, ReadTable.Entry e) {
    if (!scopes.contains(scope))
      faults.addUnknown(
          e.place("scope"), scope, "scope (all, a country, a planning region or a zone)", scopes);
  }

  private void oneCap(Rows.Carbon c, ReadTable.Entry e) {
    if (c.scope().equals("all"))
      faults.add(
          e.place("scope"),
          c.scope(),
          "policy.co2_cap_mt of case.yaml caps all zones too; give one of the two");
  }

  private void neighbour(Neighbour.Row n, ReadTable.Entry e) {
    boolean energy =
        table("neighbour_energy").values(Neighbour.Energy.class).stream()
            .anyMatch(x -> x.neighbour().equals(n.neighbour()));
    if (Double.isNaN(n.price()) && !energy)
      faults.add(
          e.place("price_usd_per_mwh"),
          "",
          "border '" + n.neighbour() + "' needs a price or rows in neighbour_energy.csv");
  }

  private void reserveRegion(Zone z, ReadTable.Entry e) {
    Set<String> known = table("reserve_margins").names();
    if (!z.reserveRegion().isEmpty() && !known.isEmpty() && !known.contains(z.reserveRegion()))
      faults.addUnknown(
          e.place("reserve_region"),
          z.reserveRegion(),
          "reserve_region (of reserve_margins.csv)",
          known);
  }

  private void pue() {
    var months = new LinkedHashMap<String, Integer>();
    each("pue", CampusRows.Pue.class, (p, e) -> months.merge(p.zone(), 1, Integer::sum));
    Place file = new Place("pue.csv", 0);
    months.forEach(
        (zone, n) -> {
          if (n != MONTHS)
            faults.add(file, zone, "the zone has " + n + " months; " + MONTHS + " are needed");
        });
  }
}
