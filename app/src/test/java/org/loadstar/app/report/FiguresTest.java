package org.loadstar.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  private static String plainSpaces(String s) {
    return s.replace(Figures.THIN, " ");
  }

  @ParameterizedTest
  @CsvSource({
    "41.234, 41.2",
    "1234567, 1 230 000",
    "-0.01234, −0.0123",
    "0, 0",
    "NaN, n/a",
    "50, 50",
    "999.6, '1 000'",
    "2.50, 2.5",
    "1e-9, 10⁻⁹",
    "3.14e-8, 3.14×10⁻⁸"
  })
  void threeDigitsThinSpacesTrueMinus(double x, String text) {
    assertThat(plainSpaces(Figures.sig(x))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"41234, 41.2 GW", "412, 412 MW", "999.6, 1 GW", "0, 0 MW", "2.24e-9, 0 MW", "0.49, 0 MW", "-5000, −5 GW"})
  void power(double mw, String text) {
    assertThat(plainSpaces(Figures.power(mw))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"2.24e-12, 0", "-4e-4, 0", "0.0012, 0.0012", "-1.12, −1.12", "NaN, n/a"})
  void whatASolverLeavesOfZeroIsZero(double gw, String text) {
    assertThat(plainSpaces(Figures.amount(gw))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1.02e12, $1.02 tn",
    "3.1e10, $31 bn",
    "-2.5e6, −$2.5 m",
    "0, $0",
    "412.4, $412",
    "999960000000, $1 tn"
  })
  void money(double usd, String text) {
    assertThat(plainSpaces(Figures.money(usd))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1e-15, <0.0001 %", "0.0008, 0.08 %", "0.712, 71.2 %", "1, 100 %", "0.9996, 100 %"})
  void percent(double share, String text) {
    assertThat(plainSpaces(Figures.percent(share))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "12345678.5, 12345678.5",
    "-3, -3",
    "NaN, ''",
    "1e-7, 1E-7",
    "0.30000000000000004, 0.3"
  })
  void plainNumbersAreReadByMachines(double x, String text) {
    assertThat(Figures.plain(x)).isEqualTo(text);
  }

  /// Labels of neighbouring ticks are as far apart as the ticks.
  @ParameterizedTest
  @CsvSource({"7.5, 2.5, 7.5", "5, 2.5, 5.0", "0.25, 0.25, 0.25", "750, 250, 750", "3, 1, 3", "0.2, 0.1, 0.2", "0, 2.5, 0"})
  void aTickHasTheDigitsOfItsStep(double x, double step, String text) {
    assertThat(plainSpaces(Figures.tick(x, step))).isEqualTo(text);
  }
}
