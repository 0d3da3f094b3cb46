package org.loadstar.lp;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// Whole numbers near a solution of the relaxation: a small integer program that keeps every row outside the hours and has, in
/// place of the hours, their prices.
///
/// | symbol | meaning |
/// |---|---|
/// | x*, y* | point and duals of the relaxation |
/// | R | rows outside the hours, without any hourly column, that integer columns reach through such rows |
/// | J | columns of R; B: those of J that also stand in other rows |
/// | p_j | price of the rows outside R: sum_{i not in R} a_ij y*_i |
///
/// ```
/// min  sum_{j in J} (c_j - p_j) x_j + sum_{j in B} r_j |x_j - x*_j|,   r_j = sum_{i not in R} |a_ij y*_i|
///      rows of R, bounds, integers
/// ```
///
/// The prices hold for small changes only, hence the penalty on distance. The program gives whole numbers and nothing else: the
/// rest of the plan comes from the linear program with these numbers fixed, the proof from the relaxation.
public final class IntegerRounding {
  private static final double DISTANCE = 1;

  private final Lp program;
  private final int[] column;

  private IntegerRounding(Lp program, int[] column) {
    this.program = program;
    this.column = column;
  }

  /// Sets up the small program.
  ///
  /// @param x point of the relaxation
  /// @param y its row duals
  public static IntegerRounding of(Lp lp, double[] x, double[] y) {
    RowMatrix rows = RowMatrix.of(lp);
    boolean[] timeless = timeless(lp, rows);
    boolean[] inRows = new boolean[lp.rows()];
    int[] local = new int[lp.columns()];
    int[] members = reach(lp, rows, timeless, inRows, local);
    double[] cost = new double[members.length];
    double[] distance = new double[members.length];
    boolean[] boundary = new boolean[members.length];
    for (int k = 0; k < members.length; k++) {
      int j = members[k];
      cost[k] = lp.costs()[j];
      for (int e = lp.starts()[j]; e < lp.starts()[j + 1]; e++) {
        int i = lp.indices()[e];
        if (inRows[i]) continue;
        double value = lp.values()[e] * y[i];
        cost[k] -= value;
        distance[k] += DISTANCE * Math.abs(value);
        boundary[k] = true;
      }
    }
    return new IntegerRounding(program(lp, rows, x, members, local, inRows, cost, distance, boundary), members);
  }

  private static Lp program(
      Lp lp, RowMatrix rows, double[] x, int[] members, int[] local, boolean[] inRows, double[] cost, double[] distance, boolean[] boundary) {
    LpBuilder b = new LpBuilder();
    Block c = b.columns("x", "1", -1, names(members.length), 0, 0);
    for (int k = 0; k < members.length; k++) {
      int j = members[k];
      b.bounds(c.at(k), lp.lowers()[j], lp.uppers()[j]);
      b.cost(c.at(k), "cost", cost[k]);
      if (lp.integers()[j]) b.integer(c.at(k));
    }
    for (int i = 0; i < inRows.length; i++) {
      if (!inRows[i]) continue;
      LpBuilder.Row row = b.at(b.rows("row", "1", -1, List.of("" + i)).at(0));
      for (int e = rows.start()[i]; e < rows.start()[i + 1]; e++) row.add(c.at(local[rows.column()[e]]), rows.value()[e]);
      row.between(lp.rowLowers()[i], lp.rowUppers()[i]);
    }
    for (int k = 0; k < members.length; k++) {
      if (!boundary[k] || distance[k] == 0) continue;
      Block off = b.columns("off", "1", -1, List.of("more " + k, "less " + k), 0, Double.POSITIVE_INFINITY);
      b.cost(off.at(0), "distance", distance[k]);
      b.cost(off.at(1), "distance", distance[k]);
      b.at(b.rows("near", "1", -1, List.of("" + k)).at(0)).add(c.at(k), 1).add(off.at(0), -1).add(off.at(1), 1).eq(x[members[k]]);
    }
    return b.build();
  }

  private static List<String> names(int n) {
    return java.util.stream.IntStream.range(0, n).mapToObj(Integer::toString).toList();
  }

  /// Rows outside the hours without any hourly column.
  private static boolean[] timeless(Lp lp, RowMatrix rows) {
    boolean[] t = new boolean[lp.rows()];
    for (int i = 0; i < t.length; i++) {
      t[i] = lp.rowHours()[i] < 0;
      for (int e = rows.start()[i]; t[i] && e < rows.start()[i + 1]; e++) t[i] = lp.columnHours()[rows.column()[e]] < 0;
    }
    return t;
  }

  /// Columns that integer columns reach through timeless rows; marks these rows and numbers the columns.
  private static int[] reach(Lp lp, RowMatrix rows, boolean[] timeless, boolean[] inRows, int[] local) {
    Arrays.fill(local, -1);
    Deque<Integer> open = new ArrayDeque<>();
    int n = 0;
    int[] found = new int[lp.columns()];
    for (int j = 0; j < lp.columns(); j++)
      if (lp.integers()[j]) {
        local[j] = n;
        found[n++] = j;
        open.add(j);
      }
    while (!open.isEmpty()) {
      int j = open.remove();
      for (int e = lp.starts()[j]; e < lp.starts()[j + 1]; e++) {
        int i = lp.indices()[e];
        if (!timeless[i] || inRows[i]) continue;
        inRows[i] = true;
        for (int f = rows.start()[i]; f < rows.start()[i + 1]; f++) {
          int other = rows.column()[f];
          if (local[other] >= 0) continue;
          local[other] = n;
          found[n++] = other;
          open.add(other);
        }
      }
    }
    return Arrays.copyOf(found, n);
  }

  /// The small program.
  public Lp program() {
    return program;
  }

  /// The program with its integer columns fixed at the whole numbers of a point of the small program, and no integers left.
  public Lp fixed(Lp lp, double[] point) {
    Lp f = lp.relaxed();
    for (int k = 0; k < column.length; k++) {
      int j = column[k];
      if (!lp.integers()[j]) continue;
      double v = Math.min(Math.max(Math.rint(point[k]), lp.lowers()[j]), lp.uppers()[j]);
      f.bounds(j, v, v);
    }
    return f;
  }
}
