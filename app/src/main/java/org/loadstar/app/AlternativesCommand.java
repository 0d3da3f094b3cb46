package org.loadstar.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loadstar.app.report.AlternativesPage;
import org.loadstar.cases.CaseSource;
import org.loadstar.study.Alternatives;
import org.loadstar.study.PlanOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `alternatives [CASE]`
@Command(
    name = "alternatives",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Plans of nearly the least cost that differ as much as they can: what is always built, what never, what trades with what.",
      "Fractions of modules and units, at the timesteps of --time (default here: reps:1@2); no operated year."
    })
final class AlternativesCommand implements Callable<Integer> {
  private static final String NAME = "alternatives";
  private static final String TIME = "reps:1@2";
  private static final int MOST_LINES = 12;
  private final Console console;

  @Mixin private CaseOptions data = new CaseOptions();
  @Mixin private PlanFlags flags = new PlanFlags();

  @Option(names = "--within", paramLabel = "E", defaultValue = "0.02",
      description = "Share by which a plan may cost more than the proven least cost (default: ${DEFAULT-VALUE}).")
  private double within;

  @Option(names = "--of", paramLabel = "total|decision", defaultValue = "total",
      description = "Share of the total cost, or of the cost less the standing fleet and the chips (default: ${DEFAULT-VALUE}).")
  private String of = "total";

  @Option(names = "--directions", paramLabel = "N", defaultValue = "40",
      description = "Plans sought: half extreme (least and most of each technology, then also by zone), half random (default: ${DEFAULT-VALUE}).")
  private int directions;

  @Option(names = "--out", paramLabel = "DIR", description = "Folder for alternatives.json and report.html (default: runs/CASE-alternatives-TIME below the current folder).")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  AlternativesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!List.of("total", "decision").contains(of)) throw new Refusal("of '" + of + "': allowed are total and decision");
    Alternatives.Asked asked = new Alternatives.Asked(within, directions, of.equals("decision"));
    CaseSource source = data.source(console);
    if (data.kind(source).network()) throw new Refusal(NAME + ": a network case has none; a planning case is needed");
    PlanOptions options = flags.member(source).withTime(flags.time(TIME));
    if (!options.fullYear().equals("none")) throw new Refusal("full-year " + options.fullYear() + ": alternatives have the timesteps of --time; allowed is none");
    StudyFolder folder = StudyFolder.of(out, source.folder(), NAME);
    Map<String, @Nullable Object> summary;
    try (StopRequest stop = new StopRequest(console);
        ProgressLine line = new ProgressLine(console.err(), console.terminal(), options.gap())) {
      line.stage("reading the case");
      summary = new LinkedHashMap<>(Alternatives.run(options, asked, new PlanProgress(line, stop.asked())));
    }
    summary.put("versions", Versions.all());
    summary.put("run", null);
    String name = String.valueOf(source.folder().toAbsolutePath().normalize().getFileName());
    if (!Figures.list(summary, "directions").isEmpty()) folder.write(summary, AlternativesPage.render(summary, name));
    if (json) console.json(summary);
    else console.out().print(text(summary));
    return Exit.ofStudy(Figures.text(summary, "status"));
  }

  private static String text(Map<String, ?> m) {
    String status = Figures.text(m, "status");
    if (status.equals("infeasible")) {
      StringBuilder why = new StringBuilder("The case has no solution.\n");
      for (Map<String, Object> e : Figures.list(m, "explanation")) why.append("  ").append(Figures.text(e, "words")).append('\n');
      return why.toString();
    }
    List<Map<String, Object>> found = Figures.list(m, "directions");
    StringBuilder out = new StringBuilder("Alternatives at ").append(Figures.text(m, "resolution")).append(", fractions of modules and units: ").append(found.size()).append(" plans within ")
        .append(TextTable.figure(100 * Figures.number(m.get("within")), 2)).append(" % of ").append(TextTable.dollars(Figures.number(m.get("lower_bound_usd"))));
    if (Figures.text(m, "of").equals("decision")) out.append(" less the standing fleet and the chips");
    out.append(status.equals("stopped") ? ", stopped\n\n" : "\n\n");
    TextTable t = new TextTable(List.of("Built by " + Figures.text(m, "year") + ", MW", "least cost", "least found", "most found", "proven least", "proven most"));
    for (Map<String, Object> r : Figures.list(m, "ranges"))
      t.add(List.of(Figures.text(r, "technology"), mw(r, "least_cost_mw"), mw(r, "least_mw"), mw(r, "most_mw"), mw(r, "proven_least_mw"), mw(r, "proven_most_mw")));
    out.append(t);
    out.append("\nAlways built:\n");
    names(out, Figures.list(m, "always"), "least_mw", "at least %,.0f MW in the plans found");
    out.append("Never built");
    double most = Figures.number(m.get("never_at_most_mw"));
    if (!Double.isNaN(most) && !Figures.list(m, "never").isEmpty()) out.append(String.format(Locale.ROOT, " (proven: at most %,.0f MW of all of these together)", most));
    out.append(":\n");
    names(out, Figures.list(m, "never"), "", "");
    out.append("Trades (correlation over the plans):\n");
    List<Map<String, Object>> trades = Figures.list(m, "trades");
    for (int k = 0; k < trades.size(); k++) {
      double r = Figures.number(trades.get(k).get("correlation"));
      if (k < 4 || k >= trades.size() - 4)
        out.append(String.format(Locale.ROOT, "  %+.2f  %s %s %s%n", r, Figures.text(trades.get(k), "a"), r < 0 ? "instead of" : "with", Figures.text(trades.get(k), "b")));
    }
    if (!Figures.text(m, "report").isEmpty()) out.append("\nReport: ").append(Figures.text(m, "report")).append('\n');
    return out.toString();
  }

  private static String mw(Map<String, Object> r, String key) {
    return TextTable.figure(Figures.number(r.get(key)), 0);
  }

  private static void names(StringBuilder out, List<Map<String, Object>> list, String amount, String words) {
    if (list.isEmpty()) out.append("  nothing\n");
    for (Map<String, Object> r : list.subList(0, Math.min(MOST_LINES, list.size()))) {
      out.append("  ").append(Figures.text(r, "technology")).append(Figures.text(r, "zone").equals("all") ? "" : " in " + Figures.text(r, "zone"));
      if (!amount.isEmpty()) out.append(": ").append(String.format(Locale.ROOT, words, Figures.number(r.get(amount))));
      if (Boolean.TRUE.equals(r.get("proven"))) out.append(String.format(Locale.ROOT, ", proven %,.0f MW", Figures.number(r.get("proven_least_mw"))));
      out.append('\n');
    }
    if (list.size() > MOST_LINES) out.append("  and ").append(list.size() - MOST_LINES).append(" more in --json\n");
  }
}
