package org.loadstar.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Decimal;
import org.loadstar.grid.Grid;
import org.loadstar.grid.Hosting;
import org.loadstar.grid.Layout;
import org.loadstar.grid.LostLoad;
import org.loadstar.grid.OperatingPoint;
import org.loadstar.grid.Risk;
import org.loadstar.grid.Screening;

/// The whole tables of `grid --out` as CSV by file name.
final class GridTables {
  private final StringBuilder text = new StringBuilder();

  private GridTables(String header) {
    text.append(header).append('\n');
  }

  static Map<String, String> of(GridResult r) {
    Map<String, String> out = new LinkedHashMap<>();
    out.put("buses.csv", buses(r));
    out.put("branches.csv", branches(r));
    out.put("generators.csv", generators(r));
    if (r.outages() != null) out.put("outages.csv", outages(r, r.outages().outages()));
    if (r.rooms() != null) out.put("hosting.csv", hosting(r, r.rooms()));
    GridResult.WithPlan plan = r.plan();
    if (plan != null) out.put("reinforcements.csv", reinforcements(r, plan));
    Map<String, LostLoad> lost = r.lost();
    if (!lost.isEmpty()) out.put("events.csv", events(lost, plan == null ? null : plan.after().lost()));
    if (!r.worst().isEmpty()) out.put("worst.csv", worst(r));
    return out;
  }

  private static String worst(GridResult r) {
    GridTables t = new GridTables("step,branch,lost_more_mw");
    int step = 0;
    for (Risk.Strike s : r.worst()) t.row(++step, r.branch(s.branch()), s.lostMw());
    return t.text.toString();
  }

  private static String events(Map<String, LostLoad> lost, @Nullable Map<String, LostLoad> after) {
    GridTables t = new GridTables("kind,event,lost_mw" + (after == null ? "" : ",with_plan_lost_mw"));
    lost.forEach((kind, l) -> {
      LostLoad with = after == null ? null : after.get(kind);
      for (int k = 0; k < l.lost().length; k++) {
        if (with == null) t.row(kind, k, l.lost()[k]);
        else t.row(kind, k, l.lost()[k], with.lost()[k]);
      }
    });
    return t.text.toString();
  }

  private static String reinforcements(GridResult r, GridResult.WithPlan plan) {
    GridTables t = new GridTables("limits,branch,mw,usd");
    if (plan.intact() != null) plan.intact().increments().forEach(i -> t.row("intact", r.branch(i.branch()), i.mw(), i.usd()));
    if (plan.secure() != null) plan.secure().increments().forEach(i -> t.row("n_1", r.branch(i.branch()), i.mw(), i.usd()));
    return t.text.toString();
  }

  /// Buses and where they stand in a drawing (the unit square; no place on the land).
  private static String buses(GridResult r) {
    GridTables t = new GridTables("bus,load_mw,x,y");
    double[][] at = Layout.of(r.grid());
    for (int k = 0; k < r.grid().buses().size(); k++) t.row(r.bus(k), r.grid().buses().get(k).demandMw(), at[0][k], at[1][k]);
    return t.text.toString();
  }

  private static String branches(GridResult r) {
    GridTables t = new GridTables("branch,from,to,flow_mw,rating_mw,emergency_mw,bridge");
    OperatingPoint p = r.analysis().point();
    for (int e = 0; e < p.flow().length; e++) {
      Grid.Branch q = r.grid().branches().get(e);
      t.row(q.id(), r.bus(q.from()), r.bus(q.to()), p.flow()[e], r.analysis().rating(e), r.analysis().emergency(e), r.analysis().bridge(e));
    }
    return t.text.toString();
  }

  private static String generators(GridResult r) {
    GridTables t = new GridTables("generator,bus,fuel,output_mw,least_mw,most_mw");
    double[] output = r.analysis().point().output();
    for (int k = 0; k < output.length; k++) {
      Grid.Generator g = r.grid().generators().get(k);
      t.row(g.id(), r.bus(g.bus()), g.fuel(), output[k], g.pMin(), g.pMax());
    }
    return t.text.toString();
  }

  private static String outages(GridResult r, List<Screening.Outage> outages) {
    GridTables t = new GridTables("kind,outage,overloads,worst_branch,loading,flow_mw,cut_buses,unserved_mw");
    for (Screening.Outage o : outages)
      t.row(GridJson.word(o.kind()), r.element(o), o.overloads(), r.branch(o.worst()), o.loading(), o.flowMw(), o.cutBuses(), o.unservedMw());
    return t.text.toString();
  }

  private static String hosting(GridResult r, List<Hosting.Room> rooms) {
    GridTables t = new GridTables("bus,mw,intact_mw,bound,branch,outage,radial");
    for (Hosting.Room x : rooms) t.row(r.bus(x.bus()), x.mw(), x.intactMw(), GridJson.word(x.bound()), r.branch(x.branch()), r.branch(x.outage()), x.radial());
    return t.text.toString();
  }

  private void row(Object... cells) {
    for (int k = 0; k < cells.length; k++) {
      if (k > 0) text.append(',');
      String s = cells[k] instanceof Double d ? Decimal.text(d) : cells[k].toString();
      boolean quote = s.contains(",") || s.contains("\"") || s.contains("\n");
      text.append(quote ? "\"" + s.replace("\"", "\"\"") + "\"" : s);
    }
    text.append('\n');
  }
}
