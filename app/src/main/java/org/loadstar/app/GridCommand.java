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
import org.loadstar.grid.OperatingPoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `grid FILE...`
@Command(
    name = "grid",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Power flow, outages, room for campuses, cascades and attacks on real networks.")
final class GridCommand implements Callable<Integer> {
  /// Which form of the power flow ends the dispatch.
  enum Form {
    DC,
    AC
  }

  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "MATPOWER .m, CGMES .zip or folder, IIDM, IEEE-CDF, PSS/E.")
  private List<Path> files = List.of();

  @Option(names = "--opf", paramLabel = "dc|ac", description = "Least-cost dispatch in the DC form (default where the file has costs); ac adds the AC power flow of that dispatch, which is no AC-OPF.")
  private @Nullable Form form;

  @Option(names = "--dispatch", paramLabel = "opf|secure|file", defaultValue = "opf",
      description = "opf: least cost within the ratings; secure: also after each outage, as far as can be; file: as the file says, balanced. Default: ${DEFAULT-VALUE}.")
  private OperatingPoint.Source dispatch = OperatingPoint.Source.OPF;

  @Option(names = "--n-1", description = "The loss of every branch and generator.")
  private boolean outages;

  @Option(names = "--confirm", paramLabel = "ac", description = "With --n-1: the AC power flow after the worst outages of branches (as many as --top).")
  private @Nullable Form confirm;

  @Option(names = "--hosting", description = "The largest new campus at every bus without a new violation, N-0 and N-1.")
  private boolean hosting;

  @Option(names = "--slack", paramLabel = "redispatch|fixed",
      description = "What gives a new campus its power: all generators dispatched anew (default up to 5000 branches), or all in proportion to the room above them.")
  private GridRun.@Nullable Slack slack;

  @Option(names = "--most", paramLabel = "MW", defaultValue = "5000", description = "The largest campus that is looked for (default: ${DEFAULT-VALUE}).")
  private double most;

  @Mixin private GridRiskFlags risk = new GridRiskFlags();

  @Option(names = "--plan", paramLabel = "RUN", description = "Also the grid with the campuses of a run, and the cheapest reinforcements for them.")
  private @Nullable Path plan;

  @Option(names = "--map", paramLabel = "FILE", description = "With --plan: CSV place,bus,share; place is the id, site or zone of a campus.")
  private @Nullable Path map;

  @Option(names = "--year", paramLabel = "Y", description = "With --plan: the year of the run (default: its last).")
  private @Nullable Integer year;

  @Option(names = "--max-seconds", paramLabel = "N", description = "Stop after this long with what was found until then, exit code 3; so does Ctrl-C.")
  private double maxSeconds = Double.POSITIVE_INFINITY;

  @Option(names = "--threads", paramLabel = "N", description = "Threads (default: all processors).")
  private @Nullable Integer threads;

  @Option(names = "--top", paramLabel = "N", defaultValue = "20", description = "Rows of a list that are printed (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(names = "--out", paramLabel = "DIR", description = "Also write report.html and tables (CSV) there, a folder for each file.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  GridCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (top < 0) throw new Refusal("--top: " + top + " must be 0 or more");
    if (threads != null && threads < 1) throw new Refusal("--threads: " + threads + " must be 1 or more");
    if (!(maxSeconds > 0)) throw new Refusal("--max-seconds: " + maxSeconds + " must be above 0");
    if (!(most > 0)) throw new Refusal("--most: " + most + " must be above 0");
    risk.check();
    if ((plan == null) != (map == null)) throw new Refusal("--plan and --map go together. Maybe --map map.csv with the columns place,bus,share");
    @Nullable GridPlan campuses = plan == null || map == null ? null : GridPlan.of(plan, console.existing(map), year);
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    boolean whole = true;
    long end = System.nanoTime() + (long) Math.min(maxSeconds * 1e9, Long.MAX_VALUE / 4.0);
    try (StopRequest stop = new StopRequest(console);
        ProgressLine progress = new ProgressLine(console.err(), console.terminal(), 0)) {
      for (Path file : files) {
        GridSteps steps = new GridSteps(() -> stop.asked().get() || System.nanoTime() > end, progress);
        @Nullable GridResult result = run(console.existing(file), steps).run(campuses);
        whole = result != null && result.unfinished().isEmpty();
        if (result != null) found(result, all);
        if (!whole) break;
      }
    }
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("status", whole ? "done" : "stopped");
    m.put("files", all);
    if (json) console.json(m);
    else if (!whole) console.err().println(all.isEmpty() ? "loadstar: stopped before anything was found." : "loadstar: stopped; what is missing is named above.");
    return whole ? Exit.DONE : Exit.STOPPED;
  }

  private GridRun run(Path file, GridSteps steps) {
    int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    return new GridRun(console, file, form == Form.AC, confirm == Form.AC ? top : 0, dispatch, outages, hosting ? new GridRun.Room(slack, most) : null, risk, workers, steps);
  }

  private void found(GridResult result, List<Map<String, @Nullable Object>> all) {
    all.add(GridJson.of(result, top));
    if (!json) console.out().println(GridText.of(result, top));
    if (out != null) write(result, out);
  }

  private void write(GridResult result, Path folder) {
    Path place = folder.resolve(result.grid().name().replaceAll("[^\\w.-]", "_"));
    try {
      Files.createDirectories(place);
      Files.writeString(place.resolve(Reports.FILE), GridPage.of(result));
      for (Map.Entry<String, String> f : GridTables.of(result).entrySet()) Files.writeString(place.resolve(f.getKey()), f.getValue());
    } catch (IOException e) {
      throw new Refusal(place + ": cannot be written. Maybe another --out");
    }
  }
}
