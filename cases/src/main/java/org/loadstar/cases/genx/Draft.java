package org.loadstar.cases.genx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkSettings;
import org.loadstar.model.network.Snapshot;

/// Rows and series of a network as they are gathered, stage after stage.
final class Draft {
  private record Piece(int first, double[] values, boolean needed) {}

  private final Map<Class<?>, List<Object>> rows = new LinkedHashMap<>();
  private final Map<String, Map<String, List<Piece>>> series = new TreeMap<>();
  private int first;
  private int steps;

  /// Appends a row to the table of its type.
  void add(Record row) {
    rows.computeIfAbsent(row.getClass(), k -> new ArrayList<>()).add(row);
    if (row instanceof Snapshot) steps++;
  }

  /// The rows of a type so far.
  <R extends Record> List<R> rows(Class<R> type) {
    return rows.getOrDefault(type, List.of()).stream().map(type::cast).toList();
  }

  /// From here on series are of the snapshots that are added from now on.
  void nextStage() {
    first = steps;
  }

  /// Gives a column of a row values of its own in the timesteps of the present stage, one each.
  void series(Class<?> type, String column, String name, double[] values) {
    put(type, column, name, values, true);
  }

  private void put(Class<?> type, String column, String name, double[] values, boolean needed) {
    series.computeIfAbsent(Network.file(type) + "-" + column, k -> new TreeMap<>())
        .computeIfAbsent(name, k -> new ArrayList<>())
        .add(new Piece(first, values, needed));
  }

  /// As [#series], left out in the end where the values are the constant in every stage.
  void seriesUnless(double constant, Class<?> type, String column, String name, double[] values) {
    boolean same = true;
    for (double v : values) same &= v == constant;
    put(type, column, name, values, !same);
  }

  Network network(NetworkSettings settings) {
    Map<String, Map<String, double[]>> whole = new HashMap<>();
    series.forEach(
        (file, columns) -> {
          Map<String, double[]> all = new HashMap<>();
          columns.forEach(
              (name, pieces) -> {
                if (pieces.stream().noneMatch(Piece::needed)) return;
                double[] v = new double[steps];
                for (Piece p : pieces) System.arraycopy(p.values, 0, v, p.first, p.values.length);
                all.put(name, v);
              });
          if (!all.isEmpty()) whole.put(file, all);
        });
    Map<Class<?>, List<?>> tables = new LinkedHashMap<>(rows);
    return new Network(settings, tables, whole);
  }
}
