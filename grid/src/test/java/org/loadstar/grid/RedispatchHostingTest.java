package org.loadstar.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.Algorithm;
import org.loadstar.lp.highs.HighsSolver;

class RedispatchHostingTest {
  private static final double CAP = 400;

  /// The room of every bus against one program with every row, and against the same with limits wider by what may be exceeded.
  @ParameterizedTest
  @ValueSource(ints = {31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42})
  void roomIsThatOfTheProgramWithEveryRow(int seed) {
    Grid grid = RandomGrid.of(seed);
    DcNetwork net = new DcNetwork(grid);
    OperatingPoint point = OperatingPoint.ofFile(net);
    List<Hosting.Room> rooms = RedispatchHosting.of(net, point, CAP, 2);
    double[] slack = new double[net.branches];
    Arrays.setAll(slack, e -> 0.02 + Math.max(0.05, 1e-3 * Math.min(net.emergency[e], CAP)));
    for (Hosting.Room r : rooms) {
      double intact = whole(net, point, r.bus(), false, new double[net.branches]);
      double all = whole(net, point, r.bus(), true, new double[net.branches]);
      assertThat(r.mw()).as("bus %d", r.bus()).isBetween(all - 0.02, whole(net, point, r.bus(), true, slack) + 0.02);
      assertThat(r.intactMw()).as("bus %d intact", r.bus()).isBetween(intact - 0.02, whole(net, point, r.bus(), false, slack) + 0.02);
    }
  }

  /// max L by HiGHS, the campus and every source a column.
  private static double whole(DcNetwork net, OperatingPoint point, int bus, boolean outages, double[] slack) {
    int units = net.grid.generators().size();
    LpBuilder lp = new LpBuilder();
    Block x = lp.columns("change", "MW", -1, Collections.nCopies(units + 1, ""), 0, 0);
    lp.bounds(x.at(units), 0, CAP);
    lp.cost(x.at(units), "load", -1);
    List<double[]> flows = new ArrayList<>();
    for (int g = 0; g <= units; g++) {
      int at = g < units ? net.grid.generators().get(g).bus() : bus;
      double[] p = new double[net.buses];
      p[at] = g < units ? 1 : -1;
      double[] flow = new double[net.branches];
      net.transfer(p, flow, new double[net.buses]);
      flows.add(flow);
      if (g == units || net.parts.of()[at] != net.parts.of()[bus]) continue;
      Grid.Generator unit = net.grid.generators().get(g);
      lp.bounds(x.at(g), Math.min(0, unit.pMin() - point.output()[g]), Math.max(0, unit.pMax() - point.output()[g]));
    }
    Block balance = lp.rows("balance", "MW", -1, List.of(""));
    for (int g = 0; g <= units; g++) lp.at(balance.at(0)).add(x.at(g), g < units ? 1 : -1);
    lp.at(balance.at(0)).eq(0);
    double[] factor = new double[net.branches];
    for (int o = -1; o < (outages ? net.branches : 0); o++) {
      if (o >= 0 && net.bridges.is(o)) continue;
      if (o >= 0) net.outage(o, new double[net.buses], factor, new double[net.buses]);
      Block rows = lp.rows("limit" + o, "MW", -1, Collections.nCopies(net.branches, ""));
      for (int e = 0; e < net.branches; e++) {
        if (e == o) continue;
        double now = after(point.flow(), e, o, factor);
        double limit = slack[e] + Math.max(o < 0 ? net.rating[e] : net.emergency[e], Math.abs(now));
        var row = lp.at(rows.at(e));
        for (int g = 0; g <= units; g++) row.add(x.at(g), after(flows.get(g), e, o, factor));
        row.between(-limit - now, limit - now);
      }
    }
    Solution s = new HighsSolver(Algorithm.SIMPLEX).solve(lp.build(), SolveOptions.defaults(), Progress.silent());
    return -s.objective();
  }

  private static double after(double[] flow, int e, int o, double[] factor) {
    return o < 0 ? flow[e] : flow[e] + factor[e] * flow[o];
  }

  /// Rows added one after another, the optimum of each step against HiGHS.
  @Test
  void addedRowsLeadToTheOptimum() {
    for (int seed = 0; seed < 200; seed++) {
      var random = new SplittableRandom(seed);
      int n = random.nextInt(1, 30);
      double[] least = new double[n];
      double[] most = new double[n];
      for (int j = 0; j < n; j++) {
        least[j] = random.nextInt(3) == 0 ? 0 : -random.nextDouble(0, 100);
        most[j] = random.nextInt(3) == 0 ? 0 : random.nextDouble(0, 100);
      }
      BoxSimplex simplex = new BoxSimplex(least, most);
      List<double[]> rows = new ArrayList<>();
      List<double[]> ranges = new ArrayList<>();
      for (int step = 0; step < 8; step++) {
        for (int k = random.nextInt(1, 6); k > 0; k--) {
          double[] a = new double[n];
          // Few values, so that columns tie.
          for (int j = 0; j < n; j++) a[j] = random.nextInt(-3, 4) * 0.25;
          double[] range = {-random.nextDouble(0, 20), random.nextInt(4) == 0 ? 0 : random.nextDouble(0, 60)};
          rows.add(a);
          ranges.add(range);
          simplex.add(a, range[0], range[1]);
        }
        assertThat(simplex.solve()).as("seed %d step %d", seed, step).isTrue();
        assertThat(Arrays.stream(simplex.x()).sum()).as("seed %d step %d", seed, step).isCloseTo(optimum(least, most, rows, ranges), within(1e-2));
      }
    }
  }

  @Test
  void aRowThatCannotHoldIsNoAnswer() {
    BoxSimplex simplex = new BoxSimplex(new double[] {0, 0}, new double[] {1, 1});
    simplex.add(new double[] {1, 1}, 3, 4);
    assertThat(simplex.solve()).isFalse();
  }

  private static double optimum(double[] least, double[] most, List<double[]> rows, List<double[]> ranges) {
    LpBuilder lp = new LpBuilder();
    Block x = lp.columns("x", "MW", -1, Collections.nCopies(least.length, ""), 0, 0);
    Block limit = lp.rows("limit", "MW", -1, Collections.nCopies(rows.size(), ""));
    for (int j = 0; j < least.length; j++) {
      lp.bounds(x.at(j), least[j], most[j]);
      lp.cost(x.at(j), "sum", -1);
    }
    for (int r = 0; r < rows.size(); r++) {
      var row = lp.at(limit.at(r));
      for (int j = 0; j < least.length; j++) row.add(x.at(j), rows.get(r)[j]);
      row.between(ranges.get(r)[0], ranges.get(r)[1]);
    }
    Solution s = new HighsSolver(Algorithm.SIMPLEX).solve(lp.build(), SolveOptions.defaults(), Progress.silent());
    assertThat(s.status()).isEqualTo(Status.OPTIMAL);
    return -s.objective();
  }
}
