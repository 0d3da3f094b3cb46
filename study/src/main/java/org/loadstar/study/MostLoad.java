package org.loadstar.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.loadstar.cases.Lever;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Status;
import org.loadstar.model.Result;
import org.loadstar.model.Tables;
import org.loadstar.study.attribution.Worth;

/// The most new AI load of a set of levers: (2) of [Fastest] for the relaxation, with what may be spent beyond its limits where they cannot be kept.
///
/// The worth of such a set is its GW less what it spends beyond the limits (M$, discounted) at the price of a missing GW.
final class MostLoad implements LeverPlan {
  private final Fastest fastest;
  private final Collection<Lever> levers;
  private final Attempt open;
  private final Lp program;
  private final List<Integer> slack = new ArrayList<>();
  private final Map<Integer, Double> gw;

  /// @param levers whose public cost is counted
  MostLoad(Fastest fastest, Fastest.Reliability asGoodAs, Collection<Lever> levers) throws StoppedException {
    this.fastest = fastest;
    this.levers = levers;
    open = fastest.limited(asGoodAs, Double.POSITIVE_INFINITY, slack);
    program = open.lp().withoutCosts().relaxed();
    gw = open.model().aiColumns(open.model().stages().getLast());
    gw.forEach((j, w) -> program.cost(j, -w));
  }

  @Override
  public Lp program() {
    return program;
  }

  @Override
  public Found solve() throws StoppedException {
    double perMillion = 1 / (open.model().stages().getLast().discount() * Math.max(1, fastest.data().settings().ai().shortfallUsdPerKwYr()));
    Solving.Solved s = fastest.solved(program);
    if (s.solution().status() == Status.INFEASIBLE) {
      for (int j : slack) {
        program.bounds(j, 0, Double.POSITIVE_INFINITY);
        program.cost(j, perMillion);
      }
      s = fastest.solved(program);
    }
    if (!s.hasPlan()) throw new StoppedException();
    double[] x = s.solution().point();
    double beyond = 0;
    for (int j : slack) beyond += x[j];
    double reached = Fastest.load(gw, x) - beyond * perMillion;
    Tables all = new Tables();
    open.model().report(new Result(program, s.solution()), all, "plan");
    Worth.Interval value = new Worth.Interval(reached, reached, Math.max(reached, -s.certificate().lowerBound()));
    Fastest.Relaxed most = new Fastest.Relaxed(program, s, value.value(), value.high(), open.model().limits());
    return new Found(
        new LeverOutcome(
            value, beyond, Double.NaN, null, new LeverCosts(fastest.data(), all).counts(levers), null,
            new FastestBinding(most, fastest.data(), Double.POSITIVE_INFINITY).constraints()),
        s.solution());
  }
}
