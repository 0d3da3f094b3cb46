package org.loadstar.app.web;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunRefused;
import org.loadstar.study.store.RunStore;

/// The complete runs below some folders, by id. Looks again when asked and the last look is a second old; a run that has not changed is not
/// opened again.
final class Catalog {
  private static final long FRESH_NANOS = 1_000_000_000L;
  private static final String MANIFEST = "manifest.json";

  private final List<Path> folders;
  private final Map<Path, Seen> seen = new HashMap<>();
  private List<RunCard> cards = List.of();
  private Map<String, String> unreadable = Map.of();
  private long looked = System.nanoTime() - FRESH_NANOS;

  /// What stood at a place when it was last read.
  private record Seen(Object stamp, @Nullable RunCard card, @Nullable String refusal) {}

  Catalog(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /// All runs, the newest first.
  synchronized List<RunCard> all() {
    look(false);
    return cards;
  }

  /// Folders that are no complete run, and why.
  synchronized Map<String, String> unreadable() {
    look(false);
    return unreadable;
  }

  /// The run of an id.
  ///
  /// @throws Problem when there is none
  RunCard get(String id) {
    RunCard card = find(id);
    if (card == null) throw Problem.absent("no run " + id, "GET /api/runs lists them");
    return card;
  }

  private synchronized @Nullable RunCard find(String id) {
    for (boolean force : new boolean[] {false, true}) {
      look(force && looked + FRESH_NANOS / 4 < System.nanoTime());
      for (RunCard c : cards) if (c.id().equals(id)) return c;
    }
    return null;
  }

  /// The run at a place, null when there is none.
  synchronized @Nullable RunCard at(Path folder) {
    look(true);
    Path place = folder.toAbsolutePath().normalize();
    return cards.stream().filter(c -> c.folder().equals(place)).findFirst().orElse(null);
  }

  private void look(boolean force) {
    if (!force && System.nanoTime() - looked < FRESH_NANOS) return;
    Map<Path, Seen> now = new LinkedHashMap<>();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) continue;
      try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
        for (Path child : children) {
          String name = String.valueOf(child.getFileName());
          if (name.startsWith(".") || !Files.isDirectory(child)) continue;
          Seen s = seen(child.toAbsolutePath().normalize());
          if (s != null) now.putIfAbsent(child.toAbsolutePath().normalize(), s);
        }
      } catch (IOException e) {
        now.put(folder, new Seen("", null, folder + ": cannot be read"));
      }
    }
    seen.clear();
    seen.putAll(now);
    Map<String, RunCard> byId = new LinkedHashMap<>();
    Map<String, String> refused = new TreeMap<>();
    now.forEach(
        (path, s) -> {
          if (s.card() != null) byId.putIfAbsent(s.card().id(), s.card());
          else if (s.refusal() != null) refused.put(String.valueOf(path.getFileName()), s.refusal());
        });
    List<RunCard> sorted = new ArrayList<>(byId.values());
    sorted.sort(Comparator.comparing(RunCard::created).reversed().thenComparing(RunCard::id));
    cards = List.copyOf(sorted);
    unreadable = Map.copyOf(refused);
    looked = System.nanoTime();
  }

  /// Null for a folder without any file of a run, as the store of a study of levers.
  private @Nullable Seen seen(Path place) {
    Path manifest = place.resolve(MANIFEST);
    if (!Files.isRegularFile(manifest)) return Files.exists(place.resolve("summary.json")) ? new Seen("", null, "this run was not finished") : null;
    Object stamp;
    try {
      BasicFileAttributes a = Files.readAttributes(manifest, BasicFileAttributes.class);
      stamp = List.of(a.lastModifiedTime(), a.size(), String.valueOf(a.fileKey()));
    } catch (IOException e) {
      return new Seen("", null, "cannot be read");
    }
    Seen before = seen.get(place);
    if (before != null && before.stamp().equals(stamp)) return before;
    try (Run run = RunStore.open(place)) {
      return new Seen(stamp, RunCard.of(run), null);
    } catch (RunRefused e) {
      return new Seen(stamp, null, String.valueOf(e.getMessage()).replace(place.toString(), String.valueOf(place.getFileName())));
    }
  }
}
