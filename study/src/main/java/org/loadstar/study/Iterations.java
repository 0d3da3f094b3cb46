package org.loadstar.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.loadstar.model.Tables;

/// The bounds of a study over time.
final class Iterations {
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private final Clock clock;
  private final Tables tables;

  Iterations(Clock clock, Tables tables) {
    this.clock = clock;
    this.tables = tables;
  }

  /// Keeps bounds in USD that are new.
  synchronized void record(String phase, double lower, double upper) {
    if (!Double.isFinite(lower) && !Double.isFinite(upper)) return;
    Map<String, Object> last = rows.isEmpty() ? Map.of() : rows.getLast();
    if (phase.equals(last.get("phase")) && Objects.equals(last.get("lower"), lower) && Objects.equals(last.get("upper"), upper)) return;
    Map<String, Object> m = new LinkedHashMap<>();
    double gap = Double.isFinite(lower) && Double.isFinite(upper) ? (upper - lower) / Math.max(1, Math.abs(upper)) : Double.NaN;
    m.put("phase", phase);
    m.put("seconds", clock.total());
    m.put("lower", lower);
    m.put("upper", upper);
    m.put("gap", gap);
    rows.add(m);
    tables.get("iterations").add(phase, clock.total(), lower, upper, gap);
  }

  synchronized List<Map<String, Object>> rows() {
    return List.copyOf(rows);
  }
}
