package org.loadstar.study.ensemble;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Json;

/// Keeps what is done in a folder, one file per task under its key, and never does it again: a study goes on where it was left, however
/// it ended. What was refused or failed is tried anew. Several processes may share the folder.
///
/// @param folder made when the first task is done
/// @param where the tasks are done that are not there
public record Kept(Path folder, Ensemble where) implements Ensemble {
  private static final String END = ".json";
  private static final String OURS = "[0-9a-f]{64}\\.json|\\.task.*\\.tmp";

  /// The outcome of a task that is kept in the folder; null when there is none that can be read.
  public static @Nullable Outcome find(Path folder, Task task) {
    Path file = file(folder, task);
    if (!Files.isRegularFile(file)) return null;
    try {
      Outcome o = Outcome.of(Json.read(Files.readString(file)));
      return o.isDone() ? o : null;
    } catch (IOException | IllegalArgumentException e) {
      // What cannot be read is done again.
      return null;
    }
  }

  /// Keys of the tasks that are kept in the folder.
  public static List<String> keys(Path folder) {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> String.valueOf(f.getFileName())).filter(n -> n.endsWith(END)).map(n -> n.substring(0, n.length() - END.length())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + folder + ": " + e.getMessage(), e);
    }
  }

  /// Removes what is kept in a folder, and the folder where nothing else is in it.
  public static void clear(Path folder) {
    if (!Files.isDirectory(folder)) return;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path f : files.toList()) if (String.valueOf(f.getFileName()).matches(OURS)) Files.delete(f);
      Files.delete(folder);
    } catch (DirectoryNotEmptyException e) {
      // The rest is not ours.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear " + folder + ": " + e.getMessage(), e);
    }
  }

  /// Keeps what is done; anything else is not kept.
  public static void keep(Path folder, Task task, Outcome outcome) {
    if (!outcome.isDone()) return;
    Map<String, @Nullable Object> m = new LinkedHashMap<>(outcome.json());
    m.put("task", task.json());
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, ".task", ".tmp");
      Files.writeString(draft, Json.line(m));
      Files.move(draft, file(folder, task), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep a task in " + folder + ": " + e.getMessage(), e);
    }
  }

  private static Path file(Path folder, Task task) {
    return folder.resolve(task.key() + END);
  }

  @Override
  public List<Outcome> run(List<Task> tasks, Watch watch) {
    List<Integer> places = new ArrayList<>();
    List<Outcome> out = new ArrayList<>();
    for (int k = 0; k < tasks.size(); k++) {
      Outcome before = find(folder, tasks.get(k));
      if (before == null) places.add(k);
      else watch.ended(k, before.withTries(0));
      out.add(before == null ? Outcome.stopped(0) : before.withTries(0));
    }
    List<Outcome> fresh = where.run(places.stream().map(tasks::get).toList(), new Watch() {
      @Override
      public boolean goOn() {
        return watch.goOn();
      }

      @Override
      public void says(int task, String words) {
        watch.says(places.get(task), words);
      }

      @Override
      public void ended(int task, Outcome outcome) {
        keep(folder, tasks.get(places.get(task)), outcome);
        watch.ended(places.get(task), outcome);
      }
    });
    for (int k = 0; k < places.size(); k++) out.set(places.get(k), fresh.get(k));
    return out;
  }
}
