package org.loadstar.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.ledger.LedgerSummary;
import org.loadstar.model.Tables;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunRefused;
import org.loadstar.study.store.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ledger [RUN]`
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = "Money per party of a plan: who pays, who gains, year by year; summed anew from the transfers of the run and checked to the cent.")
final class LedgerCommand implements Callable<Integer> {
  private static final Set<String> TABLES = Set.of("transfers", "plant_costs", "compute_costs", "price_summary", "ai");

  private final Console console;

  @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "Folder of a run (default: the latest below runs).")
  private @Nullable Path folder;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  LedgerCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Run run = RunStore.open(folder == null ? latest() : folder)) {
      Tables tables = run.readTables(TABLES);
      if (tables.get("transfers").rows() == 0)
        throw new Refusal(run.folder() + ": this run has no ledger: its case has no table finance.csv, or it is no least-cost plan. Maybe run the plan again");
      Map<String, Object> settings = run.manifest().settings();
      Map<String, @Nullable Object> m = summary(run, tables, settings);
      for (Object sum : Figures.object(m, "transfers_sum_by_year").values())
        if (Figures.number(sum) != 0) throw new IllegalStateException("transfers do not sum to 0: " + m.get("transfers_sum_by_year"));
      m.put("target_year", settings.get("target_year"));
      m.put("money_year", settings.get("money_year"));
      m.put("run", run.folder().toString());
      if (json) console.json(m);
      else console.out().print(LedgerText.of(m));
      return Exit.DONE;
    }
  }

  private static Map<String, @Nullable Object> summary(Run run, Tables tables, Map<String, Object> settings) {
    if (!(settings.get("stages") instanceof List<?> stages) || stages.isEmpty() || !(stages.getFirst() instanceof Number first))
      throw new Refusal(run.folder() + ": the manifest names no stages. Maybe run the plan again");
    int target = (int) Figures.number(settings.get("target_year"));
    try {
      return new LinkedHashMap<>(LedgerSummary.of(tables, first.intValue(), Figures.number(settings.get("discount_rate")), target));
    } catch (IllegalArgumentException e) {
      throw new Refusal(run.folder() + ": damaged: " + e.getMessage() + ". Maybe run the plan again");
    }
  }

  /// The complete run below the folder `runs` that was made last.
  private static Path latest() {
    Path runs = Path.of("runs");
    Path best = null;
    Instant at = Instant.MIN;
    if (Files.isDirectory(runs)) {
      try (Stream<Path> all = Files.list(runs)) {
        for (Path p : (Iterable<Path>) all.filter(Files::isDirectory)::iterator) {
          Instant made = made(p);
          if (made != null && made.isAfter(at)) {
            at = made;
            best = p;
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (best == null) throw new Refusal("ledger: there is no complete run below " + runs.toAbsolutePath() + ". Maybe name one, or make one by `loadstar plan`");
    return best;
  }

  private static @Nullable Instant made(Path folder) {
    try (Run run = RunStore.open(folder)) {
      return run.manifest().created();
    } catch (RunRefused e) {
      return null; // not a run, or not complete
    }
  }
}
