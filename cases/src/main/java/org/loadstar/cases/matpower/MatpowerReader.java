package org.loadstar.cases.matpower;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Decimal;
import org.loadstar.cases.Defaults;
import org.loadstar.cases.Faults;
import org.loadstar.cases.NetworkReading;
import org.loadstar.cases.Place;
import org.loadstar.cases.TextFile;
import org.loadstar.model.network.Bus;
import org.loadstar.model.network.Carrier;
import org.loadstar.model.network.Corridor;
import org.loadstar.model.network.Demand;
import org.loadstar.model.network.Generator;
import org.loadstar.model.network.Link;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkSettings;
import org.loadstar.model.network.Sizing;
import org.loadstar.model.network.Snapshot;

/// Reads a MATPOWER case file (version 2) as a network of one hour: the optimal power flow in its DC form.
///
/// Susceptance of a branch is x / (r^2 + x^2), without tap and phase shift; angle limits hold; shunt conductance is load. This is the
/// convention of PGLib's DC-OPF baselines (github.com/power-grid-lib/pglib-opf, as PowerModels computes them). Columns are those of
/// MATPOWER's manual, appendix B. Reactive power, voltages, ramps and start-ups are no part of it. What else would change the optimum
/// (DC line costs, user constraints, storage) is refused by line.
public final class MatpowerReader {
  private static final Set<String> REFUSED =
      Set.of("dclinecost", "A", "l", "u", "N", "fparm", "H", "Cw", "reserves", "softlims", "storage", "switch");

  private static final int ISOLATED = 4;

  /// Reactance of a branch without any impedance, per unit.
  private static final double NO_REACTANCE = 1e-5;

  /// So many rows does a warning name.
  private static final int NAMED = 5;

  private final MatpowerFile file;
  private final Faults faults;
  private final boolean priced;
  private final Map<Class<?>, List<Object>> rows = new LinkedHashMap<>();
  private final Map<Integer, String> buses = new HashMap<>();
  private double base = 100;
  private double constant;
  private double largest;

  private MatpowerReader(MatpowerFile file, Faults faults, boolean priced) {
    this.file = file;
    this.faults = faults;
    this.priced = priced;
  }

  /// The network of a file, or everything that is wrong with it.
  public static NetworkReading read(Path source) {
    return read(source, true);
  }

  /// @param priced whether a file without `mpc.gencost` is refused; without it all output is free
  public static NetworkReading read(Path source, boolean priced) {
    var faults = new Faults();
    String name = Objects.toString(source.getFileName(), "case.m");
    String text = TextFile.read(source, name, faults);
    if (text == null) return new NetworkReading.Refused(faults.sorted());
    var reader = new MatpowerReader(MatpowerFile.parse(text, name, faults), faults, priced);
    reader.read(name);
    if (!faults.none()) return new NetworkReading.Refused(faults.sorted());
    String caseName = name.replaceAll("\\.m$", "");
    var settings =
        new NetworkSettings("network", caseName, "Read from a MATPOWER case file, DC form.", "matpower", 1, 0 - reader.constant, 0, 0);
    return new NetworkReading.Good(new Network(settings, Map.copyOf(reader.rows), Map.of()), faults.warnings());
  }

  private void read(String name) {
    for (String refused : REFUSED) {
      Place at = file.place(refused);
      if (at != null) faults.add(at, refused, "mpc." + refused + " is not supported");
    }
    if (!file.texts("version").isEmpty() && !file.texts("version").getFirst().equals("2"))
      faults.add(Objects.requireNonNull(file.place("version")), file.texts("version").getFirst(), "mpc.version must be 2");
    if (!faults.none()) return;
    for (String needed : new String[] {"baseMVA", "bus", "gen", "branch", "gencost"})
      if (file.matrix(needed).isEmpty()) {
        Place at = file.place(needed);
        if (at == null && needed.equals("gencost") && !priced) continue;
        if (at == null) faults.add(new Place(name, 0), "", "mpc." + needed + " is missing");
        else if (!needed.equals("branch")) faults.add(at, "", "mpc." + needed + " has no row");
      }
    if (!faults.none()) return;
    MatpowerFile.Row first = file.matrix("baseMVA").getFirst();
    base = first.at(1);
    if (!(base > 0) || Double.isInfinite(base)) faults.add(first.place(), Decimal.text(base), "mpc.baseMVA must be a number above 0");
    add(Defaults.row(Snapshot.class, Map.of("snapshot", "now")));
    buses();
    generators();
    branches();
    dcLines();
  }

  private void add(Record row) {
    rows.computeIfAbsent(row.getClass(), k -> new ArrayList<>()).add(row);
  }

  private boolean complete(MatpowerFile.Row row, String table, int columns) {
    if (row.cells().length >= columns) return true;
    faults.add(row.place(), "" + row.cells().length, "a row of mpc." + table + " has at least " + columns + " figures");
    return false;
  }

  /// True where the named columns of a row hold finite numbers.
  ///
  /// @param columns numbers of columns, from 1
  private boolean finite(MatpowerFile.Row row, String table, String names, int... columns) {
    String[] name = names.split(" ");
    int before = faults.count();
    for (int k = 0; k < columns.length; k++)
      if (Double.isInfinite(row.at(columns[k])))
        faults.add(row.place(), Decimal.text(row.at(columns[k])), name[k] + " of mpc." + table + " must be a finite number");
    return faults.count() == before;
  }

  private void buses() {
    for (MatpowerFile.Row b : file.matrix("bus")) {
      if (!complete(b, "bus", 13) || b.at(2) == ISOLATED) continue;
      if (b.at(1) != Math.rint(b.at(1)) || !(b.at(1) > 0) || b.at(1) > Integer.MAX_VALUE) {
        faults.add(b.place(), Decimal.text(b.at(1)), "the number of a bus must be a whole number above 0");
        continue;
      }
      if (!finite(b, "bus", "Pd Gs baseKV", 3, 5, 10)) continue;
      String name = Decimal.text(b.at(1));
      if (buses.put((int) b.at(1), name) != null) faults.add(b.place(), name, "the bus number is given twice");
      double kv = b.at(10) > 0 ? b.at(10) : 1;
      add(Defaults.row(Bus.class, Map.of("bus", name, "zone", "zone " + Decimal.text(b.at(11)), "nominalVoltage", kv)));
      double load = b.at(3) + b.at(5);
      if (load != 0) add(Defaults.row(Demand.Row.class, Map.of("load", "load " + name, "bus", name, "pSet", load)));
      largest += Math.abs(load);
    }
  }

  /// Name of the bus of a row, or null with a fault; null without one where the bus is isolated.
  private @Nullable String bus(MatpowerFile.Row row, int column) {
    String name = buses.get((int) row.at(column));
    if (name == null && file.matrix("bus").stream().noneMatch(b -> b.at(1) == row.at(column)))
      faults.addUnknown(row.place(), Decimal.text(row.at(column)), "the bus", buses.values());
    return name;
  }

  private void generators() {
    List<MatpowerFile.Row> all = file.matrix("gen");
    List<MatpowerFile.Row> costs = file.matrix("gencost");
    boolean free = file.place("gencost") == null;
    if (!free && costs.size() != all.size() && costs.size() != 2 * all.size()) {
      faults.add(costs.getFirst().place(), "" + costs.size(), "mpc.gencost must have as many rows as mpc.gen (" + all.size() + "), or twice as many");
      return;
    }
    List<String> fuels = file.texts("genfuel");
    Set<String> carriers = new LinkedHashSet<>();
    for (int k = 0; k < all.size(); k++) {
      MatpowerFile.Row g = all.get(k);
      if (!complete(g, "gen", 10) || !free && !complete(costs.get(k), "gencost", 5) || g.at(8) <= 0) continue;
      String bus = bus(g, 1);
      if (bus == null || !finite(g, "gen", "Pmax Pmin", 9, 10) || !free && !finite(costs.get(k))) continue;
      if (g.at(10) > g.at(9)) faults.add(g.place(), Decimal.text(g.at(10)), "Pmin must not be above Pmax (" + Decimal.text(g.at(9)) + ")");
      GeneratorCost cost = free ? GeneratorCost.none(g.at(10), g.at(9)) : GeneratorCost.of(costs.get(k), g.at(10), g.at(9), faults);
      if (cost == null) continue;
      String fuel = k < fuels.size() ? fuels.get(k) : "generator";
      carriers.add(fuel);
      constant += cost.constant();
      largest += Math.max(Math.abs(g.at(9)), Math.abs(g.at(10)));
      int part = 0;
      for (GeneratorCost.Part p : cost.parts()) generator("gen " + (k + 1) + (part++ == 0 ? "" : " part " + part), bus, fuel, p);
    }
    for (String fuel : carriers) add(Defaults.row(Carrier.class, Map.of("carrier", fuel)));
  }

  /// True where a row of costs holds finite numbers.
  private boolean finite(MatpowerFile.Row cost) {
    for (double v : cost.cells())
      if (Double.isInfinite(v)) {
        faults.add(cost.place(), Decimal.text(v), "the figures of mpc.gencost must be finite numbers");
        return false;
      }
    return true;
  }

  private void generator(String name, String bus, String fuel, GeneratorCost.Part p) {
    double size = Math.max(Math.abs(p.low()), Math.abs(p.high()));
    double unit = size == 0 ? 1 : size;
    add(
        Defaults.row(
            Generator.Row.class,
            Map.of("generator", name, "bus", bus, "carrier", fuel, "pNom", size, "pMinPu", p.low() / unit, "pMaxPu", p.high() / unit,
                "marginalCost", p.linear(), "marginalCostQuadratic", p.square())));
  }

  /// Reactance of a row of `branch`, per unit: that of a branch without any impedance, as between two sections of a busbar, is 1e-5.
  public static double reactance(MatpowerFile.Row branch) {
    return branch.at(3) == 0 && branch.at(4) == 0 ? NO_REACTANCE : branch.at(4);
  }

  private void branches() {
    List<MatpowerFile.Row> turned = new ArrayList<>();
    List<MatpowerFile.Row> bare = new ArrayList<>();
    int k = 0;
    for (MatpowerFile.Row q : file.matrix("branch")) {
      k++;
      if (!complete(q, "branch", 11) || q.at(11) <= 0) continue;
      String from = bus(q, 1);
      String to = bus(q, 2);
      if (from == null || to == null) continue;
      double r = q.at(3);
      double x = reactance(q);
      if (x != q.at(4)) bare.add(q);
      if (!finite(q, "branch", "r x", 3, 4)) continue;
      if (x == 0) {
        faults.add(q.place(), Decimal.text(x), "a branch needs a reactance x other than 0: tools differ in what one without it carries",
            "a small x, or status 0");
        continue;
      }
      if (q.at(6) < 0) {
        faults.add(q.place(), Decimal.text(q.at(6)), "rateA of mpc.branch must be 0 (no limit) or more");
        continue;
      }
      if (q.at(9) != 0 && q.at(9) != 1 || q.at(10) != 0) turned.add(q);
      String name = "branch " + k;
      double rating = q.at(6) > 0 && Double.isFinite(q.at(6)) ? q.at(6) : largest;
      add(Defaults.row(Sizing.Row.class, Map.of("capacity", name, "bus", from, "carrier", "AC", "quantity", Sizing.Quantity.LINE, "existing", rating)));
      add(
          Defaults.row(
              Corridor.Row.class,
              Map.of("corridor", name, "bus0", from, "bus1", to, "most", rating, "susceptance", base * x / (r * r + x * x), "angle", angle(q))));
    }
    warn(turned, "tap ratios other than 0 and 1 and phase shifts other than 0 are not counted, as in PGLib's DC convention");
    warn(bare, "a branch without resistance and reactance is read with a reactance of 1e-5");
  }

  private void warn(List<MatpowerFile.Row> of, String what) {
    if (of.isEmpty()) return;
    String lines = of.stream().limit(NAMED).map(q -> "" + q.place().line()).collect(Collectors.joining(", "));
    faults.warn(of.getFirst().place(), "",
        what + "; there are " + of.size() + " such rows of mpc.branch (line " + lines + (of.size() > NAMED ? ", ..." : "") + ")", null);
  }

  /// The largest difference of angles in rad; infinite without one.
  private double angle(MatpowerFile.Row q) {
    if (q.cells().length < 13 || q.at(12) == 0 && q.at(13) == 0) return Double.POSITIVE_INFINITY;
    if (q.at(12) <= -180 && q.at(13) >= 180) return Double.POSITIVE_INFINITY;
    if (q.at(12) != -q.at(13))
      faults.add(q.place(), Decimal.text(q.at(12)), "angle limits that are not the same both ways are not supported (angmax is "
          + Decimal.text(q.at(13)) + ")");
    if (q.at(13) < 0) faults.add(q.place(), Decimal.text(q.at(13)), "angmax of mpc.branch must be 0 or more");
    return Math.toRadians(Math.abs(q.at(13)));
  }

  private void dcLines() {
    int k = 0;
    for (MatpowerFile.Row q : file.matrix("dcline")) {
      k++;
      if (!complete(q, "dcline", 17) || q.at(3) <= 0) continue;
      String from = bus(q, 1);
      String to = bus(q, 2);
      if (from == null || to == null) continue;
      if (!finite(q, "dcline", "Pmin Pmax loss0 loss1", 10, 11, 16, 17)) continue;
      double least = q.at(10);
      double most = q.at(11);
      if (least > most) {
        faults.add(q.place(), Decimal.text(least), "Pmin of mpc.dcline must not be above Pmax (" + Decimal.text(most) + ")");
        continue;
      }
      if (q.at(16) != 0 || q.at(17) != 0 && least < 0) {
        faults.add(q.place(), Decimal.text(q.at(16)), "constant losses of a DC line, and losses of one that runs both ways, are not supported");
        continue;
      }
      double size = Math.max(Math.abs(least), Math.abs(most));
      double unit = size == 0 ? 1 : size;
      add(
          Defaults.row(
              Link.Row.class,
              Map.of("link", "dcline " + k, "bus0", from, "bus1", to, "carrier", "DC", "pNom", size, "pMinPu", least / unit, "pMaxPu",
                  most / unit, "efficiency", 1 - q.at(17))));
    }
  }
}
