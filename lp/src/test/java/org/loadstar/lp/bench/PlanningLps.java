package org.loadstar.lp.bench;

import static java.lang.Double.POSITIVE_INFINITY;

import java.util.Random;
import org.loadstar.lp.Block;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpBuilder;
import org.loadstar.lp.RandomLps;

/// Programs with the shape of capacity planning, of any size, for measurements.
final class PlanningLps {
  private PlanningLps() {}

  /// Storage units only, 12 nonzeros a unit and hour: level, limits of charge, discharge and level, balance.
  static LpBuilder storage(int units, int hours) {
    LpBuilder b = new LpBuilder();
    var names = RandomLps.names("s", units);
    Block size = b.columns("storage.power", "GW", 0, names, 0, 10);
    Block energy = b.columns("storage.energy", "GWh", 0, names, 0, 100);
    Block charge = b.columns("storage.charge", "GW", 0, names, hours, 0, POSITIVE_INFINITY);
    Block discharge = b.columns("storage.discharge", "GW", 0, names, hours, 0, POSITIVE_INFINITY);
    Block level = b.columns("storage.level", "GWh", 0, names, hours, 0, POSITIVE_INFINITY);
    Block balance = b.rows("balance", "GW", 0, RandomLps.names("z", 1), hours);
    Block link = b.rows("storage.link", "GWh", 0, names, hours);
    Block in = b.rows("storage.chargeLimit", "GW", 0, names, hours);
    Block out = b.rows("storage.dischargeLimit", "GW", 0, names, hours);
    Block full = b.rows("storage.levelLimit", "GWh", 0, names, hours);
    for (int i = 0; i < units; i++) {
      b.cost(size.at(i), "capital", 20);
      b.cost(energy.at(i), "capital", 8);
      for (int t = 0; t < hours; t++) {
        int before = t == 0 ? hours - 1 : t - 1;
        b.cost(discharge.at(i, t), "wear", 1e-3);
        b.at(link.at(i, t))
            .add(level.at(i, t), 1)
            .add(level.at(i, before), -0.9999)
            .add(charge.at(i, t), -0.92)
            .add(discharge.at(i, t), 1 / 0.92)
            .eq(0);
        b.at(in.at(i, t)).add(charge.at(i, t), 1).add(size.at(i), -1).le(0);
        b.at(out.at(i, t)).add(discharge.at(i, t), 1).add(size.at(i), -1).le(0);
        b.at(full.at(i, t)).add(level.at(i, t), 1).add(energy.at(i), -1).le(0);
        b.at(balance.at(0, t)).add(discharge.at(i, t), 1).add(charge.at(i, t), -1);
      }
    }
    for (int t = 0; t < hours; t++) b.at(balance.at(0, t)).ge(0);
    return b;
  }

  /// Zones in a ring with gas, wind, solar, a battery each, lines, and a cap on the energy from gas.
  static Lp zones(int zones, int hours, long seed) {
    Random r = new Random(seed);
    LpBuilder b = new LpBuilder();
    var names = RandomLps.names("z", zones);
    String[] kinds = {"gas", "wind", "solar"};
    double[] capital = {70, 110, 80};
    Block balance = b.rows("balance", "GW", 0, names, hours);
    Block cap = b.rows("gas.cap", "GWh", 0, RandomLps.names("all", 1));
    double weight = 8760.0 / hours;
    double demand = 0;
    for (int g = 0; g < 3; g++) {
      Block size = b.columns(kinds[g] + ".capacity", "GW", 0, names, 0, 200);
      Block output = b.columns(kinds[g] + ".output", "GW", 0, names, hours, 0, POSITIVE_INFINITY);
      Block limit = b.rows(kinds[g] + ".limit", "GW", 0, names, hours);
      for (int z = 0; z < zones; z++) {
        b.cost(size.at(z), "capital", capital[g] * (0.9 + 0.2 * r.nextDouble()));
        double wind = r.nextDouble();
        for (int t = 0; t < hours; t++) {
          wind = Math.clamp(wind + 0.15 * r.nextGaussian(), 0.02, 1);
          double sun = Math.max(0, Math.sin(Math.PI * (t % 24 - 6) / 12)) * (0.6 + 0.4 * r.nextDouble());
          double factor = g == 0 ? 1 : g == 1 ? wind : sun;
          b.at(limit.at(z, t)).add(output.at(z, t), 1).add(size.at(z), -factor).le(0);
          b.at(balance.at(z, t)).add(output.at(z, t), 1);
          b.cost(output.at(z, t), "fuel", g == 0 ? 0.03 * weight : 1e-5);
          if (g == 0) b.at(cap.at(0)).add(output.at(z, t), weight);
        }
      }
    }
    battery(b, names.size(), hours, balance);
    lines(b, zones, hours, balance);
    Block lost = b.columns("unserved", "GW", 0, names, hours, 0, POSITIVE_INFINITY);
    for (int z = 0; z < zones; z++)
      for (int t = 0; t < hours; t++) {
        double load = 20 * (1 + 0.3 * Math.sin(2 * Math.PI * (t % 24 - 9) / 24)) * (0.95 + 0.1 * r.nextDouble());
        demand += load * weight;
        b.cost(lost.at(z, t), "unserved", 10 * weight);
        b.at(balance.at(z, t)).add(lost.at(z, t), 1).ge(load);
      }
    b.at(cap.at(0)).le(0.3 * demand);
    return b.build();
  }

  private static void battery(LpBuilder b, int zones, int hours, Block balance) {
    var names = RandomLps.names("z", zones);
    Block size = b.columns("battery.power", "GW", 0, names, 0, 100);
    Block energy = b.columns("battery.energy", "GWh", 0, names, 0, 1000);
    Block in = b.columns("battery.charge", "GW", 0, names, hours, 0, POSITIVE_INFINITY);
    Block out = b.columns("battery.discharge", "GW", 0, names, hours, 0, POSITIVE_INFINITY);
    Block level = b.columns("battery.level", "GWh", 0, names, hours, 0, POSITIVE_INFINITY);
    Block link = b.rows("battery.link", "GWh", 0, names, hours);
    Block power = b.rows("battery.powerLimit", "GW", 0, names, hours);
    Block full = b.rows("battery.levelLimit", "GWh", 0, names, hours);
    for (int z = 0; z < zones; z++) {
      b.cost(size.at(z), "capital", 20);
      b.cost(energy.at(z), "capital", 15);
      for (int t = 0; t < hours; t++) {
        int before = t == 0 ? hours - 1 : t - 1;
        b.at(link.at(z, t))
            .add(level.at(z, t), 1)
            .add(level.at(z, before), -1)
            .add(in.at(z, t), -0.92)
            .add(out.at(z, t), 1 / 0.92)
            .eq(0);
        b.at(power.at(z, t)).add(in.at(z, t), 1).add(out.at(z, t), 1).add(size.at(z), -1).le(0);
        b.at(full.at(z, t)).add(level.at(z, t), 1).add(energy.at(z), -1).le(0);
        b.at(balance.at(z, t)).add(out.at(z, t), 1).add(in.at(z, t), -1);
      }
    }
  }

  private static void lines(LpBuilder b, int zones, int hours, Block balance) {
    if (zones < 2) return;
    var names = RandomLps.names("l", zones);
    Block size = b.columns("line.capacity", "GW", 0, names, 2, 20);
    Block there = b.columns("line.there", "GW", 0, names, hours, 0, POSITIVE_INFINITY);
    Block back = b.columns("line.back", "GW", 0, names, hours, 0, POSITIVE_INFINITY);
    Block limit = b.rows("line.limit", "GW", 0, names, hours);
    for (int l = 0; l < zones; l++) {
      b.cost(size.at(l), "capital", 30);
      for (int t = 0; t < hours; t++) {
        b.at(limit.at(l, t)).add(there.at(l, t), 1).add(back.at(l, t), 1).add(size.at(l), -1).le(0);
        b.at(balance.at(l, t)).add(there.at(l, t), -1).add(back.at(l, t), 0.98);
        b.at(balance.at((l + 1) % zones, t)).add(there.at(l, t), 0.98).add(back.at(l, t), -1);
      }
    }
  }
}
