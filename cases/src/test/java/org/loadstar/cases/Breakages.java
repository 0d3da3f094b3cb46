package org.loadstar.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Ways to break any case folder, each with the faults that must be found.
final class Breakages {
  private final Map<String, Function<BrokenCase, List<Expected>>> all = new LinkedHashMap<>();

  private Breakages() {}

  static Map<String, Function<BrokenCase, List<Expected>>> all() {
    var b = new Breakages();
    FileBreakages.files(b);
    FileBreakages.settings(b);
    TableBreakages.columns(b);
    TableBreakages.cells(b);
    TableBreakages.hourly(b);
    RelationBreakages.relations(b);
    return b.all;
  }

  /// @param breaks changes the case and says what must be found
  void add(String name, Function<BrokenCase, List<Expected>> breaks) {
    if (all.put(name, breaks) != null) throw new IllegalArgumentException(name + " twice");
  }
}
