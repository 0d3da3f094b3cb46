package org.loadstar.cases;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The tables of further members of an alliance: the folder `members` of a case, laid beside it as a case folder of its own.
///
/// `members/zones.csv` is the table zones of a case with further columns: `like`, a zone of the case from which the new one takes the
/// hours of its demand, its growth, its fuel prices and its PUE; `energy_twh`, its demand in a year; and `candidates`, technologies of
/// which it may build what the other may, joined by `;`. The other tables of the folder have rows that are appended to the case's.
public final class MemberTables {
  public static final String FOLDER = "members";
  private static final String ZONES = "zones.csv";
  private static final List<String> BY_ZONE = List.of("demand_growth.csv", "fuel_prices.csv", "pue.csv");
  private static final List<String> CANDIDATES = List.of("generators.csv", "storages.csv");

  private final Path base;
  private final Path members;
  private final Path out;
  private final Faults faults = new Faults();

  private MemberTables(Path base, Path out) {
    this.base = base;
    this.members = base.resolve(FOLDER);
    this.out = out;
  }

  /// True when a case has such tables.
  public static boolean in(Path folder) {
    return Files.isRegularFile(folder.resolve(FOLDER).resolve(ZONES));
  }

  /// Writes the case with its members to a folder.
  ///
  /// @param out an empty folder
  /// @throws CaseException when a table of the members has a fault
  public static void write(Path folder, Path out) {
    MemberTables m = new MemberTables(folder, out);
    try {
      m.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!m.faults.none()) throw new CaseException(m.faults.sorted());
  }

  private void write() throws IOException {
    copy();
    List<Map<String, String>> zones = rows(members.resolve(ZONES), FOLDER + "/" + ZONES);
    Set<String> known = new LinkedHashSet<>();
    for (Map<String, String> r : rows(base.resolve(ZONES), ZONES)) known.add(r.getOrDefault("zone", ""));
    int line = 1;
    for (Map<String, String> z : zones) {
      Place place = new Place(FOLDER + "/" + ZONES, ++line);
      String like = z.getOrDefault("like", "");
      if (!known.contains(like)) faults.addUnknown(place, like, "like (a zone of the case)", known);
      String energy = z.getOrDefault("energy_twh", "");
      if (!(Decimal.parse(energy) >= 0)) faults.add(place, energy, "energy_twh must be a number, 0 or more");
    }
    if (!faults.none()) return;
    append(ZONES, zones.stream().map(z -> without(z, Set.of("like", "energy_twh", "candidates"))).toList());
    for (String file : BY_ZONE)
      if (Files.isRegularFile(base.resolve(file))) append(file, rows(base.resolve(file), file).stream().flatMap(r -> as(r, zones, false).stream()).toList());
    for (String file : CANDIDATES)
      if (Files.isRegularFile(base.resolve(file))) append(file, rows(base.resolve(file), file).stream().flatMap(r -> as(r, zones, true).stream()).toList());
    demand(zones);
    try (Stream<Path> all = Files.list(members)) {
      for (Path f : all.sorted().toList()) {
        String name = String.valueOf(f.getFileName());
        if (name.endsWith(".csv") && !name.equals(ZONES)) append(name, rows(f, FOLDER + "/" + name));
      }
    }
  }

  private void copy() throws IOException {
    try (Stream<Path> all = Files.walk(base)) {
      for (Path f : all.toList()) {
        Path rest = base.relativize(f);
        if (rest.startsWith(FOLDER)) continue;
        Path to = out.resolve(rest.toString());
        if (Files.isDirectory(f)) Files.createDirectories(to);
        else Files.copy(f, to);
      }
    }
  }

  private static Map<String, String> without(Map<String, String> row, Set<String> columns) {
    Map<String, String> r = new LinkedHashMap<>(row);
    r.keySet().removeAll(columns);
    return r;
  }

  /// A row of a zone as those of the zones that are like it; of plants, what can be built of the technologies named.
  private static List<Map<String, String>> as(Map<String, String> row, List<Map<String, String>> zones, boolean plants) {
    List<Map<String, String>> out = new ArrayList<>();
    for (Map<String, String> z : zones) {
      String like = z.getOrDefault("like", "");
      String zone = z.getOrDefault("zone", "");
      if (!like.equals(row.get("zone"))) continue;
      Map<String, String> r = new LinkedHashMap<>(row);
      r.put("zone", zone);
      if (plants) {
        if (!List.of(z.getOrDefault("candidates", "").split(";")).contains(row.get("technology"))) continue;
        if (Set.of("", "0").contains(row.getOrDefault("max_new_mw", ""))) continue;
        for (String key : List.of("generator", "storage"))
          if (r.containsKey(key)) r.put(key, zone + r.getOrDefault(key, "").replaceFirst("^" + java.util.regex.Pattern.quote(like), "") + " candidate");
        for (String key : List.of("existing_mw", "existing_energy_mwh")) if (r.containsKey(key)) r.put(key, "0");
        r.put("source", "as " + like);
      }
      out.add(r);
    }
    return out;
  }

  private void demand(List<Map<String, String>> zones) throws IOException {
    List<Map<String, String>> hours = rows(base.resolve("demand_mw.csv"), "demand_mw.csv");
    Map<String, Double> sum = new HashMap<>();
    for (Map<String, String> h : hours) h.forEach((k, v) -> sum.merge(k, Math.max(0, orZero(v)), Double::sum));
    for (Map<String, String> h : hours)
      for (Map<String, String> z : zones) {
        String like = z.getOrDefault("like", "");
        double factor = Decimal.parse(z.getOrDefault("energy_twh", "")) * 1e6 / Math.max(1, sum.getOrDefault(like, 1.0));
        h.put(z.getOrDefault("zone", ""), String.format(java.util.Locale.ROOT, "%.1f", factor * orZero(h.getOrDefault(like, "0"))));
      }
    write("demand_mw.csv", hours);
  }

  private static double orZero(String text) {
    double v = Decimal.parse(text);
    return Double.isFinite(v) ? v : 0;
  }

  private List<Map<String, String>> rows(Path file, String shown) {
    List<Map<String, String>> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader = CsvText.reader().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord r : reader) rows.add(new LinkedHashMap<>(r.getFieldsAsMap()));
    } catch (CsvParseException e) {
      faults.add(new Place(shown, 1), "", "the table cannot be read: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private void append(String file, List<Map<String, String>> more) throws IOException {
    if (more.isEmpty()) return;
    List<Map<String, String>> all = Files.isRegularFile(out.resolve(file)) ? rows(out.resolve(file), file) : new ArrayList<>();
    all.addAll(more);
    write(file, all);
  }

  private void write(String file, List<Map<String, String>> rows) throws IOException {
    Set<String> header = new LinkedHashSet<>();
    for (Map<String, String> r : rows) header.addAll(r.keySet());
    try (CsvWriter w = CsvWriter.builder().build(out.resolve(file))) {
      w.writeRecord(header);
      for (Map<String, String> r : rows) w.writeRecord(header.stream().map(h -> text(r.get(h))).toList());
    }
  }

  private static String text(@Nullable String cell) {
    return cell == null ? "" : cell;
  }
}
