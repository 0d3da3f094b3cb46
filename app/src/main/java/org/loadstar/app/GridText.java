package org.loadstar.app;

import java.util.ArrayList;
import java.util.Comparator;
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

/// What `grid` prints for people.
final class GridText {
  private final GridResult r;
  private final int top;
  private final StringBuilder out = new StringBuilder();

  private GridText(GridResult r, int top) {
    this.r = r;
    this.top = top;
  }

  static String of(GridResult r, int top) {
    return new GridText(r, top).text();
  }

  private String text() {
    Grid g = r.grid();
    OperatingPoint p = r.analysis().point();
    line("%s: %d buses, %d branches, %d generators, load %,.0f MW%s", g.name(), g.buses().size(), g.branches().size(), g.generators().size(), g.loadMw(),
        r.analysis().islands() == 1 ? "" : ", " + r.analysis().islands() + " islands");
    String cost = p.costUsdPerHour() == null ? "no costs in the file" : String.format(Locale.ROOT, "%,.2f USD/h", p.costUsdPerHour());
    line("  dispatch %s: %s, unserved %,.1f MW, room above the generators %,.0f MW", GridJson.word(p.source()), cost, p.unservedMw(), p.reserveMw(g));
    if (r.analysis().note() != null) line("  %s", r.analysis().note());
    if (r.analysis().surplusMw() > 0) line("  %,.1f MW are generated that no demand takes: flows and what follows from them are of a network out of balance", r.analysis().surplusMw());
    Double insecure = r.analysis().insecureMw();
    if (insecure != null) line("  overloads after outages that no dispatch avoids at 5,000 USD/MWh: %,.1f MW", insecure);
    violations(p.overloads(g));
    if (r.outages() != null) outages(r.outages());
    if (r.rooms() != null) rooms(r.rooms());
    risks();
    ac();
    if (r.plan() != null) plan(r.plan());
    if (!r.unfinished().isEmpty()) line("Stopped before its end; missing: %s", String.join(", ", r.unfinished()));
    return out.toString();
  }

  private void line(String format, Object... args) {
    out.append(String.format(Locale.ROOT, format, args)).append('\n');
  }

  private void violations(List<OperatingPoint.Overload> over) {
    if (over.isEmpty()) return;
    TextTable t = new TextTable(List.of("above its rating", "MW", "rating", "loading"));
    over.stream().limit(top).forEach(o -> t.add(List.of(r.branch(o.branch()), one(o.flowMw()), one(o.ratingMw()), percent(o.loading()))));
    line("%d branches above their rating", over.size());
    out.append(t);
  }

  private void outages(Screening.Result n1) {
    List<Screening.Outage> critical = n1.critical();
    line("N-1: %d of %d outages overload a branch or shed load; %d divide the network", critical.size(), n1.outages().size(), n1.dividing());
    if (critical.isEmpty()) return;
    TextTable t = new TextTable(List.of("outage", "overloads", "worst", "loading", "cut buses", "unserved MW"));
    critical.stream()
        .limit(top)
        .forEach(o -> t.add(List.of(r.element(o), "" + o.overloads(), r.branch(o.worst()), percent(o.loading()), "" + o.cutBuses(), one(o.unservedMw()))));
    out.append(t);
  }

  private void rooms(List<Hosting.Room> rooms) {
    List<Hosting.Room> sorted = new ArrayList<>(rooms);
    sorted.sort(Comparator.comparingDouble(Hosting.Room::mw).reversed());
    line("room for one new campus, by bus (" + (r.slack() == GridRun.Slack.FIXED ? "generators rise in proportion" : "generators dispatched anew") + "): median %,.0f MW, most %,.0f MW, %d of %d buses below 1 MW", sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) / 2).mw(),
        sorted.isEmpty() ? 0 : sorted.getFirst().mw(), rooms.stream().filter(x -> x.mw() < 1).count(), rooms.size());
    TextTable t = new TextTable(List.of("bus", "MW", "without outages", "bound by", "branch", "outage"));
    sorted.stream()
        .limit(top)
        .forEach(x -> t.add(List.of(r.bus(x.bus()) + (x.radial() ? " (radial)" : ""), one(x.mw()), one(x.intactMw()), GridJson.word(x.bound()), r.branch(x.branch()), r.branch(x.outage()))));
    out.append(t);
  }

  private void risks() {
    TextTable t = new TextTable(List.of("lost load, MW", "events", "with loss", "mean", "+-", "P95", "P99", "most", "tripped"));
    if (r.cascade() != null) t.add(row("random outages", r.cascade()));
    for (Map.Entry<String, LostLoad> a : r.attacks().entrySet()) t.add(row("attack " + a.getKey(), a.getValue()));
    if (!t.isEmpty()) out.append(t);
    if (r.worst().isEmpty()) return;
    TextTable w = new TextTable(List.of("the worst outages that greed finds", "lost MW more"));
    for (Risk.Strike s : r.worst()) w.add(List.of(r.branch(s.branch()), one(s.lostMw())));
    out.append(w);
  }

  private void plan(GridResult.WithPlan p) {
    line("with the plan's campuses of %d: %,.0f MW at %d places", p.year(), p.placement().mw(), p.placement().placed().size());
    out.append(GridText.of(p.after(), top).indent(2));
    reinforcement("within the ratings", p.intact());
    if (p.secure() != null) reinforcement("after outages too", p.secure());
  }

  private void reinforcement(String words, @Nullable Reinforcement x) {
    if (x == null) {
      line("cheapest reinforcements %s: none fits, the least outputs of the generators are in the way", words);
      return;
    }
    line("cheapest reinforcements %s: %s for %d branches; still unserved %,.1f MW (generation is short), still overloaded %,.1f MW", words,
        TextTable.dollars(x.usd()), x.increments().size(), x.unservedMw(), x.overloadMw());
    TextTable t = new TextTable(List.of("branch", "MW more", "cost"));
    x.increments().stream().limit(top).forEach(i -> t.add(List.of(r.branch(i.branch()), one(i.mw()), TextTable.dollars(i.usd()))));
    if (!t.isEmpty()) out.append(t);
  }

  private void ac() {
    if (r.ac() == null) return;
    TextTable t = new TextTable(List.of("AC power flow (not an AC-OPF)", "status", "loss MW", "lowest V", "highest V", "overloads", "worst", "loading"));
    t.add(row("all in service", r.ac()));
    r.confirmed().forEach((e, f) -> t.add(row("without " + r.branch(e), f)));
    out.append(t);
  }

  private List<String> row(String name, AcFlow.Result f) {
    int worst = GridResult.worst(f);
    return List.of(name, f.status(), one(f.lossMw()), TextTable.figure(f.lowestVoltage(), 3), TextTable.figure(f.highestVoltage(), 3), "" + f.overloads(),
        r.branch(worst), worst < 0 ? "-" : percent(f.loading()[worst]));
  }

  private static List<String> row(String name, LostLoad l) {
    return List.of(name, "" + l.events(), "" + l.withLoss(), one(l.mean()), one(l.standardError()), one(l.p95()), one(l.p99()), one(l.max()), one(l.meanTripped()));
  }

  private static String one(double v) {
    return TextTable.figure(v, 1);
  }

  private static String percent(double v) {
    return TextTable.figure(100 * v, 1) + " %";
  }
}
