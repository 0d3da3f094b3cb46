package org.loadstar.cases.pypsa;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Nearest;

/// Warns of what PyPSA reads as it stands, and so do we, though something else is probably meant: carriers that a limit does not see because
/// `carriers.csv` does not list them, and loads that a file of series has no column for.
final class Doubts {
  private final PypsaData data;
  private final List<GlobalConstraints.Asset> assets;
  private final Faults faults;

  Doubts(PypsaData data, List<GlobalConstraints.Asset> assets, Faults faults) {
    this.data = data;
    this.assets = assets;
    this.faults = faults;
  }

  void warn() {
    carriers();
    loads();
  }

  /// One warning for each unlisted carrier that a limit on an attribute of carriers could count.
  private void carriers() {
    PypsaData.Rows carriers = data.list("carriers");
    List<String> limits = limitsOfCarriers();
    if (carriers == null || limits.isEmpty()) return;
    Set<String> listed = new HashSet<>(Arrays.asList(carriers.names()));
    Map<String, Integer> more = new LinkedHashMap<>();
    Map<String, GlobalConstraints.Asset> first = new LinkedHashMap<>();
    for (GlobalConstraints.Asset a : assets) {
      if (a.isBranch() || a.carrier().isEmpty() || listed.contains(a.carrier())) continue;
      if (first.putIfAbsent(a.carrier(), a) != null) more.merge(a.carrier(), 1, Integer::sum);
    }
    first.forEach((carrier, a) -> {
      PypsaData.Rows rows = data.list(a.table());
      if (rows == null) return;
      int k = Arrays.asList(rows.names()).indexOf(a.name());
      String near = Nearest.to(carrier, listed);
      faults.warn(rows.places().at(k, "carrier"), carrier, "the carrier of " + a.name() + others(more.getOrDefault(carrier, 0))
          + " is not in the list of carriers, so it counts as 0 in " + String.join(", ", limits), near == null ? null : "'" + near + "'");
    });
  }

  private List<String> limitsOfCarriers() {
    PypsaData.Rows rows = data.list("global_constraints");
    if (rows == null) return List.of();
    return java.util.stream.IntStream.range(0, rows.size())
        .filter(k -> rows.cell(k, "type").isEmpty() || rows.cell(k, "type").equals("primary_energy")).mapToObj(k -> rows.names()[k]).toList();
  }

  /// Loads without a column in the file of series and without a figure of their own.
  private void loads() {
    PypsaData.Rows rows = data.list("loads");
    PypsaData.Series s = data.seriesOf("loads").get("p_set");
    if (rows == null || s == null) return;
    Set<String> given = new HashSet<>(Arrays.asList(s.names()));
    int first = -1;
    int more = 0;
    for (int k = 0; k < rows.size(); k++) {
      String text = rows.cell(k, "p_set");
      boolean none = text.isEmpty() || Values.number(text) == 0;
      if (given.contains(rows.names()[k]) || !none || Boolean.FALSE.equals(Values.truth(rows.cell(k, "active")))) continue;
      if (first < 0) first = k;
      else more++;
    }
    if (first < 0) return;
    String near = Nearest.to(rows.names()[first], given);
    faults.warn(rows.places().at(first, "p_set"), rows.names()[first],
        "the load has no column in the series p_set and no p_set of its own, so it is 0" + (more == 0 ? "" : "; so are " + more + " more"),
        near == null ? null : "'" + near + "'");
  }

  private static String others(int more) {
    return more == 0 ? "" : " (and of " + more + " more)";
  }
}
