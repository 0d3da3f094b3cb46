package org.loadstar.lp.highs;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Commitment;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Session;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;

class MixedIntegerTest {
  private static final SolveOptions OPTIONS = SolveOptions.defaults().withGap(1e-3);

  private static Solution solve(Lp lp, SolveOptions options, Progress progress) {
    return new HighsSolver().solve(lp, options, progress);
  }

  /// 0 when the point is integer to the last bit where it has to be.
  private static double fraction(Lp lp, double[] x) {
    double worst = 0;
    for (int j = 0; j < x.length; j++) if (lp.integers()[j]) worst = Math.max(worst, Math.abs(x[j] - Math.rint(x[j])));
    return worst;
  }

  @Test
  void incumbentAndBoundAreReportedAndCloseIn() {
    Lp lp = Commitment.of(1, 10, 12);
    List<double[]> reports = new ArrayList<>();
    Solution s = solve(lp, OPTIONS, (t, i, lower, upper) -> reports.add(new double[] {lower, upper}));
    assertThat(s.status()).isEqualTo(Status.OPTIMAL);
    assertThat(fraction(lp, s.point())).isZero();
    assertThat(s.objective() - s.bound()).isBetween(-1e-6, 1e-3 * s.objective() + 1e-6);
    List<double[]> both = reports.stream().filter(r -> r[0] > NEGATIVE_INFINITY && r[1] < POSITIVE_INFINITY).toList();
    assertThat(both).isNotEmpty();
    for (double[] r : both) {
      assertThat(r[0]).isLessThanOrEqualTo(s.objective() + 1e-6);
      assertThat(r[1]).isGreaterThanOrEqualTo(s.bound() - 1e-6);
    }
  }

  @Test
  void aWiderGapStopsEarlierAndIsKept() {
    Lp lp = Commitment.of(2, 10, 12);
    Solution loose = solve(lp, OPTIONS.withGap(0.2), Progress.silent());
    assertThat(loose.status()).isEqualTo(Status.OPTIMAL);
    assertThat(loose.objective() - loose.bound()).isLessThanOrEqualTo(0.2 * loose.objective());
    Solution tight = solve(lp, OPTIONS, Progress.silent());
    assertThat(tight.objective() - tight.bound()).isLessThanOrEqualTo(1e-3 * tight.objective() + 1e-6);
    assertThat(tight.iterations()).isGreaterThan(loose.iterations());
    assertThat(tight.bound()).isLessThanOrEqualTo(loose.objective() + 1e-6);
  }

  /// The same program with costs a hundred thousand times smaller, where an absolute gap of 1e-6 would be a wide one.
  @Test
  void smallObjectivesAreSolvedToTheRelativeGapToo() {
    Lp lp = Commitment.of(4, 8, 8);
    for (int j = 0; j < lp.columns(); j++) lp.cost(j, 1e-5 * lp.costs()[j]);
    Solution s = solve(lp, OPTIONS.withGap(1e-6), Progress.silent());
    assertThat(s.objective()).isLessThan(0.01);
    assertThat(s.objective() - s.bound()).isLessThanOrEqualTo(2e-6 * s.objective());
  }

  @Test
  void anInterruptGivesTheIncumbentItsBoundAndLocalDuals() {
    Lp lp = Commitment.of(1, 30, 24);
    Solution s = solve(lp, OPTIONS.withGap(1e-6), (t, i, lower, upper) -> upper == POSITIVE_INFINITY);
    assertThat(s.status()).isEqualTo(Status.INTERRUPTED);
    assertThat(fraction(lp, s.point())).isZero();
    assertThat(Certificate.primalResidual(lp, s.point())).isLessThan(1e-6);
    assertThat(s.bound()).isFinite().isLessThan(s.objective());
    assertThat(s.rowDual()).isNotNull();
    assertThat(s.local()).isTrue();
  }

  @Test
  void aSessionGoesOnAfterAnInterrupt() {
    Lp lp = Commitment.of(5, 8, 8);
    try (Session session = new HighsSolver().open(lp)) {
      Solution stopped = session.solve(OPTIONS, (t, i, lower, upper) -> false);
      assertThat(stopped.status()).isEqualTo(Status.INTERRUPTED);
      Solution s = session.solve(OPTIONS, Progress.silent());
      assertThat(s.status()).isEqualTo(Status.OPTIMAL);
      assertThat(s.objective()).isEqualTo(solve(lp, OPTIONS, Progress.silent()).objective(), within(1e-3 * s.objective()));
    }
  }

  @Test
  void aTimeLimitGivesWhatThereIs() {
    Lp lp = Commitment.of(1, 30, 24);
    Solution s = solve(lp, OPTIONS.withGap(1e-9).withMaxSeconds(0.6), Progress.silent());
    assertThat(s.status()).isEqualTo(Status.LIMIT);
    if (s.x() != null) assertThat(Certificate.primalResidual(lp, s.point())).isLessThan(1e-6);
    else assertThat(s.objective()).isNaN();
  }

  @Test
  void localDualsPriceTheProgramWithItsIntegersFixed() {
    Lp lp = Commitment.of(3, 6, 6);
    Solution s = solve(lp, OPTIONS, Progress.silent());
    assertThat(s.local()).isTrue();
    Lp fixed = lp.relaxed();
    for (int j = 0; j < lp.columns(); j++) if (lp.integers()[j]) fixed.bounds(j, s.point()[j], s.point()[j]);
    Solution again = solve(fixed, OPTIONS, Progress.silent());
    assertThat(again.local()).isFalse();
    assertThat(again.objective()).isEqualTo(s.objective(), within(1e-6));
    assertThat(Certificate.of(fixed, new Solution(
            s.status(), s.x(), s.rowDual(), s.objective(), s.bound(), 0, 0, "test", true, null)).gap())
        .isBetween(-1e-9, 1e-9);
  }

  @Test
  void theCertificateKeepsTheClaimedBoundApartFromTheProvenOne() {
    Lp lp = Commitment.of(3, 6, 6);
    Solution s = solve(lp, OPTIONS, Progress.silent());
    Solution relaxed = solve(lp.relaxed(), OPTIONS, Progress.silent());
    Certificate local = Certificate.of(lp, s);
    Certificate c = Certificate.of(lp, s, relaxed);
    assertThat(c.ok()).isTrue();
    assertThat(c.relaxation()).isTrue();
    assertThat(c.claimedBound()).isEqualTo(s.bound());
    assertThat(c.claimedGap()).isBetween(-1e-9, 1e-3);
    assertThat(c.lowerBound()).isEqualTo(relaxed.objective(), within(1e-6)).isGreaterThan(local.lowerBound());
    assertThat(c.gap()).isGreaterThan(c.claimedGap());
    assertThat(c.complementarity()).isLessThan(1e-9);
  }
}
