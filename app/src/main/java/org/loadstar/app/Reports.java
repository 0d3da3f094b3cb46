package org.loadstar.app;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.loadstar.app.report.Report;
import org.loadstar.model.Tables;
import org.loadstar.study.store.Run;

/// The report of a run as a file of its folder.
final class Reports {
  static final String FILE = "report.html";

  private Reports() {}

  static Map<String, byte[]> files(Run run, Tables tables) {
    return Map.of(FILE, html(run, tables).getBytes(StandardCharsets.UTF_8));
  }

  static String html(Run run, Tables tables) {
    return Report.render(run.summary(), tables, run.text("case/map.json"), run.manifest().json());
  }
}
