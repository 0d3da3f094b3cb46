package org.loadstar.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files at the top of a case folder as text, whatever its kind.
///
/// @param settings `case.yaml`, or null when it cannot be read
/// @param tables tables that are there and can be read, by name
/// @param broken names of tables that are there and cannot be read, or are missing and required
record FolderFiles(Yaml.@Nullable Mapping settings, Map<String, RawTable> tables, Set<String> broken) {
  static final String SETTINGS = "case.yaml";

  /// Reads settings and tables; a file that no table has is a fault.
  ///
  /// @param names names of the files in the folder
  /// @param others names of further files of this kind of case
  static FolderFiles load(Path folder, Format format, List<String> names, Collection<String> others, Faults faults) {
    var known = new HashSet<>(others);
    known.add(SETTINGS);
    for (TableSchema t : format.tables().values()) known.add(t.file());
    checkNames(names, known, faults);
    var tables = new LinkedHashMap<String, RawTable>();
    var broken = new HashSet<String>();
    for (TableSchema t : format.tables().values()) {
      if (!names.contains(t.file())) {
        if (t.table().required())
          missing(t.file(), "a table is needed (" + t.table().doc() + ")", names, known, faults);
        if (t.table().required()) broken.add(t.name());
        continue;
      }
      String text = TextFile.read(folder.resolve(t.file()), t.file(), faults);
      RawTable table = text == null ? null : RawTable.parse(text, t.file(), faults);
      if (table == null) broken.add(t.name());
      else tables.put(t.name(), table);
    }
    return new FolderFiles(settings(folder, names, known, faults), tables, broken);
  }

  /// False with a fault when there is no such folder.
  static boolean exists(Path folder, Faults faults) {
    if (Files.isDirectory(folder)) return true;
    faults.add(
        new Place(folder.toString(), 0),
        "",
        "this is not a case folder (no such directory)",
        nearFolder(folder));
    return false;
  }

  /// Names of the files in a folder, sorted.
  static List<String> names(Path folder) {
    try (Stream<Path> s = Files.list(folder)) {
      return s.filter(Files::isRegularFile).map(p -> p.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String nearFolder(Path folder) {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) return null;
    try (Stream<Path> s = Files.list(parent)) {
      List<String> cases =
          s.filter(p -> Files.isRegularFile(p.resolve(SETTINGS)))
              .map(p -> p.getFileName().toString())
              .toList();
      String near = Nearest.to(String.valueOf(folder.getFileName()), cases);
      return near == null ? null : "'" + folder.resolveSibling(near) + "'";
    } catch (IOException e) {
      return null;
    }
  }

  private static void checkNames(List<String> names, Set<String> known, Faults faults) {
    for (String n : names) {
      if (known.contains(n) || !n.endsWith(".csv") && !n.endsWith(".yaml") && !n.endsWith(".yml"))
        continue;
      String near = Nearest.to(n, known);
      faults.add(
          new Place(n, 0),
          "",
          "no table has this name; other files belong into a folder inside the case",
          near == null ? null : "'" + near + "'");
    }
  }

  static void missing(String file, String message, List<String> names, Set<String> known, Faults faults) {
    String near = Nearest.to(file, names.stream().filter(n -> !known.contains(n)).toList());
    faults.add(
        new Place(file, 0),
        "",
        "the file is missing; " + message,
        near == null ? null : "'" + near + "' is meant");
  }

  private static Yaml.@Nullable Mapping settings(Path folder, List<String> names, Set<String> known, Faults faults) {
    if (!names.contains(SETTINGS)) {
      missing(SETTINGS, "it holds the settings of the case", names, known, faults);
      return null;
    }
    String text = TextFile.read(folder.resolve(SETTINGS), SETTINGS, faults);
    if (text == null) return null;
    Yaml root = YamlFile.parse(text, SETTINGS, faults);
    if (root == null) return null;
    if (root instanceof Yaml.Mapping m) return m;
    faults.add(root.place(), "", "the settings must be a mapping of keys to values");
    return null;
  }
}
