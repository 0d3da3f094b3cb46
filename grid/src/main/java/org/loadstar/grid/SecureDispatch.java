package org.loadstar.grid;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The least-cost dispatch that keeps every branch within its emergency rating after the loss of any other that is no bridge, as far as can be:
/// what no dispatch can avoid stays as an overload at a price.
///
/// Pairs of branch and outage are added where they are violated, until none is or the rounds end.
final class SecureDispatch {
  private static final int ROUNDS = 12;
  /// Pairs added in a round.
  private static final int MOST = 400;
  private static final double SLACK = 1e-4;

  /// @param pairs the pairs that were needed
  /// @param settled false where rounds ended first
  record Result(DcOpf.Outcome dispatch, List<DcOpf.Pair> pairs, boolean settled) {}

  private SecureDispatch() {}

  /// Null where the demand cannot be served within the ratings even without outages.
  static @Nullable Result of(DcNetwork net, double[] demand, DcOpf.Softness soft, int threads) {
    List<DcOpf.Pair> pairs = new ArrayList<>();
    Set<Long> known = new HashSet<>();
    DcOpf.Outcome now = DcOpf.solve(net, demand, pairs, soft);
    for (int round = 0; round < ROUNDS; round++) {
      if (now == null) return null;
      double[] most = net.emergency.clone();
      for (int e = 0; e < most.length; e++) most[e] += now.increment()[e];
      List<Screening.Violation> found = new ArrayList<>();
      for (Screening.Violation v : Screening.pairs(net, now.flow(), most, SLACK, threads))
        if (known.add((long) v.outage() * net.branches + v.branch())) found.add(v);
      if (found.isEmpty()) return new Result(now, pairs, true);
      found.sort((a, b) -> Double.compare(b.excess(), a.excess()));
      for (Screening.Violation v : found.subList(0, Math.min(MOST, found.size()))) pairs.add(new DcOpf.Pair(v.branch(), v.outage(), v.factor()));
      for (Screening.Violation v : found.subList(Math.min(MOST, found.size()), found.size()))
        known.remove((long) v.outage() * net.branches + v.branch());
      now = DcOpf.solve(net, demand, pairs, soft);
    }
    return now == null ? null : new Result(now, pairs, false);
  }
}
