package org.loadstar.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.LpBuilder;

/// New AI load that stands in a zone and stage: campuses write their power, interruption and workloads shape its hours, plants on the
/// sites of campuses feed it.
final class AiLedger {
  /// Power of a kind of connection, `perUnit * column + constant`, facility GW (IT x PUE of the year's mean).
  ///
  /// @param column -1 when the power is a constant
  record Term(int column, double perUnit, double constant, CampusFigures.Connection connection) {
    boolean is(CampusFigures.Connection k) {
      return connection == k;
    }
  }

  private record Place(int stage, int zone) {}

  private final Map<Place, List<Term>> terms = new HashMap<>();
  private final Map<Place, int[]> interrupted = new HashMap<>();
  private final Map<Place, List<Term>> sites = new HashMap<>();
  private final Map<Place, List<Backing>> backings = new HashMap<>();

  /// A row in which a GW that stands on a site counts with -1.
  ///
  /// @param alone true when only what has no grid connection counts
  record Backing(int row, boolean alone) {}

  void add(Stage s, int zone, Term t) {
    terms.computeIfAbsent(new Place(s.index(), zone), k -> new ArrayList<>()).add(t);
  }

  List<Term> of(Stage s, int zone) {
    return terms.getOrDefault(new Place(s.index(), zone), List.of());
  }

  /// What stands in a zone by some connections. Terms that are 0 whatever the plan are left out.
  Power power(Stage s, int zone, CampusFigures.Connection... by) {
    return new Power(
        of(s, zone).stream()
            .filter(t -> List.of(by).contains(t.connection) && (t.column >= 0 ? t.perUnit != 0 : t.constant > 0))
            .toList());
  }

  /// Writes a part of what stands on a site, by position of the site in the case. Sites are not written while a plan is operated.
  void stands(Stage s, int site, Term t) {
    sites.computeIfAbsent(new Place(s.index(), site), k -> new ArrayList<>()).add(t);
  }

  /// What stands on a site.
  List<Term> site(Stage s, int site) {
    return sites.getOrDefault(new Place(s.index(), site), List.of());
  }

  /// Records a row that what stands on a site has been written to.
  void backs(Stage s, int site, Backing b) {
    backings.computeIfAbsent(new Place(s.index(), site), k -> new ArrayList<>()).add(b);
  }

  List<Backing> backings(Stage s, int site) {
    return backings.getOrDefault(new Place(s.index(), site), List.of());
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
      row.le(subtract(row, factor));
    }

    /// Takes `factor x power` from a row, but for the constant part, which is returned.
    double subtract(LpBuilder.Row row, double factor) {
      for (Term t : terms) if (t.column >= 0) row.add(t.column, -factor * t.perUnit);
      return factor * constant();
    }
  }
}
