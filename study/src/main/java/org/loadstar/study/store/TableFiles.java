package org.loadstar.study.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// Writes tables as Parquet files and as a DuckDB database that holds the same tables, so that it works wherever it is moved.
final class TableFiles {
  /// `PAR1`, the first and the last bytes of a Parquet file.
  private static final int PARQUET = 0x50415231;

  private TableFiles() {}

  /// Opens a DuckDB database; an empty path is one in memory.
  static DuckDBConnection open(String path) throws SQLException {
    Properties p = new Properties();
    p.setProperty("threads", String.valueOf(Math.max(1, Runtime.getRuntime().availableProcessors())));
    p.setProperty("memory_limit", "1GB");
    p.setProperty("autoinstall_known_extensions", "false");
    p.setProperty("preserve_insertion_order", "true");
    return (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + path, p);
  }

  /// Writes `tables/NAME.parquet` and `run.duckdb` under the folder.
  static void write(Path folder, Tables tables) throws IOException {
    Path dir = Files.createDirectories(folder.resolve("tables"));
    try (DuckDBConnection db = open(folder.resolve("run.duckdb").toString());
        Statement sql = db.createStatement()) {
      for (Sheet s : tables.all()) {
        create(sql, s);
        append(db, s);
        parquet(sql, s.name(), dir.resolve(s.name() + ".parquet"));
      }
      sql.execute("CHECKPOINT");
    } catch (SQLException e) {
      throw new IOException("DuckDB: " + e.getMessage(), e);
    }
  }

  /// Every table that the run had is there, and each file is a Parquet file from its first to its last bytes. A table that its database
  /// does not have either came after the run was written.
  ///
  /// @throws RunRefused with the name of the file that is not
  static void requireWhole(Path folder) throws IOException {
    for (Sheet s : new Tables().all()) {
      Path file = folder.resolve("tables").resolve(s.name() + ".parquet");
      if (!Files.isRegularFile(file) && !known(folder).contains(s.name())) continue;
      if (!Files.isRegularFile(file)) throw new RunRefused(file + ": is missing, the run is damaged. Maybe run the plan again");
      try (RandomAccessFile f = new RandomAccessFile(file.toFile(), "r")) {
        boolean whole = f.length() >= 12 && f.readInt() == PARQUET;
        if (whole) f.seek(f.length() - 4);
        if (!whole || f.readInt() != PARQUET) throw damaged(file, null);
      }
    }
  }

  /// Tables of the database of a run; all that there are now where it cannot be read.
  private static Set<String> known(Path folder) {
    Path database = folder.resolve("run.duckdb");
    Set<String> names = new TreeSet<>();
    if (Files.isRegularFile(database)) {
      try (DuckDBConnection db = open("");
          Statement sql = db.createStatement()) {
        sql.execute("ATTACH " + text(database.toString()) + " AS run (READ_ONLY)");
        try (ResultSet r = sql.executeQuery("SELECT table_name FROM duckdb_tables() WHERE database_name = 'run'")) {
          while (r.next()) names.add(r.getString(1));
        }
        return names;
      } catch (SQLException e) {
        names.clear();
      }
    }
    new Tables().all().forEach(s -> names.add(s.name()));
    return names;
  }

  static RunRefused damaged(Path file, @Nullable Throwable cause) {
    String words = file + ": damaged: cannot be read as a Parquet table. Maybe run the plan again";
    return cause == null ? new RunRefused(words) : new RunRefused(words, cause);
  }

  static void parquet(Statement sql, String table, Path file) throws SQLException {
    sql.execute("COPY " + name(table) + " TO " + text(file.toString()) + " (FORMAT parquet, COMPRESSION zstd)");
  }

  private static void create(Statement sql, Sheet s) throws SQLException {
    String columns =
        IntStream.range(0, s.columns().size())
            .mapToObj(c -> name(s.columns().get(c)) + " " + type(s.type(c)))
            .collect(Collectors.joining(", "));
    sql.execute("CREATE TABLE " + name(s.name()) + " (" + columns + ")");
  }

  private static String type(Sheet.Type type) {
    return switch (type) {
      case INTEGER -> "INTEGER";
      case NUMBER -> "DOUBLE";
      case TEXT -> "VARCHAR";
      case FLAG -> "BOOLEAN";
    };
  }

  private static void append(DuckDBConnection db, Sheet s) throws SQLException {
    int columns = s.columns().size();
    Sheet.Type[] types = new Sheet.Type[columns];
    for (int c = 0; c < columns; c++) types[c] = s.type(c);
    try (DuckDBAppender out = db.createAppender(DuckDBConnection.DEFAULT_SCHEMA, s.name())) {
      for (int row = 0; row < s.rows(); row++) {
        out.beginRow();
        for (int c = 0; c < columns; c++) {
          switch (types[c]) {
            case INTEGER -> out.append(s.integer(row, c));
            case NUMBER -> number(out, s.number(row, c));
            case TEXT -> out.append(s.text(row, c));
            case FLAG -> out.append(s.flag(row, c));
          }
        }
        out.endRow();
      }
    }
  }

  private static void number(DuckDBAppender out, double v) throws SQLException {
    if (Double.isNaN(v)) out.appendNull();
    else out.append(v);
  }

  /// A quoted SQL identifier.
  static String name(String identifier) {
    return "\"" + identifier.replace("\"", "\"\"") + "\"";
  }

  /// A quoted SQL text.
  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /// Makes every Parquet file of a run readable as a view of its name.
  static void views(Connection db, Path folder) throws SQLException, IOException {
    try (Statement sql = db.createStatement();
        var files = Files.newDirectoryStream(folder.resolve("tables"), "*.parquet")) {
      for (Path f : files) {
        String file = String.valueOf(f.getFileName());
        try {
          sql.execute(
              "CREATE VIEW " + name(file.substring(0, file.length() - ".parquet".length()))
                  + " AS SELECT * FROM read_parquet(" + text(f.toAbsolutePath().toString()) + ")");
        } catch (SQLException e) {
          throw damaged(f, e);
        }
      }
    }
  }
}
