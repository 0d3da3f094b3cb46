package org.loadstar.app.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Columns;
import org.loadstar.study.store.RunTables;

/// Rows of a table of a run: the objects of GET /api/runs/{id}/tables and below.
final class TableAnswer {
  static final int MOST_ROWS = 50_000;

  private TableAnswer() {}

  /// What is asked of a table.
  ///
  /// @param columns empty for all
  /// @param filters values by column, in order; `hour` stands for `from` and `to`
  record Question(String table, List<String> columns, Map<String, Object> filters, @Nullable Integer from, @Nullable Integer to, int limit, int offset) {
    static Question of(Ask ask, String table) {
      String names = ask.text("columns");
      Map<String, Object> filters = new LinkedHashMap<>();
      put(filters, "grid", ask.oneOf("grid", List.of("plan", "full", "no_ai")));
      put(filters, "year", ask.whole("year", 1990, 2200));
      put(filters, "zone", ask.text("zone"));
      put(filters, "technology", ask.text("technology"));
      return new Question(
          table, names == null ? List.of() : Arrays.stream(names.split(",")).map(String::strip).distinct().toList(), filters, ask.whole("from", 0, RunShape.HOURS),
          ask.whole("to", 0, RunShape.HOURS), ask.whole("limit", 1, MOST_ROWS, 1000), ask.whole("offset", 0, 1_000_000_000, 0));
    }

    private static void put(Map<String, Object> m, String key, @Nullable Object v) {
      if (v != null) m.put(key, v);
    }
  }

  static Map<String, Object> list(RunTables tables) {
    List<String> names = tables.names();
    List<Map<String, Object>> out = new ArrayList<>();
    if (names.isEmpty()) return Map.of("tables", out);
    Columns counts = tables.query(String.join(" UNION ALL ", names.stream().map(n -> "SELECT '" + n + "' AS name, count(*) AS n FROM " + quoted(n)).toList()));
    Map<String, Integer> rows = new LinkedHashMap<>();
    for (int i = 0; i < counts.rows(); i++) rows.put(counts.text("name", i), (int) counts.number("n", i));
    for (String name : names) {
      Columns head = tables.head(name);
      if (head == null) continue;
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("name", name);
      m.put("rows", rows.getOrDefault(name, 0));
      m.put("columns", Units.described(head));
      out.add(m);
    }
    return Map.of("tables", out);
  }

  static Map<String, Object> rows(RunTables tables, Question q) {
    Columns head = tables.head(q.table());
    if (head == null) throw Problem.absent("no table '" + q.table() + "'", "GET .../tables lists them");
    for (String c : q.columns()) column(head, c);
    List<Object> parameters = new ArrayList<>();
    StringBuilder where = new StringBuilder(" WHERE true");
    q.filters()
        .forEach(
            (c, v) -> {
              where.append(" AND ").append(column(head, c)).append(" = ?");
              parameters.add(v);
            });
    hours(head, q, where, parameters);
    String from = " FROM " + quoted(q.table()) + where;
    Object[] given = parameters.toArray();
    int total = (int) tables.query("SELECT count(*) AS n" + from, given).number("n", 0);
    String columns = q.columns().isEmpty() ? "*" : String.join(", ", q.columns().stream().map(TableAnswer::quoted).toList());
    Columns rows = tables.query("SELECT " + columns + from + " LIMIT " + q.limit() + " OFFSET " + q.offset(), given);
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("table", q.table());
    m.put("total", total);
    m.put("offset", q.offset());
    m.put("rows", rows.rows());
    m.put("columns", Units.described(rows));
    m.put("values", rows.values());
    return m;
  }

  private static void hours(Columns head, Question q, StringBuilder where, List<Object> parameters) {
    if (q.from() != null) {
      where.append(" AND ").append(column(head, "hour")).append(" >= ?");
      parameters.add(q.from());
    }
    if (q.to() != null) {
      where.append(" AND ").append(column(head, "hour")).append(" < ?");
      parameters.add(q.to());
    }
  }

  private static String column(Columns head, String name) {
    if (!head.names().contains(name)) throw new Problem(Problem.INPUT, "no column '" + Ask.brief(name) + "' in this table", "one of " + String.join(", ", head.names()));
    return quoted(name);
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
