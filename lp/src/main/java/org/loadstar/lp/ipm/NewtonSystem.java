package org.loadstar.lp.ipm;

import java.util.Arrays;

/// The Newton system of the iteration, reduced to
///
/// ```
/// [ -Theta   A' ] [dx]   [f]
/// [   A      S  ] [dy] = [g]
/// ```
///
/// with Theta >= 0 for the columns and S >= 0 for the rows (0 for equalities). It is factorised with 1e-9 or so added to
/// both diagonals, which makes it quasi-definite (Vanderbei 1995: every order of elimination works), and solved by
/// iterative refinement against the system without the additions.
final class NewtonSystem {
  private static final int ROUNDS = 10;

  private final Program p;
  private final Fronts fronts;
  private final Workers workers;
  final double[] theta;
  final double[] slack;
  private final double[] diagonal;
  private final double[] b;
  private final double[] work;
  private final double[] solution;
  private final double[] trial;
  long solves;
  /// Rounds of the last refined solve.
  int rounds;
  double factorSeconds;
  double solveSeconds;

  NewtonSystem(Program p, Fronts fronts, Workers workers) {
    this.p = p;
    this.fronts = fronts;
    this.workers = workers;
    int n = p.columns + p.rows;
    theta = new double[p.columns];
    slack = new double[p.rows];
    diagonal = new double[n];
    b = new double[n];
    work = new double[n];
    solution = new double[n];
    trial = new double[n];
  }

  /// Factorises with the current Theta and S.
  ///
  /// @param added added to Theta and to S
  void factor(double added) {
    long t0 = System.nanoTime();
    workers.loop(p.columns, (from, to) -> { for (int j = from; j < to; j++) diagonal[j] = -(theta[j] + added); });
    workers.loop(
        p.rows, (from, to) -> { for (int i = from; i < to; i++) diagonal[p.columns + i] = slack[i] + added; });
    // In exact arithmetic no pivot of a quasi-definite matrix is smaller than what was added.
    fronts.factor(p, diagonal, added);
    factorSeconds += (System.nanoTime() - t0) * 1e-9;
  }

  /// Solves to the absolute tolerances if it can.
  ///
  /// @param f right hand side of the columns, g of the rows
  /// @param dx receives the columns' part, dy the rows' part
  /// @param refine false to take the first solution as it is
  /// @return the larger of the two residuals over their tolerances, 0 when not refined
  double solve(
      double[] f, double[] g, double[] dx, double[] dy, boolean refine, double columnTolerance, double rowTolerance) {
    long t0 = System.nanoTime();
    int n = p.columns;
    System.arraycopy(f, 0, b, 0, n);
    System.arraycopy(g, 0, b, n, p.rows);
    double best = refine ? Double.POSITIVE_INFINITY : 0;
    if (refine) Arrays.fill(solution, 0);
    for (rounds = 0; ; ) {
      fronts.solve(b, work);
      solves++;
      if (!refine) {
        System.arraycopy(b, 0, solution, 0, n + p.rows);
        break;
      }
      workers.loop(n + p.rows, (from, to) -> { for (int k = from; k < to; k++) trial[k] = solution[k] + b[k]; });
      double error = Math.max(columnResidual(f) / columnTolerance, rowResidual(g) / rowTolerance);
      rounds++;
      if (!(error < best)) break;
      System.arraycopy(trial, 0, solution, 0, n + p.rows);
      boolean slow = error > 0.8 * best;
      best = error;
      if (error <= 1 || rounds > ROUNDS || slow) break;
    }
    System.arraycopy(solution, 0, dx, 0, n);
    System.arraycopy(solution, n, dy, 0, p.rows);
    solveSeconds += (System.nanoTime() - t0) * 1e-9;
    return best;
  }

  /// b = f + Theta dx - A' dy for the columns; returns its largest size.
  private double columnResidual(double[] f) {
    int n = p.columns;
    return workers.max(
        n,
        (from, to) -> {
          double most = 0;
          for (int j = from; j < to; j++) {
            double s = f[j] + theta[j] * trial[j];
            for (int k = p.start[j], e = p.start[j + 1]; k < e; k++) s -= p.value[k] * trial[n + p.index[k]];
            b[j] = s;
            most = Math.max(most, Math.abs(s));
          }
          return most;
        });
  }

  /// b = g - A dx - S dy for the rows; returns its largest size.
  private double rowResidual(double[] g) {
    int n = p.columns;
    return workers.max(
        p.rows,
        (from, to) -> {
          double most = 0;
          for (int i = from; i < to; i++) {
            double s = g[i] - slack[i] * trial[n + i] - p.rowTimes(i, trial);
            b[n + i] = s;
            most = Math.max(most, Math.abs(s));
          }
          return most;
        });
  }
}
