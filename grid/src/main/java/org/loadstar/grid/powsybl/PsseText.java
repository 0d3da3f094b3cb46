package org.loadstar.grid.powsybl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.Fault;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Place;

/// What PowSyBl passes over in silence in a PSS/E file (.raw): an end in the middle of a section, and rows that name a bus which is not there.
///
/// Rows are looked at in versions up to 33, whose sections stand in one order and have no heads; in others only the end.
final class PsseText {
  private static final int LAST_BY_ORDER = 33;
  private static final int TITLE = 3;
  /// Sections in their order, and how many of the first fields of their rows are buses.
  private static final List<String> SECTIONS = List.of("bus", "load", "fixed shunt", "generator", "branch", "transformer");
  private static final int[] BUSES = {1, 1, 1, 1, 2, 3};

  private final String file;
  private final List<String> lines;
  private final Faults faults = new Faults();
  private final Set<Integer> buses = new HashSet<>();

  private PsseText(String file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  /// @throws CaseException with every fault by line
  static void check(Path path) {
    List<String> lines;
    try {
      lines = Files.readString(path, StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException e) {
      throw new CaseException(List.of(new Fault(path.toString(), 0, "", "cannot be read", null)));
    }
    PsseText text = new PsseText(path.toString(), lines);
    text.rows();
    text.end();
    if (!text.faults.none()) throw new CaseException(text.faults.sorted());
  }

  private void end() {
    int last = lines.size();
    while (last > 0 && (lines.get(last - 1).isBlank() || lines.get(last - 1).strip().startsWith("//"))) last--;
    // What follows the Q is not read.
    boolean whole = lines.stream().anyMatch(line -> line.strip().equalsIgnoreCase("Q"));
    if (last == 0) faults.add(new Place(file, 0), "", "the file is empty");
    else if (!whole && !ends(lines.get(last - 1)))
      faults.add(new Place(file, last), lines.get(last - 1).strip(), "the file ends in the middle of a section", "the last line is 0 or Q");
  }

  private static boolean ends(String line) {
    return line.strip().matches("0(\\s.*|/.*)?");
  }

  private void rows() {
    String[] first = lines.isEmpty() ? new String[0] : fields(lines.getFirst());
    Integer version = first.length < TITLE ? null : number(first[2]);
    if (version == null || version > LAST_BY_ORDER) return;
    int section = 0;
    int skip = 0;
    for (int k = TITLE; k < lines.size() && section < SECTIONS.size(); k++) {
      if (skip-- > 0 || lines.get(k).isBlank()) continue;
      skip = 0;
      if (ends(lines.get(k)) || lines.get(k).strip().equalsIgnoreCase("Q")) {
        section++;
        continue;
      }
      String[] f = fields(lines.get(k));
      if (section == 0 && number(f[0]) instanceof Integer bus) buses.add(bus);
      for (int c = 0; section > 0 && c < Math.min(BUSES[section], f.length); c++) known(f[c], SECTIONS.get(section), k);
      if (section == SECTIONS.size() - 1) skip = f.length > 2 && !"0".equals(f[2]) && number(f[2]) != null ? 4 : 3;
    }
  }

  private void known(String field, String section, int line) {
    Integer bus = number(field);
    if (bus == null || bus != 0 && !buses.contains(Math.abs(bus)))
      faults.add(new Place(file, line + 1), field, "a row of the section " + section + " names a bus that is not there");
  }

  private static String[] fields(String line) {
    String[] f = line.split("/", 2)[0].strip().split("\\s*,\\s*");
    for (int k = 0; k < f.length; k++) f[k] = f[k].strip();
    return f;
  }

  private static @Nullable Integer number(String text) {
    try {
      return Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
