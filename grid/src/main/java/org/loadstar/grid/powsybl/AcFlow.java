package org.loadstar.grid.powsybl;

import com.powsybl.computation.local.LocalComputationManager;
import com.powsybl.iidm.network.Branch;
import com.powsybl.iidm.network.Bus;
import com.powsybl.iidm.network.Network;
import com.powsybl.iidm.network.PhaseTapChanger;
import com.powsybl.iidm.network.Substation;
import com.powsybl.iidm.network.TopologyKind;
import com.powsybl.iidm.network.VoltageLevel;
import com.powsybl.loadflow.LoadFlow;
import com.powsybl.loadflow.LoadFlowParameters;
import com.powsybl.loadflow.LoadFlowResult;
import com.powsybl.openloadflow.OpenLoadFlowParameters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loadstar.grid.Grid;
import org.loadstar.grid.OperatingPoint;

/// The AC power flow of a [Grid] by PowSyBl's open-loadflow: Newton-Raphson from DC values, reactive limits on, losses taken by the generators in
/// proportion to the room above them (the slack of the DC form). Buses hold the voltage of the first of their generators.
///
/// A power flow moves no generator to save money: its cost is that of the dispatch plus losses, no AC-OPF optimum.
public final class AcFlow {

  private final Grid grid;
  private final Network network;

  /// @param converged whether all of the largest part converged
  /// @param status what open-loadflow says
  /// @param lossMw MW
  /// @param magnitude per unit by bus, NaN where there is no solution
  /// @param angle rad by bus
  /// @param loading apparent power over the rating by branch, the larger of both ends; 0 without a rating
  /// @param flowMw MW into the branch at `from`
  public record Result(boolean converged, String status, double lossMw, double[] magnitude, double[] angle, double[] loading, double[] flowMw) {
    public double lowestVoltage() {
      return java.util.Arrays.stream(magnitude).filter(v -> !Double.isNaN(v)).min().orElse(Double.NaN);
    }

    public double highestVoltage() {
      return java.util.Arrays.stream(magnitude).filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN);
    }

    /// Branches above their rating.
    public long overloads() {
      return java.util.Arrays.stream(loading).filter(v -> v > 1 + 1e-6).count();
    }
  }

  private AcFlow(Grid grid, Network network) {
    this.grid = grid;
    this.network = network;
  }

  /// A network at an operating point.
  public static AcFlow of(Grid grid, OperatingPoint point) {
    Network n = Network.create("grid", "loadstar");
    Substation station = n.newSubstation().setId("S").add();
    for (int i = 0; i < grid.buses().size(); i++) bus(station, grid, i, point);
    for (int g = 0; g < grid.generators().size(); g++) generator(n, grid, g, point.output()[g]);
    for (int e = 0; e < grid.branches().size(); e++) branch(n, station, grid, e);
    for (int k = 0; k < grid.dcLines().size(); k++) {
      Grid.DcLine line = grid.dcLines().get(k);
      load(n, "DF" + k, line.from(), point.dcLine()[k]);
      load(n, "DT" + k, line.to(), -point.dcLine()[k] * (1 - line.loss()));
    }
    return new AcFlow(grid, n);
  }

  private static void bus(Substation station, Grid grid, int i, OperatingPoint point) {
    Grid.Bus b = grid.buses().get(i);
    VoltageLevel level = station.newVoltageLevel().setId("V" + i).setNominalV(b.kv()).setTopologyKind(TopologyKind.BUS_BREAKER).add();
    level.getBusBreakerView().newBus().setId("B" + i).add();
    double served = b.demandMw() == 0 ? 1 : point.demand()[i] / b.demandMw();
    if (b.loadMw() != 0 || b.loadMvar() != 0)
      level.newLoad().setId("D" + i).setBus("B" + i).setP0(b.loadMw() * served).setQ0(b.loadMvar() * served).add();
    if (b.shuntMw() != 0 || b.shuntMvar() != 0) {
      double square = b.kv() * b.kv();
      // PowSyBl takes no section without susceptance.
      double siemens = b.shuntMvar() == 0 ? 1e-12 : b.shuntMvar() / square;
      level.newShuntCompensator().setId("H" + i).setBus("B" + i).setSectionCount(1).newLinearModel().setBPerSection(siemens).setGPerSection(b.shuntMw() / square)
          .setMaximumSectionCount(1).add().add();
    }
  }

  private static void load(Network n, String id, int bus, double mw) {
    n.getVoltageLevel("V" + bus).newLoad().setId(id).setBus("B" + bus).setP0(mw).setQ0(0).add();
  }

  private static void generator(Network n, Grid grid, int g, double mw) {
    Grid.Generator unit = grid.generators().get(g);
    double kv = grid.buses().get(unit.bus()).kv();
    double held = grid.generators().stream().filter(x -> x.bus() == unit.bus() && x.voltage() > 0).mapToDouble(Grid.Generator::voltage).findFirst().orElse(1);
    boolean holds = unit.voltage() > 0;
    var added =
        n.getVoltageLevel("V" + unit.bus()).newGenerator().setId("G" + g).setBus("B" + unit.bus()).setTargetP(mw).setMinP(Math.min(unit.pMin(), mw)).setMaxP(Math.max(unit.pMax(), mw))
            .setTargetV(held * kv).setTargetQ(unit.q()).setVoltageRegulatorOn(holds).add();
    if (Double.isFinite(unit.qMin()) && Double.isFinite(unit.qMax()) && unit.qMin() <= unit.qMax())
      added.newMinMaxReactiveLimits().setMinQ(unit.qMin()).setMaxQ(unit.qMax()).add();
  }

  private static void branch(Network n, Substation station, Grid grid, int e) {
    Grid.Branch q = grid.branches().get(e);
    double v1 = grid.buses().get(q.from()).kv();
    double v2 = grid.buses().get(q.to()).kv();
    double ohm = v2 * v2 / grid.baseMva();
    if (!q.transformer() && v1 == v2) {
      double half = q.charging() / ohm / 2;
      n.newLine().setId("E" + e).setVoltageLevel1("V" + q.from()).setBus1("B" + q.from()).setVoltageLevel2("V" + q.to()).setBus2("B" + q.to())
          .setR(q.r() * ohm).setX(q.x() * ohm).setB1(half).setB2(half).add();
      return;
    }
    // The charging of a transformer stands on one side of it in PowSyBl, half on each in MATPOWER.
    var t =
        station.newTwoWindingsTransformer().setId("E" + e).setVoltageLevel1("V" + q.from()).setBus1("B" + q.from()).setVoltageLevel2("V" + q.to()).setBus2("B" + q.to())
            .setRatedU1(v1 * q.tap()).setRatedU2(v2).setR(q.r() * ohm).setX(q.x() * ohm).setB(q.charging() / ohm).add();
    if (q.shift() != 0)
      t.newPhaseTapChanger().setTapPosition(0).setLowTapPosition(0).setRegulationMode(PhaseTapChanger.RegulationMode.CURRENT_LIMITER).setRegulating(false)
          .beginStep().setRho(1).setAlpha(-Math.toDegrees(q.shift())).endStep().add();
  }

  /// The flow of the whole network.
  public Result run() {
    var parameters =
        new LoadFlowParameters().setVoltageInitMode(LoadFlowParameters.VoltageInitMode.DC_VALUES).setUseReactiveLimits(true).setDistributedSlack(true)
            .setBalanceType(LoadFlowParameters.BalanceType.PROPORTIONAL_TO_GENERATION_REMAINING_MARGIN)
            .setComponentMode(LoadFlowParameters.ComponentMode.MAIN_CONNECTED);
    // Units at 0 do not take part; what the others cannot take stays on the slack bus.
    OpenLoadFlowParameters.create(parameters).setSlackDistributionFailureBehavior(OpenLoadFlowParameters.SlackDistributionFailureBehavior.LEAVE_ON_SLACK_BUS);
    LoadFlowResult r = LoadFlow.find("OpenLoadFlow").run(network, LocalComputationManager.getDefault(), parameters);
    LoadFlowResult.@Nullable ComponentResult main = r.getComponentResults().isEmpty() ? null : r.getComponentResults().getFirst();
    boolean converged = main != null && main.getStatus() == LoadFlowResult.ComponentResult.Status.CONVERGED;
    return result(converged, main == null ? "no component" : main.getStatusText());
  }

  private Result result(boolean converged, String status) {
    int n = grid.buses().size();
    int m = grid.branches().size();
    double[] v = new double[n];
    double[] a = new double[n];
    for (int i = 0; i < n; i++) {
      Bus b = network.getBusBreakerView().getBus("B" + i);
      v[i] = converged ? b.getV() / grid.buses().get(i).kv() : Double.NaN;
      a[i] = converged ? Math.toRadians(b.getAngle()) : Double.NaN;
    }
    double[] loading = new double[m];
    double[] flow = new double[m];
    double loss = 0;
    for (int e = 0; converged && e < m; e++) {
      Branch<?> q = Objects.requireNonNull(network.getBranch("E" + e));
      double p1 = q.getTerminal1().getP();
      double p2 = q.getTerminal2().getP();
      if (Double.isNaN(p1) || Double.isNaN(p2)) continue;
      flow[e] = p1;
      loss += p1 + p2;
      double mva = Math.max(Math.hypot(p1, q.getTerminal1().getQ()), Math.hypot(p2, q.getTerminal2().getQ()));
      loading[e] = mva / grid.branches().get(e).rating();
    }
    return new Result(converged, status, converged ? loss : Double.NaN, v, a, loading, flow);
  }

  /// The flow without a branch; the network is left as it was.
  public Result without(int e) {
    Branch<?> q = Objects.requireNonNull(network.getBranch("E" + e));
    q.getTerminal1().disconnect();
    q.getTerminal2().disconnect();
    try {
      return run();
    } finally {
      q.getTerminal1().connect();
      q.getTerminal2().connect();
    }
  }
}
