package org.loadstar.cases;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.loadstar.model.Case;
import org.loadstar.model.Hourly;

/// Writes a case as a case folder. Reading the folder gives the same case: money is written in
/// dollars of the money year, of tables with scenarios only the rows that the case holds. Tables
/// without rows are not written.
public final class CaseWriter {
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private CaseWriter() {}

  /// Writes into `folder`, which is made when it is not there.
  ///
  /// @throws IOException when the folder holds files already or cannot be written
  public static void write(Case c, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (var files = Files.list(folder)) {
      if (files.findAny().isPresent()) throw new IOException(folder + " is not empty");
    }
    Files.writeString(folder.resolve(FolderFiles.SETTINGS), settings(c));
    for (TableSchema t : TableSchema.tables().values()) {
      List<?> rows = rows(c, t);
      if (!rows.isEmpty()) table(t, rows, folder.resolve(t.file()));
    }
    hourly(new TreeMap<>(c.demand()), folder.resolve(CaseFolder.DEMAND));
    Path profiles = folder.resolve(CaseFolder.PROFILES);
    if (!c.profiles().isEmpty()) Files.createDirectories(profiles);
    for (Map.Entry<String, SortedMap<String, Hourly>> f : byFile(c.profiles()).entrySet())
      hourly(f.getValue(), profiles.resolve(f.getKey() + ".csv"));
  }

  private static String settings(Case c) {
    var chosen = new TreeMap<>(c.settings().scenarios());
    chosen.replaceAll((table, names) -> String.join(",", remaining(c, table, names)));
    chosen.values().removeIf(String::isEmpty);
    return SettingsWriter.text(c.settings(), chosen);
  }

  /// The chosen scenarios of which the case still holds rows.
  private static List<String> remaining(Case c, String table, String names) {
    TableSchema t = Objects.requireNonNull(TableSchema.tables().get(table), table);
    ColumnSchema scenario = Objects.requireNonNull(t.scenario(), table);
    var held = new TreeSet<Object>();
    for (Object row : rows(c, t)) held.add(scenario.of(row));
    return List.of(names.split(",")).stream().map(String::strip).filter(held::contains).toList();
  }

  private static List<?> rows(Case c, TableSchema t) {
    for (RecordComponent component : Case.class.getRecordComponents())
      if (component.getName().equals(t.component()))
        return (List<?>) Reflection.value(component, c);
    return List.of();
  }

  private static void table(TableSchema t, List<?> rows, Path file) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      csv.writeRecord(t.headers());
      for (Object row : rows)
        csv.writeRecord(t.columns().stream().map(k -> cell(k.of(row))).toList());
    }
  }

  private static String cell(Object value) {
    return switch (value) {
      case Double d -> Double.isNaN(d) ? "" : Decimal.text(d);
      case Boolean b -> b ? "1" : "0";
      case Enum<?> e -> ColumnSchema.enumText(e);
      default -> value.toString();
    };
  }

  private static Map<String, SortedMap<String, Hourly>> byFile(Map<String, Hourly> profiles) {
    var files = new LinkedHashMap<String, SortedMap<String, Hourly>>();
    profiles.forEach(
        (key, hourly) -> {
          int slash = key.indexOf('/');
          files
              .computeIfAbsent(key.substring(0, slash), f -> new TreeMap<>())
              .put(key.substring(slash + 1), hourly);
        });
    return files;
  }

  private static void hourly(SortedMap<String, Hourly> columns, Path file) throws IOException {
    var header = new ArrayList<>(List.of(HourlyFile.HOUR, HourlyFile.UTC));
    header.addAll(columns.keySet());
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      csv.writeRecord(header);
      var cells = new String[header.size()];
      for (int t = 0; t < Hourly.HOURS; t++) {
        cells[0] = Integer.toString(t + 1);
        cells[1] = label(t);
        int i = 2;
        for (Hourly h : columns.values()) cells[i++] = Decimal.text(h.at(t));
        csv.writeRecord(cells);
      }
    }
  }

  /// `MM-DDThh` of an hour of a year of 365 days.
  private static String label(int hour) {
    int day = hour / 24;
    int month = 0;
    while (day >= DAYS[month]) day -= DAYS[month++];
    return String.format("%02d-%02dT%02d", month + 1, day + 1, hour % 24);
  }
}
