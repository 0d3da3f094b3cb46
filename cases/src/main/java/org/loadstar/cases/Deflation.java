package org.loadstar.cases;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Rows;
import org.loadstar.model.Settings;

/// Converts money from the dollars of its row to dollars of the money year.
final class Deflation {
  private static final String DOLLAR_YEAR = "dollar_year";

  private final Map<Integer, Double> table = new HashMap<>();
  private final int moneyYear;
  private final boolean sound;
  private final Faults faults;

  private Deflation(ReadTable deflators, Settings settings, Faults faults) {
    for (Rows.Deflator d : deflators.values(Rows.Deflator.class))
      table.put(d.year(), d.toMoneyYear());
    this.moneyYear = settings.moneyYear();
    this.sound = deflators.sound();
    this.faults = faults;
  }

  /// The tables in dollars of `settings.moneyYear`, every `dollar_year` set to it.
  static Map<String, ReadTable> applied(
      Map<String, ReadTable> tables, ReadTable deflators, Settings settings, Faults faults) {
    var d = new Deflation(deflators, settings, faults);
    var result = new LinkedHashMap<>(tables);
    result.replaceAll((name, t) -> d.applied(t));
    return result;
  }

  private ReadTable applied(ReadTable t) {
    ColumnSchema year = t.schema().column(DOLLAR_YEAR);
    if (year == null) return t;
    return t.with(
        t.entries().stream()
            .map(e -> new ReadTable.Entry(converted(t.schema(), year, e), e.raw()))
            .toList());
  }

  private Object converted(TableSchema schema, ColumnSchema year, ReadTable.Entry e) {
    int from = (Integer) year.of(e.value());
    if (from == moneyYear) return e.value();
    boolean money = schema.columns().stream().anyMatch(c -> isMoney(c, e.value()));
    Double factor = money ? factor(from, e) : Double.valueOf(1);
    if (factor == null) return e.value();
    return schema.with(
        e.value(),
        (c, v) -> c == year ? (Object) moneyYear : c.column().money() ? (Double) v * factor : v);
  }

  private static boolean isMoney(ColumnSchema c, Object row) {
    return c.column().money() && c.of(row) instanceof Double v && Double.isFinite(v) && v != 0;
  }

  private @Nullable Double factor(int from, ReadTable.Entry e) {
    Double of = table.get(from);
    Double base = table.get(moneyYear);
    if (of != null && base != null) return of / base;
    if (!sound) return null;
    int missing = of == null ? from : moneyYear;
    faults.add(
        e.place(DOLLAR_YEAR),
        Integer.toString(from),
        "deflators.csv has no row for "
            + missing
            + " to convert this money to dollars of "
            + moneyYear
            + "; it has "
            + Nearest.listed(table.keySet().stream().map(String::valueOf).toList()),
        "a row for " + missing + " in deflators.csv");
    return null;
  }
}
