package org.loadstar.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.Exclusion;
import org.loadstar.study.LeverStudy;
import org.loadstar.study.PlanOptions;
import org.loadstar.study.store.RunStore;
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
  private final Console console;

  @Mixin private CaseOptions data = new CaseOptions();
  @Mixin private SolveFlags solve = new SolveFlags();

  @Option(
      names = "--metric",
      paramLabel = "gw_YEAR|cost|co2|public_cost",
      defaultValue = "gw_2030",
      description = "gw_2030: most new AI load by the end of 2030; cost: resource cost saved; co2: CO2 of the target year saved; public_cost: public money not needed (default: ${DEFAULT-VALUE}).")
  private String metric = "gw_2030";

  @Option(names = "--levers", split = ",", paramLabel = "NAME", description = "Levers to value (default: all of the case).")
  private List<String> levers = new ArrayList<>();

  @Option(
      names = "--intensity",
      split = ",",
      paramLabel = "low|middle|high|X",
      description = "Of a lever that is on; one table each, the first is the main one (default: middle,low,high; of more than 10 levers middle).")
  private List<String> intensity = new ArrayList<>();

  @Option(names = "--groups", description = "Owen values: the levers of a group come together.")
  private boolean groups;

  @Option(
      names = "--check",
      split = ",",
      paramLabel = "none|all|off",
      defaultValue = "none,all",
      description = "Sets that are planned again at the case's own resolution (default: ${DEFAULT-VALUE}).")
  private List<String> check = new ArrayList<>();

  @Option(
      names = "--exclude-zone",
      split = ",",
      paramLabel = "ZONE|all",
      description = "Instead of valuing levers: what it costs to leave each zone out, of federal money and of hosting campuses.")
  private List<String> excluded = new ArrayList<>();

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

  @Option(names = "--out", paramLabel = "DIR", description = "Run folder with the table and the report (default: none is written).")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  LeversCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PlanOptions options =
        solve.options(data.source(console)).withTime(time).withStages(stages).withGoal(new PlanOptions.Goal(false, money(), 0));
    List<String> checks = check.equals(List.of("off")) ? List.of() : check;
    LeverStudy.Asked asked = new LeverStudy.Asked(budget.equals("plan"), intensities(), groups, pairs, checks, store);
    if (!excluded.isEmpty()) return exclude(options);
    if (out != null) RunStore.requireFree(out);
    Map<String, @Nullable Object> result;
    try (StopRequest stop = new StopRequest(console);
        ProgressLine line = new ProgressLine(console.err(), console.terminal(), options.gap())) {
      line.stage("reading the case");
      result = LeverStudy.run(options, metric, levers, asked, new PlanProgress(line, stop.asked()));
    }
    if (out != null && "done".equals(result.get("status"))) result = LeverRun.write(out, options, result);
    if (json) console.json(result);
    else console.out().print(LeverText.of(result));
    return "done".equals(result.get("status")) ? Exit.DONE : Exit.STOPPED;
  }

  private int exclude(PlanOptions options) {
    if (out != null || !levers.isEmpty()) throw new Refusal("--exclude-zone takes neither --levers nor --out");
    Map<String, @Nullable Object> result;
    try (StopRequest stop = new StopRequest(console);
        ProgressLine line = new ProgressLine(console.err(), console.terminal(), options.gap())) {
      result = Exclusion.run(options, excluded, new PlanProgress(line, stop.asked()));
    }
    if (json) console.json(result);
    else console.out().print(ExclusionText.of(result));
    return "done".equals(result.get("status")) ? Exit.DONE : Exit.STOPPED;
  }

  private List<Double> intensities() {
    return intensity.stream().map(LeversCommand::intensity).distinct().toList();
  }

  private static double intensity(String text) {
    return switch (text.strip()) {
      case "low" -> 0.5;
      case "middle", "on" -> 1;
      case "high" -> 2;
      default -> {
        try {
          yield Double.parseDouble(text);
        } catch (NumberFormatException e) {
          throw new Refusal("intensity '" + text + "': allowed are low, middle, high and a number above 0 and at most 2");
        }
      }
    };
  }

  private double money() {
    if (budget.equals("plan") || budget.equals("none")) return Double.POSITIVE_INFINITY;
    try {
      return Double.parseDouble(budget);
    } catch (NumberFormatException e) {
      throw new Refusal("budget '" + budget + "': allowed are plan, none and an amount in USD");
    }
  }
}
