package org.loadstar.study.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResultHashTest {
  private static String text(double v) {
    StringBuilder s = new StringBuilder();
    ResultHash.number(s, v);
    return s.toString();
  }

  @Test
  void writesNineDigits() {
    assertThat(text(0)).isEqualTo("0");
    assertThat(text(-0.0)).isEqualTo("0");
    assertThat(text(1)).isEqualTo("100000000e-8");
    assertThat(text(-2.5e10)).isEqualTo("-250000000e2");
    assertThat(text(999999999.9)).isEqualTo("100000000e1");
    assertThat(text(Double.NaN)).isEqualTo("null");
  }

  @Test
  void agreesWithExactRounding() {
    Random random = new Random(1);
    for (int k = 0; k < 20_000; k++) {
      double v = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(60) - 30);
      BigDecimal exact = new BigDecimal(v).round(new MathContext(9));
      assertThat(new BigDecimal(text(v))).isEqualByComparingTo(exact);
    }
  }
}
