import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// The case folder being made: tables are filled first and written together.
final class Folder {
  private final TreeMap<String, Table> tables = new TreeMap<>();

  /// A table under construction; the first `keys` columns must be unique together.
  static final class Table {
    private final String name;
    private final int keys;
    private final String[] columns;
    private final List<String> lines = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    Table(String name, int keys, String[] columns) {
      this.name = name;
      this.keys = keys;
      this.columns = columns;
    }

    void add(Object... cells) {
      if (cells.length != columns.length)
        throw new IllegalStateException(name + ": " + cells.length + " cells, expected " + columns.length);
      StringBuilder line = new StringBuilder();
      StringBuilder key = new StringBuilder();
      for (int i = 0; i < cells.length; i++) {
        if (i > 0) line.append(',');
        line.append(Csv.cell(cells[i]));
        if (i < keys) key.append(cells[i]).append('|');
      }
      if (!seen.add(key.toString())) throw new IllegalStateException(name + ": two rows of key " + key);
      lines.add(line.toString());
    }

    int rows() {
      return lines.size();
    }
  }

  /// @param keys number of leading columns that form the key
  Table table(String name, int keys, String columns) {
    Table t = new Table(name, keys, columns.split(" "));
    tables.put(name, t);
    return t;
  }

  /// Writes all tables and returns the bytes of the whole folder.
  long write(Path out, String caseYaml) throws IOException {
    Files.createDirectories(out.resolve("profiles"));
    for (Table t : tables.values()) {
      if (t.rows() == 0) {
        Files.deleteIfExists(out.resolve(t.name));
        continue;
      }
      StringBuilder b = new StringBuilder(String.join(",", t.columns)).append('\n');
      for (String line : t.lines) b.append(line).append('\n');
      Files.writeString(out.resolve(t.name), b);
    }
    Files.writeString(out.resolve("case.yaml"), caseYaml);
    long bytes = 0;
    try (var files = Files.walk(out)) {
      for (Path p : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) bytes += Files.size(p);
    }
    return bytes;
  }
}
