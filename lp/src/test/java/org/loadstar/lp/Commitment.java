package org.loadstar.lp;

import java.util.List;
import java.util.Random;

/// Unit commitment of random thermal units over some hours, the same for the same seed: binary on and start, output
/// between minimum and maximum when on, reserve, shedding. Quantities in GW, money in thousand USD.
public final class Commitment {
  private Commitment() {}

  public static Lp of(long seed, int units, int hours) {
    Random r = new Random(seed);
    LpBuilder b = new LpBuilder();
    List<String> names = RandomLps.names("u", units);
    Block on = b.columns("unit.on", "1", -1, names, hours, 0, 1);
    Block start = b.columns("unit.start", "1", -1, names, hours, 0, 1);
    Block output = b.columns("unit.output", "GW", -1, names, hours, 0, Double.POSITIVE_INFINITY);
    Block shed = b.columns("unserved", "GW", -1, List.of("z"), hours, 0, Double.POSITIVE_INFINITY);
    Block least = b.rows("unit.least", "GW", -1, names, hours);
    Block most = b.rows("unit.most", "GW", -1, names, hours);
    Block begin = b.rows("unit.begin", "1", -1, names, hours);
    Block balance = b.rows("balance", "GW", -1, List.of("z"), hours);
    Block reserve = b.rows("reserve", "GW", -1, List.of("z"), hours);
    double total = 0;
    for (int i = 0; i < units; i++) {
      double size = 0.1 + 0.4 * r.nextDouble();
      total += size;
      double fuel = 20 + 40 * r.nextDouble();
      double startCost = 20 + 60 * r.nextDouble();
      double noLoad = 2 + 6 * r.nextDouble();
      double minimum = 0.3 + 0.4 * r.nextDouble();
      for (int t = 0; t < hours; t++) {
        b.integer(on.at(i, t));
        b.integer(start.at(i, t));
        b.cost(on.at(i, t), "no load", noLoad);
        b.cost(start.at(i, t), "start", startCost * size);
        b.cost(output.at(i, t), "fuel", fuel);
        b.at(least.at(i, t)).add(output.at(i, t), 1).add(on.at(i, t), -minimum * size).ge(0);
        b.at(most.at(i, t)).add(output.at(i, t), 1).add(on.at(i, t), -size).le(0);
        LpBuilder.Row row = b.at(begin.at(i, t)).add(on.at(i, t), 1).add(start.at(i, t), -1);
        if (t > 0) row.add(on.at(i, t - 1), -1);
        row.le(0);
        b.at(balance.at(0, t)).add(output.at(i, t), 1);
        b.at(reserve.at(0, t)).add(on.at(i, t), size);
      }
    }
    for (int t = 0; t < hours; t++) {
      double load = total * (0.45 + 0.25 * Math.sin(2 * Math.PI * (t - 8) / 24.0) + 0.05 * r.nextDouble());
      b.cost(shed.at(0, t), "unserved", 1000);
      b.at(balance.at(0, t)).add(shed.at(0, t), 1).eq(load);
      b.at(reserve.at(0, t)).ge(1.1 * load);
    }
    return b.build();
  }
}
