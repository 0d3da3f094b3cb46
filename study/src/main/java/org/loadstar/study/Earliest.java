package org.loadstar.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Status;
import org.loadstar.model.Case;
import org.loadstar.model.CriticalPath;
import org.loadstar.model.Figures;
import org.loadstar.model.Readiness;
import org.loadstar.model.Result;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// The earliest date by which an amount of new AI load can be energised, the plan that does it, and the chain that binds it.
///
/// ```
/// (1) years from 2026 on, one after another: sites ready by its end (with their ramps) < T, or the bound E* of [Fastest] < T
///       -> proven: not by that year; where no plan of whole modules has T and the program is small, by branching
/// (2) in the first year left: the first month m by which the sites that are ready carry T, by bisection over E* with the
///       later sites closed       -> proven: not before m
/// (3) the plan of least cost that has T in that year with whole modules and sites ready by m, else by the end of the year, else later
/// ```
///
/// Years are not bisected because more years need not have more under a budget. Only sites have months: chips, equipment, money and
/// ramps are those of the whole year, so that m is proven as the earliest, and as reached by the end of its year.
final class Earliest {
  /// Relative amount by which a load may miss the target and still be it.
  private static final double EXACT = 1e-6;

  /// Load that is the rounding of a solve, GW.
  private static final double DUST = 1e-4;

  /// Campuses of the chain.
  private static final int MOST_CAMPUSES = 5;

  private static final int MOST_LIMITS = 12;

  private final Case data;
  private final Fastest.Task task;
  private final double target;
  private final List<Readiness> sites;
  private final Map<String, @Nullable Object> told = new LinkedHashMap<>();
  private final Map<String, Double> byYear = new LinkedHashMap<>();
  private double boundMonths = Double.NaN;
  private @Nullable Tried before;

  /// The relaxation of a date.
  ///
  /// @param open the model of it
  /// @param months sites that are ready so many months after 2026-01-01 count
  private record Tried(Fastest study, Attempt open, Fastest.Relaxed most, double months) {}

  /// A year with its twin.
  private record Year(int year, Fastest study, Attempt twin) {
    Attempt limited(double months) throws StoppedException {
      return study.limited(Fastest.Reliability.of(twin), months);
    }
  }

  Earliest(Case data, Fastest.Task task) {
    this.data = data;
    this.task = task;
    target = task.options().goal().targetGw();
    sites = Readiness.of(data);
    task.summary().put("objective", "earliest");
    task.summary().put("objective_gw", null);
    task.summary().put("earliest", told);
    told.put("target_gw", target);
    told.put("year", null);
    told.put("month", null);
    told.put("not_before", null);
    told.put("proven", false);
    told.put("gw_by_year", byYear);
    told.put("chain", List.of());
  }

  private double least() {
    return target * (1 - EXACT);
  }

  /// Searches and plans; everything found stands in the tables and the summary.
  ///
  /// @return the case that is planned
  Case plan() throws StoppedException {
    Fastest any = Fastest.of(data, task.at(data.settings().targetYear()));
    double all = sites.stream().filter(Readiness::open).mapToDouble(Readiness::powerGw).sum();
    if (all < least()) {
      any.refused(words("campuses", target - all, "All sites in the zones together are %s GW; %s GW cannot be energised by any date", Fastest.plain(all), Fastest.plain(target)));
      return any.data();
    }
    int end = data.settings().stages().getLast() + data.settings().endYears();
    for (int year = Figures.FIRST_YEAR; year <= end; year++) {
      double possible = ready(year);
      if (possible < least()) {
        excluded(year, possible);
        continue;
      }
      Fastest study = Fastest.wanted(data, target, task.at(year));
      Year y = new Year(year, study, study.twin());
      if (!y.twin.solved().hasPlan()) {
        study.unsolved(y.twin);
        return study.data();
      }
      if (study.beyondBudget(y.twin)) {
        study.refused(study.budgetWords(y.twin));
        return study.data();
      }
      if (found(y)) return study.data();
    }
    double most = byYear.getOrDefault("" + end, 0.0);
    List<Map<String, Object>> why = new ArrayList<>(
        words("ai.target", target - most, "Not by %d, the end of the horizon: no plan has more than %s GW by then, %s are asked for", end, Fastest.plain(most), Fastest.plain(target)));
    if (before != null && before.most.solved().hasPlan()) why.addAll(held(before));
    any.refused(why);
    return any.data();
  }

  /// What holds the load of a date back: what there is none of, then what more of would give most.
  private static List<Map<String, Object>> held(Tried t) {
    List<Map<String, Object>> out = new ArrayList<>();
    Tables all = new Tables();
    t.open.model().report(new Result(t.most.program(), t.most.solved().solution()), all, "plan");
    Sheet b = all.get("binding");
    for (int i = 0; i < b.rows(); i++) if (Double.isNaN(b.number(i, 4))) out.add(limit(b.text(i, 1), b.text(i, 2), b.integer(i, 3), 0, b.text(i, 5), b.text(i, 6)));
    for (FastestBinding.Told f : new FastestBinding(t.most, t.study.data(), t.months).all())
      if (out.size() < MOST_LIMITS) out.add(limit(f.constraint(), f.place(), f.year(), f.value(), f.unit(), f.words()));
    return out;
  }

  private static Map<String, Object> limit(String constraint, String place, int year, double amount, String unit, String words) {
    return Map.of("constraint", constraint, "place", place, "year", "" + year, "amount", amount, "unit", unit, "words", words);
  }

  private static List<Map<String, Object>> words(String constraint, double amount, String words, Object... of) {
    return List.of(
        Map.of("constraint", constraint, "place", "all", "year", "all years", "amount", amount, "unit", "GW", "words", String.format(Locale.ROOT, words, of)));
  }

  /// No plan has more by the end of a year.
  private void excluded(int year, double gw) {
    bound(year, gw);
    if (Double.isNaN(boundMonths)) told.put("not_before", "" + (year + 1));
  }

  /// Load does not shrink, so what bounds a year bounds those before it; years whose own bound says less are left out.
  private void bound(int year, double gw) {
    byYear.entrySet().removeIf(e -> Integer.parseInt(e.getKey()) < year && e.getValue() > gw);
    byYear.put("" + year, gw);
  }

  private double ready(int year) {
    return sites.stream().mapToDouble(r -> r.gwBy(year)).sum();
  }

  private Tried relaxed(Year y, double months) throws StoppedException {
    Attempt open = y.limited(months);
    task.clock().lap("build");
    Fastest.Relaxed most = y.study.relaxed(open);
    task.clock().lap("solve");
    if (most.upper() >= least() && most.solved().solution().status() != Status.OPTIMAL) throw new StoppedException();
    return new Tried(y.study, open, most, months);
  }

  /// (1) to (3) for a year; false when the target is not reached in it.
  private boolean found(Year y) throws StoppedException {
    double end = CriticalPath.monthsTo(y.year);
    Tried whole = relaxed(y, end);
    if (whole.most.upper() < least()) {
      excluded(y.year, whole.most.upper());
      before = whole;
      return false;
    }
    bound(y.year, whole.most.upper());
    boolean first = Double.isNaN(boundMonths);
    double months = month(y, end);
    if (first) {
      boundMonths = months;
      told.put("not_before", date(months, y.year));
    }
    for (double m : months < end ? new double[] {months, end} : new double[] {end}) {
      Attempt plan = y.study.cheapest(y.limited(m));
      if (Fastest.loadOf(plan) < least()) continue;
      planned(y, plan, whole.most.upper());
      return true;
    }
    if (first) wholeModules(y, whole);
    return false;
  }

  /// What branching proves of whole modules in a year in which parts of modules reach the target and no plan of whole ones was found.
  private void wholeModules(Year y, Tried parts) throws StoppedException {
    double upper = y.study.branched(y.limited(parts.months), parts.most, 0, target * (1 - 2 * EXACT));
    if (upper >= least()) return;
    boundMonths = Double.NaN;
    Fastest.Relaxed m = parts.most;
    before = new Tried(parts.study, parts.open, new Fastest.Relaxed(m.program(), m.solved(), m.reached(), upper, m.limits()), parts.months);
    excluded(y.year, upper);
  }

  /// (2): the first month of a year by which sites that are ready carry the target; that before the year when none of its months matters.
  private double month(Year y, double end) throws StoppedException {
    double start = CriticalPath.monthsTo(y.year - 1);
    List<Double> dates = new ArrayList<>(List.of(start));
    sites.stream().filter(Readiness::open).map(r -> Math.ceil(r.months() - 1e-9)).filter(m -> m > start && m <= end).distinct().sorted().forEach(dates::add);
    // Those of the year's end carry it.
    int low = -1;
    int high = dates.size() - 1;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      double m = dates.get(middle);
      double gw = sites.stream().filter(r -> r.months() <= m).mapToDouble(r -> r.gwBy(y.year)).sum();
      Tried t = gw < least() ? null : relaxed(y, m);
      if (t == null || t.most.upper() < least()) {
        low = middle;
        if (Double.isNaN(boundMonths) && t != null) before = t;
      } else {
        high = middle;
      }
    }
    if (Double.isNaN(boundMonths) && low >= 0 && (before == null || before.months != dates.get(low))) before = relaxed(y, dates.get(low));
    if (Double.isNaN(boundMonths) && low < 0 && before == null && y.year > Figures.FIRST_YEAR) before = yearBefore(y.year - 1);
    return dates.get(high);
  }

  private @Nullable Tried yearBefore(int year) throws StoppedException {
    Fastest study = Fastest.wanted(data, target, task.at(year));
    Attempt twin = study.twin();
    return twin.solved().hasPlan() ? relaxed(new Year(year, study, twin), CriticalPath.monthsTo(year)) : null;
  }

  /// `2030-06`, or `2030` where no month of the year matters.
  private static String date(double months, int year) {
    return months <= CriticalPath.monthsTo(year - 1) ? "" + year : CriticalPath.date(months);
  }

  private void planned(Year y, Attempt plan, double upper) throws StoppedException {
    Result result = new Result(plan.lp(), plan.solved().solution());
    plan.model().report(result, task.tables(), "plan");
    NotBinding.write(plan.model().limits(), result, y.year, task.tables());
    double months = Math.max(CriticalPath.monthsTo(y.year - 1), reached(y.year));
    double gap = Math.max(0, (months - boundMonths) / Math.max(1, months));
    boolean near = gap <= Math.max(task.options().gap(), 0);
    String date = date(months, y.year);
    told.put("year", y.year);
    told.put("month", date.length() > 4 ? date : date + "-12");
    told.put("proven", near);
    told.put("chain", chain(date));
    told.put("words", sentence(date));
    Map<String, @Nullable Object> summary = task.summary();
    summary.put("rows", plan.lp().rows());
    summary.put("columns", plan.lp().columns());
    summary.put("nonzeros", plan.lp().nonzeros());
    summary.put("objective_gw", Fastest.loadOf(plan));
    summary.put("upper_bound_gw", upper);
    y.study.told(plan, y.twin, gap <= task.options().integerGap());
    summary.put("gap", gap);
  }

  /// Months after which the sites of the plan that are ready carry the target.
  private double reached(int year) {
    Map<String, Double> power = new TreeMap<>();
    Sheet p = task.tables().get("campus_power");
    for (int i = 0; i < p.rows(); i++) if (p.text(i, 0).equals("plan") && p.integer(i, 1) == year) power.merge(p.text(i, 2), p.number(i, 4) / 1e3, Double::sum);
    List<Readiness> order = sites.stream().filter(r -> power.containsKey(r.campus())).sorted(Comparator.comparingDouble(Readiness::months)).toList();
    double sum = 0;
    for (Readiness r : order) {
      sum += power.getOrDefault(r.campus(), 0.0);
      if (sum >= least()) return Math.ceil(r.months() - 1e-9);
    }
    return order.isEmpty() ? 0 : Math.ceil(order.getLast().months() - 1e-9);
  }

  private String sentence(String date) {
    String s = String.format(
        Locale.ROOT, "%s GW of new AI load can stand %s %s", Fastest.plain(target), date.length() > 4 ? "by the end of" : "by the end of the year", date);
    if (before != null && told.get("not_before") instanceof String first)
      s += String.format(
          Locale.ROOT, "; not before%s: no plan has more than %s GW by %s", date.equals(first) ? "" : " " + first, Fastest.plain(before.most.upper() < DUST ? 0 : before.most.upper()),
          CriticalPath.date(before.months));
    return date.length() > 4 && !date.endsWith("-12") ? s + "; chips, ramps and budgets count by whole years" : s;
  }

  /// The campuses that are ready last, with their steps, and the limits of the date before, with the GW that more of each gives.
  private List<Map<String, Object>> chain(String date) {
    List<Map<String, Object>> chain = new ArrayList<>();
    Sheet c = task.tables().get("campuses");
    Map<String, Double> planned = new TreeMap<>();
    for (int i = 0; i < c.rows(); i++) planned.put(c.text(i, c.column("campus")), c.number(i, c.column("planned_mw")) / 1e3);
    sites.stream()
        .filter(r -> r.date().equals(date) && planned.getOrDefault(r.campus(), 0.0) > 0)
        .sorted(Comparator.comparingDouble((Readiness r) -> -planned.getOrDefault(r.campus(), 0.0)))
        .limit(MOST_CAMPUSES)
        .forEach(r -> chain.add(campus(r, planned.getOrDefault(r.campus(), 0.0))));
    if (before == null || !before.most.solved().hasPlan()) return chain;
    List<FastestBinding.Told> limits = new FastestBinding(before.most, before.study.data(), before.months).all();
    for (FastestBinding.Told t : limits.subList(0, Math.min(MOST_LIMITS, limits.size()))) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("kind", "limit");
      m.put("constraint", t.constraint());
      m.put("place", t.place());
      m.put("year", t.year());
      m.put("value", t.value());
      m.put("unit", t.unit());
      m.put("words", t.words());
      chain.add(m);
    }
    return chain;
  }

  private static Map<String, Object> campus(Readiness r, double gw) {
    List<Map<String, Object>> steps = new ArrayList<>();
    List<String> deciding = new ArrayList<>();
    for (CriticalPath.Span s : r.path().spans()) {
      steps.add(Map.of("step", s.step(), "from_month", s.from(), "to_month", s.to(), "decides", s.decides()));
      if (s.decides()) deciding.add(String.format(Locale.ROOT, "%s to month %.3g", s.step(), s.to()));
    }
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("kind", "campus");
    m.put("campus", r.campus());
    m.put("name", r.name());
    m.put("zone", r.zone());
    m.put("gw", gw);
    m.put("ready", r.date());
    m.put("steps", steps);
    m.put("words", String.format(Locale.ROOT, "%s in %s, %.3g GW of the plan, is ready in %s: %s", r.name(), r.zone(), gw, r.date(), String.join(", ", deciding)));
    return m;
  }
}
