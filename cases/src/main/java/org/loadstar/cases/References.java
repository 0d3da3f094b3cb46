package org.loadstar.cases;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Checks that every name written in one table is a row of the table it refers to.
final class References {
  private References() {}

  static void check(Map<String, ReadTable> tables, Faults faults) {
    for (ReadTable t : tables.values()) {
      RawTable raw = t.raw();
      if (raw == null) continue;
      for (ColumnSchema c : t.schema().columns()) {
        Set<String> names = names(c, tables);
        if (names == null) continue;
        for (RawTable.Row r : raw.rows()) {
          String value = raw.cell(r, c.header());
          if (!value.isEmpty() && !names.contains(value))
            faults.addUnknown(
                r.place(c.header()),
                value,
                c.header() + " (a row of " + String.join(".csv, ", c.refs()) + ".csv)",
                names);
        }
      }
    }
  }

  /// Names that a column may hold; null when it refers to nothing or to a table that cannot be
  /// read.
  private static @Nullable Set<String> names(ColumnSchema c, Map<String, ReadTable> tables) {
    if (c.refs().isEmpty()) return null;
    var names = new TreeSet<String>();
    for (String ref : c.refs()) {
      ReadTable t = Objects.requireNonNull(tables.get(ref), ref);
      if (!readable(t)) return null;
      names.addAll(t.names());
    }
    return names;
  }

  private static boolean readable(ReadTable t) {
    if (t.raw() == null) return t.sound();
    return t.raw().header().contains(t.schema().columns().getFirst().header())
        && (t.sound() || !t.names().isEmpty());
  }

  /// Retirements and planned builds name plants of three tables, so a name may stand in one only.
  static void checkPlantNames(Map<String, ReadTable> tables, Faults faults) {
    var first = new HashMap<String, Place>();
    for (String name : new String[] {"generators", "storages", "hydro"}) {
      RawTable raw = Objects.requireNonNull(tables.get(name)).raw();
      if (raw == null) continue;
      String key =
          Objects.requireNonNull(TableSchema.tables().get(name)).columns().getFirst().header();
      for (RawTable.Row r : raw.rows()) {
        String plant = raw.cell(r, key);
        Place other = plant.isEmpty() ? null : first.putIfAbsent(plant, r.place(key));
        if (other != null && !other.file().equals(raw.place().file()))
          faults.add(
              r.place(key),
              plant,
              "the name is already used on "
                  + other.file()
                  + ":"
                  + other.line()
                  + "; generators, storages and hydro share their names");
      }
    }
  }
}
