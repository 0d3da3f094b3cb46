package org.loadstar.app.web;

import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.CaseKind;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.CaseTables;
import org.loadstar.cases.Claims;
import org.loadstar.cases.Lever;
import org.loadstar.cases.Levers;
import org.loadstar.study.store.Json;

/// The routes below /api/cases.
final class CaseRoutes {
  /// Largest body of a table.
  private static final int LONGEST_LINE = 1 << 16;
  static final int MOST_BYTES = 16 << 20;

  private static final String SETTINGS = "case.yaml";
  private static final String SCENARIO = "scenario";
  private final Shelf shelf;
  private final CaseCheck check;
  private final OpenRuns threads;
  private final Answers answers;

  CaseRoutes(Shelf shelf, CaseCheck check, OpenRuns threads, Answers answers) {
    this.answers = answers;
    this.shelf = shelf;
    this.check = check;
    this.threads = threads;
  }

  void list(Context ctx) {
    Ask.of(ctx);
    Answers.json(ctx, Map.of("cases", shelf.all().values().stream().map(Shelf.Entry::json).toList()));
  }

  void copy(Context ctx) {
    Map<String, Object> body = Ask.of(ctx).json(1 << 16);
    Fields f = Fields.of(body, "from", "name");
    Shelf.Entry from = shelf.get(f.text("from", Ask.CASE));
    ctx.status(201);
    Answers.json(ctx, shelf.copy(from, f.text("name", Ask.CASE)).json());
  }

  private Shelf.Entry entry(Ask ask) {
    return shelf.get(ask.path("name", Ask.CASE));
  }

  void one(Context ctx) {
    Shelf.Entry e = entry(Ask.of(ctx));
    CaseFiles files = e.files();
    Map<String, Object> settings = Shelf.settings(files);
    Map<String, Long> sizes = files.sizes();
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("case", e.json());
    m.put("files", sizes.entrySet().stream().map(s -> Map.of("file", s.getKey(), "bytes", s.getValue(), "table", Ask.CASE_FILE.matcher(s.getKey()).matches())).toList());
    m.put("tables", e.kind() == CaseKind.PLANNING ? CaseTables.all().stream().map(t -> table(t, sizes.keySet())).toList() : List.of());
    m.put("settings", settings);
    m.put("scenarios", scenarios(files, settings));
    m.put("scenario_files", scenarioFiles(sizes.keySet()));
    m.put("levers", e.kind() == CaseKind.PLANNING ? levers(e) : List.of());
    Answers.json(ctx, m);
  }

  private static Map<String, Object> table(CaseTables.Described t, Set<String> there) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("file", t.file());
    m.put("description", t.doc());
    m.put("required", t.required());
    m.put("present", there.contains(t.file()));
    m.put("columns", t.fields().stream().map(CaseRoutes::field).toList());
    return m;
  }

  private static Map<String, @Nullable Object> field(CaseTables.Field f) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("name", f.name());
    m.put("type", f.type());
    m.put("unit", f.unit().isEmpty() ? null : f.unit());
    m.put("description", f.doc());
    m.put("required", f.required());
    m.put("default", f.absent());
    m.put("minimum", f.min());
    m.put("maximum", f.max());
    m.put("allowed", f.allowed());
    m.put("references", f.references().isEmpty() ? null : f.references());
    m.put("key", f.key());
    return m;
  }

  /// The scenarios that tables have, by table.
  private static Map<String, List<String>> scenarios(CaseFiles files, Map<String, Object> settings) {
    Map<String, List<String>> out = new LinkedHashMap<>();
    if (!(settings.get("scenarios") instanceof Map<?, ?> chosen)) return out;
    for (Object table : chosen.keySet()) {
      String file = table + ".csv";
      String text = Ask.CASE_FILE.matcher(file).matches() ? files.text(file) : null;
      if (text == null) continue;
      CaseTables.Cells cells = CaseTables.read(text, file);
      Set<String> values = new LinkedHashSet<>();
      for (int r = 0; r < cells.rows().size(); r++) values.add(cells.cell(r, SCENARIO));
      values.remove("");
      out.put(String.valueOf(table), List.copyOf(values));
    }
    return out;
  }

  private static List<Map<String, String>> scenarioFiles(Set<String> files) {
    return files.stream()
        .filter(f -> f.startsWith("scenarios/") && f.endsWith(".yaml"))
        .map(f -> Map.of("name", f.substring("scenarios/".length(), f.length() - ".yaml".length())))
        .toList();
  }

  private static List<Map<String, Object>> levers(Shelf.Entry e) {
    List<Map<String, Object>> out = new ArrayList<>();
    try {
      for (Lever l : Levers.of(CaseSource.of(e.folder())).all()) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("name", l.name());
        m.put("description", l.description());
        m.put("group", l.group());
        m.put("quality", l.quality());
        m.put("source", l.source());
        m.put("unit", l.unit());
        m.put("start", l.start().toString());
        m.put("lag_months", l.lagMonths());
        m.put("in_force", l.inForce().toString());
        m.put("default", l.byDefault());
        m.put("values", l.values());
        out.add(m);
      }
    } catch (CaseException faults) {
      return List.of(); // validate tells them
    }
    return out;
  }

  void geo(Context ctx) {
    Shelf.Entry e = entry(Ask.of(ctx));
    Answers.send(ctx, Answers.JSON, GeoAnswer.of(e.files()));
  }

  void table(Context ctx) {
    Ask ask = Ask.of(ctx, "format", "limit", "offset");
    Shelf.Entry e = entry(ask);
    String file = ask.path("file", Ask.CASE_FILE);
    String format = ask.oneOf("format", List.of("json", "csv"));
    int limit = ask.whole("limit", 1, 20_000, 2000);
    int offset = ask.whole("offset", 0, 1_000_000_000, 0);
    byte[] content = e.files().bytes(file);
    if (content == null) throw Problem.absent("this case has no " + file, "GET /api/cases/" + e.id() + " lists its files");
    String version = CaseFiles.version(content);
    ctx.header("ETag", version);
    String accept = Objects.toString(ctx.header("Accept"), "");
    if ("csv".equals(format) || format == null && accept.startsWith("text/csv")) {
      ctx.header("Content-Disposition", "attachment; filename=\"" + file + "\"");
      Answers.send(ctx, file.endsWith(".csv") ? "text/csv; charset=utf-8" : "application/yaml", content);
      return;
    }
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("file", file);
    m.put("version", version);
    String text = new String(content, StandardCharsets.UTF_8);
    if (file.equals(SETTINGS)) m.put("text", text);
    else page(m, CaseTables.read(text, file), limit, offset);
    Answers.json(ctx, m);
  }

  private static void page(Map<String, Object> m, CaseTables.Cells cells, int limit, int offset) {
    int first = Math.min(offset, cells.rows().size());
    int end = Math.min(first + limit, cells.rows().size());
    m.put("total", cells.rows().size());
    m.put("offset", offset);
    m.put("rows", end - first);
    m.put("line", cells.lines().subList(first, end));
    m.put("columns", cells.columns());
    List<List<String>> values = new ArrayList<>();
    for (int c = 0; c < cells.columns().size(); c++) {
      int column = c;
      values.add(cells.rows().subList(first, end).stream().map(r -> r.get(column)).toList());
    }
    m.put("values", values);
  }

  void put(Context ctx) {
    Ask ask = Ask.of(ctx, "draft");
    Shelf.Entry e = entry(ask);
    String file = ask.path("file", Ask.CASE_FILE);
    boolean draft = ask.flag("draft");
    if (file.endsWith(".csv")) ask.type("text/csv", "text/plain");
    else ask.type("application/yaml", "text/yaml", "application/x-yaml", "text/plain");
    byte[] content = ask.bytes(MOST_BYTES);
    requireText(content, file);
    requireShortLines(content, file);
    if (!e.writable()) throw new Problem(Problem.CONFLICT, "case '" + e.id() + "' cannot be changed", "copy it: POST /api/cases");
    requireKnown(e, file);
    CaseCheck.Outcome outcome = threads.run(() -> check.check(e, Map.of(file, content), List.of(), List.of(), List.of()));
    if (!draft && !outcome.faults().isEmpty())
      throw new Problem(Problem.FAULTS, outcome.faults().size() + " faults; nothing is kept", "draft=true keeps it all the same", outcome.faults());
    synchronized (this) {
      byte[] standing = e.files().bytes(file);
      String expected = ctx.header("If-Match");
      if (expected != null && !(standing == null ? "" : CaseFiles.version(standing)).equals(expected))
        throw new Problem(Problem.CHANGED, file + " has changed since it was read", "read it again");
      Workspace.write(Workspace.below(e.folder(), file), content);
    }
    Map<String, @Nullable Object> m = outcome.json();
    m.put("version", CaseFiles.version(content));
    Answers.json(ctx, m);
  }

  private static void requireKnown(Shelf.Entry e, String file) {
    if (file.equals(SETTINGS) || Files.isRegularFile(e.folder().resolve(file))) return;
    if (e.kind() != CaseKind.PLANNING || CaseTables.all().stream().noneMatch(t -> t.file().equals(file)))
      throw Problem.absent("no table " + file + " in a case of this kind", "GET /api/cases/" + e.id() + " lists them");
  }

  private static void requireText(byte[] content, String file) {
    try {
      text(content);
    } catch (CharacterCodingException e) {
      throw Problem.input(file + ": not a text in UTF-8");
    }
  }

  private static void requireShortLines(byte[] content, String file) {
    int line = 1;
    int length = 0;
    for (byte b : content) {
      if (b == '\n' || b == '\r') {
        line++;
        length = 0;
      } else if (++length > LONGEST_LINE) {
        throw Problem.input(file + ": line " + line + " is longer than " + LONGEST_LINE + " bytes");
      }
    }
  }

  /// The text of a body.
  ///
  /// @throws CharacterCodingException when it is none in UTF-8, or holds a zero
  static String text(byte[] content) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    if (text.indexOf('\0') >= 0) throw new MalformedInputException(1);
    return text;
  }

  void claims(Context ctx) {
    Shelf.Entry e = entry(Ask.of(ctx));
    if (e.kind() != CaseKind.PLANNING) throw Problem.absent("a network case has no claims", null);
    answers.keyed(ctx, "claims " + e.id() + " " + e.files().stamp(), () -> threads.run(() -> claims(e)));
  }

  private static byte[] claims(Shelf.Entry e) {
    try {
      return Json.compact(Claims.table(e.origin().equals("workspace") ? e.id() : e.origin().equals("example") ? "examples/" + e.id() : "cases/" + e.id(), Claims.of(CaseSource.of(e.folder()))));
    } catch (CaseException x) {
      throw new Problem(Problem.FAULTS, "the case has faults", "mend them first", x.faults());
    }
  }

  void validate(Context ctx) {
    Ask ask = Ask.of(ctx);
    Shelf.Entry e = entry(ask);
    Fields f = Fields.of(ask.json(MOST_BYTES), "tables", "set", "levers", SCENARIO);
    Map<String, byte[]> changed = new LinkedHashMap<>();
    f.object("tables", 60)
        .forEach(
            (file, text) -> {
              if (!Ask.CASE_FILE.matcher(file).matches() || !(text instanceof String s)) throw Problem.input("tables: '" + Ask.brief(file) + "' is no text of a file of a case");
              requireKnown(e, file);
              changed.put(file, CaseCheck.bytes(s));
            });
    List<String> sets = f.sets();
    List<String> levers = f.levers();
    var scenarios = f.scenarios(e);
    Answers.json(ctx, threads.run(() -> check.check(e, changed, scenarios, levers, sets)).json());
  }
}
