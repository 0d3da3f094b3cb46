package org.loadstar.cases;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.loadstar.model.Settings;

/// Keeps of each table with a `scenario` column the rows of the chosen scenarios; later ones
/// replace earlier ones with the same key. Rows of the scenario `all` are always kept, under the
/// chosen ones.
final class Scenarios {
  static final String ALWAYS = "all";

  private Scenarios() {}

  static Map<String, ReadTable> chosen(
      Map<String, ReadTable> tables, Settings settings, Yaml root, Faults faults) {
    checkNames(settings, root, faults);
    var result = new LinkedHashMap<>(tables);
    result.replaceAll(
        (name, t) -> t.schema().scenario() == null ? t : chosen(t, settings, root, faults));
    return result;
  }

  private static void checkNames(Settings settings, Yaml root, Faults faults) {
    List<String> able =
        TableSchema.tables().values().stream()
            .filter(t -> t.scenario() != null)
            .map(TableSchema::name)
            .toList();
    for (String name : settings.scenarios().keySet())
      if (!able.contains(name))
        faults.addUnknown(root.placeOf("scenarios", name), name, "the table with scenarios", able);
  }

  private static ReadTable chosen(ReadTable t, Settings settings, Yaml root, Faults faults) {
    Set<String> known = known(t);
    String name = t.schema().name();
    String choice = settings.scenarios().get(name);
    List<String> names;
    if (choice != null) {
      names = List.of(choice.split(",")).stream().map(String::strip).toList();
      if (t.raw() == null ? t.sound() : t.raw().header().contains(TableSchema.SCENARIO))
        for (String n : names)
          if (!known.contains(n))
            faults.addUnknown(
                root.placeOf("scenarios", name), n, "the scenario of " + t.schema().file(), known);
    } else {
      names = List.copyOf(known);
      if (known.size() > 1) {
        faults.add(
            root.placeOf("scenarios"),
            "",
            "the scenario of "
                + t.schema().file()
                + " is not chosen; known: "
                + Nearest.listed(known),
            "scenarios: {" + name + ": " + known.iterator().next() + "}");
        return t.with(List.of()).unsound();
      }
    }
    boolean unknown = choice != null && !known.containsAll(names);
    return unknown ? t.with(List.of()).unsound() : t.with(layered(t, names));
  }

  /// Scenario names in the table without `all`.
  private static Set<String> known(ReadTable t) {
    var known = new TreeSet<String>();
    if (t.raw() != null) known.addAll(t.raw().values(TableSchema.SCENARIO));
    known.removeAll(Set.of(ALWAYS, ""));
    return known;
  }

  /// The rows that hold, in the order of the file.
  private static List<ReadTable.Entry> layered(ReadTable t, List<String> names) {
    ColumnSchema scenario = Objects.requireNonNull(t.schema().scenario());
    var layers = new ArrayList<String>(List.of(ALWAYS));
    layers.addAll(names);
    var highest = new HashMap<List<Object>, Integer>();
    for (ReadTable.Entry e : t.entries())
      highest.merge(t.schema().keyOf(e.value(), false), layer(scenario, e, layers), Math::max);
    return t.entries().stream()
        .filter(e -> layer(scenario, e, layers) >= 0)
        .filter(
            e ->
                layer(scenario, e, layers)
                    == highest.getOrDefault(t.schema().keyOf(e.value(), false), -1))
        .toList();
  }

  private static int layer(ColumnSchema scenario, ReadTable.Entry e, List<String> layers) {
    return layers.lastIndexOf((String) scenario.of(e.value()));
  }
}
