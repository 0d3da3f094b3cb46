package org.loadstar.app;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.grid.Grid;
import org.loadstar.grid.GridAnalysis;
import org.loadstar.grid.Hosting;
import org.loadstar.grid.LostLoad;
import org.loadstar.grid.Risk;
import org.loadstar.grid.Screening;

/// What `grid` found of one file.
///
/// @param file as given
/// @param outages null unless asked
/// @param rooms one per bus; null unless asked
/// @param cascade null unless asked
/// @param attacks by what was typed
/// @param worst empty unless asked
/// @param seconds by step
record GridResult(
    String file,
    GridAnalysis analysis,
    Screening.@Nullable Result outages,
    @Nullable List<Hosting.Room> rooms,
    @Nullable LostLoad cascade,
    Map<String, LostLoad> attacks,
    List<Risk.Strike> worst,
    Map<String, Double> seconds) {
  Grid grid() {
    return analysis.grid();
  }

  String branch(int e) {
    return e < 0 ? "" : grid().branches().get(e).id();
  }

  String bus(int i) {
    return grid().buses().get(i).id();
  }

  /// Name of what an outage takes.
  String element(Screening.Outage o) {
    return o.kind() == Screening.Kind.BRANCH ? branch(o.element()) : grid().generators().get(o.element()).id() + " at " + bus(grid().generators().get(o.element()).bus());
  }
}
