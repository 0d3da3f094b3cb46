package org.loadstar.lp;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// A valid inequality on what surrounds a part of a program, from any duals of that part.
///
/// The columns are cut into inner ones y and outer ones x; of the rows only those count that touch inner columns and no outer
/// column but those marked as seen, `l <= A y + B x <= u`. For any duals p of these rows, signs as in [SafeBound], and any weights c of y,
///
/// ```
/// c'y >= k - (B'p)'x,      k = min over the box of y of (c - A'p)'y  +  sum_i min(p_i s : l_i <= s <= u_i)            (1)
/// ```
///
/// which is Benders' cut where p is optimal for a given x (J. F. Benders, Numer. Math. 4, 1962, doi:10.1007/BF01386316), and valid
/// for all x whatever p is. k is rounded down as in [SafeBound]; what rounding may do to B'p is taken off at the boxes of x.
public final class InnerCut {
  private static final double UNIT = 0x1p-53;

  private final Lp lp;
  /// Inner columns and counted rows of the program, and the place of each there (-1: none).
  private final int[] inner;
  private final int[] rows;
  private final int[] rowAt;
  private final boolean[] isInner;
  private final Boxes boxes;

  /// @param boxes proven boxes of the whole program
  /// @param insides which columns are inner
  /// @param seen which outer columns may stand in rows that count
  public InnerCut(Lp lp, Boxes boxes, IntPredicate insides, IntPredicate seen) {
    this.lp = lp;
    this.boxes = boxes;
    isInner = new boolean[lp.columns()];
    boolean[] touches = new boolean[lp.rows()];
    boolean[] leaves = new boolean[lp.rows()];
    int n = 0;
    int[] found = new int[lp.columns()];
    for (int j = 0; j < lp.columns(); j++) {
      boolean in = isInner[j] = insides.test(j);
      if (in) found[n++] = j;
      else if (seen.test(j)) continue;
      boolean[] mark = in ? touches : leaves;
      for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) mark[lp.indices()[k]] = true;
    }
    inner = Arrays.copyOf(found, n);
    rowAt = new int[lp.rows()];
    int[] counted = new int[lp.rows()];
    int m = 0;
    for (int i = 0; i < lp.rows(); i++) {
      rowAt[i] = touches[i] && !leaves[i] ? m : -1;
      if (rowAt[i] >= 0) counted[m++] = i;
    }
    rows = Arrays.copyOf(counted, m);
  }

  /// The inner columns, by their indices in the whole program.
  public int[] inner() {
    return inner.clone();
  }

  /// True for a row that counts.
  public boolean counts(int row) {
    return rowAt[row] >= 0;
  }

  /// The program of the inner columns at given outer ones: weights as costs, rows moved by B x.
  ///
  /// @param x a point of the whole program, of which the outer columns are read
  /// @param weight c of each inner column
  public Lp at(double[] x, double[] weight) {
    double[] move = new double[rows.length];
    for (int j = 0; j < x.length; j++) {
      if (isInner[j] || x[j] == 0) continue;
      for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) {
        int i = rowAt[lp.indices()[k]];
        if (i >= 0) move[i] += lp.values()[k] * x[j];
      }
    }
    return part(weight, move);
  }

  private Lp part(double[] weight, double[] move) {
    int n = inner.length;
    int[] start = new int[n + 1];
    for (int c = 0; c < n; c++) {
      int kept = 0;
      for (int k = lp.starts()[inner[c]]; k < lp.starts()[inner[c] + 1]; k++) if (rowAt[lp.indices()[k]] >= 0) kept++;
      start[c + 1] = start[c] + kept;
    }
    int[] index = new int[start[n]];
    double[] value = new double[start[n]];
    double[] lower = new double[n];
    double[] upper = new double[n];
    int[][] tags = {new int[n], new int[n], new int[rows.length], new int[rows.length]};
    for (int c = 0; c < n; c++) {
      int j = inner[c];
      lower[c] = lp.lowers()[j];
      upper[c] = lp.uppers()[j];
      tags[0][c] = lp.columnStages()[j];
      tags[1][c] = lp.columnHours()[j];
      int at = start[c];
      for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) {
        int i = rowAt[lp.indices()[k]];
        if (i < 0) continue;
        index[at] = i;
        value[at++] = lp.values()[k];
      }
    }
    double[] lo = new double[rows.length];
    double[] up = new double[rows.length];
    for (int r = 0; r < rows.length; r++) {
      lo[r] = lp.rowLowers()[rows[r]] - move[r];
      up[r] = lp.rowUppers()[rows[r]] - move[r];
      tags[2][r] = lp.rowStages()[rows[r]];
      tags[3][r] = lp.rowHours()[rows[r]];
    }
    return new Lp(weight.clone(), new double[0], lower, upper, lo, up, start, index, value, new boolean[n], tags,
        java.util.List.of(), java.util.List.of(), 0);
  }

  /// One side of (1).
  ///
  /// @param least k
  /// @param slope -B'p of every column of the whole program, 0 for inner ones
  public record Cut(double least, double[] slope) {}

  /// The cut (1) of duals of the rows of [#at]; null when nothing can be proven from them.
  ///
  /// @param weight c of each inner column
  public @Nullable Cut of(double[] dual, double[] weight) {
    Lp zero = part(weight, new double[rows.length]);
    Boxes within = boxes.of(zero, inner);
    double[] p = SafeBound.mended(zero, dual, within);
    double k = SafeBound.of(zero, p, within);
    double[] slope = new double[lp.columns()];
    Sum taken = new Sum();
    for (int j = 0; j < slope.length; j++) {
      if (isInner[j]) continue;
      double s = 0;
      double size = 0;
      int n = 0;
      for (int e = lp.starts()[j]; e < lp.starts()[j + 1]; e++) {
        int i = rowAt[lp.indices()[e]];
        if (i < 0 || p[i] == 0) continue;
        double term = lp.values()[e] * p[i];
        s -= term;
        size += Math.abs(term);
        n++;
      }
      slope[j] = s;
      if (size == 0) continue;
      double reach = Math.max(Math.abs(boxes.lowers()[j]), Math.abs(boxes.uppers()[j]));
      taken.add((n + 2) * UNIT * size * reach);
    }
    double least = Math.nextDown(k - taken.value() * (1 + 1e-12) - 4 * UNIT * Math.abs(k));
    return Double.isFinite(least) ? new Cut(least, slope) : null;
  }
}
