package org.loadstar.study.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// A complete run folder, open for reading. For one thread at a time.
public final class Run implements AutoCloseable {
  private final Path folder;
  private final Manifest manifest;
  private final Map<String, Object> summary;
  private @Nullable DuckDBConnection db;

  Run(Path folder, Manifest manifest, Map<String, Object> summary) {
    this.folder = folder;
    this.manifest = manifest;
    this.summary = summary;
  }

  public Path folder() {
    return folder;
  }

  public Manifest manifest() {
    return manifest;
  }

  /// The object that `plan --json` prints.
  public Map<String, Object> summary() {
    return summary;
  }

  /// The numbers that prove its cost and bound; null when it keeps none.
  ///
  /// @throws RunRefused when they are damaged
  public @Nullable Proof proof() {
    Path file = folder.resolve(Proof.FILE);
    if (!Files.exists(file)) return null;
    try {
      return Proof.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new RunRefused(file + ": cannot be read: " + e.getMessage() + ". Maybe run the plan again", e);
    }
  }

  /// All rows of a table of docs/run-format.md in the order in which they were written.
  ///
  /// A table that came after the run was written has no rows.
  ///
  /// @throws RunRefused when there is no such table
  public List<Row> rows(String table) {
    if (!Files.exists(file(table))) {
      if (new Tables().all().stream().anyMatch(s -> s.name().equals(table))) return List.of();
      throw new RunRefused(folder + ": no table " + table);
    }
    return query("SELECT * FROM " + TableFiles.name(table));
  }

  /// Rows of an SQL query (DuckDB's dialect) over the tables; `?` stand for the parameters in order.
  ///
  /// @throws RunRefused when the query is wrong
  public List<Row> query(String sql, Object... parameters) {
    try (PreparedStatement statement = database().prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
      try (ResultSet r = statement.executeQuery()) {
        return read(r);
      }
    } catch (SQLException e) {
      throw new RunRefused(folder + ": " + e.getMessage(), e);
    }
  }

  /// All tables, read back; tables and columns that came after the run was written are empty.
  public Tables readTables() {
    return read(s -> true);
  }

  /// Some tables, read back; the others are empty.
  public Tables readTables(Set<String> names) {
    return read(names::contains);
  }

  private Tables read(Predicate<String> wanted) {
    Tables tables = new Tables();
    for (Sheet s : tables.all()) {
      if (!wanted.test(s.name())) continue;
      if (!Files.exists(file(s.name()))) continue;
      Set<String> there = columns(s.name());
      String columns = s.columns().stream().map(c -> there.contains(c) ? TableFiles.name(c) : "NULL").collect(Collectors.joining(", "));
      try (Statement sql = database().createStatement();
          ResultSet r = sql.executeQuery("SELECT " + columns + " FROM " + TableFiles.name(s.name()))) {
        Object[] cells = new Object[s.columns().size()];
        while (r.next()) {
          for (int c = 0; c < cells.length; c++) cells[c] = cell(r, c + 1, s.type(c));
          s.add(cells);
        }
      } catch (SQLException e) {
        throw TableFiles.damaged(file(s.name()), e);
      }
    }
    return tables;
  }

  private Set<String> columns(String table) {
    try (Statement sql = database().createStatement();
        ResultSet r = sql.executeQuery("SELECT * FROM " + TableFiles.name(table) + " LIMIT 0")) {
      Set<String> names = new HashSet<>();
      for (int c = 1; c <= r.getMetaData().getColumnCount(); c++) names.add(r.getMetaData().getColumnLabel(c));
      return names;
    } catch (SQLException e) {
      throw TableFiles.damaged(file(table), e);
    }
  }

  private Path file(String table) {
    return folder.resolve("tables").resolve(table + ".parquet");
  }

  private static Object cell(ResultSet r, int c, Sheet.Type type) throws SQLException {
    return switch (type) {
      case INTEGER -> r.getInt(c);
      case FLAG -> r.getBoolean(c);
      case NUMBER -> {
        double v = r.getDouble(c);
        yield r.wasNull() ? Double.NaN : v;
      }
      case TEXT -> {
        String v = r.getString(c);
        yield v == null ? "" : v;
      }
    };
  }

  /// Writes a table to a file.
  ///
  /// @param format `csv` or `parquet`
  public void copy(String table, String format, Path file) {
    String options = format.equals("csv") ? "(FORMAT csv, HEADER)" : "(FORMAT parquet, COMPRESSION zstd)";
    try (Statement sql = database().createStatement()) {
      sql.execute(
          "COPY (SELECT * FROM " + TableFiles.name(table) + ") TO " + TableFiles.text(file.toString()) + " " + options);
    } catch (SQLException e) {
      throw new RunRefused(file + ": cannot be written from " + file(table) + ". Maybe the one is damaged or there is no room for the other", e);
    }
  }

  /// Names of the tables.
  public List<String> tables() {
    return query("SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY view_name").stream()
        .map(r -> r.text("view_name"))
        .toList();
  }

  /// An extra file of the run as text, as `case/case.yaml`; null when there is none.
  public @Nullable String text(String file) {
    try {
      Path p = folder.resolve(file);
      return Files.isRegularFile(p) ? Files.readString(p, StandardCharsets.UTF_8) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Extra files below a folder of the run, as `case/case.yaml`, sorted.
  public List<String> files(String below) {
    Path start = folder.resolve(below);
    if (!Files.isDirectory(start)) return List.of();
    try (Stream<Path> all = Files.walk(start)) {
      return all.filter(Files::isRegularFile)
          .map(p -> folder.relativize(p).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DuckDBConnection database() throws SQLException {
    if (db == null) {
      DuckDBConnection opened = TableFiles.open("");
      try {
        TableFiles.views(opened, folder);
      } catch (IOException e) {
        opened.close();
        throw new UncheckedIOException(e);
      } catch (RunRefused e) {
        opened.close();
        throw e;
      }
      db = opened;
    }
    return db;
  }

  private static List<Row> read(ResultSet r) throws SQLException {
    ResultSetMetaData meta = r.getMetaData();
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (int c = 1; c <= meta.getColumnCount(); c++) columns.put(meta.getColumnLabel(c), c - 1);
    List<Row> rows = new ArrayList<>();
    while (r.next()) {
      @Nullable Object[] cells = new @Nullable Object[columns.size()];
      for (int c = 0; c < cells.length; c++) cells[c] = r.getObject(c + 1);
      rows.add(new Row(columns, cells));
    }
    return rows;
  }

  @Override
  public void close() {
    if (db == null) return;
    try {
      db.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      db = null;
    }
  }

  /// One row of a table or query.
  public static final class Row {
    private final Map<String, Integer> columns;
    private final @Nullable Object[] cells;

    private Row(Map<String, Integer> columns, @Nullable Object[] cells) {
      this.columns = columns;
      this.cells = cells;
    }

    /// Names of the columns in order.
    public List<String> columns() {
      return List.copyOf(columns.keySet());
    }

    /// The cell as read, null when empty.
    ///
    /// @throws IllegalArgumentException when there is no such column
    public @Nullable Object get(String column) {
      Integer c = columns.get(column);
      if (c == null) throw new IllegalArgumentException("no column " + column + ": " + columns.keySet());
      return cells[c];
    }

    /// The number, NaN when empty.
    public double number(String column) {
      return get(column) instanceof Number n ? n.doubleValue() : Double.NaN;
    }

    /// The whole number.
    ///
    /// @throws IllegalArgumentException when the cell is empty or no number
    public int integer(String column) {
      if (get(column) instanceof Number n) return Math.toIntExact(n.longValue());
      throw new IllegalArgumentException(column + " is " + get(column));
    }

    /// The text, empty when there is none.
    public String text(String column) {
      Object v = get(column);
      return v == null ? "" : v.toString();
    }

    /// Whether the cell is true.
    public boolean flag(String column) {
      return Boolean.TRUE.equals(get(column));
    }
  }
}
