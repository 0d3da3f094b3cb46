package org.loadstar.lp.highs;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;

/// Crossover from an interior point to a basis.
///
/// The crossover of HiGHS takes only points that are complementary to the last bit, with slacks that it computes itself,
/// and HiGHS 1.12 writes beyond its arrays when a row is a range or free. So every inequality is written as
/// `a'x - s = 0` with the row's bounds on s, and each column is either moved to its bound, when its reduced cost is larger
/// than its distance to the bound, or keeps its value and loses its reduced cost.
final class Crossover {
  private static final int BASIC = 1;

  private Crossover() {}

  /// A basis near the point x with row duals y, or null when the crossover fails.
  static Solution.@Nullable Basis basis(Lp lp, double[] x, double[] y, Callback callback, SolveOptions options) {
    int n = lp.columns();
    int m = lp.rows();
    int[] slack = new int[m];
    int columns = n;
    for (int i = 0; i < m; i++) slack[i] = lp.rowLowers()[i] == lp.rowUppers()[i] ? -1 : columns++;
    double[] cost = Arrays.copyOf(lp.costs(), columns);
    double[] lower = Arrays.copyOf(lp.lowers(), columns);
    double[] upper = Arrays.copyOf(lp.uppers(), columns);
    double[] rowLower = lp.rowLowers().clone();
    double[] rowUpper = lp.rowUppers().clone();
    int nonzeros = lp.nonzeros();
    int[] start = Arrays.copyOf(lp.starts(), columns + 1);
    int[] index = Arrays.copyOf(lp.indices(), nonzeros + columns - n);
    double[] value = Arrays.copyOf(lp.values(), nonzeros + columns - n);
    double[] point = Arrays.copyOf(x, columns);
    double[] reduced = Arrays.copyOf(lp.transposeTimes(y), columns);
    for (int j = 0; j < n; j++) reduced[j] = cost[j] - reduced[j];
    double[] activity = lp.times(x);
    for (int i = 0; i < m; i++) {
      int j = slack[i];
      if (j < 0) continue;
      lower[j] = rowLower[i];
      upper[j] = rowUpper[i];
      rowLower[i] = 0;
      rowUpper[i] = 0;
      int k = nonzeros + j - n;
      index[k] = i;
      value[k] = -1;
      start[j + 1] = k + 1;
      point[j] = activity[i];
      reduced[j] = y[i];
    }
    for (int j = 0; j < columns; j++) drop(j, lower[j], upper[j], point, reduced);
    try (Highs highs = new Highs()) {
      highs.callback(callback);
      highs.option("small_matrix_value", HighsSession.SMALLEST_ENTRY);
      highs.option("threads", options.threads());
      highs.option("time_limit", Math.max(0, options.maxSeconds() - callback.seconds()));
      // an empty run starts the scheduler of this thread, which crossover uses without starting it
      highs.run(options.threads());
      highs.pass(lp.offset(), cost, lower, upper, rowLower, rowUpper, start, index, value, new int[0]);
      if (!highs.crossover(point, reduced, y)) return null;
      int[] columnStatus = new int[columns];
      int[] rowStatus = new int[m];
      highs.readBasis(columnStatus, rowStatus);
      // after a crossover HiGHS does not say whether there is a basis, and leaves the arrays untouched when there is none
      if (count(columnStatus) + count(rowStatus) != m) return null;
      // a row and its slack are parallel, so at most one of the two is basic
      for (int i = 0; i < m; i++) if (slack[i] >= 0 && rowStatus[i] != BASIC) rowStatus[i] = columnStatus[slack[i]];
      return new Solution.Basis(Arrays.copyOf(columnStatus, n), rowStatus);
    }
  }

  private static int count(int[] status) {
    int n = 0;
    for (int s : status) if (s == BASIC) n++;
    return n;
  }

  private static void drop(int j, double lower, double upper, double[] point, double[] reduced) {
    double x = Math.min(Math.max(point[j], lower), upper);
    double d = reduced[j];
    double bound = d > 0 ? lower : upper;
    boolean active = lower == upper || Math.abs(d) >= Math.abs(x - bound);
    point[j] = active && Double.isFinite(bound) ? bound : x;
    reduced[j] = active && Double.isFinite(bound) ? d : 0;
  }
}
