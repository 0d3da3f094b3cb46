package org.loadstar.cases.pypsa;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Nearest;
import org.loadstar.cases.NetworkReading;
import org.loadstar.cases.Place;
import org.loadstar.model.network.Limit;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkSettings;
import org.loadstar.model.network.Snapshot;
import org.loadstar.model.network.StageRow;

/// Turns the tables and series of a PyPSA network into a network case. What is not supported is a fault that names it; nothing is ignored
/// that PyPSA's optimisation reads.
final class Translation {
  /// Lists that say nothing of a linear optimisation by themselves.
  private static final Set<String> PASSED_OVER =
      Set.of("snapshots", "investment_periods", "shapes", "sub_networks", "shunt_impedances", "line_types", "transformer_types");

  /// Lists of PyPSA that would change the optimum.
  private static final Set<String> UNSUPPORTED = Set.of("processes", "scenarios");

  private final PypsaData data;
  private final Faults faults;
  private final Times times;

  Translation(PypsaData data, Faults faults) {
    this.data = data;
    this.faults = faults;
    times = Times.of(data, faults);
  }

  /// The network case, or all faults.
  ///
  /// @param source name of the file or folder, for a network without a name
  NetworkReading read(String source) {
    data.lists().forEach(this::check);
    data.series().forEach(this::checkSeries);
    if (data.list("buses") == null) faults.add(new Place("buses.csv", 0), "", "there is no such file; a network has buses");
    if (!faults.none()) return new NetworkReading.Refused(faults.sorted());
    requireLinearOrWithoutIntegers();
    Components components = new Components(data, times, faults);
    components.read();
    new Contradictions(data, faults).check();
    GlobalConstraints constraints = new GlobalConstraints(data, times, components.assets, faults);
    constraints.read();
    new Doubts(data, components.assets, faults).warn();
    new Meshes(data, components.rows, faults).warn();
    GrowthLimits growth = new GrowthLimits(data, times, components.assets, faults);
    growth.read();
    if (!faults.none()) return new NetworkReading.Refused(faults.sorted());
    Map<Class<?>, List<?>> rows = components.rows;
    rows.put(Snapshot.class, times.snapshots());
    rows.put(StageRow.class, times.stages());
    rows.put(Limit.Row.class, Stream.concat(constraints.limits.stream(), growth.limits.stream()).toList());
    rows.put(Limit.Term.class, Stream.concat(constraints.terms.stream(), growth.terms.stream()).toList());
    String name = data.attributes().getOrDefault("name", "");
    NetworkSettings settings = new NetworkSettings("network", name.isEmpty() ? source : name, "", "pypsa", 1, components.existing, 0, 0);
    return new NetworkReading.Good(new Network(settings, rows, components.series), faults.warnings());
  }

  /// A quadratic cost beside a decision in whole numbers cannot be solved.
  private void requireLinearOrWithoutIntegers() {
    String whole = "";
    for (String list : data.lists().keySet()) {
      PypsaData.Rows t = data.lists().get(list);
      for (int k = 0; k < t.size() && whole.isEmpty(); k++)
        for (String nominal : List.of("p_nom", "s_nom", "e_nom")) {
          boolean open = Boolean.TRUE.equals(Values.truth(t.cell(k, nominal + "_extendable")));
          if (open && Values.number(t.cell(k, nominal + "_mod")) > 0) whole = nominal + "_mod of " + t.names()[k];
          else if (Boolean.TRUE.equals(Values.truth(t.cell(k, "committable")))) whole = "committable of " + t.names()[k];
        }
    }
    if (whole.isEmpty()) return;
    for (String list : List.of("generators", "links", "storage_units", "stores")) {
      PypsaData.Rows t = data.list(list);
      for (int k = 0; t != null && k < t.size(); k++) {
        String text = t.cell(k, "marginal_cost_quadratic");
        if (Values.isMissing(text) || Values.number(text) == 0) continue;
        faults.add(t.places().at(k, "marginal_cost_quadratic"), text,
            "a quadratic cost cannot be solved beside decisions in whole numbers (" + whole + "); allowed: 0");
        return;
      }
    }
  }

  private void check(String list, PypsaData.Rows table) {
    if (PASSED_OVER.contains(list)) return;
    Attributes known = Attributes.of(list);
    if (known == null) {
      if (UNSUPPORTED.contains(list)) faults.add(table.places().at(-1, ""), list, list + " of PyPSA are not supported; the network must have none");
      else if (table.size() > 0) faults.addUnknown(table.places().at(-1, ""), list, "the list of components", Attributes.lists());
      return;
    }
    table.columns().forEach((attribute, texts) -> {
      Attributes.Neutral neutral = known.neutral(attribute);
      if (neutral != null) {
        for (int k = 0; k < texts.length; k++)
          if (!neutral.admits(texts[k]))
            faults.add(table.places().at(k, attribute), texts[k],
                attribute + " of " + table.names()[k] + " (" + list + ") is not supported; allowed: " + neutral.allowed());
      } else if (!known.isRead(attribute) && !known.isPassedOver(attribute)) {
        unknown(table.places().at(-1, attribute), list, attribute, known);
      }
    });
  }

  private void unknown(Place place, String list, String attribute, Attributes known) {
    String near = Nearest.to(attribute, known.known());
    faults.add(place, attribute, "this attribute of " + list + " is not known; a column that only describes must be left out",
        near == null ? null : "'" + near + "'");
  }

  private void checkSeries(String list, Map<String, PypsaData.Series> all) {
    Attributes known = Attributes.of(list);
    PypsaData.Rows table = data.list(list);
    Set<String> names = table == null ? Set.of() : new HashSet<>(List.of(table.names()));
    all.forEach((attribute, s) -> {
      if (known == null) {
        if (!PASSED_OVER.contains(list) && !UNSUPPORTED.contains(list)) faults.addUnknown(s.places().at(-1, ""), list, "the list of components", Attributes.lists());
      } else if (known.isSeries(attribute)) {
        for (String name : s.names())
          if (!names.contains(name)) faults.addUnknown(s.places().at(-1, name), name, "the name (one of " + list + ")", names);
        int steps = times.snapshots().size();
        if (s.values().length > 0 && s.values()[0].length != steps)
          faults.add(s.places().at(-1, ""), "", "the series has " + s.values()[0].length + " snapshots, the network has " + steps);
      } else if (attribute.endsWith("-pw")) {
        faults.add(s.places().at(-1, ""), "", "piecewise attributes (of " + list + ") are not supported");
      } else if (known.neutral(attribute) != null) {
        faults.add(s.places().at(-1, ""), attribute, "a series of this attribute of " + list + " is not supported");
      } else if (known.isRead(attribute)) {
        faults.add(s.places().at(-1, ""), attribute, "this attribute of " + list + " may not vary by snapshot");
      } else if (!known.isPassedOver(attribute)) {
        unknown(s.places().at(-1, ""), list, attribute, known);
      }
    });
  }
}
