package org.loadstar.cases.pypsa;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.loadstar.cases.Faults;
import org.loadstar.model.network.Bus;
import org.loadstar.model.network.Cycles;
import org.loadstar.model.network.PassiveBranch;

/// Warns of lines and transformers that close a cycle though they are inactive, where PyPSA 1.3 differs, or have no impedance.
final class Meshes {
  /// @param impedance what counts of x and r
  private record Branch(String list, int row, String name, int from, int to, boolean active, String impedance, double z) {}

  private final PypsaData data;
  private final Faults faults;
  private final Map<String, Integer> buses = new HashMap<>();
  private final List<Branch> branches = new ArrayList<>();

  /// @param rows rows of the network, with the impedances that count
  Meshes(PypsaData data, Map<Class<?>, List<?>> rows, Faults faults) {
    this.data = data;
    this.faults = faults;
    Set<String> ac = new TreeSet<>();
    for (Object b : rows.getOrDefault(Bus.class, List.of()))
      if (b instanceof Bus bus) {
        buses.put(bus.bus(), buses.size());
        if (bus.carrier().equals("AC")) ac.add(bus.bus());
      }
    Map<String, Double> impedances = new HashMap<>();
    for (Object q : rows.getOrDefault(PassiveBranch.Line.class, List.of()))
      if (q instanceof PassiveBranch.Line l) impedances.put("lines/" + l.line(), ac.contains(l.bus0()) ? l.x() : l.r());
    for (Object q : rows.getOrDefault(PassiveBranch.Transformer.class, List.of()))
      if (q instanceof PassiveBranch.Transformer t) impedances.put("transformers/" + t.transformer(), ac.contains(t.bus0()) ? t.x() : t.r());
    for (String list : List.of("lines", "transformers")) {
      PypsaData.Rows table = data.list(list);
      for (int k = 0; table != null && k < table.size(); k++) {
        Integer from = buses.get(table.cell(k, "bus0"));
        Integer to = buses.get(table.cell(k, "bus1"));
        if (from == null || to == null) continue;
        Double z = impedances.get(list + "/" + table.names()[k]);
        branches.add(new Branch(list, k, table.names()[k], from, to, z != null, ac.contains(table.cell(k, "bus0")) ? "x" : "r", z == null ? 1 : z));
      }
    }
  }

  void warn() {
    warn(closing(branches, b -> !b.active), "active",
        "closes a cycle: here it is as if it were not there; PyPSA 1.3 gives it a flow of 0 but keeps it in the cycle, which binds the other flows");
    for (String impedance : List.of("x", "r"))
      warn(closing(branches.stream().filter(Branch::active).toList(), b -> b.z == 0 && b.impedance.equals(impedance)), impedance,
          "closes a cycle without impedance (" + impedance + "): the voltage angles at its ends are equal, whatever flows");
  }

  private void warn(List<Branch> found, String attribute, String message) {
    if (found.isEmpty()) return;
    Branch first = found.getFirst();
    PypsaData.Rows table = data.list(first.list);
    if (table == null) return;
    String more = found.size() == 1 ? "" : " (and " + (found.size() - 1) + " more)";
    faults.warn(table.places().at(first.row, attribute), table.cell(first.row, attribute), first.name + more + " " + message, null);
  }

  /// Those of the wanted branches that lie on a cycle of all.
  private List<Branch> closing(List<Branch> all, Predicate<Branch> wanted) {
    if (all.stream().noneMatch(wanted)) return List.of();
    int[] from = all.stream().mapToInt(Branch::from).toArray();
    int[] to = all.stream().mapToInt(Branch::to).toArray();
    Set<Integer> on = new TreeSet<>();
    for (Cycles.Cycle c : Cycles.basis(buses.size(), from, to)) for (int e : c.edges()) on.add(e);
    return on.stream().map(all::get).filter(wanted).toList();
  }
}
