package org.loadstar.app.web;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Json;

/// Sends answers, compressed where the client takes it. Answers about a run never change, so they are kept in their compressed form up to a
/// limit of memory.
final class Answers {
  static final String JSON = "application/json";
  private static final int SMALL = 1400;
  private static final long MOST_BYTES = 64L << 20;

  private final LinkedHashMap<String, Packed> kept = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  /// A compressed answer.
  ///
  /// @param tag of its content, for ETag
  record Packed(byte[] gzip, String tag) {
    static Packed of(byte[] plain) {
      CRC32C sum = new CRC32C();
      sum.update(plain);
      return new Packed(Answers.gzip(plain), "\"" + HexFormat.of().toHexDigits(sum.getValue(), 8) + "-" + plain.length + "\"");
    }
  }

  /// Sends a JSON object that may change.
  static void json(Context ctx, Map<String, ?> object) {
    send(ctx, JSON, Json.compact(object));
  }

  /// Sends a text or bytes.
  static void send(Context ctx, String type, byte[] plain) {
    ctx.contentType(type);
    if (plain.length > SMALL && takesGzip(ctx)) {
      ctx.header("Content-Encoding", "gzip");
      ctx.header("Vary", "Accept-Encoding");
      ctx.result(gzip(plain));
    } else {
      ctx.result(plain);
    }
  }

  /// Sends the JSON object of an address that never changes, made once.
  void immutable(Context ctx, Supplier<byte[]> made) {
    packed(ctx, JSON, made(ctx.path() + "?" + ctx.queryString(), made), "private, max-age=600");
  }

  /// Sends a JSON object that is the same as long as its key is; a reader asks each time whether it is.
  void keyed(Context ctx, String key, Supplier<byte[]> made) {
    packed(ctx, JSON, made(key, made), "private, no-cache");
  }

  private Packed made(String key, Supplier<byte[]> made) {
    Packed p = find(key);
    if (p == null) {
      p = Packed.of(made.get());
      keep(key, p);
    }
    return p;
  }

  /// Sends what is compressed already.
  static void packed(Context ctx, String type, Packed p, String caching) {
    ctx.header("ETag", p.tag()).header("Cache-Control", caching).header("Vary", "Accept-Encoding");
    if (p.tag().equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
      return;
    }
    ctx.contentType(type);
    if (takesGzip(ctx)) ctx.header("Content-Encoding", "gzip").result(p.gzip());
    else ctx.result(unzip(p.gzip()));
  }

  private synchronized @Nullable Packed find(String key) {
    return kept.get(key);
  }

  private synchronized void keep(String key, Packed p) {
    if (p.gzip().length > MOST_BYTES / 4) return;
    Packed before = kept.put(key, p);
    bytes += p.gzip().length - (before == null ? 0 : before.gzip().length);
    Iterator<Packed> eldest = kept.values().iterator();
    while (bytes > MOST_BYTES && eldest.hasNext()) {
      bytes -= eldest.next().gzip().length;
      eldest.remove();
    }
  }

  private static boolean takesGzip(Context ctx) {
    String accepted = ctx.header("Accept-Encoding");
    return accepted != null && accepted.contains("gzip");
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4 + 64);
    try (GZIPOutputStream zip =
        new GZIPOutputStream(out) {
          {
            def.setLevel(Deflater.BEST_SPEED);
          }
        }) {
      zip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] unzip(byte[] gzip) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Objects that are JSON text already, put together.
  static byte[] joined(Map<String, byte[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    char separator = '{';
    for (Map.Entry<String, byte[]> p : parts.entrySet()) {
      out.writeBytes((separator + "\"" + p.getKey() + "\":").getBytes(StandardCharsets.UTF_8));
      out.writeBytes(p.getValue());
      separator = ',';
    }
    out.write('}');
    return out.toByteArray();
  }
}
