package org.loadstar.lp;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Feasible and bounded random programs, the same for the same seed.
public final class RandomLps {
  private RandomLps() {}

  /// A program with a known feasible point; rows of every sense, boxed and one-sided columns.
  public static Lp feasible(long seed, int rows, int columns) {
    Random r = new Random(seed);
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "1", -1, names("x", columns), 0, 10);
    Block row = b.rows("row", "1", -1, names("r", rows));
    double[] point = new double[columns];
    for (int j = 0; j < columns; j++) {
      point[j] = r.nextInt(4) == 0 ? 0 : 10 * r.nextDouble();
      // a negative cost needs its upper bound, else the program may be unbounded
      double cost = 2 * r.nextGaussian() + 1;
      b.cost(x.at(j), "cost", cost);
      if (cost > 0 && r.nextBoolean()) b.bounds(x.at(j), 0, Double.POSITIVE_INFINITY);
    }
    for (int i = 0; i < rows; i++) {
      double activity = 0;
      LpBuilder.Row cursor = b.at(row.at(i));
      for (int k = 0; k < 4; k++) {
        int j = r.nextInt(columns);
        double a = r.nextGaussian();
        cursor.add(x.at(j), a);
        activity += a * point[j];
      }
      switch (r.nextInt(4)) {
        case 0 -> cursor.eq(activity);
        case 1 -> cursor.le(activity + r.nextDouble());
        case 2 -> cursor.ge(activity - r.nextDouble());
        default -> cursor.between(activity - r.nextDouble(), activity + r.nextDouble());
      }
    }
    return b.build();
  }

  public static List<String> names(String prefix, int n) {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < n; k++) names.add(prefix + k);
    return names;
  }
}
