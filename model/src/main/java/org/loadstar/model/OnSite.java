package org.loadstar.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.CampusFigures.Connection;

/// Thermal plants on the sites of campuses: they feed what stands there, and modules that they feed alone need no grid connection.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | n_s,k, c_s,k, C_s,k | GW | new capacity of technology k on site s, committed capacity in use, committed capacity |
/// | G_s,k | GW | n + c |
/// | r_k | 1 | spare: capacity beyond the load that is fed, over it |
/// | e_s, e'_s | GW | facility power that stands on the site; the part of it that plants on the site feed alone |
/// | e'_z, h_z | GW | the same part in a zone; all that stands on sites of the zone with plants that may not export |
/// | p_j,t | GW | output of group j: a zone, a technology, and whether it may export |
/// | A_j,t | 1 | availability: (1 - forced outage)(1 - planned outage off-peak) |
/// | u, p_z,t | 1 | utilisation; PUE of the month over the mean PUE |
///
/// ```
/// (1) n: Expansion, nothing before its months have passed;   0 <= c_s,k <= C_s,k
/// (2) sum_k G_s,k / (1 + r_k) >= e'_s
/// (3) sum_{k without export} G_s,k / (1 + r_k) <= e_s
/// (4) p_j,t <= A_j,t sum_{s,k in j} G_s,k
/// (5) sum_j p_j,t >= u p_z,t e'_z
/// (6) sum_{j without export} p_j,t <= u p_z,t h_z
/// (7) balance(z, t) += p_j,t;   firm(z) += credit sum_k G_s,k / (1 + r_k) - e'_s
///     cost  d_y w_t h_t c_j p_j,t + d_y fom G_s,k + charges of new capacity
/// ```
///
/// On a site with storage, variable plants or a small connection (2), (3), (5) and (6) are those of [SiteBalance], of that site alone, and (4) is of its plants
/// of a technology. Only p touches the hours. By (4) to (6) sites of one zone share their plants there: with several technologies a cheap plant of one
/// site may run for the load of another. With one technology that is exact, since (2) makes every site large enough for itself. What has no
/// grid connection is no load of the reserve region and needs (2) instead; what the plants hold beyond it counts for the region, never
/// more than what stands beside it, by (3), where they may not export. New capacity that may export counts in the limits of new
/// capacity; the rest waits in no queue of the grid. Ramps and must-run shares are left out: what stands alone runs evenly. The dual of
/// (2) is what feeding a GW costs, that of the maximum stands in the table `binding`.
public final class OnSite implements Component {
  private static final double DUST = 1e-6; // GW, below which nothing is reported

  /// A technology on a site.
  private record Plant(int site, int zone, CampusFigures.Plant of, String name) {
    String key() {
      return "onsite.committed/" + name;
    }

    double feeds() {
      return of.feeds();
    }
  }

  /// What is dispatched as one.
  ///
  /// @param site position of a site with a balance of its own, -1 for all others of the zone
  /// @param members positions of plants
  private record Group(int zone, int site, String technology, boolean export, List<Integer> members) {
    String name(Model m) {
      String place = site < 0 ? m.figures().data().zones().get(zone).zone() : m.figures().campuses().sites().get(site).campus();
      return place + " " + technology + (export ? " export" : "");
    }
  }

  /// Outputs of a group in a stage.
  private record Output(Stage stage, Group group, Block columns) {}

  private final Model m;
  private final List<Plant> plants = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();
  private final Expansion expansion;
  private final int[][] committed;
  private final int[][] host;
  private final List<Output> outputs = new ArrayList<>();

  OnSite(Model m) {
    this.m = m;
    CampusFigures figures = m.figures().campuses();
    Map<String, Group> by = new LinkedHashMap<>();
    for (int s = 0; m.withAi() && s < figures.sites().size(); s++) {
      CampusRows.Site site = figures.sites().get(s);
      int own = figures.balanced(site) ? s : -1;
      for (CampusFigures.Plant k : figures.plants(site)) {
        if (!k.thermal()) continue;
        String technology = k.row().technology();
        int zone = m.figures().zone(site.zone());
        by.computeIfAbsent(own + " " + zone + " " + technology + k.row().export(), x -> new Group(zone, own, technology, k.row().export(), new ArrayList<>()))
            .members.add(plants.size());
        plants.add(new Plant(s, zone, k, site.campus() + " " + technology));
      }
    }
    groups.addAll(by.values());
    expansion = new Expansion(m, "onsite", CapitalRows.Purpose.GENERATION, plants.stream().map(this::candidate).toList());
    committed = new int[m.stages().size()][plants.size()];
    host = new int[m.stages().size()][m.figures().data().zones().size()];
    for (int[] c : committed) java.util.Arrays.fill(c, -1);
    for (int[] h : host) java.util.Arrays.fill(h, -1);
  }

  private Expansion.Candidate candidate(Plant p) {
    OnSiteRows.Plant q = p.of.row();
    Rows.Technology t = m.figures().technology(q.technology());
    LearningCurve learning = m.figures().learning(q.technology());
    return new Expansion.Candidate(p.name, p.zone, q.technology(), CriticalPath.firstYear(q.months()), p.of.most(), Double.POSITIVE_INFINITY,
        learning == null ? 0 : learning.unit(), t.financing(), t.waccAdder(), q.technology(), Finance.spendProfile(t.spendProfile()));
  }

  @Override
  public void build() {
    if (!m.withAi()) return;
    expansion.build("GW", "onsite_capital", this::money).declare("onsite.maximum");
    for (Stage s : m.stages()) {
      if (!m.operating()) stand(s);
      dispatch(s);
    }
  }

  private Expansion.Money money(int g, int year) {
    OnSiteRows.Plant q = plants.get(g).of.row();
    double capex = GeneratorFigures.capex(m.figures(), q.technology(), year, q.capexMultiplier(), q.capexAdder());
    return m.figures().money(q.technology(), zone(plants.get(g).zone), year, capex, m.figures().outages(q.technology()).mean());
  }

  private void stand(Stage s) {
    List<Integer> there = new ArrayList<>();
    for (int k = 0; k < plants.size(); k++) {
      OnSiteRows.Plant q = plants.get(k).of.row();
      if (q.committed() > 0 && q.committedMonths() <= CriticalPath.monthsTo(s.year())) there.add(k);
    }
    Block c = m.lp().columns("onsite.committed", "GW", s.index(), there.stream().map(k -> plants.get(k).name).toList(), 0, 0);
    for (int i = 0; i < there.size(); i++) {
      committed[s.index()][there.get(i)] = c.at(i);
      m.lp().bounds(c.at(i), 0, plants.get(there.get(i)).of.row().committed() / 1e3); // (1)
    }
    TreeMap<Integer, List<Integer>> sites = new TreeMap<>();
    for (int k = 0; k < plants.size(); k++) if (!capacity(s, k).isEmpty()) sites.computeIfAbsent(plants.get(k).site, x -> new ArrayList<>()).add(k);
    sites.forEach((site, of) -> site(s, site, of));
    sites.values().stream().flatMap(List::stream).forEach(k -> charge(s, k));
    sites.keySet().removeIf(this::balanced);
    for (int z = 0; z < host[s.index()].length; z++) host(s, z, sites);
    for (int z = 0; z < host[s.index()].length; z++)
      for (AiLedger.Term t : m.ai().power(s, z, Connection.ONSITE).terms())
        for (int k = 0; k < FirmLedger.SEASONS; k++) m.firm().credit(s, z, k, new Standing(0, t.column(), -1, -1), -t.perUnit()); // (7)
  }

  /// New and committed capacity of a plant in a stage, what there is of it.
  private List<Standing> capacity(Stage s, int k) {
    List<Standing> c = new ArrayList<>();
    if (m.operating()) {
      double gw = expansion.decided(s, k) + m.decided(plants.get(k).key(), s);
      if (gw > 0) c.add(Standing.constant(gw));
      return c;
    }
    if (expansion.column(s.index(), k) >= 0) c.add(new Standing(0, expansion.column(s.index(), k), -1, -1));
    if (committed[s.index()][k] >= 0) c.add(new Standing(0, committed[s.index()][k], -1, -1));
    return c;
  }

  /// True of a site that has a balance of its own ([SiteBalance]).
  private boolean balanced(int site) {
    return groups.stream().anyMatch(j -> j.site == site);
  }

  private void site(Stage s, int site, List<Integer> of) {
    if (balanced(site)) {
      for (int k : of) for (Standing g : capacity(s, k)) m.sites().power(s, site, g.added(), plants.get(k).feeds(), plants.get(k).of.row().export());
      return;
    }
    String name = m.figures().campuses().sites().get(site).campus();
    int feeds = m.lp().rows("onsite.feeds", "GW", s.index(), List.of(name)).at(0);
    LpBuilder.Row row = m.lp().at(feeds); // (2)
    for (int k : of) for (Standing g : capacity(s, k)) row.add(g.added(), plants.get(k).feeds());
    for (AiLedger.Term t : m.ai().site(s, site)) if (t.is(Connection.ONSITE)) row.add(t.column(), -t.perUnit());
    row.ge(0);
    m.ai().backs(s, site, new AiLedger.Backing(feeds, true));
    List<Integer> held = of.stream().filter(k -> !plants.get(k).of.row().export()).toList();
    if (held.isEmpty()) return;
    int fits = m.lp().rows("onsite.fits", "GW", s.index(), List.of(name)).at(0);
    LpBuilder.Row most = m.lp().at(fits); // (3)
    for (int k : held) for (Standing g : capacity(s, k)) most.add(g.added(), plants.get(k).feeds());
    for (AiLedger.Term t : m.ai().site(s, site)) most.add(t.column(), -t.perUnit());
    most.le(0);
    m.ai().backs(s, site, new AiLedger.Backing(fits, false));
  }

  private void charge(Stage s, int k) {
    Plant p = plants.get(k);
    OnSiteRows.Plant q = p.of.row();
    for (Standing g : capacity(s, k)) {
      m.fixedCost(s, "fixed_om", g, m.figures().cost(q.technology(), s.year(), Rows.TechnologyCost::fom));
      for (int season = 0; season < FirmLedger.SEASONS; season++)
        m.firm().credit(s, p.zone, season, g, credit(p)); // (7)
    }
    int added = expansion.column(s.index(), k);
    if (q.export() && added >= 0) m.newCapacity().add(s, p.zone, q.technology(), added, 1);
  }

  /// Firm credit of a GW.
  private double credit(Plant p) {
    double credit = m.figures().technology(p.of.row().technology()).firmCredit();
    return (Double.isNaN(credit) ? 1 : credit) * p.feeds();
  }

  private void host(Stage s, int z, Map<Integer, List<Integer>> sites) {
    List<Integer> hosts = sites.entrySet().stream()
        .filter(e -> e.getValue().stream().anyMatch(g -> plants.get(g).zone == z && !plants.get(g).of.row().export())).map(Map.Entry::getKey).toList();
    if (hosts.isEmpty()) return;
    List<String> zone = List.of(zone(z));
    host[s.index()][z] = m.lp().columns("onsite.host", "GW", s.index(), zone, 0, Double.POSITIVE_INFINITY).at(0);
    int row = m.lp().rows("onsite.hosted", "GW", s.index(), zone).at(0);
    LpBuilder.Row hosted = m.lp().at(row).add(host[s.index()][z], 1);
    for (int site : hosts) {
      for (AiLedger.Term t : m.ai().site(s, site)) hosted.add(t.column(), -t.perUnit());
      m.ai().backs(s, site, new AiLedger.Backing(row, false));
    }
    hosted.eq(0);
  }

  private String zone(int z) {
    return m.figures().data().zones().get(z).zone();
  }

  private void dispatch(Stage s) {
    for (Group j : groups) if (j.site >= 0 && m.sites().balances(s, j.site)) output(s, j, outputs, new double[s.grid().steps()]);
    for (int z = 0; z < m.figures().data().zones().size(); z++) {
      List<Output> of = new ArrayList<>();
      double[] most = new double[s.grid().steps()];
      for (Group j : groups) if (j.zone == z && j.site < 0) output(s, j, of, most);
      if (of.isEmpty()) continue;
      outputs.addAll(of);
      double[] load = m.figures().relativePue(zone(z), s.grid());
      for (int t = 0; t < load.length; t++) load[t] *= m.figures().settings().ai().utilisation();
      AiLedger.Power alone = m.ai().power(s, z, Connection.ONSITE);
      if (!alone.none()) alone(s, z, of, load, alone, most);
      held(s, z, of, load, alone);
    }
  }

  /// Opens the output of a group that has any capacity, and adds what is given of it, available, to `most`.
  private void output(Stage s, Group j, List<Output> into, double[] most) {
    List<Standing> capacity = j.members.stream().flatMap(k -> capacity(s, k).stream()).toList();
    if (capacity.isEmpty()) return;
    String name = j.name(m);
    double[] a = s.grid().sample(m.figures().outages(j.technology), 1);
    Block p = m.lp().columns("onsite.output", "GW", s.index(), List.of(name), a.length, 0, Double.POSITIVE_INFINITY);
    Block limit = m.operating() ? null : m.lp().rows("onsite.limit", "GW", s.index(), List.of(name), a.length);
    double fixed = capacity.stream().mapToDouble(Standing::fixed).sum();
    for (int t = 0; t < a.length; t++) {
      most[t] += a[t] * fixed;
      if (limit == null) {
        m.lp().bounds(p.at(0, t), 0, a[t] * fixed);
        continue;
      }
      LpBuilder.Row row = m.lp().at(limit.at(0, t)).add(p.at(0, t), 1); // (4)
      for (Standing g : capacity) g.subtract(row, a[t]);
      row.le(0);
    }
    operate(s, j, p);
    into.add(new Output(s, j, p));
  }

  private void operate(Stage s, Group j, Block p) { // (7)
    OnSiteRows.Plant q = plants.get(j.members.getFirst()).of.row();
    Rows.Technology tech = m.figures().technology(j.technology);
    double heat = heat(j, s);
    double fuel = heat * m.figures().fuelPrice(tech.fuel(), zone(j.zone), s.year());
    double vom = m.figures().cost(q.technology(), s.year(), Rows.TechnologyCost::vom);
    m.emits(s, j.zone, p, 0, heat * m.figures().co2(tech.fuel()));
    for (int t = 0; t < s.grid().steps(); t++) {
      int x = p.at(0, t);
      double energy = s.grid().annualHours(t);
      m.balance(s).add(j.zone, t, x, 1);
      if (j.site >= 0) m.sites().output(s, j.site, t, x, 1, j.export);
      m.lp().cost(x, "fuel", fuel * m.perMwh(s, t));
      m.lp().cost(x, "variable_om", vom * m.perMwh(s, t));
      if (tech.clean()) m.score().add(s, j.zone, "clean", x, energy);
      if (tech.renewable()) m.score().add(s, j.zone, "renewable", x, energy);
    }
  }

  private double heat(Group j, Stage s) {
    return m.figures().technology(j.technology).fuel().isEmpty() ? 0 : m.figures().cost(j.technology, s.year(), Rows.TechnologyCost::heatRate);
  }

  /// What has no grid connection, on sites without a balance of their own, is fed by the plants; in an operation by as much as they can, lest
  /// rounded capacities make a fault of dust.
  private void alone(Stage s, int z, List<Output> of, double[] load, AiLedger.Power alone, double[] most) { // (5)
    Block rows = m.lp().rows("onsite.alone", "GW", s.index(), List.of(zone(z)), load.length);
    List<SiteLedger.Part> apart = m.sites().alone(s, z);
    double given = Math.max(0, alone.constant() - apart.stream().mapToDouble(SiteLedger.Part::constant).sum());
    for (int t = 0; t < load.length; t++) {
      LpBuilder.Row row = m.lp().at(rows.at(0, t));
      for (Output j : of) row.add(j.columns.at(0, t), 1);
      for (AiLedger.Term e : alone.terms()) if (e.column() >= 0) row.add(e.column(), -load[t] * e.perUnit());
      for (SiteLedger.Part e : apart) if (e.column() >= 0) row.add(e.column(), load[t]);
      row.ge(m.operating() ? Math.min(load[t] * given, most[t]) : 0);
    }
  }

  private void held(Stage s, int z, List<Output> of, double[] load, AiLedger.Power alone) { // (6)
    List<Output> held = of.stream().filter(j -> !j.group.export).toList();
    if (held.isEmpty()) return;
    double decided = m.operating() ? Math.max(m.decided("onsite.host/" + zone(z), s), alone.constant()) : 0;
    Block rows = m.lp().rows("onsite.held", "GW", s.index(), List.of(zone(z)), load.length);
    for (int t = 0; t < load.length; t++) {
      LpBuilder.Row row = m.lp().at(rows.at(0, t));
      for (Output j : held) row.add(j.columns.at(0, t), 1);
      if (host[s.index()][z] >= 0) row.add(host[s.index()][z], -load[t]);
      row.le(load[t] * decided);
    }
  }

  @Override
  public void decide(Result r, Decisions d) {
    expansion.decide(r, d);
    for (Stage s : m.stages()) {
      for (int k = 0; k < plants.size(); k++)
        if (committed[s.index()][k] >= 0) d.put(plants.get(k).key(), s.year(), Math.max(0, r.value(committed[s.index()][k])));
      for (int z = 0; z < host[s.index()].length; z++)
        if (host[s.index()][z] >= 0) d.put("onsite.host/" + zone(z), s.year(), Math.max(0, r.value(host[s.index()][z])));
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Output o : outputs) {
      Stage s = o.stage;
      double energy = 0;
      for (int t = 0; t < s.grid().steps(); t++) {
        double p = r.value(o.columns.at(0, t));
        energy += p * s.grid().annualHours(t);
        if (p > DUST) Model.row(tables.get("dispatch"), grid, s, t, zone(o.group.zone), o.group.technology, p);
      }
      if (!m.operating()) accounts(r, o, energy, tables, grid);
      if (energy <= DUST) continue;
      tables.get("generation").add(grid, s.year(), zone(o.group.zone), o.group.technology, energy * 1e3);
      double co2 = heat(o.group, s) * m.figures().co2(m.figures().technology(o.group.technology).fuel());
      if (co2 > 0) tables.get("emissions").add(grid, s.year(), zone(o.group.zone), o.group.technology, energy * co2 * 1e3);
    }
    if (!m.operating()) for (Stage s : m.stages()) for (int k = 0; k < plants.size(); k++) reportCapacity(r, s, k, tables, grid);
  }

  /// Accounts of the plants of a group; their common output is shared by their capacity.
  private void accounts(Result r, Output o, double energy, Tables tables, String grid) {
    Stage s = o.stage;
    List<Double> gw = o.group.members.stream().map(k -> expansion.value(r, s, k) + committed(r, s.index(), k)).toList();
    double all = gw.stream().mapToDouble(g -> g).sum();
    double heat = heat(o.group, s);
    String fuel = m.figures().technology(o.group.technology).fuel();
    for (int i = 0; i < gw.size(); i++) {
      if (gw.get(i) <= DUST) continue;
      Plant p = plants.get(o.group.members.get(i));
      double share = gw.get(i) / all;
      double[] output = new double[s.grid().steps()];
      for (int t = 0; t < output.length; t++) output[t] = share * r.value(o.columns.at(0, t));
      OnSiteRows.Plant q = p.of.row();
      int k = o.group.members.get(i);
      new Account(zone(p.zone), q.technology(), p.name, gw.get(i), gw.get(i), expansion.built(r, s, k), output, credit(p) * gw.get(i) * m.firm().worth(r, s, p.zone),
          share * energy * heat * m.figures().fuelPrice(fuel, zone(p.zone), s.year()) * 1e-3, share * energy * m.figures().cost(q.technology(), s.year(), Rows.TechnologyCost::vom) * 1e-3,
          gw.get(i) * m.figures().cost(q.technology(), s.year(), Rows.TechnologyCost::fom), expansion.spent(r, s, k, this::money), share * energy * heat * m.figures().co2(fuel))
          .write(m, r, s, tables, grid);
    }
  }

  private void reportCapacity(Result r, Stage s, int k, Tables tables, String grid) {
    Plant p = plants.get(k);
    String technology = p.of.row().technology();
    double given = committed(r, s.index(), k);
    double before = s.index() == 0 ? 0 : committed(r, s.index() - 1, k);
    double mw = 1e3 * (expansion.value(r, s, k) + given);
    if (mw > 1e3 * DUST || before > DUST) {
      double built = 1e3 * (expansion.built(r, s, k) + Math.max(0, given - before));
      tables.get("capacity").add(grid, s.year(), zone(p.zone), technology, p.name, mw, built, 1e3 * Math.max(0, before - given), 0.0, 1e3 * p.of.most());
      tables.get("onsite").add(grid, s.year(), m.figures().campuses().sites().get(p.site).campus(), zone(p.zone), technology, mw, 1e3 * given, built);
    }
    double value = expansion.siteValue(r.binding(), s, k);
    if (value > 1)
      tables.bind(grid, "onsite.maximum", p.name, s.year(), value, "USD/kW-yr", 1e4 * value * s.discount() * p.of.most(),
          String.format(Locale.ROOT, "All %s of %s that may be built on the site of %s stand by %d; one more kW would save %.0f USD a year",
              Words.power(p.of.most()), technology.replace('_', ' '), m.figures().campuses().sites().get(p.site).campus(), s.year(), value));
  }

  private double committed(Result r, int stage, int k) {
    return committed[stage][k] < 0 ? 0 : Math.max(0, r.value(committed[stage][k]));
  }
}
