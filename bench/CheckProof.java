import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Checks a plan and its lower bound from exported files alone. It uses nothing of Loadstar: read it, then run
 *
 * <pre>
 *   ./loadstar export RUN mps DIR
 *   java bench/CheckProof.java DIR
 * </pre>
 *
 * DIR holds model.mps (the program), primal.csv (column,value), dual.csv (row,value), box.csv (column,lower,upper,reason).
 * For any row duals y and any x that satisfies the rows and lies in the boxes
 *
 * <pre>
 *   c'x + x'Qx/2 >= offset + sum_j min{ d_j x_j + q_j x_j^2 / 2 : x_j in box j } + sum_i min{ y_i s_i : s_i in row i },
 *   d = c - A'y
 * </pre>
 *
 * The boxes are derived here once more, from the rows, the bounds and the cost of the plan; a box that this program cannot
 * derive is counted. With integer columns the bound is that of the relaxation. Exit code 0: feasible to 1e-6 of row scale,
 * a finite bound not above the cost, all boxes derived; 1: not so; 2: files that cannot be read.
 *
 * It is one file so that it can be read and run alone. In the order in which it is written: check() says what is done; then the
 * three checks (violation, bound with its mending, boxes); then the sum in twice the working precision; then the reading of files.
 */
public final class CheckProof {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double FEASIBLE = 1e-6;
  /** How far above the cost of the plan the boxes still hold, relative to it. */
  private static final double INCUMBENT_SLACK = 1e-3;
  private static final double OUTWARD = 1e-9;
  private static final int TURNS = 8;

  private final Map<String, Integer> rowOf = new HashMap<>();
  private final Map<String, Integer> columnOf = new HashMap<>();
  private double offset;
  private double[] rowLower = new double[16];
  private double[] rowUpper = new double[16];
  private double[] cost = new double[16];
  private double[] square = new double[16];
  private double[] lower = new double[16];
  private double[] upper = new double[16];
  private boolean[] integer = new boolean[16];
  private int[] entryRow = new int[64];
  private int[] entryColumn = new int[64];
  private double[] entryValue = new double[64];
  private int entries;

  public static void main(String[] args) {
    if (args.length != 1) {
      System.err.println("usage: java CheckProof.java DIR");
      System.exit(2);
    }
    try {
      System.exit(new CheckProof().check(Path.of(args[0])) ? 0 : 1);
    } catch (IOException | RuntimeException e) {
      System.err.println("cannot read " + args[0] + ": " + e);
      System.exit(2);
    }
  }

  private boolean check(Path folder) throws IOException {
    readModel(folder.resolve("model.mps"));
    int n = columnOf.size();
    int m = rowOf.size();
    double[] x = new double[n];
    double[] y = new double[m];
    double[] boxLower = new double[n];
    double[] boxUpper = new double[n];
    readValues(folder.resolve("primal.csv"), columnOf, x);
    readValues(folder.resolve("dual.csv"), rowOf, y);
    readBoxes(folder.resolve("box.csv"), boxLower, boxUpper);
    Sum total = new Sum();
    total.add(offset);
    for (int j = 0; j < n; j++) {
      total.product(cost[j], x[j]);
      if (square[j] != 0) total.product(0.5 * square[j] * x[j], x[j]);
    }
    double plan = total.value();
    double violation = violation(x);
    int trusted = underived(boxLower, boxUpper, plan);
    double bound = bound(y, boxLower, boxUpper);
    double gap = (plan - bound) / Math.max(1e-9, Math.abs(plan));
    boolean ok = violation <= FEASIBLE && Double.isFinite(bound) && gap >= -FEASIBLE && trusted == 0;
    print("rows", m);
    print("columns", n);
    print("nonzeros", entries);
    print("cost", plan);
    print("bound", bound);
    print("gap", gap);
    print("violation", violation);
    print("boxes_not_derived", trusted);
    System.out.println("ok " + ok);
    return ok;
  }

  private static void print(String key, double value) {
    System.out.printf(Locale.ROOT, value == Math.rint(value) && Math.abs(value) < 1e9 ? "%s %.0f%n" : "%s %.17g%n", key, value);
  }

  // ---- the three checks

  /** Largest violation of a row (over the largest of 1, its bound and its terms), a column bound or integrality. */
  private double violation(double[] x) {
    int m = rowOf.size();
    double[] activity = new double[m];
    double[] scale = new double[m];
    double worst = 0;
    for (int k = 0; k < entries; k++) {
      double term = entryValue[k] * x[entryColumn[k]];
      activity[entryRow[k]] += term;
      scale[entryRow[k]] = Math.max(scale[entryRow[k]], Math.abs(term));
    }
    for (int i = 0; i < m; i++) worst = Math.max(worst, outside(activity[i], rowLower[i], rowUpper[i], Math.max(1, scale[i])));
    for (int j = 0; j < x.length; j++) {
      worst = Math.max(worst, outside(x[j], lower[j], upper[j], 1));
      if (integer[j]) worst = Math.max(worst, Math.abs(x[j] - Math.rint(x[j])));
    }
    return worst;
  }

  private static double outside(double v, double lo, double up, double scale) {
    if (Double.isNaN(v)) return INF;
    double below = v < lo ? (lo - v) / Math.max(scale, Math.abs(lo)) : 0;
    double above = v > up ? (v - up) / Math.max(scale, Math.abs(up)) : 0;
    return Math.max(below, above);
  }

  /** The sum at the head of this file, less what rounding may have added. */
  private double bound(double[] dual, double[] boxLower, double[] boxUpper) {
    double[] y = dual.clone();
    for (int i = 0; i < y.length; i++)
      if (Double.isNaN(y[i]) || y[i] > 0 && rowLower[i] == -INF || y[i] < 0 && rowUpper[i] == INF) y[i] = 0;
    double[] d = new double[cost.length];
    double[] error = new double[cost.length];
    for (int round = 0; round < 5; round++) {
      reducedCosts(y, d, error);
      if (round == 4 || !mend(y, d, error, boxLower, boxUpper)) break;
    }
    double[] slack = absorb(d, error, boxLower, boxUpper);
    Sum sum = new Sum();
    sum.add(offset);
    for (int j = 0; j < columnOf.size(); j++) {
      double least = Math.min(term(d[j] - error[j], j, boxLower, boxUpper), term(d[j] + error[j], j, boxLower, boxUpper));
      if (least == -INF) return -INF;
      sum.add(least);
    }
    for (int i = 0; i < y.length; i++) {
      if (y[i] != 0) sum.product(y[i], y[i] > 0 ? rowLower[i] : rowUpper[i]);
      if (slack[i] != 0) sum.product(-slack[i], Math.max(rowLower[i] == -INF ? 0 : Math.abs(rowLower[i]), rowUpper[i] == INF ? 0 : Math.abs(rowUpper[i])));
    }
    return sum.value() - 1e-15 * sum.magnitude();
  }

  /** min of d x + q x^2 / 2 over box j. */
  private double term(double d, int j, double[] boxLower, double[] boxUpper) {
    double q = square[j];
    if (q > 0) {
      double at = Math.max(boxLower[j], Math.min(boxUpper[j], -d / q));
      return d * at + 0.5 * q * at * at;
    }
    if (d == 0) return 0;
    return d > 0 ? d * boxLower[j] : d * boxUpper[j];
  }

  private void reducedCosts(double[] y, double[] d, double[] error) {
    Sum[] sums = new Sum[columnOf.size()];
    for (int j = 0; j < sums.length; j++) {
      sums[j] = new Sum();
      sums[j].add(cost[j]);
    }
    for (int k = 0; k < entries; k++) sums[entryColumn[k]].product(-entryValue[k], y[entryRow[k]]);
    for (int j = 0; j < sums.length; j++) {
      d[j] = sums[j].value();
      error[j] = sums[j].exact() ? 0 : 4e-16 * Math.abs(d[j]) + 1e-28 * sums[j].magnitude();
    }
  }

  /** Moves the dual of one row for each column whose box is open where its reduced cost needs it; any y is as valid. */
  private boolean mend(double[] y, double[] d, double[] error, double[] boxLower, double[] boxUpper) {
    boolean[] open = new boolean[columnOf.size()];
    boolean any = false;
    for (int j = 0; j < open.length; j++) {
      open[j] = square[j] == 0 && (boxLower[j] == -INF && d[j] + error[j] > 0 || boxUpper[j] == INF && d[j] - error[j] < 0);
      any |= open[j];
    }
    if (!any) return false;
    int[] length = new int[y.length];
    for (int k = 0; k < entries; k++) length[entryRow[k]]++;
    int[] best = new int[open.length];
    Arrays.fill(best, -1);
    for (int k = 0; k < entries; k++) {
      int j = entryColumn[k];
      int i = entryRow[k];
      if (!open[j] || entryValue[k] == 0) continue;
      double to = y[i] + d[j] / entryValue[k];
      if (to > 0 && rowLower[i] == -INF || to < 0 && rowUpper[i] == INF) continue;
      if (best[j] < 0 || length[i] < length[entryRow[best[j]]]) best[j] = k;
    }
    for (int j = 0; j < best.length; j++) {
      if (best[j] < 0) continue;
      double sign = boxLower[j] == -INF && boxUpper[j] == INF ? 0 : boxLower[j] == -INF ? 4 * error[j] : -4 * error[j];
      y[entryRow[best[j]]] += (d[j] + sign) / entryValue[best[j]];
    }
    return true;
  }

  /**
   * Makes the reduced costs of columns without a box exactly 0. What rounding leaves of one is taken away by moving the dual of one of two
   * rows, one that may rise and one that may fall. Columns take turns, from the highest to 1: in the rows that one uses, the other columns
   * without a box have lower turns. Returns how far each dual may have moved; the errors of the other columns grow by as much.
   */
  private double[] absorb(double[] d, double[] error, double[] boxLower, double[] boxUpper) {
    int n = boxLower.length;
    double[] slack = new double[rowOf.size()];
    boolean[] free = new boolean[n];
    int[] turn = new int[n];
    int[] up = new int[n];
    int[] down = new int[n];
    int[] inRow = new int[slack.length];
    boolean any = false;
    for (int j = 0; j < n; j++) {
      free[j] = square[j] == 0 && boxLower[j] == -INF && boxUpper[j] == INF;
      any |= free[j] && (d[j] != 0 || error[j] != 0);
    }
    if (!any) return slack;
    for (int k = 0; k < entries; k++) if (free[entryColumn[k]] && entryValue[k] != 0) inRow[entryRow[k]]++;
    for (int round = 1; round <= TURNS; round++) {
      int[] mayUp = new int[n];
      int[] mayDown = new int[n];
      Arrays.fill(mayUp, -1);
      Arrays.fill(mayDown, -1);
      for (int k = 0; k < entries; k++) {
        int j = entryColumn[k];
        int i = entryRow[k];
        if (!free[j] || turn[j] > 0 || entryValue[k] == 0 || inRow[i] != 1) continue;
        if (entryValue[k] > 0 ? rowLower[i] > -INF : rowUpper[i] < INF) mayUp[j] = k;
        if (entryValue[k] > 0 ? rowUpper[i] < INF : rowLower[i] > -INF) mayDown[j] = k;
      }
      boolean[] now = new boolean[n];
      for (int j = 0; j < n; j++) {
        if (mayUp[j] < 0 || mayDown[j] < 0) continue;
        now[j] = true;
        turn[j] = round;
        up[j] = mayUp[j];
        down[j] = mayDown[j];
      }
      for (int k = 0; k < entries; k++) if (now[entryColumn[k]] && entryValue[k] != 0) inRow[entryRow[k]]--;
    }
    for (int round = TURNS; round > 0; round--) {
      double[] moved = new double[slack.length];
      for (int j = 0; j < n; j++) {
        double most = Math.abs(d[j]) + error[j];
        if (turn[j] != round || most == 0) continue;
        moved[entryRow[up[j]]] += (1 + 1e-9) * most / Math.abs(entryValue[up[j]]);
        if (down[j] != up[j]) moved[entryRow[down[j]]] += (1 + 1e-9) * most / Math.abs(entryValue[down[j]]);
        d[j] = 0;
        error[j] = 0;
      }
      for (int k = 0; k < entries; k++) {
        int j = entryColumn[k];
        if (moved[entryRow[k]] != 0 && (!free[j] || turn[j] > 0 && turn[j] < round)) error[j] += (1 + 1e-9) * Math.abs(entryValue[k]) * moved[entryRow[k]];
      }
      for (int i = 0; i < slack.length; i++) slack[i] += moved[i];
    }
    return slack;
  }

  /** Sides of boxes that lie inside what rows, bounds and the cost of the plan imply. */
  private int underived(double[] boxLower, double[] boxUpper, double plan) {
    int n = columnOf.size();
    int m = rowOf.size();
    double[] lo = Arrays.copyOf(lower, n);
    double[] up = Arrays.copyOf(upper, n);
    double incumbent = plan + INCUMBENT_SLACK * Math.max(1, Math.abs(plan)) - offset;
    int missing = count(boxLower, boxUpper, lo, up);
    for (int round = 0; missing > 0 && round < 1000; round++) {
      // row m is the cost
      double[] least = new double[m + 1];
      double[] most = new double[m + 1];
      double[] magnitude = new double[m + 1];
      int[] openLeast = new int[m + 1];
      int[] openMost = new int[m + 1];
      for (int k = 0; k < entries + n; k++) {
        int i = k < entries ? entryRow[k] : m;
        int j = k < entries ? entryColumn[k] : k - entries;
        double a = k < entries ? entryValue[k] : cost[j];
        if (a == 0) continue;
        double low = a > 0 ? a * lo[j] : a * up[j];
        double high = a > 0 ? a * up[j] : a * lo[j];
        if (low == -INF) openLeast[i]++;
        else least[i] += low;
        if (high == INF) openMost[i]++;
        else most[i] += high;
        magnitude[i] += (low == -INF ? 0 : Math.abs(low)) + (high == INF ? 0 : Math.abs(high));
      }
      double[] nextLo = lo.clone();
      double[] nextUp = up.clone();
      for (int k = 0; k < entries + n; k++) {
        int i = k < entries ? entryRow[k] : m;
        int j = k < entries ? entryColumn[k] : k - entries;
        double a = k < entries ? entryValue[k] : cost[j];
        if (a == 0) continue;
        double low = a > 0 ? a * lo[j] : a * up[j];
        double high = a > 0 ? a * up[j] : a * lo[j];
        double most1 = i == m ? incumbent : rowUpper[i];
        double least1 = i == m ? -INF : rowLower[i];
        if (most1 < INF && openLeast[i] <= (low == -INF ? 1 : 0)) {
          double rest = most1 - (low == -INF ? least[i] : least[i] - low) + OUTWARD * (magnitude[i] + Math.abs(most1));
          if (a > 0) nextUp[j] = Math.min(nextUp[j], rest / a);
          else nextLo[j] = Math.max(nextLo[j], rest / a);
        }
        if (least1 > -INF && openMost[i] <= (high == INF ? 1 : 0)) {
          double rest = least1 - (high == INF ? most[i] : most[i] - high) - OUTWARD * (magnitude[i] + Math.abs(least1));
          if (a > 0) nextLo[j] = Math.max(nextLo[j], rest / a);
          else nextUp[j] = Math.min(nextUp[j], rest / a);
        }
      }
      lo = nextLo;
      up = nextUp;
      int still = count(boxLower, boxUpper, lo, up);
      if (still == missing && round > 20) break;
      missing = still;
    }
    return missing;
  }

  private static int count(double[] boxLower, double[] boxUpper, double[] lo, double[] up) {
    int missing = 0;
    for (int j = 0; j < lo.length; j++) {
      if (boxLower[j] > lo[j] + 1e-6 * Math.max(1, Math.abs(lo[j]))) missing++;
      if (boxUpper[j] < up[j] - 1e-6 * Math.max(1, Math.abs(up[j]))) missing++;
    }
    return missing;
  }

  /** A sum in twice the working precision. */
  private static final class Sum {
    private double high;
    private double low;
    private double magnitude;
    private boolean exact = true;

    void add(double v) {
      double s = high + v;
      double t = s - high;
      double rest = (high - (s - t)) + (v - t);
      high = s;
      low += rest;
      magnitude += Math.abs(v);
      exact &= rest == 0;
    }

    void product(double a, double b) {
      double p = a * b;
      add(p);
      double rest = Math.fma(a, b, -p);
      low += rest;
      exact &= rest == 0;
    }

    double value() {
      return high + low;
    }

    double magnitude() {
      return magnitude;
    }

    boolean exact() {
      return exact;
    }
  }

  // ---- files

  private void readModel(Path file) throws IOException {
    String objective = null;
    boolean integers = false;
    String section = "";
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isBlank() || line.startsWith("*")) continue;
        String[] f = line.trim().split("\\s+");
        if (!Character.isWhitespace(line.charAt(0))) {
          section = f[0];
          continue;
        }
        switch (section) {
          case "ROWS" -> {
            if (f[0].equals("N") && objective == null) objective = f[1];
            else row(f[0], f[1]);
          }
          case "COLUMNS" -> {
            if (f.length == 3 && f[1].equals("'MARKER'")) integers = f[2].equals("'INTORG'");
            else for (int k = 1; k + 1 < f.length; k += 2) entry(f[0], f[k], Double.parseDouble(f[k + 1]), objective, integers);
          }
          case "RHS" -> {
            for (int k = 1; k + 1 < f.length; k += 2) side(f[k], Double.parseDouble(f[k + 1]), objective);
          }
          case "RANGES" -> {
            for (int k = 1; k + 1 < f.length; k += 2) range(known(rowOf, f[k]), Double.parseDouble(f[k + 1]));
          }
          case "BOUNDS" -> columnBound(f[0], known(columnOf, f[2]), f.length > 3 ? Double.parseDouble(f[3]) : 0);
          case "QUADOBJ" -> {
            if (!f[0].equals(f[1])) throw new IOException("only diagonal quadratic costs are read");
            square[known(columnOf, f[0])] = Double.parseDouble(f[2]);
          }
          default -> throw new IOException("section " + section);
        }
      }
    }
  }

  private static int known(Map<String, Integer> names, String name) throws IOException {
    Integer at = names.get(name);
    if (at == null) throw new IOException("unknown name " + name);
    return at;
  }

  private void row(String type, String name) {
    int i = rowOf.size();
    rowOf.put(name, i);
    if (i == rowLower.length) {
      rowLower = Arrays.copyOf(rowLower, 2 * i);
      rowUpper = Arrays.copyOf(rowUpper, 2 * i);
    }
    rowLower[i] = type.equals("E") || type.equals("G") ? 0 : -INF;
    rowUpper[i] = type.equals("E") || type.equals("L") ? 0 : INF;
  }

  private void entry(String column, String row, double value, String objective, boolean integers) throws IOException {
    Integer known = columnOf.get(column);
    int j = known == null ? columnOf.size() : known;
    if (known == null) {
      columnOf.put(column, j);
      if (j == cost.length) {
        cost = Arrays.copyOf(cost, 2 * j);
        square = Arrays.copyOf(square, 2 * j);
        lower = Arrays.copyOf(lower, 2 * j);
        upper = Arrays.copyOf(upper, 2 * j);
        integer = Arrays.copyOf(integer, 2 * j);
      }
      upper[j] = INF;
      integer[j] = integers;
    }
    if (row.equals(objective)) {
      cost[j] += value;
      return;
    }
    if (entries == entryRow.length) {
      entryRow = Arrays.copyOf(entryRow, 2 * entries);
      entryColumn = Arrays.copyOf(entryColumn, 2 * entries);
      entryValue = Arrays.copyOf(entryValue, 2 * entries);
    }
    entryRow[entries] = known(rowOf, row);
    entryColumn[entries] = j;
    entryValue[entries++] = value;
  }

  private void side(String row, double value, String objective) throws IOException {
    if (row.equals(objective)) {
      offset = -value;
      return;
    }
    int i = known(rowOf, row);
    if (rowLower[i] > -INF) rowLower[i] = value;
    if (rowUpper[i] < INF) rowUpper[i] = value;
  }

  private void range(int i, double r) {
    if (rowUpper[i] == INF) rowUpper[i] = rowLower[i] + Math.abs(r);
    else if (rowLower[i] == -INF) rowLower[i] = rowUpper[i] - Math.abs(r);
    else if (r > 0) rowUpper[i] += r;
    else rowLower[i] += r;
  }

  private void columnBound(String type, int j, double v) throws IOException {
    switch (type) {
      case "FR" -> {
        lower[j] = -INF;
        upper[j] = INF;
      }
      case "MI" -> lower[j] = -INF;
      case "PL" -> upper[j] = INF;
      case "LO" -> lower[j] = v;
      case "UP" -> upper[j] = v;
      case "FX" -> {
        lower[j] = v;
        upper[j] = v;
      }
      case "BV" -> {
        lower[j] = 0;
        upper[j] = 1;
      }
      default -> throw new IOException("bound type " + type);
    }
  }

  private static double number(String s) {
    return s.equals("inf") ? INF : s.equals("-inf") ? -INF : Double.parseDouble(s);
  }

  private static void readValues(Path file, Map<String, Integer> names, double[] values) throws IOException {
    Arrays.fill(values, Double.NaN);
    try (BufferedReader in = Files.newBufferedReader(file)) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int comma = line.indexOf(',');
        values[known(names, line.substring(0, comma))] = number(line.substring(comma + 1));
      }
    }
    for (double v : values) if (Double.isNaN(v)) throw new IOException(file.getFileName() + " leaves out a value");
  }

  private void readBoxes(Path file, double[] boxLower, double[] boxUpper) throws IOException {
    List<String> faults = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] f = line.split(",", 4);
        int j = known(columnOf, f[0]);
        boxLower[j] = number(f[1]);
        boxUpper[j] = number(f[2]);
        if (boxLower[j] > boxUpper[j]) faults.add(f[0]);
      }
    }
    if (!faults.isEmpty()) throw new IOException("empty boxes: " + faults);
  }
}
