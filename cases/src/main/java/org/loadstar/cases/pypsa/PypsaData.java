package org.loadstar.cases.pypsa;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Place;

/// A PyPSA network as it is written, before its meaning is read: texts and series, the same from a CSV folder and from a NetCDF file.
///
/// @param attributes attributes of the network itself, as `name`, `pypsa_version`
/// @param lists static tables by list name, as `generators`; also `snapshots` and `investment_periods`
/// @param series time series by list name and attribute, as `generators`, `p_max_pu`
record PypsaData(Map<String, String> attributes, Map<String, Rows> lists, Map<String, Map<String, Series>> series) {
  /// Where a value was written.
  @FunctionalInterface
  interface Places {
    /// @param row row of the table, -1 for its heading
    Place at(int row, String column);
  }

  /// A static table: one row per component.
  ///
  /// @param names names of the components; for snapshots their labels
  /// @param columns texts by attribute, each as long as `names`; a text is empty where nothing is given
  record Rows(String[] names, Map<String, String[]> columns, Places places) {
    int size() {
      return names.length;
    }

    /// Text of a cell; empty where the table has no such column.
    String cell(int row, String column) {
      String[] texts = columns.get(column);
      return texts == null ? "" : texts[row];
    }
  }

  /// A time series of some components of a list.
  ///
  /// @param names components that have a series
  /// @param values by component, then by snapshot; NaN where nothing is given
  record Series(String[] names, double[][] values, Places places) {}

  /// The static table of a list, or null.
  @Nullable Rows list(String name) {
    return lists.get(name);
  }

  /// The series of a list by attribute; empty where there are none.
  Map<String, Series> seriesOf(String list) {
    return series.getOrDefault(list, Map.of());
  }
}
