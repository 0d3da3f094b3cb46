package org.loadstar.lp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Nested decomposition of a program whose stages follow each other: each stage is solved for itself with an estimate of what follows,
/// which cuts from the stage behind it raise.
///
/// | symbol | meaning |
/// |---|---|
/// | x_y | columns of stage y; those of earlier stages are fixed while y is solved |
/// | c_y,j | cost of column j that falls in stage y, also of columns of earlier stages |
/// | a_y >= 0 | estimate of the costs that follow |
/// | v_y, g_y,j | optimum of stage y, and its slope in an earlier column j |
///
/// ```
/// (1) stage y:  min sum_j c_y,j x_j + a_y   subject to the rows of stage y and its cuts
/// (2) cut of y - 1 from y:  a_y-1 >= v_y + sum over earlier j of g_y,j (x_j - x'_j)
/// (3) g_y,j = c_y,j - sum over rows i of stage y, cuts among them, of dual_i A_i,j
/// ```
///
/// Forward all stages are solved with what the ones before decided; the sum of their own costs is an upper bound. Backward each stage
/// gives a cut to the one before, which is solved again; the optimum of the first stage is a lower bound. It ends when the bounds are
/// near enough, with one more way forward.
///
/// Source: M. Pereira and L. Pinto, Math. Programming 52 (1991), doi:10.1007/BF01582895, for one scenario; order of steps and end as in
/// the dual dynamic programming of GenX 0.4, whose stages print their optimum with the estimate, which need not be exact at the end.
public final class StageDecomposition {
  /// Costs by stage.
  ///
  /// @param linear cost of each column in each stage: `linear[stage][column]`
  /// @param constant cost of each stage that no column bears
  public record Costs(double[][] linear, double[] constant) {
    int stages() {
      return constant.length;
    }
  }

  /// What the decomposition ended with.
  ///
  /// @param optimum v_y: optimum of each stage with the estimate of what follows
  /// @param following a_y: that estimate
  /// @param lower lower bound
  /// @param upper cost of the best way forward
  /// @param iterations ways forward and back
  /// @param point columns of the last way forward
  public record Outcome(double[] optimum, double[] following, double lower, double upper, int iterations, double[] point) {}

  private record Cut(double atLeast, int[] columns, double[] slopes) {}

  private final Lp lp;
  private final Costs costs;
  private final Solver solver;
  private final SolveOptions options;
  private final int[] stageOf;
  private final List<List<Cut>> cuts = new ArrayList<>();
  private final double[] x;
  private final double[] optimum;
  private final double[] following;
  private double[] dual = new double[0];
  private double[] cutDual = new double[0];

  /// @param lp a program without integers and quadratic costs
  public StageDecomposition(Lp lp, Costs costs, Solver solver, SolveOptions options) {
    if (lp.isMixedInteger() || lp.isQuadratic()) throw new IllegalArgumentException("only a linear program can be decomposed");
    this.lp = lp;
    this.costs = costs;
    this.solver = solver;
    this.options = options;
    stageOf = Arrays.stream(lp.columnStages()).map(s -> Math.max(0, s)).toArray();
    for (int y = 0; y < costs.stages(); y++) cuts.add(new ArrayList<>());
    x = new double[lp.columns()];
    optimum = new double[costs.stages()];
    following = new double[costs.stages()];
  }

  /// Decomposes.
  ///
  /// @param gap relative gap of the bounds at which it ends
  /// @param limit most iterations
  /// @return null when a row holds columns of a later stage, or a stage has no optimum after what was decided before
  public @Nullable Outcome run(double gap, int limit) {
    if (!follows() || !solve(0)) return null;
    int last = costs.stages() - 1;
    double lower = optimum[0];
    double upper = Double.POSITIVE_INFINITY;
    int iterations = 0;
    while ((upper - lower) / lower > gap && iterations < limit) {
      if (iterations++ > 0 && !solve(0) || !forward()) return null;
      double sum = 0;
      for (int y = 0; y <= last; y++) sum += optimum[y] - following[y];
      upper = Math.min(upper, sum);
      for (int y = last; y > 0; y--) {
        cuts.get(y - 1).add(cut(y));
        if (!solve(y - 1)) return null;
      }
      lower = optimum[0];
    }
    if (!solve(0) || !forward()) return null;
    return new Outcome(optimum, following, lower, upper, iterations, x);
  }

  private boolean follows() {
    for (int j = 0; j < lp.columns(); j++)
      for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++)
        if (Math.max(0, lp.rowStages()[lp.indices()[k]]) < stageOf[j]) return false;
    return true;
  }

  private boolean forward() {
    for (int y = 1; y < costs.stages(); y++) if (!solve(y)) return false;
    return true;
  }

  private boolean solve(int y) { // (1)
    LpBuilder b = new LpBuilder();
    int[] at = new int[lp.columns()];
    int[] rowAt = new int[lp.rows()];
    int own = number(at, stageOf, y);
    int rows = number(rowAt, lp.rowStages(), y);
    Block columns = b.columns("x", "", y, Collections.nCopies(own + 1, "x"), 0, 0);
    Block all = b.rows("row", "", y, Collections.nCopies(rows + cuts.get(y).size(), "row"));
    int estimate = columns.at(own);
    double fixed = costs.constant[y];
    double[] given = new double[lp.rows()];
    for (int j = 0; j < lp.columns(); j++) {
      boolean mine = at[j] >= 0;
      if (mine) {
        b.bounds(columns.at(at[j]), lp.lowers()[j], lp.uppers()[j]);
        b.cost(columns.at(at[j]), "own", costs.linear[y][j]);
      } else if (stageOf[j] < y) fixed += costs.linear[y][j] * x[j];
      for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) {
        int i = lp.indices()[k];
        if (rowAt[i] < 0) continue;
        if (mine) b.at(all.at(rowAt[i])).add(columns.at(at[j]), lp.values()[k]);
        else given[i] += lp.values()[k] * x[j];
      }
    }
    for (int i = 0; i < lp.rows(); i++)
      if (rowAt[i] >= 0) b.at(all.at(rowAt[i])).between(lp.rowLowers()[i] - given[i], lp.rowUppers()[i] - given[i]);
    b.bounds(estimate, 0, y == costs.stages() - 1 ? 0 : Double.POSITIVE_INFINITY);
    b.cost(estimate, "following", 1);
    int next = rows;
    for (Cut c : cuts.get(y)) {
      LpBuilder.Row row = b.at(all.at(next++)).add(estimate, 1);
      double atLeast = c.atLeast;
      for (int k = 0; k < c.columns.length; k++) {
        int j = c.columns[k];
        if (at[j] >= 0) row.add(columns.at(at[j]), -c.slopes[k]);
        else atLeast += c.slopes[k] * x[j];
      }
      row.ge(atLeast);
    }
    return take(y, solver.solve(b.build(), options, Progress.silent()), at, rowAt, rows, fixed);
  }

  private boolean take(int y, Solution s, int[] at, int[] rowAt, int rows, double fixed) {
    if (s.status() != Status.OPTIMAL) return false;
    double[] point = s.point();
    for (int j = 0; j < x.length; j++) if (at[j] >= 0) x[j] = point[at[j]];
    following[y] = point[point.length - 1];
    optimum[y] = s.objective() + fixed;
    double[] duals = s.duals();
    dual = new double[lp.rows()];
    for (int i = 0; i < rowAt.length; i++) if (rowAt[i] >= 0) dual[i] = duals[rowAt[i]];
    cutDual = Arrays.copyOfRange(duals, rows, duals.length);
    return true;
  }

  /// Numbers the entries of a stage from 0; the others get -1.
  private static int number(int[] at, int[] stages, int y) {
    int n = 0;
    for (int j = 0; j < at.length; j++) at[j] = Math.max(0, stages[j]) == y ? n++ : -1;
    return n;
  }

  /// The cut that stage y, solved last, gives to the one before.
  private Cut cut(int y) { // (2)
    double[] slope = new double[lp.columns()];
    for (int j = 0; j < slope.length; j++) {
      if (stageOf[j] >= y) continue;
      slope[j] = costs.linear[y][j]; // (3)
      for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) slope[j] -= dual[lp.indices()[k]] * lp.values()[k];
    }
    for (int u = 0; u < cutDual.length; u++) {
      Cut c = cuts.get(y).get(u);
      for (int k = 0; k < c.columns.length; k++) if (stageOf[c.columns[k]] < y) slope[c.columns[k]] += cutDual[u] * c.slopes[k];
    }
    double atLeast = optimum[y];
    List<Integer> columns = new ArrayList<>();
    for (int j = 0; j < slope.length; j++)
      if (slope[j] != 0) {
        columns.add(j);
        atLeast -= slope[j] * x[j];
      }
    int[] used = columns.stream().mapToInt(j -> j).toArray();
    return new Cut(atLeast, used, Arrays.stream(used).mapToDouble(j -> slope[j]).toArray());
  }
}
