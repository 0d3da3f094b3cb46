package org.loadstar.lp;

import static java.lang.Double.POSITIVE_INFINITY;

import java.util.List;

/// Programs small enough to read.
public final class Toys {
  private Toys() {}

  /// Two units serve the load of three hours; unit sizes are bought, the gas unit may change its output by 0.5 an hour.
  public static LpBuilder twoUnits() {
    LpBuilder b = new LpBuilder();
    List<String> units = List.of("wind A", "gas-1");
    double[] load = {1, 2, 1.5};
    double[] wind = {0.5, 0.25, 1};
    Block size = b.columns("unit.capacity", "GW", 2030, units, 0, 4);
    Block output = b.columns("unit.output", "GW", 2030, units, 3, 0, POSITIVE_INFINITY);
    Block balance = b.rows("zone.balance", "GW", 2030, List.of("ERCOT"), 3);
    Block limit = b.rows("unit.limit", "GW", 2030, units, 3);
    Block ramp = b.rows("unit.ramp", "GW", 2030, List.of("gas-1"), 3);
    b.cost(size.at(0), "capital", 10);
    b.cost(size.at(1), "capital", 4);
    b.constant("capital", 2030, 7.25);
    for (int t = 0; t < 3; t++) {
      b.cost(output.at(1, t), "fuel", 3.5);
      for (int i = 0; i < 2; i++) {
        b.at(balance.at(0, t)).add(output.at(i, t), 1);
        b.at(limit.at(i, t)).add(output.at(i, t), 1).add(size.at(i), i == 0 ? -wind[t] : -1).le(0);
      }
      b.at(balance.at(0, t)).eq(load[t]);
      b.at(ramp.at(0, t)).add(output.at(1, t), 1).add(output.at(1, (t + 2) % 3), -1).between(-0.5, 0.5);
    }
    return b;
  }
}
