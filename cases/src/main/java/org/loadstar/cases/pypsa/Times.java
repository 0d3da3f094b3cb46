package org.loadstar.cases.pypsa;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Faults;
import org.loadstar.cases.NumberRule;
import org.loadstar.model.network.Snapshot;
import org.loadstar.model.network.StageRow;

/// Snapshots with their weightings, and investment periods.
///
/// The weighting `objective` is paid for operating costs, `generators` counts energy for limits, `stores` is the time between levels; older
/// files have one column `weightings` for all three. An investment period is a stage.
///
/// @param multi true for a network with investment periods
/// @param years the horizon (of one period) in years of 8760 hours, for annuities of overnight costs; NaN where periods differ
record Times(List<Snapshot> snapshots, List<StageRow> stages, boolean multi, double years) {
  private static final double HOURS = 8760;

  /// PyPSA's names of our columns.
  private static final Map<String, String> WEIGHTINGS = Map.of("energy", "generators", "elapsed", "stores");

  static Times of(PypsaData data, Faults faults) {
    PypsaData.Rows rows = data.list("snapshots");
    if (rows == null || rows.size() == 0) return new Times(List.of(new Snapshot("now", 0, 0, 1, 1, 1)), List.of(), false, 1 / HOURS);
    boolean multi = rows.columns().containsKey("period");
    String label = rows.columns().containsKey("timestep") ? "timestep" : "snapshot";
    List<Snapshot> snapshots = new ArrayList<>();
    Set<Integer> periods = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>();
    Map<Integer, Double> hours = new TreeMap<>();
    for (int k = 0; k < rows.size(); k++) {
      int stage = multi ? whole(rows, k, "period", faults) : 0;
      if (!periods.contains(stage) && !periods.isEmpty() && stage < periods.stream().mapToInt(p -> p).max().orElse(0))
        faults.add(rows.places().at(k, "period"), rows.cell(k, "period"), "investment periods must increase");
      periods.add(stage);
      String text = rows.columns().containsKey(label) ? rows.cell(k, label) : rows.names()[k];
      if (!seen.add(stage + " " + text)) faults.add(rows.places().at(k, label), text, "the snapshot is given twice");
      double all = ListReader.number(rows, k, "weightings", 1, faults);
      double objective = ListReader.number(rows, k, "objective", all, faults);
      if (text.isEmpty()) faults.add(rows.places().at(k, label), "", "a label is needed");
      Snapshot s = new Snapshot(text, stage, 0, objective, ListReader.number(rows, k, "generators", all, faults),
          ListReader.number(rows, k, "stores", all, faults));
      UnaryOperator<String> column = c -> rows.columns().containsKey("weightings") ? "weightings" : WEIGHTINGS.getOrDefault(c, c);
      NumberRule.check(s, text, rows.places().at(k, "objective"), column, faults);
      snapshots.add(s);
      hours.merge(stage, objective, Double::sum);
    }
    order(rows, label, snapshots, faults);
    double longest = Collections.max(hours.values());
    boolean alike = longest - Collections.min(hours.values()) <= 1e-9 * longest;
    return new Times(snapshots, stages(data, periods, multi, faults), multi, alike ? longest / HOURS : Double.NaN);
  }

  /// Labels that are times name a moment once, and should be in order; PyPSA takes them as they stand.
  private static void order(PypsaData.Rows rows, String label, List<Snapshot> snapshots, Faults faults) {
    List<@Nullable LocalDateTime> times = snapshots.stream().map(s -> time(s.snapshot())).toList();
    long known = times.stream().filter(Objects::nonNull).count();
    Set<String> seen = new LinkedHashSet<>();
    LocalDateTime last = null;
    boolean warned = false;
    for (int k = 0; k < times.size(); k++) {
      LocalDateTime now = times.get(k);
      String text = snapshots.get(k).snapshot();
      boolean next = k == 0 || snapshots.get(k - 1).stage() != snapshots.get(k).stage();
      if (now == null) {
        if (2 * known > times.size() && !warned) faults.warn(rows.places().at(k, label), text, "this snapshot is no time, as others are; all are taken as texts", null);
        warned |= 2 * known > times.size();
        continue;
      }
      if (!seen.add(snapshots.get(k).stage() + " " + now)) {
        boolean same = snapshots.subList(0, k).stream().anyMatch(s -> s.snapshot().equals(text));
        if (!same) faults.add(rows.places().at(k, label), text, "the snapshot is given twice");
      } else if (last != null && !next && now.isBefore(last) && !warned) {
        faults.warn(rows.places().at(k, label), text, "the snapshots are not in order of time; they are taken in the order of the file", null);
        warned = true;
      }
      last = now;
    }
  }

  /// A time as PyPSA writes it, or null.
  private static @Nullable LocalDateTime time(String text) {
    if (text.length() < 10 || text.charAt(4) != '-') return null;
    try {
      return LocalDateTime.parse(text.length() == 10 ? text + "T00:00:00" : text.replace(' ', 'T'));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static List<StageRow> stages(PypsaData data, Set<Integer> periods, boolean multi, Faults faults) {
    List<StageRow> stages = new ArrayList<>();
    PypsaData.Rows rows = data.list("investment_periods");
    if (!multi || rows == null) return stages;
    for (int k = 0; k < rows.size(); k++) {
      String text = rows.columns().containsKey("period") ? rows.cell(k, "period") : rows.names()[k];
      double period = Values.number(text);
      if (!periods.contains((int) period) || period != Math.rint(period)) {
        faults.add(rows.places().at(k, "period"), text, "the investment period must be one of the snapshots: " + periods);
        continue;
      }
      if (stages.stream().anyMatch(q -> q.stage() == (int) period)) faults.add(rows.places().at(k, "period"), text, "the investment period is given twice");
      StageRow stage = new StageRow((int) period, ListReader.number(rows, k, "objective", 1, faults), ListReader.number(rows, k, "years", 1, faults));
      NumberRule.check(stage, text, rows.places().at(k, "objective"), c -> c, faults);
      stages.add(stage);
    }
    return stages;
  }

  private static int whole(PypsaData.Rows rows, int row, String column, Faults faults) {
    double v = ListReader.number(rows, row, column, Double.NaN, faults);
    if (v == Math.rint(v) && v > 0 && v < 100_000) return (int) v;
    faults.add(rows.places().at(row, column), rows.cell(row, column), column + " must be a year");
    return 0;
  }

  /// Sum of the weights d_y of the stages in which an asset stands.
  double weight(int buildYear, double lifetime) {
    if (!multi) return 1;
    double sum = 0;
    for (int label : labels())
      if (stands(buildYear, lifetime, label))
        sum += stages.stream().filter(s -> s.stage() == label).mapToDouble(StageRow::objective).findFirst().orElse(1);
    return sum;
  }

  /// Labels of the stages in order.
  List<Integer> labels() {
    return snapshots.stream().map(Snapshot::stage).distinct().toList();
  }

  boolean has(int stage) {
    return snapshots.stream().anyMatch(s -> s.stage() == stage);
  }

  static boolean stands(int buildYear, double lifetime, int stage) {
    return buildYear <= stage && stage < buildYear + lifetime;
  }
}
