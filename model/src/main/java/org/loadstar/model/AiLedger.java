package org.loadstar.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// New AI load that stands in a zone and stage: campuses write their power, workloads shape its hours.
final class AiLedger {
  /// Power of a kind of connection, `perUnit * column + constant`, facility GW (IT x PUE of the year's mean).
  ///
  /// @param column -1 when the power is a constant
  record Term(int column, double perUnit, double constant, boolean interruptible) {}

  private record Place(int stage, int zone) {}

  private final Map<Place, List<Term>> terms = new HashMap<>();

  void add(Stage s, int zone, Term t) {
    terms.computeIfAbsent(new Place(s.index(), zone), k -> new ArrayList<>()).add(t);
  }

  List<Term> of(Stage s, int zone) {
    return terms.getOrDefault(new Place(s.index(), zone), List.of());
  }
}
