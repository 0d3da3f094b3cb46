package org.loadstar.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.Alliance;
import org.loadstar.study.PlanOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `alliance [CASE]`
@Command(
    name = "alliance",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "What each country gains by planning together with others: its cost alone and together, the split, who would leave.",
      "Every coalition is a plan with fractions of modules. Tables of further members stand in the folder members of the case."
    })
final class AllianceCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private CaseOptions data = new CaseOptions();
  @Mixin private SolveFlags solve = new SolveFlags();

  @Option(names = "--members", split = ",", paramLabel = "COUNTRY", description = "Countries (default: all that have zones).")
  private List<String> members = new ArrayList<>();

  @Option(names = "--hurdle-factor", paramLabel = "X", defaultValue = "0",
      description = "Multiplies the hurdle rates of lines between members that plan together (default: ${DEFAULT-VALUE}; 1: tariffs as today).")
  private double hurdle;

  @Option(names = "--reserve-points", paramLabel = "P", defaultValue = "1",
      description = "Percentage points that members which plan together take from their reserve margins (default: ${DEFAULT-VALUE}).")
  private double reserve;

  @Option(names = "--pool", split = ",", paramLabel = "equipment|chips|budgets|none", defaultValue = "equipment,chips,budgets",
      description = "What members that plan together pool (default: ${DEFAULT-VALUE}).")
  private List<String> pools = new ArrayList<>();

  @Option(names = "--time", paramLabel = "full|reps:N|segments:N", defaultValue = "reps:2@2", description = "Timesteps (default: ${DEFAULT-VALUE}).")
  private String time = "reps:2@2";

  @Option(names = "--stages", split = ",", paramLabel = "YEAR", description = "Years to plan (default: the case's).")
  private List<Integer> stages = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  AllianceCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PlanOptions options = solve.options(data.source(console)).withTime(time).withStages(stages);
    Map<String, @Nullable Object> result;
    try (StopRequest stop = new StopRequest(console);
        ProgressLine line = new ProgressLine(console.err(), console.terminal(), options.gap())) {
      line.stage("reading the case");
      result = Alliance.run(options, new Alliance.Asked(members, hurdle, reserve, pools.equals(List.of("none")) ? List.of() : pools), new PlanProgress(line, stop.asked()));
    }
    if (json) console.json(result);
    else console.out().print(text(result));
    return "done".equals(result.get("status")) ? Exit.DONE : Exit.STOPPED;
  }

  private static String text(Map<String, ?> m) {
    StringBuilder out = new StringBuilder("Alliance at ").append(Figures.text(m, "resolution")).append(", discounted cost in bn USD; pooled: ")
        .append(m.get("pools") instanceof List<?> p && !p.isEmpty() ? p.stream().map(String::valueOf).collect(Collectors.joining(", ")) : "nothing").append('\n');
    Map<String, Object> by = Figures.object(m, "members");
    if (by.isEmpty()) return out.append("Stopped after ").append(Figures.text(m, "plans_done")).append(" coalitions.\n").toString();
    TextTable t = new TextTable(List.of("Member", "alone", "together", "share (Shapley)", "gain", "from", "to", "pays (+) or gets (-)"));
    for (String k : by.keySet()) {
      Map<String, Object> v = Figures.object(by, k);
      t.add(List.of(k, bn(v.get("alone")), bn(v.get("joined")), bn(v.get("share")), bn(v.get("gain")), bn(v.get("gain_low")), bn(v.get("gain_high")), bn(v.get("transfer"))));
    }
    out.append('\n').append(t).append('\n');
    out.append(String.format(Locale.ROOT, "All alone %s, all together %s: the alliance saves %s bn USD; transfers sum to %.2f USD.%n",
        bn(m.get("alone_usd")), bn(m.get("together_usd")), bn(m.get("gain_usd")), Math.abs(Figures.number(m.get("sum_check")))));
    List<Map<String, Object>> leavers = Figures.list(m, "leavers");
    if (Boolean.TRUE.equals(m.get("stable"))) out.append("No member and no group of members would do better alone: the split is stable.\n");
    for (Map<String, Object> l : leavers)
      out.append(l.get("members") instanceof List<?> names ? names.stream().map(String::valueOf).collect(Collectors.joining(" and ")) : "?")
          .append(" would leave: alone it costs them ").append(bn(l.get("saves_usd"))).append(" bn USD less than their share.\n");
    return out.toString();
  }

  private static String bn(@Nullable Object v) {
    return TextTable.figure(1e-9 * Figures.number(v), 3);
  }
}
