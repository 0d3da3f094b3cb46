package org.loadstar.cases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkSettings;
import org.loadstar.model.network.Snapshot;
import org.loadstar.model.network.StageRow;

/// Reads the folder of a network case (`case.yaml` with `kind: network`) with its overlays. Either a checked, immutable [Network]
/// comes out, or the complete list of its faults.
public final class NetworkReader {
  /// The value of the key `kind` in `case.yaml`.
  public static final String KIND = "network";

  private final Faults faults;

  private NetworkReader(Faults faults) {
    this.faults = faults;
  }

  public static NetworkReading read(Path folder) {
    return read(CaseSource.of(folder));
  }

  public static NetworkReading read(CaseSource source) {
    var faults = new Faults();
    Path folder = source.folder();
    if (!FolderFiles.exists(folder, faults)) return new NetworkReading.Refused(faults.sorted());
    FolderFiles files = FolderFiles.load(folder, Format.NETWORK, FolderFiles.names(folder), Set.of(), faults);
    Overlays.apply(source, Format.NETWORK, files.settings(), files.tables(), files.broken(), faults);
    return new NetworkReader(faults).read(files, (tables, sound) -> series(folder, tables, sound, faults));
  }

  /// A network that was read from another tool's files, held against the rules of our own, with the overlays of a source. It is overlaid
  /// as the tables that [NetworkWriter] would write.
  public static NetworkReading overlaid(Network network, CaseSource source) {
    List<Fault> wrong = NumberRule.check(network, String.valueOf(source.folder().getFileName()));
    if (!wrong.isEmpty()) return new NetworkReading.Refused(wrong);
    if (source.scenarios().isEmpty() && source.sets().isEmpty() && source.levers().isEmpty()) return new NetworkReading.Good(network);
    var faults = new Faults();
    FolderFiles files = NetworkWriter.files(network, faults);
    Overlays.apply(source, Format.NETWORK, files.settings(), files.tables(), files.broken(), faults);
    return new NetworkReader(faults).read(files, (tables, sound) -> network.series());
  }

  /// True when the settings say that the folder is a network case.
  public static boolean isNetwork(Path folder) {
    Path file = folder.resolve(FolderFiles.SETTINGS);
    if (!Files.isRegularFile(file)) return false;
    var faults = new Faults();
    String text = TextFile.read(file, FolderFiles.SETTINGS, faults);
    return text != null && YamlFile.parse(text, FolderFiles.SETTINGS, faults) instanceof Yaml.Mapping m && isNetwork(m);
  }

  static boolean isNetwork(Yaml.Mapping root) {
    return root.get("kind") instanceof Yaml.Scalar s && s.text().equals(KIND);
  }

  /// Gives the series once the tables are read.
  private interface SeriesSource {
    /// @param sound false when the names or snapshots of the tables are not to be relied on
    Map<String, Map<String, double[]>> read(Map<String, ReadTable> tables, boolean sound);
  }

  private NetworkReading read(FolderFiles files, SeriesSource seriesSource) {
    Yaml.Mapping root = files.settings();
    NetworkSettings settings = root == null ? null : SettingsReader.read(NetworkSettings.class, root, faults);
    if (settings != null && root != null && !settings.kind().equals(KIND))
      faults.add(root.placeOf("kind"), settings.kind(), "the kind of a network case must be " + KIND, "'" + KIND + "'");
    Map<String, ReadTable> tables = new LinkedHashMap<>();
    for (TableSchema t : Format.NETWORK.tables().values()) tables.put(t.name(), table(t, files));
    References.check(tables, faults);
    AssetNames.check(tables, faults);
    ReadTable snapshots = table(tables, Snapshot.class);
    ReadTable stages = table(tables, StageRow.class);
    boolean sound = snapshots.sound() && snapshots.raw() != null;
    if (sound) {
      checkTogether(snapshots);
      checkStages(tables, snapshots, stages);
    }
    Map<String, Map<String, double[]>> series = seriesSource.read(tables, sound);
    if (settings == null || !faults.none()) return new NetworkReading.Refused(faults.sorted());
    Map<Class<?>, List<?>> rows = new LinkedHashMap<>();
    for (ReadTable t : tables.values()) rows.put(t.schema().type(), t.entries().stream().map(ReadTable.Entry::value).toList());
    return new NetworkReading.Good(new Network(settings, rows, series));
  }

  private ReadTable table(TableSchema schema, FolderFiles files) {
    RawTable raw = files.tables().get(schema.name());
    return raw == null ? ReadTable.missing(schema, !files.broken().contains(schema.name())) : ReadTable.of(schema, raw, faults);
  }

  private static ReadTable table(Map<String, ReadTable> tables, Class<?> type) {
    return Objects.requireNonNull(tables.get(Network.file(type)));
  }

  /// The snapshots of a stage, and inside it those of a period, stand together.
  private void checkTogether(ReadTable snapshots) {
    var seen = new TreeSet<Integer>();
    var periods = new TreeSet<Integer>();
    Snapshot last = null;
    for (ReadTable.Entry e : snapshots.entries()) {
      Snapshot s = (Snapshot) e.value();
      boolean newStage = last == null || last.stage() != s.stage();
      if (newStage && !seen.add(s.stage()))
        faults.add(e.place("stage"), "" + s.stage(), "the snapshots of a stage must stand together");
      if (newStage) periods.clear();
      if ((last == null || newStage || last.period() != s.period()) && !periods.add(s.period()))
        faults.add(e.place("period"), "" + s.period(), "the snapshots of a period must stand together");
      last = s;
    }
  }

  /// Every stage that a row names has snapshots, and, where stages are listed, every snapshot's stage is among them.
  private void checkStages(Map<String, ReadTable> tables, ReadTable snapshots, ReadTable stages) {
    var known = new TreeSet<String>();
    for (Snapshot s : snapshots.values(Snapshot.class)) known.add("" + s.stage());
    if (stages.raw() != null && stages.sound()) {
      var listed = new TreeSet<String>();
      for (StageRow s : stages.values(StageRow.class)) listed.add("" + s.stage());
      for (ReadTable.Entry e : snapshots.entries()) {
        String stage = "" + ((Snapshot) e.value()).stage();
        if (!listed.contains(stage)) {
          faults.addUnknown(e.place("stage"), stage, "the stage (a row of stages.csv)", listed);
          break;
        }
      }
    }
    for (ReadTable t : tables.values()) {
      ColumnSchema stage = t.schema().column("stage");
      if (stage == null || t == snapshots) continue;
      for (ReadTable.Entry e : t.entries()) {
        int label = (Integer) stage.of(e.value());
        if (label != 0 && !known.contains("" + label))
          faults.addUnknown(e.place("stage"), "" + label, "the stage (one that snapshots.csv has)", known);
      }
    }
  }

  private static Map<String, Map<String, double[]>> series(Path folder, Map<String, ReadTable> tables, boolean sound, Faults faults) {
    var all = new TreeMap<String, Map<String, double[]>>();
    Path sub = folder.resolve(SeriesFile.FOLDER);
    if (!Files.isDirectory(sub)) return all;
    List<String> labels = new ArrayList<>();
    for (Snapshot s : table(tables, Snapshot.class).values(Snapshot.class)) labels.add(s.snapshot());
    Set<String> known = seriesFiles();
    for (String n : FolderFiles.names(sub)) {
      if (!n.endsWith(".csv")) continue;
      String name = n.substring(0, n.length() - ".csv".length());
      String file = SeriesFile.FOLDER + "/" + n;
      if (!known.contains(name)) {
        faults.addUnknown(new Place(file, 0), "", "a series of this table and column (TABLE-COLUMN.csv, COLUMN without its unit)", known);
        continue;
      }
      String text = TextFile.read(sub.resolve(n), file, faults);
      ReadTable table = Objects.requireNonNull(tables.get(name.substring(0, name.lastIndexOf('-'))));
      ColumnSchema column = seriesColumn(table.schema(), name);
      if (text == null || column == null || !sound) continue;
      all.put(name, SeriesFile.parse(text, file, column, labels, table.names(), faults));
    }
    return all;
  }

  private static Set<String> seriesFiles() {
    var all = new TreeSet<String>();
    for (TableSchema t : Format.NETWORK.tables().values())
      for (ColumnSchema c : t.columns()) if (c.column().series()) all.add(t.name() + "-" + ColumnSchema.snake(c.component()));
    return all;
  }

  /// The column that a series file stands for, or null.
  static @Nullable ColumnSchema seriesColumn(String file) {
    TableSchema schema = Format.NETWORK.tables().get(file.substring(0, file.lastIndexOf('-')));
    return schema == null ? null : seriesColumn(schema, file);
  }

  private static @Nullable ColumnSchema seriesColumn(TableSchema schema, String name) {
    for (ColumnSchema c : schema.columns())
      if (name.equals(schema.name() + "-" + ColumnSchema.snake(c.component()))) return c;
    return null;
  }
}
