package org.loadstar.cases;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Case;
import org.loadstar.model.Hourly;
import org.loadstar.model.Settings;

/// Reads a case folder with its overlays. Either a checked, immutable [Case] comes out, or the
/// complete list of its faults.
public final class CaseReader {
  private CaseReader() {}

  public static Reading read(Path folder) {
    return read(CaseSource.of(folder));
  }

  public static Reading read(CaseSource source) {
    return read(source, new HourlyFiles());
  }

  /// @param hourly files that were parsed before, for a case that is read again and again
  public static Reading read(CaseSource source, HourlyFiles hourly) {
    var faults = new Faults();
    if (NetworkReader.isNetwork(source.folder())) {
      faults.add(new Place(FolderFiles.SETTINGS, 1), NetworkReader.KIND, "this folder is a network case; a planning case is needed here");
      return new Reading.Refused(faults.sorted());
    }
    return read(CaseFolder.load(source.folder(), hourly, faults), source, faults);
  }

  /// Lays a source over the files of its folder, which it changes, and checks what comes of it.
  static Reading read(CaseFolder folder, CaseSource source, Faults faults) {
    Overlays.apply(source, Format.PLANNING, folder.settings(), folder.tables(), folder.broken(), faults);
    Case result = read(folder, faults);
    Claims.read(source.folder(), faults);
    return result == null || !faults.none()
        ? new Reading.Refused(faults.sorted())
        : new Reading.Good(result, faults.warnings());
  }

  private static @Nullable Case read(CaseFolder folder, Faults faults) {
    Yaml.Mapping root = folder.settings();
    Settings settings = root == null ? null : SettingsReader.read(Settings.class, root, faults);
    Map<String, ReadTable> tables = new LinkedHashMap<>();
    for (TableSchema t : TableSchema.tables().values())
      tables.put(t.name(), table(t, folder, faults));
    References.check(tables, faults);
    References.checkPlantNames(tables, faults);
    if (settings != null && root != null) {
      tables = Scenarios.chosen(tables, settings, root, faults);
      tables =
          Deflation.applied(
              tables, Objects.requireNonNull(tables.get("deflators")), settings, faults);
      SettingsChecks.check(settings, root, faults);
    }
    CrossChecks.check(tables, folder, settings, faults);
    return settings == null || !faults.none() ? null : assembled(settings, folder, tables);
  }

  private static ReadTable table(TableSchema schema, CaseFolder folder, Faults faults) {
    RawTable raw = folder.tables().get(schema.name());
    return raw == null
        ? ReadTable.missing(schema, !folder.broken().contains(schema.name()))
        : ReadTable.of(schema, raw, faults);
  }

  private static Case assembled(
      Settings settings, CaseFolder folder, Map<String, ReadTable> tables) {
    var rows = new LinkedHashMap<String, Object>();
    for (ReadTable t : tables.values())
      rows.put(t.schema().component(), t.entries().stream().map(ReadTable.Entry::value).toList());
    rows.put("settings", settings);
    rows.put("demand", demand(folder));
    rows.put("profiles", Collections.unmodifiableSortedMap(new TreeMap<>(folder.profileColumns())));
    RecordComponent[] components = Case.class.getRecordComponents();
    var values = new Object[components.length];
    for (int i = 0; i < values.length; i++)
      values[i] =
          Objects.requireNonNull(rows.get(components[i].getName()), components[i].getName());
    return (Case) Reflection.create(Reflection.constructor(Case.class), values);
  }

  private static Map<String, Hourly> demand(CaseFolder folder) {
    var demand = Objects.requireNonNull(folder.demand());
    return Collections.unmodifiableSortedMap(new TreeMap<>(demand.columns()));
  }
}
