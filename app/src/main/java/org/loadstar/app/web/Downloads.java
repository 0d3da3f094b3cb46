package org.loadstar.app.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Files of a run as attachments. Tables as CSV are written anew from their Parquet files.
final class Downloads {
  /// A report may run its own script and nothing else.
  static final String REPORT_POLICY = "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

  private final Workspace workspace;
  private final OpenRuns open;

  Downloads(Workspace workspace, OpenRuns open) {
    this.workspace = workspace;
    this.open = open;
  }

  void send(Context ctx, RunCard run, String file, boolean inline) {
    if (inline && !file.endsWith(".html")) throw Problem.input("inline: only report.html is shown");
    try {
      switch (file) {
        case "report.html" -> {
          ctx.header("Content-Security-Policy", REPORT_POLICY);
          stored(ctx, run, file, "text/html; charset=utf-8", inline);
        }
        case "summary.json", "manifest.json" -> stored(ctx, run, file, Answers.JSON, false);
        case "csv.zip", "parquet.zip" -> zipped(ctx, run, file.substring(0, file.indexOf('.')));
        default -> table(ctx, run, file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stored(Context ctx, RunCard run, String file, String type, boolean inline) throws IOException {
    Path path = run.folder().resolve(file);
    if (!Files.isRegularFile(path)) throw Problem.absent("this run has no " + file, null);
    attach(ctx, run, file, inline);
    Answers.send(ctx, type, Files.readAllBytes(path));
  }

  private void table(Context ctx, RunCard run, String file) throws IOException {
    int dot = file.lastIndexOf('.');
    String name = file.substring(0, dot);
    Path parquet = run.folder().resolve("tables").resolve(name + ".parquet");
    if (!Files.isRegularFile(parquet)) throw Problem.absent("no table '" + name + "' in this run", "GET .../tables lists them");
    attach(ctx, run, file, false);
    if (file.endsWith(".parquet")) {
      ctx.contentType("application/vnd.apache.parquet").result(Files.newInputStream(parquet));
      return;
    }
    Path folder = workspace.temporary();
    try {
      Path csv = written(run, name, folder);
      ctx.contentType("text/csv; charset=utf-8");
      try (OutputStream out = ctx.res().getOutputStream()) {
        Files.copy(csv, out);
      }
    } finally {
      Workspace.delete(folder);
    }
  }

  private Path written(RunCard run, String table, Path folder) {
    Path csv = folder.resolve(table + ".csv");
    open.ask(
        run,
        (tables, shape) -> {
          tables.csv(table, csv);
          return new byte[0];
        });
    return csv;
  }

  private void zipped(Context ctx, RunCard run, String format) throws IOException {
    List<String> names;
    try (var files = Files.list(run.folder().resolve("tables"))) {
      names = files.map(f -> String.valueOf(f.getFileName())).filter(f -> f.endsWith(".parquet")).map(f -> f.substring(0, f.length() - ".parquet".length())).sorted().toList();
    }
    attach(ctx, run, format + ".zip", false);
    ctx.contentType("application/zip");
    Path folder = workspace.temporary();
    try (ZipOutputStream zip = new ZipOutputStream(ctx.res().getOutputStream())) {
      for (String name : names) {
        Path source = format.equals("csv") ? written(run, name, folder) : run.folder().resolve("tables").resolve(name + ".parquet");
        zip.putNextEntry(new ZipEntry(name + "." + format));
        Files.copy(source, zip);
        zip.closeEntry();
        if (format.equals("csv")) Files.delete(source);
      }
    } finally {
      Workspace.delete(folder);
    }
  }

  private static void attach(Context ctx, RunCard run, String file, boolean inline) {
    String name = String.valueOf(run.folder().getFileName()).replaceAll("[^A-Za-z0-9._-]", "_") + "-" + file;
    ctx.header("Content-Disposition", inline ? "inline" : "attachment; filename=\"" + name + "\"");
  }
}
