package org.loadstar.cases;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;
import org.loadstar.model.Settings;

/// The description of a case folder for people, from the annotations of the model.
final class CaseFormat {
  private static final String INTRODUCTION =
      """
      # The case folder

      <!-- Written by org.loadstar.cases.CaseSchema from the annotations of the model; a test holds it up to date. -->

      A case is a folder: `case.yaml` (settings), CSV tables, `demand_mw.csv`, and hourly profiles in `profiles/`. `loadstar check
      FOLDER` reads it and prints every fault at once, one line each: `file:line: value 'x': what is allowed. Maybe ...`.

      - Text is UTF-8; commas separate cells; a cell with a comma stands in double quotes; numbers use a point.
      - Column names carry their unit. Columns may stand in any order. Unknown columns, keys and tables are refused.
      - Every table may have the columns `source`, `quality` and `note`: text for people, not read by the model. Other files
        belong into a folder inside the case.
      - A column with a default may be left out, or its cell left empty. "empty" as default means that the model falls back as
        described. `inf` (no limit) is allowed where the range says so; NaN is never written.
      - Money is real, in dollars of the row's `dollar_year`; reading converts it to `money_year` of `case.yaml` by
        `deflators.csv`. Money of a year without a deflator is refused.
      - Of a table with a column `scenario` only the rows chosen by `scenarios` in `case.yaml` count, and those of the scenario
        `all`. Several scenarios joined by a comma are laid over each other, later ones over earlier, row by row of the same key.
      - Rows are identified by the key columns, which must be unique together.

      ## Scenario files and single values

      `--scenario FILE` lays a YAML file over a case: keys of `case.yaml` (mappings are merged), cells under `tables`, whole rows to
      add or to replace by key under `rows`. `--set path=value` changes single values. A value `x0.7` multiplies what stands there,
      `x0.7+3` multiplies and adds, `x1-2` takes away (an empty cell counts as its default; where the default is "empty" it stays empty).
      They act before any check, in the order given: scenario files, then levers, then single values; money is in the dollars of its row.

      ```yaml
      wacc: 0.06
      ai: {target_gw: {2030: 60}}
      tables:
        generators:
          "East gas_cc": {existing_mw: x0.9}
          "[zone=West,technology=wind]": {max_new_mw: inf}
        lines: {"*": {forward_mw: x0.7, reverse_mw: x0.7}}
      rows:
        retirements:
          - {generator: East gas_ct, scenario: announced, year: 2029, retired_mw: 200}
      ```

      | path | changes |
      |---|---|
      | `ai.target_gw.2030=60` | a key of `case.yaml` |
      | `ai.target_gw=60` | numbers by year: the last year's, those before in proportion; `x1.2` multiplies each |
      | `unserved.1.usd_per_mwh=x2` | an item of a list, counted from 1 |
      | `scenarios.fuel_prices=high supply` | the chosen scenario of a table |
      | `generators.East gas_cc.existing_mw=x0.9` | `TABLE.KEY.COLUMN`, KEY in the first key column |
      | `lines.*.loss=0` | every row |
      | `fuel_prices[fuel=natural_gas,year=2030].price_usd_per_mmbtu=x1.5` | rows by any columns |
      | `fuel.natural_gas=1.5` | all prices of a fuel by a factor |

      ## Levers

      `levers/NAME.yaml` is a named policy with three intensities; `--lever NAME=on|off|x` pulls it ([levers](levers.md)).

      ## Claims

      `claims.csv` holds published figures, `loadstar claims` holds them against the case: `claim` (key), `statement`, `value`, `unit`, `check`, `tolerance` (default
      0.1), `topic`, `year`. `check` is arithmetic on the folder's figures: numbers, `+ - * / ( )`, paths as in `--set` that lead to one figure, and `sum`, `mean`,
      `min`, `max` or `count` of the cells of a path, as `sum(generators[technology=nuclear].existing_mw) / 1000`. Within the tolerance a claim agrees, more than
      twice or less than half is wrong, the rest differs; without `check` it is not checked. It is no part of the model, nor of the case's hash.

      ## Hourly files

      `demand_mw.csv` has the columns `hour` (1 to 8760 in order), `utc` (a label, not read) and one per zone, in MW, 0 or more.
      `profiles/FILE.csv` has `hour`, `utc` and one column per profile with values from 0 to 1; a generator names it `FILE/COLUMN`.
      A year has 8760 hours; of a leap year one day is left out.

      ## case.yaml

      """;

  private CaseFormat() {}

  static String markdown() {
    return markdown(INTRODUCTION, Format.PLANNING);
  }

  /// An introduction, then the keys of the settings and the columns of the tables.
  static String markdown(String introduction, Format format) {
    var s = new StringBuilder(introduction);
    s.append("| key | type | default | range | meaning |\n|---|---|---|---|---|\n");
    SettingsReader.paths(format.settings())
        .forEach(
            (path, c) -> {
              if (!c.type().isRecord())
                s.append(
                    row(
                        path,
                        type(c.source().getGenericType()),
                        absent(c),
                        range(c),
                        c.column().doc()));
            });
    for (TableSchema t : format.tables().values()) table(t, s);
    return s.toString();
  }

  private static void table(TableSchema t, StringBuilder s) {
    s.append("\n## ")
        .append(t.file())
        .append(t.table().required() ? " (required)" : "")
        .append("\n\n");
    s.append(t.table().doc()).append(" Key: ");
    s.append(t.key().stream().map(k -> "`" + k.header() + "`").collect(Collectors.joining(", ")))
        .append(".\n\n");
    s.append("| column | unit | type | default | range | meaning |\n|---|---|---|---|---|---|\n");
    for (ColumnSchema c : t.columns())
      s.append(row(c.header(), c.column().unit(), type(c.type()), absent(c), range(c), meaning(c)));
  }

  private static String row(String name, String... cells) {
    return "| `"
        + name
        + "` | "
        + String.join(" | ", List.of(cells).stream().map(c -> c.replace("|", "\\|")).toList())
        + " |\n";
  }

  private static String type(Type type) {
    if (type instanceof ParameterizedType p) {
      Type[] t = p.getActualTypeArguments();
      return p.getRawType() == List.class
          ? "list of " + type(t[0])
          : "mapping of " + (t[0] == Integer.class ? "year" : "text") + " to " + type(t[1]);
    }
    Class<?> c = (Class<?>) type;
    if (c == String.class || c.isEnum()) return "text";
    if (c == boolean.class) return "true or false (1 or 0)";
    if (c == int.class || c == Integer.class) return "whole number";
    if (c == Settings.UnservedSegment.class)
      return "{"
          + String.join(", ", ColumnSchema.of(c).stream().map(ColumnSchema::header).toList())
          + "}";
    return "number";
  }

  private static String absent(ColumnSchema c) {
    if (c.required()) return "required";
    String text = c.column().absent();
    return text.isEmpty() || text.equals("NaN") ? "empty" : "`" + text + "`";
  }

  private static String range(ColumnSchema c) {
    if (c.type().isEnum()) return c.allowed();
    String range = c.range().strip();
    return c.infinite() ? range.isEmpty() ? "inf allowed" : range + ", inf allowed" : range;
  }

  private static String meaning(ColumnSchema c) {
    String money = c.column().money() ? " Money of `dollar_year`." : "";
    return c.column().doc()
        + (c.column().series() ? " May be a series." : "")
        + money
        + (c.refs().isEmpty()
            ? ""
            : " A row of "
                + c.refs().stream().map(r -> "`" + r + ".csv`").collect(Collectors.joining(" or "))
                + ".");
  }
}
