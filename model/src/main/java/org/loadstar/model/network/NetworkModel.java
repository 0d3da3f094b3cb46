package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loadstar.lp.CostTable;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpBuilder;
import org.loadstar.lp.StageDecomposition;
import org.loadstar.model.Component;
import org.loadstar.model.Ledger;
import org.loadstar.model.Result;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// The model of a network case: its table of contents. Ledgers are opened first, components write, policies bound what was posted,
/// ledgers close last.
///
/// ```
/// min sum_y d_y [ annuities + fixed O&M + sum_t o_t (marginal costs) + start-ups + slacks ]
/// balance(bus, y, t):   what is put in - what is taken out = load   [GW]
/// ```
///
/// Inside: GW, GWh, million units of currency, kt. The dual of balance divided by d_y o_t is the price.
public final class NetworkModel {
  private final Network network;
  private final Horizon horizon;
  private final LpBuilder lp = new LpBuilder();
  private final Book book = new Book();
  private final Map<String, Integer> buses = new HashMap<>();
  private final Map<String, Double> co2 = new HashMap<>();
  private final List<Ledger> balance = new ArrayList<>();
  private final List<Component> components = new ArrayList<>();
  private final CostTable costTable;

  public NetworkModel(Network network) {
    this.network = network;
    this.horizon = new Horizon(network.rows(Snapshot.class), network.rows(StageRow.class));
    List<String> names = network.rows(Bus.class).stream().map(Bus::bus).toList();
    for (String name : names) buses.put(name, buses.size());
    for (Carrier c : network.rows(Carrier.class)) co2.put(c.carrier(), c.co2());
    for (Horizon.Stage s : horizon.stages())
      balance.add(new Ledger(lp, lp.rows("balance", "GW", s.index(), names, s.steps())));
    // Components write and post.
    components.add(new Sizing(this));
    components.add(new Refit(this));
    components.add(new Demand(this));
    components.add(new Shedding(this));
    components.add(new Renewable(this));
    components.add(new Cluster(this));
    components.add(new Maintenance(this));
    components.add(new Fusion(this));
    components.add(new Storage(this));
    components.add(new MustRun(this));
    components.add(new Reservoir(this));
    components.add(new FlexibleDemand(this));
    components.add(new Electrolyser(this));
    components.add(new Hybrid(this));
    components.add(new StandbyEnergy(this));
    components.add(new ReserveProvider(this));
    components.add(new StorageReserve(this));
    components.add(new FuelUse(this));
    components.add(new Cofiring(this));
    components.add(new Corridor(this));
    components.add(new Generator(this));
    components.add(new Link(this));
    components.add(new PassiveBranch(this));
    components.add(new StorageUnit(this));
    components.add(new Store(this));
    // Policies bound what was posted.
    components.add(new Limit(this));
    components.add(new EmissionCap(this));
    components.add(new EnergyShare(this));
    components.add(new CapacityLimit(this));
    components.add(new HourlyMatching(this));
    components.add(new HydrogenDemand(this));
    components.add(new CapacityMargin(this));
    components.add(new OperatingReserve(this));
    for (Component c : components) c.build();
    // Ledgers close.
    for (Component c : components) c.close();
    for (Ledger b : balance) b.closeEqual();
    costTable = lp.costTable();
  }

  /// The program. The model may not be written to afterwards.
  public Lp program() {
    return lp.build();
  }

  /// The costs of its program by stage.
  public StageDecomposition.Costs stageCosts(Lp program) {
    return costTable.byStage(program, horizon.stages().size());
  }

  /// Capital cost of what stands before of all extendable assets, by stage [currency of the objective].
  public double[] standingCapital() {
    List<Nominal.Asset> all = new ArrayList<>();
    network.rows(Generator.Row.class).forEach(q -> all.add(q.asset()));
    network.rows(Link.Row.class).forEach(q -> all.add(q.asset()));
    network.rows(PassiveBranch.Line.class).forEach(q -> all.add(q.asset()));
    network.rows(PassiveBranch.Transformer.class).forEach(q -> all.add(q.asset()));
    network.rows(StorageUnit.Row.class).forEach(q -> all.add(q.asset()));
    network.rows(Store.Row.class).forEach(q -> all.add(q.asset()));
    double[] sum = new double[horizon.stages().size()];
    for (Horizon.Stage s : horizon.stages())
      for (Nominal.Asset a : all)
        if (a.extendable() && a.stands(s)) sum[s.index()] += a.cost() * a.nominal() * s.weight();
    return sum;
  }

  public Network network() {
    return network;
  }

  public Horizon horizon() {
    return horizon;
  }

  LpBuilder lp() {
    return lp;
  }

  Book book() {
    return book;
  }

  /// Balance of the buses (member: [#bus]) over the timesteps of a stage [GW].
  Ledger balance(Horizon.Stage s) {
    return balance.get(s.index());
  }

  /// Index of a bus.
  int bus(String name) {
    Integer k = buses.get(name);
    if (k == null) throw new IllegalArgumentException("no bus " + name);
    return k;
  }

  /// Zone of a bus in reports.
  String place(String bus) {
    return network.rows(Bus.class).get(bus(bus)).place();
  }

  /// Carrier of a bus.
  String carrier(String bus) {
    return network.rows(Bus.class).get(bus(bus)).carrier();
  }

  /// CO2 of a carrier [t/MWh of primary energy].
  double co2(String carrier) {
    return co2.getOrDefault(carrier, 0.0);
  }

  /// A load of a stage.
  ///
  /// @param power MW
  record Load(String name, String bus, Profile power) {}

  /// The loads of a stage, for what serves them in part.
  List<Load> loads(Horizon.Stage s) {
    return network.rows(Demand.Row.class).stream()
        .filter(d -> stands(d.stage(), s))
        .map(d -> new Load(d.load(), d.bus(), network.profile(Demand.Row.class, "p_set", d.load(), s, d.pSet())))
        .toList();
  }

  /// True when a row of stage `label` (0: every stage) belongs to a stage.
  boolean stands(int label, Horizon.Stage s) {
    return label == 0 || label == s.label();
  }

  /// Appends one power of one timestep [MW] to the dispatch table.
  void dispatch(Tables tables, String grid, Horizon.Stage s, int t, String zone, String technology, double power) {
    tables.get("dispatch").add(grid, s.label(), t, t, s.elapsed(t), s.energy(t), zone, technology, power);
  }

  /// Appends what an asset puts into its bus, less what it takes from it, to the dispatch and generation tables.
  void output(Result r, Tables tables, String grid, Horizon.Stage s, String asset, String bus, String technology) {
    double energy = 0;
    for (int t = 0; t < s.steps(); t++) {
      double power =
          1e3 * (book.value(r, Book.Account.INJECTION, s, asset, t) - book.value(r, Book.Account.WITHDRAWAL, s, asset, t));
      energy += power * s.energy(t);
      dispatch(tables, grid, s, t, place(bus), technology, power);
    }
    tables.get("generation").add(grid, s.label(), place(bus), technology, energy);
  }

  /// Appends the results of all components, prices and costs to the tables.
  public void report(Result result, Tables tables, String grid) {
    for (Component c : components) c.report(result, tables, grid);
    prices(result, tables, grid);
    Sheet costs = tables.get("costs");
    totals(result)
        .forEach(
            (category, byStage) ->
                byStage.forEach(
                    (k, amount) -> {
                      Horizon.Stage s = horizon.stages().get(Math.max(k, 0));
                      costs.add(grid, s.label(), category, amount / s.weight() * 1e6, amount * 1e6, costTable.inObjective(category));
                    }));
  }

  private void prices(Result result, Tables tables, String grid) {
    Sheet prices = tables.get("prices");
    List<Bus> all = network.rows(Bus.class);
    for (Horizon.Stage s : horizon.stages())
      for (int b = 0; b < all.size(); b++)
        for (int t = 0; t < s.steps(); t++) {
          prices.add(grid, s.label(), t, t, s.elapsed(t), s.energy(t), all.get(b).bus(), price(result, s, b, t));
        }
  }

  /// Price at bus b (its index) and timestep t, per MWh.
  public double price(Result result, Horizon.Stage s, int b, int t) {
    double unit = s.perMwh(t);
    return unit == 0 ? 0 : result.dual(balance(s).row(b, t)) / unit;
  }

  /// Discounted costs [M] by category and stage.
  public Map<String, Map<Integer, Double>> totals(Result result) {
    return new TreeMap<>(costTable.totals(result.point(), result.lp().columnStages()));
  }
}
