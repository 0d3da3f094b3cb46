package org.loadstar.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Accelerators for new AI load: what fabs, packaging and memory bring, less what is exported, is a pool from which every
/// campus at home and abroad draws.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | b_v | GW | facility power of new AI load energised for stage v, in all zones and abroad |
/// | k_a | kW | facility power of an accelerator bought in year a |
/// | S_a | million/yr | accelerators that the case can have in year a |
/// | W_a, F_a | wafers/yr | logic wafers of standing fabs, of new fabs |
/// | D_a, d_a | 1 | good dies of a wafer, dies of an accelerator |
/// | B_a, c_a | wafers/yr, 1 | packaging wafers, accelerators of one |
/// | M_a, m_a | GB/yr, GB | memory, memory of an accelerator |
/// | g | 1 | packaging that comes with new fabs, as a share of what they need |
/// | L | yr | life of chips |
///
/// ```
/// (1) F_a = fabs x wafers a month x (months of year a, each counted by the ramp after the lead)
/// (2) S_a = max(0, min(chips_a, (W_a + F_a) D_a/d_a, B_a c_a + g F_a D_a/d_a, M_a/m_a) x share_a - exports)
/// (3) sum_{v <= y} b_v sum_{i >= 0, v + i L <= y} 1/k_{v + i L} <= sum_{a = 2026..y} S_a
/// ```
///
/// Fabs are decided before the plan: their months count from 2026-01-01, as those of the sites do. Their capex is reported and stands in no
/// cost, because the price of chips, which the plan pays, already pays for fabs. Chips that are not used wait: (3) is cumulative. Chips of
/// campuses that stood before 2026 are renewed outside the pool. With d_y taken out, the dual of (3) is the rent of an accelerator for
/// a year of stage y beside its own price; over the hours that it is used, the price of scarce compute in USD per GPU-hour.
final class ChipSupply implements Component {
  private static final double MILLION = 1e6;

  /// What can limit the accelerators of a year, in the order of the terms of (2).
  private static final List<String> LIMITS = List.of("chips", "wafers", "packaging", "memory");

  /// What a year brings.
  ///
  /// @param chips accelerators that the case can have, after exports
  /// @param exported accelerators sent abroad
  /// @param limiting the term of (2) that is smallest; `none` when all are infinite
  record Delivery(double chips, double exported, String limiting) {}

  private record Pool(Stage stage, int row, double available, double exported, String limiting, double fillable) {}

  private final Model m;
  private final TreeMap<Integer, ChipRows.Year> years;
  private final List<Pool> pools = new ArrayList<>();

  /// The target year where no chips can be had by then.
  private @Nullable Stage without;

  ChipSupply(Model m) {
    this.m = m;
    years = m.figures().chips();
  }

  /// Months of year `year` that a new fab counts as at full output: the integral of its ramp.
  static double fabMonths(Settings.Supply supply, int year) { // (1)
    double start = 12.0 * (year - Figures.FIRST_YEAR) - supply.fabLeadMonths();
    return ramped(start + 12, supply.fabRampMonths()) - ramped(start, supply.fabRampMonths());
  }

  /// Months of full output up to `months` after the first wafer.
  private static double ramped(double months, double ramp) {
    if (months <= 0) return 0;
    return months < ramp ? months * months / (2 * ramp) : months - ramp / 2;
  }

  /// Accelerators of a year, (2).
  static Delivery delivery(TreeMap<Integer, ChipRows.Year> years, Settings.Supply supply, int year) {
    double perWafer = Figures.at(years, year, ChipRows.Year::diesPerWafer) / Figures.at(years, year, ChipRows.Year::diesPerChip);
    double fabs = supply.fabs() * supply.fabWafersPerMonth() * fabMonths(supply, year) * perWafer;
    double[] limit = {
      Figures.at(years, year, ChipRows.Year::chips),
      Figures.at(years, year, ChipRows.Year::wafers) * perWafer + fabs,
      Figures.at(years, year, ChipRows.Year::packagingWafers) * Figures.at(years, year, ChipRows.Year::chipsPerPackagingWafer)
          + supply.fabPackagingShare() * fabs,
      Figures.at(years, year, ChipRows.Year::memory) / Figures.at(years, year, ChipRows.Year::memoryPerChip)
    };
    double least = Arrays.stream(limit).min().orElseThrow();
    if (!Double.isFinite(least)) return new Delivery(least, supply.exportChipsPerYear(), "none");
    int k = 0;
    while (limit[k] > least) k++;
    double had = least * Figures.at(years, year, ChipRows.Year::share);
    double exported = Math.min(had, supply.exportChipsPerYear());
    return new Delivery(had - exported, exported, LIMITS.get(k));
  }

  /// Million accelerators that a GW energised for stage v has taken by the end of stage y, renewals included.
  private double taken(Stage v, Stage y) {
    double sum = 0;
    int life = m.figures().settings().ai().chipsLifeYears();
    for (int year = v.year(); year <= y.year(); year += life) sum += 1 / m.figures().chipPower(year);
    return sum;
  }

  /// Facility power of new AI load, GW, that the accelerators to the end of a stage can fill at most: each in the stage from the year in which
  /// it comes whose campuses take the fewest. What a plan energises is never more, whatever it energises when.
  private double fillable(Stage y) {
    double sum = 0;
    for (int a = Figures.FIRST_YEAR; a <= y.year(); a++) {
      double most = 0;
      for (Stage v : m.stages().subList(0, y.index() + 1)) if (v.year() >= a) most = Math.max(most, m.figures().chipPower(v.year()));
      sum += delivery(years, m.figures().settings().supply(), a).chips / MILLION * most;
    }
    return sum;
  }

  @Override
  public void build() {
    if (m.operating() || !m.withAi() || years.isEmpty()) return;
    boolean[] zones = m.zonesOf("all");
    double available = 0;
    double exported = 0;
    int next = Figures.FIRST_YEAR;
    for (Stage y : m.stages()) {
      String limiting = "none";
      for (; next <= y.year(); next++) {
        Delivery d = delivery(years, m.figures().settings().supply(), next);
        available += d.chips / MILLION;
        exported += d.exported / MILLION;
        limiting = d.limiting;
      }
      if (!Double.isFinite(available)) return;
      if (available == 0) {
        m.orders().forbid(y, zones, "campus");
        if (y.year() == m.figures().settings().targetYear()) without = y;
        continue;
      }
      int row = m.lp().rows("chips", "million", y.index(), List.of("all")).at(0); // (3)
      for (Stage v : m.stages().subList(0, y.index() + 1)) m.orders().cover(row, v, zones, "campus", taken(v, y));
      m.lp().at(row).le(available);
      m.declare("chips", "all", y, row, "accelerators", MILLION);
      pools.add(new Pool(y, row, available, exported, limiting, fillable(y)));
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    if (!grid.equals("plan")) return;
    Settings.Supply supply = m.figures().settings().supply();
    for (Pool p : pools) {
      int year = p.stage.year();
      double rent = Math.max(0, -r.binding().dual(p.row)) / p.stage.discount(); // USD per accelerator and year
      double hour = rent / supply.gpuHoursPerYear();
      tables.get("chips").add(year, p.available * MILLION, r.activity(p.row) * MILLION, p.exported * MILLION, p.limiting, hour,
          supply.fabs() * supply.fabBusd() * 1e9, p.fillable * 1e3);
      if (rent / m.figures().chipPower(year) > 1)
        tables.bind(grid, "chips", "all", year, rent, "USD/chip-yr", r.binding().worth(p.row),
            String.format(Locale.ROOT, "%s accelerators that can be had by %d are used (%s limit the year)%s; one more would "
                + "save %.0f USD a year, %.2f USD for an hour of its use", Words.share(r.activity(p.row), p.available, MILLION), year, p.limiting,
                Words.rest(r.activity(p.row), p.available), rent, hour));
    }
    if (without != null && Readiness.of(m.figures().data()).stream().anyMatch(site -> site.hasRoom() && site.months() <= CriticalPath.monthsTo(m.figures().settings().targetYear())))
      tables.bind(grid, "chips", "all", without.year(), Double.NaN, "USD/chip-yr", Double.NaN,
          String.format(Locale.ROOT, "No accelerators can be had by %d: no campus can be energised without them", without.year()));
  }
}
