package org.loadstar.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.grid.Grid;
import org.loadstar.grid.GridAnalysis;
import org.loadstar.grid.GridFile;
import org.loadstar.grid.GridReading;
import org.loadstar.grid.Hosting;
import org.loadstar.grid.LostLoad;
import org.loadstar.grid.OperatingPoint;
import org.loadstar.grid.Placement;
import org.loadstar.grid.Reinforcement;
import org.loadstar.grid.Risk;
import org.loadstar.grid.Screening;
import org.loadstar.grid.powsybl.AcFlow;

/// Reads one file and asks of it what the options say.
final class GridRun {
  /// Least change of a flow per MW of a campus that counts.
  static final double THRESHOLD = 0.03;

  /// Above this many branches a program for each bus takes minutes.
  private static final int LARGE = 5000;

  /// What gives a new campus its power.
  enum Slack {
    REDISPATCH,
    FIXED
  }

  /// How room is asked for.
  ///
  /// @param slack null for the choice by size
  /// @param most MW
  record Room(@Nullable Slack slack, double most) {
    Slack on(Grid grid) {
      return slack != null ? slack : grid.branches().size() <= LARGE ? Slack.REDISPATCH : Slack.FIXED;
    }
  }

  private final Console console;
  private final Path file;
  private final boolean ac;
  private final int confirm;
  private final OperatingPoint.Source dispatch;
  private final boolean outages;
  private final @Nullable Room hosting;
  private final GridRiskFlags risk;
  private final int threads;
  private final GridSteps steps;

  /// @param steps how far it may go
  GridRun(
      Console console, Path file, boolean ac, int confirm, OperatingPoint.Source dispatch, boolean outages, @Nullable Room hosting, GridRiskFlags risk, int threads,
      GridSteps steps) {
    this.console = console;
    this.file = file;
    this.ac = ac;
    this.confirm = confirm;
    this.dispatch = dispatch;
    this.outages = outages;
    this.hosting = hosting;
    this.risk = risk;
    this.threads = threads;
    this.steps = steps;
  }

  /// What was found; null when it was stopped before there was a dispatch.
  @Nullable GridResult run(@Nullable GridPlan plan) {
    @Nullable GridReading reading = steps.of("read", "reading " + file.getFileName(), () -> GridFile.read(file));
    if (reading == null) return null;
    console.warn(reading.warnings());
    if (plan == null) return asked(reading.grid());
    Placement placement = Placement.of(plan.campuses(), plan.map(), reading.grid());
    double missing = placement.missing().stream().mapToDouble(Placement.Campus::mw).sum();
    if (!placement.missing().isEmpty())
      console.err().printf(java.util.Locale.ROOT, "warning: %d campuses (%.0f MW) are in no row of %s and are left out%n", placement.missing().size(), missing, plan.map());
    @Nullable GridResult without = asked(reading.grid());
    if (without == null) return null;
    steps.part("with campuses: ");
    @Nullable GridResult after = asked(placement.on(reading.grid()));
    if (after == null) return without.ended(steps);
    GridAnalysis a = after.analysis();
    @Nullable Reinforcement intact = steps.of("reinforce", "reinforcements for the campuses", () -> a.reinforced(false));
    @Nullable Reinforcement secure = outages ? steps.of("reinforce", "reinforcements that hold after outages", () -> a.reinforced(true)) : null;
    if (!steps.unfinished().isEmpty()) return without.ended(steps);
    return without.with(new GridResult.WithPlan(plan.year(), placement, after, intact, secure)).ended(steps);
  }

  private @Nullable GridResult asked(Grid grid) {
    @Nullable GridAnalysis a = steps.of("dispatch", "dispatch", () -> GridAnalysis.of(grid, dispatch, threads));
    if (a == null) return null;
    Screening.@Nullable Result n1 = outages ? steps.of("n_1", "loss of each branch and generator", a::outages) : null;
    @Nullable Room room = hosting;
    @Nullable Slack slack = room == null ? null : room.on(a.grid());
    @Nullable List<Hosting.Room> rooms = room == null ? null : steps.of("hosting", "room at each bus", () -> a.hosting(room.most, slack == Slack.REDISPATCH, THRESHOLD));
    @Nullable LostLoad cascade = !risk.cascade ? null : steps.of("cascade", "cascades", () -> a.cascades(risk.initial, risk.events, risk.seed, risk.trip, risk.response));
    Map<String, LostLoad> attacks = new LinkedHashMap<>();
    risk.on(grid).forEach((name, attack) -> {
      @Nullable LostLoad lost = steps.of("attack", "attack " + name, () -> a.attacked(attack, risk.events, risk.seed, risk.trip, risk.response));
      if (lost != null) attacks.put(name, lost);
    });
    @Nullable List<Risk.Strike> worst = risk.interdict == 0 ? null : steps.of("interdict", "worst outages", () -> a.worst(risk.interdict, risk.response));
    AcFlow.@Nullable Result flow = null;
    Map<Integer, AcFlow.Result> confirmed = new LinkedHashMap<>();
    if (ac || n1 != null && confirm > 0) {
      @Nullable AcFlow network = steps.of("ac", "AC power flow", () -> AcFlow.of(a.grid(), a.point()));
      if (network != null) flow = steps.of("ac", "AC power flow", network::run);
      if (network != null && n1 != null)
        for (int e : toConfirm(n1)) {
          AcFlow.@Nullable Result without = steps.of("confirm", "AC power flow after outages", () -> network.without(e));
          if (without == null) break;
          confirmed.put(e, without);
        }
    }
    return new GridResult(file.toString(), a, n1, rooms, slack, cascade, attacks, worst == null ? List.of() : worst, flow, confirmed, null, List.of(), Map.of()).ended(steps);
  }

  /// The worst outages of branches, those that divide the network left out.
  private List<Integer> toConfirm(Screening.Result n1) {
    return n1.critical().stream().filter(o -> o.kind() == Screening.Kind.BRANCH && o.cutBuses() == 0).limit(confirm).map(Screening.Outage::element).toList();
  }
}
