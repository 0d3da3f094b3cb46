package org.loadstar.cases.pypsa;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Series of a network that is being written: by list and attribute, then by component, one value per snapshot.
final class PypsaSeries {
  private final int steps;
  private final Map<String, Map<String, double[]>> files = new TreeMap<>();

  PypsaSeries(int steps) {
    this.steps = steps;
  }

  /// The values of a component, to be filled; NaN at first.
  double[] of(String list, String attribute, String name) {
    return files.computeIfAbsent(list + "-" + attribute, k -> new LinkedHashMap<>()).computeIfAbsent(name, k -> {
      double[] v = new double[steps];
      java.util.Arrays.fill(v, Double.NaN);
      return v;
    });
  }

  void put(String list, String attribute, String name, double[] values) {
    files.computeIfAbsent(list + "-" + attribute, k -> new LinkedHashMap<>()).put(name, values);
  }

  List<Path> write(Path folder) throws IOException {
    List<Path> written = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (int k = 0; k < steps; k++) rows.add(Integer.toString(k));
    for (Map.Entry<String, Map<String, double[]>> f : files.entrySet()) {
      CsvTable table = new CsvTable("", rows);
      f.getValue().forEach((name, v) -> {
        for (int k = 0; k < steps; k++) table.set(k, name, CsvTable.text(v[k]));
      });
      Path file = folder.resolve(f.getKey() + ".csv");
      table.write(file);
      written.add(file);
    }
    return written;
  }
}
