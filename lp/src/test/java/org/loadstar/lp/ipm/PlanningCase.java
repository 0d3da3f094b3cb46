package org.loadstar.lp.ipm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.loadstar.lp.Block;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpBuilder;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;

/// A synthetic capacity-expansion program of the shape that planning gives: zones with five generating technologies (in
/// clusters), two storages, lines with losses, ramps, an hourly reserve margin and a CO2 cap, over stages of
/// representative periods; capacities are a border, stages are linked by what was built before. Weather and load are
/// seeded random walks with daily and yearly cycles. Storage and ramps are cyclic in each period. GW, M$.
final class PlanningCase {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final int NUCLEAR = 2;
  private static final int WIND = 3;
  private static final int SUN = 4;
  private static final double[] CAPITAL = {95, 60, 420, 125, 65};
  private static final double[] MARGINAL = {38, 62, 11, 0.5, 0.1};
  private static final double[] CO2 = {0.36, 0.55, 0, 0, 0};
  private static final double[] ENERGY_CAPITAL = {14, 0.6};
  private static final double[] CHARGE = {0.95, 0.66};
  private static final double[] DISCHARGE = {0.95, 0.6};
  private static final double[] KEEP = {0.9999, 1};
  private static final int YEAR = 8760;

  private final int zones;
  private final int clusters;
  private final double[][] load;
  private final double[][] wind;
  private final double[][] sun;
  private final List<int[]> lines = new ArrayList<>();

  /// @param clusters clusters of each generating technology, of slightly different cost
  PlanningCase(int zones, int clusters, long seed) {
    this.zones = zones;
    this.clusters = clusters;
    load = new double[zones][YEAR];
    wind = new double[zones][YEAR];
    sun = new double[zones][YEAR];
    SplittableRandom random = new SplittableRandom(seed);
    double windCommon = 0;
    double cloudCommon = 0;
    double[] windOwn = new double[zones];
    double[] cloudOwn = new double[zones];
    double[] loadOwn = new double[zones];
    for (int t = 0; t < YEAR; t++) {
      int hour = t % 24;
      double day = t / 24.0;
      windCommon = 0.985 * windCommon + 0.17 * normal(random);
      cloudCommon = 0.97 * cloudCommon + 0.24 * normal(random);
      for (int z = 0; z < zones; z++) {
        windOwn[z] = 0.96 * windOwn[z] + 0.28 * normal(random);
        cloudOwn[z] = 0.92 * cloudOwn[z] + 0.39 * normal(random);
        loadOwn[z] = 0.9 * loadOwn[z] + 0.43 * normal(random);
        double x = -0.75 + 0.85 * windCommon + 0.6 * windOwn[z] + 0.35 * Math.cos(2 * Math.PI * (day - 20) / 365);
        wind[z][t] = Math.round(1e4 / (1 + Math.exp(-1.5 * x))) / 1e4;
        double latitude = Math.toRadians(35 + 3 * (z % 5));
        double declination = Math.toRadians(23.45) * Math.sin(2 * Math.PI * (284 + day) / 365);
        double height =
            Math.sin(latitude) * Math.sin(declination)
                + Math.cos(latitude) * Math.cos(declination) * Math.cos(Math.PI * (hour - 12 + 0.4 * z) / 12);
        double clear = 1 / (1 + Math.exp(-(1.2 + 0.8 * cloudCommon + 0.9 * cloudOwn[z])));
        sun[z][t] =
            height <= 0.01 ? 0 : Math.round(1e4 * Math.min(1, 0.95 * Math.pow(height, 1.1) * clear)) / 1e4;
        double week = ((int) day % 7) >= 5 ? 0.88 : 1;
        double shape =
            0.82
                + 0.13 * Math.sin(2 * Math.PI * (hour - 9) / 24)
                + 0.06 * Math.sin(4 * Math.PI * (hour - 5) / 24)
                + 0.11 * Math.cos(2 * Math.PI * (day - 15) / 365)
                + 0.06 * Math.cos(4 * Math.PI * (day - 15) / 365)
                + 0.025 * loadOwn[z];
        load[z][t] = Math.round(1e3 * (20 + 7 * (z % 4)) * week * shape) / 1e3;
      }
    }
    for (int z = 0; z < zones; z++) if (zones > 2 || z == 0) lines.add(new int[] {z, (z + 1) % zones});
    for (int z = 0; z + 4 < zones; z += 2) lines.add(new int[] {z, z + 4});
  }

  private static double normal(SplittableRandom random) {
    double s = 0;
    for (int i = 0; i < 12; i++) s += random.nextDouble();
    return s - 6;
  }

  /// Starts of `n` periods of the given length spread over the year.
  static int[] spread(int n, int hours) {
    int[] starts = new int[n];
    int slots = YEAR / hours;
    for (int i = 0; i < n; i++) starts[i] = (int) ((i + 0.5) * slots / n) * hours;
    return starts;
  }

  /// Builds the program.
  ///
  /// @param starts first hour of each representative period
  /// @param hours length of a period
  /// @param dispatch true for operation with fixed capacities and without reserve margin and CO2 cap
  /// @param tagged whether columns and rows carry stage and hour
  Lp build(int stages, int[] starts, int hours, boolean dispatch, boolean tagged) {
    LpBuilder b = new LpBuilder();
    double weight = (double) YEAR / (starts.length * hours);
    Block[] before = {};
    for (int s = 0; s < stages; s++) before = stage(b, s, stages, starts, hours, weight, dispatch, tagged, before);
    return b.build();
  }

  private Block open(LpBuilder b, String name, int stage, int n, int hours, boolean tagged, double lo, double up) {
    List<String> members = java.util.Collections.nCopies(n, "m");
    return tagged
        ? b.columns(name, "GW", stage, members, hours, lo, up)
        : b.columns(name, "GW", -1, java.util.Collections.nCopies(n * hours, "m"), lo, up);
  }

  private Block openRows(LpBuilder b, String name, int stage, int n, int hours, boolean tagged) {
    return tagged
        ? b.rows(name, "GW", stage, java.util.Collections.nCopies(n, "m"), hours)
        : b.rows(name, "GW", -1, java.util.Collections.nCopies(n * hours, "m"));
  }

  private static int at(Block block, int i, int t, int hours) {
    return block.first() + i * hours + t;
  }

  private Block[] stage(
      LpBuilder b, int stage, int stages, int[] starts, int hours, double weight, boolean dispatch, boolean tagged,
      Block[] before) {
    int gens = 5 * clusters;
    int total = starts.length * hours;
    int tag = tagged ? stage : -1;
    List<String> ones = java.util.Collections.nCopies(zones * gens, "m");
    Block cap = b.columns("cap", "GW", tag, ones, 0, INF);
    Block power = b.columns("in", "GW", tag, java.util.Collections.nCopies(zones * 2, "m"), 0, 60);
    Block release = b.columns("out", "GW", tag, java.util.Collections.nCopies(zones * 2, "m"), 0, 60);
    Block energy = b.columns("energy", "GWh", tag, java.util.Collections.nCopies(zones * 2, "m"), 0, INF);
    Block wires = b.columns("line", "GW", tag, java.util.Collections.nCopies(lines.size(), "m"), 2, 15);
    double growth = Math.pow(1.03, stage);
    double discount = Math.pow(0.9, stage);
    for (int z = 0; z < zones; z++) {
      for (int k = 0; k < gens; k++) {
        int tech = k / clusters;
        double most = (tech == NUCLEAR ? 6 : tech == WIND ? 70 : tech == SUN ? 90 : 100) / (double) clusters;
        double dearer = 1 + 0.03 * z + 0.05 * (k % clusters);
        int j = cap.first() + z * gens + k;
        b.bounds(j, 0, most);
        b.cost(j, "capital", discount * CAPITAL[tech] * dearer);
        if (dispatch) b.bounds(j, 0.4 * most, 0.4 * most);
      }
      for (int q = 0; q < 2; q++) {
        b.cost(power.first() + 2 * z + q, "capital", discount * (q == 0 ? 8 : 45));
        b.cost(release.first() + 2 * z + q, "capital", discount * (q == 0 ? 8 : 55));
        b.cost(energy.first() + 2 * z + q, "capital", discount * ENERGY_CAPITAL[q]);
        b.bounds(energy.first() + 2 * z + q, 0, q == 0 ? 300 : 6000);
        if (dispatch) {
          b.bounds(power.first() + 2 * z + q, 3, 3);
          b.bounds(release.first() + 2 * z + q, 3, 3);
          b.bounds(energy.first() + 2 * z + q, q == 0 ? 12 : 200, q == 0 ? 12 : 200);
        }
      }
    }
    for (int l = 0; l < lines.size(); l++) {
      b.cost(wires.first() + l, "capital", discount * 30);
      if (dispatch) b.bounds(wires.first() + l, 6, 6);
    }
    Block[] standing = {cap, power, release, energy, wires};
    if (before.length > 0 && !dispatch) {
      // What was built stays: at least 90 % of the stage before.
      for (int g = 0; g < standing.length; g++) {
        Block row = b.rows("stays", "GW", tag, java.util.Collections.nCopies(standing[g].size(), "m"));
        for (int i = 0; i < standing[g].size(); i++)
          b.at(row.first() + i).add(standing[g].first() + i, 1).add(before[g].first() + i, -0.9).ge(0);
      }
    }
    double kv = discount * weight * 1e-3;
    Block gen = open(b, "gen", stage, zones * gens, total, tagged, 0, INF);
    Block in = open(b, "charge", stage, zones * 2, total, tagged, 0, INF);
    Block out = open(b, "discharge", stage, zones * 2, total, tagged, 0, INF);
    Block level = open(b, "level", stage, zones * 2, total, tagged, 0, INF);
    Block shed = open(b, "unserved", stage, zones, total, tagged, 0, INF);
    Block flow = open(b, "flow", stage, lines.size() * 2, total, tagged, 0, INF);
    Block balance = openRows(b, "balance", stage, zones, total, tagged);
    Block output = openRows(b, "output", stage, zones * gens, total, tagged);
    Block ramp = openRows(b, "ramp", stage, zones * clusters * 2, total, tagged);
    Block stock = openRows(b, "stock", stage, zones * 2, total, tagged);
    Block limits = openRows(b, "limits", stage, zones * 6, total, tagged);
    Block lineLimits = openRows(b, "lineLimits", stage, lines.size() * 2, total, tagged);
    Block reserve = openRows(b, "reserve", stage, 1, total, tagged);
    int cap2 = b.rows("co2", "kt", tag, List.of("m")).first();
    double allowed = 0;
    for (int p = 0; p < starts.length; p++)
      for (int t = 0; t < hours; t++) {
        int now = p * hours + t;
        int last = p * hours + (t + hours - 1) % hours;
        int h = starts[p] + t;
        double peak = 0;
        for (int z = 0; z < zones; z++) {
          double demand = growth * load[z][h];
          peak += demand;
          allowed += weight * demand;
          int bal = at(balance, z, now, total);
          int res = at(reserve, 0, now, total);
          for (int k = 0; k < gens; k++) {
            int tech = k / clusters;
            int j = at(gen, z * gens + k, now, total);
            int c = cap.first() + z * gens + k;
            double factor =
                tech == WIND ? wind[z][h] : tech == SUN ? sun[z][h] : tech == NUCLEAR ? 0.92 : 0.95;
            b.cost(j, "fuel", MARGINAL[tech] * kv * (1 + 0.02 * (k % clusters)));
            b.at(bal).add(j, 1);
            b.at(at(output, z * gens + k, now, total)).add(j, 1).add(c, -factor).le(0);
            b.at(res).add(c, tech == WIND || tech == SUN ? 0.9 * factor : tech == NUCLEAR ? 0.9 : 0.93);
            b.at(cap2).add(j, CO2[tech] * weight);
            if (tech == NUCLEAR) {
              int r = (z * clusters + k % clusters) * 2;
              int previous = at(gen, z * gens + k, last, total);
              b.at(at(ramp, r, now, total)).add(j, 1).add(previous, -1).add(c, -0.1).le(0);
              b.at(at(ramp, r + 1, now, total)).add(j, -1).add(previous, 1).add(c, -0.1).le(0);
            }
          }
          for (int q = 0; q < 2; q++) {
            int i = at(in, 2 * z + q, now, total);
            int o = at(out, 2 * z + q, now, total);
            int e = at(level, 2 * z + q, now, total);
            b.cost(i, "wear", 0.15 * kv);
            b.cost(o, "wear", 0.15 * kv);
            b.at(bal).add(i, -1).add(o, 1);
            b.at(res).add(i, -1).add(o, 0.95);
            b.at(at(stock, 2 * z + q, now, total))
                .add(e, 1)
                .add(at(level, 2 * z + q, last, total), -KEEP[q])
                .add(i, -CHARGE[q])
                .add(o, 1 / DISCHARGE[q])
                .eq(0);
            b.at(at(limits, 6 * z + 3 * q, now, total)).add(i, 1).add(power.first() + 2 * z + q, -1).le(0);
            b.at(at(limits, 6 * z + 3 * q + 1, now, total)).add(o, 1).add(release.first() + 2 * z + q, -1).le(0);
            b.at(at(limits, 6 * z + 3 * q + 2, now, total)).add(e, 1).add(energy.first() + 2 * z + q, -1).le(0);
          }
          int u = at(shed, z, now, total);
          b.bounds(u, 0, demand);
          b.cost(u, "unserved", 9000 * kv);
          b.at(bal).add(u, 1).eq(demand);
          b.at(res).add(u, 1);
        }
        for (int l = 0; l < lines.size(); l++)
          for (int d = 0; d < 2; d++) {
            int j = at(flow, 2 * l + d, now, total);
            b.cost(j, "wear", 0.05 * kv);
            b.at(at(balance, lines.get(l)[d], now, total)).add(j, -1);
            b.at(at(balance, lines.get(l)[1 - d], now, total)).add(j, 0.97);
            b.at(at(lineLimits, 2 * l + d, now, total)).add(j, 1).add(wires.first() + l, -1).le(0);
          }
        if (dispatch) b.at(at(reserve, 0, now, total)).ge(-INF);
        else b.at(at(reserve, 0, now, total)).ge(1.12 * peak);
      }
    b.at(cap2).le(dispatch ? INF : 0.05 * allowed);
    return standing;
  }

  /// Prints sizes, seconds, iterations, gap: arguments zones clusters stages periods hours dispatch|expand threads gap.
  public static void main(String[] a) {
    int periods = Integer.parseInt(a[3]);
    int hours = Integer.parseInt(a[4]);
    int[] starts = hours == YEAR ? new int[1] : spread(periods, hours);
    if (a.length > 8 && a[8].equals("weeks4")) starts = new int[] {336, 2520, 4704, 6888};
    Lp lp =
        new PlanningCase(Integer.parseInt(a[0]), Integer.parseInt(a[1]), 7)
            .build(Integer.parseInt(a[2]), starts, hours, a[5].equals("dispatch"), true);
    System.out.printf("%s: %d rows, %d columns, %d nonzeros%n", Arrays.toString(a), lp.rows(), lp.columns(), lp.nonzeros());
    measure(lp, Integer.parseInt(a[6]), Double.parseDouble(a[7]), INF);
  }

  /// Solves and prints the log, the answer and its certificate.
  static void measure(Lp lp, int threads, double gap, double seconds) {
    System.setProperty("java.util.logging.SimpleFormatter.format", "%5$s%n");
    java.util.logging.Logger log = java.util.logging.Logger.getLogger(InteriorPoint.class.getName());
    log.setLevel(java.util.logging.Level.FINE);
    java.util.logging.ConsoleHandler handler = new java.util.logging.ConsoleHandler();
    handler.setLevel(java.util.logging.Level.FINE);
    log.addHandler(handler);
    log.setUseParentHandlers(false);
    com.sun.management.OperatingSystemMXBean os =
        (com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    long cpu = os.getProcessCpuTime();
    SolveOptions options = SolveOptions.defaults().withThreads(threads).withGap(gap).withMaxSeconds(seconds);
    Solution s = new InteriorPoint().solve(lp, options, Progress.silent());
    System.out.printf(
        "%s objective %.10e bound %.10e (gap %.1e) iterations %d seconds %.2f CPU seconds %.2f%n",
        s.status(), s.objective(), s.bound(), (s.objective() - s.bound()) / Math.abs(s.objective()), s.iterations(),
        s.seconds(), (os.getProcessCpuTime() - cpu) * 1e-9);
    if (s.x() != null) System.out.println(Certificate.of(lp, s));
  }
}
