package org.loadstar.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.LpBuilder;

/// New AI load that stands in a zone and stage: campuses write their power, interruption and workloads shape its hours.
final class AiLedger {
  /// Power of a kind of connection, `perUnit * column + constant`, facility GW (IT x PUE of the year's mean).
  ///
  /// @param column -1 when the power is a constant
  record Term(int column, double perUnit, double constant, boolean interruptible) {}

  private record Place(int stage, int zone) {}

  private final Map<Place, List<Term>> terms = new HashMap<>();
  private final Map<Place, int[]> interrupted = new HashMap<>();

  void add(Stage s, int zone, Term t) {
    terms.computeIfAbsent(new Place(s.index(), zone), k -> new ArrayList<>()).add(t);
  }

  List<Term> of(Stage s, int zone) {
    return terms.getOrDefault(new Place(s.index(), zone), List.of());
  }

  /// What stands in a zone: all of it, or that with interruptible connections. Terms that are 0 whatever the plan are left out.
  Power power(Stage s, int zone, boolean interruptibleOnly) {
    return new Power(
        of(s, zone).stream()
            .filter(t -> (t.interruptible || !interruptibleOnly) && (t.column >= 0 ? t.perUnit != 0 : t.constant > 0))
            .toList());
  }

  /// Records the columns of the power interrupted in each timestep, GW at the PUE of the year's mean.
  void interrupted(Stage s, int zone, int[] columns) {
    interrupted.put(new Place(s.index(), zone), columns);
  }

  /// The columns of the power interrupted in each timestep, null where nothing may be.
  int @Nullable [] interrupted(Stage s, int zone) {
    return interrupted.get(new Place(s.index(), zone));
  }

  /// Facility power that stands.
  record Power(List<Term> terms) {
    boolean none() {
      return terms.isEmpty();
    }

    /// True when no column decides it.
    boolean given() {
      return terms.stream().allMatch(t -> t.column < 0);
    }

    double constant() {
      return terms.stream().mapToDouble(t -> t.column < 0 ? t.constant : 0).sum();
    }

    double value(Result r) {
      return constant() + terms.stream().mapToDouble(t -> t.column < 0 ? 0 : t.perUnit * Math.max(0, r.value(t.column))).sum();
    }

    /// Closes a row as `row <= factor x power`.
    void limit(LpBuilder.Row row, double factor) {
      for (Term t : terms) if (t.column >= 0) row.add(t.column, -factor * t.perUnit);
      row.le(factor * constant());
    }
  }
}
