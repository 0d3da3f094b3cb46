package org.loadstar.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Checks the column `asset` of policies. An asset is a row of one of many tables, by its name or as `TABLE/NAME`, or a part of one that
/// posts what it does under a name of its own.
final class AssetNames {
  /// Tables whose rows are assets.
  private static final List<String> TABLES =
      List.of(
          "clusters", "corridors", "electrolysers", "flexible_demand", "generators", "hybrids", "lines", "links", "loads", "must_run",
          "renewables", "reservoirs", "sheddings", "storage_units", "storages", "stores", "transformers");

  /// What is added to the name of a row for the parts that stand for themselves.
  private static final Map<String, List<String>> PARTS =
      Map.of("hybrids", List.of(" solar", " wind", " store", " electrolyser"), "fusion", List.of(" own use"));

  private AssetNames() {}

  static void check(Map<String, ReadTable> tables, Faults faults) {
    var names = new TreeSet<String>();
    for (String t : TABLES) {
      ReadTable table = tables.get(t);
      if (table == null || !readable(table)) return;
      for (String name : table.names()) {
        names.add(name);
        names.add(t + "/" + name);
      }
    }
    PARTS.forEach(
        (t, parts) -> {
          ReadTable table = tables.get(t);
          if (table != null) for (String name : table.names()) for (String part : parts) names.add(name + part);
        });
    for (ReadTable t : tables.values()) {
      ColumnSchema asset = t.schema().column("asset");
      RawTable raw = t.raw();
      if (asset == null || raw == null || !asset.refs().isEmpty()) continue;
      for (RawTable.Row r : raw.rows()) {
        String value = raw.cell(r, asset.header());
        if (!value.isEmpty() && !names.contains(value)) faults.addUnknown(r.place(asset.header()), value, "the asset", plain(names, value));
      }
    }
  }

  /// The names of the form of a value, with a table or without.
  private static List<String> plain(TreeSet<String> names, String value) {
    var all = new ArrayList<String>();
    for (String n : names) if (table(n) == table(value)) all.add(n);
    return all;
  }

  private static boolean table(String name) {
    int slash = name.indexOf('/');
    return slash > 0 && TABLES.contains(name.substring(0, slash));
  }

  private static boolean readable(ReadTable t) {
    return t.raw() == null ? t.sound() : t.sound() || !t.names().isEmpty();
  }
}
