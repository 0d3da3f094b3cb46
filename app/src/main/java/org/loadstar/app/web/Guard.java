package org.loadstar.app.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may ask: requests from this machine under its own name, or with the token. Every answer gets the headers that keep a browser from
/// running or showing anything foreign.
final class Guard {
  private static final String COOKIE = "loadstar_token";
  private static final String BEARER = "Bearer ";
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> OPEN = Set.of("/api/health", "/api/login");
  private static final long FAILED_MILLIS = 100;

  static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none';"
              + " form-action 'self'; frame-ancestors 'none'",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
          "Cache-Control", "no-store");

  private final boolean loopback;
  private final byte @Nullable [] token;
  private final String session;

  /// @param loopback whether only this machine reaches the server
  /// @param token what a request must carry; null where none is needed
  Guard(boolean loopback, @Nullable String token) {
    this.loopback = loopback;
    this.token = token == null ? null : digest(token);
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    session = HexFormat.of().formatHex(random);
  }

  boolean tokenRequired() {
    return token != null;
  }

  /// Sets the headers; refuses a request under a foreign name, from a foreign page, or without the token.
  void check(Context ctx) {
    HEADERS.forEach(ctx::header);
    if (ctx.header("X-HTTP-Method-Override") != null) throw Problem.input("X-HTTP-Method-Override: not allowed");
    host(ctx);
    origin(ctx);
    if (ctx.path().startsWith("/api/") && !OPEN.contains(ctx.path()) && !known(ctx)) {
      pause();
      throw new Problem(Problem.TOKEN, "this desk needs its token", "send `Authorization: Bearer TOKEN`, or log in");
    }
  }

  /// Whether the request carries the token or the cookie that came for it.
  boolean known(Context ctx) {
    if (token == null) return true;
    String cookie = ctx.cookie(COOKIE);
    if (cookie != null && MessageDigest.isEqual(digest(cookie), digest(session))) return true;
    String given = ctx.header("Authorization");
    return given != null && given.startsWith(BEARER) && matches(given.substring(BEARER.length()));
  }

  /// Exchanges the token for a cookie.
  void login(Context ctx, String given) {
    if (!matches(given)) {
      pause();
      throw new Problem(Problem.TOKEN, "this is not the token of this desk");
    }
    ctx.cookie(new Cookie(COOKIE, session, "/", -1, false, true, null, SameSite.STRICT));
  }

  private boolean matches(String given) {
    return token == null || MessageDigest.isEqual(token, digest(given.strip()));
  }

  /// A page of another site whose name was turned to this address must not read answers.
  private void host(Context ctx) {
    String host = ctx.header("Host");
    if (host == null || host.isBlank()) throw Problem.input("Host: the header is missing");
    if (loopback && !LOCAL.contains(name(host)))
      throw new Problem(Problem.FORBIDDEN, "Host: this desk answers to localhost, 127.0.0.1 and [::1] only");
  }

  private static void origin(Context ctx) {
    if ("cross-site".equals(ctx.header("Sec-Fetch-Site")) && ctx.path().startsWith("/api/"))
      throw new Problem(Problem.FORBIDDEN, "requests of other sites are refused");
    String origin = ctx.header("Origin");
    if (origin == null) return;
    String own = String.valueOf(ctx.header("Host"));
    if (!own.equalsIgnoreCase(authority(origin))) throw new Problem(Problem.FORBIDDEN, "Origin: requests of other sites are refused");
  }

  private static String authority(String origin) {
    try {
      return String.valueOf(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String name(String host) {
    int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
    return (end > 0 ? host.substring(0, end) : host).toLowerCase(Locale.ROOT);
  }

  private static void pause() {
    try {
      Thread.sleep(FAILED_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Of a fixed length, so that a comparison tells nothing about the length of the token.
  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
