package org.loadstar.adequacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class FirmCapacityTest {
  private static final int HOURS = 24 * 60;

  private static PowerSystem.Builder system(int extra) {
    double[] d = new double[HOURS];
    for (int h = 0; h < HOURS; h++) d[h] = 700 + 120 * Math.sin(2 * Math.PI * h / 24);
    var b = new PowerSystem.Builder(HOURS);
    b.zone(new PowerSystem.Zone("A", "R", 0));
    b.load(0, d).units(ClosedFormTest.units("u", 0, 20, 50, 0.08, 30));
    if (extra > 0) b.units(ClosedFormTest.units("x", 0, extra, 50, 0.08, 30));
    return b;
  }

  @Test
  void roomMeetsTheStandard() {
    Options o = Options.of(300, 2, 2);
    var room = Objects.requireNonNull(FirmCapacity.room(system(0).build(), "A", 0.5, o, done -> true));
    assertThat(room.risk().loleDays().value()).isBetween(0.4, 0.5);
    double[] flat = {room.mw()};
    PowerSystem s = system(0).build();
    assertThat(MonteCarlo.run(s, new Weather(s), flat, o, done -> true).all()).isEqualTo(room.risk());
  }

  @Test
  void perfectCapacityIsWorthItself() {
    var with = system(0);
    with.units(new PowerSystem.Units("perfect", "", 0, 1, 60, 0, 1, 0, 1));
    var worth = Objects.requireNonNull(FirmCapacity.worth(with.build(), system(0).build(), "", 60, 0.5, Options.of(200, 2, 2), done -> true));
    assertThat(worth.mw()).isCloseTo(60, within(0.1));
  }

  @Test
  void unitsAreWorthLessThanTheirSize() {
    var worth = Objects.requireNonNull(FirmCapacity.worth(system(2).build(), system(0).build(), "R", 100, 0.5, Options.of(400, 2, 2), done -> true));
    assertThat(worth.mw()).isBetween(60.0, 96.0);
    assertThat(worth.standardError()).isLessThan(10);
  }
}
