package org.loadstar.app.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The pages of the front end, from the folder `/desk` of the class path, where its build puts them. Kept in memory, compressed.
final class Pages {
  private static final String FOLDER = "/desk/";
  private static final String INDEX = "index.html";
  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9_-]{1,40}/){0,3}[A-Za-z0-9_-][A-Za-z0-9._-]{0,120}");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("webmanifest", "application/manifest+json"));

  /// What stands at the root while the front end is not built.
  private static final String MISSING =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><title>Loadstar desk</title>
      <h1>The pages of the desk are not built</h1>
      <p>The API answers: <a href="/api/openapi.yaml">/api/openapi.yaml</a>. The pages are built by <code>./loadstar serve</code> from a source
      checkout when Node 20.19 or newer (with npm) is installed: <code>apt install nodejs npm</code>, <code>brew install node</code>.
      Every other command works without Node.</p></html>
      """;

  private final Map<String, Answers.Packed> kept = new ConcurrentHashMap<>();

  /// Whether the front end is built.
  boolean present() {
    return find(INDEX) != null;
  }

  void send(Context ctx) {
    String name = ctx.path().substring(1);
    if (name.startsWith("api/") || name.equals("api")) throw Problem.absent("no such route", "GET /api/openapi.yaml lists them");
    if (name.isEmpty()) name = INDEX;
    Answers.Packed p = NAME.matcher(name).matches() && TYPES.containsKey(end(name)) ? find(name) : null;
    if (p == null && name.equals(INDEX)) p = Answers.Packed.of(MISSING.getBytes(StandardCharsets.UTF_8));
    if (p == null) throw Problem.absent("no such page", "the desk is at /");
    String caching = name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    Answers.packed(ctx, TYPES.getOrDefault(end(name), "application/octet-stream"), p, caching);
  }

  private static String end(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private Answers.@Nullable Packed find(String name) {
    Answers.Packed known = kept.get(name);
    if (known != null) return known;
    try (InputStream in = Pages.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) return null;
      Answers.Packed p = Answers.Packed.of(in.readAllBytes());
      kept.put(name, p);
      return p;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
