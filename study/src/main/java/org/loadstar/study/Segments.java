package org.loadstar.study;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.loadstar.model.Hourly;
import org.loadstar.model.TimeGrid;

/// Contiguous segments of the year, made by merging neighbours, cheapest first.
///
/// | symbol | meaning |
/// |---|---|
/// | a_f, b_f | means over a segment of the f-th pair of hourly series |
/// | n | hours of a segment |
///
/// ```
/// (1) cost of merging S and S' = n n' / (n + n') sum_f |a_f - a'_f| |b_f - b'_f|
/// ```
///
/// With a = b this is Ward's method (doi:10.1080/01621459.1963.10500845) on a line: the rise of the sum of squares inside the segments.
/// With prices as a and net loads as b it is the rise of what the segments hide of the cost, the sum over their hours of
/// (price - mean price) x (net load - mean net load).
final class Segments {
  private final double[][] a;
  private final double[][] b;
  private final boolean[] begins;
  private final int[] next = new int[Hourly.HOURS];
  private final int[] previous = new int[Hourly.HOURS];
  private final int[] length = new int[Hourly.HOURS];
  private final PriorityQueue<Merge> queue =
      new PriorityQueue<>(Comparator.comparingDouble(Merge::cost).thenComparingInt(Merge::at));

  /// A possible merge of the segment at an hour with the next, while both are as long as they were.
  private record Merge(double cost, int at, int lengthLeft, int lengthRight) {}

  private Segments(List<double[]> first, List<double[]> second, boolean[] begins) {
    this.begins = begins;
    a = new double[Hourly.HOURS][first.size()];
    b = first == second ? a : new double[Hourly.HOURS][second.size()];
    for (int h = 0; h < Hourly.HOURS; h++) {
      next[h] = h + 1;
      previous[h] = h - 1;
      length[h] = 1;
      for (int f = 0; f < first.size(); f++) a[h][f] = first.get(f)[h];
      if (a != b) for (int f = 0; f < second.size(); f++) b[h][f] = second.get(f)[h];
    }
  }

  /// Hours at which the segments begin, ascending.
  ///
  /// @param begins hours at which a segment must begin
  /// @param n number of segments, unless more must begin
  static int[] starts(List<double[]> a, List<double[]> b, boolean[] begins, int n) {
    return new Segments(a, b, begins).merge(n);
  }

  /// The first hours of the months, which no segment may cross.
  static boolean[] months() {
    boolean[] begins = new boolean[Hourly.HOURS];
    for (int m = 1; m <= 12; m++) begins[TimeGrid.monthStart(m)] = true;
    return begins;
  }

  private int[] merge(int n) {
    for (int h = 0; h < Hourly.HOURS; h++) offer(h);
    int left = Hourly.HOURS;
    while (left > n && !queue.isEmpty()) {
      Merge q = queue.remove();
      int h = q.at;
      int k = next[h];
      if (length[h] != q.lengthLeft || length[h] == 0 || k >= Hourly.HOURS || length[k] != q.lengthRight) continue;
      pool(a, h, k);
      if (a != b) pool(b, h, k);
      length[h] += length[k];
      length[k] = 0;
      next[h] = next[k];
      if (next[k] < Hourly.HOURS) previous[next[k]] = h;
      left--;
      offer(h);
      if (previous[h] >= 0) offer(previous[h]);
    }
    return IntStream.range(0, Hourly.HOURS).filter(h -> length[h] > 0).toArray();
  }

  private void pool(double[][] mean, int h, int k) {
    for (int f = 0; f < mean[h].length; f++)
      mean[h][f] = (length[h] * mean[h][f] + length[k] * mean[k][f]) / (length[h] + length[k]);
  }

  private void offer(int h) {
    int k = next[h];
    if (k >= Hourly.HOURS || begins[k]) return;
    double d = 0;
    for (int f = 0; f < a[h].length; f++) d += Math.abs((a[h][f] - a[k][f]) * (b[h][f] - b[k][f])); // (1)
    queue.add(new Merge(d * length[h] * length[k] / (length[h] + length[k]), h, length[h], length[k]));
  }
}
