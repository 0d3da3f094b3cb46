package org.loadstar.lp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Costs of the columns by category, linear and quadratic, so that a report shows them without restating a formula. A category is
/// either part of the objective or a memo beside it, never both.
public final class CostTable {
  private final Map<String, Integer> ids = new LinkedHashMap<>();
  private final List<Boolean> inObjective = new ArrayList<>();
  private final Entries linear = new Entries();
  private final Entries quadratic = new Entries();
  private final List<Constant> constants = new ArrayList<>();

  private record Constant(int category, int stage, double amount) {}

  static final int OF_COLUMN = Short.MIN_VALUE;

  /// Amounts of columns, in the order in which they came.
  private static final class Entries {
    int[] column = new int[1024];
    short[] category = new short[1024];
    short[] stage = new short[1024];
    double[] amount = new double[1024];
    int n;

    void add(int col, int cat, int stageTag, double value) {
      if (n == column.length) {
        int size = 2 * n;
        column = Arrays.copyOf(column, size);
        category = Arrays.copyOf(category, size);
        stage = Arrays.copyOf(stage, size);
        amount = Arrays.copyOf(amount, size);
      }
      column[n] = col;
      stage[n] = (short) stageTag;
      category[n] = (short) cat;
      amount[n++] = value;
    }
  }

  void add(int col, String cat, int stageTag, double value, boolean objective) {
    if (value != 0) linear.add(col, id(cat, objective), stageTag, value);
  }

  void addQuadratic(int col, String cat, int stageTag, double value) {
    if (value != 0) quadratic.add(col, id(cat, true), stageTag, value);
  }

  void constant(String cat, int stage, double value, boolean objective) {
    constants.add(new Constant(id(cat, objective), stage, value));
  }

  private int id(String cat, boolean objective) {
    Integer known = ids.get(cat);
    if (known == null) {
      known = ids.size();
      ids.put(cat, known);
      inObjective.add(objective);
    } else if (inObjective.get(known) != objective) {
      throw new IllegalArgumentException("category '" + cat + "' is both in the objective and a memo");
    }
    return known;
  }

  double[] objective(int columns) {
    double[] c = new double[columns];
    for (int k = 0; k < linear.n; k++)
      if (inObjective.get(linear.category[k])) c[linear.column[k]] += linear.amount[k];
    return c;
  }

  /// Twice the amounts per squared unit of each column; empty when there are none.
  double[] curvature(int columns) {
    if (quadratic.n == 0) return new double[0];
    double[] q = new double[columns];
    for (int k = 0; k < quadratic.n; k++) q[quadratic.column[k]] += 2 * quadratic.amount[k];
    return q;
  }

  /// The linear costs of the objective by stage (that of the entry, else that of the column; common ones in the first).
  public StageDecomposition.Costs byStage(Lp lp, int stages) {
    double[][] c = new double[stages][lp.columns()];
    double[] fixed = new double[stages];
    for (int k = 0; k < linear.n; k++) {
      if (!inObjective.get(linear.category[k])) continue;
      int j = linear.column[k];
      int stage = linear.stage[k] == OF_COLUMN ? lp.columnStages()[j] : linear.stage[k];
      c[Math.max(0, stage)][j] += linear.amount[k];
    }
    for (Constant k : constants) if (inObjective.get(k.category)) fixed[Math.max(0, k.stage)] += k.amount;
    return new StageDecomposition.Costs(c, fixed);
  }

  /// Shows the linear amounts of some categories of the objective, in one stage (that of the entry, else that of the column).
  ///
  /// @param stage stage tag, or a negative number for all
  /// @return the constants of these categories and stages
  double each(java.util.function.Predicate<String> categories, int stage, int[] columnStage, Amount to) {
    List<String> names = List.copyOf(ids.keySet());
    boolean[] wanted = new boolean[names.size()];
    for (int k = 0; k < wanted.length; k++) wanted[k] = inObjective.get(k) && categories.test(names.get(k));
    for (int k = 0; k < linear.n; k++) {
      if (!wanted[linear.category[k]]) continue;
      int j = linear.column[k];
      int at = linear.stage[k] == OF_COLUMN ? columnStage[j] : linear.stage[k];
      if (stage < 0 || at == stage) to.of(j, linear.amount[k]);
    }
    double fixed = 0;
    for (Constant c : constants) if (wanted[c.category] && (stage < 0 || c.stage == stage)) fixed += c.amount;
    return fixed;
  }

  /// An amount per unit of a column.
  interface Amount {
    void of(int column, double amount);
  }

  /// True when the category is part of the objective.
  public boolean inObjective(String cat) {
    Integer id = ids.get(cat);
    return id != null && inObjective.get(id);
  }

  /// Sums the costs of x by category and stage (that of the entry, else that of the column; -1: common to all stages), constants
  /// included.
  ///
  /// @return category to stage tag to amount, in the units of the objective
  public Map<String, Map<Integer, Double>> totals(double[] x, int[] columnStage) {
    List<String> names = List.copyOf(ids.keySet());
    Map<String, Map<Integer, Double>> out = new LinkedHashMap<>();
    for (String name : names) out.put(name, new java.util.TreeMap<>());
    for (int k = 0; k < linear.n; k++) put(out, names, linear, k, x[linear.column[k]], columnStage);
    for (int k = 0; k < quadratic.n; k++) {
      double v = x[quadratic.column[k]];
      put(out, names, quadratic, k, v * v, columnStage);
    }
    for (Constant c : constants)
      out.computeIfAbsent(names.get(c.category), name -> new java.util.TreeMap<>()).merge(c.stage, c.amount, Double::sum);
    return out;
  }

  private static void put(
      Map<String, Map<Integer, Double>> out, List<String> names, Entries e, int k, double quantity, int[] columnStage) {
    int stage = e.stage[k] == OF_COLUMN ? columnStage[e.column[k]] : e.stage[k];
    out.computeIfAbsent(names.get(e.category[k]), name -> new java.util.TreeMap<>())
        .merge(stage, e.amount[k] * quantity, Double::sum);
  }
}
