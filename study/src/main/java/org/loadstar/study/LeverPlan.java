package org.loadstar.study;

import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Solution;

/// The plan of a set of levers: its program is built before it is solved, so that one that is known need not be.
interface LeverPlan {
  Lp program();

  /// Solves the program.
  ///
  /// @param from solution of a similar program, null for none
  /// @throws StoppedException when there was no time for it
  Found solve(@Nullable Solution from) throws StoppedException;

  /// An outcome and the solution that gave it.
  record Found(LeverOutcome outcome, Solution solution) {}
}
