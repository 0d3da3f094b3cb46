package org.loadstar.study.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Goes wrong with the files of a case as people, editors and disks do: one to three times, each the same for the same seed.
public final class Mutation {
  /// Share of single mistakes.
  private static final double ONE = 0.6;

  private final TreeMap<String, byte[]> files;
  private final SplittableRandom random;
  private final List<String> words = new ArrayList<>();

  private Mutation(TreeMap<String, byte[]> files, SplittableRandom random) {
    this.files = files;
    this.random = random;
  }

  /// Files with mistakes.
  ///
  /// @param files by path
  /// @param words what was done to them
  public record Mutated(TreeMap<String, byte[]> files, List<String> words) {}

  /// Makes mistakes.
  ///
  /// @param files content by path relative to the folder; left as it is
  /// @param number of the mutation under a seed
  public static Mutated of(TreeMap<String, byte[]> files, long seed, int number) {
    Mutation m = new Mutation(new TreeMap<>(files), new SplittableRandom(seed * 1_000_003L + number));
    int mistakes = m.random.nextDouble() < ONE ? 1 : 2 + m.random.nextInt(2);
    for (int tries = 0; m.words.size() < mistakes && tries < 50 && !m.files.isEmpty(); tries++) m.mistake();
    return new Mutated(m.files, m.words);
  }

  private void mistake() {
    String file = pick(List.copyOf(files.keySet()));
    byte[] content = files.getOrDefault(file, new byte[0]);
    double kind = random.nextDouble();
    if (kind < 0.1) files(file, content);
    else if (kind < 0.2) bytes(file, content);
    else if (kind < 0.35) lines(file, text(content));
    else if (file.endsWith(".csv")) cells(file, text(content));
    else if (file.endsWith(".yaml") || file.endsWith(".yml")) yaml(file, text(content));
    else numbers(file, text(content));
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void put(String file, String text, String what) {
    put(file, text.getBytes(StandardCharsets.UTF_8), what);
  }

  private void put(String file, byte[] content, String what) {
    if (Arrays.equals(content, files.get(file))) return;
    files.put(file, content);
    words.add(file + ": " + what);
  }

  /// Files that are absent, empty, elsewhere or too many.
  private void files(String file, byte[] content) {
    switch (random.nextInt(6)) {
      case 0 -> {
        files.remove(file);
        words.add(file + ": removed");
      }
      case 1 -> put(file, new byte[0], "empty");
      case 2 -> {
        files.remove(file);
        put(file.replaceFirst("(\\w)(\\w*)(\\.\\w+)$", "$2$1$3"), content, "renamed from " + file);
      }
      case 3 -> {
        String other = pick(List.copyOf(files.keySet()));
        put(file, files.getOrDefault(other, new byte[0]), "content of " + other);
      }
      case 4 -> {
        files.remove(file);
        put(file + "/" + file.substring(file.lastIndexOf('/') + 1), content, "a folder of this name");
      }
      default -> put("backup_of_" + file.replace('/', '_'), content, "a copy at the top");
    }
  }

  /// What disks and editors do to bytes.
  private void bytes(String file, byte[] content) {
    int at = random.nextInt(content.length + 1);
    String t = text(content);
    switch (random.nextInt(9)) {
      case 0 -> put(file, Arrays.copyOf(content, at), "cut at byte " + at);
      case 1 -> put(file, t.getBytes(StandardCharsets.UTF_16), "UTF-16");
      case 2 -> put(file, spliced(content, at, (byte) 0xE9), "a byte of Latin-1 at " + at);
      case 3 -> put(file, spliced(content, at, (byte) 0), "a zero byte at " + at);
      case 4 -> put(file, "\uFEFF" + t, "a byte order mark");
      case 5 -> put(file, t.replace("\n", "\r\n"), "line ends of Windows");
      case 6 -> put(file, t.replace("\n", "\r"), "line ends of old Macs");
      case 7 -> {
        byte[] other = content.clone();
        for (int k = 0; k < 3 && other.length > 0; k++) other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
        put(file, other, "three bits turned");
      }
      default -> put(file, t + t, "twice in a row");
    }
  }

  private static byte[] spliced(byte[] content, int at, byte b) {
    byte[] out = new byte[content.length + 1];
    System.arraycopy(content, 0, out, 0, at);
    out[at] = b;
    System.arraycopy(content, at, out, at + 1, content.length - at);
    return out;
  }

  private void lines(String file, String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int i = random.nextInt(lines.size());
    int j = random.nextInt(lines.size());
    String what = switch (random.nextInt(5)) {
      case 0 -> {
        lines.remove(i);
        yield "line " + (i + 1) + " removed";
      }
      case 1 -> {
        lines.add(j, lines.get(i));
        yield "line " + (i + 1) + " again as line " + (j + 1);
      }
      case 2 -> {
        String kept = lines.get(i);
        lines.set(i, lines.get(j));
        lines.set(j, kept);
        yield "lines " + (i + 1) + " and " + (j + 1) + " swapped";
      }
      case 3 -> {
        lines.add(i, pick(List.of("", "#", ",", "\t", "<<<<<<< HEAD", "%", ";;;;", "\"", "null")));
        yield "'" + lines.get(i) + "' as line " + (i + 1);
      }
      default -> {
        lines.subList(1 + Math.min(i, lines.size() - 1), lines.size()).clear();
        yield "ends after line " + (i + 1);
      }
    };
    put(file, String.join("\n", lines), what);
  }

  /// Values that a number, a name or a date is not, or is only just.
  private String value(String old) {
    List<Supplier<String>> all = List.of(
        () -> "", () -> "NaN", () -> "inf", () -> "-inf", () -> "-1", () -> "0", () -> "1e308", () -> "1e400", () -> "-1e9", () -> "1e-320", () -> "abc", () -> "1.5.2",
        () -> "\"1,5\"", () -> "1_000", () -> "0x10", () -> "\u0663", () -> "true", () -> "off", () -> "2030-13-45", () -> "null", () -> "=SUM(A1:A3)", () -> "\"", () -> "x1.5",
        () -> "-" + old, () -> old + old, () -> " " + old + " ", () -> old + "e6", () -> old + "%", () -> old.toUpperCase(java.util.Locale.ROOT), () -> "z".repeat(20_000),
        () -> "9".repeat(400), () -> "2147483648", () -> "999999999", () -> "1e6", () -> "1e12", () -> "0.001", () -> "-0", () -> "\u0000", () -> "\uD83D\uDE00", () -> "../../etc/passwd");
    return pick(all).get();
  }

  private void cells(String file, String text) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : text.split("\n", -1)) rows.add(new ArrayList<>(List.of(line.split(",", -1))));
    int r = random.nextInt(Math.max(1, rows.size() - 1));
    List<String> row = rows.get(r);
    int c = random.nextInt(row.size());
    int d = random.nextInt(row.size());
    String what;
    switch (random.nextInt(10)) {
      case 0 -> {
        String kept = row.get(c);
        row.set(c, row.get(d));
        row.set(d, kept);
        what = "cells " + (c + 1) + " and " + (d + 1) + " of line " + (r + 1) + " swapped";
      }
      case 1 -> {
        for (List<String> any : rows) if (c < any.size()) any.remove(c);
        what = "column " + (c + 1) + " removed";
      }
      case 2 -> {
        for (List<String> any : rows) if (c < any.size()) any.add(any.get(c));
        what = "column " + (c + 1) + " twice";
      }
      case 3 -> {
        List<String> head = rows.getFirst();
        int h = random.nextInt(head.size());
        String old = head.set(h, pick(List.of("", "name", head.get(h) + "_", head.get(random.nextInt(head.size())))));
        what = "header '" + old + "' is '" + head.get(h) + "'";
      }
      case 4 -> {
        String v = value("1");
        for (List<String> any : rows.subList(1, rows.size())) if (c < any.size()) any.set(c, v);
        what = "column " + (c + 1) + " all '" + shortened(v) + "'";
      }
      default -> {
        String old = row.get(c);
        row.set(c, value(old));
        what = "line " + (r + 1) + " cell " + (c + 1) + " '" + shortened(old) + "' is '" + shortened(row.get(c)) + "'";
      }
    }
    put(file, String.join("\n", rows.stream().map(any -> String.join(",", any)).toList()), what);
  }

  private static String shortened(String text) {
    return text.length() <= 30 ? text : text.substring(0, 30) + "...(" + text.length() + ")";
  }

  private void yaml(String file, String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int i = random.nextInt(lines.size());
    String line = lines.get(i);
    int colon = line.indexOf(':');
    String key = colon < 0 ? line : line.substring(0, colon + 1);
    String old = colon < 0 ? "" : line.substring(colon + 1).strip();
    String now = switch (random.nextInt(12)) {
      case 0 -> "\t" + line;
      case 1 -> "  " + line;
      case 2 -> line.replace(":", "");
      case 3 -> key + " [" + old;
      case 4 -> key + " \"" + old;
      case 5 -> key + " *" + old;
      case 6 -> key + " &a " + old + "\n---";
      case 7 -> key + " " + "[".repeat(pick(List.of(3, 2000, 50_000)));
      case 8 -> key + " {" + old + ": " + value(old).replace("\n", " ") + "}";
      case 9 -> key + " [" + old + ", " + old + "]";
      default -> key + " " + value(old);
    };
    lines.set(i, now);
    put(file, String.join("\n", lines), "line " + (i + 1) + " '" + shortened(line) + "' is '" + shortened(now) + "'");
  }

  /// A number of any other text.
  private void numbers(String file, String text) {
    List<int[]> all = new ArrayList<>();
    var m = java.util.regex.Pattern.compile("-?\\d+(\\.\\d+)?").matcher(text);
    while (m.find() && all.size() < 100_000) all.add(new int[] {m.start(), m.end()});
    if (all.isEmpty()) return;
    int[] at = pick(all);
    String old = text.substring(at[0], at[1]);
    String now = value(old);
    put(file, text.substring(0, at[0]) + now + text.substring(at[1]), "'" + old + "' at " + at[0] + " is '" + shortened(now) + "'");
  }
}
