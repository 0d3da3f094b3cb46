package org.loadstar.app.web;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Json;

/// What a request asks, checked: parts of its path, its parameters, its body.
final class Ask {
  static final Pattern RUN = Pattern.compile("[0-9a-f]{12}");
  static final Pattern JOB = Pattern.compile("[0-9]{8}-[0-9]{6}-[0-9a-f]{6}");
  static final Pattern CASE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
  static final Pattern TABLE = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  static final Pattern CASE_FILE = Pattern.compile("[a-z][a-z0-9_]{0,39}\\.csv|case\\.yaml");
  static final Pattern DOWNLOAD = Pattern.compile("report\\.html|summary\\.json|manifest\\.json|csv\\.zip|parquet\\.zip|[a-z][a-z0-9_]{0,39}\\.(csv|parquet)");
  static final Pattern GRID_FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,59}\\.(m|raw|txt)");
  static final Pattern STUDY_FILE = Pattern.compile("report\\.html|(branches|buses|generators|outages|hosting|events|worst|reinforcements)\\.csv");
  private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final int LONGEST = 1000;

  private final Context ctx;

  private Ask(Context ctx) {
    this.ctx = ctx;
  }

  /// @param allowed names of the parameters of the query
  static Ask of(Context ctx, String... allowed) {
    for (String given : names(ctx))
      if (!List.of(allowed).contains(given))
        throw new Problem(Problem.INPUT, "parameter '" + brief(given) + "' is not known", allowed.length == 0 ? null : "one of " + String.join(", ", allowed));
    return new Ask(ctx);
  }

  private static Set<String> names(Context ctx) {
    String query = ctx.queryString();
    if (query != null && BROKEN.matcher(query).find()) throw Problem.input("the query is not encoded as it should be");
    return ctx.queryParamMap().keySet();
  }

  /// A part of the path.
  String path(String name, Pattern allowed) {
    String v = ctx.pathParam(name);
    if (!allowed.matcher(v).matches()) throw Problem.input(name + " '" + brief(v) + "': allowed is " + allowed.pattern());
    return v;
  }

  /// A text of the query, null where it is not given.
  @Nullable String text(String name) {
    List<String> all = ctx.queryParams(name);
    if (all.isEmpty()) return null;
    if (all.size() > 1) throw Problem.input(name + ": given " + all.size() + " times");
    String v = all.getFirst();
    if (v.length() > LONGEST) throw Problem.input(name + ": " + v.length() + " characters, allowed are " + LONGEST);
    return v.isEmpty() ? null : v;
  }

  /// A text of the query that is one of some, null where it is not given.
  @Nullable String oneOf(String name, List<String> allowed) {
    String v = text(name);
    if (v != null && !allowed.contains(v)) throw Problem.input(name + " '" + brief(v) + "': allowed are " + String.join(", ", allowed));
    return v;
  }

  /// A text of the query that has a pattern.
  ///
  /// @throws Problem when it is not given
  String required(String name, Pattern allowed) {
    String v = text(name);
    if (v == null) throw Problem.input(name + ": needed");
    if (!allowed.matcher(v).matches()) throw Problem.input(name + " '" + brief(v) + "': allowed is " + allowed.pattern());
    return v;
  }

  /// A whole number of the query, null where it is not given.
  @Nullable Integer whole(String name, int min, int max) {
    String v = text(name);
    if (v == null) return null;
    try {
      int i = Integer.parseInt(v);
      if (i >= min && i <= max) return i;
    } catch (NumberFormatException e) {
      // as below
    }
    throw Problem.input(name + " '" + brief(v) + "': allowed is a whole number from " + min + " to " + max);
  }

  int whole(String name, int min, int max, int otherwise) {
    Integer v = whole(name, min, max);
    return v == null ? otherwise : v;
  }

  boolean flag(String name) {
    return "true".equals(oneOf(name, List.of("true", "false")));
  }

  /// The body as one JSON object.
  Map<String, Object> json(int limit) {
    type("application/json");
    try {
      return Json.read(new String(bytes(limit), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw Problem.input("the body is " + e.getMessage());
    }
  }

  /// Refuses a body of another type.
  void type(String... allowed) {
    String given = ctx.contentType();
    String bare = given == null ? "" : given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!List.of(allowed).contains(bare))
      throw new Problem(Problem.TYPE, "Content-Type '" + brief(bare) + "': allowed is " + String.join(" or ", allowed));
  }

  /// The body.
  byte[] bytes(int limit) {
    if (ctx.req().getContentLengthLong() > limit) throw tooLarge(limit);
    byte[] body = ctx.bodyAsBytes();
    if (body.length > limit) throw tooLarge(limit);
    return body;
  }

  static Problem tooLarge(int limit) {
    return new Problem(Problem.TOO_LARGE, "the body is larger than " + limit + " bytes");
  }

  static String brief(String s) {
    String line = s.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 60 ? line : line.substring(0, 60) + "...";
  }
}
