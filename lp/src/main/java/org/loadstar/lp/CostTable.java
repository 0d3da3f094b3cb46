package org.loadstar.lp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Costs of the columns by category, so that a report shows c'x by category without restating a formula. A category is
/// either part of the objective or a memo beside it, never both.
public final class CostTable {
  private final Map<String, Integer> ids = new LinkedHashMap<>();
  private final List<Boolean> inObjective = new ArrayList<>();
  private int[] column = new int[1024];
  private short[] category = new short[1024];
  private short[] stage = new short[1024];
  private double[] amount = new double[1024];
  private int n;
  private final List<Constant> constants = new ArrayList<>();

  private record Constant(int category, int stage, double amount) {}

  static final int OF_COLUMN = Short.MIN_VALUE;

  void add(int col, String cat, int stageTag, double value, boolean objective) {
    if (value == 0) return;
    if (n == column.length) {
      int size = 2 * n;
      column = Arrays.copyOf(column, size);
      category = Arrays.copyOf(category, size);
      stage = Arrays.copyOf(stage, size);
      amount = Arrays.copyOf(amount, size);
    }
    column[n] = col;
    stage[n] = (short) stageTag;
    category[n] = (short) id(cat, objective);
    amount[n++] = value;
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
    for (int k = 0; k < n; k++) if (inObjective.get(category[k])) c[column[k]] += amount[k];
    return c;
  }

  /// True when the category is part of the objective.
  public boolean inObjective(String cat) {
    Integer id = ids.get(cat);
    return id != null && inObjective.get(id);
  }

  /// Sums c'x by category and stage (that of the entry, else that of the column; -1: common to all stages), constants
  /// included.
  ///
  /// @return category to stage tag to amount, in the units of the objective
  public Map<String, Map<Integer, Double>> totals(double[] x, int[] columnStage) {
    List<String> names = List.copyOf(ids.keySet());
    Map<String, Map<Integer, Double>> out = new LinkedHashMap<>();
    for (String name : names) out.put(name, new java.util.TreeMap<>());
    for (int k = 0; k < n; k++)
      out.computeIfAbsent(names.get(category[k]), name -> new java.util.TreeMap<>())
          .merge(stage[k] == OF_COLUMN ? columnStage[column[k]] : stage[k], amount[k] * x[column[k]], Double::sum);
    for (Constant c : constants)
      out.computeIfAbsent(names.get(c.category), name -> new java.util.TreeMap<>()).merge(c.stage, c.amount, Double::sum);
    return out;
  }
}
