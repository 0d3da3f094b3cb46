package org.loadstar.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Block;
import org.loadstar.lp.Infeasibility;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Recession;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Solver;
import org.loadstar.lp.highs.HighsSolver;

/// Tells a planner why a case has no solution: what conflicts, where, when, and by how much. The hours of one member are told
/// together, limits before definitions.
final class Explanation {
  private static final int MOST = 20;
  private static final int MOST_RUNAWAYS = 5;

  /// Rows that define a quantity are dear to violate, so that the explanation names limits and not definitions.
  private static final double DEFINITION = 100;

  private Explanation() {}

  /// What conflicts in one block, member and stage.
  private record Group(Block block, String member, boolean lower, double[] worst, int[] hours, boolean[] irreducible) {}

  /// {constraint, place, year, amount, unit, words} for every limit of the conflict, largest amounts first; what is known when it is
  /// stopped or its time is up.
  static List<? extends Map<String, ?>> of(Lp lp, List<Integer> years, SolveOptions options, Progress progress) {
    Watched solver = new Watched(new HighsSolver(), progress, options.maxSeconds());
    try {
      return search(lp, years, solver, options);
    } catch (IllegalStateException e) {
      if (!solver.stopped()) throw e;
      return List.of(unexplained());
    }
  }

  /// The same for a program of which it is not known that it has no solution: nothing when it has one.
  ///
  /// @throws IllegalStateException when the search ended before it had an answer
  static List<Map<String, Object>> search(Lp lp, List<Integer> years, Solver solver, SolveOptions options) {
    Infeasibility why = Infeasibility.explain(lp, solver, options, b -> isDefinition(b.name()) ? DEFINITION : 1);
    Map<String, Group> groups = new LinkedHashMap<>();
    for (Infeasibility.Entry e : why.entries()) {
      Block b = block(e.row() ? lp.rowBlocks() : lp.columnBlocks(), e.index());
      int i = (e.index() - b.first()) / b.hours();
      String member = i < b.members().size() ? b.members().get(i) : "" + i;
      Group g =
          groups.computeIfAbsent(
              b.name() + "|" + b.stage() + "|" + member + "|" + e.lower(),
              k -> new Group(b, member, e.lower(), new double[1], new int[1], new boolean[1]));
      g.worst[0] = Math.max(g.worst[0], Double.isNaN(e.alone()) ? e.amount() : e.alone());
      g.hours[0]++;
      g.irreducible[0] |= e.irreducible();
    }
    List<Group> sorted = new ArrayList<>(groups.values());
    boolean limits = sorted.stream().anyMatch(g -> !isDefinition(g.block.name()));
    if (limits) sorted.removeIf(g -> isDefinition(g.block.name()));
    sorted.sort((a, b) -> Double.compare(b.worst[0], a.worst[0]));
    List<Map<String, Object>> out = new ArrayList<>();
    for (Group g : sorted.subList(0, Math.min(MOST, sorted.size()))) {
      int stage = g.block.stage();
      String year = stage >= 0 && stage < years.size() ? "" + years.get(stage) : "all years";
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("constraint", g.block.name());
      m.put("place", g.member);
      m.put("year", year);
      m.put("amount", g.worst[0]);
      m.put("unit", g.block.unit());
      m.put("irreducible", g.irreducible[0]);
      m.put("words", words(g, year));
      out.add(m);
    }
    return out;
  }

  private static Map<String, @Nullable Object> unexplained() {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("constraint", "unknown");
    m.put("place", "all");
    m.put("year", "all years");
    m.put("amount", null);
    m.put("unit", "");
    m.put("irreducible", false);
    m.put("words", "The case has no solution; the search for what conflicts was stopped before it had an answer. Maybe more --max-seconds");
    return m;
  }

  /// Tells a planner of a case whose cost falls without end what runs away: the members that earn most along the steepest direction.
  static List<Map<String, Object>> unbounded(Lp lp, List<Integer> years, SolveOptions options) {
    double[] d = Recession.steepest(lp, new HighsSolver(), options);
    Map<String, Group> groups = new LinkedHashMap<>();
    for (int j = 0; d != null && j < d.length; j++) {
      double earns = -lp.costs()[j] * d[j];
      if (!(earns > 0)) continue;
      Block b = block(lp.columnBlocks(), j);
      int i = (j - b.first()) / b.hours();
      String member = i < b.members().size() ? b.members().get(i) : "" + i;
      boolean falls = d[j] < 0;
      Group g = groups.computeIfAbsent(b.name() + "|" + member + "|" + falls, k -> new Group(b, member, falls, new double[1], new int[1], new boolean[1]));
      g.worst[0] += earns;
    }
    List<Group> sorted = new ArrayList<>(groups.values());
    sorted.sort((a, b) -> Double.compare(b.worst[0], a.worst[0]));
    List<Map<String, Object>> out = new ArrayList<>();
    for (Group g : sorted.subList(0, Math.min(MOST_RUNAWAYS, sorted.size()))) {
      int stage = g.block.stage();
      String year = stage >= 0 && stage < years.size() ? "" + years.get(stage) : "all years";
      out.add(runaway(g.block.name(), g.member, year, runs(g)));
    }
    if (out.isEmpty()) out.add(runaway("objective", "all", "all years", "something that pays for being built or run has no limit"));
    return out;
  }

  private static Map<String, Object> runaway(String constraint, String place, String year, String words) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("constraint", constraint);
    m.put("place", place);
    m.put("year", year);
    m.put("unit", "USD");
    m.put("irreducible", false);
    m.put("words", "The case is unbounded, its cost falls without end: " + words);
    return m;
  }

  private static String runs(Group g) {
    String name = g.block.name();
    boolean built = name.endsWith(".capacity") || name.endsWith(".new");
    int dot = name.indexOf('.');
    String what = (dot < 0 ? name : name.substring(0, dot)) + " " + g.member;
    if (built) return what + " earns money by being built (its capital cost is below 0) and has no largest capacity. Maybe a largest capacity is missing, or the sign of a cost is wrong";
    return what + " earns money by running" + (g.lower ? " backwards" : "") + " (" + name.replace('.', ' ').replace('_', ' ')
        + ", its cost per MWh is " + (g.lower ? "above 0 but it can be negative" : "below 0") + ") and has no limit. Maybe a limit is missing, or the sign of a cost is wrong";
  }

  private static String words(Group g, String year) {
    String what = LimitWords.of(g.block.name(), g.member);
    // A network case of one stage has no year.
    boolean none = year.equals("0");
    String steps = g.hours[0] == 1 ? " in 1 timestep" : String.format(Locale.ROOT, " in %d timesteps", g.hours[0]);
    String times = (g.block.timed() ? steps + (none ? "" : " of " + year) : none ? "" : " in " + year);
    // Over many timesteps the amount of one says little.
    if (g.worst[0] > 1e-6 && !(g.block.timed() && g.hours[0] > 1))
      return String.format(
          Locale.ROOT, "%s%s: %s by %.4g%s than the rest of the case allows", what, times,
          g.lower ? "asked to be more" : "allowed to be less", g.worst[0], g.block.unit().isEmpty() ? "" : " " + g.block.unit());
    return what + times + " takes part in the conflict";
  }

  static boolean isDefinition(String name) {
    return name.endsWith(".growth")
        || name.endsWith("chain")
        || name.equals("cycle.voltage")
        || name.endsWith(".stays_retired")
        || name.startsWith("learning.")
        || name.equals("capital.purpose")
        || name.equals("generator.unit")
        || name.endsWith(".duration");
  }

  private static Block block(List<Block> blocks, int index) {
    for (Block b : blocks) if (index >= b.first() && index < b.first() + b.size()) return b;
    throw new IllegalArgumentException("entry " + index);
  }
}
