package org.loadstar.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.LedgerOfRun;
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
      Map<String, @Nullable Object> m = LedgerOfRun.summary(run);
      if (json) console.json(m);
      else console.out().print(LedgerText.of(m));
      return Exit.DONE;
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
