package org.loadstar.cases.pypsa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Place;
import org.loadstar.cases.TextFile;

/// Reads a network that PyPSA 0.2x or 1.x exported to a folder of CSV files: `LIST.csv` and `LIST-ATTRIBUTE.csv`, `network.csv`,
/// `snapshots.csv`, `investment_periods.csv`. The first column of each holds the names, whatever its heading.
final class CsvFolder {
  private static final String SUFFIX = ".csv";
  private final Path folder;
  private final Faults faults;
  private final Map<String, PypsaData.Rows> lists = new LinkedHashMap<>();
  private final Map<String, Map<String, PypsaData.Series>> series = new TreeMap<>();

  private CsvFolder(Path folder, Faults faults) {
    this.folder = folder;
    this.faults = faults;
  }

  /// The contents of the folder, or null with faults.
  static @Nullable PypsaData read(Path folder, Faults faults) {
    return new CsvFolder(folder, faults).read();
  }

  private @Nullable PypsaData read() {
    int before = faults.count();
    List<String> names;
    try (Stream<Path> all = Files.list(folder)) {
      names = all.map(p -> String.valueOf(p.getFileName())).filter(n -> n.endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      faults.add(new Place(String.valueOf(folder.getFileName()), 0), "", "the folder cannot be read (" + e.getClass().getSimpleName() + ")");
      return null;
    }
    Map<String, PypsaData.Series> parsed = new ConcurrentHashMap<>();
    Map<String, Faults> own = new ConcurrentHashMap<>();
    names.parallelStream().filter(CsvFolder::isWanted).forEach(n -> {
      Faults f = new Faults();
      byte[] bytes = bytes(n, f);
      if (bytes != null) parsed.put(n, CsvNumbers.parse(bytes, n, f));
      own.put(n, f);
    });
    for (String n : names) {
      faults.addAll(own.getOrDefault(n, new Faults()));
      int dash = n.indexOf('-');
      if (dash < 0) table(n);
      else {
        String attribute = n.substring(dash + 1, n.length() - SUFFIX.length());
        PypsaData.Series s = parsed.getOrDefault(n, new PypsaData.Series(new String[0], new double[0][], (row, column) -> new Place(n, 0)));
        series.computeIfAbsent(n.substring(0, dash), k -> new TreeMap<>()).put(attribute, s);
      }
    }
    PypsaData.Rows network = lists.remove("network");
    Map<String, String> attributes = new LinkedHashMap<>();
    if (network != null && network.size() > 0) {
      attributes.put("name", network.names()[0]);
      network.columns().forEach((column, texts) -> attributes.put(column, texts[0]));
    }
    return faults.count() > before ? null : new PypsaData(attributes, lists, series);
  }

  /// Series that say nothing of the optimisation are not read.
  private static boolean isWanted(String name) {
    int dash = name.indexOf('-');
    if (dash < 0) return false;
    Attributes a = Attributes.of(name.substring(0, dash));
    return a != null && a.isSeries(name.substring(dash + 1, name.length() - SUFFIX.length()));
  }

  private byte @Nullable [] bytes(String name, Faults f) {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(name));
      return TextFile.isText(bytes, name, f) ? bytes : null;
    } catch (IOException | UncheckedIOException e) {
      f.add(new Place(name, 0), "", "the file cannot be read (" + e.getClass().getSimpleName() + ")");
      return null;
    }
  }

  private void table(String file) {
    byte[] bytes = bytes(file, faults);
    if (bytes == null) return;
    PypsaData.Rows rows = table(bytes, file, faults);
    if (rows != null) lists.put(file.substring(0, file.length() - SUFFIX.length()), rows);
  }

  /// A table, or null with a fault when it has no header; rows that do not fit it are faults.
  static PypsaData.@Nullable Rows table(byte[] bytes, String file, Faults faults) {
    CsvCells cells = new CsvCells(bytes, file, faults);
    List<String> header = cells.row();
    if (cells.broken() || !CsvCells.isSeparated(header, file, faults)) return null;
    if (header.isEmpty()) {
      faults.add(new Place(file, 0), "", "the file is empty; a header line is needed");
      return null;
    }
    List<List<String>> rows = new java.util.ArrayList<>();
    List<Integer> lines = new java.util.ArrayList<>();
    while (!cells.atEnd()) {
      int line = cells.line();
      List<String> row = cells.row();
      if (cells.broken()) return null;
      if (row.size() == 1 && row.getFirst().isEmpty() && header.size() > 1) continue;
      if (row.size() != header.size()) {
        faults.add(new Place(file, line), "", "the row has " + row.size() + " cells, the header has " + header.size(),
            row.size() > header.size() ? "a text with a comma that needs quotes" : null);
        continue;
      }
      rows.add(row);
      lines.add(line);
    }
    Map<String, String[]> columns = new LinkedHashMap<>();
    for (int c = 1; c < header.size(); c++) {
      int k = c;
      if (columns.put(header.get(c), rows.stream().map(r -> r.get(k)).toArray(String[]::new)) != null)
        faults.add(new Place(file, 1), header.get(c), "the column is given twice");
    }
    String[] names = rows.stream().map(List::getFirst).toArray(String[]::new);
    return new PypsaData.Rows(names, columns, (row, column) -> new Place(file, row < 0 ? 1 : lines.get(row)));
  }
}
