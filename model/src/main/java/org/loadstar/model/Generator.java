package org.loadstar.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Block;

/// Clusters of plants dispatched against a profile or a fuel.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | P_g,y | GW | capacity: existing + committed - scheduled retirements + new n - early retirements r + kept open k |
/// | p_i,t | GW | output of unit i: one thermal cluster, or all variable clusters of a zone and technology |
/// | A_g,t | 1 | availability: profile, else (1 - forced outage)(1 - planned outage off-peak) |
/// | c_i | USD/MWh | heat rate x fuel price + variable O&M |
///
/// ```
/// (1) p_i,t <= sum_{g in i} A_g,t P_g,y
/// (2) p_i,t >= must-run x sum_{g in i} A_g,t P_g,y
/// (3) |p_i,t - p_i,t-1| <= (R_t + |A_g,t - A_g,t-1|) P_g,y,   R_t = ramp (h_t + h_t-1) / 2 < 1, inside a period
/// (4) r_g,y >= r_g,y-1 - retired by schedule since,   0 <= r_g,y <= what is not yet retired by schedule
/// (5) balance(z, t) += p_i,t
/// (6) k_g,y <= k_g,y-1 + retired by schedule since (not what was retired early before),   k only in the years of an order
///     cost  d_y w_t h_t c_i p_i,t + d_y fom P_g,y + d_y payment k_g,y + charges of new capacity
/// ```
///
/// Variable plants on the sites of campuses are clusters of their zone with a dispatch of their own, which feeds the balance of the site, too; where they may
/// not export they have no firm credit and count in no limit of new capacity. Clusters of one zone and technology with equal marginal cost share one dispatch column, because only their sum matters: this
/// keeps supply-curve classes out of the hours. Steps of unequal length are held in (3) at the distance of their centres, which no
/// hourly dispatch violates; the start or end of an outage is no ramp, and weather (a profile) has none. Planned outages fall into March to May and September to November. The dual of (1)
/// is the scarcity rent of a GW at t; that of the site maximum is in the table `binding`.
public final class Generator implements Component {
  private static final double RAMP_FREE = 0.999;

  /// What is dispatched as one, named after its first member; members are indices of rows.
  private record Unit(String name, int zone, String technology, List<Integer> members) {}

  private final Model m;
  private final List<Row> rows;
  private final GeneratorFigures plant;
  private final List<Unit> units = new ArrayList<>();
  private final Expansion expansion;
  private final Standing[][] capacity;
  private final int[][] retired;
  private final int[][] kept;
  private final List<Block> output = new ArrayList<>();

  Generator(Model m) {
    this.m = m;
    rows = m.withAi() ? m.figures().generators() : m.figures().data().generators();
    plant = new GeneratorFigures(m.figures());
    capacity = new Standing[m.stages().size()][rows.size()];
    retired = new int[m.stages().size()][rows.size()];
    kept = new int[m.stages().size()][rows.size()];
    for (int[] k : kept) Arrays.fill(k, -1);
    expansion = new Expansion(m, "generator", CapitalRows.Purpose.GENERATION, rows.stream().map(this::candidate).toList());
    Map<String, Unit> groups = new LinkedHashMap<>();
    for (int g = 0; g < rows.size(); g++) {
      Row q = rows.get(g);
      boolean shared = m.figures().technology(q.technology).kind() == Rows.Kind.VARIABLE;
      String key = shared && place(q) == null ? q.zone + " " + q.technology + "|" + plant.marginal(q, m.stages()) : q.generator;
      groups.computeIfAbsent(key, k -> new Unit(q.generator, m.figures().zone(q.zone), q.technology, new ArrayList<>())).members.add(g);
    }
    units.addAll(groups.values());
  }

  private Expansion.Candidate candidate(Row q) {
    Rows.Technology t = m.figures().technology(q.technology);
    int earliest = q.earliestYear > 0 ? q.earliestYear : t.earliestYear();
    LearningCurve learning = m.figures().learning(q.technology);
    double unit = q.unit == 0 && learning != null ? learning.unit() : q.unit / 1e3;
    return new Expansion.Candidate(q.generator, m.figures().zone(q.zone), q.technology, earliest, q.maxNew / 1e3, q.buildRate / 1e3,
        unit, t.financing(), t.waccAdder(), q.technology, Finance.spendProfile(t.spendProfile()));
  }

  @Override
  public void build() {
    expansion.build("GW", "generator_capital", this::money);
    for (Stage s : m.stages()) {
      for (int g = 0; g < rows.size(); g++) stand(s, g);
      dispatch(s);
    }
  }

  /// The site of a campus on which a cluster stands, null for none.
  private OnSiteClusters.@Nullable Place place(Row q) {
    return m.figures().onSite(q.generator);
  }

  /// False for a plant that may only feed its site.
  private boolean feedsZone(Row q) {
    OnSiteClusters.Place at = place(q);
    return at == null || at.export();
  }

  private Expansion.Money money(int g, int year) {
    Row q = rows.get(g);
    return m.figures().money(q.technology, q.zone, year, plant.capex(q, year), plant.meanOutput(q));
  }

  private void stand(Stage s, int g) {
    Row q = rows.get(g);
    int zone = m.figures().zone(q.zone);
    double fixed = m.figures().scheduled(q.generator, q.existing, s.year());
    retired[s.index()][g] = -1;
    double left = fixed;
    if (q.retirable && fixed > 0 && !m.operating()) {
      Block r = m.lp().columns("generator.retired", "GW", s.index(), List.of(q.generator), 0, fixed); // (4)
      retired[s.index()][g] = r.at(0);
      if (s.index() > 0 && retired[s.index() - 1][g] >= 0) {
        // What was retired early stays so, except for what the schedule retires anyway.
        double gone = m.figures().scheduledRetirements(q.generator, m.stages().get(s.index() - 1).year(), s.year());
        Block keep = m.lp().rows("generator.stays_retired", "GW", s.index(), List.of(q.generator));
        m.lp().at(keep.at(0)).add(r.at(0), 1).add(retired[s.index() - 1][g], -1).ge(-gone);
      }
    }
    if (m.operating())
      left = Math.max(0, fixed - m.decided("generator.retired/" + q.generator, s)) + m.decided("generator.kept/" + q.generator, s);
    else keepOpen(s, g);
    Standing p = expansion.standing(s, g, left, retired[s.index()][g], kept[s.index()][g]);
    capacity[s.index()][g] = p;
    m.fixedCost(s, "fixed_om", p, plant.fom(q, s.year()));
    if (p.added() >= 0 && feedsZone(q)) m.newCapacity().add(s, zone, q.technology, p.added(), 1);
    for (int k = 0; k < FirmLedger.SEASONS; k++) m.firm().credit(s, zone, k, p, firmCredit(s, q, k));
  }

  private double firmCredit(Stage s, Row q, int season) {
    if (!feedsZone(q)) return 0;
    double credit = m.figures().technology(q.technology).firmCredit();
    if (!Double.isNaN(credit)) return credit;
    return q.profile.isEmpty() ? 1 : m.firm().variableCredit(s, m.figures().zone(q.zone), season, plant.availability(q));
  }

  /// Capacity under an order that keeps it open. What retired before the first stage is gone. // (6)
  private void keepOpen(Stage s, int g) {
    Row q = rows.get(g);
    kept[s.index()][g] = -1;
    PlantRows.KeepOpen order = m.figures().keepOpen(q.technology, q.zone, s.year());
    boolean first = s.index() == 0;
    int since = first ? s.year() - 1 : m.stages().get(s.index() - 1).year();
    double gone = m.figures().scheduledRetirements(q.generator, since, s.year());
    int before = first ? -1 : kept[s.index() - 1][g];
    if (order == null || gone == 0 && before < 0) return;
    int k = m.lp().columns("generator.kept", "GW", s.index(), List.of(q.generator), 0, Double.POSITIVE_INFINITY).at(0);
    kept[s.index()][g] = k;
    Block most = m.lp().rows("generator.stays_open", "GW", s.index(), List.of(q.generator));
    var row = m.lp().at(most.at(0)).add(k, 1);
    if (before >= 0) row.add(before, -1);
    row.le(gone);
    int early = first ? -1 : retired[s.index() - 1][g];
    if (early >= 0) {
      // What was retired early before its date is not there to be kept.
      Block there = m.lp().rows("generator.there_to_keep", "GW", s.index(), List.of(q.generator));
      var less = m.lp().at(there.at(0)).add(k, 1).add(early, 1);
      if (before >= 0) less.add(before, -1);
      if (retired[s.index()][g] >= 0) less.add(retired[s.index()][g], -1);
      less.le(gone);
    }
    m.lp().cost(k, "keep_open", s.discount() * order.payment());
    m.kept().add(s, m.figures().zone(q.zone), order.order(), k, 1);
  }

  private void dispatch(Stage s) {
    TimeGrid grid = s.grid();
    List<String> names = units.stream().map(Unit::name).toList();
    Block p = m.lp().columns("generator.output", "GW", s.index(), names, grid.steps(), 0, Double.POSITIVE_INFINITY);
    output.add(p);
    List<Integer> bounded = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      if (!units.get(i).members.stream().allMatch(g -> capacity[s.index()][g].isConstant())) bounded.add(i);
    }
    List<String> boundedNames = bounded.stream().map(i -> units.get(i).name).toList();
    Block limit = m.lp().rows("generator.limit", "GW", s.index(), boundedNames, grid.steps());
    for (int i = 0; i < units.size(); i++) {
      Unit u = units.get(i);
      int row = bounded.indexOf(i);
      double[][] available = new double[u.members.size()][];
      for (int k = 0; k < available.length; k++) available[k] = grid.sample(plant.availability(rows.get(u.members.get(k))), 1);
      double[] fixed = new double[grid.steps()];
      for (int k = 0; k < available.length; k++) {
        Standing c = capacity[s.index()][u.members.get(k)];
        double[] a = available[k];
        for (int t = 0; t < a.length; t++) {
          fixed[t] += a[t] * c.fixed();
          if (row >= 0) c.subtract(m.lp().at(limit.at(row, t)), a[t]);
        }
      }
      double share = place(rows.get(u.members.getFirst())) == null ? m.figures().technology(u.technology).mustRun() : 0;
      for (int t = 0; t < fixed.length; t++) {
        if (row < 0) m.lp().bounds(p.at(i, t), share * fixed[t], fixed[t]);
        else m.lp().at(limit.at(row, t)).add(p.at(i, t), 1).le(fixed[t]); // (1)
      }
      if (row >= 0 && share > 0) mustRun(s, p, i, u, available, fixed);
      if (u.members.size() == 1 && rows.get(u.members.getFirst()).profile.isEmpty()) ramp(s, p, i, u, available[0]);
      operate(s, p, i, u);
      contract(s, p, i, u, available);
    }
  }

  /// Offers what the plan builds of a clean unit to contracts.
  private void contract(Stage s, Block p, int i, Unit u, double[][] available) {
    Rows.Technology tech = m.figures().technology(u.technology);
    if (!tech.clean() || !m.contracts().open()) return;
    List<Standing> fresh = u.members.stream().map(g -> expansion.fresh(s, g)).toList();
    if (fresh.stream().allMatch(c -> c.isConstant() && c.fixed() == 0)) return;
    m.contracts().add(s, new ContractLedger.Supply(u.zone, u.name, tech.renewable(), p, i, fresh, List.of(available)));
  }

  private void mustRun(Stage s, Block p, int i, Unit u, double[][] available, double[] fixed) { // (2)
    double share = m.figures().technology(u.technology).mustRun();
    Block least = m.lp().rows("generator.must_run", "GW", s.index(), List.of(u.name), fixed.length);
    for (int t = 0; t < fixed.length; t++) {
      var row = m.lp().at(least.at(0, t)).add(p.at(i, t), 1);
      for (int k = 0; k < available.length; k++)
        capacity[s.index()][u.members.get(k)].subtract(row, share * available[k][t]);
      row.ge(share * fixed[t]);
    }
  }

  private void ramp(Stage s, Block p, int i, Unit u, double[] available) { // (3)
    double ramp = m.figures().technology(u.technology).rampPerHour();
    if (ramp > RAMP_FREE) return;
    TimeGrid grid = s.grid();
    Standing c = capacity[s.index()][u.members.getFirst()];
    Block up = m.lp().rows("generator.ramp_up", "GW", s.index(), List.of(u.name), grid.steps());
    Block down = m.lp().rows("generator.ramp_down", "GW", s.index(), List.of(u.name), grid.steps());
    for (int t = 0; t < grid.steps(); t++) {
      if (grid.firstOfPeriod(t)) continue;
      double most = ramp * (grid.hours(t) + grid.hours(t - 1)) / 2 + Math.abs(available[t] - available[t - 1]);
      if (most > RAMP_FREE) continue;
      for (int sign : new int[] {1, -1}) {
        var row = m.lp().at((sign > 0 ? up : down).at(0, t)).add(p.at(i, t), sign).add(p.at(i, t - 1), -sign);
        c.subtract(row, most);
        row.le(most * c.fixed());
      }
    }
  }

  private void operate(Stage s, Block p, int i, Unit u) { // (5)
    Row q = rows.get(u.members.getFirst());
    Rows.Technology tech = m.figures().technology(u.technology);
    double heat = plant.heatRate(q, s.year());
    double fuel = heat * m.figures().fuelPrice(tech.fuel(), q.zone, s.year());
    double vom = plant.vom(q, s.year());
    m.emits(s, u.zone, p, i, heat * m.figures().co2(tech.fuel()));
    OnSiteClusters.Place at = place(q);
    for (int t = 0; t < s.grid().steps(); t++) {
      int j = p.at(i, t);
      double energy = s.grid().annualHours(t);
      m.balance(s).add(u.zone, t, j, 1);
      if (at != null) m.sites().output(s, at.site(), t, j, 1, at.export());
      m.lp().cost(j, "fuel", fuel * m.perMwh(s, t));
      m.lp().cost(j, "variable_om", vom * m.perMwh(s, t));
      if (tech.clean()) m.score().add(s, u.zone, "clean", j, energy);
      if (tech.renewable()) m.score().add(s, u.zone, "renewable", j, energy);
    }
  }

  @Override
  public void decide(Result r, Decisions d) {
    expansion.decide(r, d);
    for (Stage s : m.stages())
      for (int g = 0; g < rows.size(); g++)
        if (retired[s.index()][g] >= 0)
          d.put("generator.retired/" + rows.get(g).generator, s.year(), Math.max(0, r.value(retired[s.index()][g])));
    for (Stage s : m.stages())
      for (int g = 0; g < rows.size(); g++)
        if (kept[s.index()][g] >= 0) d.put("generator.kept/" + rows.get(g).generator, s.year(), keptOpen(r, s.index(), g));
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Stage s : m.stages()) {
      reportCapacity(r, s, tables, grid);
      for (int i = 0; i < units.size(); i++) {
        Unit u = units.get(i);
        String zone = m.figures().data().zones().get(u.zone).zone();
        double energy = 0;
        for (int t = 0; t < s.grid().steps(); t++) {
          double p = r.value(output.get(s.index()).at(i, t));
          energy += p * s.grid().annualHours(t);
          if (p > 1e-6) Model.row(tables.get("dispatch"), grid, s, t, zone, u.technology, p);
        }
        Row q = rows.get(u.members.getFirst());
        double co2 = plant.heatRate(q, s.year()) * m.figures().co2(m.figures().technology(u.technology).fuel());
        tables.get("generation").add(grid, s.year(), zone, u.technology, energy * 1e3);
        if (co2 > 0 && energy > 0) tables.get("emissions").add(grid, s.year(), zone, u.technology, energy * co2 * 1e3);
        if (!m.operating()) accounts(r, s, i, tables, grid);
      }
    }
  }

  /// Accounts of the members of a unit; their common output is shared by what they have available.
  private void accounts(Result r, Stage s, int i, Tables tables, String grid) {
    Unit u = units.get(i);
    double[][] available = new double[u.members.size()][];
    double[] all = new double[s.grid().steps()];
    for (int k = 0; k < available.length; k++) {
      available[k] = s.grid().sample(plant.availability(rows.get(u.members.get(k))), 1);
      double standing = Math.max(0, capacity[s.index()][u.members.get(k)].value(r));
      for (int t = 0; t < all.length; t++) all[t] += available[k][t] *= standing;
    }
    for (int k = 0; k < available.length; k++) {
      int g = u.members.get(k);
      Row q = rows.get(g);
      double[] p = new double[all.length];
      double energy = 0;
      for (int t = 0; t < p.length; t++) {
        p[t] = all[t] == 0 ? 0 : r.value(output.get(s.index()).at(i, t)) * available[k][t] / all[t];
        energy += p[t] * s.grid().annualHours(t);
      }
      double heat = plant.heatRate(q, s.year());
      String fuel = m.figures().technology(q.technology).fuel();
      double standing = capacity[s.index()][g].value(r);
      double firm = 0;
      for (int season = 0; season < FirmLedger.SEASONS; season++) firm += firmCredit(s, q, season) * standing * m.firm().worth(r, s, u.zone, season);
      new Account(q.zone, q.technology, q.generator, standing, expansion.value(r, s, g), expansion.built(r, s, g), p, firm,
          energy * heat * m.figures().fuelPrice(fuel, q.zone, s.year()) * 1e-3, energy * plant.vom(q, s.year()) * 1e-3, standing * plant.fom(q, s.year()),
          expansion.spent(r, s, g, this::money), energy * heat * m.figures().co2(fuel)).write(m, r, s, tables, grid);
    }
  }

  private double keptOpen(Result r, int stage, int g) {
    return kept[stage][g] < 0 ? 0 : Math.max(0, r.value(kept[stage][g]));
  }

  private void reportCapacity(Result r, Stage s, Tables tables, String grid) {
    if (m.operating()) return;
    for (int g = 0; g < rows.size(); g++) {
      Row q = rows.get(g);
      double early = retired[s.index()][g] < 0 ? 0 : r.value(retired[s.index()][g]);
      double before = s.index() == 0 ? q.existing / 1e3
          : m.figures().scheduled(q.generator, q.existing, m.stages().get(s.index() - 1).year())
              - (retired[s.index() - 1][g] < 0 ? 0 : r.value(retired[s.index() - 1][g])) + keptOpen(r, s.index() - 1, g);
      double now = m.figures().scheduled(q.generator, q.existing, s.year()) - early + keptOpen(r, s.index(), g);
      double built = expansion.built(r, s, g) + Math.max(0, now - before);
      double stands = capacity[s.index()][g].value(r);
      tables.get("capacity").add(grid, s.year(), q.zone, q.technology, q.generator, stands * 1e3, built * 1e3, Math.max(0, before - now) * 1e3, 0.0, q.maxNew);
      if (!grid.equals("no_ai")) reportUnits(r, s, g, tables);
      OnSiteClusters.Place at = place(q);
      if (at != null) at.report(m, s, stands, expansion.built(r, s, g), tables, grid);
      PlantRows.KeepOpen order = m.figures().keepOpen(q.technology, q.zone, s.year());
      if (order != null && kept[s.index()][g] >= 0 && keptOpen(r, s.index(), g) > 1e-6)
        tables.get("kept_open").add(grid, s.year(), q.zone, q.technology, order.order(), keptOpen(r, s.index(), g) * 1e3);
      double value = expansion.siteValue(r.binding(), s, g);
      if (value > 1)
        tables.bind(grid, "generator.maximum", q.generator, s.year(), value, "USD/kW-yr", 10 * value * s.discount() * q.maxNew, String.format(Locale.ROOT,
            "All %s of %s are used by %d; one more kW would save %.0f USD a year", Words.power(q.maxNew / 1e3), q.generator, s.year(), value));
    }
  }

  private void reportUnits(Result r, Stage s, int g, Tables tables) {
    Row q = rows.get(g);
    double unit = candidate(q).unit() * 1e3;
    if (q.maxNew == 0 || unit == 0 && q.completion == 1) return;
    double mw = expansion.value(r, s, g) * 1e3;
    tables.get("units").add(s.year(), q.zone, q.technology, q.generator, unit == 0 ? Double.NaN : mw / unit, mw, q.completion, mw * q.completion);
  }

  @Table(file = "generators.csv", key = "generator", doc = "A cluster of plants of one zone, technology and class.")
  public record Row(
      @Column(doc = "Key of the cluster.") String generator,
      @Column(doc = "Zone.", ref = "zones") String zone,
      @Column(doc = "Technology.", ref = "technologies") String technology,
      @Column(unit = "mw", doc = "Capacity standing before the first stage.", absent = "0", min = 0) double existing,
      @Column(unit = "mw", doc = "Largest new capacity over all stages; 0 is not extendable, inf no limit.", absent = "0", min = 0, infinite = true)
          double maxNew,
      @Column(unit = "mw_per_year", doc = "Largest new capacity per calendar year.", absent = "inf", min = 0) double buildRate,
      @Column(unit = "mw", doc = "New capacity comes in units of this size; 0 for any amount.", absent = "0", min = 0) double unit,
      @Column(doc = "Probability that what is built is ever commercial.", absent = "1", min = 0, max = 1) double completion,
      @Column(doc = "First commercial year of new capacity; 0: the technology's.", absent = "0", min = 0, max = 2200) int earliestYear,
      @Column(doc = "1 when the plan may retire it before its scheduled date.", absent = "0") boolean retirable,
      @Column(doc = "Multiplies the technology's capex (region).", absent = "1", min = 0) double capexMultiplier,
      @Column(unit = "usd_per_kw", doc = "Added to capex (connection, site).", absent = "0", min = 0, money = true) double capexAdder,
      @Column(unit = "usd_per_kw_yr", doc = "Fixed O&M; empty: the technology's.", absent = "NaN", money = true) double fom,
      @Column(unit = "usd_per_mwh", doc = "Variable O&M; empty: the technology's.", absent = "NaN", money = true) double vom,
      @Column(unit = "mmbtu_per_mwh", doc = "Heat rate; empty: the technology's.", absent = "NaN", min = 0, max = 40) double heatRate,
      @Column(doc = "Hourly capacity factors `FILE/COLUMN` of the folder profiles; empty: outage rates.", absent = "")
          String profile,
      @Column(doc = "Mean capacity factor to which the profile is reshaped (low-output hours kept); empty: as it is.", absent = "NaN", min = 0, max = 1)
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
