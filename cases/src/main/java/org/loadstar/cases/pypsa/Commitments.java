package org.loadstar.cases.pypsa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.loadstar.cases.Decimal;
import org.loadstar.cases.Faults;

/// Unit commitment of generators and links: the bound of what a chosen capacity can be, and what is refused.
///
/// Refused are combinations whose rows in PyPSA 1.3 contradict each other or their meaning: modules with a minimum down time (its rows
/// allow one module on), given modules with a least power or with ramp limits (its rows count all modules at once), and assets without
/// commitment that stood still before the first snapshot and have ramp limits.
final class Commitments {
  private static final List<String> RAMPS = List.of("ramp_limit_up", "ramp_limit_down", "ramp_limit_start_up", "ramp_limit_shut_down");
  private final PypsaData data;
  private final String list;
  private final Faults faults;

  Commitments(PypsaData data, String list, Faults faults) {
    this.data = data;
    this.list = list;
    this.faults = faults;
  }

  /// Completes the reader of the list, and adds the faults of its assets.
  <R extends Record> ListReader<R> with(ListReader<R> r) {
    PypsaData.Rows table = data.list(list);
    if (table == null) return r;
    boolean any = false;
    for (int k = 0; k < table.size(); k++) {
      if (!r.isActive(k)) continue;
      boolean committable = r.truth(k, "committable", false);
      any |= committable;
      if (committable) committed(r, table, k);
      else uncommitted(r, table, k);
    }
    double bound = any ? bound(table) : 1e6;
    return r.with("committable_bound", k -> bound).with("whole_units", k -> true);
  }

  private void committed(ListReader<?> r, PypsaData.Rows table, int k) {
    double nominal = r.number(k, "p_nom", 0);
    double module = r.number(k, "p_nom_mod", 0);
    boolean open = r.truth(k, "p_nom_extendable", false);
    if (!open && Double.isInfinite(nominal)) refuse(table, k, "p_nom", "p_nom of a committable asset must be finite");
    before(r, table, k);
    if (module <= 0) return;
    if (r.number(k, "min_down_time", 0) > 0)
      refuse(table, k, "min_down_time", "min_down_time of a committable asset with p_nom_mod is not supported; allowed: 0");
    if (open) return;
    double modules = nominal / module;
    if (Math.abs(modules - Math.rint(modules)) > 1e-6)
      refuse(table, k, "p_nom", "p_nom of a committable asset must be a multiple of its p_nom_mod");
    if (largest(table, k, "p_min_pu", 0) > 0)
      refuse(table, k, "p_min_pu", "p_min_pu of a committable asset with p_nom_mod is not supported unless it is extendable; allowed: 0");
    for (String ramp : RAMPS)
      if (!Double.isNaN(largest(table, k, ramp, Double.NaN)))
        refuse(table, k, ramp, ramp + " of a committable asset with p_nom_mod is not supported unless it is extendable; allowed: no value");
  }

  /// What is left of the minimum times since before the first snapshot must not force the asset on and off at once.
  private void before(ListReader<?> r, PypsaData.Rows table, int k) {
    double up = r.number(k, "up_time_before", 1);
    double down = r.number(k, "down_time_before", 0);
    double minUp = r.number(k, "min_up_time", 0);
    double minDown = r.number(k, "min_down_time", 0);
    if (!(up > 0 && down > 0 && up < minUp && down < minDown)) return;
    String up0 = table.cell(k, "up_time_before").isEmpty() ? " where nothing is given" : "";
    faults.add(table.places().at(k, "down_time_before"), table.cell(k, "down_time_before"),
        "down_time_before with min_down_time " + Decimal.text(minDown) + " forces the first snapshot off, and up_time_before (" + Decimal.text(up) + up0
            + ") with min_up_time " + Decimal.text(minUp) + " forces it on; allowed: one of both times before is 0 or no less than its minimum ("
            + table.names()[k] + ", " + list + ")",
        "up_time_before 0, for an asset that stood still");
  }

  private void uncommitted(ListReader<?> r, PypsaData.Rows table, int k) {
    boolean still = r.number(k, "up_time_before", 1) == 0;
    boolean backwards = r.number(k, "p_min_pu", 0) < 0;
    for (String ramp : RAMPS) {
      boolean event = ramp.endsWith("start_up") || ramp.endsWith("shut_down");
      if (!Double.isNaN(largest(table, k, ramp, Double.NaN)) && (still || event && backwards))
        refuse(table, k, still ? "up_time_before" : ramp, still
            ? "up_time_before of an asset with " + ramp + " that is not committable must be 1 or more"
            : ramp + " of an asset that runs backwards and is not committable is not supported; allowed: no value");
    }
  }

  private void refuse(PypsaData.Rows table, int k, String attribute, String message) {
    faults.add(table.places().at(k, attribute), table.cell(k, attribute), message + " (" + table.names()[k] + ", " + list + ")");
  }

  /// Largest value of an attribute over its series, or its constant.
  private double largest(PypsaData.Rows table, int k, String attribute, double absent) {
    PypsaData.Series s = data.seriesOf(list).get(attribute);
    double most = Double.NaN;
    for (int c = 0; s != null && c < s.names().length; c++)
      if (s.names()[c].equals(table.names()[k]))
        for (double v : s.values()[c]) if (Double.isNaN(most) || v > most) most = v;
    return Double.isNaN(most) ? ListReader.number(table, k, attribute, absent, faults) : most;
  }

  /// Ten times the largest of the peak load, the capacities and their limits, as PyPSA bounds what it does not know.
  private double bound(PypsaData.Rows table) {
    List<Double> sizes = new ArrayList<>();
    for (int k = 0; k < table.size(); k++)
      for (String a : List.of("p_nom", "p_nom_max")) sizes.add(ListReader.number(table, k, a, 0, faults));
    double most = Math.abs(peak());
    for (double v : sizes) if (Double.isFinite(v)) most = Math.max(most, v);
    return most > 0 ? 10 * most : 1e6;
  }

  private double peak() {
    PypsaData.Rows loads = data.list("loads");
    if (loads == null) return 0;
    Map<String, PypsaData.Series> series = data.seriesOf("loads");
    PypsaData.Series s = series.get("p_set");
    int steps = s == null || s.values().length == 0 ? 1 : s.values()[0].length;
    double[] sum = new double[steps];
    for (int k = 0; k < loads.size(); k++) {
      int c = s == null ? -1 : List.of(s.names()).indexOf(loads.names()[k]);
      double constant = ListReader.number(loads, k, "p_set", 0, faults);
      for (int t = 0; t < steps; t++) sum[t] += s == null || c < 0 ? constant : s.values()[c][t];
    }
    double most = 0;
    for (double v : sum) most = Math.max(most, Math.abs(v));
    return most;
  }
}
