package org.loadstar.cases;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.CampusRows;
import org.loadstar.model.Country;
import org.loadstar.model.Generator;
import org.loadstar.model.OnSiteRows;
import org.loadstar.model.Rows;
import org.loadstar.model.Settings;

/// What must hold of the sites of campuses and the countries that can host them.
final class CampusChecks {
  private final Map<String, ReadTable> tables;
  private final Faults faults;

  private CampusChecks(Map<String, ReadTable> tables, Faults faults) {
    this.tables = tables;
    this.faults = faults;
  }

  static void check(Map<String, ReadTable> tables, @Nullable Settings settings, Faults faults) {
    var checks = new CampusChecks(tables, faults);
    for (ReadTable.Entry e : checks.table("campuses").entries()) checks.site((CampusRows.Site) e.value(), e);
    for (ReadTable.Entry e : checks.table("countries").entries()) checks.country((Country) e.value(), e);
    for (ReadTable.Entry e : checks.table("onsite").entries()) checks.onSite((OnSiteRows.Plant) e.value(), e);
    if (settings != null && settings.ai().curtailmentShare() == 0) checks.idleConnections();
    if (settings != null && settings.ai().targetFrom() == Settings.TargetFrom.AI_DEMAND && checks.empty("ai_demand"))
      faults.add(new Place("ai_demand.csv", 0), "", "ai_demand.csv must have rows of the chosen scenario when ai.target_from is ai_demand");
  }

  private void idleConnections() {
    List<ReadTable.Entry> offered =
        table("campuses").entries().stream().filter(e -> !Double.isNaN(((CampusRows.Site) e.value()).queueInterruptible())).toList();
    if (offered.isEmpty()) return;
    faults.warn(
        offered.getFirst().place("queue_interruptible_months"), "",
        (offered.size() == 1 ? "a site has" : offered.size() + " sites have")
            + " queue_interruptible_months, but ai.curtailment_share is 0, so that no interruptible connection is offered",
        "--set ai.curtailment_share=0.01");
  }

  private ReadTable table(String name) {
    return Objects.requireNonNull(tables.get(name), name);
  }

  private boolean empty(String name) {
    return table(name).sound() && table(name).entries().isEmpty();
  }

  private void site(CampusRows.Site c, ReadTable.Entry e) {
    if (c.zone().isEmpty() == c.country().isEmpty())
      faults.add(
          e.place(c.zone().isEmpty() ? "zone" : "country"),
          c.country(),
          "a site must have a zone, or a country of countries.csv when it is in no zone, not " + (c.zone().isEmpty() ? "neither" : "both"));
    if (c.zone().isEmpty() && Double.isFinite(c.connection()))
      faults.add(e.place("connection_mw"), Decimal.text(c.connection()), "connection_mw is of a site in a zone: limit_mw of countries.csv holds sites abroad");
    double module = c.moduleOrAll();
    if (module > c.maxIt() && c.maxIt() > 0)
      faults.warn(
          e.place("module_mw"), Decimal.text(module), "module_mw is above max_it_mw: the site is one module of " + Decimal.text(c.maxIt()) + " MW",
          "max_it_mw " + Decimal.text(module));
    if (c.ramp() < Math.min(module, c.maxIt()))
      faults.add(
          e.place("ramp_mw_per_year"),
          Decimal.text(c.ramp()),
          "ramp_mw_per_year must be a module (" + Decimal.text(Math.min(module, c.maxIt())) + " MW) or more: modules are whole");
  }

  private void onSite(OnSiteRows.Plant r, ReadTable.Entry e) {
    if (r.maxDuration() < r.minDuration() || r.maxDuration() == 0)
      faults.add(e.place("max_duration_h"), Decimal.text(r.maxDuration()),
          "max_duration_h must be above 0 and min_duration_h (" + Decimal.text(r.minDuration()) + ") or more");
    if (r.campus().isEmpty() && r.committed() > 0)
      faults.add(e.place("committed_mw"), Decimal.text(r.committed()), "committed_mw needs a campus: it stands on one site");
    for (Rows.Technology t : table("technologies").values(Rows.Technology.class)) if (t.technology().equals(r.technology())) plant(t, r, e);
    for (CampusRows.Site c : table("campuses").values(CampusRows.Site.class)) {
      if (!c.campus().equals(r.campus())) continue;
      if (c.zone().isEmpty()) faults.add(e.place("campus"), r.campus(), "campus must lie in a zone: sites abroad are fed by their country");
      else if (!r.zone().isEmpty() && !r.zone().equals(c.zone()))
        faults.add(e.place("zone"), r.zone(), "zone must be empty or that of '" + c.campus() + "', " + c.zone());
    }
  }

  private void plant(Rows.Technology t, OnSiteRows.Plant r, ReadTable.Entry e) {
    if (t.kind() == Rows.Kind.HYDRO) {
      faults.add(e.place("technology"), r.technology(), "technology must be a thermal, variable or storage one: water is the zone's");
      return;
    }
    if (t.kind() != Rows.Kind.THERMAL && r.committed() > 0)
      faults.add(e.place("committed_mw"), Decimal.text(r.committed()), "committed_mw is of thermal plants, '" + t.technology() + "' is "
          + ColumnSchema.enumText(t.kind()), "capex_multiplier 0 for what is paid already");
    only(t, Rows.Kind.STORAGE, r.minDuration() > 0, "min_duration_h", Decimal.text(r.minDuration()), e);
    only(t, Rows.Kind.STORAGE, Double.isFinite(r.maxDuration()), "max_duration_h", Decimal.text(r.maxDuration()), e);
    only(t, Rows.Kind.VARIABLE, !r.profile().isEmpty(), "profile", r.profile(), e);
    only(t, Rows.Kind.VARIABLE, !Double.isNaN(r.profileMean()), "profile_mean", Decimal.text(r.profileMean()), e);
    if (t.kind() == Rows.Kind.VARIABLE && r.profile().isEmpty()) profile(r, e);
    only(t, Rows.Kind.STORAGE, !Double.isNaN(r.roundTripEfficiency()), "round_trip_efficiency", Decimal.text(r.roundTripEfficiency()), e);
    if (t.kind() == Rows.Kind.STORAGE && Double.isNaN(r.roundTripEfficiency())) efficiency(r, e);
    // What generators.csv lacks too is told there.
    boolean told = table("generators").values(Generator.Row.class).stream().anyMatch(g -> g.technology().equals(t.technology()) && g.maxNew() > 0);
    if (!told && table("technology_costs").sound()
        && table("technology_costs").values(Rows.TechnologyCost.class).stream().noneMatch(c -> c.technology().equals(t.technology())))
      faults.add(e.place("technology"), r.technology(), "technology has no costs in technology_costs.csv for the chosen scenario");
    if (t.fuel().isEmpty() || !table("fuel_prices").sound()) return;
    var missing = new TreeSet<String>();
    for (CampusRows.Site c : table("campuses").values(CampusRows.Site.class)) {
      if (meant(r, c) && table("fuel_prices").values(Rows.FuelPrice.class).stream()
          .noneMatch(p -> p.fuel().equals(t.fuel()) && (p.zone().isEmpty() || p.zone().equals(c.zone())))) missing.add(c.zone());
    }
    if (!missing.isEmpty())
      faults.add(e.place("technology"), r.technology(),
          "its fuel '" + t.fuel() + "' has no price in fuel_prices.csv for the chosen scenario in " + Nearest.listed(missing));
  }

  private void only(Rows.Technology t, Rows.Kind kind, boolean given, String column, String value, ReadTable.Entry e) {
    if (given && t.kind() != kind)
      faults.add(e.place(column), value, column + " is of " + ColumnSchema.enumText(kind) + " technologies, '" + t.technology() + "' is " + ColumnSchema.enumText(t.kind()));
  }

  /// True when a row speaks of a site.
  private static boolean meant(OnSiteRows.Plant r, CampusRows.Site c) {
    return !c.zone().isEmpty() && (r.campus().isEmpty() || r.campus().equals(c.campus())) && (r.zone().isEmpty() || r.zone().equals(c.zone()));
  }

  /// Without a profile of its own a variable plant has that of a cluster of its zone.
  private void profile(OnSiteRows.Plant r, ReadTable.Entry e) {
    if (!table("generators").sound()) return;
    var missing = new TreeSet<String>();
    for (CampusRows.Site c : table("campuses").values(CampusRows.Site.class))
      if (meant(r, c) && table("generators").values(Generator.Row.class).stream()
          .noneMatch(g -> g.zone().equals(c.zone()) && g.technology().equals(r.technology()) && !g.profile().isEmpty())) missing.add(c.zone());
    if (!missing.isEmpty())
      faults.add(e.place("profile"), r.profile(), "profile must be given: generators.csv has no cluster of '" + r.technology() + "' with a profile in " + Nearest.listed(missing));
  }

  private void efficiency(OnSiteRows.Plant r, ReadTable.Entry e) {
    ReadTable costs = table("technology_costs");
    if (costs.sound() && costs.values(Rows.TechnologyCost.class).stream().anyMatch(c -> c.technology().equals(r.technology()) && !(c.roundTripEfficiency() > 0)))
      faults.add(e.place("round_trip_efficiency"), "", "round_trip_efficiency is needed here or for '" + r.technology() + "' in technology_costs.csv");
  }

  private void country(Country c, ReadTable.Entry e) {
    if (Double.isFinite(c.chips()) && empty("chip_supply"))
      faults.add(
          e.place("chips_chips_per_yr"),
          Decimal.text(c.chips()),
          "chips_chips_per_yr must be inf without rows in chip_supply.csv, which say the power of an accelerator");
  }
}
