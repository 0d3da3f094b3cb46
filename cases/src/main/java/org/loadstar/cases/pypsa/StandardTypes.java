package org.loadstar.cases.pypsa;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Faults;

/// Impedances of standard types of lines or transformers. The figures are those that PyPSA and pandapower share (PyPSA's table, MIT
/// licence); types that the network itself lists come first.
final class StandardTypes {
  private final Map<String, PypsaData.Rows> table = new HashMap<>();
  private final Map<String, Integer> row = new HashMap<>();

  /// @param list `line_types` or `transformer_types`
  static StandardTypes of(String list, PypsaData data, Faults faults) {
    StandardTypes t = new StandardTypes();
    t.add(resource(list + ".csv"));
    PypsaData.Rows own = data.list(list);
    if (own != null) t.add(own);
    return t;
  }

  private static PypsaData.Rows resource(String name) {
    try (InputStream in = Objects.requireNonNull(StandardTypes.class.getResourceAsStream(name))) {
      Faults faults = new Faults();
      return Objects.requireNonNull(CsvFolder.table(in.readAllBytes(), name, faults));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(PypsaData.Rows rows) {
    for (int k = 0; k < rows.size(); k++) {
      table.put(rows.names()[k], rows);
      row.put(rows.names()[k], k);
    }
  }

  Set<String> names() {
    return new TreeSet<>(row.keySet());
  }

  boolean has(String type) {
    return row.containsKey(type);
  }

  /// A figure of a type, 0 where the type or its figure is missing.
  double figure(String type, String column) {
    PypsaData.@Nullable Rows rows = table.get(type);
    Integer k = row.get(type);
    return rows == null || k == null ? 0 : ListReader.number(rows, k, column, 0, new Faults());
  }
}
