package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.lp.Block;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpBuilder;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Session;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Solver;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.HighsSolver;

class IntegersTest {
  private static final SolveOptions OPTIONS = SolveOptions.defaults();

  /// Units of 0.3 GW beside a dear plant of any size serve a load by the hour.
  private static Lp units(Random r, double most) {
    LpBuilder b = new LpBuilder();
    int hours = 24;
    int u = b.columns("units", "1", 0, List.of("all"), 0, most).at(0);
    b.integer(u);
    b.cost(u, "capex", 2);
    int n = b.columns("new", "GW", 0, List.of("all"), 0, Double.POSITIVE_INFINITY).at(0);
    b.at(b.rows("size", "GW", 0, List.of("all")).at(0)).add(n, 1).add(u, -0.3).eq(0);
    Block p = b.columns("cheap", "GW", 0, List.of("all"), hours, 0, Double.POSITIVE_INFINITY);
    Block q = b.columns("dear", "GW", 0, List.of("all"), hours, 0, Double.POSITIVE_INFINITY);
    Block limit = b.rows("limit", "GW", 0, List.of("all"), hours);
    Block load = b.rows("load", "GW", 0, List.of("all"), hours);
    for (int t = 0; t < hours; t++) {
      b.cost(q.at(0, t), "fuel", 1);
      b.at(limit.at(0, t)).add(p.at(0, t), 1).add(n, -1).le(0);
      b.at(load.at(0, t)).add(p.at(0, t), 1).add(q.at(0, t), 1).ge(0.4 + r.nextDouble());
    }
    return b.build();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void thePlanIsWholeAndTheBoundIsThatOfTheRelaxation(int seed) {
    Lp lp = units(new Random(seed), 10);
    Solving.Solved exact = Solving.solve(lp, "auto", OPTIONS, Progress.silent());
    Solving.Solved s = Integers.solve(lp, "auto", OPTIONS, 0, Progress.silent());
    double plan = s.certificate().recomputedObjective();
    double best = exact.certificate().recomputedObjective();
    assertThat(s.hasPlan()).isTrue();
    assertThat(s.solution().local()).isTrue();
    assertThat(s.certificate().ok()).isTrue();
    assertThat(Math.rint(s.solution().point()[0])).isEqualTo(s.solution().point()[0]);
    assertThat(plan).isGreaterThanOrEqualTo(best - 1e-6).isLessThan(1.05 * best);
    assertThat(s.certificate().lowerBound()).isLessThanOrEqualTo(best + 1e-6).isGreaterThan(0.9 * best);
  }

  /// Solves nothing, or gives a point that is none.
  private record Failing(double @Nullable [] point) implements Solver {
    @Override
    public String name() {
      return "failing";
    }

    @Override
    public Session open(Lp lp) {
      return new Session() {
        @Override
        public Solution solve(SolveOptions o, Progress p) {
          return new Solution(Status.FAILED, point, point == null ? null : new double[lp.rows()], 0, Double.NEGATIVE_INFINITY, 0, 0, name(), false, null);
        }

        @Override
        public void start(Solution from) {}

        @Override
        public void close() {}
      };
    }
  }

  @Test
  void aSolverThatFailsOnTheFixedNumbersIsFollowedByAnother() {
    Lp lp = units(new Random(1), 10);
    List<Solver> chain = List.of(new Failing(null), new Failing(new double[lp.columns()]), new HighsSolver());
    Solving.Solved s = Integers.whole(lp, chain, OPTIONS, 0);
    assertThat(s.hasPlan()).isTrue();
    assertThat(s.certificate().recomputedObjective())
        .isEqualTo(Integers.solve(lp, "auto", OPTIONS, 0, Progress.silent()).certificate().recomputedObjective());
  }

  /// Nobody has a plan: the bound stands, and it is no fault of the program.
  @Test
  void whereAllFailTheBoundStands() {
    Lp lp = units(new Random(1), 10);
    Solving.Solved s = Integers.whole(lp, List.of(new Failing(null)), OPTIONS, 0);
    assertThat(s.hasPlan()).isFalse();
    assertThat(s.solution().status()).isEqualTo(Status.LIMIT);
    assertThat(s.certificate().lowerBound()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void fewerUnitsThanWouldPayAreAllBuilt(double most) {
    Solving.Solved s = Integers.solve(units(new Random(1), most), "auto", OPTIONS, 0, Progress.silent());
    assertThat(s.solution().point()[0]).isEqualTo(most);
  }

  @Test
  void anInfeasibleProgramSaysSo() {
    Lp lp = units(new Random(1), 10);
    lp.rowBounds(0, 1, 1);
    lp.bounds(1, 0, 0.5);
    lp.bounds(0, 0, 0);
    assertThat(Integers.solve(lp, "auto", OPTIONS, 0, Progress.silent()).solution().status()).isEqualTo(Status.INFEASIBLE);
  }
}
