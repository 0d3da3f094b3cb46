package org.loadstar.app.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a job is asked to do, made into the words of a command line. Only what stands here can be asked for: every option is written as
/// `--name=value`, every path is one of ours.
final class JobRequest {
  private static final Pattern VERB = Pattern.compile("plan|levers|adequacy|ledger|compare|grid");
  private static final Pattern TIME = Pattern.compile("full|reps:[0-9@:.,]{1,20}|segments:[0-9@:.,]{1,20}");
  private static final Pattern RUN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");
  private static final Pattern LEVER = Pattern.compile("[a-z0-9][a-z0-9_-]{0,60}");
  private static final double MOST_SECONDS = 86_400;
  private static final String[] COMMON = {"gap", "max_seconds", "threads", "seed"};

  private final Catalog catalog;
  private final Shelf shelf;
  private final Workspace workspace;
  private final int longest;
  private static final Pattern ATTACK = Pattern.compile("(vendor|relays|load)=(0(\\.\\d{1,6})?|1(\\.0{1,6})?)|campus=\\d{1,6}(\\.\\d{1,3})?");
  private final Function<String, Path> grids;
  private final Predicate<Path> promised;

  /// @param grids place of a grid by name
  /// @param longest most seconds of a job
  /// @param promised tells the places that waiting jobs will write to
  JobRequest(Catalog catalog, Shelf shelf, Workspace workspace, Function<String, Path> grids, int longest, Predicate<Path> promised) {
    this.grids = grids;
    this.promised = promised;
    this.catalog = catalog;
    this.shelf = shelf;
    this.workspace = workspace;
    this.longest = longest;
  }

  /// A command to run.
  ///
  /// @param words of the command line, without the program
  /// @param out folder of the run that it makes, null where it makes none
  /// @param files texts that the command reads, by their name in the folder of the job
  record Command(String verb, List<String> words, @Nullable Path out, Map<String, String> files) {
    Command(String verb, List<String> words, @Nullable Path out) {
      this(verb, words, out, Map.of());
    }
  }

  /// @throws Problem when it is wrong at sight
  Command command(Map<String, Object> body) {
    Fields f = Fields.of(body, "verb", "case", "grid", "run", "vs", "set", "levers", "scenario", "time", "stages", "name", "places", "options");
    String verb = f.text("verb", VERB);
    return switch (verb) {
      case "plan" -> plan(f, body);
      case "levers" -> levers(f, body);
      case "adequacy" -> adequacy(f, body);
      case "grid" -> grid(f, body);
      case "ledger" -> {
        only(body, "run");
        yield new Command(verb, List.of(verb, run(f, "run"), "--json"), null);
      }
      default -> {
        only(body, "run", "vs");
        yield new Command(verb, List.of(verb, run(f, "run"), run(f, "vs"), "--json"), null);
      }
    };
  }

  private Command plan(Fields f, Map<String, Object> body) {
    only(body, "case", "set", "levers", "scenario", "time", "stages", "name", "options");
    Shelf.Entry entry = entry(f);
    Fields o = options(f, COMMON, "integers", "full_year", "objective", "budget", "target_year", "target_gw");
    List<String> words = overlaid("plan", entry, f);
    solve(words, o);
    word(words, "integers", o.optional("integers", Pattern.compile("on|off")));
    word(words, "full-year", o.optional("full_year", Pattern.compile("target|all|none")));
    word(words, "objective", o.optional("objective", Pattern.compile("cost|fastest|earliest")));
    word(words, "budget", o.number("budget", 0, 1e18));
    word(words, "target-year", o.whole("target_year", 1990, 2200));
    word(words, "target-gw", o.number("target_gw", 1e-9, 1e5));
    return stored("plan", words, entry, f);
  }

  private Command levers(Fields f, Map<String, Object> body) {
    only(body, "case", "set", "levers", "scenario", "time", "stages", "name", "options");
    Shelf.Entry entry = entry(f);
    Fields o = options(f, COMMON, "metric", "levers", "intensity", "groups", "pairs", "check", "budget");
    List<String> words = overlaid("levers", entry, f);
    solve(words, o);
    word(words, "metric", o.optional("metric", Pattern.compile("gw_[0-9]{4}|cost|co2|public_cost")));
    List<String> valued = o.texts("levers", 60, LEVER);
    if (!valued.isEmpty()) word(words, "levers", String.join(",", valued));
    word(words, "intensity", o.optional("intensity", Pattern.compile("low|middle|high")));
    if (Boolean.TRUE.equals(o.flag("groups"))) words.add("--groups");
    word(words, "pairs", o.whole("pairs", 1, 1000));
    word(words, "check", o.optional("check", Pattern.compile("off|none|all|none,all")));
    word(words, "budget", o.budget());
    word(words, "store", workspace.levers());
    return stored("levers", words, entry, f);
  }

  private Command adequacy(Fields f, Map<String, Object> body) {
    if (f.has("run") == f.has("case")) throw Problem.input("adequacy: needs either run or case");
    Fields o = options(f, new String[] {"max_seconds", "threads", "seed"}, "samples", "year", "cold", "elcc");
    List<String> words;
    Path out;
    if (f.has("run")) {
      only(body, "run", "options");
      words = new ArrayList<>(List.of("adequacy", run(f, "run")));
      out = workspace.adequacy().resolve(f.text("run", Ask.RUN));
    } else {
      only(body, "case", "set", "levers", "scenario", "options");
      Shelf.Entry entry = entry(f);
      words = overlaid("adequacy", entry, f);
      out = workspace.adequacy().resolve("case-" + entry.id());
    }
    seconds(words, o);
    word(words, "threads", o.whole("threads", 1, 256));
    word(words, "seed", o.whole("seed", 0, Integer.MAX_VALUE));
    word(words, "samples", o.whole("samples", 2, 100_000));
    word(words, "year", o.whole("year", 1990, 2200));
    if (Boolean.TRUE.equals(o.flag("cold"))) words.add("--cold");
    for (String resource : o.texts("elcc", 10, Pattern.compile("[A-Za-z0-9_.@ -]{1,120}"))) word(words, "elcc", resource);
    word(words, "out", out);
    words.add("--json");
    return new Command("adequacy", words, null);
  }

  private Command grid(Fields f, Map<String, Object> body) {
    only(body, "grid", "run", "places", "options");
    Fields o = options(f, new String[] {"max_seconds", "threads", "seed"}, "year", "dispatch", "n_1", "hosting", "slack", "most_mw", "cascade", "events", "initial", "attack", "interdict", "top");
    List<String> words = new ArrayList<>(List.of("grid", grids.apply(f.text("grid", Ask.GRID_FILE)).toString()));
    word(words, "dispatch", o.optional("dispatch", Pattern.compile("opf|secure|file")));
    for (String flag : new String[] {"n_1", "hosting", "cascade"}) if (Boolean.TRUE.equals(o.flag(flag))) words.add("--" + flag.replace('_', '-'));
    word(words, "slack", o.optional("slack", Pattern.compile("redispatch|fixed")));
    word(words, "most", o.number("most_mw", 1e-3, 1e6));
    word(words, "events", o.whole("events", 1, 100_000));
    word(words, "initial", o.whole("initial", 0, 20));
    word(words, "interdict", o.whole("interdict", 0, 20));
    for (String attack : o.texts("attack", 8, ATTACK)) word(words, "attack", attack);
    word(words, "top", o.whole("top", 0, 500));
    word(words, "threads", o.whole("threads", 1, 256));
    word(words, "seed", o.whole("seed", 0, Integer.MAX_VALUE));
    seconds(words, o);
    word(words, "out", GridRoutes.STUDY);
    words.add("--json");
    Integer year = o.whole("year", 1990, 2200);
    String map = f.places();
    if (f.has("run") != !map.isEmpty()) throw Problem.input("grid: run and places go together: which campuses, and on which buses");
    if (map.isEmpty()) {
      if (year != null) throw Problem.input("year: belongs to a run whose campuses are placed");
      return new Command("grid", words, null);
    }
    word(words, "plan", run(f, "run"));
    word(words, "map", GridRoutes.MAP);
    word(words, "year", year);
    return new Command("grid", words, null, Map.of(GridRoutes.MAP, map));
  }

  private List<String> overlaid(String verb, Shelf.Entry entry, Fields f) {
    List<String> words = new ArrayList<>(List.of(verb, entry.folder().toString()));
    for (Path p : f.scenarios(entry)) word(words, "scenario", p);
    for (String l : f.levers()) word(words, "lever", l);
    for (String s : f.sets()) word(words, "set", s);
    word(words, "time", f.optional("time", TIME));
    List<Integer> stages = f.years("stages", 40);
    if (!stages.isEmpty()) word(words, "stages", String.join(",", stages.stream().map(String::valueOf).toList()));
    return words;
  }

  private void solve(List<String> words, Fields o) {
    word(words, "gap", o.number("gap", 0, 1));
    seconds(words, o);
    word(words, "threads", o.whole("threads", 1, 256));
    word(words, "seed", o.whole("seed", 0, Integer.MAX_VALUE));
  }

  /// A job ends by itself before it is ended.
  private void seconds(List<String> words, Fields o) {
    Double asked = o.number("max_seconds", 1e-3, MOST_SECONDS);
    word(words, "max-seconds", asked == null ? longest : Math.min(asked, longest));
  }

  private Command stored(String verb, List<String> words, Shelf.Entry entry, Fields f) {
    String name = f.optional("name", RUN_NAME);
    Path out;
    if (name == null) {
      String base = entry.id() + (verb.equals("plan") ? "-" : "-" + verb + "-") + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
      int n = 1;
      do {
        out = Workspace.below(workspace.runs(), n == 1 ? base : base + "-" + n);
        n++;
      } while (Files.exists(out) || promised.test(out));
    } else {
      out = Workspace.below(workspace.runs(), name);
      if (Files.exists(out) || promised.test(out)) throw new Problem(Problem.CONFLICT, "there is a run '" + name + "'", "another name");
    }
    word(words, "out", out);
    words.add("--json");
    return new Command(verb, words, out);
  }

  private Shelf.Entry entry(Fields f) {
    return shelf.get(f.has("case") ? f.text("case", Ask.CASE) : "north-america");
  }

  private String run(Fields f, String key) {
    return catalog.get(f.text(key, Ask.RUN)).folder().toString();
  }

  private static Fields options(Fields f, String[] common, String... own) {
    List<String> all = new ArrayList<>(List.of(common));
    all.addAll(List.of(own));
    return Fields.of(f.object("options", 40), all.toArray(String[]::new));
  }

  private static void only(Map<String, Object> body, String... keys) {
    for (String k : body.keySet())
      if (!k.equals("verb") && !List.of(keys).contains(k))
        throw new Problem(Problem.INPUT, "field '" + Ask.brief(k) + "' does not belong to " + body.get("verb"), "one of " + String.join(", ", keys));
  }

  private static void word(List<String> words, String name, @Nullable Object value) {
    if (value == null) return;
    String text = value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15 ? String.valueOf(d.longValue()) : String.valueOf(value);
    words.add("--" + name + "=" + text);
  }
}
