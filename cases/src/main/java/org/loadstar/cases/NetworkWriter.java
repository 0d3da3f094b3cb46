package org.loadstar.cases;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.Snapshot;

/// Writes a network case as a folder. Reading the folder gives the same network, figure by figure. Tables without rows and columns
/// that hold their default in every row are not written.
public final class NetworkWriter {
  private NetworkWriter() {}

  /// Writes into `folder`, which is made when it is not there.
  ///
  /// @throws IOException when the folder holds files already or cannot be written
  public static void write(Network n, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (var files = Files.list(folder)) {
      if (files.findAny().isPresent()) throw new IOException(folder + " is not empty");
    }
    Files.writeString(folder.resolve(FolderFiles.SETTINGS), settings(n));
    for (TableSchema t : Format.NETWORK.tables().values()) {
      RawTable raw = table(t, rows(n, t));
      if (raw.rows().isEmpty()) continue;
      try (CsvWriter csv = csv(folder.resolve(t.file()))) {
        csv.writeRecord(raw.header());
        for (RawTable.Row row : raw.rows()) csv.writeRecord(row.cells());
      }
    }
    if (n.series().isEmpty()) return;
    Path series = Files.createDirectories(folder.resolve(SeriesFile.FOLDER));
    for (var file : n.series().entrySet())
      if (!file.getValue().isEmpty()) series(n, file.getValue(), series.resolve(file.getKey() + ".csv"));
  }

  /// The text of `case.yaml`.
  public static String settings(Network n) {
    return SettingsWriter.text(n.settings());
  }

  /// The network as the text of its settings and tables.
  static FolderFiles files(Network n, Faults faults) {
    Map<String, RawTable> tables = new LinkedHashMap<>();
    for (TableSchema t : Format.NETWORK.tables().values()) {
      RawTable raw = table(t, rows(n, t));
      if (!raw.rows().isEmpty()) tables.put(t.name(), raw);
    }
    Yaml root = YamlFile.parse(SettingsWriter.text(n.settings()), FolderFiles.SETTINGS, faults);
    return new FolderFiles((Yaml.Mapping) Objects.requireNonNull(root), tables, Set.of());
  }

  private static List<?> rows(Network n, TableSchema t) {
    return Objects.requireNonNull(n.tables().get(t.type()));
  }

  private static RawTable table(TableSchema t, List<?> rows) {
    List<ColumnSchema> columns = t.columns().stream().filter(c -> c.required() || rows.stream().anyMatch(r -> !isDefault(c, r))).toList();
    var raw = new RawTable(new Place(t.file(), 1), new ArrayList<>(columns.stream().map(ColumnSchema::header).toList()));
    for (Object row : rows) {
      var cells = new ArrayList<String>(columns.size());
      for (ColumnSchema c : columns) cells.add(cell(t, c, row));
      raw.rows().add(new RawTable.Row(new Place(t.file(), raw.rows().size() + 2), cells));
    }
    return raw;
  }

  private static boolean isDefault(ColumnSchema c, Object row) {
    return c.of(row).equals(c.parse("", new Place("", 0), new Faults()));
  }

  private static String cell(TableSchema t, ColumnSchema c, Object row) {
    Object value = c.of(row);
    String text = text(value);
    if (text.isEmpty() && (c.required() || !isDefault(c, row)))
      throw new IllegalArgumentException(t.file() + ": " + c.header() + " of " + row + " is empty, which reads back as something else");
    return text;
  }

  private static String text(Object value) {
    return switch (value) {
      case Double d -> Double.isNaN(d) ? "" : Decimal.text(d);
      case Boolean b -> b ? "1" : "0";
      case Enum<?> e -> ColumnSchema.enumText(e);
      default -> value.toString();
    };
  }

  private static void series(Network n, Map<String, double[]> columns, Path file) throws IOException {
    var sorted = new TreeMap<>(columns);
    try (CsvWriter csv = csv(file)) {
      var cells = new String[sorted.size() + 1];
      cells[0] = SeriesFile.SNAPSHOT;
      int k = 1;
      for (String name : sorted.keySet()) cells[k++] = name;
      csv.writeRecord(cells);
      List<double[]> values = List.copyOf(sorted.values());
      List<Snapshot> snapshots = n.rows(Snapshot.class);
      for (int t = 0; t < snapshots.size(); t++) {
        cells[0] = snapshots.get(t).snapshot();
        for (int c = 0; c < values.size(); c++) cells[c + 1] = text(values.get(c)[t]);
        csv.writeRecord(cells);
      }
    }
  }

  private static CsvWriter csv(Path file) throws IOException {
    return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file);
  }
}
