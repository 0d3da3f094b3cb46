package org.loadstar.cases.pypsa;

import java.util.ArrayList;
import java.util.List;
import org.loadstar.cases.Faults;
import org.loadstar.model.network.Limit;

/// `max_growth` and `max_relative_growth` of carriers as limits: in each investment period the new extendable capacity of the carrier is at
/// most `max_growth` plus `max_relative_growth` times that of the period before.
final class GrowthLimits {
  /// First words of the names of these limits.
  static final String PREFIX = "growth of ";

  private final PypsaData data;
  private final Times times;
  private final List<GlobalConstraints.Asset> assets;
  private final Faults faults;
  final List<Limit.Row> limits = new ArrayList<>();
  final List<Limit.Term> terms = new ArrayList<>();

  GrowthLimits(PypsaData data, Times times, List<GlobalConstraints.Asset> assets, Faults faults) {
    this.data = data;
    this.times = times;
    this.assets = assets;
    this.faults = faults;
  }

  /// Without investment periods nothing grows.
  void read() {
    PypsaData.Rows carriers = data.list("carriers");
    if (!times.multi() || carriers == null) return;
    for (int k = 0; k < carriers.size(); k++) {
      double most = ListReader.number(carriers, k, "max_growth", Double.POSITIVE_INFINITY, faults);
      if (Double.isInfinite(most)) continue;
      String carrier = carriers.names()[k];
      List<GlobalConstraints.Asset> own = assets.stream().filter(a -> a.extendable() && a.carrier().equals(carrier)).toList();
      for (GlobalConstraints.Asset a : own)
        if (standsOnceBeforeTheLast(a))
          faults.add(carriers.places().at(k, "max_growth"), carriers.cell(k, "max_growth"), "max_growth of " + carrier + " is not supported: "
              + a.key() + " stands in one investment period only, and PyPSA counts it in later ones as well", "a longer lifetime, or inf");
      limit(carrier, most, Math.max(0, ListReader.number(carriers, k, "max_relative_growth", 0, faults)));
    }
  }

  private void limit(String carrier, double most, double relative) {
    for (int p = 0; p < times.labels().size(); p++) {
      List<Limit.Term> all = terms(carrier, relative, p, times, assets);
      if (all.isEmpty()) continue;
      limits.add(new Limit.Row(name(carrier, times.labels().get(p)), 0, Limit.Sense.AT_MOST, most));
      terms.addAll(all);
    }
  }

  static String name(String carrier, int stage) {
    return PREFIX + carrier + " " + stage;
  }

  /// What the limit of the p-th stage counts.
  static List<Limit.Term> terms(String carrier, double relative, int p, Times times, List<GlobalConstraints.Asset> assets) {
    List<Limit.Term> all = new ArrayList<>();
    String name = name(carrier, times.labels().get(p));
    for (GlobalConstraints.Asset a : assets) {
      int first = a.extendable() && a.carrier().equals(carrier) ? first(a, times.labels()) : -2;
      if (first == p) all.add(new Limit.Term(name, a.capacity(), a.key(), 1));
      else if (first >= 0 && first == p - 1 && relative > 0) all.add(new Limit.Term(name, a.capacity(), a.key(), -relative));
    }
    return all;
  }

  /// Position of the first stage in which an asset stands, or -2 for none.
  private static int first(GlobalConstraints.Asset a, List<Integer> stages) {
    for (int p = 0; p < stages.size(); p++) if (Times.stands(a.buildYear(), a.lifetime(), stages.get(p))) return p;
    return -2;
  }

  private boolean standsOnceBeforeTheLast(GlobalConstraints.Asset a) {
    List<Integer> stages = times.labels();
    List<Integer> stands = stages.stream().filter(y -> Times.stands(a.buildYear(), a.lifetime(), y)).toList();
    return stands.size() == 1 && !stands.getFirst().equals(stages.getLast());
  }
}
