package org.loadstar.lp;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// A lower bound on the optimum that holds for any row duals, whoever made them (A. Neumaier and O. Shcherbina, Math.
/// Program. 99, 2004, doi:10.1007/s10107-003-0433-3).
///
/// ```
/// c'x = d'x + y'Ax >= sum_j min(d_j x_j : x_j in box j) + sum_i min(y_i s_i : s_i in row bounds i),   d = c - A'y
/// ```
///
/// A quadratic cost 1/2 q_j x_j^2 goes into the term of its column, whose minimum has a closed form: at `-d_j / q_j` where
/// that lies in the box, else at the nearer side. With q_j > 0 the term is finite however wide the box is.
///
/// Duals are first clipped to the signs that the finite sides of their rows allow. Every d_j is an interval that holds the
/// exact value, and the sum is rounded down, so that the bound holds for real numbers. A column whose box is open on the
/// side that its reduced cost needs is mended by moving the dual of one of its rows, if that can be done; the moved duals
/// are as valid as any; so are duals rounded to fewer bits, which are tried where that does not help. What rounding leaves of the
/// reduced cost of a column that is open on both sides is laid on rows of it: their duals are then
/// known to within that much only, and so are the reduced costs of their other columns ([#absorb]). Underflow is not accounted for. For an integer program it bounds the relaxation, hence the integer
/// optimum too.
public final class SafeBound {
  private static final double UNIT = 0x1p-53;
  private static final int MENDING_ROUNDS = 4;
  /// Bits that are kept of the largest dual.
  private static final int SNAP_BITS = 40;
  /// Makes up for the rounding of sums and quotients of magnitudes.
  private static final double OUTWARD = 1 + 0x1p-30;
  private static final int LEVELS = 8;
  private static final int NEVER = LEVELS + 1;
  private static final long NO_ROWS = -1;

  private final Lp lp;
  private final Boxes boxes;
  private final double[] y;
  private final double[] reduced;
  private final double[] error;
  /// How far the dual of each row may lie from `y`, in a direction that its sides allow.
  private final double[] slack;

  private SafeBound(Lp lp, Boxes boxes, double[] rowDual) {
    this.lp = lp;
    this.boxes = boxes;
    y = new double[lp.rows()];
    for (int i = 0; i < y.length; i++) y[i] = clip(lp, i, rowDual[i]);
    reduced = new double[lp.columns()];
    error = new double[lp.columns()];
    slack = new double[lp.rows()];
  }

  /// The bound, -infinity when none can be derived.
  ///
  /// @param rowDual any finite numbers, one per row, in the sign convention of [Solution]
  public static double of(Lp lp, double[] rowDual, Boxes boxes) {
    double sum = new SafeBound(lp, boxes, rowDual).mendAll();
    // the boxes hold only for plans no dearer than their incumbent, so nothing is proven above it
    return Math.min(sum, boxes.incumbent());
  }

  /// The duals as mended, which prove the bound of [#of] without further mending.
  public static double[] mended(Lp lp, double[] rowDual, Boxes boxes) {
    SafeBound b = new SafeBound(lp, boxes, rowDual);
    b.mendAll();
    return b.y;
  }

  /// The sum after mending, of fewer bits where that does not help.
  private double mendAll() {
    double sum = mendedSum();
    return sum == Double.NEGATIVE_INFINITY && snap() ? mendedSum() : sum;
  }

  private double mendedSum() {
    for (int round = 0; ; round++) {
      reducedCosts();
      if (round == MENDING_ROUNDS || mend() == 0) break;
    }
    absorb();
    return sum();
  }

  private boolean free(int j) {
    return boxes.lowers()[j] == Double.NEGATIVE_INFINITY && boxes.uppers()[j] == Double.POSITIVE_INFINITY && lp.quadratic(j) == 0;
  }

  /// Sets the reduced costs of free columns to exactly 0. That of column j is a real number r with |r| <= |d_j| + e_j, which moving the
  /// dual of a row i of it by r / a_ij takes away: a row whose dual may rise for one sign of r, one whose dual may fall for the
  /// other. Which of the two moves, and how far, is not known: both duals are intervals, and the errors of the other columns of these
  /// rows grow by as much. Those of other free columns are taken away after it, so that no column is met twice ([#levels]).
  private void absorb() {
    Arrays.fill(slack, 0);
    boolean any = false;
    for (int j = 0; j < reduced.length && !any; j++) any = Math.abs(reduced[j]) + error[j] > 0 && free(j);
    if (!any) return;
    int[] level = levels();
    int[] top = new int[slack.length];
    int[] atTop = new int[slack.length];
    for (int j = 0; j < level.length; j++) {
      if (level[j] == 0) continue;
      for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) {
        int i = lp.indices()[k];
        if (lp.values()[k] == 0 || level[j] < top[i]) continue;
        atTop[i] = level[j] == top[i] ? atTop[i] + 1 : 1;
        top[i] = level[j];
      }
    }
    for (int l = LEVELS; l > 0; l--) {
      double[] moved = new double[slack.length];
      boolean some = false;
      for (int j = 0; j < level.length; j++) {
        double most = Math.abs(reduced[j]) + error[j];
        if (level[j] != l || most == 0) continue;
        some = true;
        int turn = l;
        long rows = rows(j, i -> top[i] == turn && atTop[i] == 1);
        loosen(moved, (int) (rows >> 32), most);
        if ((int) rows != (int) (rows >> 32)) loosen(moved, (int) rows, most);
        reduced[j] = 0;
        error[j] = 0;
      }
      if (!some) continue;
      for (int j = 0; j < level.length; j++) if (level[j] < l) widen(j, moved);
      for (int i = 0; i < moved.length; i++) slack[i] += moved[i];
    }
  }

  /// In which turn the free columns lose their reduced costs, the highest first; 0 for a column that is not free, and above all turns for
  /// one that cannot lose it. A column of level l has rows whose other free columns are of lower levels.
  private int[] levels() {
    int[] level = new int[reduced.length];
    int[] waiting = new int[slack.length];
    for (int j = 0; j < level.length; j++)
      if (free(j)) {
        level[j] = NEVER;
        for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) if (lp.values()[k] != 0) waiting[lp.indices()[k]]++;
      }
    for (int l = 1; l <= LEVELS; l++) {
      int found = 0;
      for (int j = 0; j < level.length; j++)
        if (level[j] == NEVER && rows(j, i -> waiting[i] == 1) != NO_ROWS) {
          level[j] = l;
          found++;
        }
      if (found == 0) break;
      for (int j = 0; j < level.length; j++)
        if (level[j] == l) for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) if (lp.values()[k] != 0) waiting[lp.indices()[k]]--;
    }
    return level;
  }

  /// The entries of column j in a row whose dual may move against a positive, and in one whose dual may move against a negative
  /// reduced cost, in the high and the low half; [#NO_ROWS] when there are not both.
  private long rows(int j, IntPredicate usable) {
    int up = -1;
    int down = -1;
    for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) {
      int i = lp.indices()[k];
      if (lp.values()[k] == 0 || !usable.test(i)) continue;
      // the reduced cost falls by a times what the dual rises
      boolean rises = lp.rowLowers()[i] > Double.NEGATIVE_INFINITY;
      boolean falls = lp.rowUppers()[i] < Double.POSITIVE_INFINITY;
      if (lp.values()[k] > 0 ? rises : falls) up = k;
      if (lp.values()[k] > 0 ? falls : rises) down = k;
    }
    return up < 0 || down < 0 ? NO_ROWS : (long) up << 32 | down;
  }

  private void loosen(double[] moved, int k, double most) {
    moved[lp.indices()[k]] += OUTWARD * most / Math.abs(lp.values()[k]);
  }

  private void widen(int j, double[] moved) {
    double more = 0;
    for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) more += Math.abs(lp.values()[k]) * moved[lp.indices()[k]];
    if (more > 0) error[j] += OUTWARD * more;
  }

  /// Moves every dual to the nearest multiple of a power of two, so that duals which differed by rounding alone cancel exactly
  /// in rows of equal coefficients (levels without loss, flows). False when that changes nothing.
  private boolean snap() {
    double largest = 0;
    for (double v : y) largest = Math.max(largest, Math.abs(v));
    double grid = Math.scalb(1.0, Math.getExponent(largest) - SNAP_BITS);
    boolean changed = false;
    for (int i = 0; i < y.length; i++) {
      double to = Math.rint(y[i] / grid) * grid;
      changed |= to != y[i];
      y[i] = to;
    }
    return changed;
  }

  /// The dual of row i as far as the finite sides of the row allow its sign; 0 for a number that is none.
  static double clip(Lp lp, int i, double dual) {
    if (!Double.isFinite(dual)) return 0;
    if (dual > 0 && lp.rowLowers()[i] == Double.NEGATIVE_INFINITY) return 0;
    if (dual < 0 && lp.rowUppers()[i] == Double.POSITIVE_INFINITY) return 0;
    return dual;
  }

  private void reducedCosts() {
    int[] start = lp.starts();
    int[] index = lp.indices();
    double[] value = lp.values();
    double[] cost = lp.costs();
    for (int j = 0; j < cost.length; j++) {
      // a dot product in twice the working precision (see Sum), with its error bound; exact when nothing was rounded
      double high = cost[j];
      double low = 0;
      double magnitude = Math.abs(high);
      boolean exact = true;
      for (int k = start[j]; k < start[j + 1]; k++) {
        double p = -value[k] * y[index[k]];
        double rest = Math.fma(-value[k], y[index[k]], -p);
        double s = high + p;
        double t = s - high;
        rest += (high - (s - t)) + (p - t);
        high = s;
        low += rest;
        magnitude += Math.abs(p);
        exact &= rest == 0;
      }
      double n = (start[j + 1] - start[j] + 2) * UNIT;
      reduced[j] = high + low;
      error[j] = exact ? 0 : 2 * UNIT * Math.abs(reduced[j]) + 4 * n * n * magnitude;
    }
  }

  private boolean openBelow(int j) {
    return boxes.lowers()[j] == Double.NEGATIVE_INFINITY && reduced[j] + error[j] > 0 && lp.quadratic(j) == 0;
  }

  private boolean openAbove(int j) {
    return boxes.uppers()[j] == Double.POSITIVE_INFINITY && reduced[j] - error[j] < 0 && lp.quadratic(j) == 0;
  }

  /// Moves one dual for each column whose reduced cost needs a side that is open.
  private int mend() {
    int moved = 0;
    int[] count = null;
    for (int j = 0; j < reduced.length; j++) {
      boolean below = openBelow(j);
      boolean above = openAbove(j);
      if (!below && !above) continue;
      if (count == null) count = rowCounts();
      // a free column needs a reduced cost of exactly zero
      double excess = below && above ? reduced[j] : above ? reduced[j] - 4 * error[j] : reduced[j] + 4 * error[j];
      if (move(j, excess, count)) moved++;
    }
    return moved;
  }

  private int[] rowCounts() {
    int[] count = new int[lp.rows()];
    for (int k = 0; k < lp.nonzeros(); k++) count[lp.indices()[k]]++;
    return count;
  }

  /// Moves the dual of the shortest row that may move, so that the reduced cost of column j falls by `excess`.
  private boolean move(int j, double excess, int[] count) {
    int best = -1;
    for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) {
      int i = lp.indices()[k];
      double to = y[i] + excess / lp.values()[k];
      if (lp.values()[k] == 0 || to == y[i] || clip(lp, i, to) != to) continue;
      if (best < 0 || count[i] < count[lp.indices()[best]]) best = k;
    }
    if (best < 0) return false;
    y[lp.indices()[best]] += excess / lp.values()[best];
    return true;
  }

  private double sum() {
    Sum sum = new Sum();
    sum.add(lp.offset());
    for (int j = 0; j < reduced.length; j++) {
      if (lp.quadratic(j) != 0) {
        addQuadraticTerm(sum, j);
        continue;
      }
      double term = columnTerm(j);
      if (term == Double.NEGATIVE_INFINITY || Double.isNaN(term)) return Double.NEGATIVE_INFINITY;
      sum.add(term);
    }
    for (int i = 0; i < y.length; i++)
      if (y[i] != 0) sum.add(y[i] * (y[i] > 0 ? lp.rowLowers()[i] : lp.rowUppers()[i]));
    for (int i = 0; i < y.length; i++)
      if (slack[i] != 0) sum.add(-slack[i] * Math.max(finite(lp.rowLowers()[i]), finite(lp.rowUppers()[i])));
    if (sum.magnitude() == 0) return 0;
    // each term is up to three rounded products; the sum itself is rounded twice more
    double rounding = 6 * UNIT * sum.magnitude() + 4 * UNIT * Math.abs(sum.value());
    double bound = Math.nextDown(sum.value() - rounding);
    return Double.isFinite(bound) ? bound : Double.NEGATIVE_INFINITY;
  }

  private static double finite(double bound) {
    return Double.isInfinite(bound) ? 0 : Math.abs(bound);
  }

  /// The least value of d x over d in its interval and x in its box.
  private double columnTerm(int j) {
    if (openBelow(j) || openAbove(j)) return Double.NEGATIVE_INFINITY;
    double least = reduced[j] - error[j];
    double most = reduced[j] + error[j];
    double lo = boxes.lowers()[j];
    double up = boxes.uppers()[j];
    if (least == 0 && most == 0) return 0;
    double term = Double.POSITIVE_INFINITY;
    if (Double.isFinite(lo)) term = Math.min(least * lo, most * lo);
    if (Double.isFinite(up)) term = Math.min(term, Math.min(least * up, most * up));
    return term;
  }

  /// Adds the least value of d x + 1/2 q x^2 over d in its interval and x in its box. The minimum over d is at an end of
  /// its interval, because the value is linear in d.
  private void addQuadraticTerm(Sum sum, int j) {
    double q = lp.quadratic(j);
    double lo = boxes.lowers()[j];
    double up = boxes.uppers()[j];
    double least = Double.POSITIVE_INFINITY;
    double linear = 0;
    double square = 0;
    for (int side = -1; side <= 1; side += 2) {
      double d = reduced[j] + side * error[j];
      double at = -d / q;
      boolean inside = at > lo && at < up;
      double x = at <= lo ? lo : up;
      // inside: the least value over all x, which holds wherever rounding put the point
      double a = inside ? 0.5 * at * d : d * x;
      double b = inside ? 0 : 0.5 * q * x * x;
      if (!(a + b >= least)) {
        least = a + b;
        linear = a;
        square = b;
      }
    }
    sum.add(linear);
    sum.add(square);
  }
}
