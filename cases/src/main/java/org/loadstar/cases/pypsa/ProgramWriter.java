package org.loadstar.cases.pypsa;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.Fault;
import org.loadstar.lp.Lp;

/// Writes the linear program of a plan with one stage as a PyPSA network that has the same optimum.
///
/// PyPSA can say any linear program whose timesteps are joined by stores only, with auxiliary buses:
///
/// | of the program | in the network |
/// |---|---|
/// | balance of a zone | the bus of the zone |
/// | another row by timestep | a bus, its right-hand side a load, its slack a generator |
/// | column by timestep in one row | a generator at its bus |
/// | column by timestep in several rows | a generator at a bus of its own, and a link from there to each of the rows |
/// | column outside time | an extendable generator that gives its capacity in every snapshot (`p_min_pu` = `p_max_pu` = 1) |
/// | level of a storage | a store at the bus of its chain; where periods return to their start, one store for each |
/// | energy of a storage that is a decision | `e_nom` of the store, held to the decision by two constraints |
/// | row outside time | a global constraint on primary energy, whose rates are an attribute of carriers, one carrier to each generator |
///
/// Refused by name: whole numbers, and levels that are linked over representative periods. Snapshots carry the weights of the timesteps:
/// `objective` discounted hours of the year, `generators` hours of the year, `stores` the duration.
public final class ProgramWriter {
  /// Timesteps of the stage.
  ///
  /// @param discount weight of the stage in the objective
  /// @param annual hours of the year that each timestep stands for
  /// @param hours duration of each timestep
  public record Steps(double discount, double[] annual, double[] hours) {}

  static final String GROUND = "ground";
  private static final String BALANCE = "balance";

  private final Steps steps;
  private final ProgramSeries program;
  private final Map<String, Map<String, Map<String, String>>> lists = new LinkedHashMap<>();
  private final PypsaSeries series;
  private final List<Fault> faults = new ArrayList<>();
  private final int n;

  private ProgramWriter(Lp lp, Steps steps) {
    this.steps = steps;
    this.n = steps.annual.length;
    this.program = new ProgramSeries(lp, n);
    this.series = new PypsaSeries(n);
    for (String list : List.of("buses", "carriers", "generators", "loads", "links", "stores", "global_constraints"))
      lists.put(list, new LinkedHashMap<>());
  }

  /// Writes the network.
  ///
  /// @return the files
  /// @throws CaseException when PyPSA cannot say what the program says
  public static List<Path> write(String name, Lp lp, Steps steps, Path folder) throws IOException {
    ProgramWriter w = new ProgramWriter(lp, steps);
    if (lp.isMixedInteger()) w.refuse("integers", "a plan with whole numbers is not exported to PyPSA", "a case without modules");
    w.network(lp);
    if (!w.faults.isEmpty()) throw new CaseException(w.faults);
    return w.files(name, folder);
  }

  private void refuse(String what, String message, @Nullable String maybe) {
    faults.add(new Fault(what, 0, "", message, maybe));
  }

  private Map<String, String> row(String list, String name) {
    Map<String, Map<String, String>> all = lists.get(list);
    if (all == null) throw new IllegalStateException(list);
    return all.computeIfAbsent(name, k -> new LinkedHashMap<>());
  }

  private void network(Lp lp) {
    row("buses", GROUND);
    free(GROUND + " exchange", GROUND);
    for (ProgramSeries.Rows r : program.timed()) row("buses", bus(r)).put("carrier", r.block().equals(BALANCE) ? "AC" : r.block());
    Map<ProgramSeries.Rows, double[]> scale = new LinkedHashMap<>();
    LevelForm levels = new LevelForm(program, steps.hours);
    for (ProgramSeries.Columns c : program.columns()) {
      if (!c.timed() || !c.crosses()) continue;
      LevelForm.Level level = levels.of(c);
      if (level == null)
        refuse(c.name(), "it joins timesteps otherwise than as the level of a storage that returns to its start, which PyPSA cannot say here",
            c.name().startsWith("storage.") ? "--set storages.*.linked=0" : "--set technologies.*.ramp_per_hour=1");
      else level(c, level, scale);
    }
    for (ProgramSeries.Rows r : program.timed())
      if (!levels.consumed(r)) sides(r, scale.getOrDefault(r, ones()));
    for (ProgramSeries.Columns c : program.columns())
      if (!c.timed()) constant(c, scale, levels);
      else if (!c.crosses()) column(c, scale);
    for (ProgramSeries.Rows r : program.untimed()) constraint(r);
    if (lp.offset() != 0) {
      Map<String, String> g = generator("constant cost", GROUND, "", 1);
      g.put("p_nom_extendable", "True");
      g.put("p_nom_min", "1");
      g.put("p_nom_max", "1");
      g.put("p_max_pu", "0");
      g.put("capital_cost", CsvTable.text(lp.offset() * 1e6));
    }
  }

  private static String bus(ProgramSeries.Rows r) {
    return r.block().equals(BALANCE) ? r.member() : r.name();
  }

  private double[] ones() {
    double[] v = new double[n];
    Arrays.fill(v, 1);
    return v;
  }

  private Map<String, String> generator(String name, String bus, String carrier, double sign) {
    Map<String, String> g = row("generators", name);
    g.put("bus", bus);
    if (!carrier.isEmpty()) {
      g.put("carrier", carrier);
      row("carriers", carrier);
    }
    if (sign != 1) g.put("sign", CsvTable.text(sign));
    return g;
  }

  private void free(String name, String bus) {
    Map<String, String> g = generator(name, bus, "", 1);
    g.put("p_nom", "inf");
    g.put("p_min_pu", "-1");
  }

  /// The right-hand side of a row as a load, its slack as a generator.
  private void sides(ProgramSeries.Rows r, double[] scale) {
    double[] load = new double[n];
    double[] least = new double[n];
    double[] most = new double[n];
    double size = 0;
    boolean endless = false;
    for (int t = 0; t < n; t++) {
      double lo = r.lower(t) * scale[t];
      double up = r.upper(t) * scale[t];
      boolean low = lo > Double.NEGATIVE_INFINITY;
      load[t] = low ? lo : up < Double.POSITIVE_INFINITY ? up : 0;
      least[t] = !low ? up < Double.POSITIVE_INFINITY ? 0 : Double.NEGATIVE_INFINITY : -(up - lo);
      most[t] = low ? 0 : Double.POSITIVE_INFINITY;
      if (low && up < Double.POSITIVE_INFINITY) size = Math.max(size, up - lo);
      endless |= Double.isInfinite(least[t]) || Double.isInfinite(most[t]);
      load[t] *= 1e3;
    }
    if (Arrays.stream(load).anyMatch(v -> v != 0)) {
      row("loads", r.name()).put("bus", bus(r));
      series.put("loads", "p_set", r.name(), load);
    }
    if (!endless && size == 0) return;
    Map<String, String> g = generator("slack of " + r.name(), bus(r), "", 1);
    bounds(g, "slack of " + r.name(), "generators", least, most);
  }

  /// Capacity and shares of it for bounds in GW that are all finite, or all 0 or infinite.
  private void bounds(Map<String, String> g, String name, String list, double[] least, double[] most) {
    double size = 0;
    boolean endless = false;
    for (int t = 0; t < n; t++) {
      for (double v : new double[] {least[t], most[t]}) {
        if (Double.isInfinite(v)) endless = true;
        else size = Math.max(size, Math.abs(v));
      }
    }
    if (endless && size != 0) {
      refuse(name, "bounds of which some are finite and some are not cannot be exported", null);
      return;
    }
    double whole = endless ? Double.POSITIVE_INFINITY : size;
    g.put("p_nom", CsvTable.text(whole * 1e3));
    shares(g, name, list, "p_min_pu", least, endless ? 0 : whole, 0);
    shares(g, name, list, "p_max_pu", most, endless ? 0 : whole, 1);
  }

  private void shares(Map<String, String> g, String name, String list, String attribute, double[] bound, double whole, double usual) {
    double[] share = new double[n];
    for (int t = 0; t < n; t++)
      share[t] = Double.isInfinite(bound[t]) ? Math.signum(bound[t]) : whole == 0 ? 0 : bound[t] / whole;
    varying(g, name, list, attribute, share, usual);
  }

  private void varying(Map<String, String> g, String name, String list, String attribute, double[] v, double usual) {
    boolean same = Arrays.stream(v).allMatch(x -> x == v[0]);
    if (!same) series.put(list, attribute, name, v);
    else if (v[0] != usual) g.put(attribute, CsvTable.text(v[0]));
  }

  /// A column by timestep that stands in rows of its own timestep and in sums over time.
  private void column(ProgramSeries.Columns c, Map<ProgramSeries.Rows, double[]> scale) {
    Map<ProgramSeries.Rows, double[]> rows = scaled(c, scale);
    List<RateClass> classes = RateClass.of(c, steps.annual);
    boolean direct = rows.size() <= 1 && rows.values().stream().allMatch(a -> Arrays.stream(a).allMatch(x -> x == a[0] && x != 0));
    String bus = rows.isEmpty() ? GROUND : direct ? bus(rows.keySet().iterator().next()) : c.name();
    double sign = rows.isEmpty() || !direct ? 1 : rows.values().iterator().next()[0];
    for (int k = 0; k < classes.size(); k++) {
      RateClass q = classes.get(k);
      String name = classes.size() == 1 ? c.name() : c.name() + " " + (k + 1);
      Map<String, String> g = generator(name, bus, q.rates().isEmpty() ? "" : name, sign);
      double[] least = new double[n];
      double[] most = new double[n];
      double[] cost = new double[n];
      for (int t = 0; t < n; t++) {
        least[t] = q.holds()[t] ? c.lower(t) : 0;
        most[t] = q.holds()[t] ? c.upper(t) : 0;
        cost[t] = c.cost(t) * 1e3 / (steps.discount * steps.annual[t]);
      }
      bounds(g, name, "generators", least, most);
      varying(g, name, "generators", "marginal_cost", cost, 0);
      rates(name, q.rates());
    }
    if (!direct) spread(c.name(), rows);
  }

  private Map<ProgramSeries.Rows, double[]> scaled(ProgramSeries.Columns c, Map<ProgramSeries.Rows, double[]> scale) {
    Map<ProgramSeries.Rows, double[]> rows = new LinkedHashMap<>();
    c.rows().forEach((r, a) -> {
      double[] s = scale.get(r);
      double[] v = a.clone();
      for (int t = 0; t < n && s != null; t++) v[t] *= s[t];
      rows.put(r, v);
    });
    return rows;
  }

  private void rates(String carrier, Map<ProgramSeries.Rows, Double> rates) {
    rates.forEach((r, rate) -> row("carriers", carrier).put(attribute(r), CsvTable.text(rate)));
  }

  private static String attribute(ProgramSeries.Rows r) {
    return "rate_" + r.name();
  }

  /// A bus of its own and a link from it to each of the rows.
  private void spread(String name, Map<ProgramSeries.Rows, double[]> rows) {
    row("buses", name).put("carrier", "column");
    Map<String, String> link = row("links", name);
    link.put("bus0", name);
    link.put("p_nom", "inf");
    link.put("p_min_pu", "-1");
    int k = 0;
    for (Map.Entry<ProgramSeries.Rows, double[]> r : rows.entrySet()) {
      k++;
      link.put("bus" + k, bus(r.getKey()));
      String efficiency = k == 1 ? "efficiency" : "efficiency" + k;
      varying(link, name, "links", efficiency, r.getValue(), 1);
    }
  }

  /// A column outside time.
  private void constant(ProgramSeries.Columns c, Map<ProgramSeries.Rows, double[]> scale, LevelForm levels) {
    Map<ProgramSeries.Rows, double[]> rows = scaled(c, scale);
    rows.keySet().removeIf(levels::consumed);
    boolean direct = rows.size() <= 1 && rows.values().stream().allMatch(a -> Arrays.stream(a).allMatch(x -> x == a[0] && x != 0));
    String bus = rows.isEmpty() ? GROUND : direct ? bus(rows.keySet().iterator().next()) : c.name();
    Map<ProgramSeries.Rows, Double> rates = new LinkedHashMap<>();
    double year = Arrays.stream(steps.annual).sum();
    c.sums().forEach((r, a) -> rates.put(r, a[0] / year));
    Map<String, String> g = generator(c.name(), bus, rates.isEmpty() && !levels.ties(c) ? "" : c.name(), rows.isEmpty() || !direct ? 1 : rows.values().iterator().next()[0]);
    g.put("p_nom_extendable", "True");
    g.put("p_nom_min", CsvTable.text(c.lower(0) * 1e3));
    g.put("p_nom_max", CsvTable.text(c.upper(0) * 1e3));
    g.put("p_min_pu", "1");
    g.put("capital_cost", CsvTable.text(c.cost(0) * 1e3));
    rates(c.name(), rates);
    levels.tie(c).forEach((tie, factor) -> row("carriers", c.name()).put("rate_" + tie, CsvTable.text(factor)));
    if (!direct) spread(c.name(), rows);
  }

  private void level(ProgramSeries.Columns c, LevelForm.Level level, Map<ProgramSeries.Rows, double[]> scale) {
    double[] inverse = new double[n];
    for (int t = 0; t < n; t++) inverse[t] = 1 / steps.hours[t];
    scale.put(level.chain(), inverse);
    String size = "size of " + c.name();
    for (int p = 0; p < level.periods(); p++) {
      String name = level.periods() == 1 ? c.name() : c.name() + " period " + (p + 1);
      Map<String, String> s = row("stores", name);
      s.put("bus", bus(level.chain()));
      s.put("sign", "-1");
      s.put("e_cyclic", "True");
      double[] loss = new double[n];
      double[] held = new double[n];
      for (int t = 0; t < n; t++) {
        boolean in = level.period(t) == p;
        loss[t] = in ? 1 - Math.pow(level.kept(t), 1 / steps.hours[t]) : 0;
        held[t] = in ? Double.NaN : 0;
      }
      varying(s, name, "stores", "standing_loss", loss, 0);
      if (level.periods() > 1) series.put("stores", "p_set", name, held);
      if (level.decided()) {
        s.put("carrier", size + (p + 1));
        row("carriers", size + (p + 1));
        s.put("e_nom_extendable", "True");
        decided(c, level, p, size);
      } else s.put("e_nom", CsvTable.text(c.upper(0) * 1e3));
    }
    if (level.decided()) {
      Map<String, String> tie = row("global_constraints", "tie of " + c.name());
      tie.put("type", "primary_energy");
      tie.put("carrier_attribute", "rate_tie of " + c.name());
      tie.put("sense", "==");
      tie.put("constant", "0");
    }
  }

  /// The size of a store is minus the capacity of a generator, which is what the row of the energy says.
  private void decided(ProgramSeries.Columns c, LevelForm.Level level, int p, String size) {
    String carrier = size + (p + 1);
    Map<String, String> minus = generator(carrier, GROUND, carrier, 1);
    minus.put("p_nom_extendable", "True");
    minus.put("p_nom_min", "-inf");
    minus.put("p_min_pu", "1");
    Map<String, String> equal = row("global_constraints", carrier);
    equal.put("type", "tech_capacity_expansion_limit");
    equal.put("carrier_attribute", carrier);
    equal.put("sense", "==");
    equal.put("constant", CsvTable.text(level.given() * 1e3));
    if (p == 0) row("carriers", carrier).put("rate_tie of " + c.name(), "1");
    else {
      Map<String, String> same = row("global_constraints", "tie " + carrier);
      same.put("type", "primary_energy");
      same.put("carrier_attribute", "rate_tie " + carrier);
      same.put("sense", "==");
      same.put("constant", "0");
      row("carriers", carrier).put("rate_tie " + carrier, "1");
      row("carriers", size + 1).put("rate_tie " + carrier, "-1");
    }
  }

  private void constraint(ProgramSeries.Rows r) {
    double lo = r.lower(0);
    double up = r.upper(0);
    if (!r.used() || Double.isInfinite(lo) && Double.isInfinite(up)) return;
    if (lo == up) side(r, r.name(), "==", lo);
    else {
      if (!Double.isInfinite(lo)) side(r, r.name() + (Double.isInfinite(up) ? "" : " least"), ">=", lo);
      if (!Double.isInfinite(up)) side(r, r.name() + (Double.isInfinite(lo) ? "" : " most"), "<=", up);
    }
  }

  private void side(ProgramSeries.Rows r, String name, String sense, double v) {
    Map<String, String> g = row("global_constraints", name);
    g.put("type", "primary_energy");
    g.put("carrier_attribute", attribute(r));
    g.put("sense", sense);
    g.put("constant", CsvTable.text(v * 1e3));
  }

  private List<Path> files(String name, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> written = new ArrayList<>();
    Map<String, CsvTable> tables = new TreeMap<>();
    CsvTable network = new CsvTable("name", List.of(name));
    network.set(0, "pypsa_version", PypsaWriter.VERSION);
    tables.put("network", network);
    CsvTable snapshots = new CsvTable("", java.util.stream.IntStream.range(0, n).mapToObj(Integer::toString).toList());
    for (int t = 0; t < n; t++) {
      snapshots.set(t, "snapshot", Integer.toString(t));
      snapshots.set(t, "objective", CsvTable.text(steps.discount * steps.annual[t]));
      snapshots.set(t, "stores", CsvTable.text(steps.hours[t]));
      snapshots.set(t, "generators", CsvTable.text(steps.annual[t]));
    }
    tables.put("snapshots", snapshots);
    lists.forEach((list, rows) -> {
      if (rows.isEmpty()) return;
      CsvTable t = new CsvTable("name", List.copyOf(rows.keySet()));
      int k = 0;
      for (Map<String, String> cells : rows.values()) {
        for (Map.Entry<String, String> cell : cells.entrySet()) t.set(k, cell.getKey(), cell.getValue());
        k++;
      }
      if (list.equals("carriers")) t.fill("0");
      tables.put(list, t);
    });
    for (Map.Entry<String, CsvTable> t : tables.entrySet()) {
      Path file = folder.resolve(t.getKey() + ".csv");
      t.getValue().write(file);
      written.add(file);
    }
    written.addAll(series.write(folder));
    return written;
  }
}
