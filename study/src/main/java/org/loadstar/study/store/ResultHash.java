package org.loadstar.study.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// SHA-256 over the results of a run, independent of the order of rows, of timings and of where the run is stored.
///
/// Canonical text: a number is its 9 significant digits and its exponent (`0` for zero, `null` when not finite); a row is its cells
/// joined by tabs. The SHA-256 digests of the rows of a table, read as four big-endian 64-bit words, are summed word by word
/// modulo 2^64. Hashed are, in order: the summary as JSON with sorted keys, then of each table by name: name, columns, number of
/// rows and the four sums.
final class ResultHash {
  /// Keys of the summary that say how the run went or where it is, not what came out.
  private static final Set<String> NOT_RESULTS =
      Set.of(
          "seconds",
          "cpu_seconds",
          "cpu_seconds_by_phase",
          "peak_memory_mb",
          "effort",
          "iterations",
          "certificate",
          "versions",
          "run",
          "report",
          "created",
          "result_hash");

  /// Tables of timings.
  private static final Set<String> NOT_TABLES = Set.of("iterations");

  private static final int BLOCK = 1 << 16;
  private static final double[] TEN = new double[617];

  static {
    for (int e = -308; e <= 308; e++) TEN[e + 308] = Double.parseDouble("1e" + e);
  }

  private ResultHash() {}

  static String of(Map<String, ?> summary, Tables tables) {
    MessageDigest sha = summed(summary);
    Map<String, Sheet> byName = new TreeMap<>();
    for (Sheet s : tables.all()) if (!NOT_TABLES.contains(s.name())) byName.put(s.name(), s);
    for (Sheet s : byName.values()) {
      long[] sum = sum(s);
      String line = "\n" + s.name() + "\t" + String.join("\t", s.columns()) + "\t" + s.rows() + "\t"
          + HexFormat.of().toHexDigits(sum[0]) + HexFormat.of().toHexDigits(sum[1])
          + HexFormat.of().toHexDigits(sum[2]) + HexFormat.of().toHexDigits(sum[3]);
      sha.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  /// The hash of a summary without tables.
  static String of(Map<String, ?> summary) {
    return HexFormat.of().formatHex(summed(summary).digest());
  }

  private static MessageDigest summed(Map<String, ?> summary) {
    MessageDigest sha = sha256();
    StringBuilder text = new StringBuilder();
    value(text, Json.plain(summary));
    sha.update(text.toString().getBytes(StandardCharsets.UTF_8));
    return sha;
  }

  private static void value(StringBuilder out, @Nullable Object v) {
    switch (v) {
      case null -> out.append("null");
      case Number n -> number(out, n.doubleValue());
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((k, x) -> sorted.put(String.valueOf(k), x));
        sorted.keySet().removeAll(NOT_RESULTS);
        out.append('{');
        sorted.forEach(
            (k, x) -> {
              out.append('"').append(k).append("\":");
              value(out, x);
              out.append(',');
            });
        out.append('}');
      }
      case List<?> list -> {
        out.append('[');
        for (Object x : list) {
          value(out, x);
          out.append(',');
        }
        out.append(']');
      }
      default -> out.append('"').append(v).append('"');
    }
  }

  private static long[] sum(Sheet s) {
    int blocks = (s.rows() + BLOCK - 1) / BLOCK;
    return IntStream.range(0, blocks)
        .parallel()
        .mapToObj(b -> sum(s, b * BLOCK, Math.min(s.rows(), (b + 1) * BLOCK)))
        .reduce(new long[4], (a, b) -> new long[] {a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]});
  }

  private static long[] sum(Sheet s, int from, int to) {
    MessageDigest sha = sha256();
    Map<String, byte[]> texts = new HashMap<>();
    StringBuilder digits = new StringBuilder();
    long[] sum = new long[4];
    int columns = s.columns().size();
    for (int row = from; row < to; row++) {
      for (int c = 0; c < columns; c++) {
        if (c > 0) sha.update((byte) '\t');
        if (s.type(c) == Sheet.Type.TEXT) {
          sha.update(texts.computeIfAbsent(String.valueOf(s.text(row, c)), t -> t.getBytes(StandardCharsets.UTF_8)));
          continue;
        }
        digits.setLength(0);
        switch (s.type(c)) {
          case INTEGER -> digits.append(s.integer(row, c));
          case FLAG -> digits.append(s.flag(row, c));
          default -> number(digits, s.number(row, c));
        }
        for (int k = 0; k < digits.length(); k++) sha.update((byte) digits.charAt(k));
      }
      byte[] digest = sha.digest();
      for (int w = 0; w < 4; w++) sum[w] += word(digest, 8 * w);
    }
    return sum;
  }

  private static long word(byte[] b, int at) {
    long w = 0;
    for (int k = 0; k < 8; k++) w = w << 8 | b[at + k] & 0xff;
    return w;
  }

  /// Appends 9 significant digits of `v` as an integer in [1e8, 1e9) and its power of ten.
  static void number(StringBuilder out, double v) {
    if (!Double.isFinite(v)) {
      out.append("null");
      return;
    }
    double a = Math.abs(v);
    if (a < 1e-290) {
      out.append('0');
      return;
    }
    int e = (int) Math.floor(StrictMath.log10(a)) - 8;
    long m = Math.round(scaled(a, e));
    if (m >= 1_000_000_000L) m = Math.round(scaled(a, ++e));
    else if (m < 100_000_000L) m = Math.round(scaled(a, --e));
    if (v < 0) out.append('-');
    out.append(m).append('e').append(e);
  }

  /// a / 10^e.
  private static double scaled(double a, int e) {
    return e >= 0 ? a / TEN[e + 308] : a * TEN[308 - e];
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
