package org.loadstar.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loadstar.grid.Placement;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunStore;

/// The campuses of a run in one year.
record GridPlan(Path run, Path map, int year, List<Placement.Campus> campuses) {
  /// @param year null for the last year of the run
  /// @throws Refusal when the run has no campus in that year
  static GridPlan of(Path folder, Path map, @Nullable Integer year) {
    try (Run run = RunStore.open(folder)) {
      if (!(run.summary().get("campuses") instanceof List<?> list)) throw new Refusal(folder + ": this run has no campuses. Maybe the run of a planning case");
      TreeSet<Integer> years = new TreeSet<>();
      for (Object o : list) power(o).keySet().forEach(y -> years.add(Integer.valueOf(y.toString())));
      if (years.isEmpty()) throw new Refusal(folder + ": this run has no campuses with power");
      int chosen = year == null ? years.last() : year;
      if (!years.contains(chosen)) throw new Refusal("--year: " + chosen + " is not in the run, which has " + years);
      List<Placement.Campus> out = new ArrayList<>();
      for (Object o : list) {
        if (!(o instanceof Map<?, ?> c)) continue;
        Object mw = power(c).get("" + chosen);
        if (mw instanceof Number n) out.add(new Placement.Campus(text(c, "id"), text(c, "site"), text(c, "zone"), n.doubleValue()));
      }
      return new GridPlan(folder, map, chosen, out);
    }
  }

  private static String text(Map<?, ?> campus, String key) {
    return Objects.toString(campus.get(key), "");
  }

  private static Map<?, ?> power(Object campus) {
    return campus instanceof Map<?, ?> c && c.get("mw") instanceof Map<?, ?> mw ? mw : Map.of();
  }
}
