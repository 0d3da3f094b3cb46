package org.loadstar.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Something that happens to many devices at once.
public sealed interface Attack {
  /// Draws the shock of one event.
  Shock draw(Grid grid, OperatingPoint point, SplittableRandom random);

  /// One vendor's controllers trip together: each generator has such a controller with this probability, drawn anew in each event.
  record Vendor(double share) implements Attack {
    @Override
    public Shock draw(Grid grid, OperatingPoint point, SplittableRandom random) {
      return new Shock(Shock.NONE, some(grid.generators().size(), share, random), null);
    }
  }

  /// One vendor's relays open together: each branch has such a relay with this probability.
  record Relays(double share) implements Attack {
    @Override
    public Shock draw(Grid grid, OperatingPoint point, SplittableRandom random) {
      return new Shock(some(grid.branches().size(), share, random), Shock.NONE, null);
    }
  }

  /// Loads rise at once by a share: at the buses named, or at a random tenth of the buses with load where none is.
  record Loads(double share, List<Integer> buses) implements Attack {
    private static final double PART = 0.1;

    @Override
    public Shock draw(Grid grid, OperatingPoint point, SplittableRandom random) {
      double[] change = new double[grid.buses().size()];
      int[] chosen = buses.stream().mapToInt(i -> i).toArray();
      if (buses.isEmpty()) chosen = some(change.length, PART, random);
      for (int i : chosen) change[i] = share * Math.max(0, point.demand()[i]);
      return new Shock(Shock.NONE, Shock.NONE, change);
    }
  }

  /// Campuses leave the grid together because they do not ride through a fault, as 1,500 MW did on 2024-07-10 (NERC, Incident Review): `mw` in all,
  /// at the buses named first to last, or at the buses with the largest load.
  record RideThrough(double mw, List<Integer> buses) implements Attack {
    @Override
    public Shock draw(Grid grid, OperatingPoint point, SplittableRandom random) {
      double[] change = new double[grid.buses().size()];
      List<Integer> order = new ArrayList<>(buses);
      if (order.isEmpty()) {
        for (int i = 0; i < change.length; i++) order.add(i);
        order.sort((a, b) -> Double.compare(point.demand()[b], point.demand()[a]));
      }
      double left = mw;
      for (int i : order) {
        double take = Math.min(left, Math.max(0, point.demand()[i]));
        change[i] -= take;
        left -= take;
      }
      return new Shock(Shock.NONE, Shock.NONE, change);
    }
  }

  private static int[] some(int n, double share, SplittableRandom random) {
    int[] chosen = new int[n];
    int count = 0;
    for (int k = 0; k < n; k++) if (random.nextDouble() < share) chosen[count++] = k;
    return Arrays.copyOf(chosen, count);
  }
}
