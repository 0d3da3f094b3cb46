package org.loadstar.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.loadstar.app.report.Report;
import org.loadstar.model.Tables;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunStore;

/// The report of a run as a file of its folder.
final class Reports {
  static final String FILE = "report.html";

  private Reports() {}

  static Map<String, byte[]> files(Run run, Tables tables) {
    return Map.of(FILE, html(run, tables).getBytes(StandardCharsets.UTF_8));
  }

  /// Writes the report of a run again where it has one; what cannot be written stays as it is.
  static void renew(Path folder, Console console) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) return;
    try (Run run = RunStore.open(folder)) {
      Files.writeString(file, html(run, run.readTables()));
    } catch (IOException e) {
      console.err().println("warning: " + file + " cannot be written and stays as it was");
    }
  }

  static String html(Run run, Tables tables) {
    Map<String, Object> summary = new LinkedHashMap<>(run.summary());
    Map<String, Object> drawn = Drawn.of(run);
    if (drawn != null) summary.put("adequacy", drawn);
    return Report.render(summary, tables, run.text("case/map.json"), run.manifest().json());
  }
}
