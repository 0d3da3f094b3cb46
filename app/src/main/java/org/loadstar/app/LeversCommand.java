package org.loadstar.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.LeverStudy;
import org.loadstar.study.PlanOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `levers [CASE]`
@Command(
    name = "levers",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "What each of several policy levers is worth, alone and together (Shapley values).",
      "Every set of levers is a plan with fractions of modules; up to 10 levers all sets are planned, above it random orders."
    })
final class LeversCommand implements Callable<Integer> {
  private static final int BAR = 30;

  private final Console console;

  @Mixin private CaseOptions data = new CaseOptions();
  @Mixin private SolveFlags solve = new SolveFlags();

  @Option(
      names = "--metric",
      paramLabel = "gw_YEAR|cost|co2",
      defaultValue = "gw_2030",
      description = "gw_2030: most new AI load by the end of 2030; cost: resource cost saved; co2: CO2 of the target year saved (default: ${DEFAULT-VALUE}).")
  private String metric = "gw_2030";

  @Option(names = "--levers", split = ",", paramLabel = "NAME", description = "Levers to value (default: all of the case).")
  private List<String> levers = new ArrayList<>();

  @Option(names = "--intensity", paramLabel = "X", defaultValue = "1", description = "Of a lever that is on: 0.5 low, 1 middle, 2 high (default: ${DEFAULT-VALUE}).")
  private double intensity = 1;

  @Option(names = "--pairs", paramLabel = "N", defaultValue = "16", description = "Pairs of random orders above 10 levers (default: ${DEFAULT-VALUE}).")
  private int pairs = 16;

  @Option(
      names = "--budget",
      paramLabel = "plan|none|USD",
      defaultValue = "plan",
      description = "Of gw_YEAR: discounted money of every plan: what the case's own plan costs until that year without the levers, no limit, or an amount (default: ${DEFAULT-VALUE}).")
  private String budget = "plan";

  @Option(names = "--time", paramLabel = "full|reps:N|segments:N", defaultValue = "reps:1@2", description = "Timesteps (default: ${DEFAULT-VALUE}).")
  private String time = "reps:1@2";

  @Option(names = "--stages", split = ",", paramLabel = "YEAR", description = "Years to plan (default: the case's).")
  private List<Integer> stages = new ArrayList<>();

  @Option(names = "--store", paramLabel = "DIR", defaultValue = "runs/levers", description = "Folder of plans once valued; a study goes on from it (default: ${DEFAULT-VALUE}).")
  private Path store = Path.of("runs", "levers");

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  LeversCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PlanOptions options =
        solve.options(data.source(console)).withTime(time).withStages(stages).withGoal(new PlanOptions.Goal(false, money(), 0));
    Map<String, @Nullable Object> result;
    try (StopRequest stop = new StopRequest(console);
        ProgressLine line = new ProgressLine(console.err(), console.terminal(), options.gap())) {
      line.stage("reading the case");
      result = LeverStudy.run(options, budget.equals("plan"), metric, levers, intensity, pairs, store, new PlanProgress(line, stop.asked()));
    }
    if (json) console.json(result);
    else console.out().print(text(result));
    return "done".equals(result.get("status")) ? Exit.DONE : Exit.STOPPED;
  }

  private double money() {
    if (budget.equals("plan") || budget.equals("none")) return Double.POSITIVE_INFINITY;
    try {
      return Double.parseDouble(budget);
    } catch (NumberFormatException e) {
      throw new Refusal("budget '" + budget + "': allowed are plan, none and an amount in USD");
    }
  }

  private static String text(Map<String, ?> m) {
    StringBuilder out = new StringBuilder();
    out.append("Worth of levers, ").append(Figures.text(m, "metric")).append(" in ").append(Figures.text(m, "unit"));
    out.append(", at ").append(Figures.text(m, "resolution")).append("; ").append(Figures.text(m, "method")).append('\n');
    double money = Figures.number(m.get("budget_usd"));
    if (!Double.isNaN(money)) out.append("Every plan may cost ").append(TextTable.dollars(money)).append(" (discounted)\n");
    Map<String, Object> values = Figures.object(m, "values");
    if (values.isEmpty()) return out.append("Stopped; ").append(Figures.text(m, "plans_done")).append(" plans are kept and are not solved again.\n").toString();
    double scale = Figures.text(m, "unit").equals("GW") ? 1 : Figures.text(m, "unit").equals("USD") ? 1e-9 : 1e-6;
    String unit = scale == 1 ? "GW" : scale == 1e-9 ? "bn USD" : "Mt";
    double largest = 0;
    for (String k : values.keySet()) largest = Math.max(largest, Math.abs(Figures.number(Figures.object(values, k).get("shapley"))));
    TextTable t = new TextTable(List.of("Lever", unit, "from", "to", "alone", "last in", ""));
    for (String k : values.keySet()) {
      Map<String, Object> v = Figures.object(values, k);
      double share = Figures.number(v.get("shapley"));
      boolean told = Boolean.TRUE.equals(v.get("distinguishable"));
      String bar = "#".repeat((int) Math.round(largest == 0 ? 0 : BAR * Math.abs(share) / largest));
      t.add(
          List.of(
              k, figure(share * scale), figure(Figures.number(v.get("low")) * scale), figure(Figures.number(v.get("high")) * scale),
              figure(Figures.number(v.get("first_in")) * scale), figure(Figures.number(v.get("last_in")) * scale),
              told ? (share < 0 ? "-" : "") + bar : "not distinguishable"));
    }
    out.append('\n').append(t).append('\n');
    out.append(
        String.format(
            java.util.Locale.ROOT, "Without them %s, with all %s: together %s %s; the shares add up to within %.1e.%n",
            figure(Figures.number(m.get("without")) * scale), figure(Figures.number(m.get("with_all")) * scale),
            figure(Figures.number(m.get("total")) * scale), unit, Math.abs(Figures.number(m.get("sum_check")) * scale)));
    return out.toString();
  }

  private static String figure(double v) {
    return TextTable.figure(v, 3);
  }
}
