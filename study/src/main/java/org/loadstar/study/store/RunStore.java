package org.loadstar.study.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Tables;

/// Writes and opens run folders.
///
/// A run is written beside its target under a name that begins with `.tmp-`, flushed to the disk, its manifest last, and moved
/// into place in one step. A process that dies on the way leaves a `.tmp-` folder, which nothing reads and which the next
/// write into the same place removes.
public final class RunStore {
  private static final String UNFINISHED = ".tmp-";
  private static final String REPLACED = ".old-";
  private static final String MANIFEST = "manifest.json";
  private static final String SUMMARY = "summary.json";

  private RunStore() {}

  /// Writes a run without further files. See [#write(Path, Manifest, Map, Tables, Map, Function)].
  public static Run write(
      Path target, Manifest manifest, Map<String, ?> summary, Tables tables, Map<String, byte[]> extraFiles) {
    return write(target, manifest, summary, tables, extraFiles, run -> Map.of());
  }

  /// Writes a run and opens it. The summary gets `result_hash` (null for a run whose `status` is `stopped`) and `run`.
  ///
  /// @param target folder of the run; a complete run that stands there is replaced
  /// @param extraFiles further files by path relative to the folder, as `case/case.yaml`
  /// @param derived files that are made from the written tables, as `report.html`
  /// @throws RunRefused when the target holds something that is no run
  public static Run write(
      Path target,
      Manifest manifest,
      Map<String, ?> summary,
      Tables tables,
      Map<String, byte[]> extraFiles,
      Function<Run, Map<String, byte[]>> derived) {
    Path place = target.toAbsolutePath().normalize();
    requireFree(place);
    String hash = "stopped".equals(summary.get("status")) ? null : ResultHash.of(summary, tables);
    Map<String, @Nullable Object> full = new LinkedHashMap<>(summary);
    full.put("result_hash", hash);
    full.put("run", place.toString());
    String summaryText = Json.write(full);
    Manifest made = manifest.withResultHash(hash);
    try {
      Path parent = Files.createDirectories(parent(place));
      removeAbandoned(parent);
      Path draft = Files.createDirectory(parent.resolve(temporary(UNFINISHED, place)));
      try {
        write(draft.resolve(SUMMARY), summaryText.getBytes(StandardCharsets.UTF_8));
        TableFiles.write(draft, tables);
        writeAll(draft, extraFiles);
        try (Run run = new Run(draft, made, Json.read(summaryText))) {
          writeAll(draft, derived.apply(run));
        }
        flush(draft);
        write(draft.resolve(MANIFEST), Json.write(made.json()).getBytes(StandardCharsets.UTF_8));
        force(draft.resolve(MANIFEST));
        force(draft);
        moveIntoPlace(draft, place);
        force(parent);
      } finally {
        delete(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the run " + place + ": " + e.getMessage(), e);
    }
    return open(place);
  }

  /// The hash that [#write] gives a result.
  public static String resultHash(Map<String, ?> summary, Tables tables) {
    return ResultHash.of(summary, tables);
  }

  /// The hash of a summary alone: as that of a result, timings left out.
  public static String resultHash(Map<String, ?> summary) {
    return ResultHash.of(summary);
  }

  /// SHA-256 of a text, 64 hexadecimal digits.
  public static String sha256(String text) {
    return HexFormat.of().formatHex(ResultHash.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Opens a complete run.
  ///
  /// @throws RunRefused when the folder is no run, one that was not finished, or one with a missing or damaged file
  public static Run open(Path folder) {
    Path place = folder.toAbsolutePath().normalize();
    if (!Files.isDirectory(place)) throw new RunRefused(folder + ": no such run folder");
    if (nameOf(place).startsWith(UNFINISHED))
      throw new RunRefused(folder + ": this run was not finished. Maybe run the plan again");
    Path file = place.resolve(MANIFEST);
    if (!Files.isRegularFile(file))
      throw new RunRefused(
          folder + (isDraft(place) ? ": this run was not finished. Maybe run the plan again" : ": not a run (no " + MANIFEST + ")"));
    try {
      Map<String, Object> manifest = json(file);
      if (!Boolean.TRUE.equals(manifest.get("complete")))
        throw new RunRefused(file + ": complete is not true: this run was not finished. Maybe run the plan again");
      for (String part : List.of(SUMMARY, "tables"))
        if (!Files.exists(place.resolve(part))) throw new RunRefused(folder + ": " + part + " is missing");
      TableFiles.requireWhole(place);
      return new Run(place, Manifest.of(manifest), json(place.resolve(SUMMARY)));
    } catch (java.time.DateTimeException e) {
      throw new RunRefused(file + ": damaged: created is no time. Maybe run the plan again", e);
    } catch (IOException e) {
      throw new RunRefused(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> json(Path file) throws IOException {
    try {
      return Json.read(Files.readString(file));
    } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
      String why = e instanceof IllegalArgumentException ? e.getMessage() : "not UTF-8";
      throw new RunRefused(file + ": damaged: " + why + ". Maybe run the plan again", e);
    }
  }

  /// Says early that a run could not be written there.
  ///
  /// @throws RunRefused when the target is a file, holds something that is no complete run, or stands where nothing can be written
  public static void requireFree(Path target) {
    requireWritable(target);
    if (!Files.exists(target)) return;
    if (!Files.isDirectory(target)) throw new RunRefused(target + ": is a file. Maybe another --out");
    if (isEmpty(target)) return;
    try (Run standing = open(target)) {
      assert standing.folder() != null;
    } catch (RunRefused e) {
      throw new RunRefused(target + ": holds something that is no complete run. Maybe another --out", e);
    }
  }

  /// The nearest folder that exists above a place must take new entries.
  ///
  /// @throws RunRefused when it does not, or is a file
  public static void requireWritable(Path target) {
    Path place = target.toAbsolutePath().normalize();
    Path above = parent(place);
    while (!Files.exists(above)) above = parent(above);
    if (!Files.isDirectory(above)) throw new RunRefused(place + ": " + above + " is a file, not a folder. Maybe another --out");
    try {
      Files.delete(Files.createDirectory(above.resolve(temporary(UNFINISHED, place))));
    } catch (IOException e) {
      throw new RunRefused(place + ": the folder " + above + " cannot be written into. Maybe another --out", e);
    }
  }

  private static boolean isDraft(Path folder) {
    return Files.exists(folder.resolve(SUMMARY)) || Files.exists(folder.resolve("tables"));
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.findAny().isEmpty();
    } catch (IOException e) {
      throw new RunRefused(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static void writeAll(Path folder, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> f : files.entrySet()) {
      Path file = folder.resolve(f.getKey()).normalize();
      if (!file.startsWith(folder)) throw new IllegalArgumentException("outside the run: " + f.getKey());
      Files.createDirectories(parent(file));
      write(file, f.getValue());
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static void moveIntoPlace(Path draft, Path place) throws IOException {
    if (!Files.exists(place)) {
      Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = parent(place).resolve(temporary(REPLACED, place));
    Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
    Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
    delete(old);
  }

  /// Removes what processes that no longer live left behind.
  private static void removeAbandoned(Path parent) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, "{" + UNFINISHED + "," + REPLACED + "}*")) {
      for (Path p : left) {
        String name = nameOf(p);
        String process = name.substring(name.lastIndexOf('-') + 1);
        if (process.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(process)).isEmpty()) delete(p);
      }
    }
  }

  private static String temporary(String kind, Path place) {
    return kind + nameOf(place) + "-" + Long.toHexString(System.nanoTime()) + "-" + ProcessHandle.current().pid();
  }

  private static void flush(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path p : (Iterable<Path>) all::iterator) force(p);
    }
  }

  /// Flushes a file or a directory; systems that cannot open a directory flush it with its files.
  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      if (!Files.isDirectory(path)) throw e;
    }
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) return;
    try (Stream<Path> all = Files.walk(path)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(p);
    }
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) throw new RunRefused(path + ": a run cannot be written there");
    return parent;
  }

  private static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
