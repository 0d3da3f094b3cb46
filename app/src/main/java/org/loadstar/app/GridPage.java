package org.loadstar.app;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.app.report.GridReport;
import org.loadstar.grid.LostLoad;
import org.loadstar.grid.Reinforcement;

/// The report page of one network.
final class GridPage {
  private GridPage() {}

  static String of(GridResult r) {
    Map<String, LostLoad> lost = new LinkedHashMap<>();
    add(lost, r, "");
    GridResult.@Nullable WithPlan plan = r.plan();
    if (plan != null) add(lost, plan.after(), " with the plan");
    @Nullable Reinforcement reinforcement = plan == null ? null : plan.secure() == null ? plan.intact() : plan.secure();
    String slack = r.slack() == GridRun.Slack.FIXED ? "all generators rise in proportion to the room above them" : "all generators dispatched anew";
    return GridReport.render(new GridReport.Found(r.analysis(), r.outages(), r.rooms(), slack, lost, reinforcement, plan == null ? 0 : plan.placement().mw()));
  }

  private static void add(Map<String, LostLoad> lost, GridResult r, String suffix) {
    LostLoad random = r.cascade();
    if (random != null) lost.put("Random outages" + suffix, random);
    r.attacks().forEach((name, l) -> lost.put("Attack " + name + suffix, l));
  }
}
