package org.loadstar.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `export RUN csv|parquet DIR`
@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes the tables of a run as files.")
final class ExportCommand implements Callable<Integer> {
  /// Formats of an export.
  enum Format {
    CSV,
    PARQUET
  }

  private final Console console;

  @Parameters(index = "0", paramLabel = "RUN", description = "Folder of a run.")
  private Path source = Path.of("");

  @Parameters(index = "1", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}")
  private Format format = Format.CSV;

  @Parameters(index = "2", paramLabel = "DIR", description = "Folder to write into; made when missing.")
  private Path target = Path.of("");

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<String> written = new ArrayList<>();
    try (Run run = RunStore.open(source)) {
      folder();
      String kind = format.name().toLowerCase(java.util.Locale.ROOT);
      for (String table : run.tables()) {
        Path file = target.resolve(table + "." + kind);
        run.copy(table, kind, file);
        written.add(file.toString());
      }
    }
    if (json) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("files", written);
      console.json(m);
    } else {
      console.out().println(written.size() + " files in " + target);
    }
    return Exit.DONE;
  }

  private void folder() {
    if (Files.exists(target) && !Files.isDirectory(target)) throw new Refusal(target + ": is a file, not a folder");
    try {
      Files.createDirectories(target);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + target, e);
    }
  }
}
