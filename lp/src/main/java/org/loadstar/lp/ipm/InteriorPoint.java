package org.loadstar.lp.ipm;

import org.loadstar.lp.Lp;
import org.loadstar.lp.Session;
import org.loadstar.lp.Solver;

/// Primal-dual interior point method for large sparse linear programs, without native code.
///
/// Integer marks are ignored: the relaxation is solved. The answer is an interior point of the optimal face with its
/// duals and a bound that holds whatever the duals are. Infeasibility is claimed only when presolve proves it; otherwise
/// a program without an optimum ends as [org.loadstar.lp.Status#FAILED].
public final class InteriorPoint implements Solver {
  @Override
  public String name() {
    return "ipm";
  }

  @Override
  public Session open(Lp lp) {
    return new InteriorPointSession(lp);
  }
}
