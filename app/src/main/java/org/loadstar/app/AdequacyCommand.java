package org.loadstar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loadstar.adequacy.CaseSystem;
import org.loadstar.adequacy.Maintenance;
import org.loadstar.adequacy.Options;
import org.loadstar.app.report.AdequacyPage;
import org.loadstar.cases.CaseKind;
import org.loadstar.cases.CaseSource;
import org.loadstar.study.Adequacy;
import org.loadstar.study.PlanOptions;
import org.loadstar.study.StudyProgress;
import org.loadstar.study.store.Json;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `adequacy [RUN|CASE]`
@Command(
    name = "adequacy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Loss of load by Monte Carlo: outages of units, the weather moved by days, ties, storage and interruptible campuses, hour by hour.",
      "CASE: the fleet that stands by schedule, without new AI load. RUN: what a run has planned, beside its twin without new AI load."
    })
final class AdequacyCommand implements Callable<Integer> {
  private static final String MANIFEST = "manifest.json";
  private static final int MOST_SAMPLES = 1_000_000;
  private final Console console;

  @Mixin private CaseOptions data = new CaseOptions();

  @Option(names = "--samples", paramLabel = "N", defaultValue = "200", description = "Largest number of sample years (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(names = "--relative-error", paramLabel = "E", defaultValue = "0",
      description = "Stop when the standard errors of LOLE and EUE are at most this share of the values (default: draw all samples).")
  private double relativeError;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Random seed (default: ${DEFAULT-VALUE}).")
  private int seed;

  @Option(names = "--threads", paramLabel = "N", description = "Threads (default: all processors); changes no digit.")
  private @Nullable Integer threads;

  @Option(names = "--max-seconds", paramLabel = "N", defaultValue = "Infinity", description = "Wall limit; ends with the sample years there are, exit code 3.")
  private double maxSeconds;

  @Option(names = "--year", paramLabel = "YEAR", description = "Year (default: of a case the end of the year before its first stage, of a run its target year).")
  private int year;

  @Option(names = "--weather-shift", paramLabel = "DAYS", defaultValue = "14",
      description = "The weather of a sample year is moved by a whole number of days up to this (default: ${DEFAULT-VALUE}).")
  private int shiftDays;

  @Option(names = "--load-error", paramLabel = "SIGMA", defaultValue = "0",
      description = "Standard deviation of a sample year's load over its mean (default: ${DEFAULT-VALUE}).")
  private double loadError;

  @Option(names = "--maintenance", paramLabel = "levelled|seasons|none", defaultValue = "levelled",
      description = "Planned outages in the weeks of the lowest peaks, evenly in spring and autumn as in the plan, or none (default: ${DEFAULT-VALUE}).")
  private Maintenance maintenance = Maintenance.LEVELLED;

  @Option(names = "--cold", description = "Units fail more often on the winter days of highest load, by outages.csv.")
  private boolean cold;

  @Option(names = "--elcc", paramLabel = "RESOURCE[@ZONE]",
      description = "Effective load carrying capability of a cluster, a technology or `interruptible` connections, by bisection on common random numbers. May be repeated.")
  private List<String> elcc = new ArrayList<>();

  @Option(names = "--firm", split = ",", paramLabel = "AREA", description = "Perfect capacity that zones or planning regions lack to the standard.")
  private List<String> firm = new ArrayList<>();

  @Option(names = "--standard", paramLabel = "DAYS", defaultValue = "0.1", description = "LOLE at which --elcc and --firm are measured (default: ${DEFAULT-VALUE} days a year).")
  private double standard;

  @Option(names = "--out", paramLabel = "DIR", description = "Folder for report.html and adequacy.json (default: of a run RUN-adequacy beside it, to which the run's own report then leads; of a case none).")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  AdequacyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Adequacy.Question question = question();
    CaseSource source = data.source(console);
    Adequacy.Answer answer;
    try (StopRequest stop = new StopRequest(console);
        ProgressLine line = new ProgressLine(console.err(), console.terminal(), 0)) {
      line.stage("reading the case");
      answer = answer(source, question, new PlanProgress(line, stop.asked()));
    }
    Map<String, @Nullable Object> summary = new LinkedHashMap<>(answer.summary());
    Path run = isRun(source) ? source.folder().toAbsolutePath().normalize() : null;
    if (run != null) summary.put(Drawn.OF, Drawn.hash(run));
    Path folder = out != null || run == null ? out : Drawn.folder(run);
    if (folder != null) write(folder, summary, answer, source);
    if (run != null && out == null) Reports.renew(run, console);
    if (json) console.json(summary);
    else console.out().print(text(summary));
    return answer.assessment().stopped() ? Exit.STOPPED : Exit.DONE;
  }

  private static boolean isRun(CaseSource source) {
    return Files.exists(source.folder().resolve(MANIFEST));
  }

  private static void write(Path folder, Map<String, @Nullable Object> summary, Adequacy.Answer answer, CaseSource source) {
    Path page = folder.resolve(Reports.FILE);
    summary.put("report", page.toAbsolutePath().normalize().toString());
    String name = String.valueOf(source.folder().toAbsolutePath().normalize().getFileName());
    try {
      Files.createDirectories(folder);
      Files.writeString(page, AdequacyPage.render(summary, answer.assessment().hourly(), answer.assessment().years(), name));
      Files.writeString(folder.resolve(Drawn.FILE), Json.write(summary));
    } catch (IOException e) {
      throw new Refusal(folder + ": cannot be written. Maybe another --out");
    }
  }

  private Adequacy.Question question() {
    if (samples > MOST_SAMPLES) throw new Refusal("samples " + samples + ": allowed is 2 to " + MOST_SAMPLES);
    if (year != 0 && (year < 1990 || year > 2200)) throw new Refusal("year " + year + ": allowed is 1990 to 2200");
    int n = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    try {
      Options options = new Options(samples, relativeError, seed, n, shiftDays, loadError, maxSeconds);
      return new Adequacy.Question(year, options, new CaseSystem.Assumptions(cold, maintenance), elcc, firm, standard);
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private Adequacy.Answer answer(CaseSource source, Adequacy.Question question, StudyProgress progress) {
    if (!isRun(source)) {
      if (data.kind(source) != CaseKind.PLANNING) throw new Refusal(source.folder() + ": adequacy needs a planning case or a run of one");
      return Adequacy.ofCase(source, question, progress);
    }
    if (!source.sets().isEmpty() || !source.scenarios().isEmpty() || !source.levers().isEmpty())
      throw new Refusal(source.folder() + " is a run: it is judged as it was planned. Maybe lay --set, --scenario and --lever over its case instead");
    try (Run run = RunStore.open(source.folder())) {
      if (NetworkFlags.isNetwork(run.manifest())) throw new Refusal(source.folder() + ": adequacy needs a run of a planning case");
      PlanOptions planned = PlanFlags.of(run.manifest(), console);
      int target = (int) Figures.number(run.manifest().settings().get("target_year"));
      return Adequacy.ofRun(planned.source(), run.manifest().caseHash(), planned.stages(), run.readTables(), target, question, progress);
    }
  }

  private static String text(Map<String, ?> m) {
    StringBuilder out = new StringBuilder();
    out.append("Adequacy of the fleet ").append(Figures.text(m, "fleet")).append(": ").append(Figures.text(m, "samples")).append(" sample years, weather of ")
        .append(Figures.text(m, "weather_years").replaceAll("[\\[\\]]", "")).append(" moved by up to ").append(Figures.text(m, "weather_shift_days")).append(" days\n\n");
    TextTable t = new TextTable(List.of("", "LOLE, days/yr", "LOLH, h/yr", "EUE, MWh/yr", "NEUE, ppm"));
    t.add(row("all zones", m));
    Map<String, Object> twin = Figures.object(m, "no_ai");
    if (!twin.isEmpty()) t.add(row("without new AI load", twin));
    for (String by : List.of("by_region", "by_zone")) {
      Map<String, Object> parts = Figures.object(m, by);
      t.add(List.of(by.replace('_', ' ')));
      for (String name : parts.keySet()) t.add(row("  " + name, Figures.object(parts, name)));
    }
    worth(out, m);
    out.append(t).append("\n+-: ").append(Figures.text(m, "error_note")).append(".\n");
    return out.toString();
  }

  private static void worth(StringBuilder out, Map<String, ?> m) {
    String standard = Figures.text(m, "standard_lole_days");
    Map<String, Object> missing = Figures.object(m, "firm");
    if (!missing.isEmpty()) {
      TextTable t = new TextTable(List.of("to " + standard + " days a year", "MW missing (below 0: MW of flat load to spare)"));
      for (String area : missing.keySet()) t.add(List.of(area, TextTable.figure(Figures.number(Figures.object(missing, area).get("missing_mw")), 0)));
      out.append(t).append('\n');
    }
    TextTable t = new TextTable(List.of("worth at " + standard + " days a year", "nameplate, MW", "ELCC, MW", "share"));
    for (Map<String, Object> e : Figures.list(m, "elcc"))
      t.add(List.of(Figures.text(e, "resource"), TextTable.figure(Figures.number(e.get("nameplate_mw")), 0),
          TextTable.figure(Figures.number(e.get("elcc_mw")), 0) + " +- " + TextTable.figure(Figures.number(e.get("standard_error_mw")), 0),
          TextTable.figure(Figures.number(e.get("share")), 3)));
    if (!t.isEmpty()) out.append(t).append('\n');
  }

  private static List<String> row(String name, Map<String, ?> m) {
    return List.of(name, figure(m, "lole_days", 3), figure(m, "lolh", 2), figure(m, "eue_mwh", 0), figure(m, "neue_ppm", 3));
  }

  private static String figure(Map<String, ?> m, String key, int decimals) {
    Map<String, Object> e = Figures.object(m, key);
    String error = TextTable.figure(Figures.number(e.get("standard_error")), decimals);
    return TextTable.figure(Figures.number(e.get("value")), decimals) + " +- " + error;
  }
}
