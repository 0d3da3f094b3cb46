package org.loadstar.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.grid.Grid;
import org.loadstar.grid.GridAnalysis;
import org.loadstar.grid.Hosting;
import org.loadstar.grid.LostLoad;
import org.loadstar.grid.Placement;
import org.loadstar.grid.Reinforcement;
import org.loadstar.grid.Risk;
import org.loadstar.grid.Screening;
import org.loadstar.grid.powsybl.AcFlow;

/// What `grid` found of one file.
///
/// @param file as given
/// @param outages null unless asked
/// @param rooms one per bus; null unless asked
/// @param slack what gives a new campus its power
/// @param cascade null unless asked
/// @param attacks by what was typed
/// @param worst empty unless asked
/// @param ac the AC power flow; null unless asked
/// @param confirmed AC power flow without a branch, by branch; empty unless asked
/// @param plan null unless asked
/// @param unfinished what was asked for and stopped before its end, by the names of `seconds`
/// @param seconds by step
record GridResult(
    String file,
    GridAnalysis analysis,
    Screening.@Nullable Result outages,
    @Nullable List<Hosting.Room> rooms,
    GridRun.@Nullable Slack slack,
    @Nullable LostLoad cascade,
    Map<String, LostLoad> attacks,
    List<Risk.Strike> worst,
    AcFlow.@Nullable Result ac,
    Map<Integer, AcFlow.Result> confirmed,
    @Nullable WithPlan plan,
    List<String> unfinished,
    Map<String, Double> seconds) {
  /// The same grid with the campuses of a plan.
  ///
  /// @param after what was found with them
  /// @param intact the cheapest increments within the ratings; null where there are none
  /// @param secure those after outages too; null unless asked
  record WithPlan(int year, Placement placement, GridResult after, @Nullable Reinforcement intact, @Nullable Reinforcement secure) {}

  /// The same beside what a plan's campuses change.
  GridResult with(WithPlan other) {
    return new GridResult(file, analysis, outages, rooms, slack, cascade, attacks, worst, ac, confirmed, other, unfinished, seconds);
  }

  /// The same with what the steps say of themselves.
  GridResult ended(GridSteps steps) {
    return new GridResult(file, analysis, outages, rooms, slack, cascade, attacks, worst, ac, confirmed, plan, steps.unfinished(), steps.seconds());
  }

  Grid grid() {
    return analysis.grid();
  }

  /// Lost load by kind of event.
  Map<String, LostLoad> lost() {
    Map<String, LostLoad> lost = new LinkedHashMap<>();
    if (cascade != null) lost.put("random outages", cascade);
    attacks.forEach((name, l) -> lost.put("attack " + name, l));
    return lost;
  }

  String branch(int e) {
    return e < 0 ? "" : grid().branches().get(e).id();
  }

  String bus(int i) {
    return grid().buses().get(i).id();
  }

  /// The branch with the highest loading of an AC flow, -1 where none has a rating.
  static int worst(AcFlow.Result f) {
    int worst = -1;
    for (int e = 0; e < f.loading().length; e++) if (f.loading()[e] > (worst < 0 ? 0 : f.loading()[worst])) worst = e;
    return worst;
  }

  /// Name of what an outage takes.
  String element(Screening.Outage o) {
    return o.kind() == Screening.Kind.BRANCH ? branch(o.element()) : grid().generators().get(o.element()).id() + " at " + bus(grid().generators().get(o.element()).bus());
  }
}
