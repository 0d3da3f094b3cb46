package org.loadstar.lp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loadstar.lp.highs.HighsSolver;

/// A newsvendor: x is bought at 1 before the demand is known, what lacks then costs 2. Demand is 1 with probability 0.7, 3 with 0.3:
///
/// ```
/// C_low(x) = x + 2 max(0, 1 - x),   C_high(x) = x + 2 max(0, 3 - x)
/// mean for x in [1, 3]: 0.7 x + 0.3 (6 - x) = 1.8 + 0.4 x, least at x = 1: 2.2
/// ```
class ExtensiveFormTest {
  private static final double[] P = {0.7, 0.3};
  private static final double SMALL = 1e-7;

  private static Lp future(double demand) {
    LpBuilder b = new LpBuilder();
    int x = b.columns("paper.build", "", 0, List.of("paper"), 0, 10).at(0);
    int y = b.columns("paper.short", "", 1, List.of("paper"), 0, 10).at(0);
    b.cost(x, "buy", 1);
    b.cost(y, "short", 2);
    b.at(b.rows("demand", "", 1, List.of("paper")).at(0)).add(x, 1).add(y, 1).ge(demand);
    return b.build();
  }

  private static final List<Lp> FUTURES = List.of(future(1), future(3));
  private static final ExtensiveForm FORM = new ExtensiveForm(FUTURES, P, List.of(new int[] {0, 0}));

  private static Solution solve(Lp lp) {
    return new HighsSolver().solve(lp, SolveOptions.defaults(), Progress.silent());
  }

  @Test
  void theMeanIsLeastWhereTheNewsvendorBuysLittle() {
    Solution s = solve(FORM.expected());
    assertThat(s.objective()).isEqualTo(2.2, within(SMALL));
    assertThat(FORM.of(0, s.point())).containsExactly(new double[] {1, 0}, within(SMALL));
    assertThat(FORM.of(1, s.point())).containsExactly(new double[] {1, 2}, within(SMALL));
    assertThat(FUTURES.get(1).objective(FORM.of(1, s.point()))).isEqualTo(5, within(SMALL));
  }

  /// At level 0.5 the tail holds all of the dear future and 0.2 of the cheap one: 0.4 x + 0.6 (6 - x) = 3.6 - 0.2 x for x in [1, 3]. Weight 0.8
  /// gives 0.2 (1.8 + 0.4 x) + 0.8 (3.6 - 0.2 x) = 3.24 - 0.08 x, least at x = 3: 3; weight 0.5 gives 2.7 + 0.1 x, least at x = 1: 2.8.
  @Test
  void whoFearsTheTailBuysMore() {
    Solution brave = solve(FORM.atRisk(0.5, 0.5, 0));
    assertThat(brave.objective()).isEqualTo(2.8, within(SMALL));
    assertThat(FORM.of(0, brave.point())[0]).isEqualTo(1, within(SMALL));
    Solution careful = solve(FORM.atRisk(0.5, 0.8, 0));
    assertThat(careful.objective()).isEqualTo(3, within(SMALL));
    assertThat(FORM.of(1, careful.point())[0]).isEqualTo(3, within(SMALL));
    assertThat(solve(FORM.atRisk(0.5, 0, 0)).objective()).isEqualTo(2.2, within(SMALL));
  }

  @Test
  void theLowerLimitOfTheValueAtRiskProvesABound() {
    Lp lp = FORM.atRisk(0.5, 0.8, 1);
    Certificate c = Certificate.of(lp, solve(lp));
    assertThat(c.ok()).isTrue();
    assertThat(c.lowerBound()).isEqualTo(3, within(1e-6));
  }

  /// Regrets x - 1 and 3 - x meet at x = 2.
  @Test
  void leastRegretLiesBetweenTheFutures() {
    Solution s = solve(FORM.regret(new double[] {1, 3}));
    assertThat(FORM.of(0, s.point())[0]).isEqualTo(2, within(SMALL));
    assertThat(s.objective()).isEqualTo(1 + 1e-3 * (1.8 + 0.4 * 2), within(SMALL));
  }

  @Test
  void whatAFutureCannotDecideIsDecidedInNone() {
    LpBuilder b = new LpBuilder();
    int y = b.columns("paper.short", "", 1, List.of("paper"), 0, 10).at(0);
    b.cost(y, "short", 2);
    b.at(b.rows("demand", "", 1, List.of("paper")).at(0)).add(y, 1).ge(1);
    b.constant("rent", 1, 5);
    ExtensiveForm form = new ExtensiveForm(List.of(b.build(), future(3)), P, List.of(new int[] {-1, 0}));
    Solution s = solve(form.expected());
    assertThat(form.of(1, s.point())[0]).isEqualTo(0, within(SMALL));
    assertThat(s.objective()).isEqualTo(0.7 * (2 + 5) + 0.3 * 6, within(SMALL));
  }

  @Test
  void oneFutureIsItsOwnProgram() {
    Solution s = solve(new ExtensiveForm(List.of(future(3)), new double[] {1}, List.of(new int[] {0})).expected());
    assertThat(s.objective()).isEqualTo(3, within(SMALL));
  }
}
