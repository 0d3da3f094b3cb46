package org.loadstar.app.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The fields of a JSON object that a request carries, checked one by one; a field that is not known is refused.
final class Fields {
  private static final Pattern SET = Pattern.compile("[^=\\s@-][^=\\p{Cntrl}]*=[^\\p{Cntrl}]*");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,60}");
  private static final int LONGEST_SET = 300;
  private static final Pattern PLACE = Pattern.compile("[^\\p{Cntrl}]{1,120}");
  private static final int MOST_PLACES = 2000;

  private final Map<String, Object> object;

  private Fields(Map<String, Object> object) {
    this.object = object;
  }

  static Fields of(Map<String, Object> object, String... allowed) {
    for (String k : object.keySet())
      if (!List.of(allowed).contains(k)) throw new Problem(Problem.INPUT, "field '" + Ask.brief(k) + "' is not known", "one of " + String.join(", ", allowed));
    return new Fields(object);
  }

  boolean has(String key) {
    return object.get(key) != null;
  }

  /// A text that is there and has a pattern.
  String text(String key, Pattern allowed) {
    Object v = object.get(key);
    if (v == null) throw Problem.input(key + ": needed");
    if (!(v instanceof String s) || !allowed.matcher(s).matches())
      throw Problem.input(key + " '" + Ask.brief(String.valueOf(v)) + "': allowed is a text like " + allowed.pattern());
    return s;
  }

  /// A text that has a pattern, null where it is not given.
  @Nullable String optional(String key, Pattern allowed) {
    return has(key) ? text(key, allowed) : null;
  }

  /// A number in [min, max], null where it is not given.
  @Nullable Double number(String key, double min, double max) {
    Object v = object.get(key);
    if (v == null) return null;
    if (v instanceof Number n && n.doubleValue() >= min && n.doubleValue() <= max) return n.doubleValue();
    throw Problem.input(key + " '" + Ask.brief(String.valueOf(v)) + "': allowed is a number from " + min + " to " + max);
  }

  /// A whole number in [min, max], null where it is not given.
  @Nullable Integer whole(String key, int min, int max) {
    Object v = object.get(key);
    if (v == null) return null;
    if (v instanceof Number n && n.doubleValue() == Math.rint(n.doubleValue()) && n.doubleValue() >= min && n.doubleValue() <= max) return n.intValue();
    throw Problem.input(key + " '" + Ask.brief(String.valueOf(v)) + "': allowed is a whole number from " + min + " to " + max);
  }

  @Nullable Boolean flag(String key) {
    Object v = object.get(key);
    if (v == null || v instanceof Boolean) return (Boolean) v;
    throw Problem.input(key + " '" + Ask.brief(String.valueOf(v)) + "': allowed are true and false");
  }

  /// A list of texts that have a pattern; empty where it is not given.
  List<String> texts(String key, int most, Pattern allowed) {
    List<String> out = new ArrayList<>();
    for (Object v : list(key, most)) {
      if (!(v instanceof String s) || !allowed.matcher(s).matches())
        throw Problem.input(key + " '" + Ask.brief(String.valueOf(v)) + "': allowed is a text like " + allowed.pattern());
      out.add(s);
    }
    return out;
  }

  /// A list of years; empty where it is not given.
  List<Integer> years(String key, int most) {
    List<Integer> out = new ArrayList<>();
    for (Object v : list(key, most)) {
      if (!(v instanceof Integer y) || y < 1990 || y > 2200) throw Problem.input(key + " '" + Ask.brief(String.valueOf(v)) + "': allowed are years from 1990 to 2200");
      out.add(y);
    }
    return out;
  }

  private List<?> list(String key, int most) {
    Object v = object.get(key);
    if (v == null) return List.of();
    if (!(v instanceof List<?> l)) throw Problem.input(key + ": a list is needed");
    if (l.size() > most) throw Problem.input(key + ": " + l.size() + " items, allowed are " + most);
    return l;
  }

  /// An object; empty where it is not given.
  Map<String, Object> object(String key, int most) {
    Object v = object.get(key);
    if (v == null) return Map.of();
    if (!(v instanceof Map<?, ?> m)) throw Problem.input(key + ": an object is needed");
    if (m.size() > most) throw Problem.input(key + ": " + m.size() + " fields, allowed are " + most);
    Map<String, Object> out = new LinkedHashMap<>();
    m.forEach((k, value) -> out.put(String.valueOf(k), value == null ? "" : value));
    return out;
  }

  /// Field `budget` of a study of levers: plan, none or an amount in USD; null where it is not given.
  @Nullable Object budget() {
    return object.get("budget") instanceof String ? text("budget", Pattern.compile("plan|none")) : number("budget", 0, 1e18);
  }

  /// Field `set`: values to lay over a case, as `path=value`.
  List<String> sets() {
    List<String> all = texts("set", 200, SET);
    for (String s : all) if (s.length() > LONGEST_SET) throw Problem.input("set '" + Ask.brief(s) + "': longer than " + LONGEST_SET + " characters");
    return all;
  }

  /// Field `levers`: how far each is pulled, as `NAME=x`.
  List<String> levers() {
    List<String> out = new ArrayList<>();
    object("levers", 100)
        .forEach(
            (name, v) -> {
              boolean known = v instanceof Number n ? n.doubleValue() >= 0 && n.doubleValue() <= 2 : v.equals("on") || v.equals("off");
              if (!NAME.matcher(name).matches() || !known)
                throw Problem.input("levers: '" + Ask.brief(name + "=" + v) + "': allowed is {lever: on, off or a number from 0 to 2}");
              out.add(name + "=" + v);
            });
    return out;
  }

  /// Field `places`: the table `place,bus,share` of `grid --map` as CSV; empty where it is not given.
  String places() {
    StringBuilder csv = new StringBuilder();
    for (Object v : list("places", MOST_PLACES)) {
      if (!(v instanceof Map<?, ?> row)) throw Problem.input("places: allowed are objects {place, bus, share}");
      Fields f = of(Job.object(row), "place", "bus", "share");
      Double share = f.number("share", 1e-9, 1e9);
      csv.append(csv.isEmpty() ? "place,bus,share\n" : "").append(quoted(f.text("place", PLACE))).append(',').append(quoted(f.text("bus", PLACE))).append(',').append(share == null ? 1.0 : share).append('\n');
    }
    return csv.toString();
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  /// Field `scenario`: scenario files of a case.
  List<Path> scenarios(Shelf.Entry entry) {
    List<Path> out = new ArrayList<>();
    for (String name : texts("scenario", 10, NAME)) {
      Path file = Workspace.below(entry.folder(), "scenarios/" + name + ".yaml");
      if (!Files.isRegularFile(file)) throw Problem.absent("case '" + entry.id() + "' has no scenario '" + name + "'", "GET /api/cases/" + entry.id() + " lists them");
      out.add(file);
    }
    return out;
  }
}
