package org.loadstar.grid;

import java.util.Arrays;
import org.loadstar.lp.ipm.MinimumDegree;

/// L D L' of the weighted Laplacian of a graph whose grounded nodes are taken out, for one pattern and many weights.
///
/// ```
/// B = sum_e w_e (u_f - u_t)(u_f - u_t)'   over the edges e = (f, t); row and column of a grounded node are those of the identity
/// ```
///
/// Up-looking (T. A. Davis, "Algorithm 849: a concise sparse Cholesky factorization package", ACM Trans. Math. Softw. 31, 2005), in
/// minimum degree order. No pivoting: weights may be negative as long as no pivot is 0. A factor is not changed by [#solve], which threads
/// may share; [#copy] gives another thread a factor of its own.
final class SparseFactor {
  private static final double SINGULAR = 1e-12;

  private final int n;
  private final int[] from;
  private final int[] to;
  private final int[] place;
  private final int[] parent;
  /// Of position k the edges to earlier positions.
  private final int[] edgeStart;
  private final int[] edge;
  private final int[] columnStart;
  private final int[] index;
  private final double[] value;
  private final double[] diagonal;
  private final int[] filled;
  private final int[] flag;
  private final int[] pattern;
  private final double[] work;

  /// @param n number of nodes
  /// @param from one end of each edge
  /// @param to the other
  SparseFactor(int n, int[] from, int[] to) {
    this.n = n;
    this.from = from;
    this.to = to;
    int[] order = order(n, from, to);
    place = new int[n];
    for (int k = 0; k < n; k++) place[order[k]] = k;
    edgeStart = new int[n + 1];
    for (int e = 0; e < from.length; e++) edgeStart[later(e) + 1]++;
    for (int k = 0; k < n; k++) edgeStart[k + 1] += edgeStart[k];
    int[] next = Arrays.copyOf(edgeStart, n);
    edge = new int[from.length];
    for (int e = 0; e < from.length; e++) edge[next[later(e)]++] = e;
    parent = new int[n];
    flag = new int[n];
    filled = new int[n];
    symbolic();
    columnStart = new int[n + 1];
    for (int k = 0; k < n; k++) columnStart[k + 1] = columnStart[k] + filled[k];
    index = new int[columnStart[n]];
    value = new double[columnStart[n]];
    diagonal = new double[n];
    pattern = new int[n];
    work = new double[n];
  }

  private SparseFactor(SparseFactor other) {
    n = other.n;
    from = other.from;
    to = other.to;
    place = other.place;
    parent = other.parent;
    edgeStart = other.edgeStart;
    edge = other.edge;
    columnStart = other.columnStart;
    index = other.index.clone();
    value = other.value.clone();
    diagonal = other.diagonal.clone();
    filled = other.filled.clone();
    flag = new int[n];
    pattern = new int[n];
    work = new double[n];
  }

  /// A factor with the same pattern and numbers of its own.
  SparseFactor copy() {
    return new SparseFactor(this);
  }

  private static int[] order(int n, int[] from, int[] to) {
    int[] start = new int[n + 1];
    for (int e = 0; e < from.length; e++) {
      start[from[e] + 1]++;
      start[to[e] + 1]++;
    }
    for (int i = 0; i < n; i++) start[i + 1] += start[i];
    int[] next = Arrays.copyOf(start, n);
    int[] all = new int[2 * from.length];
    for (int e = 0; e < from.length; e++) {
      all[next[from[e]]++] = to[e];
      all[next[to[e]]++] = from[e];
    }
    // Parallel edges count once.
    int[] adjacency = new int[all.length];
    int[] offsets = new int[n + 1];
    int free = 0;
    int[] seen = new int[n];
    Arrays.fill(seen, -1);
    for (int i = 0; i < n; i++) {
      for (int k = start[i]; k < start[i + 1]; k++)
        if (seen[all[k]] != i && all[k] != i) {
          seen[all[k]] = i;
          adjacency[free++] = all[k];
        }
      offsets[i + 1] = free;
    }
    return new MinimumDegree(n, offsets, Arrays.copyOf(adjacency, free)).order(new boolean[n]);
  }

  private int later(int e) {
    return Math.max(place[from[e]], place[to[e]]);
  }

  private int earlier(int e) {
    return Math.min(place[from[e]], place[to[e]]);
  }

  private void symbolic() {
    for (int k = 0; k < n; k++) {
      parent[k] = -1;
      flag[k] = k;
      for (int p = edgeStart[k]; p < edgeStart[k + 1]; p++)
        for (int i = earlier(edge[p]); flag[i] != k; i = parent[i]) {
          if (parent[i] == -1) parent[i] = k;
          filled[i]++;
          flag[i] = k;
        }
    }
  }

  /// Entries of L below its diagonal.
  int entries() {
    return columnStart[n];
  }

  /// Factors for new weights.
  ///
  /// @param weight of each edge; 0 for an edge that is out
  /// @param grounded nodes held at 0, at least one of each part that hangs together
  /// @throws ArithmeticException when a pivot is 0: a part without a grounded node, or weights that cancel
  void factor(double[] weight, boolean[] grounded) {
    double[] diag = new double[n];
    for (int e = 0; e < from.length; e++) {
      diag[place[from[e]]] += weight[e];
      diag[place[to[e]]] += weight[e];
    }
    boolean[] fixed = new boolean[n];
    for (int i = 0; i < n; i++) if (grounded[i]) fixed[place[i]] = true;
    Arrays.fill(flag, -1);
    Arrays.fill(filled, 0);
    for (int k = 0; k < n; k++) {
      flag[k] = k;
      double d = fixed[k] ? 1 : diag[k];
      int top = n;
      for (int p = edgeStart[k]; p < edgeStart[k + 1]; p++) {
        int i = earlier(edge[p]);
        if (!fixed[k] && !fixed[i]) work[i] -= weight[edge[p]];
        int length = 0;
        for (; flag[i] != k; i = parent[i]) {
          pattern[length++] = i;
          flag[i] = k;
        }
        while (length > 0) pattern[--top] = pattern[--length];
      }
      double scale = Math.abs(d);
      for (; top < n; top++) {
        int i = pattern[top];
        double yi = work[i];
        work[i] = 0;
        int end = columnStart[i] + filled[i];
        for (int p = columnStart[i]; p < end; p++) work[index[p]] -= value[p] * yi;
        double lki = yi / diagonal[i];
        d -= lki * yi;
        index[end] = k;
        value[end] = lki;
        filled[i]++;
      }
      if (!(Math.abs(d) > SINGULAR * scale)) throw new ArithmeticException("pivot " + k + " of the network matrix is " + d);
      diagonal[k] = d;
    }
  }

  /// Solves B x = b; the right side is given and returned in `x`.
  ///
  /// @param scratch of n numbers
  void solve(double[] x, double[] scratch) {
    double[] y = scratch;
    for (int i = 0; i < n; i++) y[place[i]] = x[i];
    for (int k = 0; k < n; k++) {
      double v = y[k];
      if (v == 0) continue;
      for (int p = columnStart[k]; p < columnStart[k + 1]; p++) y[index[p]] -= value[p] * v;
    }
    for (int k = n - 1; k >= 0; k--) {
      double v = y[k] / diagonal[k];
      for (int p = columnStart[k]; p < columnStart[k + 1]; p++) v -= value[p] * y[index[p]];
      y[k] = v;
    }
    for (int i = 0; i < n; i++) x[i] = y[place[i]];
  }
}
