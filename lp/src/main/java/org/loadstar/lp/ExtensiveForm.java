package org.loadstar.lp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Several futures of one program as one program, in which some decisions are the same in all of them: what is decided before it is known
/// which future comes.
///
/// | symbol | meaning |
/// |---|---|
/// | x_s, C_s | columns of future s, its cost |
/// | p_s | its probability |
/// | d | shared decisions; d in x_s |
/// | a, l | level of the conditional value at risk; its weight |
/// | v, z_s | value at risk; what the cost of s lies beyond it |
/// | R, C*_s | largest regret; cost of the best plan of s for itself |
///
/// ```
/// (1) x_s feasible in s;   d of x_s = d of x_1;   0 where a future cannot decide it
/// (2) expected:  min sum_s p_s C_s
/// (3) at risk:   min (1 - l) sum_s p_s C_s + l (v + 1/(1 - a) sum_s p_s z_s),   v + z_s >= C_s,   z_s >= 0
/// (4) regret:    min R + e sum_s p_s C_s,   R >= C_s - C*_s,   e = 1e-3, which chooses among plans of one regret
/// ```
///
/// The stages of different futures get different tags: they touch only by (1), (3) and (4).
///
/// Sources: (1), (2) Birge and Louveaux, Introduction to Stochastic Programming, 2nd ed. 2011, section 2.4; (3) Rockafellar and Uryasev,
/// Journal of Risk 2 (2000), equation 17; (4) Savage, JASA 46 (1951).
public final class ExtensiveForm {
  private static final double TIE = 1e-3;

  private final List<Lp> futures;
  private final double[] probability;
  private final List<int[]> shared;
  private final int[] first;
  private final double scale;

  /// @param futures programs without quadratic costs
  /// @param probability of each, above 0, together 1
  /// @param shared for each shared decision its column in every future, -1 where there is none
  public ExtensiveForm(List<Lp> futures, double[] probability, List<int[]> shared) {
    if (futures.stream().anyMatch(Lp::isQuadratic)) throw new IllegalArgumentException("quadratic costs");
    this.futures = List.copyOf(futures);
    this.probability = probability.clone();
    this.shared = List.copyOf(shared);
    first = new int[futures.size() + 1];
    for (int s = 0; s < futures.size(); s++) first[s + 1] = Math.addExact(first[s], futures.get(s).columns());
    scale = scale();
  }

  /// The power of ten nearest to the costs' geometric mean: the unit of money of (3) and (4).
  private double scale() {
    double sum = 0;
    int n = 0;
    for (Lp f : futures)
      for (double c : f.costs())
        if (c != 0) {
          sum += Math.log10(Math.abs(c));
          n++;
        }
    return n == 0 ? 1 : Math.pow(10, Math.rint(sum / n));
  }

  /// (2)
  public Lp expected() {
    return together(1).build();
  }

  /// (3)
  ///
  /// @param level in [0, 1)
  /// @param weight in [0, 1]; 0 gives (2)
  /// @param least a number that no future's cost is below
  public Lp atRisk(double level, double weight, double least) {
    if (weight == 0) return expected();
    LpBuilder b = together(1 - weight);
    int v = b.columns("risk.value", "", -1, List.of("value at risk"), least / scale, Double.POSITIVE_INFINITY).at(0);
    Block z = b.columns("risk.beyond", "", -1, names(), 0, Double.POSITIVE_INFINITY);
    b.cost(v, "risk", weight * scale);
    Block beyond = b.rows("risk.tail", "", -1, names());
    for (int s = 0; s < probability.length; s++) {
      b.cost(z.at(s), "risk", weight * scale * probability[s] / (1 - level));
      LpBuilder.Row row = b.at(beyond.at(s)).add(v, 1).add(z.at(s), 1);
      cost(row, s);
      row.ge(futures.get(s).offset() / scale);
    }
    return b.build();
  }

  /// (4)
  ///
  /// @param best C*_s
  public Lp regret(double[] best) {
    LpBuilder b = together(TIE);
    int most = b.columns("risk.regret", "", -1, List.of("largest regret"), 0, Double.POSITIVE_INFINITY).at(0);
    b.cost(most, "risk", scale);
    Block rows = b.rows("risk.regrets", "", -1, names());
    for (int s = 0; s < probability.length; s++) {
      LpBuilder.Row row = b.at(rows.at(s)).add(most, 1);
      cost(row, s);
      row.ge((futures.get(s).offset() - best[s]) / scale);
    }
    return b.build();
  }

  /// The columns of a future in a point of any of the programs.
  public double[] of(int future, double[] x) {
    return Arrays.copyOfRange(x, first[future], first[future + 1]);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (int s = 0; s < probability.length; s++) names.add("future " + (s + 1));
    return names;
  }

  private void cost(LpBuilder.Row row, int s) {
    double[] c = futures.get(s).costs();
    for (int j = 0; j < c.length; j++) row.add(first[s] + j, -c[j] / scale);
  }

  private LpBuilder together(double weight) {
    LpBuilder b = new LpBuilder();
    int stages = 1;
    for (Lp f : futures) for (int y : f.columnStages()) stages = Math.max(stages, y + 1);
    for (Lp f : futures) for (int y : f.rowStages()) stages = Math.max(stages, y + 1);
    for (int s = 0; s < futures.size(); s++) add(b, s, weight, s * stages);
    List<String> decisions = new ArrayList<>();
    for (int k = 0; k < shared.size(); k++) decisions.add("decision " + k);
    for (int k = 0; k < shared.size(); k++) same(b, shared.get(k), decisions.get(k));
    return b;
  }

  private void add(LpBuilder b, int s, double weight, int stages) {
    Lp f = futures.get(s);
    int from = b.columns();
    int rows = b.rows();
    for (Block k : f.columnBlocks()) {
      int stage = k.stage() < 0 ? -1 : stages + k.stage();
      if (k.timed()) b.columns(k.name(), k.unit(), stage, k.members(), k.hours(), 0, 0);
      else b.columns(k.name(), k.unit(), stage, k.members(), 0, 0);
    }
    for (Block k : f.rowBlocks()) {
      int stage = k.stage() < 0 ? -1 : stages + k.stage();
      if (k.timed()) b.rows(k.name(), k.unit(), stage, k.members(), k.hours());
      else b.rows(k.name(), k.unit(), stage, k.members());
    }
    double p = weight * probability[s];
    b.constant("cost", -1, p * f.offset());
    for (int i = 0; i < f.rows(); i++) b.at(rows + i).between(f.rowLowers()[i], f.rowUppers()[i]);
    for (int j = 0; j < f.columns(); j++) {
      b.bounds(from + j, f.lowers()[j], f.uppers()[j]);
      b.cost(from + j, "cost", p * f.costs()[j]);
      if (f.integers()[j]) b.integer(from + j);
      for (int k = f.starts()[j]; k < f.starts()[j + 1]; k++) b.at(rows + f.indices()[k]).add(from + j, f.values()[k]);
    }
  }

  /// (1)
  private void same(LpBuilder b, int[] decision, String name) {
    boolean everywhere = Arrays.stream(decision).allMatch(j -> j >= 0);
    int before = -1;
    for (int s = 0; s < decision.length; s++) {
      if (decision[s] < 0) continue;
      int j = first[s] + decision[s];
      if (!everywhere) b.at(b.rows("shared", "", -1, List.of(name)).at(0)).add(j, 1).eq(0);
      else if (before >= 0) b.at(b.rows("shared", "", -1, List.of(name)).at(0)).add(before, 1).add(j, -1).eq(0);
      before = j;
    }
  }
}
