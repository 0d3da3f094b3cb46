package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileGuardTest {
  /// A site that stands at 0.5, but at 0.02 in the first 30 and the last 10 hours of the year.
  private static final Hourly SITE = TestCase.hourly(h -> h < 30 || h >= Hourly.HOURS - 10 ? 0.02 : 0.5);

  @Test
  void figuresByHand() {
    assertThat(ProfileGuard.longestLull(SITE)).isEqualTo(40);
    assertThat(ProfileGuard.longestLull(Hourly.constant(0))).isEqualTo(Hourly.HOURS);
    assertThat(ProfileGuard.longestLull(Hourly.constant(0.3))).isZero();
    assertThat(ProfileGuard.lowestWeek(SITE)).isEqualTo((30 * 0.02 + 138 * 0.5) / 168, within(1e-9));
    // Hours 0, 1, 2, ... over the hours of the year: 438 of 8760 lie below the 439th.
    assertThat(ProfileGuard.percentile5(TestCase.hourly(h -> h / 8760.0))).isEqualTo(438 / 8760.0, within(1e-12));
  }

  /// Load peaks in the lull, so the plain exponent credits the better site there with what only its good hours have.
  @Test
  void thePlainExponentLiftsTheLullThatThePlanKeeps() {
    TestCase c = TestCase.zones("A").demand("A", TestCase.hourly(h -> h < 30 ? 2000 : 1000)).technology("wind", Rows.Kind.VARIABLE);
    c.profile("w/a", SITE).generator("as read", "A", "wind", "existing", 100, "profile", "w/a");
    c.generator("better", "A", "wind", "maxNew", 100, "profile", "w/a", "profileMean", 0.74);
    List<ProfileGuard.Row> rows = ProfileGuard.of(c.data());
    assertThat(rows.get(0).unchanged()).isTrue();
    assertThat(rows.get(0).creditWinter().plain()).isEqualTo(rows.get(0).creditWinter().before());
    ProfileGuard.Row better = rows.get(1);
    assertThat(better.mean().after()).isEqualTo(0.74, within(1e-8));
    assertThat(better.mean().plain()).isEqualTo(0.74, within(1e-8));
    // 1 - 0.5^k is 0.743: k = 1.96, so the plain exponent doubles the lull, the plan's lifts it by 0.02/0.15 of that.
    assertThat(better.lowestWeek().plain()).isGreaterThan(better.lowestWeek().after());
    double lull = Reshape.toMean(SITE, 0.74).at(0);
    assertThat(Reshape.plain(SITE, 0.74).at(0)).isEqualTo(0.0389, within(2e-4));
    assertThat(lull).isEqualTo(0.02 + 0.02 / 0.15 * 0.0189, within(1e-4));
    assertThat(better.longestLullHours().before()).isEqualTo(40);
    // All 30 hours of the high load and 70 others: the first of winter after them.
    assertThat(better.creditWinter().before()).isEqualTo((30 * 0.02 + 70 * 0.5) / 100, within(1e-3));
    assertThat(better.creditSummer().before()).isEqualTo(0.5, within(1e-12));
  }
}
