package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Block;
import org.loadstar.lp.CostTable;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpBuilder;

/// The planning model: its table of contents. Ledgers are opened first, components and policies write, ledgers close last.
///
/// ```
/// min sum_y d_y [ annuities + fixed O&M + sum_t w_t h_t (fuel + variable O&M + carbon + hurdle) + unserved + slacks ]
/// balance(z, y, t):   supply + imports - exports + discharge - charge - AI load + unserved - surplus = load   [GW]
/// ```
///
/// The dual of balance(z, y, t) divided by d_y w_t h_t is the price of energy.
public final class Model {
  private final Figures figures;
  private final List<Stage> stages;
  private final @Nullable Decisions decided;
  private final boolean withAi;
  private final LpBuilder lp = new LpBuilder();
  private final List<Ledger> balance = new ArrayList<>();
  private final List<Component> components = new ArrayList<>();
  private final ScopedLedger emissions;
  private final ScopedLedger score;
  private final ScopedLedger newCapacity;
  private final ScopedLedger orders;
  private final ScopedLedger spending;
  private final ScopedLedger kept;
  private final AiLedger ai = new AiLedger();
  private final SiteLedger sites = new SiteLedger(lp);
  private final ContractLedger contracts;
  private final List<DeclaredLimit> limits = new ArrayList<>();
  private final FirmLedger firm;
  private final List<Emitter> emitters = new ArrayList<>();
  private final CostTable costTable;
  private final Campus campus;

  private record Emitter(int stage, Block power, int member, double perGwh) {}

  /// What is to be modelled.
  ///
  /// @param stages the stages with their grids
  /// @param decided null for a plan; the decisions of a plan to operate it
  /// @param withAi false for the twin without new AI load
  public record Spec(List<Stage> stages, @Nullable Decisions decided, boolean withAi) {}

  public Model(Figures figures, Spec spec) {
    this.figures = figures;
    this.stages = List.copyOf(spec.stages);
    this.decided = spec.decided;
    this.withAi = spec.withAi;
    Case data = figures.data();
    // Ledgers open.
    List<String> zones = data.zones().stream().map(Zone::zone).toList();
    for (Stage s : stages)
      balance.add(new Ledger(lp, lp.rows("balance", "GW", s.index(), zones, s.grid().steps())));
    emissions = new ScopedLedger(lp, "emissions", "kt");
    score = new ScopedLedger(lp, "score", "GWh");
    newCapacity = new ScopedLedger(lp, "build_limit", "GW");
    orders = new ScopedLedger(lp, "orders", "GW").remembering();
    spending = new ScopedLedger(lp, "spending", "M$");
    kept = new ScopedLedger(lp, "kept", "GW").remembering();
    firm = new FirmLedger(this);
    contracts = new ContractLedger(data.settings().policy());
    // Policies open their rows, components write.
    components.add(new CarbonPolicy(this));
    components.add(new CleanPolicy(this));
    components.add(new BuildLimits(this));
    components.add(new ReservePolicy(this));
    components.add(new ChipSupply(this));
    components.add(new Equipment(this));
    components.add(new Capital(this));
    components.add(new KeepOpen(this));
    components.add(new Learning(this));
    components.add(new Load(this));
    campus = new Campus(this);
    components.add(campus);
    components.add(new AiTarget(this));
    components.add(new Interruption(this));
    components.add(new Workload(this));
    components.add(new SiteBalance(this));
    components.add(new OnSite(this));
    components.add(new Generator(this));
    components.add(new Hydro(this));
    components.add(new Storage(this));
    components.add(new HourlyMatching(this));
    components.add(new Line(this));
    components.add(new Neighbour(this));
    components.add(new Jobs(this));
    for (Component c : components) c.build();
    // Ledgers close.
    for (Component c : components) c.close();
    for (Ledger b : balance) b.closeEqual();
    firm.close();
    costTable = lp.costTable();
  }

  /// Holds the costs of some categories, discounted, to a limit in M$.
  ///
  /// @param stage one stage, or null for all together
  /// @return a column, held at 0, of what may be spent beyond the limit
  public int capCosts(String name, Predicate<String> categories, @Nullable Stage stage, double limit) {
    int at = stage == null ? -1 : stage.index();
    int row = lp.rows("cost_cap", "M$", at, List.of(name)).at(0);
    double fixed = lp.costsTo(row, categories, at);
    int beyond = lp.columns("cost_cap.beyond", "M$", at, List.of(name), 0, 0).at(0);
    lp.at(row).add(beyond, -1).le(limit - fixed);
    return beyond;
  }

  /// The limits on what is built that the case gives as figures, in the order of its components.
  public List<DeclaredLimit> limits() {
    return List.copyOf(limits);
  }

  /// What every column of new capacity builds.
  public List<Commitments.Build> builds() {
    List<Commitments.Build> out = new ArrayList<>();
    for (ScopedLedger.Written w : orders.terms())
      out.add(new Commitments.Build(
          stages.get(w.stage()), w.zone() == ScopedLedger.ABROAD ? Commitments.Build.ABROAD : figures.data().zones().get(w.zone()).zone(), w.kind(),
          w.column(), w.amount()));
    return out;
  }

  /// Declares a limit that is the upper side of a row.
  void declare(String constraint, String place, Stage s, int row, String unit, double scale) {
    limits.add(new DeclaredLimit(constraint, place, s, row, -1, unit, scale, null));
  }

  /// Declares a limit that is the upper bound of a column.
  void declareBound(String constraint, String place, Stage s, int column, String unit, double scale) {
    limits.add(new DeclaredLimit(constraint, place, s, -1, column, unit, scale, null));
  }

  /// Declares what the lower side of a row asks for.
  void declareShare(String constraint, String place, Stage s, int row, String unit, double scale, DeclaredLimit.Share share) {
    limits.add(new DeclaredLimit(constraint, place, s, row, -1, unit, scale, share));
  }

  /// New AI load in the zones at the end of a stage, facility GW per unit of each column.
  public Map<Integer, Double> aiColumns(Stage s) {
    Map<Integer, Double> columns = new TreeMap<>();
    for (int z = 0; z < figures.data().zones().size(); z++)
      for (AiLedger.Term t : ai.of(s, z)) if (t.column() >= 0) columns.merge(t.column(), t.perUnit(), Double::sum);
    return columns;
  }

  /// CO2 of a stage, kt a year per unit of each column.
  public Map<Integer, Double> co2Columns(Stage s) {
    Map<Integer, Double> columns = new TreeMap<>();
    for (Emitter e : emitters)
      if (e.stage == s.index()) for (int t = 0; t < s.grid().steps(); t++) columns.merge(e.power.at(e.member, t), e.perGwh * s.grid().annualHours(t), Double::sum);
    return columns;
  }

  /// Capacity of a technology built for a stage, GW per unit of each column.
  public Map<Integer, Double> builtColumns(Stage s, String technology) {
    return orders.columns(s, technology);
  }

  /// Capacity kept open in a stage, GW per unit of each column.
  public Map<Integer, Double> keptColumns(Stage s) {
    Map<Integer, Double> columns = new TreeMap<>();
    for (PlantRows.KeepOpen order : figures.data().keepOpen())
      kept.columns(s, order.order()).forEach((j, gw) -> columns.merge(j, gw, Double::sum));
    return columns;
  }

  /// Holds all modules at 0 that are not ready some months after 2026-01-01, in all stages.
  public void closeSitesAfter(double months) {
    campus.closeAfter(months);
  }

  /// The program. The model may not be written to afterwards.
  public Lp program() {
    return lp.build();
  }

  public Figures figures() {
    return figures;
  }

  public List<Stage> stages() {
    return stages;
  }

  LpBuilder lp() {
    return lp;
  }

  /// What the plan that is operated decided; 0 where it did not, and while planning.
  double decided(String key, Stage s) {
    return decided(key, s, 0);
  }

  /// What the plan that is operated decided; `absent` where it did not, and while planning.
  double decided(String key, Stage s, double absent) {
    return decided == null ? absent : decided.get(key, s.year(), absent);
  }

  boolean operating() {
    return decided != null;
  }

  boolean withAi() {
    return withAi;
  }

  Ledger balance(Stage s) {
    return balance.get(s.index());
  }

  /// Writes what a member of a block of powers emits, kt CO2 per GWh, to the ledger of emissions.
  void emits(Stage s, int zone, Block power, int member, double perGwh) {
    if (perGwh == 0) return;
    emitters.add(new Emitter(s.index(), power, member, perGwh));
    for (int t = 0; t < s.grid().steps(); t++) emissions.add(s, zone, "co2", power.at(member, t), perGwh * s.grid().annualHours(t));
  }

  ScopedLedger emissions() {
    return emissions;
  }

  ScopedLedger score() {
    return score;
  }

  ScopedLedger newCapacity() {
    return newCapacity;
  }

  /// Capacity built for a stage, GW, by technology (`campus` for facility power of new AI load, `line` for lines).
  ScopedLedger orders() {
    return orders;
  }

  /// Capacity kept open after its scheduled retirement, GW, by order.
  ScopedLedger kept() {
    return kept;
  }

  /// Overnight capex, M$, by purpose (name of [CapitalRows.Purpose]) and the stage to whose years its spending falls.
  ScopedLedger spending() {
    return spending;
  }

  /// The year before the calendar years of a stage, which are those after the stage before it; the first stage has those since
  /// 2026-01-01, when the months of sites and supply begin, and at least its own.
  int yearBefore(Stage s) {
    return s.index() == 0 ? Math.min(s.year(), Figures.FIRST_YEAR) - 1 : stages.get(s.index() - 1).year();
  }

  /// Spends `perUnit` M$ per unit of a column built for a stage, by construction year, the last of them the year of the stage.
  /// What is spent before the years of the first stage ([#yearBefore]) is spent already.
  void spend(Stage vintage, int zone, CapitalRows.Purpose purpose, int column, double perUnit, double[] profile) {
    for (int k = 0; k < profile.length; k++) {
      int year = vintage.year() - (profile.length - 1 - k);
      for (Stage s : stages) {
        if (year > s.year()) continue;
        if (year > yearBefore(s)) spending.add(s, zone, purpose.name(), column, perUnit * profile[k]);
        break;
      }
    }
  }

  AiLedger ai() {
    return ai;
  }

  /// What feeds the sites that are balanced for themselves.
  SiteLedger sites() {
    return sites;
  }

  /// What contracts of campuses for clean power rest on.
  ContractLedger contracts() {
    return contracts;
  }

  /// Takes `power` GW per unit of a column from the balance of zone z at t as new AI load, which is load of the clean standards and of
  /// contracts.
  void aiLoad(Stage s, int z, int t, int column, double power) {
    balance(s).add(z, t, column, -power);
    cleanLoad(s, z, column, power * s.grid().annualHours(t));
    contracts.load(s, z, t, column, power);
  }

  /// Takes new AI load from the balance that no column decides, GW.
  void aiLoad(Stage s, int z, int t, double power) {
    balance(s).add(z, t, -power);
    contracts.load(s, z, t, power);
  }

  FirmLedger firm() {
    return firm;
  }

  /// Objective money [M$] per GW at timestep t for one USD/MWh.
  double perMwh(Stage s, int t) {
    return s.discount() * s.grid().annualHours(t) * 1e-3;
  }

  /// Charges `usdPerKwYr` on a standing capacity; the standing fleet, less what is retired, goes to `fleet_` + category. An
  /// operation has no fixed costs.
  void fixedCost(Stage s, String category, Standing capacity, double usdPerKwYr) {
    double amount = s.discount() * usdPerKwYr;
    if (amount == 0 || operating()) return;
    if (capacity.fixed() != 0) lp.constant("fleet_" + category, s.index(), amount * capacity.fixed());
    if (capacity.added() >= 0) lp.cost(capacity.added(), category, amount);
    if (capacity.retired() >= 0) lp.cost(capacity.retired(), "fleet_" + category, -amount);
    if (capacity.kept() >= 0) lp.cost(capacity.kept(), category, amount);
  }

  /// Load of zone z counted by clean-energy standards [GWh a year].
  void cleanLoad(Stage s, int z, double energy) {
    score.add(s, z, "load", energy);
  }

  /// Load of zone z counted by clean-energy standards, `energy` GWh a year per unit of a column.
  void cleanLoad(Stage s, int z, int column, double energy) {
    score.add(s, z, "load", column, energy);
  }

  /// Appends one power of one timestep [GW] to the dispatch table.
  static void row(Sheet dispatch, String grid, Stage s, int t, String zone, String technology, double power) {
    TimeGrid g = s.grid();
    dispatch.add(grid, s.year(), g.number(t), g.firstHour(t), g.hours(t), g.weight(t), zone, technology, power * 1e3);
  }

  /// Zones of a scope: `all`, a country, a planning region or a zone.
  boolean[] zonesOf(String scope) {
    List<Zone> zones = figures.data().zones();
    boolean[] in = new boolean[zones.size()];
    boolean any = false;
    for (int z = 0; z < in.length; z++) {
      Zone q = zones.get(z);
      in[z] = scope.equals("all") || scope.equals(q.zone()) || scope.equals(q.country()) || scope.equals(q.planningRegion());
      any |= in[z];
    }
    if (!any) throw new IllegalArgumentException("scope '" + scope + "' is no zone, planning region, country or 'all'");
    return in;
  }

  /// Appends the results of all components and the costs to the tables.
  public void report(Result result, Tables tables, String grid) {
    for (Component c : components) c.report(result, tables, grid);
    for (Component c : components) c.conclude(result, tables, grid);
    Sheet costs = tables.get("costs");
    totals(result)
        .forEach(
            (category, byStage) ->
                byStage.forEach(
                    (k, amount) -> {
                      Stage s = stages.get(k);
                      boolean objective = costTable.inObjective(category);
                      double weight = objective ? s.discount() : s.socialDiscount();
                      costs.add(grid, s.year(), category, amount / weight * 1e6, amount * 1e6, objective);
                    }));
  }

  /// Discounted costs [M$] by category and stage; memo categories begin with `resource:`.
  public Map<String, Map<Integer, Double>> totals(Result result) {
    return new TreeMap<>(costTable.totals(result.point(), result.lp().columnStages()));
  }

  /// The decisions of a solved plan.
  public Decisions decisions(Result result) {
    Decisions d = new Decisions();
    for (Component c : components) c.decide(result, d);
    return d;
  }
}
