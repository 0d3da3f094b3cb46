package org.loadstar.lp.ipm;

import org.loadstar.lp.Lp;
import org.loadstar.lp.Session;
import org.loadstar.lp.Solver;

/// Primal-dual interior point method for large sparse linear programs, without native code.
///
/// Integer marks are ignored: the relaxation is solved. The answer is an interior point of the optimal face with its
/// duals and a bound that holds whatever the duals are. Infeasible and unbounded are claimed only with proof; what cannot
/// be proven ends as [org.loadstar.lp.Status#FAILED].
///
/// A solve ends as soon as a plan that meets every row to 5e-7 of its scale and the proven bound are within
/// [org.loadstar.lp.SolveOptions#gap]. A session starts from its last solution or the one given, if that helps.
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
