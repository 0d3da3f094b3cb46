package org.loadstar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.app.report.FuturesPage;
import org.loadstar.cases.CaseSource;
import org.loadstar.study.PlanOptions;
import org.loadstar.study.Stochastic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stochastic [CASE] --futures FILE`
@Command(
    name = "stochastic",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "One plan for several futures: what is decided before it is known which comes, what knowing is worth, and what every plan costs in every future.",
      "Timesteps of --time (default here: reps:1@2), fractions of modules and units unless --integers is given. Every plan is then operated in every future over all hours of the target year; --full-year none leaves that out."
    })
final class StochasticCommand implements Callable<Integer> {
  private static final String NAME = "stochastic";
  private static final String TIME = "reps:1@2";
  private static final double LEVEL = 0.9;
  private static final double WEIGHT = 0.5;
  private static final double GAP = 1e-6;
  private final Console console;

  @Mixin private CaseOptions data = new CaseOptions();
  @Mixin private PlanFlags flags = new PlanFlags();

  @Option(names = "--futures", paramLabel = "FILE", required = true,
      description = "The futures with their probabilities: docs/futures.md. A file that is not there is looked for in the folder futures of the case.")
  private Path futures = Path.of("");

  @Option(names = "--cvar", paramLabel = "A",
      description = "Level of the conditional value at risk, and to care for it (default: the mean alone is least; at risk is reported at 0.9).")
  private @Nullable Double cvar;

  @Option(names = "--cvar-weight", paramLabel = "L",
      description = "Weight of the conditional value at risk beside the mean, 0 to 1 (default: 0.5 with --cvar, else 0).")
  private @Nullable Double weight;

  @Option(names = "--here-and-now", paramLabel = "YEAR",
      description = "Last year whose builds are decided before the future is known (default: what the file says, else the first stage).")
  private int hereAndNow;

  @Option(names = "--out", paramLabel = "DIR", description = "Folder for stochastic.json and report.html (default: runs/CASE-stochastic-TIME below the current folder).")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  StochasticCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (hereAndNow < 0) throw new Refusal("here-and-now " + hereAndNow + ": allowed is a year");
    CaseSource source = data.source(console);
    if (data.kind(source).network()) throw new Refusal(NAME + ": a network case has no futures; a planning case is needed");
    Stochastic.Asked asked = new Stochastic.Asked(
        file(source.folder()), cvar == null ? LEVEL : cvar, weight != null ? weight : cvar == null ? 0 : WEIGHT, hereAndNow);
    PlanOptions options = flags.member(source, GAP).withTime(flags.time(TIME)).withFullYear(flags.fullYear());
    StudyFolder folder = StudyFolder.of(out, source.folder(), NAME);
    Map<String, @Nullable Object> summary;
    try (StopRequest stop = new StopRequest(console);
        ProgressLine line = new ProgressLine(console.err(), console.terminal(), options.gap())) {
      line.stage("reading the case");
      summary = new LinkedHashMap<>(Stochastic.run(options, asked, new PlanProgress(line, stop.asked())));
    }
    summary.put("versions", Versions.all());
    summary.put("run", null);
    String name = String.valueOf(source.folder().toAbsolutePath().normalize().getFileName());
    if (!Figures.list(summary, "plans").isEmpty()) folder.write(summary, FuturesPage.render(summary, name));
    if (json) console.json(summary);
    else console.out().print(text(summary));
    return Exit.ofStudy(Figures.text(summary, "status"));
  }

  /// The file as given, else below the folder of the program, else among the futures that come with the case.
  ///
  /// @throws Refusal when there is none, with those of the case
  private Path file(Path data) {
    Path given = console.existing(futures);
    if (Files.exists(given)) return given;
    Path folder = data.resolve("futures");
    Path own = folder.resolve(futures);
    if (Files.isRegularFile(own)) {
      console.err().println("loadstar: " + futures + " is that of the case: " + own);
      return own;
    }
    String there = "";
    if (Files.isDirectory(folder))
      try (Stream<Path> files = Files.list(folder)) {
        there = files.map(f -> String.valueOf(f.getFileName())).filter(n -> n.matches(".*\\.ya?ml")).sorted().collect(Collectors.joining(", "));
      } catch (IOException e) {
        // Then none is named.
      }
    throw new Refusal("futures " + futures + ": no such file" + (there.isEmpty() ? ", and the case has none; docs/futures.md says how one is written" : ". The case has " + there));
  }

  private static String text(Map<String, ?> m) {
    StringBuilder out = new StringBuilder("Futures of ").append(Figures.text(m, "name")).append(" at ").append(Figures.text(m, "resolution")).append(", decided here and now: to ")
        .append(Figures.text(m, "here_and_now")).append("; discounted cost\n\n");
    List<Map<String, Object>> futures = Figures.list(m, "futures");
    TextTable own = new TextTable(List.of("Future", "probability", "its own plan", "AI GW " + Figures.text(m, "target_year")));
    for (Map<String, Object> f : futures)
      own.add(List.of(Figures.text(f, "name"), TextTable.figure(Figures.number(f.get("probability")), 3), amount(f, "cost_usd", Figures.text(f, "status")),
          TextTable.figure(Figures.number(Figures.object(f, "ai_gw").get(Figures.text(m, "target_year"))), 2)));
    out.append(own);
    for (Map<String, Object> f : futures) if (!Figures.text(f, "why").isEmpty()) out.append("  ").append(Figures.text(f, "name")).append(": ").append(Figures.text(f, "why")).append('\n');
    if (Figures.list(m, "plans").isEmpty()) return out.append(Figures.text(m, "status").equals("infeasible") ? "\nNo plan lives in all futures.\n" : "\nStopped.\n").toString();
    boolean full = m.get("regret_full") != null;
    out.append("\nRegret: what a plan costs in a future beyond ").append(full ? "the cheapest of these plans there" : "that future's own plan")
        .append(" (~0: not told from 0 by the bounds),\n").append(operated(m)).append("\n\n").append(regret(m, futures, full ? "_full" : "")).append('\n');
    for (Map<String, Object> p : Figures.list(m, "plans")) {
      Figures.object(p, "not_in").forEach((f, why) -> out.append("  ").append(Figures.text(p, "plan")).append(" cannot be in ").append(f).append(": ").append(why).append('\n'));
      Figures.object(p, "not_operated_in").forEach((f, why) -> out.append("  ").append(Figures.text(p, "plan")).append(" could not be operated in ").append(f).append(": ").append(why).append('\n'));
    }
    out.append(unserved(m, futures));
    if (full) out.append("At the plan's timesteps:\n");
    out.append("Value of perfect information (EVPI) ").append(worth(m, "evpi")).append("\nValue of the stochastic solution (VSS) ").append(worth(m, "vss")).append('\n');
    if (!Figures.text(m, "vss_note").isEmpty()) out.append("  ").append(Figures.text(m, "vss_note")).append('\n');
    out.append(String.format(Locale.ROOT, "Mean %s, conditional value at risk at %.2f %s%n", TextTable.dollars(Figures.number(m.get("expected_cost_usd"))),
        Figures.number(m.get("cvar_level")), TextTable.dollars(Figures.number(m.get("cvar_usd")))));
    Map<String, Object> least = Figures.object(m, full ? "least_regret_full" : "least_regret");
    if (!Figures.text(least, "plan").isEmpty())
      out.append("Least regret").append(full ? " over all hours: " : ": ").append(Figures.text(least, "plan")).append(", at most ").append(TextTable.dollars(Figures.number(least.get("max_regret_usd")))).append('\n');
    Map<String, Object> branches = Figures.object(m, "branches");
    for (String f : branches.keySet()) {
      Map<String, Object> abroad = Figures.object(Figures.object(branches, f), "abroad_mw");
      if (abroad.isEmpty()) continue;
      out.append("Abroad by ").append(Figures.text(m, "target_year")).append(", ").append(f).append(':');
      abroad.forEach((site, mw) -> out.append(String.format(Locale.ROOT, " %s %,.0f MW", site, Figures.number(mw))));
      out.append('\n');
    }
    for (Map<String, Object> w : Figures.list(m, "waiting"))
      out.append(Figures.text(w, "what")).append(": to decide it later rather than now is worth ").append(told(w, "value_of_waiting")).append(", to have it at all ").append(told(w, "worth")).append('\n');
    if (!Figures.text(m, "report").isEmpty()) out.append("\nReport: ").append(Figures.text(m, "report")).append('\n');
    return out.toString();
  }

  /// Over which hours the plans are costed.
  private static String operated(Map<String, ?> m) {
    String asked = Figures.text(m, "full_year_asked");
    if (asked.equals("none")) return "at these timesteps only: with --full-year none no plan is operated over all hours";
    return "operated over all hours of " + (asked.equals("all") ? "all stages" : Figures.text(m, "target_year"));
  }

  /// @param of `_full` for costs over all hours
  private static TextTable regret(Map<String, ?> m, List<Map<String, Object>> futures, String of) {
    List<String> header = new ArrayList<>(List.of("Plan"));
    futures.forEach(f -> header.add(Figures.text(f, "name")));
    header.addAll(List.of("mean cost", "largest regret"));
    TextTable t = new TextTable(header);
    for (Map<String, Object> p : Figures.list(m, "plans")) {
      String name = Figures.text(p, "plan");
      Map<String, Object> status = Figures.object(Figures.object(m, "status_by_future"), name);
      List<String> row = new ArrayList<>(List.of(name));
      Map<String, Object> regret = Figures.object(Figures.object(m, "regret" + of), name);
      for (Map<String, Object> f : futures) {
        String future = Figures.text(f, "name");
        String without = Figures.text(status, future).equals("optimal") ? "not operated" : Figures.text(status, future);
        row.add(Figures.number(regret.get(future)) <= Figures.number(m.get("regret" + of + "_error_usd")) ? "~0" : amount(regret, future, without));
      }
      row.addAll(List.of(amount(p, "expected_cost" + of + "_usd", "none"), amount(p, "max_regret" + of + "_usd", "none")));
      t.add(row);
    }
    return t;
  }

  /// What the plans leave unserved over all hours; empty where they leave nothing.
  private static String unserved(Map<String, ?> m, List<Map<String, Object>> futures) {
    Map<String, Object> plans = Figures.object(m, "unserved_full_mwh");
    List<String> header = new ArrayList<>(List.of("Unserved over these hours, MWh"));
    futures.forEach(f -> header.add(Figures.text(f, "name")));
    TextTable t = new TextTable(header);
    double most = 0;
    for (String plan : plans.keySet()) {
      List<String> row = new ArrayList<>(List.of(plan));
      for (String f : header.subList(1, header.size())) {
        double mwh = Figures.number(Figures.object(plans, plan).get(f));
        most = Math.max(most, Double.isNaN(mwh) ? 0 : mwh);
        row.add(Double.isNaN(mwh) ? "not operated" : String.format(Locale.ROOT, "%,.0f", mwh));
      }
      t.add(row);
    }
    return most < 1 ? "" : t + "\n";
  }

  private static String amount(Map<String, Object> m, String key, String otherwise) {
    double v = Figures.number(m.get(key));
    return Double.isNaN(v) ? otherwise : TextTable.dollars(v);
  }

  /// An amount that cannot be below 0, `~0` where the bounds do not tell it from 0.
  private static String told(Map<String, Object> m, String key) {
    boolean none = m.get(key + "_range_usd") instanceof List<?> r && r.size() == 2 && r.getFirst() instanceof Number low && low.doubleValue() <= 0;
    return none ? "~0" : TextTable.dollars(Figures.number(m.get(key + "_usd")));
  }

  private static String worth(Map<String, ?> m, String what) {
    String of = TextTable.dollars(Figures.number(m.get(what + "_usd")));
    if (!(m.get(what + "_range_usd") instanceof List<?> r) || r.size() != 2) return of;
    return of + ", proven between " + TextTable.dollars(Figures.number(r.get(0))) + " and " + TextTable.dollars(Figures.number(r.get(1)));
  }
}
