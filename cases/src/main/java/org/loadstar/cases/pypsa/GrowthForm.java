package org.loadstar.cases.pypsa;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.loadstar.cases.Fault;
import org.loadstar.model.network.Limit;

/// Finds `max_growth` and `max_relative_growth` of carriers behind limits of the growth in each stage ([GrowthLimits]).
final class GrowthForm {
  private record Growth(double most, double relative) {}

  private final Times times;
  private final List<GlobalConstraints.Asset> assets;
  private final Map<String, List<Growth>> byCarrier = new TreeMap<>();

  GrowthForm(Times times, List<GlobalConstraints.Asset> assets) {
    this.times = times;
    this.assets = assets;
  }

  /// Takes a limit; false when it is none of growth.
  boolean take(Limit.Row q, List<Limit.Term> terms) {
    if (q.stage() != 0 || q.sense() != Limit.Sense.AT_MOST || !q.limit().startsWith(GrowthLimits.PREFIX)) return false;
    for (String carrier : assets.stream().map(GlobalConstraints.Asset::carrier).distinct().toList())
      for (int p = 0; p < times.labels().size(); p++) {
        if (!q.limit().equals(GrowthLimits.name(carrier, times.labels().get(p)))) continue;
        double relative = terms.stream().mapToDouble(t -> -t.factor()).filter(f -> f > 0).max().orElse(0);
        List<Limit.Term> same = GrowthLimits.terms(carrier, relative, p, times, assets);
        if (!new HashSet<>(same).equals(new HashSet<>(terms))) return false;
        boolean seen = GrowthLimits.terms(carrier, 1, p, times, assets).stream().anyMatch(t -> t.factor() < 0);
        byCarrier.computeIfAbsent(carrier, k -> new ArrayList<>()).add(new Growth(q.constant(), seen ? relative : Double.NaN));
        return true;
      }
    return false;
  }

  /// Writes the attributes of the carriers; a carrier whose stages differ is a fault.
  void write(Function<String, CsvTable> carriers, List<Fault> faults) {
    byCarrier.forEach((carrier, all) -> {
      long stages = java.util.stream.IntStream.range(0, times.labels().size())
          .filter(p -> !GrowthLimits.terms(carrier, 1, p, times, assets).isEmpty()).count();
      double relative = all.stream().mapToDouble(Growth::relative).filter(r -> !Double.isNaN(r)).findFirst().orElse(0);
      boolean one = all.stream().allMatch(g -> g.most == all.getFirst().most && (Double.isNaN(g.relative) || g.relative == relative));
      if (!one || all.size() != stages) {
        faults.add(new Fault("limits", 0, carrier, "PyPSA limits the growth of a carrier alike in all stages", null));
        return;
      }
      CsvTable t = carriers.apply(carrier);
      t.set(carrier, "max_growth", CsvTable.text(all.getFirst().most));
      if (relative > 0) t.set(carrier, "max_relative_growth", CsvTable.text(relative));
    });
  }
}
