package org.loadstar.cases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Hourly;

/// The files of a planning case's folder as text: settings, tables and hourly columns before overlays and
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

  static final String DEMAND = "demand_mw.csv";
  static final String PROFILES = "profiles";

  static CaseFolder load(Path folder, Faults faults) {
    return load(folder, new HourlyFiles(), faults);
  }

  /// @param hourly files that were parsed before
  static CaseFolder load(Path folder, HourlyFiles hourly, Faults faults) {
    if (!FolderFiles.exists(folder, faults))
      return new CaseFolder(
          null, Map.of(), Set.copyOf(TableSchema.tables().keySet()), null, Map.of());
    List<String> names = FolderFiles.names(folder);
    FolderFiles files = FolderFiles.load(folder, Format.PLANNING, names, Set.of(DEMAND, Claims.FILE), faults);
    return new CaseFolder(
        files.settings(),
        files.tables(),
        files.broken(),
        demand(folder, names, hourly, faults),
        profiles(folder, hourly, faults));
  }

  /// A copy whose settings and tables can be changed.
  CaseFolder copy() {
    var copies = new LinkedHashMap<String, RawTable>();
    tables.forEach((name, t) -> copies.put(name, t.copy()));
    return new CaseFolder(settings == null ? null : settings.copy(), copies, broken, demand, profiles);
  }

  private static HourlyFile.@Nullable Columns demand(
      Path folder, List<String> names, HourlyFiles hourly, Faults faults) {
    if (!names.contains(DEMAND)) {
      var known = new HashSet<>(TableSchema.files());
      known.add(FolderFiles.SETTINGS);
      FolderFiles.missing(
          DEMAND, "hourly demand of every zone (hour,utc and one column per zone)", names, known, faults);
      return null;
    }
    return hourly.read(folder.resolve(DEMAND), DEMAND, Double.POSITIVE_INFINITY, faults);
  }

  private static Map<String, HourlyFile.Columns> profiles(Path folder, HourlyFiles hourly, Faults faults) {
    var profiles = new TreeMap<String, HourlyFile.Columns>();
    Path sub = folder.resolve(PROFILES);
    if (!Files.isDirectory(sub)) return profiles;
    for (String n : FolderFiles.names(sub)) {
      if (!n.endsWith(".csv")) continue;
      String file = PROFILES + "/" + n;
      HourlyFile.Columns read = hourly.read(sub.resolve(n), file, 1, faults);
      var unread = new HourlyFile.Columns(new Place(file, 0), List.of(), Map.of());
      profiles.put(n.substring(0, n.length() - ".csv".length()), read == null ? unread : read);
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
