package org.loadstar.app.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Sheet;
import org.loadstar.study.store.Columns;

/// Units of columns, from the ends of their names.
final class Units {
  /// Longer ends first.
  private static final List<String[]> ENDS =
      List.of(
          new String[] {"usd_per_kw_yr", "USD/kW/yr"},
          new String[] {"usd_per_unit_yr", "USD/unit/yr"},
          new String[] {"usd_per_gpu_hour", "USD/GPU-hour"},
          new String[] {"usd_per_mwh", "USD/MWh"},
          new String[] {"usd_per_kw", "USD/kW"},
          new String[] {"usd_per_year", "USD/yr"},
          new String[] {"usd", "USD"},
          new String[] {"cents", "cents"},
          new String[] {"mwh", "MWh"},
          new String[] {"twh", "TWh"},
          new String[] {"mw", "MW"},
          new String[] {"gw", "GW"},
          new String[] {"co2_t", "t"},
          new String[] {"deg", "degrees"},
          new String[] {"seconds", "s"},
          new String[] {"hours", "h"},
          new String[] {"month", "months"});

  private Units() {}

  static @Nullable String of(String column) {
    for (String[] e : ENDS) if (column.equals(e[0]) || column.endsWith("_" + e[0])) return e[1];
    return null;
  }

  /// The columns of an answer as objects of the API.
  static List<Map<String, @Nullable Object>> described(Columns c) {
    List<Map<String, @Nullable Object>> out = new ArrayList<>();
    for (int i = 0; i < c.names().size(); i++) {
      Map<String, @Nullable Object> m = new LinkedHashMap<>();
      Sheet.Type type = c.types().get(i);
      m.put("name", c.names().get(i));
      m.put("type", type.name().toLowerCase(Locale.ROOT));
      m.put("unit", type == Sheet.Type.TEXT || type == Sheet.Type.FLAG ? null : of(c.names().get(i)));
      out.add(m);
    }
    return out;
  }
}
