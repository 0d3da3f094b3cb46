package org.loadstar.app.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The routes below /api/grids, and what a study of a grid leaves in the folder of its job.
final class GridRoutes {
  /// Folder of a job that `grid --out` writes into, one folder below it for each file.
  static final String STUDY = "study";

  /// File of a job that says on which buses the campuses of a plan stand.
  static final String MAP = "map.csv";

  private static final int MOST_FILES = 200;

  private final Workspace workspace;
  private final Path examples;
  private final JobQueue queue;

  /// @param root of the installation, whose example grids are shown beside those of the workspace
  GridRoutes(Workspace workspace, Path root, JobQueue queue) {
    this.workspace = workspace;
    this.examples = root.resolve("examples").resolve("grids");
    this.queue = queue;
  }

  /// All files by name; a file of the workspace stands before an example of the same name.
  private Map<String, Path> files() {
    Map<String, Path> out = new TreeMap<>();
    for (Path folder : List.of(examples, workspace.grids())) {
      if (!Files.isDirectory(folder)) continue;
      try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
        for (Path p : children) {
          String name = String.valueOf(p.getFileName());
          if (Ask.GRID_FILE.matcher(name).matches() && Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS)) out.put(name, p);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return out;
  }

  /// The place of a file.
  ///
  /// @throws Problem when there is none
  Path get(String name) {
    Path file = files().get(name);
    if (file == null) throw Problem.absent("no grid '" + name + "'", "GET /api/grids lists them; PUT /api/grids/" + name + " brings it");
    return file;
  }

  void list(Context ctx) {
    Ask.of(ctx);
    Answers.json(ctx, Map.of("grids", files().entrySet().stream().map(f -> card(f.getKey(), f.getValue())).toList()));
  }

  private Map<String, Object> card(String name, Path file) {
    try {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("file", name);
      m.put("bytes", Files.size(file));
      m.put("origin", file.startsWith(examples) ? "example" : "workspace");
      return m;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void put(Context ctx) {
    Ask ask = Ask.of(ctx);
    String name = ask.path("file", Ask.GRID_FILE);
    ask.type("text/plain", "application/octet-stream");
    byte[] content = ask.bytes(CaseRoutes.MOST_BYTES);
    if (content.length == 0) throw Problem.input(name + ": empty");
    requireText(content, name);
    synchronized (this) {
      if (!Files.exists(workspace.grids().resolve(name), LinkOption.NOFOLLOW_LINKS) && files().size() >= MOST_FILES)
        throw new Problem(Problem.CONFLICT, "there are " + MOST_FILES + " grids already", "remove some from the folder grids of the workspace");
      Workspace.write(Workspace.below(workspace.grids(), name), content);
    }
    Answers.json(ctx, card(name, workspace.grids().resolve(name)));
  }

  private static void requireText(byte[] content, String name) {
    try {
      CaseRoutes.text(content);
    } catch (CharacterCodingException e) {
      throw Problem.input(name + ": not a text in UTF-8");
    }
  }

  void file(Context ctx) {
    Ask ask = Ask.of(ctx, "inline");
    Job job = queue.get(ask.path("id", Ask.JOB));
    String name = ask.path("file", Ask.STUDY_FILE);
    boolean inline = ask.flag("inline");
    boolean page = name.endsWith(".html");
    if (inline && !page) throw Problem.input("inline: only report.html is shown");
    Path file = studied(job, name);
    if (page) ctx.header("Content-Security-Policy", Downloads.REPORT_POLICY);
    ctx.header("Content-Disposition", inline ? "inline" : "attachment; filename=\"grid-" + job.id() + "-" + name + "\"");
    try {
      Answers.send(ctx, page ? "text/html; charset=utf-8" : "text/csv; charset=utf-8", Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path studied(Job job, String name) {
    Path study = queue.folder(job).resolve(STUDY);
    if (job.hasEnded() && Files.isDirectory(study))
      try (Stream<Path> folders = Files.list(study)) {
        for (Path folder : folders.sorted().toList())
          if (Files.isRegularFile(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) return folder.resolve(name);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    throw Problem.absent("job " + job.id() + " has no " + name + ", it is " + job.state(), job.hasEnded() ? "another part of the study" : "wait for its end");
  }
}
