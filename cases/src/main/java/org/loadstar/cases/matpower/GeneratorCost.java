package org.loadstar.cases.matpower;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Decimal;
import org.loadstar.cases.Faults;

/// A row of `gencost` as a constant and parts of the power, each with its range and cost.
///
/// @param constant USD/h
/// @param parts the first holds the power from its least up, the others what comes on top, in order of rising cost
public record GeneratorCost(double constant, List<Part> parts) {
  /// Slopes of printed points differ by rounding.
  private static final double SAME = 1e-5;

  /// @param low MW
  /// @param high MW
  /// @param linear USD/MWh
  /// @param square USD/MW^2 h
  public record Part(double low, double high, double linear, double square) {}

  /// The cost of a generator between `least` and `most` MW; null with a fault where it is not convex or not understood.
  public static @Nullable GeneratorCost of(MatpowerFile.Row row, double least, double most, Faults faults) {
    int model = (int) row.at(1);
    int n = (int) row.at(4);
    int needed = 4 + (model == 1 ? 2 * n : n);
    if (model != 1 && model != 2) {
      faults.add(row.place(), Decimal.text(row.at(1)), "the model of a gencost row must be 1 (pieces) or 2 (polynomial)");
      return null;
    }
    if (n < (model == 1 ? 2 : 1) || row.cells().length < needed) {
      faults.add(row.place(), Decimal.text(row.at(4)), "the gencost row has too few figures for its n");
      return null;
    }
    return model == 2 ? polynomial(row, n, least, most, faults) : pieces(row, n, least, most, faults);
  }

  /// Output between `least` and `most` MW that costs nothing.
  static GeneratorCost none(double least, double most) {
    return new GeneratorCost(0, List.of(new Part(least, most, 0, 0)));
  }

  /// USD/h at an output in MW; the first and the last part reach beyond their ranges.
  public double at(double p) {
    double usd = constant;
    double left = p;
    for (int k = 0; k < parts.size(); k++) {
      Part part = parts.get(k);
      double take = k + 1 == parts.size() ? left : Math.min(left, part.high);
      usd += part.linear * take + part.square * take * take;
      left -= take;
    }
    return usd;
  }

  private static @Nullable GeneratorCost polynomial(MatpowerFile.Row row, int n, double least, double most, Faults faults) {
    double[] c = new double[Math.max(3, n)]; // by power of p
    for (int k = 0; k < n; k++) c[n - 1 - k] = row.at(5 + k);
    for (int k = 3; k < n; k++)
      if (c[k] != 0) {
        faults.add(row.place(), Decimal.text(c[k]), "a cost of the power " + k + " of the output is not supported; allowed are 0 to 2");
        return null;
      }
    if (c[2] < 0) {
      faults.add(row.place(), Decimal.text(c[2]), "a quadratic cost must be 0 or more");
      return null;
    }
    return new GeneratorCost(c[0], List.of(new Part(least, most, c[1], c[2])));
  }

  /// The first and the last piece reach beyond their points, as in MATPOWER.
  private static @Nullable GeneratorCost pieces(MatpowerFile.Row row, int n, double least, double most, Faults faults) {
    List<Part> parts = new ArrayList<>();
    double constant = 0;
    double before = Double.NEGATIVE_INFINITY;
    for (int k = 0; k + 1 < n; k++) {
      double x = row.at(5 + 2 * k);
      double y = row.at(6 + 2 * k);
      double width = row.at(7 + 2 * k) - x;
      double slope = (row.at(8 + 2 * k) - y) / width;
      if (!(width > 0) || slope < before - SAME * Math.max(1, Math.abs(before))) {
        faults.add(row.place(), Decimal.text(width > 0 ? slope : x), "the points of a gencost row must ascend and its slopes must not fall");
        return null;
      }
      before = slope;
      double low = k == 0 ? least : Math.max(least, x);
      double high = k + 2 == n ? most : Math.min(most, x + width);
      if (high < low || high == low && !parts.isEmpty()) continue;
      if (parts.isEmpty()) {
        constant = y - slope * x;
        parts.add(new Part(low, high, slope, 0));
      } else {
        parts.add(new Part(0, high - low, slope, 0));
      }
    }
    return new GeneratorCost(constant, parts);
  }
}
