package org.loadstar.cases;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lays scenario files and `path=value` texts over a case folder, before anything is checked.
///
/// A scenario file is YAML: keys of `case.yaml` to change, `tables` with values by table, row and
/// column, and `rows` with whole rows to add or replace:
///
/// ```yaml
/// ai: {target_gw: {2030: 60}}
/// tables:
///   generators: {"ERCOT gas_cc": {existing_mw: x0.9}}
/// rows:
///   retirements:
///     - {generator: ERCOT coal, scenario: announced, year: 2029, retired_mw: 600}
/// ```
///
/// A text is `path=value` with a dotted path of `case.yaml` or `TABLE.KEY.COLUMN`; `KEY` is the
/// value of the first key column, `*`, or `[column=value,...]`. A value `x0.7` multiplies what
/// stands there, `x0.7+3` multiplies and adds. `fuel.FUEL=0.7` is short for `fuel_prices.FUEL.price_usd_per_mmbtu=x0.7`: all prices of a fuel,
/// and their relations between zones and years, by one factor. The levers of the folder come between scenario files and texts.
final class Overlays {
  private static final String TABLES = "tables";
  private static final String ROWS = "rows";
  private static final String FUEL = "fuel.";

  private final Format format;
  private final TableOverlay tables;
  private final @Nullable SettingsOverlay settings;
  private final Faults faults;

  private Overlays(
      Format format, Yaml.@Nullable Mapping root, Map<String, RawTable> tables, Set<String> broken, Faults faults) {
    this.format = format;
    this.faults = faults;
    this.tables = new TableOverlay(format, tables, broken, faults);
    this.settings = root == null ? null : new SettingsOverlay(format, root, faults);
  }

  /// @param root settings, or null when they cannot be read; changed in place
  /// @param tables tables by name; changed in place
  /// @param broken names of tables that cannot be read
  static void apply(
      CaseSource source, Format format, Yaml.@Nullable Mapping root, Map<String, RawTable> tables, Set<String> broken, Faults faults) {
    var overlays = new Overlays(format, root, tables, broken, faults);
    source.scenarios().forEach(overlays::scenario);
    Levers levers = Levers.read(source, faults);
    levers.idle(overlays.on(root, tables, broken)::lever);
    levers.changes(overlays::lever);
    source.sets().forEach(overlays::set);
  }

  /// The same over a copy, which only finds faults.
  private Overlays on(Yaml.@Nullable Mapping root, Map<String, RawTable> tables, Set<String> broken) {
    var copies = new HashMap<String, RawTable>();
    var unknown = new HashSet<>(broken);
    tables.forEach(
        (name, t) -> {
          // Of an empty table it is said elsewhere that it has no rows.
          if (t.rows().isEmpty()) unknown.add(name);
          else copies.put(name, t.copy());
        });
    return new Overlays(format, root == null ? null : root.copy(), copies, unknown, faults);
  }

  private void scenario(Path path) {
    String file = path.toString();
    String text = TextFile.read(path, file, faults);
    Yaml root = text == null ? null : YamlFile.parse(text, file, faults);
    if (root == null) return;
    if (!(root instanceof Yaml.Mapping m)) {
      faults.add(root.place(), "", "a scenario file must be a mapping of keys to values");
      return;
    }
    if (settings != null) settings.merge(m, Set.of(TABLES, ROWS));
    mapping(m, ROWS).forEach((table, e) -> rows(table, e.value()));
    mapping(m, TABLES)
        .forEach(
            (table, e) -> {
              if (e.value() instanceof Yaml.Mapping selections)
                selections.entries().forEach((key, row) -> cells(table, key, row));
              else
                faults.add(
                    e.value().place(),
                    table,
                    "a mapping of rows to columns is needed, as {\"KEY\": {column: value}}");
            });
  }

  private Map<String, Yaml.Entry> mapping(Yaml.Mapping root, String key) {
    Yaml value = root.get(key);
    if (value instanceof Yaml.Mapping m) return m.entries();
    if (value != null) faults.add(value.place(), "", key + " must be a mapping of table names");
    return Map.of();
  }

  private void rows(String table, Yaml value) {
    if (!(value instanceof Yaml.Sequence s)) {
      faults.add(value.place(), table, "a list of rows is needed, as [{column: value}]");
      return;
    }
    for (Yaml row : s.items()) {
      if (row instanceof Yaml.Mapping m) tables.put(table, m);
      else faults.add(row.place(), "", "a row must be a mapping of columns to values");
    }
  }

  private void cells(String table, String selection, Yaml.Entry row) {
    if (!(row.value() instanceof Yaml.Mapping columns)) {
      faults.add(row.value().place(), selection, "a mapping of columns to values is needed");
      return;
    }
    columns
        .entries()
        .forEach(
            (column, e) -> {
              if (e.value() instanceof Yaml.Scalar s)
                tables.change(table, selection, column, s.text(), e.key(), s.place());
              else faults.add(e.value().place(), column, "one value is needed for a cell");
            });
  }

  private void lever(Lever lever, Lever.Value value, String text) {
    lay(value.path(), text, new Place(LeverFiles.FOLDER + "/" + lever.name() + ".yaml " + value.path(), 0), new Timing(lever.inForce()));
  }

  private void set(String text) {
    int equals = equalsSign(text);
    if (equals < 1) {
      faults.add(new Place("--set", 0), text, "an override must be path=value");
      return;
    }
    String path = text.substring(0, equals).strip();
    String value = text.substring(equals + 1).strip();
    lay(path, value, new Place("--set " + path, 0), null);
  }

  private void lay(String path, String value, Place place, @Nullable Timing timing) {
    String head = path.split("[.\\[]", 2)[0];
    if (format.tables().containsKey(head))
      cell(head, path.substring(head.length()), value, place, timing);
    else if (format == Format.PLANNING && path.startsWith(FUEL))
      tables.change("fuel_prices", path.substring(FUEL.length()), "price_usd_per_mmbtu", factor(value), place, place, timing);
    else if (format == Format.PLANNING && (head.equals(CaseFolder.DEMAND.replace(".csv", "")) || head.equals(CaseFolder.PROFILES)))
      faults.add(
          place,
          value,
          "hourly files cannot be overridden by value",
          "zones.ZONE.demand_scale or generators.KEY.profile_mean");
    else if (settings != null) settings.set(path, value, place);
  }

  /// A plain number as the factor that it is meant to be.
  private static String factor(String value) {
    return Double.isNaN(Decimal.parse(value)) ? value : "x" + value;
  }

  private void cell(String table, String rest, String value, Place place, @Nullable Timing timing) {
    int dot = rest.lastIndexOf('.');
    int close = rest.lastIndexOf(']');
    if (dot < 1 || close > dot) {
      faults.add(
          place,
          value,
          "the path must be TABLE.KEY.COLUMN or TABLE[column=value].COLUMN",
          table + ".*.COLUMN");
      return;
    }
    String selection = rest.startsWith(".") ? rest.substring(1, dot) : rest.substring(0, dot);
    tables.change(table, selection, rest.substring(dot + 1), value, place, place, timing);
  }

  /// Index of the first `=` outside brackets, or -1.
  private static int equalsSign(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[') depth++;
      else if (c == ']') depth--;
      else if (c == '=' && depth == 0) return i;
    }
    return -1;
  }
}
