package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
  @Test
  void agreesWithTheLibraryToTheLastBit() {
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      double v = Double.longBitsToDouble(random.nextLong());
      if (!Double.isFinite(v)) continue;
      check(Double.toString(v));
      check(Double.toString(random.nextDouble() * 1e5));
      check(
          String.format(Locale.ROOT, "%." + random.nextInt(20) + "f", random.nextGaussian() * 100));
    }
  }

  private static void check(String text) {
    assertThat(Decimal.parse(text)).as(text).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.0",
        ".5",
        "5.",
        "+3",
        "007",
        "1e3",
        "1E-3",
        "123456789012345678901234567890",
        "0.1234567890123456789",
        "4.9e-324",
        "1e400"
      })
  void readsEveryDecimal(String text) {
    check(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "e5",
        "1e",
        "1e+",
        "1.2.3",
        "0x10",
        "1d",
        "1f",
        "NaN",
        "Infinity",
        "1 ",
        " 1",
        "1,5",
        "--1",
        "1e5.5",
        "\u0661"
      })
  void everythingElseIsNotANumber(String text) {
    assertThat(Decimal.parse(text)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -2.5, 0.1, 1e15, 123456789, 1e-9, Double.MAX_VALUE})
  void textReadsBack(double v) {
    assertThat(Decimal.parse(Decimal.text(v))).isEqualTo(v);
  }
}
