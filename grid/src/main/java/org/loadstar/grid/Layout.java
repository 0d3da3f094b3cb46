package org.loadstar.grid;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where the buses of a network without coordinates stand in a drawing: pivot scaling of the distances in branches (U. Brandes, C. Pich, "Eigensolver
/// methods for progressive multidimensional scaling of large data", Graph Drawing 2006), then a few rounds of springs and repulsion that part what
/// falls together. The same network gives the same drawing.
public final class Layout {
  private static final int PIVOTS = 50;
  private static final int POWER_STEPS = 100;
  private static final int ROUNDS = 120;

  private Layout() {}

  /// Coordinates of each bus in the unit square: x, then y.
  public static double[][] of(Grid grid) {
    int n = grid.buses().size();
    if (n == 0) return new double[2][0];
    int[][] near = neighbours(grid);
    double[][] at = scaled(distances(near));
    unit(at);
    for (int round = 0; round < ROUNDS; round++) push(at, grid, 1.0 - (double) round / ROUNDS);
    unit(at);
    return at;
  }

  private static int[][] neighbours(Grid grid) {
    int n = grid.buses().size();
    int[] count = new int[n];
    for (Grid.Branch q : grid.branches()) {
      count[q.from()]++;
      count[q.to()]++;
    }
    int[][] near = new int[n][];
    for (int i = 0; i < n; i++) near[i] = new int[count[i]];
    for (Grid.Branch q : grid.branches()) {
      near[q.from()][--count[q.from()]] = q.to();
      near[q.to()][--count[q.to()]] = q.from();
    }
    return near;
  }

  /// Branches from each pivot to each bus; each pivot is a bus that is farthest from those before it.
  private static double[][] distances(int[][] near) {
    int n = near.length;
    int k = Math.min(PIVOTS, n);
    double[][] d = new double[k][];
    double[] least = new double[n];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    int pivot = 0;
    for (int p = 0; p < k; p++) {
      d[p] = from(pivot, near);
      int far = 0;
      for (int i = 0; i < n; i++) {
        least[i] = Math.min(least[i], d[p][i]);
        if (least[i] > least[far]) far = i;
      }
      pivot = far;
    }
    return d;
  }

  private static double[] from(int start, int[][] near) {
    double[] d = new double[near.length];
    Arrays.fill(d, -1);
    d[start] = 0;
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    queue.add(start);
    double most = 0;
    while (!queue.isEmpty()) {
      int v = queue.remove();
      most = d[v];
      for (int w : near[v])
        if (d[w] < 0) {
          d[w] = d[v] + 1;
          queue.add(w);
        }
    }
    for (int i = 0; i < d.length; i++) if (d[i] < 0) d[i] = most + 2;
    return d;
  }

  private static double[][] scaled(double[][] d) {
    int k = d.length;
    int n = d[0].length;
    double[][] c = new double[k][n];
    double[] mean = new double[n];
    double all = 0;
    for (int p = 0; p < k; p++) {
      double own = 0;
      for (int i = 0; i < n; i++) {
        c[p][i] = d[p][i] * d[p][i];
        own += c[p][i] / n;
        mean[i] += c[p][i] / k;
      }
      for (int i = 0; i < n; i++) c[p][i] -= own;
      all += own / k;
    }
    for (double[] row : c) for (int i = 0; i < n; i++) row[i] = -0.5 * (row[i] - mean[i] + all);
    double[] first = direction(c, null);
    double[] second = direction(c, first);
    double[][] at = new double[2][n];
    for (int p = 0; p < k; p++)
      for (int i = 0; i < n; i++) {
        at[0][i] += first[p] * c[p][i];
        at[1][i] += second[p] * c[p][i];
      }
    return at;
  }

  /// The leading direction of C C' across another.
  private static double[] direction(double[][] c, double @Nullable [] across) {
    int k = c.length;
    double[] v = new double[k];
    for (int p = 0; p < k; p++) v[p] = Math.sin(1 + p);
    for (int step = 0; step < POWER_STEPS; step++) {
      double[] along = new double[c[0].length];
      for (int p = 0; p < k; p++) for (int i = 0; i < along.length; i++) along[i] += v[p] * c[p][i];
      double[] next = new double[k];
      for (int p = 0; p < k; p++) for (int i = 0; i < along.length; i++) next[p] += c[p][i] * along[i];
      if (across != null) {
        double dot = 0;
        for (int p = 0; p < k; p++) dot += next[p] * across[p];
        for (int p = 0; p < k; p++) next[p] -= dot * across[p];
      }
      double norm = Math.sqrt(Arrays.stream(next).map(x -> x * x).sum());
      if (norm == 0) return v;
      for (int p = 0; p < k; p++) v[p] = next[p] / norm;
    }
    return v;
  }

  private static void unit(double[][] at) {
    for (double[] x : at) {
      double low = Arrays.stream(x).min().orElse(0);
      double high = Arrays.stream(x).max().orElse(1);
      double width = high > low ? high - low : 1;
      for (int i = 0; i < x.length; i++) x[i] = (x[i] - low) / width;
    }
  }

  /// One round: branches pull, buses within two cells push; nobody moves farther than the round allows.
  private static void push(double[][] at, Grid grid, double heat) {
    int n = at[0].length;
    double ideal = 0.8 / Math.sqrt(n);
    int cells = Math.max(1, (int) (1 / (2 * ideal)));
    int[] head = new int[cells * cells];
    int[] next = new int[n];
    Arrays.fill(head, -1);
    for (int i = 0; i < n; i++) {
      int cell = cell(at[0][i], cells) * cells + cell(at[1][i], cells);
      next[i] = head[cell];
      head[cell] = i;
    }
    double[] fx = new double[n];
    double[] fy = new double[n];
    for (int i = 0; i < n; i++) {
      int cx = cell(at[0][i], cells);
      int cy = cell(at[1][i], cells);
      for (int x = Math.max(0, cx - 1); x <= Math.min(cells - 1, cx + 1); x++)
        for (int y = Math.max(0, cy - 1); y <= Math.min(cells - 1, cy + 1); y++)
          for (int j = head[x * cells + y]; j >= 0; j = next[j]) {
            if (i == j) continue;
            double dx = at[0][i] - at[0][j] + 1e-6 * Math.sin(i);
            double dy = at[1][i] - at[1][j] + 1e-6 * Math.cos(i);
            double square = dx * dx + dy * dy + 1e-12;
            fx[i] += dx / square * ideal * ideal;
            fy[i] += dy / square * ideal * ideal;
          }
    }
    for (Grid.Branch q : grid.branches()) {
      double dx = at[0][q.to()] - at[0][q.from()];
      double dy = at[1][q.to()] - at[1][q.from()];
      double pull = Math.hypot(dx, dy) / ideal * 0.5;
      fx[q.from()] += dx * pull;
      fy[q.from()] += dy * pull;
      fx[q.to()] -= dx * pull;
      fy[q.to()] -= dy * pull;
    }
    double most = ideal * heat;
    for (int i = 0; i < n; i++) {
      double f = Math.hypot(fx[i], fy[i]);
      if (f == 0) continue;
      double step = Math.min(f, most) / f;
      at[0][i] = Math.clamp(at[0][i] + fx[i] * step, -0.2, 1.2);
      at[1][i] = Math.clamp(at[1][i] + fy[i] * step, -0.2, 1.2);
    }
  }

  private static int cell(double x, int cells) {
    return Math.clamp((int) (x * cells), 0, cells - 1);
  }
}
