package org.loadstar.app.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseKind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The cases that a desk shows: those of the installation, which stay as they are, and copies in the workspace.
final class Shelf {
  private static final String SETTINGS = "case.yaml";
  private static final String COPIED = ".copied-from";
  private static final long MOST_BYTES = 1L << 30;

  private final Path root;
  private final Workspace workspace;

  Shelf(Path root, Workspace workspace) {
    this.root = root;
    this.workspace = workspace;
  }

  /// A case.
  ///
  /// @param origin installed, example or workspace
  record Entry(String id, Path folder, String origin, CaseKind kind) {
    boolean writable() {
      return origin.equals("workspace");
    }

    CaseFiles files() {
      return new CaseFiles(folder);
    }

    Map<String, @Nullable Object> json() {
      Map<String, Object> settings = settings(files());
      Map<String, @Nullable Object> m = new LinkedHashMap<>();
      m.put("id", id);
      m.put("name", settings.get("name") instanceof String s ? s : id);
      m.put("description", settings.get("description") instanceof String s ? s.strip() : "");
      m.put("origin", origin);
      m.put("kind", kind.name().toLowerCase(Locale.ROOT));
      m.put("writable", writable());
      String from = files().text(COPIED);
      m.put("copied_from", from == null ? null : from.strip());
      try {
        m.put("changed", Files.getLastModifiedTime(folder).toInstant().toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return m;
    }
  }

  /// All cases by id.
  Map<String, Entry> all() {
    Map<String, Entry> out = new TreeMap<>();
    add(out, root.resolve("cases"), "installed");
    add(out, root.resolve("examples"), "example");
    add(out, workspace.cases(), "workspace");
    return out;
  }

  private static void add(Map<String, Entry> out, Path folder, String origin) {
    if (!Files.isDirectory(folder)) return;
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        String id = String.valueOf(child.getFileName());
        if (!Ask.CASE.matcher(id).matches() || !Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) continue;
        CaseKind kind = CaseKind.of(child);
        if (kind != null) out.putIfAbsent(id, new Entry(id, child, origin, kind));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws Problem when there is no such case
  Entry get(String id) {
    Map<String, Entry> all = all();
    Entry e = all.get(id);
    if (e == null) throw Problem.absent("no case '" + id + "'", "one of " + String.join(", ", all.keySet()));
    return e;
  }

  /// The case that a run was made from, null where it is none of these.
  @Nullable String idOf(RunCard run) {
    Object made = run.json().get("case_folder");
    if (!(made instanceof String folder)) return null;
    Path place = Path.of(folder);
    String name = String.valueOf(place.getFileName());
    for (Path parent : List.of(root.resolve("cases"), root.resolve("examples"), workspace.cases()))
      if (place.equals(parent.resolve(name).toAbsolutePath().normalize()) && Ask.CASE.matcher(name).matches()) return name;
    return null;
  }

  /// Copies a case under a new name.
  ///
  /// @throws Problem when the name is taken
  Entry copy(Entry from, String name) {
    Path target = Workspace.below(workspace.cases(), name);
    if (all().containsKey(name) || Files.exists(target, LinkOption.NOFOLLOW_LINKS)) throw new Problem(Problem.CONFLICT, "there is a case '" + name + "'", "another name");
    try {
      Path draft = workspace.temporary();
      copyAll(from.folder(), draft);
      Workspace.write(draft.resolve(COPIED), from.id().getBytes(StandardCharsets.UTF_8));
      rename(draft.resolve(SETTINGS), name);
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return get(name);
  }

  private static void copyAll(Path from, Path to) throws IOException {
    long bytes = 0;
    try (Stream<Path> all = Files.walk(from)) {
      for (Path p : (Iterable<Path>) all::iterator) {
        Path place = to.resolve(from.relativize(p).toString());
        if (Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(place);
        } else if (Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS)) {
          bytes += Files.size(p);
          if (bytes > MOST_BYTES) throw new Problem(Problem.TOO_LARGE, "this case is larger than " + MOST_BYTES + " bytes");
          Files.copy(p, place);
        }
      }
    }
  }

  /// The copy is called by its own name, so that its runs can be told from those of the case it came from.
  private static void rename(Path settings, String name) throws IOException {
    if (!Files.isRegularFile(settings)) return;
    String text = Files.readString(settings);
    Workspace.write(settings, text.replaceFirst("(?m)^name:.*$", "name: " + name).getBytes(StandardCharsets.UTF_8));
  }

  /// `case.yaml` as it stands; empty where it cannot be read.
  static Map<String, Object> settings(CaseFiles files) {
    String text = files.text(SETTINGS);
    if (text == null || text.isBlank()) return Map.of();
    try {
      Map<String, Object> m = new YAMLMapper().readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
      return m == null ? Map.of() : m;
    } catch (JacksonException e) {
      return Map.of();
    }
  }
}
