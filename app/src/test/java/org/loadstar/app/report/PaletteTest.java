package org.loadstar.app.report;

import static java.lang.Math.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Recomputes what the palette claims: contrast on white (WCAG 2) and distance of stack neighbours

/// (CIEDE2000) for normal
/// sight and for protan, deutan and tritan eyes (Machado, Oliveira and Fernandes 2009, severity 1,
/// on linear light).
class PaletteTest {
  private static final double[][][] EYES = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {
      {0.152286, 1.052583, -0.204868},
      {0.114503, 0.786281, 0.099216},
      {-0.003882, -0.048116, 1.051998}
    },
    {
      {0.367322, 0.860646, -0.227968},
      {0.280085, 0.672501, 0.047413},
      {-0.011820, 0.042940, 0.968881}
    },
    {
      {1.255528, -0.076749, -0.178779},
      {-0.078411, 0.930809, 0.147602},
      {0.004733, 0.691367, 0.303900}
    }
  };

  @Test
  void stackNeighboursDifferForAllEyes() {
    assertThat(least(1, false)).isGreaterThanOrEqualTo(18.75);
    assertThat(least(1, true)).isGreaterThanOrEqualTo(15.85);
  }

  @Test
  void neighboursStillDifferWhenOneTechnologyIsAbsent() {
    assertThat(min(least(1, false), least(2, false))).isGreaterThanOrEqualTo(12.35);
    assertThat(min(least(1, true), least(2, true))).isGreaterThanOrEqualTo(15.65);
  }

  @Test
  void paleHuesHaveAnEdgeThatStandsOutOnWhite() {
    assertThat(Arrays.stream(Palette.values()).filter(Palette::needsEdge))
        .containsExactly(
            Palette.FUSION,
            Palette.WIND_ONSHORE,
            Palette.SOLAR,
            Palette.GAS_CT,
            Palette.LONG_STORAGE);
    assertThat(Palette.contrast(Palette.EDGE, Palette.LIGHT_PAGE)).isGreaterThan(3);
    assertThat(Palette.rules())
        .contains(".f-solar{fill:var(--solar);stroke:var(--edge)}")
        .contains(".f-coal{fill:var(--coal);stroke:var(--card)}");
  }

  @Test
  void contrastOfBlackOnWhiteIs21() {
    assertThat(Palette.contrast("#000000", "#FFFFFF")).isEqualTo(21.0);
  }

  /// Pair 1 of the test data of Sharma, Wu and Dalal (2005).
  @Test
  void differenceAgreesWithPublishedPair() {
    assertThat(difference(new double[] {50, 2.6772, -79.7751}, new double[] {50, 0, -82.7485}))
        .isCloseTo(2.0425, org.assertj.core.data.Offset.offset(1e-4));
  }

  @Test
  void technologiesOfACaseFindTheirFamily() {
    assertThat(
            List.of(
                "gas_cc",
                "gas_steam",
                "nuclear_smr",
                "wind_offshore_fixed",
                "solar_pv",
                "battery:charge",
                "hydro_ror",
                "pumped_hydro",
                "export",
                "geothermal_egs_allkm_class1"))
        .extracting(Palette::of)
        .containsExactly(
            Palette.GAS_CC,
            Palette.GAS_CT,
            Palette.SMR,
            Palette.WIND_OFFSHORE,
            Palette.SOLAR,
            Palette.BATTERY,
            Palette.HYDRO,
            Palette.PUMPED_HYDRO,
            Palette.IMPORTS,
            Palette.GEOTHERMAL);
    assertThat(Palette.of("something else")).isEqualTo(Palette.OTHER);
  }

  /// Least difference of two families that stand `apart` places from each other in the stack, over

  /// all eyes.
  private static double least(int apart, boolean dark) {
    double least = 1e9;
    for (double[][] eye : EYES)
      for (int i = 0; i + apart < Palette.STACK.size(); i++)
        least = min(least, difference(lab(hue(i, dark), eye), lab(hue(i + apart, dark), eye)));
    return least;
  }

  private static String hue(int i, boolean dark) {
    return dark ? Palette.STACK.get(i).dark : Palette.STACK.get(i).light;
  }

  private static double[] lab(String hex, double[][] eye) {
    double[] c = Palette.linear(hex);
    double[] s = new double[3];
    for (int i = 0; i < 3; i++)
      s[i] = max(0, min(1, eye[i][0] * c[0] + eye[i][1] * c[1] + eye[i][2] * c[2]));
    double x = f((0.4124564 * s[0] + 0.3575761 * s[1] + 0.1804375 * s[2]) / 0.95047);
    double y = f(0.2126729 * s[0] + 0.7151522 * s[1] + 0.0721750 * s[2]);
    double z = f((0.0193339 * s[0] + 0.1191920 * s[1] + 0.9503041 * s[2]) / 1.08883);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double f(double t) {
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  }

  /// CIEDE2000.
  private static double difference(double[] p, double[] q) {
    double mean = (hypot(p[1], p[2]) + hypot(q[1], q[2])) / 2;
    double g = 0.5 * (1 - sqrt(pow(mean, 7) / (pow(mean, 7) + pow(25, 7))));
    double a1 = p[1] * (1 + g);
    double a2 = q[1] * (1 + g);
    double c1 = hypot(a1, p[2]);
    double c2 = hypot(a2, q[2]);
    double h1 = angle(p[2], a1);
    double h2 = angle(q[2], a2);
    double dh = h2 - h1;
    if (c1 * c2 == 0) dh = 0;
    else if (dh > 180) dh -= 360;
    else if (dh < -180) dh += 360;
    double dl = q[0] - p[0];
    double dc = c2 - c1;
    double dH = 2 * sqrt(c1 * c2) * sin(toRadians(dh / 2));
    double l = (p[0] + q[0]) / 2;
    double c = (c1 + c2) / 2;
    double h =
        c1 * c2 == 0
            ? h1 + h2
            : abs(h1 - h2) <= 180
                ? (h1 + h2) / 2
                : h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
    double t =
        1
            - 0.17 * cos(toRadians(h - 30))
            + 0.24 * cos(toRadians(2 * h))
            + 0.32 * cos(toRadians(3 * h + 6))
            - 0.20 * cos(toRadians(4 * h - 63));
    double sl = 1 + 0.015 * pow(l - 50, 2) / sqrt(20 + pow(l - 50, 2));
    double sc = 1 + 0.045 * c;
    double sh = 1 + 0.015 * c * t;
    double rt =
        -sin(toRadians(60 * exp(-pow((h - 275) / 25, 2))))
            * 2
            * sqrt(pow(c, 7) / (pow(c, 7) + pow(25, 7)));
    return sqrt(pow(dl / sl, 2) + pow(dc / sc, 2) + pow(dH / sh, 2) + rt * (dc / sc) * (dH / sh));
  }

  private static double angle(double b, double a) {
    double h = toDegrees(atan2(b, a));
    return h < 0 ? h + 360 : h;
  }
}
