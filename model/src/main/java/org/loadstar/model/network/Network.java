package org.loadstar.model.network;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Column;
import org.loadstar.model.Table;

/// A network case after reading: checked and immutable.
///
/// Rows are kept by their type, so that a component brings its own table ([NetworkTables] lists them all). A column that may vary by
/// timestep has a constant in the row and, where a series is given, one value per snapshot under `TABLE-COLUMN` and the name of the row
/// (`generators-p_max_pu`, as PyPSA names its files).
public final class Network {
  private final NetworkSettings settings;
  private final Map<Class<?>, List<?>> rows;
  private final Map<String, Map<String, double[]>> series;

  /// @param rows rows by type; types that are absent have none
  /// @param series values by `TABLE-COLUMN`, then by name of the row; each as long as there are snapshots
  public Network(NetworkSettings settings, Map<Class<?>, List<?>> rows, Map<String, Map<String, double[]>> series) {
    this.settings = settings;
    this.rows = new LinkedHashMap<>();
    for (Class<?> type : NetworkTables.ALL) this.rows.put(type, List.copyOf(rows.getOrDefault(type, List.of())));
    for (Class<?> type : rows.keySet())
      if (!this.rows.containsKey(type)) throw new IllegalArgumentException(type + " is no table of a network case");
    series.keySet().forEach(Network::requireSeries);
    this.series = new TreeMap<>();
    series.forEach((file, columns) -> this.series.put(file, Map.copyOf(columns)));
    int steps = this.rows(Snapshot.class).size();
    series.forEach(
        (file, columns) ->
            columns.forEach(
                (name, v) -> {
                  if (v.length != steps)
                    throw new IllegalArgumentException(file + " " + name + ": " + v.length + " values for " + steps + " snapshots");
                }));
  }

  public NetworkSettings settings() {
    return settings;
  }

  /// The rows of a table.
  @SuppressWarnings("unchecked")
  public <R extends Record> List<R> rows(Class<R> type) {
    List<?> all = rows.get(type);
    if (all == null) throw new IllegalArgumentException(type + " is no table of a network case");
    return (List<R>) all;
  }

  /// All tables with their rows, in the order of [NetworkTables#ALL].
  public Map<Class<?>, List<?>> tables() {
    return java.util.Collections.unmodifiableMap(rows);
  }

  /// All series: file, name of the row, values. The arrays must not be written.
  public Map<String, Map<String, double[]>> series() {
    return java.util.Collections.unmodifiableMap(series);
  }

  /// The series of one row's column, or null where the constant of the row holds.
  ///
  /// @param type row type
  /// @param column column of the table without unit, in snake case, as `p_max_pu`
  public double @Nullable [] series(Class<? extends Record> type, String column, String name) {
    Map<String, double[]> columns = series.get(file(type) + "-" + column);
    return columns == null ? null : columns.get(name);
  }

  /// The value of a column over the snapshots of a stage: its series, or the constant.
  public Profile profile(Class<? extends Record> type, String column, String name, Horizon.Stage stage, double constant) {
    double[] v = series(type, column, name);
    return v == null ? Profile.constant(constant) : Profile.of(v, stage.first());
  }

  /// A series that no component reads would be ignored silently, so its column must say that it may vary.
  private static void requireSeries(String file) {
    for (Class<?> type : NetworkTables.ALL)
      for (RecordComponent c : type.getRecordComponents()) {
        Column column = c.getAnnotation(Column.class);
        String name = file(type) + "-" + c.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        if (file.equals(name) && column != null && column.series()) return;
      }
    throw new IllegalArgumentException(file + ": no table has such a column marked @Column(series = true)");
  }

  /// Name of a row type's table: its file without `.csv`.
  public static String file(Class<?> type) {
    Table t = type.getAnnotation(Table.class);
    if (t == null) throw new IllegalArgumentException(type + " has no @Table");
    return t.file().substring(0, t.file().length() - ".csv".length());
  }
}
