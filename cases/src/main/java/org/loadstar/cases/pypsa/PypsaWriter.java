package org.loadstar.cases.pypsa;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.Fault;
import org.loadstar.model.Column;
import org.loadstar.model.Result;
import org.loadstar.model.network.Bus;
import org.loadstar.model.network.Carrier;
import org.loadstar.model.network.Demand;
import org.loadstar.model.network.Generator;
import org.loadstar.model.network.Limit;
import org.loadstar.model.network.Link;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkModel;
import org.loadstar.model.network.PassiveBranch;
import org.loadstar.model.network.Snapshot;
import org.loadstar.model.network.StageRow;
import org.loadstar.model.network.StorageUnit;
import org.loadstar.model.network.Store;

/// Writes a network case, with its results where it is solved, as a CSV folder of PyPSA 1.x.
///
/// Every attribute that differs from PyPSA's default is written. A table that PyPSA has no component for, or a limit that it has no
/// constraint for, is refused by name: nothing is left out.
public final class PypsaWriter {
  static final String VERSION = "1.3.0";
  private static final Set<Class<?>> KNOWN = Set.of(
      Snapshot.class, StageRow.class, Bus.class, Carrier.class, Demand.Row.class, Generator.Row.class, Link.Row.class, Link.Output.class,
      PassiveBranch.Line.class, PassiveBranch.Transformer.class, StorageUnit.Row.class, Store.Row.class, Limit.Row.class, Limit.Term.class);
  /// Columns of ours that PyPSA has no attribute for.
  private static final Set<String> OURS = Set.of("committable_bound", "whole_units", "stage");

  private final Network n;
  private final List<Fault> faults = new ArrayList<>();
  private final List<GlobalConstraints.Asset> assets = new ArrayList<>();
  private final Map<String, CsvTable> tables = new LinkedHashMap<>();
  private final PypsaSeries series;

  private PypsaWriter(Network n) {
    this.n = n;
    series = new PypsaSeries(n.rows(Snapshot.class).size());
  }

  /// Writes a network that is not solved.
  ///
  /// @return the files
  /// @throws CaseException when PyPSA cannot say what the network says
  public static List<Path> write(Network n, Path folder) throws IOException {
    PypsaWriter w = new PypsaWriter(n);
    w.inputs();
    return w.files(folder);
  }

  /// Writes a solved network: capacities as `p_nom_opt` and the like, dispatch, levels, status and prices as series.
  ///
  /// @return the files
  /// @throws CaseException when PyPSA cannot say what the network says
  public static List<Path> write(NetworkModel model, Result result, Path folder) throws IOException {
    PypsaWriter w = new PypsaWriter(model.network());
    w.inputs();
    new PypsaResults(model, result, w.tables, w.series).write();
    return w.files(folder);
  }

  private List<Path> files(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, CsvTable> t : tables.entrySet()) {
      if (t.getValue().names().isEmpty()) continue;
      Path file = folder.resolve(t.getKey() + ".csv");
      t.getValue().write(file);
      written.add(file);
    }
    written.addAll(series.write(folder));
    boolean relaxed = n.rows(Generator.Row.class).stream().anyMatch(q -> q.committable() && !q.wholeUnits())
        || n.rows(Link.Row.class).stream().anyMatch(q -> q.committable() && !q.wholeUnits());
    if (relaxed) {
      Path meta = folder.resolve("meta.json");
      written.add(Files.write(meta, "{\"optimize\": {\"linearized_unit_commitment\": true}}\n".getBytes(StandardCharsets.UTF_8)));
    }
    return written;
  }

  private void inputs() {
    n.tables().forEach((type, rows) -> {
      if (!KNOWN.contains(type) && !rows.isEmpty()) refuse(Network.file(type), "PyPSA has no component for the rows of this table");
    });
    times();
    buses();
    for (Demand.Row d : n.rows(Demand.Row.class))
      if (d.stage() != 0) refuse("loads", "PyPSA has no loads of one stage only (" + d.load() + ")");
    table("loads", Demand.Row.class);
    for (Demand.Row d : n.rows(Demand.Row.class)) if (d.sign() != 1) tables("loads").set(d.load(), "sign", CsvTable.text(-d.sign()));
    table("generators", Generator.Row.class);
    table("links", Link.Row.class);
    outputs();
    table("lines", PassiveBranch.Line.class);
    table("transformers", PassiveBranch.Transformer.class);
    table("storage_units", StorageUnit.Row.class);
    table("stores", Store.Row.class);
    n.series().forEach((file, columns) -> {
      if (!file.startsWith("link_outputs-"))
        columns.forEach((name, v) -> series.put(file.substring(0, file.indexOf('-')), file.substring(file.indexOf('-') + 1), name, v));
    });
    commitment();
    assets();
    limits();
    if (!faults.isEmpty()) throw new CaseException(faults);
  }

  private CsvTable tables(String list) {
    CsvTable t = tables.get(list);
    if (t == null) throw new IllegalStateException("no table " + list);
    return t;
  }

  private void refuse(String table, String message) {
    faults.add(new Fault(table, 0, "", message, "export it as lp or mps (the program), or its run as csv or parquet (the tables)"));
  }

  private void times() {
    List<Snapshot> all = n.rows(Snapshot.class);
    boolean multi = all.stream().anyMatch(s -> s.stage() != 0);
    CsvTable network = new CsvTable("name", List.of(n.settings().name()));
    network.set(0, "_multi_invest", multi ? "1" : "0");
    network.set(0, "pypsa_version", VERSION);
    tables.put("network", network);
    CsvTable snapshots = new CsvTable("", java.util.stream.IntStream.range(0, all.size()).mapToObj(Integer::toString).toList());
    Map<Integer, Integer> period = new HashMap<>();
    for (int k = 0; k < all.size(); k++) {
      Snapshot s = all.get(k);
      if (!Integer.valueOf(s.period()).equals(period.computeIfAbsent(s.stage(), y -> s.period()))) {
        refuse("snapshots", "PyPSA has no periods inside a stage (" + s.snapshot() + ")");
        break;
      }
      if (multi) snapshots.set(k, "period", Integer.toString(s.stage()));
      snapshots.set(k, multi ? "timestep" : "snapshot", s.snapshot());
      snapshots.set(k, "objective", CsvTable.text(s.objective()));
      snapshots.set(k, "stores", CsvTable.text(s.elapsed()));
      snapshots.set(k, "generators", CsvTable.text(s.energy()));
    }
    tables.put("snapshots", snapshots);
    List<StageRow> stages = n.rows(StageRow.class);
    if (!multi && stages.stream().anyMatch(s -> s.objective() != 1 || s.years() != 1))
      refuse("stages", "PyPSA has no weights of a stage without a year");
    if (!multi) return;
    CsvTable periods = new CsvTable("period", all.stream().map(s -> Integer.toString(s.stage())).distinct().toList());
    for (String p : periods.names()) {
      StageRow row = stages.stream().filter(s -> s.stage() == Integer.parseInt(p)).findFirst().orElse(new StageRow(0, 1, 1));
      periods.set(p, "objective", CsvTable.text(row.objective()));
      periods.set(p, "years", CsvTable.text(row.years()));
    }
    tables.put("investment_periods", periods);
  }

  private void buses() {
    List<Bus> all = n.rows(Bus.class);
    CsvTable buses = new CsvTable("name", all.stream().map(Bus::bus).toList());
    for (int k = 0; k < all.size(); k++) {
      Bus b = all.get(k);
      buses.set(k, "carrier", b.carrier());
      buses.set(k, "v_nom", CsvTable.text(b.nominalVoltage()));
      if (!Double.isNaN(b.longitude())) buses.set(k, "x", CsvTable.text(b.longitude()));
      if (!Double.isNaN(b.latitude())) buses.set(k, "y", CsvTable.text(b.latitude()));
      if (!b.zone().isEmpty()) buses.set(k, "location", b.zone());
    }
    tables.put("buses", buses);
    CsvTable carriers = new CsvTable("name", n.rows(Carrier.class).stream().map(Carrier::carrier).collect(Collectors.toList()));
    for (Carrier c : n.rows(Carrier.class)) carriers.set(c.carrier(), "co2_emissions", CsvTable.text(c.co2()));
    tables.put("carriers", carriers);
  }

  private void table(String list, Class<? extends Record> type) {
    RecordComponent[] parts = type.getRecordComponents();
    List<? extends Record> rows = n.rows(type);
    CsvTable t = new CsvTable("name", rows.stream().map(q -> (String) value(q, parts[0])).toList());
    tables.put(list, t);
    for (int c = 1; c < parts.length; c++) {
      String attribute = Attributes.attribute(parts[c]);
      if (OURS.contains(attribute) || type == Demand.Row.class && attribute.equals("sign")) continue;
      String absent = parts[c].getAnnotation(Column.class).absent();
      if (parts[c].getType() == boolean.class) absent = CsvTable.text(absent.equals("1"));
      else if (parts[c].getType() != String.class && !absent.equals(Column.REQUIRED)) absent = CsvTable.text(Values.number(absent));
      String usual = absent;
      List<String> texts = new ArrayList<>();
      for (Record q : rows) texts.add(cell(value(q, parts[c])));
      if (texts.stream().allMatch(usual::equals)) continue;
      for (int k = 0; k < texts.size(); k++) t.set(k, attribute, texts.get(k));
    }
  }

  private static String cell(Object v) {
    if (v instanceof Boolean b) return CsvTable.text(b);
    return v instanceof Double d ? CsvTable.text(d) : v.toString();
  }

  private static Object value(Record row, RecordComponent part) {
    try {
      return part.getAccessor().invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void outputs() {
    for (Link.Output o : n.rows(Link.Output.class)) {
      tables("links").set(o.link(), "bus" + o.number(), o.bus());
      tables("links").set(o.link(), "efficiency" + o.number(), CsvTable.text(o.efficiency()));
      double[] v = n.series(Link.Output.class, "efficiency", o.output());
      if (v != null) series.put("links", "efficiency" + o.number(), o.link(), v);
    }
  }

  private void commitment() {
    long whole = n.rows(Generator.Row.class).stream().filter(q -> q.committable() && q.wholeUnits()).count()
        + n.rows(Link.Row.class).stream().filter(q -> q.committable() && q.wholeUnits()).count();
    long all = n.rows(Generator.Row.class).stream().filter(Generator.Row::committable).count()
        + n.rows(Link.Row.class).stream().filter(Link.Row::committable).count();
    if (whole != 0 && whole != all) refuse("generators", "PyPSA relaxes all units of a network or none (whole_units)");
  }

  private void assets() {
    Map<String, String> carrier = new HashMap<>();
    for (Bus b : n.rows(Bus.class)) carrier.put(b.bus(), b.carrier());
    for (Generator.Row q : n.rows(Generator.Row.class))
      add("generators", q.generator(), q.bus(), q.carrier(), q.sign(), false, q.pNomExtendable(), 0, q.capitalCost(), q.buildYear(), q.lifetime());
    for (Link.Row q : n.rows(Link.Row.class))
      add("links", q.link(), q.bus0(), q.carrier(), 1, false, q.pNomExtendable(), q.length(), q.capitalCost(), q.buildYear(), q.lifetime());
    for (PassiveBranch.Line q : n.rows(PassiveBranch.Line.class))
      add("lines", q.line(), q.bus0(), q.carrier(), 1, false, q.sNomExtendable(), q.length(), q.capitalCost(), q.buildYear(), q.lifetime());
    for (StorageUnit.Row q : n.rows(StorageUnit.Row.class))
      add("storage_units", q.storageUnit(), q.bus(), q.carrier(), q.sign(), q.cyclicStateOfCharge(), q.pNomExtendable(), 0, q.capitalCost(),
          q.buildYear(), q.lifetime());
    for (Store.Row q : n.rows(Store.Row.class))
      add("stores", q.store(), q.bus(), q.carrier(), q.sign(), q.eCyclic(), q.eNomExtendable(), 0, q.capitalCost(), q.buildYear(), q.lifetime());
  }

  private void add(
      String table, String name, String bus, String carrier, double sign, boolean returns, boolean extendable, double length, double cost,
      int buildYear, double lifetime) {
    assets.add(new GlobalConstraints.Asset(table, name, bus, carrier, sign,
        returns ? GlobalConstraints.Ends.RETURNS : GlobalConstraints.Ends.PASSES_ON, extendable, length, cost, buildYear, lifetime));
  }

  private void limits() {
    Map<String, Double> co2 = n.rows(Carrier.class).stream().collect(Collectors.toMap(Carrier::carrier, Carrier::co2, (a, b) -> a));
    Times times = new Times(n.rows(Snapshot.class), n.rows(StageRow.class), n.rows(Snapshot.class).stream().anyMatch(s -> s.stage() != 0), 1);
    ConstraintForms forms = new ConstraintForms(assets, co2, a -> times.weight(a.buildYear(), a.lifetime()));
    GrowthForm growth = new GrowthForm(times, assets);
    Map<Limit.Row, ConstraintForms.Form> found = new LinkedHashMap<>();
    for (Limit.Row q : n.rows(Limit.Row.class)) {
      List<Limit.Term> terms = n.rows(Limit.Term.class).stream().filter(t -> t.limit().equals(q.limit())).toList();
      if (growth.take(q, terms)) continue;
      ConstraintForms.@Nullable Form form = forms.of(q, terms);
      if (form != null) found.put(q, form);
      else refuse("limits", "PyPSA has no global constraint that says what the limit " + q.limit() + " says");
    }
    CsvTable t = new CsvTable("name", found.keySet().stream().map(Limit.Row::limit).toList());
    found.forEach((q, form) -> {
      t.set(q.limit(), "type", form.type());
      t.set(q.limit(), "carrier_attribute", form.attribute());
      t.set(q.limit(), "sense", switch (q.sense()) {
        case AT_MOST -> "<=";
        case AT_LEAST -> ">=";
        case EQUAL -> "==";
      });
      t.set(q.limit(), "constant", CsvTable.text(q.constant()));
      if (!form.bus().isEmpty()) t.set(q.limit(), "bus", form.bus());
      if (q.stage() != 0) t.set(q.limit(), "investment_period", Integer.toString(q.stage()));
      form.rates().forEach((carrier, rate) -> carriers(carrier).set(carrier, form.attribute(), CsvTable.text(rate)));
    });
    tables.put("global_constraints", t);
    growth.write(this::carriers, faults);
  }

  /// The carriers, with one more where it is not listed.
  private CsvTable carriers(String name) {
    CsvTable t = tables("carriers");
    if (!t.names().contains(name)) tables.put("carriers", t = t.with(name));
    return t;
  }
}
