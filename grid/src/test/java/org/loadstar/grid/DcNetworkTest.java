package org.loadstar.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DcNetworkTest {
  private static final int GRIDS = 60;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void flowsAfterAnOutageAreThoseOfTheNetworkWithoutTheBranch(int block) {
    int checked = 0;
    for (int seed = block * GRIDS; seed < (block + 1) * GRIDS; seed++) {
      Grid grid = RandomGrid.of(seed);
      DcNetwork net = new DcNetwork(grid);
      OperatingPoint point = OperatingPoint.ofFile(net);
      for (int k = 0; k < net.branches; k++) {
        DcNetwork without = new DcNetwork(grid.withBranches(except(grid, k)));
        assertThat(net.bridges.is(k)).as("bridge %d of grid %d", k, seed).isEqualTo(without.parts.count() > net.parts.count());
        double[] fast = Screening.after(net, point, k);
        double[] demand = point.demand().clone();
        double[] output = point.output().clone();
        Balance.settle(without.grid, without.parts, output, OperatingPoint.ceilings(grid), demand, new double[demand.length]);
        double[] slow = without.flows(OperatingPoint.injections(grid, output, demand, new double[demand.length]));
        for (int e = 0; e < slow.length; e++) assertThat(fast[e < k ? e : e + 1]).as("branch %d, outage %d, grid %d", e, k, seed).isCloseTo(slow[e], within(1e-6));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void flowsObeyBothLawsOfKirchhoff(int block) {
    for (int seed = block * GRIDS; seed < (block + 1) * GRIDS; seed++) {
      Grid grid = RandomGrid.of(seed);
      DcNetwork net = new DcNetwork(grid);
      OperatingPoint point = OperatingPoint.ofFile(net);
      double[] left = OperatingPoint.injections(grid, point.output(), point.demand(), new double[net.buses]);
      for (int e = 0; e < net.branches; e++) {
        left[net.from[e]] -= point.flow()[e];
        left[net.to[e]] += point.flow()[e];
      }
      for (double v : left) assertThat(v).isCloseTo(0, within(1e-7));
      double[] theta = net.angles(OperatingPoint.injections(grid, point.output(), point.demand(), new double[net.buses]));
      for (int e = 0; e < net.branches; e++) {
        Grid.Branch q = grid.branches().get(e);
        double x = grid.convention() == Grid.Convention.FULL ? q.x() * q.tap() : (q.r() * q.r() + q.x() * q.x()) / q.x();
        double shift = grid.convention() == Grid.Convention.FULL ? q.shift() : 0;
        assertThat(point.flow()[e]).isCloseTo((theta[q.from()] - theta[q.to()] - shift) / x * 100, within(1e-7));
      }
    }
  }

  private static List<Grid.Branch> except(Grid grid, int k) {
    List<Grid.Branch> out = new ArrayList<>(grid.branches());
    out.remove(k);
    return out;
  }
}
