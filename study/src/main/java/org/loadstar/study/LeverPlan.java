package org.loadstar.study;

import org.loadstar.lp.Lp;
import org.loadstar.lp.Solution;

/// The plan of a set of levers: its program is built before it is solved, so that one that is known need not be.
interface LeverPlan {
  Lp program();

  /// Solves the program, from a cold start: what is found does not depend on what was found before.
  ///
  /// @throws StoppedException when there was no time for it
  Found solve() throws StoppedException;

  /// An outcome and the solution that gave it.
  record Found(LeverOutcome outcome, Solution solution) {}
}
