package org.loadstar.cases;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A copy of a case folder whose files a test breaks one after another; [#restore] mends it. Lines
/// count from 1.
final class BrokenCase {
  private final Path folder;
  private final Map<Path, byte @Nullable []> whole = new HashMap<>();

  BrokenCase(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  void restore() {
    try {
      for (Map.Entry<Path, byte @Nullable []> e : whole.entrySet()) {
        if (e.getValue() == null) Files.deleteIfExists(e.getKey());
        else Files.write(e.getKey(), e.getValue());
      }
      whole.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes(String file) {
    try {
      return Files.readAllBytes(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(String file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  void write(String file, byte @Nullable [] content) {
    Path path = folder.resolve(file);
    try {
      whole.putIfAbsent(path, Files.exists(path) ? Files.readAllBytes(path) : null);
      if (content == null) Files.delete(path);
      else Files.write(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void edit(String file, UnaryOperator<String> change) {
    String old = text(file);
    String changed = change.apply(old);
    if (changed.equals(old)) throw new IllegalStateException("nothing to change in " + file);
    write(file, changed.getBytes(StandardCharsets.UTF_8));
  }

  void lines(String file, Consumer<List<String>> change) {
    var lines = new ArrayList<>(List.of(text(file).split("\n")));
    change.accept(lines);
    write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /// Replaces the first line that holds `old` and returns its number.
  int line(String file, String old, UnaryOperator<String> change) {
    int[] found = {0};
    lines(
        file,
        l -> {
          for (int i = 0; i < l.size() && found[0] == 0; i++) {
            if (!l.get(i).contains(old)) continue;
            l.set(i, change.apply(l.get(i)));
            found[0] = i + 1;
          }
        });
    if (found[0] == 0) throw new IllegalStateException(file + " has no " + old);
    return found[0];
  }

  List<List<String>> table(String file) {
    var rows = new ArrayList<List<String>>();
    try (CsvReader<CsvRecord> csv = CsvText.reader().ofCsvRecord(folder.resolve(file))) {
      for (CsvRecord r : csv) rows.add(new ArrayList<>(r.getFields()));
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void table(String file, Consumer<List<List<String>>> change) {
    List<List<String>> rows = table(file);
    change.accept(rows);
    var s = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(s)) {
      rows.forEach(csv::writeRecord);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(file, s.toString().getBytes(StandardCharsets.UTF_8));
  }

  String cell(String file, int line, String column) {
    List<List<String>> rows = table(file);
    return rows.get(line - 1).get(rows.getFirst().indexOf(column));
  }

  /// Writes a cell; a column that is missing is added.
  void cell(String file, int line, String column, String value) {
    table(
        file,
        rows -> {
          int i = rows.getFirst().indexOf(column);
          if (i < 0) {
            rows.forEach(r -> r.add(""));
            i = rows.getFirst().size() - 1;
            rows.getFirst().set(i, column);
          }
          rows.get(line - 1).set(i, value);
        });
  }

  void header(String file, String old, String column) {
    table(
        file,
        rows -> {
          int i = rows.getFirst().indexOf(old);
          if (i < 0) throw new IllegalStateException(file + " has no " + old);
          rows.getFirst().set(i, column);
        });
  }

  /// The first line whose cell in `column` is `value`.
  int find(String file, String column, String value) {
    List<List<String>> rows = table(file);
    int c = rows.getFirst().indexOf(column);
    for (int i = 1; i < rows.size(); i++) if (rows.get(i).get(c).equals(value)) return i + 1;
    throw new IllegalStateException(file + " has no " + column + " " + value);
  }
}
