package org.loadstar.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.Lever;
import org.loadstar.cases.Levers;
import org.loadstar.model.Case;
import org.loadstar.model.CriticalPath;
import org.loadstar.model.Readiness;

/// Which step decides the dates of the sites in the zones, at the medians of the case, and with which levers it decides more of them.
///
/// A step decides a site when it stands on the branch that ends last; permit and construction stand on one branch.
final class StepTable {
  private static final List<String> STEPS = List.of("queue", "plants", "permit", "construction", "equipment");

  /// Sites that a step decides.
  ///
  /// @param late of them, those that are not ready by the target year
  private record Count(int sites, double gw, int late) {
    Count and(Readiness r, boolean isLate) {
      return new Count(sites + 1, gw + r.powerGw(), late + (isLate ? 1 : 0));
    }
  }

  private final Map<String, Count> now;
  private final Map<String, Map<String, Integer>> with = new LinkedHashMap<>();
  private final int target;

  StepTable(Case data) {
    target = data.settings().targetYear();
    now = counts(data);
    STEPS.forEach(s -> with.put(s, new LinkedHashMap<>()));
  }

  /// The same with every lever of the source that acts on sites at its high intensity, or off where it is pulled.
  StepTable withLevers(CaseSource source) {
    Levers levers = Levers.of(source);
    for (Lever l : levers.all()) {
      if (l.values().stream().noneMatch(v -> v.path().startsWith("campuses") || v.path().equals("ai.curtailment_share"))) continue;
      boolean pulled = levers.state().getOrDefault(l.name(), 0.0) > 0;
      Map<String, Count> then = counts(CaseReader.read(source.withLever(l.name() + "=" + (pulled ? 0 : Lever.HIGH))).orThrow());
      for (String s : STEPS) if (of(then, s).sites > of(now, s).sites) with.computeIfAbsent(s, k -> new java.util.TreeMap<>()).put(l.name() + (pulled ? "=off" : "=2"), of(then, s).sites);
    }
    return this;
  }

  private static Count of(Map<String, Count> counts, String step) {
    return counts.getOrDefault(step, new Count(0, 0, 0));
  }

  private static Map<String, Count> counts(Case data) {
    Map<String, Count> counts = new LinkedHashMap<>();
    for (Readiness r : Readiness.of(data)) {
      if (!r.open()) continue;
      boolean late = !r.path().readyBy(data.settings().targetYear());
      for (CriticalPath.Span s : r.path().spans())
        if (s.decides() && STEPS.contains(s.step())) counts.put(s.step(), of(counts, s.step()).and(r, late));
    }
    return counts;
  }

  /// `{STEP: {sites, gw, late, with_levers: {LEVER: sites}}}`
  Map<String, Object> json() {
    Map<String, Object> out = new LinkedHashMap<>();
    for (String s : STEPS) {
      Count c = of(now, s);
      out.put(s, Map.of("sites", c.sites, "gw", c.gw, "late", c.late, "with_levers", with.getOrDefault(s, Map.of())));
    }
    return out;
  }

  String text() {
    TextTable t = new TextTable(List.of("Last step", "sites", "GW", "not by " + target, "more sites with"));
    for (String s : STEPS) {
      Count c = of(now, s);
      List<String> more = new ArrayList<>();
      with.getOrDefault(s, Map.of()).forEach((lever, n) -> more.add(lever + " " + n));
      t.add(List.of(s, "" + c.sites, TextTable.figure(c.gw, 1), "" + c.late, String.join(", ", more)));
    }
    return t + "Permit and construction follow each other and decide together; the other branches run beside them.\n";
  }
}
