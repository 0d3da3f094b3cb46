package org.loadstar.cases.pypsa;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Decimal;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Place;

/// Refuses assets whose least is above their most: PyPSA warns of them and finds no solution, or builds and runs nothing.
///
/// A committable asset with a series may be above its most for a while: it is off then. So may be what has no capacity and gets none.
final class Contradictions {
  /// What PyPSA takes for the rounding of two equal figures.
  private static final double ROUNDING = 1e-9;

  /// Attribute of the capacity by list.
  private static final Map<String, String> NOMINAL =
      new TreeMap<>(
          Map.of("generators", "p_nom", "links", "p_nom", "storage_units", "p_nom", "stores", "e_nom", "lines", "s_nom", "transformers", "s_nom"));

  private final PypsaData data;
  private final Faults faults;

  Contradictions(PypsaData data, Faults faults) {
    this.data = data;
    this.faults = faults;
  }

  void check() {
    NOMINAL.forEach((list, nominal) -> {
      PypsaData.Rows rows = data.list(list);
      for (int k = 0; rows != null && k < rows.size(); k++) {
        if (isFalse(rows, k, "active")) continue;
        boolean open = isTrue(rows, k, nominal + "_extendable");
        if (open) constants(rows, k, nominal + "_min", 0, nominal + "_max", Double.POSITIVE_INFINITY);
        if (list.equals("generators")) constants(rows, k, "e_sum_min", Double.NEGATIVE_INFINITY, "e_sum_max", Double.POSITIVE_INFINITY);
        boolean sized = open || ListReader.number(rows, k, nominal, 0, faults) != 0;
        if (sized && !nominal.equals("s_nom")) shares(list, rows, k, nominal.charAt(0));
      }
    });
  }

  private static boolean isTrue(PypsaData.Rows rows, int k, String attribute) {
    return Boolean.TRUE.equals(Values.truth(rows.cell(k, attribute)));
  }

  private static boolean isFalse(PypsaData.Rows rows, int k, String attribute) {
    return Boolean.FALSE.equals(Values.truth(rows.cell(k, attribute)));
  }

  private void constants(PypsaData.Rows rows, int k, String least, double noLeast, String most, double noMost) {
    double low = ListReader.number(rows, k, least, noLeast, faults);
    double high = ListReader.number(rows, k, most, noMost, faults);
    if (low > high + ROUNDING) {
      boolean given = !rows.cell(k, least).isEmpty() && !rows.cell(k, most).isEmpty();
      fault(rows.places().at(k, least), rows.names()[k], least, low, most, high,
          given ? least + " " + Decimal.text(high) + " and " + most + " " + Decimal.text(low) : null);
    }
  }

  private void fault(Place place, String name, String least, double low, String most, double high, @Nullable String maybe) {
    faults.add(place, Decimal.text(low), least + " of " + name + " must not be above its " + most + " (" + Decimal.text(high) + ")", maybe);
  }

  /// Least and most use of the capacity, at the first snapshot where they contradict each other.
  private void shares(String list, PypsaData.Rows rows, int k, char kind) {
    String least = kind + "_min_pu";
    String most = kind + "_max_pu";
    double noLeast = list.equals("storage_units") ? -1 : 0;
    PypsaData.Series s = data.seriesOf(list).get(least);
    PypsaData.Series t = data.seriesOf(list).get(most);
    double[] low = of(s, rows.names()[k]);
    double[] high = of(t, rows.names()[k]);
    if (low == null && high == null) {
      constants(rows, k, least, noLeast, most, 1);
      return;
    }
    if (isTrue(rows, k, "committable")) return;
    double constantLow = ListReader.number(rows, k, least, noLeast, faults);
    double constantHigh = ListReader.number(rows, k, most, 1, faults);
    int steps = Math.max(low == null ? 0 : low.length, high == null ? 0 : high.length);
    for (int step = 0; step < steps; step++) {
      double l = low == null ? constantLow : low[step];
      double h = high == null ? constantHigh : high[step];
      if (l <= h + ROUNDING || Double.isNaN(l) || Double.isNaN(h)) continue;
      PypsaData.Series first = low == null || s == null ? t : s;
      if (first != null) fault(first.places().at(step, rows.names()[k]), rows.names()[k], least, l, most, h, null);
      return;
    }
  }

  private static double @Nullable [] of(PypsaData.@Nullable Series s, String name) {
    for (int c = 0; s != null && c < s.names().length; c++) if (s.names()[c].equals(name)) return s.values()[c];
    return null;
  }
}
