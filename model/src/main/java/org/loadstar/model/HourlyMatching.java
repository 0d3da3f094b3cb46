package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;

/// Clean power that campuses contract: matched hour by hour in their zone (24/7), or over the year.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | L_z,t | GW | new AI load, after what is interrupted, put off and moved |
/// | x_i,t | GW | contracted output of clean unit i of the zone |
/// | N_g, A_g,t, p_i,t | GW, 1, GW | new capacity of the unit's members, availability; output of the unit |
/// | c_k,t, q_k,t, l_k,t | GW, GW, GWh | contracted power into and out of store k, its account there; C, Q, S: all of the store's |
/// | w_z,t | GW | surplus, thrown away |
/// | m_z,t, s_z | GW, GWh | load that is matched; what of the share is missed and paid for |
/// | X_i | GWh | output contracted over the year alone |
/// | alpha, beta | 1 | `hourly_matching`, `campus_clean_share` |
/// | o_t | h | hours a year of the timestep |
///
/// ```
/// (1) x_i,t <= sum_{g in i} A_g,t N_g,  x_i,t <= p_i,t                  new supply, in the zone
/// (2) m_z,t <= L_z,t
/// (3) m_z,t + sum_k c_k,t <= sum_i x_i,t + sum_k q_k,t
/// (4) l_k,t = l_k,t-1 + h_t (eta c_k,t - q_k,t / eta),   c <= C,  q <= Q,  l <= S
/// (5) sum_t o_t (m_z,t - w_z,t) + s_z >= alpha sum_t o_t L_z,t            each zone
/// (6) Y_i = X_i + sum_t o_t x_i,t:  Y_i <= sum_t o_t sum_g A_g,t N_g,  Y_i <= sum_t o_t p_i,t
/// (7) sum_i Y_i - sum_z,t o_t w_z,t + s >= beta sum_z,t o_t L_z,t         all zones
///     cost  d_y payment (s_z, s);   clean and renewable scores of the zone -= x_i, X_i
/// ```
///
/// A MWh retires once: what is contracted leaves the clean standards of other loads, what is stored is contracted before it is stored,
/// and what is matched by the hour is part of the same campuses' share of the year. New is what the plan builds, not what stood or was
/// committed before. The account of a store is never more than what is in it; it goes round the period as the store does, and an
/// operation of part of a year begins with an empty one. Storage with standing loss, and storage linked over representative periods,
/// holds no account. Every row is a sum of hourly ones in merged hours (docs/math/segmentation.md). An operation is paid the price of
/// (5) and (7) for what it matches. The dual of (5) is the premium of one more matched MWh.
///
/// Source: m, the supply and the share as in Xu and Jenkins 2024 (doi:10.1016/j.joule.2023.12.007), "24/7 CFE" with excess not counted;
/// ours adds the account of storage, so that clean power cannot be claimed twice on its way through a battery.
final class HourlyMatching implements Component {
  /// Energy of a column, GWh per unit.
  private record Term(int column, double energy, boolean renewable) {}

  /// What matches the load of a zone, and what is contracted for it and so retired.
  private record Part(int zone, List<Term> matched, List<Term> contracted) {}

  /// Zones that keep a share together.
  ///
  /// @param row -1 in an operation
  /// @param missed -1 where none may be
  private record Pool(Stage stage, String name, boolean hourly, List<Part> parts, int row, int missed) {
    String key() {
      return (hourly ? BY_HOUR : BY_YEAR) + name;
    }
  }

  private static final String BY_HOUR = "price/hourly_matching/";
  private static final String BY_YEAR = "price/campus_clean_share/";
  private static final String ALL = "all";

  /// Energy (GWh) below which there is nothing to report.
  private static final double LEAST = 1e-6;

  private final Model m;
  private final Settings.Policy policy;
  private final List<Pool> pools = new ArrayList<>();

  HourlyMatching(Model m) {
    this.m = m;
    policy = m.figures().settings().policy();
  }

  @Override
  public void build() {
    if (!m.contracts().open()) return;
    for (Stage s : m.stages()) {
      List<Block> hourly = new ArrayList<>();
      for (int z = 0; z < zones(); z++) hourly.add(policy.matchesHours(s.year()) && m.contracts().hasLoad(s, z) ? hourly(s, z) : null);
      if (policy.sharesYear(s.year())) annual(s, hourly);
    }
  }

  private int zones() {
    return m.figures().data().zones().size();
  }

  private String name(int z) {
    return m.figures().data().zones().get(z).zone();
  }

  /// The keys in [Decisions] of the prices of the policies.
  static List<String> priceKeys(Case data) {
    List<String> keys = new ArrayList<>(List.of(BY_YEAR + ALL));
    for (Zone z : data.zones()) keys.add(BY_HOUR + z.zone());
    return keys;
  }

  /// Contracts of a zone by the hour.
  ///
  /// @return columns of contracted output
  private Block hourly(Stage s, int z) {
    List<ContractLedger.Supply> supply = m.contracts().supplies(s, z);
    List<ContractLedger.Store> stores = m.contracts().stores(s, z);
    TimeGrid grid = s.grid();
    int steps = grid.steps();
    List<String> names = supply.stream().map(ContractLedger.Supply::name).toList();
    Block x = timed("contract.supply", s, names);
    Block matched = timed("contract.matched", s, List.of(name(z)));
    Block fresh = m.lp().rows("contract.new", "GW", s.index(), names, steps);
    Block output = m.lp().rows("contract.output", "GW", s.index(), names, steps);
    Block load = m.lp().rows("contract.load", "GW", s.index(), List.of(name(z)), steps);
    Block source = m.lp().rows("contract.source", "GW", s.index(), List.of(name(z)), steps);
    for (int i = 0; i < supply.size(); i++) {
      ContractLedger.Supply u = supply.get(i);
      for (int t = 0; t < steps; t++) { // (1)
        LpBuilder.Row row = m.lp().at(fresh.at(i, t)).add(x.at(i, t), 1);
        row.le(u.subtract(row, t, 1));
        m.lp().at(output.at(i, t)).add(x.at(i, t), 1).add(u.output().at(u.member(), t), -1).le(0);
        m.lp().at(source.at(0, t)).add(x.at(i, t), -1);
        retire(s, u, x.at(i, t), grid.annualHours(t));
      }
    }
    double[] given = m.contracts().given(s, z);
    m.contracts().eachLoad(s, z, (t, column, power) -> m.lp().at(load.at(0, t)).add(column, -power));
    for (int t = 0; t < steps; t++) {
      m.lp().at(load.at(0, t)).add(matched.at(0, t), 1).le(given[t]); // (2)
      m.lp().at(source.at(0, t)).add(matched.at(0, t), 1).le(0); // (3)
    }
    store(s, stores, source);
    List<Term> met = new ArrayList<>();
    for (int t = 0; t < steps; t++) met.add(new Term(matched.at(0, t), grid.annualHours(t), false));
    spilt(s, z, met);
    List<Term> contracted = new ArrayList<>();
    for (int i = 0; i < supply.size(); i++) for (int t = 0; t < steps; t++) contracted.add(new Term(x.at(i, t), grid.annualHours(t), supply.get(i).renewable()));
    share(s, name(z), true, List.of(new Part(z, met, contracted))); // (5)
    return x;
  }

  private Block timed(String name, Stage s, List<String> members) {
    return m.lp().columns(name, "GW", s.index(), members, s.grid().steps(), 0, Double.POSITIVE_INFINITY);
  }

  /// What is thrown away in a zone matches nothing.
  private void spilt(Stage s, int z, List<Term> matched) {
    for (int t = 0; t < s.grid().steps(); t++) matched.add(new Term(m.contracts().surplus(s, z, t), -s.grid().annualHours(t), false));
  }

  private void retire(Stage s, ContractLedger.Supply u, int column, double energy) {
    m.score().add(s, u.zone(), "clean", column, -energy);
    if (u.renewable()) m.score().add(s, u.zone(), "renewable", column, -energy);
  }

  private void store(Stage s, List<ContractLedger.Store> stores, Block source) { // (4)
    TimeGrid grid = s.grid();
    List<String> names = stores.stream().map(ContractLedger.Store::name).toList();
    Block c = timed("contract.charge", s, names);
    Block q = timed("contract.discharge", s, names);
    Block l = m.lp().columns("contract.level", "GWh", s.index(), names, grid.steps(), 0, Double.POSITIVE_INFINITY);
    Block chain = m.lp().rows("contract.chain", "GWh", s.index(), names, grid.steps());
    Block in = m.lp().rows("contract.charged", "GW", s.index(), names, grid.steps());
    Block out = m.lp().rows("contract.discharged", "GW", s.index(), names, grid.steps());
    Block stored = m.lp().rows("contract.stored", "GWh", s.index(), names, grid.steps());
    boolean bounded = !Double.isNaN(grid.boundaryLevel());
    for (int k = 0; k < stores.size(); k++) {
      ContractLedger.Store u = stores.get(k);
      for (int t = 0; t < grid.steps(); t++) {
        double h = grid.hours(t);
        LpBuilder.Row row = m.lp().at(chain.at(k, t)).add(l.at(k, t), 1).add(c.at(k, t), -u.efficiency() * h).add(q.at(k, t), h / u.efficiency());
        if (!bounded || !grid.firstOfPeriod(t)) row.add(l.at(k, grid.previous(t)), -1);
        row.eq(0);
        m.lp().at(in.at(k, t)).add(c.at(k, t), 1).add(u.charge().at(u.member(), t), -1).le(0);
        m.lp().at(out.at(k, t)).add(q.at(k, t), 1).add(u.discharge().at(u.member(), t), -1).le(0);
        m.lp().at(stored.at(k, t)).add(l.at(k, t), 1).add(u.level().at(u.member(), t), -1).le(0);
        m.lp().at(source.at(0, t)).add(c.at(k, t), 1).add(q.at(k, t), -1);
      }
    }
  }

  /// Contracts over the year, beside those by the hour: rows (6) and (7).
  private void annual(Stage s, List<@Nullable Block> hourly) {
    TimeGrid grid = s.grid();
    List<Part> parts = new ArrayList<>();
    for (int z = 0; z < zones(); z++) {
      List<ContractLedger.Supply> supply = m.contracts().supplies(s, z);
      List<String> names = supply.stream().map(ContractLedger.Supply::name).toList();
      Block year = m.lp().columns("contract.year", "GWh", s.index(), names, 0, Double.POSITIVE_INFINITY);
      Block fresh = m.lp().rows("contract.year_new", "GWh", s.index(), names);
      Block output = m.lp().rows("contract.year_output", "GWh", s.index(), names);
      Block x = hourly.get(z);
      Part part = new Part(z, new ArrayList<>(), new ArrayList<>());
      for (int i = 0; i < supply.size(); i++) {
        ContractLedger.Supply u = supply.get(i);
        List<Term> taken = new ArrayList<>(List.of(new Term(year.at(i), 1, u.renewable())));
        for (int t = 0; x != null && t < grid.steps(); t++) taken.add(new Term(x.at(i, t), grid.annualHours(t), u.renewable()));
        for (int row : new int[] {fresh.at(i), output.at(i)}) for (Term q : taken) m.lp().at(row).add(q.column, q.energy);
        double given = 0;
        for (int t = 0; t < grid.steps(); t++) {
          given += u.subtract(m.lp().at(fresh.at(i)), t, grid.annualHours(t));
          m.lp().at(output.at(i)).add(u.output().at(u.member(), t), -grid.annualHours(t));
        }
        m.lp().at(fresh.at(i)).le(given); // (6)
        m.lp().at(output.at(i)).le(0);
        part.matched.addAll(taken);
        part.contracted.add(taken.getFirst());
        retire(s, u, year.at(i), 1);
      }
      spilt(s, z, part.matched);
      parts.add(part);
    }
    share(s, ALL, false, parts); // (7)
  }

  private double share(boolean hourly) {
    return hourly ? policy.hourlyMatching() : policy.campusCleanShare();
  }

  /// Row (5) or (7); in an operation its price.
  private void share(Stage s, String name, boolean hourly, List<Part> parts) {
    double share = share(hourly);
    if (m.operating()) {
      Pool p = new Pool(s, name, hourly, parts, -1, -1);
      double price = s.discount() * m.decided(p.key(), s) * 1e-3;
      for (Part part : parts) {
        for (Term q : part.matched) m.lp().cost(q.column, "certificates", -price * q.energy);
        m.contracts().eachLoad(s, part.zone, (t, c, power) -> m.lp().cost(c, "certificates", price * share * power * s.grid().annualHours(t)));
      }
      pools.add(p);
      return;
    }
    int row = m.lp().rows(hourly ? "contract.share" : "contract.year_share", "GWh", s.index(), List.of(name)).at(0);
    for (Part part : parts) {
      for (Term q : part.matched) m.lp().at(row).add(q.column, q.energy);
      m.contracts().eachLoad(s, part.zone, (t, c, power) -> m.lp().at(row).add(c, -share * power * s.grid().annualHours(t)));
    }
    int missed = -1;
    if (Double.isFinite(policy.matchingUsdPerMwh())) {
      missed = m.lp().columns("contract.missed", "GWh", s.index(), List.of(name), 0, Double.POSITIVE_INFINITY).at(0);
      m.lp().at(row).add(missed, 1);
      m.lp().cost(missed, "clean_shortfall", s.discount() * policy.matchingUsdPerMwh() * 1e-3);
    }
    m.lp().at(row).ge(0);
    Pool pool = new Pool(s, name, hourly, parts, row, missed);
    pools.add(pool);
    m.declareShare(hourly ? "contract.share" : "contract.year_share", name, s, row, "MWh", 1e3,
        new DeclaredLimit.Share(r -> share * load(r, pool), r -> parts.stream().mapToDouble(q -> energy(r, q.matched)).sum()));
  }

  private double price(Result r, Pool p) {
    return p.row < 0 ? m.decided(p.key(), p.stage) : Math.max(0, r.dual(p.row)) / p.stage.discount() * 1e3;
  }

  @Override
  public void decide(Result r, Decisions d) {
    for (Pool p : pools) d.put(p.key(), p.stage.year(), price(r, p));
  }

  private double load(Result r, Pool p) {
    return p.parts.stream().mapToDouble(q -> load(r, p.stage, q.zone)).sum();
  }

  private double load(Result r, Stage s, int zone) {
    double[] given = m.contracts().given(s, zone);
    double[] sum = {0};
    for (int t = 0; t < given.length; t++) sum[0] += given[t] * s.grid().annualHours(t);
    m.contracts().eachLoad(s, zone, (t, c, power) -> sum[0] += power * r.value(c) * s.grid().annualHours(t));
    return sum[0];
  }

  private static double energy(Result r, List<Term> terms) {
    return terms.stream().mapToDouble(q -> q.energy * r.value(q.column)).sum();
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Pool p : pools) {
      double share = share(p.hourly);
      double price = price(r, p);
      double all = load(r, p);
      if (all < LEAST) continue;
      double met = p.parts.stream().mapToDouble(q -> energy(r, q.matched)).sum();
      double missed = p.missed < 0 ? Math.max(0, share * all - met) : r.value(p.missed);
      for (Part q : p.parts) {
        double load = load(r, p.stage, q.zone);
        double matched = energy(r, q.matched);
        if (load < LEAST && matched < LEAST) continue;
        double renewable = energy(r, q.contracted.stream().filter(Term::renewable).toList());
        tables.get("matching").add(grid, p.stage.year(), name(q.zone), p.hourly ? "hour" : "year", share, load * 1e3, matched * 1e3,
            energy(r, q.contracted) * 1e3, renewable * 1e3, missed * load / all * 1e3, price);
      }
      if (!m.operating() && price > 0.01)
        tables.bind(grid, p.hourly ? "contract.share" : "contract.year_share", p.name, p.stage.year(), price, "USD/MWh", Double.NaN,
            String.format(Locale.ROOT, "New clean power for %.0f %% of the energy of campuses in %s, %s, binds in %d: another MWh costs %.1f USD",
                100 * share, p.hourly ? p.name : "all zones", p.hourly ? "hour by hour" : "over the year", p.stage.year(), price));
    }
  }
}
