package org.loadstar.lp.highs;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;

/// Crossover from an interior point to a basis. Every row that is a range or free is written as `a'x - s = 0` with the
/// row's bounds on s, because HiGHS 1.12 writes beyond its arrays when such rows reach its crossover.
final class Crossover {
  private static final int BASIC = 1;

  private Crossover() {}

  /// A basis near the point x with row duals y, or null when the crossover fails.
  static Solution.@Nullable Basis basis(Lp lp, double[] x, double[] y, Callback callback, SolveOptions options) {
    int n = lp.columns();
    int m = lp.rows();
    int[] slack = new int[m];
    int columns = n;
    for (int i = 0; i < m; i++) slack[i] = needsSlack(lp, i) ? columns++ : -1;
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
    try (Highs highs = new Highs()) {
      highs.callback(callback);
      highs.option("threads", options.threads());
      highs.option("time_limit", Math.max(0, options.maxSeconds() - callback.seconds()));
      highs.pass(lp.offset(), cost, lower, upper, rowLower, rowUpper, start, index, value, new int[0]);
      if (!highs.crossover(point, reduced, y) || highs.intInfo("basis_validity") != 1) return null;
      int[] columnStatus = new int[columns];
      int[] rowStatus = new int[m];
      highs.readBasis(columnStatus, rowStatus);
      // a row and its slack are parallel, so at most one of the two is basic
      for (int i = 0; i < m; i++) if (slack[i] >= 0 && rowStatus[i] != BASIC) rowStatus[i] = columnStatus[slack[i]];
      return new Solution.Basis(Arrays.copyOf(columnStatus, n), rowStatus);
    }
  }

  private static boolean needsSlack(Lp lp, int i) {
    double lo = lp.rowLowers()[i];
    double up = lp.rowUppers()[i];
    return lo != up && Double.isInfinite(lo) == Double.isInfinite(up);
  }
}
