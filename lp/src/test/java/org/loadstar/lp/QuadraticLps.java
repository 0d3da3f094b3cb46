package org.loadstar.lp;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;

import java.util.List;
import java.util.Random;

/// Separable convex quadratic programs, the same for the same seed.
public final class QuadraticLps {
  private QuadraticLps() {}

  /// The random program of [RandomLps] with quadratic costs on about half of its columns.
  public static Lp random(long seed, int rows, int columns) {
    Lp lp = RandomLps.feasible(seed, rows, columns);
    Random r = new Random(1000 + seed);
    for (int j = 0; j < columns; j++) if (r.nextBoolean()) lp.quadratic(j, Math.exp(2 * r.nextGaussian()));
    return lp;
  }

  /// Dispatch of generators with quadratic costs on a network with voltage angles (DC power flow): quantities in GW and
  /// rad, money in thousand USD an hour. A random planar-like network: a tree to near neighbours and half as many further
  /// lines; capacities bind on some of them; load can be shed.
  ///
  /// @param quadratic false for the linear part alone
  public static Lp dispatch(long seed, int generators, int buses, boolean quadratic) {
    Random r = new Random(seed);
    int lines = buses - 1 + buses / 2;
    LpBuilder b = new LpBuilder();
    Block output = b.columns("generator.output", "GW", -1, RandomLps.names("g", generators), 0, 1);
    Block angle = b.columns("bus.angle", "rad", -1, RandomLps.names("b", buses), NEGATIVE_INFINITY, POSITIVE_INFINITY);
    Block flow = b.columns("line.flow", "GW", -1, RandomLps.names("l", lines), 0, 0);
    Block shed = b.columns("bus.unserved", "GW", -1, RandomLps.names("b", buses), 0, 0);
    Block balance = b.rows("bus.balance", "GW", -1, RandomLps.names("b", buses));
    Block law = b.rows("line.law", "rad", -1, RandomLps.names("l", lines));
    b.bounds(angle.at(0), 0, 0);
    double capacity = 0;
    for (int g = 0; g < generators; g++) {
      double size = 0.02 + 0.6 * r.nextDouble() * r.nextDouble();
      capacity += size;
      boolean free = r.nextInt(5) == 0;
      b.bounds(output.at(g), 0, size);
      b.cost(output.at(g), "fuel", free ? 0 : 15 + 45 * r.nextDouble());
      if (quadratic && !free) b.quadratic(output.at(g), "fuel", (2 + 20 * r.nextDouble()) / size / 2);
      b.at(balance.at(r.nextInt(buses))).add(output.at(g), 1);
    }
    double[] load = new double[buses];
    double total = 0;
    for (int k = 0; k < buses; k++) {
      load[k] = r.nextInt(4) == 0 ? 0 : Math.exp(r.nextGaussian());
      total += load[k];
    }
    for (int k = 0; k < buses; k++) {
      double p = load[k] * 0.6 * capacity / total;
      b.bounds(shed.at(k), 0, p);
      b.cost(shed.at(k), "unserved", 3000);
      b.at(balance.at(k)).add(shed.at(k), 1).eq(p);
    }
    for (int l = 0; l < lines; l++) {
      int to = l < buses - 1 ? l + 1 : 1 + r.nextInt(buses - 1);
      int from = Math.max(0, to - 1 - r.nextInt(Math.max(1, Math.min(to, 40))));
      double rating = 0.3 + 3 * r.nextDouble() * r.nextDouble() * capacity / 100;
      b.bounds(flow.at(l), -rating, rating);
      b.at(balance.at(from)).add(flow.at(l), -1);
      b.at(balance.at(to)).add(flow.at(l), 1);
      b.at(law.at(l)).add(angle.at(from), 1).add(angle.at(to), -1).add(flow.at(l), -(0.02 + 0.2 * r.nextDouble())).eq(0);
    }
    return b.build();
  }

  /// Two generators serve 3 GW: 10 x + 2 x^2 and 14 y + y^2 (amounts, so q is 4 and 2). Marginal costs 10 + 4 x and
  /// 14 + 2 y are equal at x = 5/3, y = 4/3.
  public static LpBuilder twoGenerators() {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("output", "GW", -1, List.of("x", "y"), 0, POSITIVE_INFINITY);
    Block load = b.rows("load", "GW", -1, List.of("z"));
    b.cost(x.at(0), "fuel", 10);
    b.cost(x.at(1), "fuel", 14);
    b.quadratic(x.at(0), "wear", 2);
    b.quadratic(x.at(1), "wear", 1);
    b.at(load.at(0)).add(x.at(0), 1).add(x.at(1), 1).eq(3);
    return b;
  }
}
