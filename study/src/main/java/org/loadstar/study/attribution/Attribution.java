package org.loadstar.study.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Splits what levers achieve together among them.
///
/// | symbol | meaning |
/// |---|---|
/// | N, n | the levers and their number |
/// | v(S) | worth of the set S, known to lie in [v-(S), v+(S)] |
///
/// ```
/// (1) phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S))                     Shapley 1953
/// (2) phi_i = mean over random orders and their reversals of v(before i and i) - v(before i)        antithetic sampling
/// (3) as (1) or (2) over the orders that keep the members of a group together                              Owen 1977
/// (4) first in: v(i) - v(none);  last in: v(all) - v(all without i)
/// (5) interaction of i and j: mean over S without both of v(S+i+j) - v(S+i) - v(S+j) + v(S), weights |S|! (n-|S|-2)! / (n-1)!
/// ```
///
/// The interval of a value takes, in every difference, the ends that make it smallest and largest, so it holds the value whatever
/// the true worths are. (1) to (3) add up to v(all) - v(none). Sources: Shapley, A value for n-person games, 1953; Owen, Values of
/// games with a priori unions, 1977, doi:10.1007/978-3-642-45494-3_7; Grabisch and Roubens 1999, doi:10.1007/s001820050125, for (5).
public final class Attribution {
  /// Most levers for which all sets are valued.
  public static final int EXACT = 10;

  private final int n;
  private final Worth worth;

  /// @param levers number of levers, at most 62
  public Attribution(int levers, Worth worth) {
    if (levers < 1 || levers > 62) throw new IllegalArgumentException(levers + " levers: allowed are 1 to 62");
    this.n = levers;
    this.worth = worth;
  }

  /// The value of a lever.
  ///
  /// @param share its part of the whole
  /// @param low lower end of what the share can be, given the intervals of the worths
  /// @param high upper end
  /// @param standardError of sampling, 0 when exact
  /// @param firstIn worth of the lever alone
  /// @param lastIn what would be missing without it
  public record Value(double share, double low, double high, double standardError, double firstIn, double lastIn) {
    /// True when the share is surely above or below zero: 0 lies outside the interval, widened by twice the standard error.
    public boolean distinguishable() {
      return low - 2 * standardError > 0 || high + 2 * standardError < 0;
    }
  }

  private long all() {
    return (1L << n) - 1;
  }

  /// v(all) - v(none).
  public double total() {
    return worth.of(all()).value() - worth.of(0).value();
  }

  /// (1), all 2^n sets valued.
  public List<Value> exact() {
    double[] weight = new double[n];
    for (int s = 0; s < n; s++) weight[s] = 1 / (n * binomial(n - 1, s));
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      long bit = 1L << i;
      double share = 0;
      double low = 0;
      double high = 0;
      for (long s = 0; s <= all(); s++) {
        if ((s & bit) != 0) continue;
        double w = weight[Long.bitCount(s)];
        Worth.Interval without = worth.of(s);
        Worth.Interval with = worth.of(s | bit);
        share += w * (with.value() - without.value());
        low += w * (with.low() - without.high());
        high += w * (with.high() - without.low());
      }
      values.add(value(i, share, low, high, 0));
    }
    return values;
  }

  /// (3), all sets valued: every order of the groups, and of the members of each.
  ///
  /// @param groups the levers, each in one group
  public List<Value> exact(List<int[]> groups) {
    require(groups);
    List<Value> values = new ArrayList<>(java.util.Collections.nCopies(n, new Value(0, 0, 0, 0, 0, 0)));
    for (int k = 0; k < groups.size(); k++)
      for (int i : groups.get(k)) {
        double[] sum = new double[3];
        for (int r = 0; r < 1 << groups.size(); r++) {
          if ((r & 1 << k) != 0) continue;
          long before = 0;
          for (int q = 0; q < groups.size(); q++) if ((r & 1 << q) != 0) for (int j : groups.get(q)) before |= 1L << j;
          double outer = 1 / (groups.size() * binomial(groups.size() - 1, Integer.bitCount(r)));
          inside(groups.get(k), i, before, outer, sum);
        }
        values.set(i, value(i, sum[0], sum[1], sum[2], 0));
      }
    return values;
  }

  /// Adds the differences of lever i over the sets of its group's other members.
  private void inside(int[] group, int i, long before, double outer, double[] sum) {
    for (int t = 0; t < 1 << group.length; t++) {
      long set = before;
      boolean without = true;
      for (int q = 0; q < group.length; q++)
        if ((t & 1 << q) != 0) {
          set |= 1L << group[q];
          without &= group[q] != i;
        }
      if (!without) continue;
      double w = outer / (group.length * binomial(group.length - 1, Integer.bitCount(t)));
      Worth.Interval a = worth.of(set);
      Worth.Interval b = worth.of(set | 1L << i);
      sum[0] += w * (b.value() - a.value());
      sum[1] += w * (b.low() - a.high());
      sum[2] += w * (b.high() - a.low());
    }
  }

  private void require(List<int[]> groups) {
    long seen = 0;
    for (int[] g : groups) for (int i : g) seen |= 1L << i;
    if (seen != all() || groups.stream().mapToInt(g -> g.length).sum() != n)
      throw new IllegalArgumentException("every lever must be in one group");
  }

  /// (2).
  ///
  /// @param pairs pairs of an order and its reversal
  public List<Value> sampled(int pairs, long seed) {
    List<int[]> single = new ArrayList<>();
    for (int i = 0; i < n; i++) single.add(new int[] {i});
    return sampled(single, pairs, seed);
  }

  /// (3); with one lever in each group it is (2).
  ///
  /// @param groups the levers, each in one group
  public List<Value> sampled(List<int[]> groups, int pairs, long seed) {
    if (pairs < 2) throw new IllegalArgumentException(pairs + " pairs: allowed is 2 or more");
    require(groups);
    Random random = new Random(seed);
    double[][] sum = new double[n][4];
    for (int k = 0; k < pairs; k++) {
      int[] order = order(groups, random);
      double[][] pair = new double[n][3];
      add(order, pair);
      add(reversed(order), pair);
      for (int i = 0; i < n; i++) {
        for (int q = 0; q < 3; q++) sum[i][q] += pair[i][q] / 2;
        sum[i][3] += pair[i][0] * pair[i][0] / 4;
      }
    }
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double mean = sum[i][0] / pairs;
      double variance = Math.max(0, sum[i][3] / pairs - mean * mean) * pairs / (pairs - 1);
      values.add(value(i, mean, sum[i][1] / pairs, sum[i][2] / pairs, Math.sqrt(variance / pairs)));
    }
    return values;
  }

  private static int[] order(List<int[]> groups, Random random) {
    List<int[]> shuffled = new ArrayList<>(groups);
    java.util.Collections.shuffle(shuffled, random);
    List<Integer> order = new ArrayList<>();
    for (int[] g : shuffled) {
      List<Integer> members = new ArrayList<>(java.util.Arrays.stream(g).boxed().toList());
      java.util.Collections.shuffle(members, random);
      order.addAll(members);
    }
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] reversed(int[] order) {
    int[] r = new int[order.length];
    for (int k = 0; k < r.length; k++) r[k] = order[order.length - 1 - k];
    return r;
  }

  private void add(int[] order, double[][] to) {
    long before = 0;
    Worth.Interval a = worth.of(before);
    for (int i : order) {
      before |= 1L << i;
      Worth.Interval b = worth.of(before);
      to[i][0] += b.value() - a.value();
      to[i][1] += b.low() - a.high();
      to[i][2] += b.high() - a.low();
      a = b;
    }
  }

  private Value value(int i, double share, double low, double high, double error) { // (4)
    long bit = 1L << i;
    double firstIn = worth.of(bit).value() - worth.of(0).value();
    double lastIn = worth.of(all()).value() - worth.of(all() & ~bit).value();
    return new Value(share, low, high, error, firstIn, lastIn);
  }

  /// (5), all sets valued: above 0 the two help each other.
  public double[][] interactions() {
    double[][] out = new double[n][n];
    for (int i = 0; i < n; i++)
      for (int j = i + 1; j < n; j++) {
        long both = 1L << i | 1L << j;
        double sum = 0;
        for (long s = 0; s <= all(); s++) {
          if ((s & both) != 0) continue;
          double w = 1 / ((n - 1) * binomial(n - 2, Long.bitCount(s)));
          sum += w * (worth.of(s | both).value() - worth.of(s | 1L << i).value() - worth.of(s | 1L << j).value() + worth.of(s).value());
        }
        out[i][j] = sum;
        out[j][i] = sum;
      }
    return out;
  }

  private static double binomial(int n, int k) {
    double b = 1;
    for (int q = 1; q <= k; q++) b = b * (n - k + q) / q;
    return b;
  }
}
