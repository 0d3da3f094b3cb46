package org.loadstar.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;

/// Storage with separate power and energy, cyclic in each period or linked over the year.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | c_i,t, q_i,t | GW | charge, discharge (at the terminals) |
/// | l_i,t | GWh | level at the end of t; linked storage on representative periods: change since the period began |
/// | P_i, E_i | GW, GWh | power and energy: existing + committed - retired + new |
/// | eta | 1 | one-way efficiency, square root of the round trip |
/// | sigma | 1/h | standing loss |
/// | m_i,t | GWh | mean of the level before each hour of a step of several hours (storage with standing loss) |
/// | L_i,k | GWh | level before the k-th actual period of the year (linked storage) |
/// | a_k | 1 | share of the k-th actual period that lies in the year (below 1 for the last week) |
///
/// ```
/// (1) l_t = (1 - sigma)^h_t l_t-1 + h_t (eta c_t - q_t / eta)
/// (2) c_t + q_t <= P,   0 <= l_t <= E
/// (3) dmin P_new <= E_new <= dmax P_new
/// (4) balance(z, t) += q_t - c_t
/// (1b) with standing loss, step of several hours:  l_t = l_t-1 - sigma h_t m_t + h_t (eta c_t - q_t / eta),   l_t-1 <= h_t m_t,   m_t <= E
/// (5) linked, representative periods: l before a period is 0;  smin_p <= l_t <= smax_p for t in p;
///     L_k+1 = L_k + a_k l_last(p(k)),  L cyclic;  0 <= L_k + smin_p(k),  L_k + smax_p(k) <= E
/// ```
///
/// (1b) is the sum of (1) over the hours of the step, so merged hours hold for every operation hour by hour; linked storage on
/// representative periods keeps (1). l before the first step of a period is l of its last step (cyclic), or a fixed share of E on grids with a boundary level. (5) is
/// Kotzur et al. 2018 (doi:10.1016/j.apenergy.2018.01.023) with the extremes of the period added, so that no hour of the year
/// leaves [0, E]; standing loss between periods is neglected. One row (2) for both directions is tighter than two. Firm credit:
/// credit of the technology at 4 hours or more, in proportion below. Storage on the site of a campus feeds the balance of the site, too: what it can be called
/// for there is its power over 1 + spare at 4 hours or more, in proportion below, and its firm credit that times the credit of the technology.
public final class Storage implements Component {
  private static final double FULL_CREDIT_HOURS = 4;
  /// GW of power below which the level of a store counts as not moving.
  private static final double LEAST_POWER = 1e-4;
  private final Model m;
  private final List<Row> rows;
  private final Expansion power;
  private final Expansion energy;
  private final Standing[][] powers;
  private final Standing[][] energies;
  private final int[][] firms;
  private final List<Block[]> blocks = new ArrayList<>();

  Storage(Model m) {
    this.m = m;
    rows = m.withAi() ? m.figures().storages() : m.figures().data().storages();
    power = new Expansion(m, "storage.power", CapitalRows.Purpose.STORAGE, rows.stream().map(q -> candidate(q, q.technology, q.maxDuration == 0 ? 0 : q.maxNew / 1e3)).toList());
    energy = new Expansion(m, "storage.energy", CapitalRows.Purpose.STORAGE, rows.stream().map(q -> candidate(q, "", energyMaximum(q))).toList());
    powers = new Standing[m.stages().size()][rows.size()];
    energies = new Standing[m.stages().size()][rows.size()];
    firms = new int[m.stages().size()][rows.size()];
    for (int[] f : firms) Arrays.fill(f, -1);
  }

  private static double energyMaximum(Row q) {
    return q.maxNew == 0 || q.maxDuration == 0 ? 0 : q.maxNew / 1e3 * q.maxDuration;
  }

  private Expansion.Candidate candidate(Row q, String ordered, double maximum) {
    Rows.Technology t = m.figures().technology(q.technology);
    return new Expansion.Candidate(q.storage, m.figures().zone(q.zone), ordered, q.earliestYear > 0 ? q.earliestYear : t.earliestYear(), maximum,
        Double.POSITIVE_INFINITY, 0, t.financing(), t.waccAdder(), q.technology, Finance.spendProfile(t.spendProfile()));
  }

  private double figure(Row q, int year, double own, java.util.function.ToDoubleFunction<Rows.TechnologyCost> of) {
    return Double.isNaN(own) ? m.figures().cost(q.technology, year, of) : own;
  }

  @Override
  public void build() {
    power.build("GW", "storage_capital", this::moneyOfPower);
    energy.build("GWh", "storage_capital", this::moneyOfEnergy);
    List<String> names = rows.stream().map(Row::storage).toList();
    for (Stage s : m.stages()) {
      int steps = s.grid().steps();
      Block charge = m.lp().columns("storage.charge", "GW", s.index(), names, steps, 0, Double.POSITIVE_INFINITY);
      Block discharge = m.lp().columns("storage.discharge", "GW", s.index(), names, steps, 0, Double.POSITIVE_INFINITY);
      Block level = m.lp().columns("storage.level", "GWh", s.index(), names, steps, 0, Double.POSITIVE_INFINITY);
      Block chain = m.lp().rows("storage.chain", "GWh", s.index(), names, steps);
      blocks.add(new Block[] {charge, discharge, level});
      for (int i = 0; i < rows.size(); i++) {
        stand(s, i);
        operate(s, i, charge, discharge, level, chain);
      }
    }
  }

  private Expansion.Money moneyOfPower(int i, int year) {
    Row q = rows.get(i);
    double capex = m.figures().cost(q.technology, year, Rows.TechnologyCost::capex) * q.capexMultiplier + q.capexAdder;
    return m.figures().money(q.technology, q.zone, year, capex, 0);
  }

  private Expansion.Money moneyOfEnergy(int i, int year) {
    Row q = rows.get(i);
    return m.figures().money(q.technology, q.zone, year, m.figures().cost(q.technology, year, Rows.TechnologyCost::capexEnergy) * q.capexMultiplier, 0);
  }

  private void stand(Stage s, int i) {
    Row q = rows.get(i);
    int zone = m.figures().zone(q.zone);
    double p = m.figures().scheduled(q.storage, q.existing, s.year());
    double duration = duration(q);
    powers[s.index()][i] = power.standing(s, i, p, -1, -1);
    // Decisions leave out dust, so energy may be left without power to hold its level: it serves nothing then.
    boolean dust = m.operating() && powers[s.index()][i].fixed() == 0;
    energies[s.index()][i] = dust ? Standing.constant(0) : energy.standing(s, i, p * duration, -1, -1);
    m.fixedCost(s, "fixed_om", powers[s.index()][i], figure(q, s.year(), q.fom, Rows.TechnologyCost::fom));
    m.fixedCost(s, "fixed_om", energies[s.index()][i], m.figures().cost(q.technology, s.year(), Rows.TechnologyCost::fomEnergy));
    int np = power.column(s.index(), i);
    int ne = energy.column(s.index(), i);
    OnSiteClusters.Place at = m.figures().onSite(q.storage);
    m.firm().credit(s, zone, firmConstant(s, q));
    if (np < 0) return;
    if (at == null || at.export()) m.newCapacity().add(s, zone, q.technology, np, 1);
    Block durations = m.lp().rows("storage.duration", "GWh", s.index(), List.of(q.storage + " least", q.storage + " most"));
    m.lp().at(durations.at(0)).add(ne, 1).add(np, -q.minDuration).ge(0); // (3)
    if (Double.isFinite(q.maxDuration)) m.lp().at(durations.at(1)).add(ne, 1).add(np, -q.maxDuration).le(0);
    if (at == null && m.firm().region(zone) < 0) return;
    double c = at == null ? credit(q) : at.plant().feeds();
    Block firm = m.lp().columns("storage.firm", "GW", s.index(), List.of(q.storage), 0, Double.POSITIVE_INFINITY);
    Block limit = m.lp().rows("storage.firm_limit", "GW", s.index(), List.of(q.storage + " power", q.storage + " energy"));
    m.lp().at(limit.at(0)).add(firm.at(0), 1).add(np, -c).le(0);
    m.lp().at(limit.at(1)).add(firm.at(0), 1).add(ne, -c / FULL_CREDIT_HOURS).le(0);
    for (int k = 0; k < FirmLedger.SEASONS; k++) m.firm().credit(s, zone, k, new Standing(0, firm.at(0), -1, -1), at == null ? 1 : credit(q));
    if (at != null) m.sites().power(s, at.site(), firm.at(0), 1, at.export());
    firms[s.index()][i] = firm.at(0);
  }

  private static double duration(Row q) {
    return q.existing > 0 ? q.existingEnergy / q.existing : Math.min(q.maxDuration, FULL_CREDIT_HOURS);
  }

  private double credit(Row q) {
    double credit = m.figures().technology(q.technology).firmCredit();
    return Double.isNaN(credit) ? 1 : credit;
  }

  /// Firm capacity of what stands without the plan, GW.
  private double firmConstant(Stage s, Row q) {
    return credit(q) * m.figures().scheduled(q.storage, q.existing, s.year()) * Math.min(1, duration(q) / FULL_CREDIT_HOURS);
  }

  /// Takes `kept` times the level before a step from a row: a column, or a share of the energy.
  private static LpBuilder.Row before(LpBuilder.Row row, Standing e, int column, double share, double kept) {
    if (column >= 0) return row.add(column, -kept);
    if (share > 0) e.subtract(row, kept * share);
    return row;
  }

  private static boolean merged(TimeGrid grid) {
    return java.util.stream.IntStream.range(0, grid.steps()).anyMatch(t -> grid.hours(t) > 1);
  }

  /// Share of the energy that stands at an hour where a grid with a boundary level begins or ends: while a plan is operated, what
  /// the plan held there, if it says so. Plans see standing loss at mean levels, so their levels may be out of reach with it.
  private double boundary(Stage s, Row q, int hour) {
    double usual = s.grid().boundaryLevel();
    return q.standingLoss > 0 ? usual : m.decided(boundaryKey(q, hour % Hourly.HOURS), s, usual);
  }

  private static String boundaryKey(Row q, int hour) {
    return "storage.boundary/" + q.storage + "/" + hour;
  }

  private boolean linked(Row q, TimeGrid grid) {
    return q.linked && grid.periods() > 1;
  }

  private void operate(Stage s, int i, Block charge, Block discharge, Block level, Block chain) {
    Row q = rows.get(i);
    TimeGrid grid = s.grid();
    int zone = m.figures().zone(q.zone);
    Standing p = powers[s.index()][i];
    Standing e = energies[s.index()][i];
    double eta = Math.sqrt(figure(q, s.year(), q.roundTripEfficiency, Rows.TechnologyCost::roundTripEfficiency));
    if (!(eta > 0)) throw new IllegalArgumentException("storage " + q.storage + " has no round-trip efficiency");
    double vom = figure(q, s.year(), q.vom, Rows.TechnologyCost::vom);
    OnSiteClusters.Place at = m.figures().onSite(q.storage);
    boolean linked = linked(q, grid);
    boolean bounded = !Double.isNaN(grid.boundaryLevel());
    // Storage that leaks faster than half its power can fill stands empty at a boundary.
    boolean leaky = q.standingLoss * grid.boundaryLevel() * e.fixed() > eta * p.fixed() / 2;
    double first = leaky ? 0 : boundary(s, q, grid.firstHour(0));
    double last = leaky ? 0 : boundary(s, q, grid.firstHour(grid.steps() - 1) + (int) grid.hours(grid.steps() - 1));
    boolean merged = q.standingLoss > 0 && !linked && merged(grid);
    Block mean = !merged ? null : m.lp().columns("storage.mean_level", "GWh", s.index(), List.of(q.storage), grid.steps(), 0, Double.POSITIVE_INFINITY);
    Block range = !merged ? null : m.lp().rows("storage.mean_range", "GWh", s.index(), List.of(q.storage + " least", q.storage + " most"), grid.steps());
    Block most = m.lp().rows("storage.power", "GW", s.index(), List.of(q.storage), grid.steps());
    Block full = e.isConstant() || linked ? null : m.lp().rows("storage.energy", "GWh", s.index(), List.of(q.storage), grid.steps());
    for (int t = 0; t < grid.steps(); t++) {
      int c = charge.at(i, t);
      int d = discharge.at(i, t);
      int l = level.at(i, t);
      double h = grid.hours(t);
      var row = m.lp().at(chain.at(i, t)).add(l, 1).add(c, -eta * h).add(d, h / eta); // (1)
      boolean given = bounded && grid.firstOfPeriod(t);
      int before = given || linked && grid.firstOfPeriod(t) ? -1 : level.at(i, grid.previous(t));
      if (mean != null && range != null && h > 1) { // (1b)
        row.add(mean.at(0, t), q.standingLoss * h);
        before(row, e, before, given ? first : 0, 1).eq(given ? first * e.fixed() : 0);
        var least = m.lp().at(range.at(0, t)).add(mean.at(0, t), h);
        before(least, e, before, given ? first : 0, 1).ge(given ? first * e.fixed() : 0);
        var roof = m.lp().at(range.at(1, t)).add(mean.at(0, t), 1);
        e.subtract(roof, 1);
        roof.le(e.fixed());
      } else {
        double kept = Math.pow(1 - q.standingLoss, h);
        before(row, e, before, given ? first : 0, kept).eq(given ? kept * first * e.fixed() : 0);
      }
      var use = m.lp().at(most.at(0, t)).add(c, 1).add(d, 1); // (2)
      p.subtract(use, 1);
      use.le(p.fixed());
      m.lp().bounds(l, linked ? Double.NEGATIVE_INFINITY : 0, linked || full != null ? Double.POSITIVE_INFINITY : e.fixed());
      if (full != null) {
        var fit = m.lp().at(full.at(0, t)).add(l, 1);
        e.subtract(fit, 1);
        fit.le(e.fixed());
      }
      if (bounded && grid.lastOfPeriod(t)) {
        Block end = m.lp().rows("storage.end", "GWh", s.index(), List.of(q.storage));
        var close = m.lp().at(end.at(0)).add(l, 1);
        e.subtract(close, last);
        close.eq(last * e.fixed());
      }
      m.balance(s).add(zone, t, d, 1); // (4)
      m.balance(s).add(zone, t, c, -1);
      if (at != null) m.sites().output(s, at.site(), t, d, 1, at.export());
      if (at != null) m.sites().output(s, at.site(), t, c, -1, at.export());
      m.lp().cost(d, "variable_om", vom * m.perMwh(s, t));
    }
    if (linked) link(s, q, e, i, level);
    else if (q.standingLoss == 0) m.contracts().add(s, new ContractLedger.Store(zone, q.storage, eta, charge, discharge, level, i));
  }

  private void link(Stage s, Row q, Standing e, int i, Block level) { // (5)
    TimeGrid grid = s.grid();
    int[] order = grid.order();
    List<String> periods = names(q.storage + " p", grid.periods());
    List<String> actual = names(q.storage + " k", order.length);
    Block low = m.lp().columns("storage.lowest", "GWh", s.index(), periods, Double.NEGATIVE_INFINITY, 0);
    Block high = m.lp().columns("storage.highest", "GWh", s.index(), periods, 0, Double.POSITIVE_INFINITY);
    Block before = m.lp().columns("storage.year_level", "GWh", s.index(), actual, 0, Double.POSITIVE_INFINITY);
    Block extremes =
        m.lp().rows("storage.extremes", "GWh", s.index(), List.of(q.storage + " low", q.storage + " high"), grid.steps());
    for (int t = 0; t < grid.steps(); t++) {
      int p = grid.period(t);
      m.lp().at(extremes.at(0, t)).add(level.at(i, t), 1).add(low.at(p), -1).ge(0);
      m.lp().at(extremes.at(1, t)).add(level.at(i, t), 1).add(high.at(p), -1).le(0);
    }
    Block year = m.lp().rows("storage.year_chain", "GWh", s.index(), actual);
    Block floor = m.lp().rows("storage.year_floor", "GWh", s.index(), actual);
    Block roof = m.lp().rows("storage.year_roof", "GWh", s.index(), actual);
    for (int k = 0; k < order.length; k++) {
      int last = grid.periodFirst(order[k] + 1) - 1;
      m.lp().at(year.at(k)).add(before.at((k + 1) % order.length), 1).add(before.at(k), -1).add(level.at(i, last), -grid.actualShare(k)).eq(0);
      m.lp().at(floor.at(k)).add(before.at(k), 1).add(low.at(order[k]), 1).ge(0);
      var top = m.lp().at(roof.at(k)).add(before.at(k), 1).add(high.at(order[k]), 1);
      e.subtract(top, 1);
      top.le(e.fixed());
    }
  }

  private static List<String> names(String prefix, int n) {
    return java.util.stream.IntStream.range(0, n).mapToObj(k -> prefix + k).toList();
  }

  @Override
  public void decide(Result r, Decisions d) {
    power.decide(r, d);
    energy.decide(r, d);
    for (Stage s : m.stages()) if (s.grid().periods() == 1 && Double.isNaN(s.grid().boundaryLevel())) decideBoundaries(r, s, d);
  }

  /// What storage holds where windows begin, as a share of its energy; not of the dust of storage without power, whose level cannot move.
  private void decideBoundaries(Result r, Stage s, Decisions d) {
    for (int i = 0; i < rows.size(); i++) {
      double most = energies[s.index()][i].value(r);
      if (powers[s.index()][i].value(r) < LEAST_POWER) continue;
      for (TimeGrid.Window w : s.grid().windows()) {
        double l = r.value(blocks.get(s.index())[2].at(i, s.grid().previous(w.first())));
        if (most > 0) d.put(boundaryKey(rows.get(i), s.grid().firstHour(w.first())), s.year(), Math.clamp(l / most, 0, 1));
      }
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Stage s : m.stages()) {
      Block[] b = blocks.get(s.index());
      for (int i = 0; i < rows.size(); i++) {
        Row q = rows.get(i);
        double in = 0;
        double out = 0;
        for (int t = 0; t < s.grid().steps(); t++) {
          double c = r.value(b[0].at(i, t));
          double d = r.value(b[1].at(i, t));
          in += c * s.grid().annualHours(t);
          out += d * s.grid().annualHours(t);
          if (d > 1e-6) Model.row(tables.get("dispatch"), grid, s, t, q.zone, q.technology, d);
          if (c > 1e-6) Model.row(tables.get("dispatch"), grid, s, t, q.zone, q.technology + ":charge", -c);
          if (powers[s.index()][i].value(r) > 1e-6)
            tables.get("levels").add(grid, s.year(), s.grid().number(t), s.grid().firstHour(t), q.zone, q.technology, r.value(b[2].at(i, t)) * 1e3);
        }
        tables.get("generation").add(grid, s.year(), q.zone, q.technology, out * 1e3);
        tables.get("generation").add(grid, s.year(), q.zone, q.technology + ":charge", -in * 1e3);
        if (m.operating()) continue;
        reportCapacity(r, s, i, tables, grid);
        account(r, s, i, tables, grid);
      }
    }
  }

  private void account(Result r, Stage s, int i, Tables tables, String grid) {
    Row q = rows.get(i);
    int zone = m.figures().zone(q.zone);
    Block[] b = blocks.get(s.index());
    double[] net = new double[s.grid().steps()];
    double out = 0;
    for (int t = 0; t < net.length; t++) {
      double d = r.value(b[1].at(i, t));
      net[t] = d - r.value(b[0].at(i, t));
      out += d * s.grid().annualHours(t);
    }
    double stands = powers[s.index()][i].value(r);
    double firm = firmConstant(s, q) * m.firm().worth(r, s, zone);
    if (firms[s.index()][i] >= 0) firm += r.value(firms[s.index()][i]) * (m.figures().onSite(q.storage) == null ? 1 : credit(q)) * m.firm().worth(r, s, zone);
    new Account(q.zone, q.technology, q.storage, stands, power.value(r, s, i), power.built(r, s, i), net, firm, 0,
        out * figure(q, s.year(), q.vom, Rows.TechnologyCost::vom) * 1e-3,
        stands * figure(q, s.year(), q.fom, Rows.TechnologyCost::fom)
            + energies[s.index()][i].value(r) * m.figures().cost(q.technology, s.year(), Rows.TechnologyCost::fomEnergy),
        power.spent(r, s, i, this::moneyOfPower) + energy.spent(r, s, i, this::moneyOfEnergy), 0).write(m, r, s, tables, grid);
  }

  private void reportCapacity(Result r, Stage s, int i, Tables tables, String grid) {
    Row q = rows.get(i);
    double now = m.figures().scheduled(q.storage, q.existing, s.year());
    double before = s.index() == 0 ? q.existing / 1e3
        : m.figures().scheduled(q.storage, q.existing, m.stages().get(s.index() - 1).year());
    tables.get("capacity").add(grid, s.year(), q.zone, q.technology, q.storage, powers[s.index()][i].value(r) * 1e3,
        (power.built(r, s, i) + Math.max(0, now - before)) * 1e3, Math.max(0, before - now) * 1e3,
        energies[s.index()][i].value(r) * 1e3, q.maxNew);
    OnSiteClusters.Place at = m.figures().onSite(q.storage);
    if (at != null) at.report(m, s, powers[s.index()][i].value(r), power.built(r, s, i), tables, grid);
    double value = power.siteValue(r.binding(), s, i);
    if (value > 1)
      tables.bind(grid, "storage.maximum", q.storage, s.year(), value, "USD/kW-yr", 10 * value * s.discount() * q.maxNew,
          String.format(Locale.ROOT, "All %s of %s are used by %d", Words.power(q.maxNew / 1e3), q.storage, s.year()));
  }

  @Table(file = "storages.csv", key = "storage", doc = "Storage of one zone and technology.")
  public record Row(
      @Column(doc = "Key of the storage.") String storage,
      @Column(doc = "Zone.", ref = "zones") String zone,
      @Column(doc = "Technology.", ref = "technologies") String technology,
      @Column(unit = "mw", doc = "Power standing before the first stage.", absent = "0", min = 0) double existing,
      @Column(unit = "mwh", doc = "Energy standing before the first stage.", absent = "0", min = 0) double existingEnergy,
      @Column(unit = "mw", doc = "Largest new power over all stages; 0 is not extendable, inf no limit.", absent = "0", min = 0, infinite = true)
          double maxNew,
      @Column(doc = "First commercial year of new capacity; 0: the technology's.", absent = "0", min = 0, max = 2200)
          int earliestYear,
      @Column(unit = "h", doc = "Least energy over power of new capacity.", absent = "0", min = 0) double minDuration,
      @Column(unit = "h", doc = "Largest energy over power of new capacity.", absent = "inf", min = 0) double maxDuration,
      @Column(doc = "Round-trip efficiency; empty: the technology's.", absent = "NaN", min = 0.05, max = 1)
          double roundTripEfficiency,
      @Column(doc = "Share of the level lost per hour.", absent = "0", min = 0, max = 1) double standingLoss,
      @Column(doc = "1: level linked over the year; 0: cyclic in each period.", absent = "0") boolean linked,
      @Column(doc = "Multiplies the technology's capex (region).", absent = "1", min = 0) double capexMultiplier,
      @Column(unit = "usd_per_kw", doc = "Added to capex (connection, site).", absent = "0", min = 0, money = true)
          double capexAdder,
      @Column(unit = "usd_per_kw_yr", doc = "Fixed O&M of power; empty: the technology's.", absent = "NaN", money = true)
          double fom,
      @Column(unit = "usd_per_mwh", doc = "Variable O&M of discharge; empty: the technology's.", absent = "NaN", money = true)
          double vom,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}
}
