package org.loadstar.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.grid.Grid;
import org.loadstar.grid.Hosting;
import org.loadstar.grid.LostLoad;
import org.loadstar.grid.OperatingPoint;
import org.loadstar.grid.Reinforcement;
import org.loadstar.grid.Risk;
import org.loadstar.grid.Screening;
import org.loadstar.grid.powsybl.AcFlow;

/// What `grid --json` prints of one file.
final class GridJson {
  private GridJson() {}

  static Map<String, @Nullable Object> of(GridResult r, int top) {
    Grid grid = r.grid();
    OperatingPoint p = r.analysis().point();
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("file", r.file());
    m.put("name", grid.name());
    m.put("buses", grid.buses().size());
    m.put("branches", grid.branches().size());
    m.put("generators", grid.generators().size());
    m.put("dc_lines", grid.dcLines().size());
    m.put("load_mw", grid.loadMw());
    m.put("dispatch", word(p.source()));
    m.put("dispatch_note", r.analysis().note());
    m.put("objective_usd_per_h", p.costUsdPerHour());
    m.put("lower_bound_usd_per_h", p.source() == OperatingPoint.Source.OPF ? r.analysis().lowerBound() : null);
    m.put("unserved_mw", p.unservedMw());
    m.put("surplus_mw", r.analysis().surplusMw());
    m.put("reserve_mw", p.reserveMw(grid));
    m.put("insecure_mw", r.analysis().insecureMw());
    m.put("violations", p.overloads(grid).stream().map(o -> overload(r, o)).toList());
    m.put("islands", r.analysis().islands());
    m.put("n_1", r.outages() == null ? null : outages(r, r.outages(), top));
    m.put("hosting", r.rooms() == null ? null : hosting(r, r.rooms()));
    m.put("cascade", r.cascade() == null ? null : lost(r.cascade()));
    Map<String, Object> attacks = new LinkedHashMap<>();
    r.attacks().forEach((name, l) -> attacks.put(name, lost(l)));
    m.put("attack", attacks);
    m.put("worst", r.worst().stream().map(s -> strike(r, s)).toList());
    m.put("ac", r.ac() == null ? null : ac(r, r.ac()));
    m.put("confirmed", r.confirmed().entrySet().stream().map(c -> confirmed(r, c.getKey(), c.getValue())).toList());
    m.put("plan", r.plan() == null ? null : plan(r, r.plan(), top));
    m.put("unfinished", r.unfinished());
    m.put("seconds", r.seconds());
    return m;
  }

  static String word(Enum<?> e) {
    return e.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> overload(GridResult r, OperatingPoint.Overload o) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("branch", r.branch(o.branch()));
    m.put("flow_mw", o.flowMw());
    m.put("rating_mw", o.ratingMw());
    m.put("loading", o.loading());
    return m;
  }

  private static Map<String, @Nullable Object> outages(GridResult r, Screening.Result n1, int top) {
    List<Screening.Outage> critical = n1.critical();
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("outages", n1.outages().size());
    m.put("critical", critical.size());
    m.put("overloads", n1.overloads());
    m.put("dividing", n1.dividing());
    m.put("unserved_max_mw", n1.outages().stream().mapToDouble(Screening.Outage::unservedMw).max().orElse(0));
    List<Map<String, @Nullable Object>> worst = new ArrayList<>();
    for (Screening.Outage o : critical.subList(0, Math.min(top, critical.size()))) {
      Map<String, @Nullable Object> x = new LinkedHashMap<>();
      x.put("kind", word(o.kind()));
      x.put("outage", r.element(o));
      x.put("overloads", o.overloads());
      x.put("worst_branch", o.worst() < 0 ? null : r.branch(o.worst()));
      x.put("loading", o.loading());
      x.put("flow_mw", o.flowMw());
      x.put("cut_buses", o.cutBuses());
      x.put("unserved_mw", o.unservedMw());
      worst.add(x);
    }
    m.put("worst", worst);
    return m;
  }

  private static Map<String, @Nullable Object> hosting(GridResult r, List<Hosting.Room> rooms) {
    double[] mw = rooms.stream().mapToDouble(Hosting.Room::mw).sorted().toArray();
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("median_mw", mw.length == 0 ? 0 : mw[mw.length / 2]);
    m.put("max_mw", mw.length == 0 ? 0 : mw[mw.length - 1]);
    m.put("without_room", rooms.stream().filter(x -> x.mw() < 1).count());
    m.put("slack", r.slack() == null ? null : word(r.slack()));
    m.put("threshold", r.slack() == GridRun.Slack.FIXED ? GridRun.THRESHOLD : 0.0);
    List<Map<String, @Nullable Object>> buses = new ArrayList<>();
    for (Hosting.Room x : rooms) {
      Map<String, @Nullable Object> b = new LinkedHashMap<>();
      b.put("bus", r.bus(x.bus()));
      b.put("mw", x.mw());
      b.put("intact_mw", x.intactMw());
      b.put("bound", word(x.bound()));
      b.put("branch", x.branch() < 0 ? null : r.branch(x.branch()));
      b.put("outage", x.outage() < 0 ? null : r.branch(x.outage()));
      b.put("radial", x.radial());
      buses.add(b);
    }
    m.put("buses", buses);
    return m;
  }

  private static Map<String, Object> lost(LostLoad l) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("events", l.events());
    m.put("with_loss", l.withLoss());
    m.put("mean_mw", l.mean());
    m.put("standard_error_mw", l.standardError());
    m.put("p95_mw", l.p95());
    m.put("p99_mw", l.p99());
    m.put("max_mw", l.max());
    m.put("mean_tripped", l.meanTripped());
    m.put("left_mw", l.leftMw());
    List<Map<String, Object>> classes = new ArrayList<>();
    for (int c = 0; c < l.histogram().length; c++) classes.add(Map.of("below_share", LostLoad.EDGES[c], "events", l.histogram()[c]));
    m.put("histogram", classes);
    return m;
  }

  private static Map<String, @Nullable Object> ac(GridResult r, AcFlow.Result f) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("meaning", "AC power flow of the dispatch, losses spread over the generators; not an AC-OPF");
    m.put("converged", f.converged());
    m.put("status", f.status());
    m.put("loss_mw", f.converged() ? f.lossMw() : null);
    m.put("voltage_min", f.converged() ? f.lowestVoltage() : null);
    m.put("voltage_max", f.converged() ? f.highestVoltage() : null);
    m.put("overloads", f.overloads());
    int worst = GridResult.worst(f);
    m.put("worst_branch", worst < 0 ? null : r.branch(worst));
    m.put("loading", worst < 0 ? null : f.loading()[worst]);
    return m;
  }

  private static Map<String, @Nullable Object> confirmed(GridResult r, int branch, AcFlow.Result f) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("outage", r.branch(branch));
    m.putAll(ac(r, f));
    m.remove("meaning");
    return m;
  }

  private static Map<String, @Nullable Object> plan(GridResult r, GridResult.WithPlan p, int top) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("year", p.year());
    m.put("placed_mw", p.placement().mw());
    m.put("missing", p.placement().missing().stream().map(c -> Map.of("id", c.id(), "zone", c.zone(), "mw", c.mw())).toList());
    m.put("campuses", p.placement().placed().stream().map(c -> Map.of("id", c.campus(), "bus", r.bus(c.bus()), "mw", c.mw())).toList());
    m.put("after", of(p.after(), top));
    Map<String, Object> change = new LinkedHashMap<>();
    r.lost().forEach((kind, l) -> change.put(kind, change(l, p.after().lost().get(kind))));
    m.put("lost_change", change);
    m.put("reinforcement", p.intact() == null ? null : reinforcement(r, p.intact()));
    m.put("reinforcement_n_1", p.secure() == null ? null : reinforcement(r, p.secure()));
    return m;
  }

  private static Map<String, Object> change(LostLoad l, @Nullable LostLoad after) {
    LostLoad.Change c = l.to(after == null ? l : after);
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("mw", c.mw());
    m.put("standard_error_mw", c.standardError());
    return m;
  }

  private static Map<String, Object> reinforcement(GridResult r, Reinforcement x) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("usd", x.usd());
    m.put("unserved_mw", x.unservedMw());
    m.put("overload_mw", x.overloadMw());
    m.put("increments", x.increments().stream().map(i -> Map.of("branch", r.branch(i.branch()), "mw", i.mw(), "usd", i.usd())).toList());
    return m;
  }

  private static Map<String, Object> strike(GridResult r, Risk.Strike s) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("branch", r.branch(s.branch()));
    m.put("lost_mw", s.lostMw());
    return m;
  }
}
