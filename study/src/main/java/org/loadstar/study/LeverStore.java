package org.loadstar.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Lp;
import org.loadstar.study.store.Json;

/// The folder of plans once found: `KEY.json` what a program gives, under the hash of its numbers; `KEY.set` which program a set of levers is, under
/// the hash of what it lays over the case, so that a known set is neither read nor built. Files appear whole or not at all.
final class LeverStore {
  private static final int DIGITS = 40;

  private final Path folder;

  LeverStore(Path folder) {
    this.folder = folder;
  }

  /// Says early that plans could not be kept in a folder.
  ///
  /// @throws OptionRefused when it can neither be made nor written into
  static void requireWritable(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".worth", ".tmp"));
    } catch (IOException e) {
      throw new OptionRefused("store " + folder + ": nothing can be written there. Maybe another folder");
    }
  }

  /// The key of some texts.
  static String key(Object... parts) {
    MessageDigest d = sha256();
    for (Object p : parts) d.update((p + "\n").getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(d.digest()).substring(0, DIGITS);
  }

  /// The key of a program: its costs, bounds, matrix and what its rows and columns are.
  static String key(Lp lp) {
    MessageDigest d = sha256();
    for (double[] v : new double[][] {lp.costs(), lp.lowers(), lp.uppers(), lp.rowLowers(), lp.rowUppers(), lp.values()}) put(d, v);
    for (int[] v : new int[][] {lp.starts(), lp.indices()}) {
      var bytes = java.nio.ByteBuffer.allocate(Integer.BYTES * v.length);
      bytes.asIntBuffer().put(v);
      d.update(bytes);
    }
    put(d, new double[] {lp.offset()});
    lp.columnBlocks().forEach(b -> d.update((b.name() + b.stage() + b.members()).getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(d.digest()).substring(0, DIGITS);
  }

  private static void put(MessageDigest d, double[] v) {
    var bytes = java.nio.ByteBuffer.allocate(Double.BYTES * v.length);
    bytes.asDoubleBuffer().put(v);
    d.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What a program gave, null when it is not known; what cannot be read is found again.
  @Nullable LeverOutcome outcome(String key) {
    String text = read(key + ".json");
    try {
      return text == null ? null : LeverOutcome.of(Json.read(text));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// @param said what the plan is, for people
  void outcome(String key, LeverOutcome outcome, Map<String, ?> said) {
    Map<String, @Nullable Object> m = new java.util.LinkedHashMap<>(said);
    m.putAll(outcome.json());
    write(key + ".json", Json.write(m));
  }

  /// The key of the program of a set, null when it is not known.
  @Nullable String program(String set) {
    String text = read(set + ".set");
    return text == null ? null : text.strip();
  }

  void program(String set, String key) {
    write(set + ".set", key + "\n");
  }

  private @Nullable String read(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.isRegularFile(file) ? Files.readString(file) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private void write(String name, String text) {
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, ".worth", ".tmp");
      Files.writeString(draft, text);
      Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
