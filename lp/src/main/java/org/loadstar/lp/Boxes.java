package org.loadstar.lp;

import java.util.Arrays;

/// Proven bounds on the columns: those given, and those implied by the rows and by the cost of a known plan, each with the
/// reason. They hold for every point of the linear relaxation that costs no more than the incumbent.
///
/// Row i bounds a column j through the smallest activity of its other columns:
///
/// ```
/// a_ij x_j <= U_i - sum over k != j of min(a_ik l_k, a_ik u_k)          and likewise from below
/// ```
///
/// and the objective is one more row, c'x <= incumbent (quadratic costs are >= 0 and only tighten it). Rounds use the boxes of the round before; every division is
/// rounded outward by 1e-9 of the row's magnitude, far above the rounding of a sum of a million terms.
public final class Boxes {
  private static final int GIVEN = -2;
  private static final int COST = -1;
  private static final double OUTWARD = 1e-9;
  /// A finite bound is replaced only when the new one takes away this share of its magnitude.
  private static final double WORTH = 0.05;

  private final Lp lp;
  private final double[] lower;
  private final double[] upper;
  private final int[] lowerReason;
  private final int[] upperReason;
  private final double incumbent;
  // of every row and, at the end, of the objective
  private final double[] minActivity;
  private final double[] maxActivity;
  private final double[] magnitude;
  private final int[] minInfinite;
  private final int[] maxInfinite;

  private Boxes(Lp lp, double incumbent) {
    this.lp = lp;
    this.incumbent = incumbent;
    lower = lp.lowers().clone();
    upper = lp.uppers().clone();
    lowerReason = new int[lp.columns()];
    upperReason = new int[lp.columns()];
    Arrays.fill(lowerReason, GIVEN);
    Arrays.fill(upperReason, GIVEN);
    int n = lp.rows() + 1;
    minActivity = new double[n];
    maxActivity = new double[n];
    magnitude = new double[n];
    minInfinite = new int[n];
    maxInfinite = new int[n];
  }

  /// The bounds as given.
  public static Boxes given(Lp lp) {
    return new Boxes(lp, Double.POSITIVE_INFINITY);
  }

  /// These boxes for a program of some of the columns, in this order.
  Boxes of(Lp part, int[] columns) {
    Boxes b = new Boxes(part, incumbent);
    for (int c = 0; c < columns.length; c++) {
      b.lower[c] = lower[columns[c]];
      b.upper[c] = upper[columns[c]];
      b.lowerReason[c] = lowerReason[columns[c]];
      b.upperReason[c] = upperReason[columns[c]];
    }
    return b;
  }

  /// Bounds after propagation.
  ///
  /// @param incumbent cost of a known plan, +infinity when none: then the boxes hold for every plan
  /// @param rounds most rounds of propagation, each two passes over the matrix; chains of open sides are followed further
  public static Boxes implied(Lp lp, double incumbent, int rounds) {
    Boxes b = new Boxes(lp, incumbent);
    int open = b.open();
    boolean closing = false;
    for (int r = 0; r < rounds; r++) {
      b.activities();
      if (b.tighten() == 0) break;
      int still = b.open();
      closing = still < open;
      open = still;
    }
    if (closing && open > 0) b.closeChains();
    return b;
  }

  /// Closes open sides along chains of rows, as those of voltage angles, which the rounds above follow one row at a time.
  private void closeChains() {
    activities();
    RowMatrix byRow = RowMatrix.of(lp);
    int[] queue = new int[lp.rows()];
    boolean[] waits = new boolean[lp.rows()];
    Arrays.fill(waits, true);
    Arrays.setAll(queue, i -> i);
    int head = 0;
    int waiting = queue.length;
    while (waiting > 0) {
      int i = queue[head];
      head = (head + 1) % queue.length;
      waiting--;
      waits[i] = false;
      for (int k = byRow.start()[i]; k < byRow.start()[i + 1]; k++) {
        int j = byRow.column()[k];
        double lo = lower[j];
        double up = upper[j];
        if (Double.isFinite(lo) && Double.isFinite(up)) continue;
        fromRow(i, byRow.value()[k], j, lo, up, lp.rowLowers()[i], lp.rowUppers()[i]);
        if (Double.isFinite(lo) == Double.isFinite(lower[j]) && Double.isFinite(up) == Double.isFinite(upper[j])) continue;
        for (int q = lp.starts()[j]; q < lp.starts()[j + 1]; q++) {
          int row = lp.indices()[q];
          close(row, lp.values()[q], lo, lower[j], up, upper[j]);
          if (waits[row]) continue;
          waits[row] = true;
          queue[(head + waiting++) % queue.length] = row;
        }
      }
    }
  }

  /// Counts sides that were open into the activities of a row. A finite side keeps the value counted before, which is the
  /// wider one.
  private void close(int i, double a, double lo, double newLo, double up, double newUp) {
    if (a == 0) return;
    if (Double.isInfinite(lo) && Double.isFinite(newLo)) close(i, a * newLo, a > 0);
    if (Double.isInfinite(up) && Double.isFinite(newUp)) close(i, a * newUp, a < 0);
  }

  private void close(int i, double term, boolean least) {
    magnitude[i] += Math.abs(term);
    if (least) {
      minInfinite[i]--;
      minActivity[i] += term;
    } else {
      maxInfinite[i]--;
      maxActivity[i] += term;
    }
  }

  /// Sides that are infinite.
  private int open() {
    int n = 0;
    for (double v : lower) if (v == Double.NEGATIVE_INFINITY) n++;
    for (double v : upper) if (v == Double.POSITIVE_INFINITY) n++;
    return n;
  }

  /// Lower bounds; a live view, not to be written.
  public double[] lowers() {
    return lower;
  }

  /// Upper bounds; a live view, not to be written.
  public double[] uppers() {
    return upper;
  }

  /// Cost above which the boxes prove nothing, +infinity when they hold for every plan.
  public double incumbent() {
    return incumbent;
  }

  /// Why the box of column j holds, as `given`, `given; upper by row balance[ERCOT,t3]`.
  public String reason(int j) {
    if (lowerReason[j] == GIVEN && upperReason[j] == GIVEN) return "given";
    return "lower " + reasonOf(lowerReason[j]) + "; upper " + reasonOf(upperReason[j]);
  }

  private String reasonOf(int code) {
    return switch (code) {
      case GIVEN -> "given";
      case COST -> "by the cost of the incumbent";
      default -> "by row " + lp.rowName(code);
    };
  }

  private void activities() {
    Arrays.fill(minActivity, 0);
    Arrays.fill(maxActivity, 0);
    Arrays.fill(magnitude, 0);
    Arrays.fill(minInfinite, 0);
    Arrays.fill(maxInfinite, 0);
    int[] start = lp.starts();
    int[] index = lp.indices();
    double[] value = lp.values();
    for (int j = 0; j < lp.columns(); j++) {
      for (int k = start[j]; k < start[j + 1]; k++) addActivity(index[k], value[k], j);
      addActivity(lp.rows(), lp.costs()[j], j);
    }
  }

  private void addActivity(int i, double a, int j) {
    if (a == 0) return;
    double least = a * (a > 0 ? lower[j] : upper[j]);
    double most = a * (a > 0 ? upper[j] : lower[j]);
    if (Double.isInfinite(least)) {
      minInfinite[i]++;
    } else {
      minActivity[i] += least;
      magnitude[i] += Math.abs(least);
    }
    if (Double.isInfinite(most)) {
      maxInfinite[i]++;
    } else {
      maxActivity[i] += most;
      magnitude[i] += Math.abs(most);
    }
  }

  private int tighten() {
    int[] start = lp.starts();
    int[] index = lp.indices();
    double[] value = lp.values();
    int changed = 0;
    for (int j = 0; j < lp.columns(); j++) {
      // the activities hold the box of the round before
      double lo = lower[j];
      double up = upper[j];
      for (int k = start[j]; k < start[j + 1]; k++) {
        int i = index[k];
        changed += fromRow(i, value[k], j, lo, up, lp.rowLowers()[i], lp.rowUppers()[i]);
      }
      changed += fromRow(lp.rows(), lp.costs()[j], j, lo, up, Double.NEGATIVE_INFINITY, incumbent - lp.offset());
    }
    return changed;
  }

  private int fromRow(int i, double a, int j, double lo, double up, double rowLower, double rowUpper) {
    if (a == 0) return 0;
    int changed = 0;
    double least = a * (a > 0 ? lo : up);
    double most = a * (a > 0 ? up : lo);
    if (rowUpper < Double.POSITIVE_INFINITY) {
      double others = others(minActivity[i], minInfinite[i], least);
      if (!Double.isNaN(others)) {
        double slack = rowUpper - others + OUTWARD * (magnitude[i] + Math.abs(rowUpper));
        changed += a > 0 ? lowerUpper(j, slack / a, i) : raiseLower(j, slack / a, i);
      }
    }
    if (rowLower > Double.NEGATIVE_INFINITY) {
      double others = others(maxActivity[i], maxInfinite[i], most);
      if (!Double.isNaN(others)) {
        double need = rowLower - others - OUTWARD * (magnitude[i] + Math.abs(rowLower));
        changed += a > 0 ? raiseLower(j, need / a, i) : lowerUpper(j, need / a, i);
      }
    }
    return changed;
  }

  /// Activity of the other columns of a row, NaN when it is not finite.
  private static double others(double activity, int infinite, double own) {
    boolean ownInfinite = Double.isInfinite(own);
    if (infinite > (ownInfinite ? 1 : 0)) return Double.NaN;
    return ownInfinite ? activity : activity - own;
  }

  private int lowerUpper(int j, double bound, int row) {
    double outward = bound + 1e-15 * Math.abs(bound);
    if (!(outward < upper[j]) || Double.isInfinite(outward)) return 0;
    if (Double.isFinite(upper[j]) && upper[j] - outward <= WORTH * Math.abs(upper[j])) return 0;
    upper[j] = Math.max(outward, lower[j]);
    upperReason[j] = row == lp.rows() ? COST : row;
    return 1;
  }

  private int raiseLower(int j, double bound, int row) {
    double outward = bound - 1e-15 * Math.abs(bound);
    if (!(outward > lower[j]) || Double.isInfinite(outward)) return 0;
    if (Double.isFinite(lower[j]) && outward - lower[j] <= WORTH * Math.abs(lower[j])) return 0;
    lower[j] = Math.min(outward, upper[j]);
    lowerReason[j] = row == lp.rows() ? COST : row;
    return 1;
  }
}
