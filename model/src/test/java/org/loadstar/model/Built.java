package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.loadstar.lp.Block;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.HighsSolver;

/// A model with its program: columns and rows by name, and its solution.
final class Built {
  final Model model;
  final Lp lp;

  Built(Model model) {
    this(model, model.program());
  }

  private Built(Model model, Lp lp) {
    this.model = model;
    this.lp = lp;
  }

  int column(String quantity, String member, int stage, int t) {
    return find(lp.columnBlocks(), quantity, member, stage, t);
  }

  int row(String name, String member, int stage, int t) {
    return find(lp.rowBlocks(), name, member, stage, t);
  }

  boolean hasRow(String name) {
    return lp.rowBlocks().stream().anyMatch(b -> b.name().equals(name) && b.size() > 0);
  }

  private static int find(List<Block> blocks, String name, String member, int stage, int t) {
    for (Block b : blocks) {
      int i = b.members().indexOf(member);
      if (b.name().equals(name) && b.stage() == stage && i >= 0) return b.at(i, t);
    }
    throw new IllegalArgumentException("no " + name + "[" + member + ",s" + stage + ",t" + t + "]");
  }

  double upper(String quantity, String member, int stage, int t) {
    return lp.uppers()[column(quantity, member, stage, t)];
  }

  double lower(String quantity, String member, int stage, int t) {
    return lp.lowers()[column(quantity, member, stage, t)];
  }

  double cost(String quantity, String member, int stage, int t) {
    return lp.costs()[column(quantity, member, stage, t)];
  }

  /// A random point, the same at every run, and the rows there.
  Point random() {
    Random random = new Random(7);
    double[] x = random.doubles(lp.columns(), -3, 3).toArray();
    return new Point(x, lp.times(x));
  }

  /// Values of columns, and A x.
  final class Point {
    private final double[] x;
    private final double[] ax;

    private Point(double[] x, double[] ax) {
      this.x = x;
      this.ax = ax;
    }

    double x(String quantity, String member, int stage, int t) {
      return x[column(quantity, member, stage, t)];
    }

    /// A x of a row.
    double activity(String name, String member, int stage, int t) {
      return ax[Built.this.row(name, member, stage, t)];
    }

    double x(String quantity, String member) {
      return x(quantity, member, 0, 0);
    }

    /// Asserts that a row reads `formula <= bound`.
    void atMost(String name, String member, int t, double formula, double bound) {
      says(name, member, 0, t, formula, Double.NEGATIVE_INFINITY, bound);
    }

    /// Asserts that a row reads `formula >= bound`.
    void atLeast(String name, String member, int t, double formula, double bound) {
      says(name, member, 0, t, formula, bound, Double.POSITIVE_INFINITY);
    }

    /// Asserts that a row reads `formula = bound`.
    void equal(String name, String member, int t, double formula, double bound) {
      says(name, member, 0, t, formula, bound, bound);
    }

    void says(String name, String member, int stage, int t, double formula, double lo, double up) {
      int i = row(name, member, stage, t);
      Offset<Double> tiny = Offset.offset(1e-9);
      assertThat(ax[i]).as("A x of %s[%s,s%d,t%d]", name, member, stage, t).isEqualTo(formula, tiny);
      if (Double.isInfinite(lo)) assertThat(lp.rowLowers()[i]).isEqualTo(lo);
      else assertThat(lp.rowLowers()[i]).as("lower of %s[%s,t%d]", name, member, t).isEqualTo(lo, tiny);
      if (Double.isInfinite(up)) assertThat(lp.rowUppers()[i]).isEqualTo(up);
      else assertThat(lp.rowUppers()[i]).as("upper of %s[%s,t%d]", name, member, t).isEqualTo(up, tiny);
    }
  }

  /// Solves a program with integers, then again with the integers fixed, whose duals are local.
  Solved solveWhole() {
    assertThat(lp.isMixedInteger()).isTrue();
    Solution whole = attempt();
    assertThat(whole.status()).isEqualTo(Status.OPTIMAL);
    Lp fixed = lp.relaxed();
    double[] x = whole.point();
    for (int j = 0; j < lp.columns(); j++) {
      if (!lp.integers()[j]) continue;
      assertThat(x[j]).as(lp.columnName(j)).isCloseTo(Math.rint(x[j]), Offset.offset(1e-6));
      fixed.bounds(j, Math.rint(x[j]), Math.rint(x[j]));
    }
    Solved solved = new Built(model, fixed).solve();
    assertThat(solved.objective).isEqualTo(whole.objective(), Offset.offset(1e-6 * Math.max(1, Math.abs(whole.objective()))));
    return solved;
  }

  Solution attempt() {
    return new HighsSolver().solve(lp, SolveOptions.defaults(), Progress.silent());
  }

  /// Solves the relaxation, and asserts primal = dual = recomputed.
  Solved solve() {
    Solution s = new HighsSolver().solve(lp.relaxed(), SolveOptions.defaults(), Progress.silent());
    assertThat(s.status()).isEqualTo(Status.OPTIMAL);
    Certificate c = Certificate.of(lp.relaxed(), s);
    assertThat(c.ok()).as("%s", c).isTrue();
    double scale = Math.max(1, Math.abs(s.objective()));
    assertThat(c.lowerBound()).as("dual").isEqualTo(s.objective(), Offset.offset(1e-6 * scale));
    assertThat(c.complementarity()).isLessThan(1e-6);
    Solved solved = new Solved(this, s);
    assertThat(solved.costs()).as("costs by category").isEqualTo(s.objective(), Offset.offset(1e-7 * scale));
    return solved;
  }
}
