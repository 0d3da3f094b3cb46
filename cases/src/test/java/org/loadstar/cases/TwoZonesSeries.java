package org.loadstar.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.loadstar.model.Hourly;

/// The hourly files of `examples/two-zones` by the formulas of its README.
final class TwoZonesSeries {
  private static final double YEAR = Hourly.HOURS;
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private TwoZonesSeries() {}

  static String demand() {
    var s = new StringBuilder("hour,utc,West,East\n");
    for (int t = 0; t < Hourly.HOURS; t++) {
      double west =
          300 * (1 + 0.10 * c(t, YEAR, 360) + 0.05 * c(t, YEAR / 2, 360) + 0.12 * c(t, 24, 0));
      double east =
          700 * (1 + 0.08 * c(t, YEAR, 4700) + 0.06 * c(t, YEAR / 2, 360) + 0.18 * c(t, 24, 23));
      s.append(t + 1)
          .append(',')
          .append(label(t))
          .append(',')
          .append(Math.round(west))
          .append(',')
          .append(Math.round(east))
          .append('\n');
    }
    return s.toString();
  }

  static String wind() {
    var s = new StringBuilder("hour,utc,West\n");
    for (int t = 0; t < Hourly.HOURS; t++) {
      double wind =
          0.38
              + 0.10 * c(t, YEAR, 1500)
              + 0.08 * c(t, 24, 8)
              + 0.22 * c(t, 61, 0)
              + 0.20 * c(t, 157, 40);
      long percent = Math.round(100 * Math.min(0.98, Math.max(0, wind)));
      s.append(t + 1)
          .append(",,")
          .append(
              percent == 0
                  ? "0"
                  : percent % 10 == 0
                      ? "." + percent / 10
                      : percent < 10 ? ".0" + percent : "." + percent)
          .append('\n');
    }
    return s.toString();
  }

  private static double c(int t, double period, double shift) {
    return StrictMath.cos(2 * Math.PI * (t - shift) / period);
  }

  private static String label(int t) {
    int day = t / 24;
    int month = 0;
    while (day >= DAYS[month]) day -= DAYS[month++];
    return String.format("%02d-%02dT%02d", month + 1, day + 1, t % 24);
  }

  /// Writes both files anew into the case folder given.
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Files.writeString(folder.resolve("demand_mw.csv"), demand());
    Files.writeString(folder.resolve("profiles/wind.csv"), wind());
  }
}
