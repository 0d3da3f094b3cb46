package org.loadstar.lp;

import org.jspecify.annotations.Nullable;

/// Row duals that prove a bound for a program with columns that no row limits.
///
/// A column without a finite box proves something only where its reduced cost has the right sign to the last digit, and at a vertex the
/// reduced costs of the basis are 0 up to rounding, on either side. The program with a little taken off the cost of such columns,
///
/// ```
/// (1) min (c - m)'x,   m_j = delta (1 + |c_j|) where the upper side of box j is open,  - delta (1 + |c_j|) where the lower is,  else 0
/// ```
///
/// has an optimum whose duals leave each of them `c_j - A_j'y >= m_j - tolerance`, so the right sign with a margin, and cost no more than `m'x` of
/// the bound. Any duals are valid in [SafeBound], these too. Where (1) is unbounded no duals keep a margin and there is no answer.
public final class DualMargin {
  private static final double[] MARGINS = {0, 1e-10, 1e-9, 1e-8, 1e-7};

  private DualMargin() {}

  /// A solution of (1) at the least margin whose duals prove a finite bound, or null. The first margin is 0, for those of a vertex where the
  /// solution is none.
  ///
  /// @param from a solution of the program, from which the solves start where it is a vertex
  /// @param boxes boxes that hold for the program
  public static @Nullable Solution of(Lp lp, Solution from, Boxes boxes, Solver solver, SolveOptions options) {
    Lp moved = lp.copy();
    try (Session session = solver.open(moved)) {
      session.start(from);
      for (double margin : MARGINS) {
        for (int j = 0; j < lp.columns(); j++) moved.cost(j, lp.costs()[j] - margin * (1 + Math.abs(lp.costs()[j])) * openSide(boxes, j));
        Solution s = session.solve(options, Progress.silent());
        if (s.status() != Status.OPTIMAL || s.rowDual() == null) return null;
        if (SafeBound.of(lp, s.rowDual(), boxes) > Double.NEGATIVE_INFINITY) return s;
      }
    }
    return null;
  }

  /// 1 where only the upper side is open, -1 where only the lower is, else 0.
  private static int openSide(Boxes boxes, int j) {
    int up = boxes.uppers()[j] == Double.POSITIVE_INFINITY ? 1 : 0;
    int low = boxes.lowers()[j] == Double.NEGATIVE_INFINITY ? 1 : 0;
    return up - low;
  }
}
