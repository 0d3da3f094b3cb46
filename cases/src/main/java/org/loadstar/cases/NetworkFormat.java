package org.loadstar.cases;

/// The description of a network case's folder for people, from the annotations of the model.
final class NetworkFormat {
  private static final String INTRODUCTION =
      """
      # The folder of a network case

      <!-- Written by org.loadstar.cases.CaseSchema from the annotations of the model; a test holds it up to date. -->

      A network case is what planners keep in PyPSA, GenX or MATPOWER: buses, components with costs of their own, snapshots with
      weights. It is a folder: `case.yaml` with `kind: network`, CSV tables, and series in `series/`. `loadstar import` writes one from
      a foreign case; `loadstar plan`, `check`, `describe` and `export` take either. The mathematics stands in the components of
      `org.loadstar.model.network`.

      - Text is UTF-8; commas separate cells; a cell with a comma stands in double quotes; numbers use a point.
      - Column names carry their unit. Columns may stand in any order. Unknown columns, keys, tables and series are refused.
      - Every table may have the columns `source`, `quality` and `note`: text for people, not read by the model. Other files belong
        into a folder inside the case.
      - A column with a default may be left out, or its cell left empty. `inf` (no limit) is allowed where the range says so.
      - Money is what the case says, in one currency and of one year; nothing is converted. Reports call it USD.
      - Rows are identified by the key columns, which must be unique together.

      ## Series

      `series/TABLE-COLUMN.csv` (COLUMN without its unit, as `series/loads-p_set.csv`) has the column `snapshot` with the labels of
      `snapshots.csv` in the same order, all stages one after another, and one column per row of the table that varies, by its name. A
      series takes the place of the cell of the row. Columns that may be a series say so below.

      ## Scenario files and single values

      `--scenario FILE` and `--set path=value` change settings and tables as described in [case-format.md](case-format.md), also of a
      foreign case, whose tables are those that `loadstar import` writes. Series cannot be changed this way.

      ## case.yaml

      """;

  private NetworkFormat() {}

  static String markdown() {
    return CaseFormat.markdown(INTRODUCTION, Format.NETWORK);
  }
}
