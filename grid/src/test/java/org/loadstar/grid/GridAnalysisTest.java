package org.loadstar.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.matpower.MatpowerReader;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.model.network.NetworkModel;

class GridAnalysisTest {
  @TempDir private Path folder = Path.of("");

  /// Generation at bus 1, load at bus 2, two equal lines between.
  private Grid pair(double load, double rating) throws IOException {
    return read(
        """
        function mpc = pair
        mpc.version = '2';
        mpc.baseMVA = 100;
        mpc.bus = [
          1 3 0 0 0 0 1 1 0 230 1 1.1 0.9;
          2 1 %f 0 0 0 1 1 0 230 1 1.1 0.9;
        ];
        mpc.gen = [ 1 %f 0 0 0 1 100 1 200 0 ];
        mpc.gencost = [ 2 0 0 3 0.01 10 5 ];
        mpc.branch = [
          1 2 0 0.1 0 %f 0 0 0 0 1 -30 30;
          1 2 0 0.1 0 %f 0 0 0 0 1 -30 30;
        ];
        """.formatted(load, load, rating, rating));
  }

  private Grid read(String text) throws IOException {
    return GridFile.read(Files.writeString(folder.resolve("case.m"), text)).grid();
  }

  /// Three branches between two buses; without the third the other two cancel, and what is left trips.
  @Test
  void aCascadeGoesOnWhereReactancesCancel() throws IOException {
    Grid grid = read(
        """
        function mpc = cancels
        mpc.version = '2';
        mpc.baseMVA = 100;
        mpc.bus = [
          1 3 0 0 0 0 1 1 0 230 1 1.1 0.9;
          2 1 50 0 0 0 1 1 0 230 1 1.1 0.9;
        ];
        mpc.gen = [ 1 50 0 0 0 1 100 1 200 0 ];
        mpc.gencost = [ 2 0 0 3 0.01 10 5 ];
        mpc.branch = [
          1 2 0 -0.1 0 100 0 0 0 0 1 -360 360;
          1 2 0 0.1 0 100 0 0 0 0 1 -360 360;
          1 2 0 0.1 0 100 0 0 0 0 1 -360 360;
        ];
        """);
    var net = new DcNetwork(grid);
    var point = OperatingPoint.ofFile(net);
    var outcome = new Cascade(net, point, Cascade.Rule.DEFAULT).run(Shock.ofBranches(2), new SplittableRandom(1));
    assertThat(outcome.tripped()).isEqualTo(2);
    assertThat(outcome.lostMw()).isEqualTo(50, within(1e-9));
  }

  /// A triangle with piecewise and quadratic costs, a DC line and a shunt.
  private static final String MIXED =
      """
      function mpc = mixed
      mpc.version = '2';
      mpc.baseMVA = 100;
      mpc.bus = [
        1 3 0 0 0 0 1 1 0 230 1 1.1 0.9;
        2 2 80 0 5 0 1 1 0 230 1 1.1 0.9;
        3 1 150 0 0 0 1 1 0 230 1 1.1 0.9;
      ];
      mpc.gen = [ 1 0 0 0 0 1 100 1 200 10; 2 0 0 0 0 1 100 1 150 0; 3 0 0 0 0 1 100 1 100 0 ];
      mpc.gencost = [ 1 0 0 3 0 0 80 800 200 3000; 2 0 0 3 0.05 11 7 0 0 0; 2 0 0 2 40 0 0 0 0 0 ];
      mpc.branch = [
        1 2 0.01 0.1 0 60 0 0 0 0 1 -30 30;
        1 3 0.02 0.2 0 70 0 0 0 0 1 -30 30;
        2 3 0 0.15 0 40 0 0 0 0 1 -30 30;
      ];
      mpc.dcline = [ 1 3 1 10 10 0 0 1 1 0 25 0 0 0 0 0 0.04 ];
      """;

  @Test
  void leastCostIsThatOfThePlanningModel() throws IOException {
    Grid grid = read(MIXED);
    var lp = new NetworkModel(MatpowerReader.read(folder.resolve("case.m")).orThrow()).program();
    // The planning model leaves the constant of 7 USD/h to its settings.
    double planned = 7 + 1e6 * new HighsSolver().solve(lp, SolveOptions.defaults().withGap(1e-9), Progress.silent()).objective();
    GridAnalysis a = GridAnalysis.of(grid, OperatingPoint.Source.OPF, 1);
    assertThat(a.point().costUsdPerHour()).isCloseTo(planned, within(1e-4));
    assertThat(a.lowerBound()).isCloseTo(planned, within(1e-3));
    assertThat(a.point().overloads(grid)).isEmpty();
    assertThat(Arrays.stream(a.point().output()).sum()).isCloseTo(235 + 0.04 * a.point().dcLine()[0], within(1e-6));
  }

  @Test
  void secureDispatchHoldsAfterEveryOutage() throws IOException {
    Grid grid = read(MIXED);
    GridAnalysis least = GridAnalysis.of(grid, OperatingPoint.Source.OPF, 1);
    GridAnalysis secure = GridAnalysis.of(grid, OperatingPoint.Source.SECURE, 1);
    assertThat(least.outages().overloads()).isPositive();
    assertThat(secure.insecureMw()).isCloseTo(0, within(1e-6));
    assertThat(secure.outages().outages().stream().filter(o -> o.kind() == Screening.Kind.BRANCH).mapToInt(Screening.Outage::overloads).sum()).isZero();
    assertThat(secure.point().costUsdPerHour()).isGreaterThan(least.point().costUsdPerHour());
  }

  @Test
  void demandAboveTheRatingsStaysUnserved() throws IOException {
    GridAnalysis a = GridAnalysis.of(pair(150, 60), OperatingPoint.Source.OPF, 1);
    assertThat(a.point().unservedMw()).isCloseTo(30, within(1e-6));
    assertThat(a.point().output()[0]).isCloseTo(120, within(1e-6));
  }

  @Test
  void twoLinesOfSixtyCarryAHundredUntilOneIsLost() throws IOException {
    GridAnalysis a = GridAnalysis.of(pair(100, 60), OperatingPoint.Source.OPF, 1);
    assertThat(a.outages().critical()).hasSize(3);
    assertThat(a.outages().outages().getFirst().loading()).isCloseTo(100.0 / 60, within(1e-9));
    assertThat(a.outages().outages().get(2).unservedMw()).isCloseTo(100, within(1e-9));
    LostLoad lost = a.cascades(1, 50, 7, 1, 0.1);
    assertThat(lost.mean()).isCloseTo(100, within(1e-9));
    assertThat(lost.withLoss()).isEqualTo(50);
    assertThat(a.worst(2, 0.1).getFirst().lostMw()).isCloseTo(100, within(1e-9));
    assertThat(a.attacked(new Attack.RideThrough(30, List.of()), 5, 1, 1, 0.1).leftMw()).isCloseTo(30, within(1e-9));
    assertThat(a.attacked(new Attack.Vendor(1), 5, 1, 1, 0.1).mean()).isCloseTo(100, within(1e-9));
    // 40 % more on 100 MW is above 120 MW: both lines trip.
    assertThat(a.attacked(new Attack.Loads(0.4, List.of(1)), 5, 1, 1, 1).mean()).isCloseTo(140, within(1e-9));
    // Generators may rise by 20 of 200 MW; what is missing is shed and both lines just hold.
    assertThat(a.attacked(new Attack.Loads(0.4, List.of(1)), 5, 1, 1, 0.1).mean()).isCloseTo(20, within(1e-9));
  }

  @Test
  void roomIsWhatOneLineStillCarries() throws IOException {
    GridAnalysis a = GridAnalysis.of(pair(40, 60), OperatingPoint.Source.OPF, 1);
    for (boolean redispatch : new boolean[] {true, false}) {
      List<Hosting.Room> rooms = a.hosting(5000, redispatch, 0.03);
      assertThat(rooms.get(1).mw()).isCloseTo(20, within(0.1));
      assertThat(rooms.get(1).intactMw()).isCloseTo(80, within(0.2));
      assertThat(rooms.get(1).bound()).isEqualTo(Hosting.Bound.OUTAGE);
      assertThat(rooms.get(0).mw()).isCloseTo(160, within(1e-6));
      assertThat(rooms.get(0).bound()).isEqualTo(Hosting.Bound.RESERVE);
    }
    assertThat(a.hosting(90, true, 0).getFirst().mw()).isCloseTo(90, within(1e-6));
  }

  /// The room is held against networks that are built anew: at it nothing is exceeded that was not, a little above it something is.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void roomIsTheLargestThatHolds(int seed) {
    Grid grid = RandomGrid.of(seed);
    GridAnalysis a = GridAnalysis.of(grid, OperatingPoint.Source.FILE, 2);
    List<Hosting.Room> fixed = a.hosting(5000, false, 1e-9);
    List<Hosting.Room> free = a.hosting(5000, true, 0);
    for (int bus = 0; bus < grid.buses().size(); bus++) {
      double mw = fixed.get(bus).mw();
      assertThat(worse(grid, a.point(), bus, mw * (1 - 1e-6))).as("bus %d", bus).isLessThan(1e-4);
      if (fixed.get(bus).bound() != Hosting.Bound.RESERVE) assertThat(worse(grid, a.point(), bus, mw + 1)).as("bus %d", bus).isGreaterThan(0);
      assertThat(free.get(bus).mw()).as("bus %d with redispatch", bus).isGreaterThan(mw - 1e-3);
    }
  }

  /// MW by which limits are exceeded more than before, largest over all flows and outages.
  private static double worse(Grid grid, OperatingPoint before, int bus, double mw) {
    DcNetwork net = new DcNetwork(grid);
    double[] demand = before.demand().clone();
    demand[bus] += mw;
    double[] output = before.output().clone();
    Balance.settle(grid, net.parts, output, OperatingPoint.ceilings(grid), demand, new double[demand.length]);
    double[] flow = net.flows(OperatingPoint.injections(grid, output, demand, new double[demand.length]));
    double worst = Double.NEGATIVE_INFINITY;
    for (int e = 0; e < flow.length; e++) worst = Math.max(worst, Math.abs(flow[e]) - Math.max(net.rating[e], Math.abs(before.flow()[e])));
    for (int o = 0; o < flow.length; o++) {
      if (net.bridges.is(o)) continue;
      java.util.ArrayList<Grid.Branch> rest = new java.util.ArrayList<>(grid.branches());
      rest.remove(o);
      DcNetwork without = new DcNetwork(grid.withBranches(rest));
      double[] now = without.flows(OperatingPoint.injections(grid, output, demand, new double[demand.length]));
      double[] then = without.flows(OperatingPoint.injections(grid, before.output(), before.demand(), new double[demand.length]));
      for (int e = 0; e < now.length; e++) worst = Math.max(worst, Math.abs(now[e]) - Math.max(net.emergency[e < o ? e : e + 1], Math.abs(then[e])));
    }
    return worst;
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 22, 23})
  void threadsChangeNothing(int seed) {
    Grid grid = RandomGrid.of(seed);
    GridAnalysis one = GridAnalysis.of(grid, OperatingPoint.Source.FILE, 1);
    GridAnalysis two = GridAnalysis.of(grid, OperatingPoint.Source.FILE, 2);
    assertThat(one.cascades(2, 200, 5, 0.7, 0.1).lost()).isEqualTo(two.cascades(2, 200, 5, 0.7, 0.1).lost());
    assertThat(one.attacked(new Attack.Relays(0.2), 200, 5, 1, 0.1).lost()).isEqualTo(two.attacked(new Attack.Relays(0.2), 200, 5, 1, 0.1).lost());
    assertThat(one.cascades(2, 200, 6, 0.7, 0.1).lost()).isNotEqualTo(two.cascades(2, 200, 5, 0.7, 0.1).lost());
    assertThat(one.hosting(5000, true, 0)).isEqualTo(two.hosting(5000, true, 0));
    assertThat(one.outages()).isEqualTo(two.outages());
  }

  @Test
  void balanceMeetsDemandInEveryPart() {
    for (int seed = 0; seed < 100; seed++) {
      Grid grid = RandomGrid.of(seed);
      DcNetwork net = new DcNetwork(grid);
      var random = new SplittableRandom(seed);
      boolean[] in = new boolean[net.branches];
      for (int e = 0; e < in.length; e++) in[e] = random.nextDouble() < 0.7;
      Parts parts = Parts.of(net.buses, net.from, net.to, in);
      double[] output = grid.generators().stream().mapToDouble(Grid.Generator::p).toArray();
      double[] demand = grid.demand();
      double shed = Balance.settle(grid, parts, output, OperatingPoint.ceilings(grid), demand, new double[demand.length]);
      double[] left = new double[parts.count()];
      for (int i = 0; i < demand.length; i++) left[parts.of()[i]] -= demand[i];
      for (int g = 0; g < output.length; g++) {
        left[parts.of()[grid.generators().get(g).bus()]] += output[g];
        assertThat(output[g]).isBetween(-1e-9, grid.generators().get(g).pMax() + 1e-9);
      }
      for (double v : left) assertThat(v).isCloseTo(0, within(1e-9));
      assertThat(shed).isCloseTo(grid.loadMw() - Arrays.stream(demand).sum(), within(1e-9));
    }
  }

  @Test
  void theCheapestIncrementIsWhatIsMissing() throws IOException {
    Grid grid = pair(150, 60);
    double km = 0.1 * 230 * 230 / 100 / 0.4;
    Reinforcement intact = GridAnalysis.of(grid, OperatingPoint.Source.OPF, 1).reinforced(false);
    assertThat(intact).isNotNull();
    assertThat(intact.usd()).isCloseTo(30 * km * Reinforcement.LINE_USD_PER_MW_KM, within(1.0));
    assertThat(intact.unservedMw()).isZero();
    // After the loss of either line the other carries 150 MW.
    Reinforcement secure = GridAnalysis.of(grid, OperatingPoint.Source.OPF, 1).reinforced(true);
    assertThat(secure.increments()).extracting(Reinforcement.Increment::mw).allSatisfy(mw -> assertThat(mw).isCloseTo(90, within(0.05))).hasSize(2);
    assertThat(GridAnalysis.of(pair(250, 200), OperatingPoint.Source.OPF, 1).reinforced(false).unservedMw()).isCloseTo(50, within(1e-6));
  }

  @Test
  void campusesGoToTheirBuses() throws IOException {
    Grid grid = pair(40, 60);
    Path map = Files.writeString(folder.resolve("map.csv"), "place,bus,share\nZ,1,1\nZ,2,3\nsite b,2,1\n");
    var campuses = List.of(new Placement.Campus("a", "site a", "Z", 100), new Placement.Campus("b", "site b", "Z", 10), new Placement.Campus("c", "", "Y", 5));
    Placement p = Placement.of(campuses, map, grid);
    assertThat(p.mw()).isCloseTo(110, within(1e-9));
    assertThat(p.missing()).extracting(Placement.Campus::id).containsExactly("c");
    assertThat(p.on(grid).demand()).containsExactly(new double[] {25, 40 + 75 + 10}, within(1e-9));
    Path bad = Files.writeString(folder.resolve("bad.csv"), "place,bus,share\nZ,9,1\nZ,1,-2\nZ,1\n");
    assertThatThrownBy(() -> Placement.of(campuses, bad, grid)).isInstanceOf(CaseException.class).hasMessageContaining("bad.csv:2").hasMessageContaining("bad.csv:3").hasMessageContaining("bad.csv:4");
  }

  @Test
  void brokenFilesAreRefusedByLine() {
    assertThatThrownBy(() -> read(MIXED.replace("0.01 0.1 0 60", "0.01 0 0 60"))).isInstanceOf(CaseException.class).hasMessageContaining("case.m:12");
  }
}
