package org.loadstar.lp;

import java.util.List;

/// The program whose numbers are the means of those of several futures: the expected value problem.
///
/// ```
/// (1) c = sum_s p_s c_s,   lower = sum_s p_s lower_s,   upper = sum_s p_s upper_s        a column that a future has not is held at 0 there
/// (2) A, row bounds: means over the futures that have the row (a coefficient: the row and the column)
/// ```
///
/// Columns and rows of the futures are the same when they are [Alike]. A mean with an infinite bound is infinite. (2) keeps a row that only
/// some futures have: left out, what it ties (a capacity to its builds) would be free.
///
/// Source: Birge and Louveaux, Introduction to Stochastic Programming, 2nd ed. 2011, section 4.2.
public final class MeanProgram {
  private final Lp lp;
  private final Alike columns;

  /// @param futures the programs, without quadratic costs
  /// @param probability of each, above 0, together 1
  public MeanProgram(List<Lp> futures, double[] probability) {
    columns = Alike.columns(futures);
    Alike rows = Alike.rows(futures);
    double[] haveColumn = have(columns, futures.size(), probability);
    double[] haveRow = have(rows, futures.size(), probability);
    LpBuilder b = new LpBuilder();
    for (Alike.Group g : columns.groups()) open(b, g, true);
    for (Alike.Group g : rows.groups()) open(b, g, false);
    double[] lower = new double[columns.count()];
    double[] upper = new double[columns.count()];
    double[] least = new double[rows.count()];
    double[] most = new double[rows.count()];
    for (int s = 0; s < futures.size(); s++) {
      Lp f = futures.get(s);
      double p = probability[s];
      b.constant("cost", -1, p * f.offset());
      for (int i = 0; i < f.rows(); i++) {
        int r = rows.of(s, i);
        least[r] += p / haveRow[r] * f.rowLowers()[i];
        most[r] += p / haveRow[r] * f.rowUppers()[i];
      }
      for (int j = 0; j < f.columns(); j++) {
        int c = columns.of(s, j);
        lower[c] += p * f.lowers()[j];
        upper[c] += p * f.uppers()[j];
        b.cost(c, "cost", p / haveColumn[c] * f.costs()[j]);
        if (f.integers()[j]) b.integer(c);
        for (int k = f.starts()[j]; k < f.starts()[j + 1]; k++) {
          int r = rows.of(s, f.indices()[k]);
          b.at(r).add(c, p / both(rows, r, c, probability) * f.values()[k]);
        }
      }
    }
    for (int c = 0; c < lower.length; c++) b.bounds(c, lower[c], upper[c]);
    for (int r = 0; r < least.length; r++) b.at(r).between(least[r], most[r]);
    lp = b.build();
  }

  private static void open(LpBuilder b, Alike.Group g, boolean column) {
    List<String> one = List.of(g.member());
    Block k = g.block();
    if (column && k.timed()) b.columns(k.name(), k.unit(), k.stage(), one, k.hours(), 0, 0);
    else if (column) b.columns(k.name(), k.unit(), k.stage(), one, 0, 0);
    else if (k.timed()) b.rows(k.name(), k.unit(), k.stage(), one, k.hours());
    else b.rows(k.name(), k.unit(), k.stage(), one);
  }

  /// Probability of the futures that have each one.
  private static double[] have(Alike alike, int futures, double[] probability) {
    double[] sum = new double[alike.count()];
    for (int k = 0; k < sum.length; k++) for (int s = 0; s < futures; s++) if (alike.in(s, k) >= 0) sum[k] += probability[s];
    return sum;
  }

  /// Probability of the futures that have a row and a column.
  private double both(Alike rows, int r, int c, double[] probability) {
    double all = 0;
    for (int s = 0; s < probability.length; s++) if (rows.in(s, r) >= 0 && columns.in(s, c) >= 0) all += probability[s];
    return all;
  }

  public Lp lp() {
    return lp;
  }

  /// The column of the mean program that column j of a future is.
  public int column(int future, int j) {
    return columns.of(future, j);
  }
}
