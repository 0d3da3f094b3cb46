package org.loadstar.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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

  /// The sites with a lever pulled.
  private record Pulled(String lever, List<Readiness> sites) {}

  private final Map<String, Count> now;
  private final Map<String, Map<String, Integer>> with = new LinkedHashMap<>();
  private final List<Pulled> pulled = new ArrayList<>();
  private final List<Readiness> sites;
  private final int target;

  StepTable(Case data) {
    target = data.settings().targetYear();
    sites = Readiness.of(data);
    now = counts(data);
    STEPS.forEach(s -> with.put(s, new LinkedHashMap<>()));
  }

  /// The same with every lever of the source that acts on sites at its high intensity, or off where it is pulled.
  StepTable withLevers(CaseSource source) {
    Levers levers = Levers.of(source);
    for (Lever l : levers.all()) {
      if (l.values().stream().noneMatch(v -> v.path().startsWith("campuses") || v.path().equals("ai.curtailment_share"))) continue;
      boolean on = levers.state().getOrDefault(l.name(), 0.0) > 0;
      Case data = CaseReader.read(source.withLever(l.name() + "=" + (on ? 0 : Lever.HIGH))).orThrow();
      Map<String, Count> then = counts(data);
      for (String s : STEPS) if (of(then, s).sites > of(now, s).sites) with.computeIfAbsent(s, k -> new TreeMap<>()).put(l.name() + (on ? "=off" : "=2"), of(then, s).sites);
      pulled.add(new Pulled(l.name() + (on ? "=off" : "=2"), Readiness.of(data)));
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
    StringBuilder out = new StringBuilder("What decides the dates of the sites in the zones, at the medians of their steps\n\n");
    TextTable t = new TextTable(List.of("Last step", "sites", "GW", "of them ready by " + target, "GW"));
    for (CriticalPath.Step s : CriticalPath.Step.values()) {
      List<Readiness> of = open(sites).filter(r -> r.path().step() == s).toList();
      if (!of.isEmpty()) t.add(row(s.words(), of));
    }
    t.add(row("all", open(sites).toList()));
    out.append(t).append("\nA site is ready when its last step ends: the grid connection queue (or the plants on the site), permit and construction one after the other,\n"
        + "and equipment with its installation run side by side. GW are those of the full sites; ramps come on top.\n");
    if (pulled.isEmpty()) return out.toString();
    TextTable levers = new TextTable(List.of("With the lever (=2 is its high intensity)", "ready by " + target, "GW", "change", "the last step is then"));
    List<Pulled> order = pulled.stream().sorted(Comparator.comparingDouble(p -> -gw(ready(p.sites)))).toList();
    for (Pulled p : order) {
      List<Readiness> ready = ready(p.sites);
      double more = gw(ready) - gw(ready(sites));
      levers.add(List.of(p.lever, "" + ready.size(), TextTable.figure(gw(ready), 1), (more > 0.05 ? "+" : "") + TextTable.figure(more, 1), moved(p.sites)));
    }
    return out.append('\n').append(levers).toString();
  }

  private static Stream<Readiness> open(List<Readiness> sites) {
    return sites.stream().filter(Readiness::open);
  }

  private List<Readiness> ready(List<Readiness> of) {
    return open(of).filter(r -> r.path().readyBy(target)).toList();
  }

  private static double gw(List<Readiness> of) {
    return of.stream().mapToDouble(Readiness::powerGw).sum();
  }

  private List<String> row(String name, List<Readiness> of) {
    return List.of(name, "" + of.size(), TextTable.figure(gw(of), 1), "" + ready(of).size(), TextTable.figure(gw(ready(of)), 1));
  }

  /// How many sites each step decides, where that changes: `queue 31 -> 12`.
  private String moved(List<Readiness> then) {
    List<String> words = new ArrayList<>();
    for (CriticalPath.Step s : CriticalPath.Step.values()) {
      long before = open(sites).filter(r -> r.path().step() == s).count();
      long after = open(then).filter(r -> r.path().step() == s).count();
      if (before != after) words.add(s.words() + " " + before + " -> " + after);
    }
    return words.isEmpty() ? "the same" : String.join(", ", words);
  }
}
