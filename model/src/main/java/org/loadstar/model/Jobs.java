package org.loadstar.model;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Jobs of what is built, from the ledger of orders: nothing is decided here.
///
/// ```
/// (1) construction, job-years of a stage  = sum of what is built for it x job-years of a MW
/// (2) operation, jobs in a stage          = sum of what was built for it and before x jobs of a MW
/// ```
///
/// Jobs of the standing fleet, and those that retirements end, are not counted. Low and high are the ends of the range of the source.
final class Jobs implements Component {
  /// Less is the dust of an interior solution.
  private static final double LEAST_MW = 0.1;

  private record Place(int zone, String activity) {}

  private final Model m;

  Jobs(Model m) {
    this.m = m;
  }

  @Override
  public void build() {}

  @Override
  public void report(Result r, Tables tables, String grid) {
    if (!grid.equals("plan") || m.figures().data().jobs().isEmpty()) return;
    Map<String, Map<PlantRows.Phase, PlantRows.Jobs>> figures = new TreeMap<>();
    for (PlantRows.Jobs j : m.figures().data().jobs()) figures.computeIfAbsent(j.activity(), k -> new TreeMap<>()).put(j.phase(), j);
    Map<Place, Double> standing = new HashMap<>();
    for (Stage s : m.stages())
      for (int zone = ScopedLedger.ABROAD; zone < m.figures().data().zones().size(); zone++)
        for (var f : figures.entrySet()) {
          double built = m.orders().written(s, zone, f.getKey(), r);
          double now = standing.merge(new Place(zone, f.getKey()), built, Double::sum);
          String name = zone == ScopedLedger.ABROAD ? "abroad" : m.figures().data().zones().get(zone).zone();
          f.getValue().forEach((phase, j) -> {
            double mw = 1e3 * (phase == PlantRows.Phase.CONSTRUCTION ? built : now); // (1), (2)
            if (mw > LEAST_MW)
              tables.get("jobs").add(s.year(), name, f.getKey(), phase.name().toLowerCase(Locale.ROOT), mw * j.jobs(),
                  mw * (Double.isNaN(j.low()) ? j.jobs() : j.low()), mw * (Double.isNaN(j.high()) ? j.jobs() : j.high()));
          });
        }
  }
}
