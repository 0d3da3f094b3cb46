package org.loadstar.study.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Sheet;

/// The tables of a complete run, open for reading by many threads at once.
public final class RunTables implements AutoCloseable {
  private final Path folder;
  private final DuckDBConnection database;
  private final Map<String, Columns> heads;

  private RunTables(Path folder, DuckDBConnection database, Map<String, Columns> heads) {
    this.folder = folder;
    this.database = database;
    this.heads = heads;
  }

  /// Opens the tables of a run that [RunStore#open] takes.
  ///
  /// @throws RunRefused when a table is damaged
  public static RunTables open(Path folder) {
    Path place = folder.toAbsolutePath().normalize();
    DuckDBConnection database = null;
    try {
      database = TableFiles.open("");
      TableFiles.views(database, place);
      Map<String, Columns> heads = new LinkedHashMap<>();
      Columns names = read(database, "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY view_name");
      for (int i = 0; i < names.rows(); i++) {
        String table = names.text("view_name", i);
        heads.put(table, read(database, "SELECT * FROM " + TableFiles.name(table) + " LIMIT 0"));
      }
      return new RunTables(place, database, heads);
    } catch (SQLException | IOException | RunRefused e) {
      close(database);
      if (e instanceof RunRefused refused) throw refused;
      if (e instanceof IOException io) throw new UncheckedIOException(io);
      throw new RunRefused(place + ": " + e.getMessage(), e);
    }
  }

  /// Names of the tables.
  public List<String> names() {
    return List.copyOf(heads.keySet());
  }

  /// The columns of a table without rows, null when there is no such table.
  public @Nullable Columns head(String table) {
    return heads.get(table);
  }

  /// True where the table and the column are there.
  public boolean has(String table, String column) {
    Columns head = heads.get(table);
    return head != null && head.names().contains(column);
  }

  /// Rows of an SQL query (DuckDB's dialect); `?` stand for the parameters in order.
  ///
  /// @throws RunRefused when the query is wrong
  public Columns query(String sql, Object... parameters) {
    try (Connection own = database.duplicate()) {
      return read(own, sql, parameters);
    } catch (SQLException e) {
      throw new RunRefused(folder + ": " + e.getMessage(), e);
    }
  }

  /// Writes a table as CSV with a header.
  ///
  /// @throws RunRefused when there is no such table or no room
  public void csv(String table, Path file) {
    try (Connection own = database.duplicate();
        Statement sql = own.createStatement()) {
      sql.execute("COPY (SELECT * FROM " + TableFiles.name(table) + ") TO " + TableFiles.text(file.toString()) + " (FORMAT csv, HEADER)");
    } catch (SQLException e) {
      throw new RunRefused(folder + ": table " + table + " cannot be written as CSV", e);
    }
  }

  private static Columns read(Connection db, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = db.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
      try (ResultSet r = statement.executeQuery()) {
        return read(r);
      }
    }
  }

  private static Columns read(ResultSet r) throws SQLException {
    ResultSetMetaData meta = r.getMetaData();
    int n = meta.getColumnCount();
    List<String> names = new ArrayList<>();
    List<Sheet.Type> types = new ArrayList<>();
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (int c = 1; c <= n; c++) {
      names.add(meta.getColumnLabel(c));
      types.add(type(meta.getColumnTypeName(c)));
      values.add(new ArrayList<>());
    }
    while (r.next()) for (int c = 0; c < n; c++) values.get(c).add(cell(r, c + 1, types.get(c)));
    return new Columns(names, types, values);
  }

  private static @Nullable Object cell(ResultSet r, int c, Sheet.Type type) throws SQLException {
    switch (type) {
      case NUMBER -> {
        double v = r.getDouble(c);
        return r.wasNull() || !Double.isFinite(v) ? null : (Double) v;
      }
      case INTEGER -> {
        long v = r.getLong(c);
        return r.wasNull() ? null : (Long) v;
      }
      case FLAG -> {
        boolean v = r.getBoolean(c);
        return r.wasNull() ? null : (Boolean) v;
      }
      default -> {
        return r.getString(c);
      }
    }
  }

  private static Sheet.Type type(String sql) {
    return switch (sql) {
      case "DOUBLE", "FLOAT" -> Sheet.Type.NUMBER;
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT" -> Sheet.Type.INTEGER;
      case "BOOLEAN" -> Sheet.Type.FLAG;
      default -> Sheet.Type.TEXT;
    };
  }

  @Override
  public void close() {
    close(database);
  }

  private static void close(@Nullable DuckDBConnection database) {
    if (database == null) return;
    try {
      database.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
