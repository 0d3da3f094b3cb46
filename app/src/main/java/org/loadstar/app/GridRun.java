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
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final long begun = System.nanoTime();
  private long last = begun;

  GridRun(
      Console console, Path file, boolean ac, int confirm, OperatingPoint.Source dispatch, boolean outages, @Nullable Room hosting, GridRiskFlags risk, int threads) {
    this.console = console;
    this.file = file;
    this.ac = ac;
    this.confirm = confirm;
    this.dispatch = dispatch;
    this.outages = outages;
    this.hosting = hosting;
    this.risk = risk;
    this.threads = threads;
  }

  private void lap(String step) {
    long now = System.nanoTime();
    seconds.merge(step, (now - last) / 1e9, Double::sum);
    last = now;
  }

  GridResult run(@Nullable GridPlan plan) {
    GridReading reading = GridFile.read(file);
    console.warn(reading.warnings());
    lap("read");
    if (plan == null) return asked(reading.grid(), null);
    Placement placement = Placement.of(plan.campuses(), plan.map(), reading.grid());
    double missing = placement.missing().stream().mapToDouble(Placement.Campus::mw).sum();
    if (!placement.missing().isEmpty())
      console.err().printf(java.util.Locale.ROOT, "warning: %d campuses (%.0f MW) are in no row of %s and are left out%n", placement.missing().size(), missing, plan.map());
    Grid with = placement.on(reading.grid());
    GridResult after = asked(with, null);
    GridAnalysis a = after.analysis();
    @Nullable Reinforcement intact = a.reinforced(false);
    @Nullable Reinforcement secure = outages ? a.reinforced(true) : null;
    lap("reinforce");
    return asked(reading.grid(), new GridResult.WithPlan(plan.year(), placement, after, intact, secure));
  }

  private GridResult asked(Grid grid, GridResult.@Nullable WithPlan plan) {
    GridAnalysis a = GridAnalysis.of(grid, dispatch, threads);
    lap("dispatch");
    Screening.@Nullable Result n1 = null;
    if (outages) n1 = a.outages();
    if (outages) lap("n_1");
    @Nullable List<Hosting.Room> rooms = null;
    @Nullable Slack slack = hosting == null ? null : hosting.on(a.grid());
    if (hosting != null) {
      rooms = a.hosting(hosting.most, slack == Slack.REDISPATCH, THRESHOLD);
      lap("hosting");
    }
    @Nullable LostLoad cascade = null;
    if (risk.cascade) cascade = a.cascades(risk.initial, risk.events, risk.seed, risk.trip, risk.response);
    if (risk.cascade) lap("cascade");
    Map<String, LostLoad> attacks = new LinkedHashMap<>();
    risk.on(grid).forEach((name, attack) -> attacks.put(name, a.attacked(attack, risk.events, risk.seed, risk.trip, risk.response)));
    if (!attacks.isEmpty()) lap("attack");
    List<Risk.Strike> worst = risk.interdict == 0 ? List.of() : a.worst(risk.interdict, risk.response);
    if (risk.interdict > 0) lap("interdict");
    AcFlow.@Nullable Result flow = null;
    Map<Integer, AcFlow.Result> confirmed = new LinkedHashMap<>();
    if (ac || n1 != null && confirm > 0) {
      AcFlow network = AcFlow.of(a.grid(), a.point());
      flow = network.run();
      lap("ac");
      if (n1 != null) for (int e : toConfirm(n1)) confirmed.put(e, network.without(e));
      if (!confirmed.isEmpty()) lap("confirm");
    }
    seconds.put("total", (System.nanoTime() - begun) / 1e9);
    return new GridResult(file.toString(), a, n1, rooms, slack, cascade, attacks, worst, flow, confirmed, plan, new LinkedHashMap<>(seconds));
  }

  /// The worst outages of branches, those that divide the network left out.
  private List<Integer> toConfirm(Screening.Result n1) {
    return n1.critical().stream().filter(o -> o.kind() == Screening.Kind.BRANCH && o.cutBuses() == 0).limit(confirm).map(Screening.Outage::element).toList();
  }
}
