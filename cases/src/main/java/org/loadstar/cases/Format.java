package org.loadstar.cases;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.loadstar.model.Settings;
import org.loadstar.model.network.NetworkSettings;
import org.loadstar.model.network.NetworkTables;

/// A kind of case folder: the record of its `case.yaml` and its tables by name.
record Format(Class<? extends Record> settings, Map<String, TableSchema> tables) {
  static final Format PLANNING = new Format(Settings.class, TableSchema.tables());
  static final Format NETWORK = new Format(NetworkSettings.class, network());

  private static Map<String, TableSchema> network() {
    var all = new LinkedHashMap<String, TableSchema>();
    for (Class<?> row : NetworkTables.ALL) {
      TableSchema t = TableSchema.of(row, "");
      if (all.put(t.name(), t) != null) throw new IllegalStateException(t.file() + " is the table of two row types");
    }
    return Collections.unmodifiableMap(all);
  }
}
