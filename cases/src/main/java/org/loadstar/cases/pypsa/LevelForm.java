package org.loadstar.cases.pypsa;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the levels of storage among the columns that join timesteps: `l_t - kept_t l_before(t) + ... = rhs` in one series of rows, the
/// timestep before the first of a period being its last, and at most one other series of rows, `l_t - sum of columns outside time <= given`.
final class LevelForm {
  /// A level.
  ///
  /// @param chain its rows
  /// @param kept share of the level before that is kept, by timestep
  /// @param period number of the period of a timestep
  /// @param decided true where the energy is a decision
  /// @param given what stands of the energy [GWh]
  record Level(ProgramSeries.Rows chain, double[] kept, int[] period, int periods, boolean decided, double given) {
    double kept(int t) {
      return kept[t];
    }

    int period(int t) {
      return period[t];
    }
  }

  private final ProgramSeries program;
  private final int steps;
  private final Set<ProgramSeries.Rows> consumed = new HashSet<>();
  private final Map<ProgramSeries.Columns, Map<String, Double>> ties = new HashMap<>();

  LevelForm(ProgramSeries program, double[] hours) {
    this.program = program;
    this.steps = hours.length;
  }

  /// The level, or null where it is none of this form.
  @Nullable Level of(ProgramSeries.Columns c) {
    if (c.across().size() != 1 || !c.sums().isEmpty()) return null;
    ProgramSeries.Rows chain = c.across().keySet().iterator().next();
    double[][] cross = c.across().get(chain);
    double[] own = c.rows().get(chain);
    if (own == null || cross == null) return null;
    double[] kept = new double[steps];
    int[] before = new int[steps];
    java.util.Arrays.fill(before, -1);
    for (int t = 0; t < steps; t++) {
      if (own[t] != 1 || c.cost(t) != 0 || c.lower(t) != 0 || !(cross[0][t] < 0) || Double.isNaN(cross[1][t])) return null;
      int at = (int) cross[1][t];
      kept[at] = -cross[0][t];
      before[at] = t;
    }
    int[] period = new int[steps];
    int periods = 0;
    int first = 0;
    for (int t = 0; t < steps; t++) {
      boolean last = t == steps - 1 || before[t + 1] != t;
      if (t > first && before[t] != t - 1) return null;
      period[t] = periods;
      if (!last) continue;
      if (before[first] != t) return null;
      periods++;
      first = t + 1;
    }
    return energy(c, chain, kept, period, periods);
  }

  private @Nullable Level energy(ProgramSeries.Columns c, ProgramSeries.Rows chain, double[] kept, int[] period, int periods) {
    List<ProgramSeries.Rows> others = c.rows().keySet().stream().filter(r -> r != chain).toList();
    if (others.isEmpty()) {
      for (int t = 0; t < steps; t++) if (c.upper(t) != c.upper(0)) return null;
      return new Level(chain, kept, period, periods, false, 0);
    }
    if (others.size() > 1) return null;
    ProgramSeries.Rows r = others.getFirst();
    double[] one = c.rows().get(r);
    if (one == null || program.timedIn(r).size() != 1) return null;
    for (int t = 0; t < steps; t++)
      if (one[t] != 1 || !Double.isInfinite(r.lower(t)) || r.upper(t) != r.upper(0) || !Double.isInfinite(c.upper(t))) return null;
    Map<ProgramSeries.Columns, Double> factors = new LinkedHashMap<>();
    for (ProgramSeries.Columns x : program.untimedIn(r)) {
      double[] a = x.rows().get(r);
      if (a == null || !ProgramSeries.constant(a)) return null;
      factors.put(x, -a[0]);
    }
    factors.forEach((x, f) -> ties.computeIfAbsent(x, k -> new LinkedHashMap<>()).put("tie of " + c.name(), f));
    consumed.add(r);
    return new Level(chain, kept, period, periods, true, r.upper(0));
  }

  /// True for rows that the size of a store stands for.
  boolean consumed(ProgramSeries.Rows r) {
    return consumed.contains(r);
  }

  /// Factors of a column outside time in the constraints that tie it to the size of stores.
  Map<String, Double> tie(ProgramSeries.Columns c) {
    return ties.getOrDefault(c, Map.of());
  }

  boolean ties(ProgramSeries.Columns c) {
    return ties.containsKey(c);
  }
}
