package org.loadstar.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Who goes without when the target of new AI load is missed: the workload whose users value an hour of an accelerator least.
///
/// ```
/// (1) sum_z e_z + sum_k q_k >= T,   0 <= q_k <= share_k T
///     cost  d_y q_k (shortfall price + value_k x (hours of use in a year) / (kW of an accelerator))
/// ```
///
/// 1 USD per GPU-hour is `hours / kW` USD per kW and year. The shortfall price of the settings is what the target itself is worth,
/// beside what users lose: at 0 only such campuses are built as are worth their cost to users. A workload without value has the
/// shortfall price alone, and so has all of the target without chips or values.
final class Rationing {
  /// A part of the target.
  ///
  /// @param name workload that goes without; `all` for the whole, `other` for the rest
  /// @param share of the target
  /// @param price of a GW that is missing for a year, M$
  record Segment(String name, double share, double price) {}

  /// Name of the only part where there are no others.
  static final String ALL = "all";

  private Rationing() {}

  /// The parts of the target of a year, cheapest first; the shares sum to 1.
  static List<Segment> segments(Figures figures, int year) {
    Settings set = figures.settings();
    double target = set.ai().shortfallUsdPerKwYr();
    double kw = figures.chipPower(year);
    List<Segment> each = new ArrayList<>();
    double rest = 1;
    for (WorkloadRows.Workload w : figures.data().workloads()) {
      if (Double.isNaN(w.value()) || Double.isNaN(kw) || w.share() <= 0) continue;
      double share = Math.min(rest, w.share());
      each.add(new Segment(w.workload(), share, target + w.value() * set.supply().gpuHoursPerYear() / kw));
      rest -= share;
    }
    if (each.isEmpty()) return List.of(new Segment(ALL, 1, target));
    if (rest > 1e-9) each.add(new Segment("other", rest, target));
    each.sort(Comparator.comparingDouble(Segment::price));
    return each;
  }
}
