package org.loadstar.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.loadstar.model.Tables;

class MarginsTest {
  private static Margins margins(double... shortfallMw) {
    Tables t = new Tables();
    for (int i = 0; i < shortfallMw.length; i++)
      t.get("reserve")
          .add("plan", 2030, "R" + i / 2, i % 2 == 0 ? "summer" : "winter", 1e4, 1e4, 0.0, shortfallMw[i], 1.0);
    return Margins.of(Rows.of(t.get("reserve")));
  }

  private static String caution(Margins plan, Margins twin) {
    return plan.caution(2030, twin).replace(Figures.THIN, " ");
  }

  @Test
  void missedMarginsAreToldAgainstTheTwin() {
    assertThat(caution(margins(2000, 500, 3000, 0), margins(0, 400, 0, 0)))
        .isEqualTo(
            "3 of 4 reserve margins (region and season) are missed in 2030, by 5 GW in sum in the summer;"
                + " without new AI load 1 is missed, by 400 MW in sum in the winter.");
  }

  @Test
  void aTwinThatMeetsAllOrIsMissingIsSaidSo() {
    assertThat(caution(margins(2000, 0), margins(0, 0))).endsWith("; without new AI load none is missed.");
    assertThat(caution(margins(2000, 0), margins())).endsWith("; without new AI load: no twin in this run.");
  }

  @Test
  void whatASolverLeavesOfZeroIsNotMissed() {
    assertThat(caution(margins(1e-9, 0.4), margins(900, 0))).isEmpty();
  }
}
