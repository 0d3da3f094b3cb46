package org.loadstar.app;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.PlanOptions;
import org.loadstar.study.WeatherSpread;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `weather [CASE]`
@Command(
    name = "weather",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Plans the case again with its weather moved by a few seeded days, and prints the spread of what comes out.")
final class WeatherCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private CaseOptions data = new CaseOptions();
  @Mixin private PlanFlags flags = new PlanFlags();

  @Option(
      names = "--shifts",
      paramLabel = "N",
      defaultValue = "4",
      description = "Shifts of -14 to 14 days beside the case as it stands, drawn by --seed (default: ${DEFAULT-VALUE}).")
  private int shifts;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  WeatherCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PlanOptions options = flags.options(data.source(console));
    Map<String, @Nullable Object> result;
    try (StopRequest stop = new StopRequest(console);
        ProgressLine line = new ProgressLine(console.err(), console.terminal(), options.gap())) {
      line.stage("reading the case");
      result = WeatherSpread.run(options, shifts, new PlanProgress(line, stop.asked()));
    }
    if (json) console.json(result);
    else console.out().print(text(result));
    return switch (Figures.text(result, "status")) {
      case "infeasible" -> Exit.INPUT;
      case "stopped" -> Exit.STOPPED;
      default -> Exit.DONE;
    };
  }

  private static String text(Map<String, ?> m) {
    StringBuilder out = new StringBuilder();
    List<Map<String, Object>> members = Figures.list(m, "members");
    out.append("Weather moved by days, target year ").append(Figures.text(m, "target_year")).append(", seed ").append(Figures.text(m, "seed"));
    out.append(": ").append(members.size()).append(" of ").append(Figures.text(m, "members_asked")).append(" members ");
    out.append(Figures.text(m, "status").equals("stopped") ? "done when it was stopped\n\n" : "done\n\n");
    TextTable t = new TextTable(List.of("Shift", "status", "AI GW", "cost", "full year", "unserved GWh", "hours", "days"));
    for (Map<String, Object> q : members) t.add(row(Figures.text(q, "shift_days") + " d", Figures.text(q, "status"), k -> Figures.number(q.get(k))));
    Map<String, Object> spread = Figures.object(m, "spread");
    for (String which : List.of("min", "median", "max"))
      t.add(row(which, "", k -> Figures.number(Figures.object(spread, k).get(which))));
    out.append(t).append('\n');
    TextTable zones = new TextTable(List.of("AI GW by zone", "min", "median", "max"));
    Map<String, Object> byZone = Figures.object(spread, "ai_gw_by_zone");
    for (String z : byZone.keySet()) {
      Map<String, Object> q = Figures.object(byZone, z);
      zones.add(List.of(z, gw(q.get("min")), gw(q.get("median")), gw(q.get("max"))));
    }
    if (!zones.isEmpty()) out.append(zones).append('\n');
    return out.append("Hours and days: ").append(Figures.text(m, "unserved_note")).append(".\n").toString();
  }

  private static List<String> row(String name, String status, java.util.function.ToDoubleFunction<String> of) {
    return List.of(
        name, status, TextTable.figure(of.applyAsDouble("ai_gw"), 2), TextTable.dollars(of.applyAsDouble("objective_usd")),
        TextTable.dollars(of.applyAsDouble("full_year_cost_usd")), TextTable.figure(of.applyAsDouble("unserved_mwh") / 1e3, 1),
        TextTable.figure(of.applyAsDouble("hours_with_unserved"), 0), TextTable.figure(of.applyAsDouble("days_with_unserved"), 0));
  }

  private static String gw(@Nullable Object v) {
    return TextTable.figure(Figures.number(v), 2);
  }
}
