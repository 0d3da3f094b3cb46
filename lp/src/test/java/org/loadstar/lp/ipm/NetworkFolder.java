package org.loadstar.lp.ipm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loadstar.lp.Block;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpBuilder;

/// The program of a PyPSA network folder without Kirchhoff's voltage law: generators, loads, links, lines, storage units,
/// stores, one cap on emissions. It serves measurements of the solver; columns and rows are those that PyPSA writes,
/// except that bounds are bounds and not rows. GW, M$, kt; the objective leaves out existing capacity as PyPSA does.
final class NetworkFolder {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double MW = 1e-3;
  private static final double DOLLAR = 1e-6;

  private final Path folder;
  private final LpBuilder b = new LpBuilder();
  private final double[] weight;
  private final double[] stored;
  private final int hours;
  private final Map<String, Block> balance = new HashMap<>();

  private NetworkFolder(Path folder, int most) {
    this.folder = folder;
    List<Map<String, String>> snapshots = table("snapshots.csv");
    hours = Math.min(most, snapshots.size());
    weight = snapshots.stream().mapToDouble(s -> number(s, "objective", 1)).toArray();
    stored = snapshots.stream().mapToDouble(s -> number(s, "stores", 1)).toArray();
  }

  /// Reads a folder.
  ///
  /// @param most hours to keep from the first on; capital costs and the cap on emissions are cut to their share
  static Lp read(Path folder, int most) {
    NetworkFolder f = new NetworkFolder(folder, most);
    f.network();
    return f.b.build();
  }

  private List<Map<String, String>> table(String name) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) return List.of();
    try {
      List<String> lines = Files.readAllLines(file);
      String[] head = lines.getFirst().split(",", -1);
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        Map<String, String> row = new LinkedHashMap<>();
        for (int c = 0; c < head.length; c++) row.put(head[c], cells[c]);
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double number(Map<String, String> row, String key, double otherwise) {
    String v = row.get(key);
    if (v == null || v.isEmpty()) return otherwise;
    return v.equals("inf") ? INF : Double.parseDouble(v);
  }

  private double[] series(List<Map<String, String>> rows, String name, double otherwise) {
    double[] out = new double[hours];
    for (int t = 0; t < hours; t++) out[t] = rows.isEmpty() ? otherwise : number(rows.get(t), name, otherwise);
    return out;
  }

  /// A column for the capacity of an extendable component.
  private int capacity(Map<String, String> r, String of) {
    Block c = b.columns(of, "GW", 0, List.of(r.get("name")), number(r, of + "_min", 0) * MW, number(r, of + "_max", INF) * MW);
    double cost = number(r, "capital_cost", 0) * DOLLAR / MW * hours / weight.length;
    b.cost(c.first(), "capital", cost);
    b.constant("standing", 0, -cost * number(r, of, 0) * MW);
    return c.first();
  }

  private Block hourly(String name, double lo, double up) {
    return b.columns(name, "GW", 0, List.of("x"), hours, lo, up);
  }

  private Block rows(String name) {
    return b.rows(name, "GW", 0, List.of("x"), hours);
  }

  private void network() {
    for (Map<String, String> bus : table("buses.csv")) balance.put(bus.get("name"), rows("balance." + bus.get("name")));
    Map<String, Double> emission = new HashMap<>();
    for (Map<String, String> c : table("carriers.csv")) emission.put(c.get("name"), number(c, "co2_emissions", 0));
    int cap = b.rows("co2", "kt", 0, List.of("x")).first();
    for (Map<String, String> g : table("global_constraints.csv")) b.at(cap).le(number(g, "constant", 0) * 1e-3 * hours / weight.length);
    List<Map<String, String>> available = table("generators-p_max_pu.csv");
    for (Map<String, String> g : table("generators.csv")) {
      boolean listed = !available.isEmpty() && available.getFirst().containsKey(g.get("name"));
      double most = number(g, "p_max_pu", 1);
      double[] pu = listed ? series(available, g.get("name"), most) : series(List.of(), "", most);
      double kt = emission.getOrDefault(g.get("carrier"), 0.0) / number(g, "efficiency", 1);
      Block p = output(g, "p_nom", pu, 0);
      for (int t = 0; t < hours; t++) {
        b.at(balance.get(g.get("bus")).at(0, t)).add(p.at(0, t), 1);
        b.at(cap).add(p.at(0, t), kt * weight[t]);
      }
    }
    for (Map<String, String> l : table("links.csv")) {
      Block p = output(l, "p_nom", series(List.of(), "", 1), 0);
      for (int t = 0; t < hours; t++) {
        b.at(balance.get(l.get("bus0")).at(0, t)).add(p.at(0, t), -1);
        b.at(balance.get(l.get("bus1")).at(0, t)).add(p.at(0, t), number(l, "efficiency", 1));
      }
    }
    for (Map<String, String> l : table("lines.csv")) {
      Block s = output(l, "s_nom", series(List.of(), "", number(l, "s_max_pu", 1)), -1);
      for (int t = 0; t < hours; t++) {
        b.at(balance.get(l.get("bus0")).at(0, t)).add(s.at(0, t), -1);
        b.at(balance.get(l.get("bus1")).at(0, t)).add(s.at(0, t), 1);
      }
    }
    for (Map<String, String> s : table("storage_units.csv")) storageUnit(s);
    for (Map<String, String> s : table("stores.csv")) store(s);
    List<Map<String, String>> load = table("loads-p_set.csv");
    Map<String, double[]> demand = new HashMap<>();
    for (Map<String, String> l : table("loads.csv")) {
      double[] sum = demand.computeIfAbsent(l.get("bus"), k -> new double[hours]);
      double[] own = series(load, l.get("name"), 0);
      for (int t = 0; t < hours; t++) sum[t] += own[t] * MW;
    }
    balance.forEach(
        (bus, rows) -> {
          double[] d = demand.getOrDefault(bus, new double[hours]);
          for (int t = 0; t < hours; t++) b.at(rows.at(0, t)).eq(d[t]);
        });
  }

  /// A flow between least and 1 times pu times capacity.
  private Block output(Map<String, String> r, String of, double[] pu, int least) {
    boolean extendable = r.getOrDefault(of + "_extendable", "False").equals("True");
    String name = r.get("name");
    int capacity = extendable ? capacity(r, of) : -1;
    Block p = hourly(name, extendable && least < 0 ? -INF : 0, INF);
    Block above = extendable ? rows(name + ".upper") : null;
    Block below = extendable && least < 0 ? rows(name + ".lower") : null;
    for (int t = 0; t < hours; t++) {
      b.cost(p.at(0, t), "operation", number(r, "marginal_cost", 0) * weight[t] * DOLLAR / MW);
      if (above == null) {
        double most = number(r, of, 0) * MW * pu[t];
        b.bounds(p.at(0, t), least * most, most);
      } else {
        b.at(above.at(0, t)).add(p.at(0, t), 1).add(capacity, -pu[t]).le(0);
      }
      if (below != null) b.at(below.at(0, t)).add(p.at(0, t), 1).add(capacity, pu[t]).ge(0);
    }
    return p;
  }

  private void storageUnit(Map<String, String> s) {
    String name = s.get("name");
    int capacity = capacity(s, "p_nom");
    Block[] flow = {hourly(name + ".dispatch", 0, INF), hourly(name + ".store", 0, INF), hourly(name + ".level", 0, INF)};
    double[] limit = {1, 1, number(s, "max_hours", 1)};
    for (int q = 0; q < 3; q++) {
      Block above = rows(name + ".upper" + q);
      for (int t = 0; t < hours; t++) b.at(above.at(0, t)).add(flow[q].at(0, t), 1).add(capacity, -limit[q]).le(0);
    }
    Block energy = rows(name + ".energy");
    for (int t = 0; t < hours; t++) {
      b.cost(flow[0].at(0, t), "operation", number(s, "marginal_cost", 0) * weight[t] * DOLLAR / MW);
      b.at(balance.get(s.get("bus")).at(0, t)).add(flow[0].at(0, t), 1).add(flow[1].at(0, t), -1);
      b.at(energy.at(0, t))
          .add(flow[2].at(0, t), 1)
          .add(flow[2].at(0, (t + hours - 1) % hours), -1)
          .add(flow[1].at(0, t), -stored[t] * number(s, "efficiency_store", 1))
          .add(flow[0].at(0, t), stored[t] / number(s, "efficiency_dispatch", 1))
          .eq(0);
    }
  }

  private void store(Map<String, String> s) {
    String name = s.get("name");
    int capacity = capacity(s, "e_nom");
    Block e = hourly(name + ".level", 0, INF);
    Block p = hourly(name + ".p", -INF, INF);
    Block above = rows(name + ".upper");
    Block energy = rows(name + ".energy");
    for (int t = 0; t < hours; t++) {
      b.at(above.at(0, t)).add(e.at(0, t), 1).add(capacity, -1).le(0);
      b.at(balance.get(s.get("bus")).at(0, t)).add(p.at(0, t), 1);
      b.at(energy.at(0, t))
          .add(e.at(0, t), 1)
          .add(e.at(0, (t + hours - 1) % hours), -1)
          .add(p.at(0, t), stored[t])
          .eq(0);
    }
  }

  /// Prints what a solve takes: arguments folder, threads, gap, seconds, hours.
  public static void main(String[] a) {
    long t0 = System.nanoTime();
    Lp lp = read(Path.of(a[0]), a.length > 4 ? Integer.parseInt(a[4]) : Integer.MAX_VALUE);
    System.out.printf(
        "%s: %d rows, %d columns, %d nonzeros, read in %.1f s%n",
        a[0], lp.rows(), lp.columns(), lp.nonzeros(), (System.nanoTime() - t0) * 1e-9);
    PlanningCase.measure(lp, Integer.parseInt(a[1]), Double.parseDouble(a[2]), a.length > 3 ? Double.parseDouble(a[3]) : INF);
  }
}
