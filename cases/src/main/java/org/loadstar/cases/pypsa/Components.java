package org.loadstar.cases.pypsa;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Decimal;
import org.loadstar.cases.Faults;
import org.loadstar.cases.NumberRule;
import org.loadstar.cases.Place;
import org.loadstar.model.Column;
import org.loadstar.model.network.Bus;
import org.loadstar.model.network.Carrier;
import org.loadstar.model.network.Demand;
import org.loadstar.model.network.Generator;
import org.loadstar.model.network.Link;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.PassiveBranch;
import org.loadstar.model.network.StorageUnit;
import org.loadstar.model.network.Store;

/// Reads the components of a PyPSA network into the rows and series of a network case.
///
/// What PyPSA works out before it optimises is worked out here: annuities of overnight costs, impedances of standard types, the carrier of
/// a branch or store without one (that of its first bus).
final class Components {
  private static final List<String> SET_POINTS = List.of("p_set", "p_dispatch_set", "p_store_set", "state_of_charge_set", "e_set");
  private final PypsaData data;
  private final Times times;
  private final Faults faults;
  private final Version version;
  private final Map<String, String> carrierOf = new HashMap<>();
  private final Map<String, Double> annualCost = new HashMap<>();

  /// Rows by type.
  final Map<Class<?>, List<?>> rows = new LinkedHashMap<>();

  /// Series by table and column, then by name.
  final Map<String, Map<String, double[]>> series = new TreeMap<>();

  /// What limits may count.
  final List<GlobalConstraints.Asset> assets = new ArrayList<>();

  /// Capital cost of what stands before of all extendable assets, which PyPSA takes off its objective.
  double existing;

  Components(PypsaData data, Times times, Faults faults) {
    this.data = data;
    this.times = times;
    this.faults = faults;
    String text = data.attributes().getOrDefault("pypsa_version", "");
    if (!text.isBlank() && !text.strip().matches("\\d+\\.\\d+.*"))
      faults.add(new Place("network", 0), text, "pypsa_version must be a version as 1.2.3; what a network means depends on it", "an empty cell, for the newest");
    version = Version.of(text);
  }

  void read() {
    buses();
    list("loads", Demand.Row.class, r -> r.with("stage", k -> 0).with("sign", k -> -r.number(k, "sign", -1)));
    generators();
    links();
    lines();
    transformers();
    storageUnits();
    stores();
  }

  private void buses() {
    List<Bus> buses = new ArrayList<>();
    PypsaData.Rows b = data.list("buses");
    for (int k = 0; b != null && k < b.size(); k++) {
      String carrier = b.cell(k, "carrier").isEmpty() ? "AC" : b.cell(k, "carrier");
      if (carrierOf.put(b.names()[k], carrier) != null)
        faults.add(b.places().at(k, "name"), b.names()[k], "the name is given twice");
      double voltage = ListReader.number(b, k, "v_nom", 1, faults);
      if (!(voltage > 0)) faults.add(b.places().at(k, "v_nom"), b.cell(k, "v_nom"), "v_nom of " + b.names()[k] + " must be above 0");
      if (b.names()[k].isEmpty()) faults.add(b.places().at(k, "name"), "", "a name is needed");
      Bus bus = new Bus(b.names()[k], carrier, "", voltage, ListReader.number(b, k, "x", Double.NaN, faults),
          ListReader.number(b, k, "y", Double.NaN, faults));
      NumberRule.check(bus, bus.bus(), b.places().at(k, "v_nom"), c -> c.equals("nominalVoltage") ? "v_nom" : c, faults);
      buses.add(bus);
    }
    rows.put(Bus.class, buses);
    List<Carrier> carriers = new ArrayList<>();
    PypsaData.Rows c = data.list("carriers");
    Set<String> seen = new HashSet<>();
    for (int k = 0; c != null && k < c.size(); k++) {
      if (!seen.add(c.names()[k])) faults.add(c.places().at(k, "name"), c.names()[k], "the name is given twice");
      Carrier carrier = new Carrier(c.names()[k], ListReader.number(c, k, "co2_emissions", 0, faults));
      NumberRule.check(carrier, carrier.carrier(), c.places().at(k, "co2_emissions"), x -> "co2_emissions", faults);
      carriers.add(carrier);
    }
    rows.put(Carrier.class, carriers);
  }

  private void generators() {
    list("generators", Generator.Row.class,
        r -> new Commitments(data, "generators", faults).with(unit(r, "generators", "p_nom")).with("e_sum_min", k -> unless(r.number(k, "e_sum_min", Double.NaN), Double.NEGATIVE_INFINITY))
            .with("e_sum_max", k -> unless(r.number(k, "e_sum_max", Double.NaN), Double.POSITIVE_INFINITY)))
        .forEach(q -> add("generators", q.generator(), q.bus(), q.carrier(), q.sign(), GlobalConstraints.Ends.RETURNS, q.pNomExtendable(), 0, q.buildYear(), q.lifetime()));
    require("generators", "efficiency", 1, v -> v > 0, "above 0");
    require("generators", "sign", 1, v -> v != 0, "other than 0");
  }

  private void links() {
    PypsaData.Rows table = data.list("links");
    list("links", Link.Row.class,
        r -> new Commitments(data, "links", faults).with(unit(r, "links", "p_nom")).with("carrier", k -> carrier(table, k, "bus0")))
        .forEach(q -> add("links", q.link(), q.bus0(), q.carrier(), 1, GlobalConstraints.Ends.RETURNS, q.pNomExtendable(), q.length(), q.buildYear(), q.lifetime()));
    List<Link.Output> outputs = new ArrayList<>();
    if (table != null)
      for (String column : table.columns().keySet())
        if (column.matches("bus([2-9]|[1-9]\\d+)")) outputs(table, column.substring(3), outputs);
    rows.put(Link.Output.class, outputs);
  }

  private void outputs(PypsaData.Rows table, String number, List<Link.Output> outputs) {
    Set<String> active = new HashSet<>();
    for (Object q : rows.getOrDefault(Link.Row.class, List.of())) active.add(((Link.Row) q).link());
    Map<String, double[]> vary = new TreeMap<>();
    PypsaData.Series s = data.seriesOf("links").get("efficiency" + number);
    for (int k = 0; k < table.size(); k++) {
      String bus = table.cell(k, "bus" + number);
      String link = table.names()[k];
      if (Values.isMissing(bus) && !carrierOf.containsKey(bus) || !active.contains(link)) continue;
      requireBus(table, k, "bus" + number);
      String name = link + "/" + number;
      outputs.add(new Link.Output(name, link, Integer.parseInt(number), bus, ListReader.number(table, k, "efficiency" + number, 1, faults)));
      for (int c = 0; s != null && c < s.names().length; c++)
        if (s.names()[c].equals(link)) {
          requireNumbers(s, c, "efficiency" + number, NumberRule.of(Link.Output.class, "efficiency"));
          vary.put(name, s.values()[c]);
        }
    }
    if (!vary.isEmpty()) series.computeIfAbsent("link_outputs-efficiency", k -> new TreeMap<>()).putAll(vary);
  }

  private void lines() {
    StandardTypes types = StandardTypes.of("line_types", data, faults);
    PypsaData.Rows t = data.list("lines");
    list("lines", PassiveBranch.Line.class,
        r -> unit(r, "lines", "s_nom").with("carrier", k -> carrier(t, k, "bus0"))
            .with("x", k -> perLength(types, t, k, "x")).with("r", k -> perLength(types, t, k, "r")))
        .forEach(q -> add("lines", q.line(), q.bus0(), q.carrier(), 1, GlobalConstraints.Ends.RETURNS, q.sNomExtendable(), q.length(), q.buildYear(), q.lifetime()));
  }

  private Object perLength(StandardTypes types, PypsaData.@Nullable Rows t, int k, String attribute) {
    String type = type(types, t, k);
    if (t == null || type.isEmpty()) return t == null ? 0.0 : ListReader.number(t, k, attribute, 0, faults);
    return types.figure(type, attribute + "_per_length") * ListReader.number(t, k, "length", 0, faults)
        / ListReader.number(t, k, "num_parallel", 1, faults);
  }

  private String type(StandardTypes types, PypsaData.@Nullable Rows t, int k) {
    String type = t == null ? "" : t.cell(k, "type");
    if (t != null && !type.isEmpty() && !types.has(type)) {
      faults.addUnknown(t.places().at(k, "type"), type, "the standard type of " + t.names()[k], types.names());
      return "";
    }
    return type;
  }

  private void transformers() {
    StandardTypes types = StandardTypes.of("transformer_types", data, faults);
    PypsaData.Rows t = data.list("transformers");
    list("transformers", PassiveBranch.Transformer.class,
        r -> unit(r, "transformers", "s_nom").with("x", k -> ofType(types, t, k, "x")).with("r", k -> ofType(types, t, k, "r"))
            .with("s_nom", k -> ofType(types, t, k, "s_nom")).with("phase_shift", k -> ofType(types, t, k, "phase_shift"))
            .with("tap_ratio", k -> ofType(types, t, k, "tap_ratio")));
    for (int k = 0; t != null && k < t.size(); k++)
      if ((Double) ofType(types, t, k, "s_nom") == 0)
        faults.add(t.places().at(k, "s_nom"), t.cell(k, "s_nom"), "s_nom of " + t.names()[k] + " (transformers) must be above 0: x and r are per unit of it");
  }

  private Object ofType(StandardTypes types, PypsaData.@Nullable Rows t, int k, String attribute) {
    String type = type(types, t, k);
    if (t == null || type.isEmpty()) return t == null ? 0.0 : ListReader.number(t, k, attribute, attribute.equals("tap_ratio") ? 1 : 0, faults);
    double parallel = ListReader.number(t, k, "num_parallel", 1, faults);
    double r = types.figure(type, "vscr") / 100;
    double z = types.figure(type, "vsc") / 100;
    return switch (attribute) {
      case "r" -> r / parallel;
      case "x" -> Math.sqrt(z * z - r * r) / parallel;
      case "tap_ratio" -> 1 + (ListReader.number(t, k, "tap_position", 0, faults) - types.figure(type, "tap_neutral"))
          * types.figure(type, "tap_step") / 100;
      default -> types.figure(type, attribute);
    };
  }

  private void storageUnits() {
    list("storage_units", StorageUnit.Row.class,
        r -> perPeriod(unit(r, "storage_units", "p_nom"), "state_of_charge_initial_per_period", "cyclic_state_of_charge_per_period"))
        .forEach(q -> add("storage_units", q.storageUnit(), q.bus(), q.carrier(), q.sign(), ends(q.cyclicStateOfCharge(), q.cyclicStateOfChargePerPeriod(), q.stateOfChargeInitialPerPeriod()), q.pNomExtendable(), 0,
            q.buildYear(), q.lifetime()));
    require("storage_units", "efficiency_store", 1, v -> v >= 0, "0 or more");
    require("storage_units", "efficiency_dispatch", 1, v -> v > 0, "above 0");
    require("storage_units", "standing_loss", 0, v -> v >= 0 && v <= 1, "from 0 to 1");
    require("storage_units", "sign", 1, v -> v != 0, "other than 0");
  }

  private void stores() {
    PypsaData.Rows t = data.list("stores");
    list("stores", Store.Row.class,
        r -> perPeriod(unit(r, "stores", "e_nom"), "e_initial_per_period", "e_cyclic_per_period").with("carrier", k -> carrier(t, k, "bus")))
        .forEach(q -> add("stores", q.store(), q.bus(), q.carrier(), q.sign(), ends(q.eCyclic(), q.eCyclicPerPeriod(), q.eInitialPerPeriod()), q.eNomExtendable(), 0, q.buildYear(), q.lifetime()));
    require("stores", "standing_loss", 0, v -> v >= 0 && v <= 1, "from 0 to 1");
    require("stores", "sign", 1, v -> v != 0, "other than 0");
  }

  /// Holds the constants and series of an attribute to a range that the meaning of the attribute has, though no column of ours.
  private void require(String list, String attribute, double absent, DoublePredicate allowed, String words) {
    PypsaData.Rows t = data.list(list);
    if (t == null) return;
    String rule = attribute + " of %s must be " + words;
    for (int k = 0; k < t.size(); k++)
      if (!allowed.test(ListReader.number(t, k, attribute, absent, faults)))
        faults.add(t.places().at(k, attribute), t.cell(k, attribute), String.format(rule, t.names()[k]));
    PypsaData.Series s = data.seriesOf(list).get(attribute);
    for (int c = 0; s != null && c < s.names().length; c++)
      for (int step = 0; step < s.values()[c].length; step++)
        if (!Double.isNaN(s.values()[c][step]) && !allowed.test(s.values()[c][step])) {
          faults.add(s.places().at(step, s.names()[c]), Decimal.text(s.values()[c][step]), String.format(rule, s.names()[c]));
          break;
        }
  }

  /// Without investment periods what holds in each of them has no effect.
  private <R extends Record> ListReader<R> perPeriod(ListReader<R> r, String... attributes) {
    if (!times.multi()) for (String a : attributes) r.with(a, k -> false);
    return r;
  }

  private static GlobalConstraints.Ends ends(boolean cyclic, boolean cyclicPerPeriod, boolean initialPerPeriod) {
    if (cyclic) return GlobalConstraints.Ends.RETURNS;
    if (cyclicPerPeriod) return GlobalConstraints.Ends.RETURNS_IN_EACH;
    return initialPerPeriod ? GlobalConstraints.Ends.STARTS_ANEW : GlobalConstraints.Ends.PASSES_ON;
  }

  /// A number, NaN for none.
  private static Object unless(double v, double none) {
    return v == none ? Double.NaN : v;
  }

  private Object carrier(PypsaData.@Nullable Rows t, int k, String bus) {
    String own = t == null ? "" : t.cell(k, "carrier");
    return !own.isEmpty() || t == null ? own : carrierOf.getOrDefault(t.cell(k, bus), "");
  }

  /// Capital cost of an asset, and what of it stands before.
  private <R extends Record> ListReader<R> unit(ListReader<R> r, String list, String nominal) {
    for (String setPoint : SET_POINTS)
      if (!version.countsConstantSetPoint(list, setPoint, data.seriesOf(list).containsKey(setPoint))) r.with(setPoint, k -> Double.NaN);
    return r.with("capital_cost", k -> {
      requireSize(r, k, nominal);
      double annual = annual(r, k);
      annualCost.put(list + "/" + r.name(k), annual);
      double cost = annual + r.number(k, "fom_cost", 0);
      if (version.takesOffExisting(times.multi()) && r.truth(k, nominal + "_extendable", false))
        existing += cost * r.number(k, nominal, 0) * times.weight((int) r.number(k, "build_year", 0), r.number(k, "lifetime", Double.POSITIVE_INFINITY));
      return cost;
    });
  }

  /// What stands of an extendable asset is finite, and its largest size no less than nothing.
  private static void requireSize(ListReader<?> r, int k, String nominal) {
    if (!r.truth(k, nominal + "_extendable", false)) return;
    if (Double.isInfinite(r.number(k, nominal, 0))) r.fault(k, nominal, nominal + " must be a finite number where " + nominal + "_extendable is True");
    if (r.number(k, nominal + "_max", 0) < 0) r.fault(k, nominal + "_max", nominal + "_max must be 0 or more");
  }

  /// Capital cost per year: as given, or the annuity of the overnight cost.
  private double annual(ListReader<?> r, int k) {
    double overnight = r.number(k, "overnight_cost", Double.NaN);
    if (Double.isNaN(overnight)) return r.number(k, "capital_cost", 0);
    double rate = r.number(k, "discount_rate", Double.NaN);
    double life = r.number(k, "lifetime", Double.POSITIVE_INFINITY);
    if (rate <= -1) r.fault(k, "discount_rate", "discount_rate must be above -1");
    if (!(life > 0)) r.fault(k, "lifetime", "lifetime must be above 0");
    if (Double.isNaN(rate)) r.fault(k, "discount_rate", "discount_rate must be given beside overnight_cost");
    if (Double.isNaN(times.years())) r.fault(k, "overnight_cost", "overnight_cost needs investment periods of one length; give capital_cost");
    if (!(rate > -1 && life > 0) || Double.isNaN(times.years())) return 0;
    double annuity = Double.isInfinite(life) ? Math.max(rate, 0) : rate == 0 ? 1 / life : rate / (1 - Math.pow(1 + rate, -life));
    return overnight * annuity * times.years();
  }

  private void add(
      String table, String name, String bus, String carrier, double sign, GlobalConstraints.Ends ends, boolean extendable, double length, int buildYear,
      double lifetime) {
    double cost = annualCost.getOrDefault(table + "/" + name, 0.0);
    assets.add(new GlobalConstraints.Asset(table, name, bus, carrier, sign, ends, extendable, length, cost, buildYear, lifetime));
  }

  private <R extends Record> List<R> list(String list, Class<R> type, UnaryOperator<ListReader<R>> with) {
    PypsaData.Rows table = data.list(list);
    if (table == null) return List.of();
    List<R> all = with.apply(new ListReader<>(type, table, faults)).read();
    rows.put(type, all);
    for (RecordComponent c : type.getRecordComponents())
      if (c.getName().startsWith("bus")) for (int k = 0; k < table.size(); k++) requireBus(table, k, c.getName());
    Set<String> active = new HashSet<>();
    ListReader<R> reader = new ListReader<>(type, table, faults);
    for (int k = 0; k < table.size(); k++) if (reader.isActive(k)) active.add(table.names()[k]);
    for (RecordComponent c : type.getRecordComponents()) series(list, type, c, active);
    return all;
  }

  private void requireBus(PypsaData.Rows table, int k, String attribute) {
    String bus = table.cell(k, attribute);
    if (carrierOf.containsKey(bus)) return;
    faults.addUnknown(table.places().at(k, attribute), bus, attribute + " of " + table.names()[k], carrierOf.keySet());
  }

  private void series(String list, Class<?> type, RecordComponent part, Set<String> active) {
    Column column = part.getAnnotation(Column.class);
    String attribute = Attributes.attribute(part);
    PypsaData.Series s = data.seriesOf(list).get(attribute);
    if (s == null || column == null || !column.series() || !version.countsSetPoint(list, attribute)) return;
    Map<String, double[]> kept = new TreeMap<>();
    for (int c = 0; c < s.names().length; c++) {
      if (!active.contains(s.names()[c])) continue;
      double[] v = s.values()[c];
      requireNumbers(s, c, attribute, NumberRule.of(type, part.getName()));
      kept.put(s.names()[c], v);
    }
    if (!kept.isEmpty()) series.put(Network.file(type) + "-" + attribute, kept);
  }

  private void requireNumbers(PypsaData.Series s, int c, String attribute, NumberRule rule) {
    double[] v = s.values()[c];
    for (int t = 0; t < v.length; t++)
      if (!rule.admits(v[t])) {
        faults.add(s.places().at(t, s.names()[c]), Double.isNaN(v[t]) ? "" : Decimal.text(v[t]),
            attribute + " of " + s.names()[c] + " must be " + rule.words(v[t]) + " in every snapshot", rule.maybe(v[t]));
        return;
      }
  }
}
