package org.loadstar.app.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.LedgerOfRun;
import org.loadstar.study.store.Comparison;
import org.loadstar.study.store.Json;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunRefused;
import org.loadstar.study.store.RunStore;
import org.loadstar.study.store.RunTables;

/// The routes below /api/runs, and /api/compare.
final class RunRoutes {
  private final Catalog catalog;
  private final Shelf shelf;
  private final OpenRuns open;
  private final Answers answers;
  private final Downloads downloads;
  private final Workspace workspace;

  RunRoutes(Catalog catalog, Shelf shelf, OpenRuns open, Answers answers, Workspace workspace) {
    this.catalog = catalog;
    this.shelf = shelf;
    this.open = open;
    this.answers = answers;
    this.workspace = workspace;
    downloads = new Downloads(workspace, open);
  }

  void list(Context ctx) {
    Ask ask = Ask.of(ctx, "case", "kind", "limit", "offset");
    String name = ask.text("case");
    String kind = ask.oneOf("kind", List.of("plan", "network", "levers", "sweep"));
    int limit = ask.whole("limit", 1, 500, 50);
    int offset = ask.whole("offset", 0, 1_000_000_000, 0);
    List<RunCard> all =
        catalog.all().stream().filter(r -> kind == null || r.kind().equals(kind)).filter(r -> name == null || name.equals(r.json().get("case"))).toList();
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("total", all.size());
    m.put("offset", offset);
    m.put("limit", limit);
    m.put("runs", all.stream().skip(offset).limit(limit).map(r -> card(r, true)).toList());
    List<Map<String, String>> unreadable = new ArrayList<>();
    catalog.unreadable().forEach((n, why) -> unreadable.add(Map.of("name", n, "message", why)));
    m.put("unreadable", unreadable);
    Answers.json(ctx, m);
  }

  private Map<String, @Nullable Object> card(RunCard run, boolean age) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>(run.json());
    m.remove("case_folder");
    m.put("case_id", shelf.idOf(run));
    if (age) m.put("age_seconds", Duration.between(run.created(), Instant.now()).toMillis() / 1e3);
    return m;
  }

  private RunCard run(Ask ask) {
    return catalog.get(ask.path("id", Ask.RUN));
  }

  void one(Context ctx) {
    RunCard run = run(Ask.of(ctx));
    boolean adequacy = adequacyFile(run) != null;
    boolean levers = leverStudy(run) != null;
    answers.keyed(ctx, "run " + run.id() + " " + run.folder() + " " + adequacy + " " + levers, () -> open.ask(run, (tables, shape) -> detail(run, tables, shape, adequacy, levers)));
  }

  private byte[] detail(RunCard run, RunTables tables, RunShape shape, boolean adequacy, boolean levers) {
    Map<String, Object> has = new LinkedHashMap<>();
    has.put("ledger", tables.has("transfers", "cents") && tables.query("SELECT 1 AS one FROM transfers LIMIT 1").rows() > 0);
    has.put("adequacy", adequacy);
    has.put("levers", levers);
    has.put("full_year", shape.wholeYears());
    has.put("years", shape.yearsOf("plan"));
    has.put("zones", shape.zones());
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("run", Json.compact(card(run, false)));
    parts.put("summary", read(run.folder().resolve("summary.json")));
    parts.put("manifest", read(run.folder().resolve("manifest.json")));
    parts.put("has", Json.compact(has));
    return Answers.joined(parts);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void tables(Context ctx) {
    RunCard run = run(Ask.of(ctx));
    answers.immutable(ctx, () -> open.ask(run, (tables, shape) -> Json.compact(TableAnswer.list(tables))));
  }

  void table(Context ctx) {
    Ask ask = Ask.of(ctx, "columns", "grid", "year", "zone", "technology", "from", "to", "limit", "offset");
    TableAnswer.Question q = TableAnswer.Question.of(ask, ask.path("name", Ask.TABLE));
    RunCard run = run(ask);
    answers.immutable(ctx, () -> open.ask(run, (tables, shape) -> Json.compact(TableAnswer.rows(tables, q))));
  }

  void dispatch(Context ctx) {
    Ask ask = Ask.of(ctx, "grid", "year", "zone", "from", "to");
    RunCard run = run(ask);
    String grid = ask.oneOf("grid", List.of("plan", "full", "no_ai"));
    Integer year = ask.whole("year", 1990, 2200);
    String zone = ask.text("zone");
    Integer from = ask.whole("from", 0, RunShape.HOURS);
    Integer to = ask.whole("to", 0, RunShape.HOURS);
    Integer target = run.json().get("target_year") instanceof Integer t ? t : null;
    answers.immutable(
        ctx,
        () ->
            open.ask(
                run,
                (tables, shape) -> Json.compact(DispatchAnswer.of(tables, shape, DispatchAnswer.Question.of(shape, grid, year, target, zone, from, to)))));
  }

  void geo(Context ctx) {
    RunCard run = run(Ask.of(ctx));
    answers.immutable(
        ctx,
        () -> {
          String outlines;
          try (Run r = RunStore.open(run.folder())) {
            outlines = r.text("case/map.json");
          }
          return open.ask(run, (tables, shape) -> GeoAnswer.of(tables, outlines));
        });
  }

  void ledger(Context ctx) {
    RunCard run = run(Ask.of(ctx));
    answers.immutable(
        ctx,
        () ->
            open.run(
                () -> {
                  try (Run r = RunStore.open(run.folder())) {
                    return Json.compact(LedgerOfRun.summary(r));
                  } catch (RunRefused e) {
                    throw absent(e, run);
                  }
                }));
  }

  /// The refusal without the place of the folder.
  private static Problem absent(RunRefused e, RunCard run) {
    String[] words = String.valueOf(e.getMessage()).replace(run.folder() + ": ", "").split(" Maybe ", 2);
    return Problem.absent(words[0], words.length > 1 ? words[1] : null);
  }

  void adequacy(Context ctx) {
    RunCard run = run(Ask.of(ctx));
    Path file = adequacyFile(run);
    if (file == null) throw Problem.absent("no adequacy study of this run yet", "POST /api/jobs with {\"verb\": \"adequacy\", \"run\": \"" + run.id() + "\"}");
    Answers.send(ctx, Answers.JSON, read(file));
  }

  private @Nullable Path adequacyFile(RunCard run) {
    Path own = workspace.adequacy().resolve(run.id()).resolve("adequacy.json");
    if (Files.isRegularFile(own)) return own;
    Path beside = run.folder().resolveSibling(run.folder().getFileName() + "-adequacy").resolve("adequacy.json");
    return Files.isRegularFile(beside) ? beside : null;
  }

  void levers(Context ctx) {
    RunCard run = run(Ask.of(ctx));
    RunCard study = leverStudy(run);
    if (study == null) throw Problem.absent("no study of levers for this case yet", "POST /api/jobs with {\"verb\": \"levers\", ...}");
    Map<String, Object> m = new LinkedHashMap<>(Json.read(new String(read(study.folder().resolve("summary.json")), StandardCharsets.UTF_8)));
    m.put("run_id", study.id());
    Answers.json(ctx, m);
  }

  private @Nullable RunCard leverStudy(RunCard run) {
    if (run.kind().equals("levers")) return run;
    return catalog.all().stream().filter(r -> r.kind().equals("levers") && sameCase(r, run)).findFirst().orElse(null);
  }

  private static boolean sameCase(RunCard a, RunCard b) {
    return a.json().get("case") instanceof String c && c.equals(b.json().get("case"));
  }

  void download(Context ctx) {
    Ask ask = Ask.of(ctx, "inline");
    downloads.send(ctx, run(ask), ask.path("file", Ask.DOWNLOAD), ask.flag("inline"));
  }

  void compare(Context ctx) {
    Ask ask = Ask.of(ctx, "a", "b");
    RunCard a = catalog.get(ask.required("a", Ask.RUN));
    RunCard b = catalog.get(ask.required("b", Ask.RUN));
    answers.immutable(
        ctx,
        () -> {
          try (Run first = RunStore.open(a.folder());
              Run second = RunStore.open(b.folder())) {
            Comparison c = Comparison.of(first, second);
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("a", card(a, false));
            m.put("b", card(b, false));
            m.put("changed_inputs", c.changedInputs());
            m.put("delta", c.delta());
            return Json.compact(m);
          }
        });
  }
}
