package org.loadstar.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.app.report.GridReport;
import org.loadstar.grid.LostLoad;
import org.loadstar.grid.Reinforcement;

/// The report page of one network.
final class GridPage {
  private GridPage() {}

  static String of(GridResult r) {
    Map<String, LostLoad> lost = r.lost();
    GridResult.@Nullable WithPlan plan = r.plan();
    Map<String, LostLoad> after = plan == null ? Map.of() : plan.after().lost();
    @Nullable Reinforcement reinforcement = plan == null ? null : plan.secure() == null ? plan.intact() : plan.secure();
    String slack = r.slack() == GridRun.Slack.FIXED ? "all generators rise in proportion to the room above them" : "all generators dispatched anew";
    return GridReport.render(new GridReport.Found(r.analysis(), r.outages(), r.rooms(), slack, lost, after, r.worst(), reinforcement, plan == null ? 0 : plan.placement().mw()));
  }
}
