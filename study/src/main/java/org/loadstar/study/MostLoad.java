package org.loadstar.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Lever;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Status;
import org.loadstar.model.Result;
import org.loadstar.model.Tables;
import org.loadstar.study.attribution.Worth;

/// The most new AI load of a set of levers: (2) of [Fastest] for the relaxation, with the least that must be spent beyond its limits where they cannot
/// be kept.
///
/// ```
/// (1) b = min of what is spent beyond the limits, M$ discounted              0 for a set that can keep them
/// (2) v = max GW over the plans that spend no more than b beyond them, less b at the price of a missing GW
/// ```
final class MostLoad implements LeverPlan {
  /// M$ beyond the limits below which a set keeps them.
  private static final double LEAST = 1e-6;
  /// What (2) may spend more than b, relative: the rounding of two solves.
  private static final double SAME = 1e-6;

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

  /// Where no plan keeps the limits, the least that is spent beyond them in all, M$; null where one may.
  private Solving.@Nullable Solved leastBeyond(Status status) throws StoppedException {
    if (status != Status.INFEASIBLE && status != Status.FAILED) return null;
    slack.forEach(j -> program.bounds(j, 0, Double.POSITIVE_INFINITY));
    Lp least = program.withoutCosts();
    slack.forEach(j -> least.cost(j, 1));
    Solving.Solved s = fastest.solved(least);
    if (!s.hasPlan() || status == Status.FAILED && !(s.certificate().lowerBound() > LEAST)) throw new StoppedException();
    return s;
  }

  @Override
  public Found solve() throws StoppedException {
    double perMillion = 1 / (open.model().stages().getLast().discount() * Math.max(1, fastest.data().settings().ai().shortfallUsdPerKwYr()));
    Solving.Solved s = fastest.solved(program);
    Solving.Solved least = leastBeyond(s.solution().status());
    Lp lp = program;
    double over = 0;
    double surely = 0;
    if (least != null) {
      over = Math.max(0, least.certificate().recomputedObjective());
      surely = Math.clamp(least.certificate().lowerBound(), 0, over);
      double[] less = slack.stream().mapToDouble(j -> -1).toArray();
      lp = program.with(List.of(new Lp.MoreRow("beyond", -1, slack.stream().mapToInt(j -> j).toArray(), less, -over * (1 + SAME) - LEAST)));
      s = fastest.solved(lp);
    }
    if (!s.hasPlan()) throw new StoppedException();
    double[] x = s.solution().point();
    double reached = Fastest.load(gw, x) - over * perMillion;
    Tables all = new Tables();
    open.model().report(new Result(lp, s.solution()), all, "plan");
    Worth.Interval value = new Worth.Interval(reached, reached, Math.max(reached, -s.certificate().lowerBound() - surely * perMillion));
    Fastest.Relaxed most = new Fastest.Relaxed(lp, s, value.value(), value.high(), open.model().limits());
    return new Found(
        new LeverOutcome(
            value, over, Double.NaN, null, new LeverCosts(fastest.data(), all).counts(levers), null,
            new FastestBinding(most, fastest.data(), Double.POSITIVE_INFINITY).constraints()),
        s.solution());
  }
}
