package org.loadstar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `report RUN`
@Command(name = "report", mixinStandardHelpOptions = true, description = "Writes the report of a run, one self-contained HTML file.")
final class ReportCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(index = "0", paramLabel = "RUN", description = "Folder of a run.")
  private Path folder = Path.of("");

  @Option(names = "--out", paramLabel = "FILE", description = "Where to write it (default: report.html in the run folder).")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Run run = RunStore.open(folder)) {
      Path file = out == null ? run.folder().resolve(Reports.FILE) : out;
      try {
        Files.writeString(file, Reports.html(run, run.readTables()));
      } catch (IOException e) {
        throw new Refusal(file + ": cannot be written. Maybe another --out");
      }
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("report", file.toString());
      if (json) console.json(m);
      else console.out().println(file);
      return Exit.DONE;
    }
  }
}
