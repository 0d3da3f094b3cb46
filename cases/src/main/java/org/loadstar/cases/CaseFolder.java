package org.loadstar.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Hourly;

/// The files of a case folder as text: settings, tables and hourly columns before overlays and
/// checks.
///
/// @param settings `case.yaml`, or null when it cannot be read
/// @param tables tables that are there and can be read, by name
/// @param broken names of tables that are there and cannot be read
/// @param demand `demand_mw.csv`, or null when it cannot be read
/// @param profiles the files of `profiles` by name without `.csv`; null values cannot be read
record CaseFolder(
    Yaml.@Nullable Mapping settings,
    Map<String, RawTable> tables,
    Set<String> broken,
    HourlyFile.@Nullable Columns demand,
    Map<String, HourlyFile.Columns> profiles) {

  static final String SETTINGS = "case.yaml";
  static final String DEMAND = "demand_mw.csv";
  static final String PROFILES = "profiles";

  static CaseFolder load(Path folder, Faults faults) {
    if (!Files.isDirectory(folder)) {
      faults.add(
          new Place(folder.toString(), 0),
          "",
          "this is not a case folder (no such directory)",
          nearFolder(folder));
      return new CaseFolder(
          null, Map.of(), Set.copyOf(TableSchema.tables().keySet()), null, Map.of());
    }
    List<String> names = files(folder);
    checkNames(names, faults);
    var tables = new LinkedHashMap<String, RawTable>();
    var broken = new HashSet<String>();
    for (TableSchema t : TableSchema.tables().values()) {
      if (!names.contains(t.file())) {
        if (t.table().required())
          missing(t.file(), "a table is needed (" + t.table().doc() + ")", names, faults);
        if (t.table().required()) broken.add(t.name());
        continue;
      }
      String text = TextFile.read(folder.resolve(t.file()), t.file(), faults);
      RawTable table = text == null ? null : RawTable.parse(text, t.file(), faults);
      if (table == null) broken.add(t.name());
      else tables.put(t.name(), table);
    }
    return new CaseFolder(
        settings(folder, names, faults),
        tables,
        broken,
        demand(folder, names, faults),
        profiles(folder, faults));
  }

  private static List<String> files(Path folder) {
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

  private static void checkNames(List<String> names, Faults faults) {
    var known = new HashSet<>(TableSchema.files());
    known.addAll(List.of(SETTINGS, DEMAND));
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

  private static void missing(String file, String message, List<String> names, Faults faults) {
    String near =
        Nearest.to(file, names.stream().filter(n -> !TableSchema.files().contains(n)).toList());
    faults.add(
        new Place(file, 0),
        "",
        "the file is missing; " + message,
        near == null ? null : "'" + near + "' is meant");
  }

  private static Yaml.@Nullable Mapping settings(Path folder, List<String> names, Faults faults) {
    if (!names.contains(SETTINGS)) {
      missing(SETTINGS, "it holds the settings of the case", names, faults);
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

  private static HourlyFile.@Nullable Columns demand(
      Path folder, List<String> names, Faults faults) {
    if (!names.contains(DEMAND)) {
      missing(
          DEMAND, "hourly demand of every zone (hour,utc and one column per zone)", names, faults);
      return null;
    }
    String text = TextFile.read(folder.resolve(DEMAND), DEMAND, faults);
    return text == null ? null : HourlyFile.parse(text, DEMAND, Double.POSITIVE_INFINITY, faults);
  }

  private static Map<String, HourlyFile.Columns> profiles(Path folder, Faults faults) {
    var profiles = new TreeMap<String, HourlyFile.Columns>();
    Path sub = folder.resolve(PROFILES);
    if (!Files.isDirectory(sub)) return profiles;
    for (String n : files(sub)) {
      if (!n.endsWith(".csv")) continue;
      String file = PROFILES + "/" + n;
      String text = TextFile.read(sub.resolve(n), file, faults);
      var unread = new HourlyFile.Columns(new Place(file, 0), List.of(), Map.of());
      profiles.put(
          n.substring(0, n.length() - ".csv".length()),
          text == null ? unread : HourlyFile.parse(text, file, 1, faults));
    }
    return profiles;
  }

  /// All profiles by `FILE/COLUMN`.
  Map<String, Hourly> profileColumns() {
    var all = new TreeMap<String, Hourly>();
    profiles.forEach(
        (file, c) -> c.columns().forEach((name, hourly) -> all.put(file + "/" + name, hourly)));
    return all;
  }
}
