package org.loadstar.app.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseTables;

/// The files at the top of a case folder, as they are written.
///
/// @param folder of the case
record CaseFiles(Path folder) {
  /// A file as text without byte order mark, null where it is not there.
  @Nullable String text(String file) {
    byte[] b = bytes(file);
    if (b == null) return null;
    String text = new String(b, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  byte @Nullable [] bytes(String file) {
    Path path = Workspace.below(folder, file);
    if (!Files.isRegularFile(path)) return null;
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Files of the folder and their sizes, sorted; those of folders below as `profiles/solar_pv.csv`.
  Map<String, Long> sizes() {
    Map<String, Long> out = new LinkedHashMap<>();
    try (Stream<Path> all = Files.walk(folder, 2)) {
      for (Path p : all.filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS)).sorted().toList()) {
        String name = folder.relativize(p).toString().replace('\\', '/');
        if (!name.startsWith(".")) out.put(name, Files.size(p));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out;
  }

  /// What tells one state of the folder from another.
  String stamp() {
    StringBuilder all = new StringBuilder();
    sizes().keySet().forEach(name -> {
      try {
        Path p = folder.resolve(name);
        all.append(name).append(' ').append(Files.size(p)).append(' ').append(Files.getLastModifiedTime(p)).append('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    return version(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// Rows of a table with some of its columns; numbers where the cell is one and the column has a unit.
  ///
  /// @param otherNames names in the file of columns that are called otherwise
  List<Map<String, @Nullable Object>> rows(String file, List<String> columns, Map<String, String> otherNames) {
    List<Map<String, @Nullable Object>> out = new ArrayList<>();
    String text = text(file);
    if (text == null) return out;
    CaseTables.Cells cells = CaseTables.read(text, file);
    for (int r = 0; r < cells.rows().size(); r++) {
      Map<String, @Nullable Object> m = new LinkedHashMap<>();
      for (String c : columns) {
        String cell = cells.cell(r, otherNames.getOrDefault(c, c));
        m.put(c, Units.of(c) == null && !c.equals("pue") ? cell : number(cell));
      }
      out.add(m);
    }
    return out;
  }

  private static @Nullable Double number(String cell) {
    try {
      double v = Double.parseDouble(cell);
      return Double.isFinite(v) ? (Double) v : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /// What tells one content of a file from another, as an ETag.
  static String version(byte[] content) {
    CRC32C sum = new CRC32C();
    sum.update(content);
    return "\"" + Long.toHexString(sum.getValue()) + "-" + content.length + "\"";
  }
}
