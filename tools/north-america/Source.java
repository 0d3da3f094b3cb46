import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The source tables and what every part of the case needs of them: the chosen zones, deflators, the technology names.
final class Source {
  static final int MONEY_YEAR = 2024;
  static final int FIRST_YEAR = 2024;
  static final int LAST_YEAR = 2036;

  private final Path directory;
  private final Map<String, List<Csv.Row>> cache = new HashMap<>();
  private final TreeMap<String, Csv.Row> zones = new TreeMap<>();
  private final TreeMap<Integer, Double> deflators = new TreeMap<>();
  private final TreeMap<String, Csv.Row> crosswalk = new TreeMap<>();
  private final boolean whole;
  private double share = 1;

  /// @param only the zones of a cut case; empty for all home zones
  Source(Path directory, List<String> only) {
    this.directory = directory;
    this.whole = only.isEmpty();
    for (Csv.Row z : table("zones"))
      if (z.text("country").equals("US") && (whole || only.contains(z.text("zone")))) zones.put(z.text("zone"), z);
    if (!whole && zones.size() != only.size())
      throw new IllegalStateException("unknown zone in " + only + ": known are the US zones of zones.csv");
    for (Csv.Row r : table("deflators")) deflators.put(r.integer("year"), r.number("to_2024_usd"));
    for (Csv.Row r : table("tech_crosswalk")) crosswalk.put(r.text("technology"), r);
  }

  List<Csv.Row> table(String name) {
    return cache.computeIfAbsent(name, n -> {
      try {
        return Csv.read(directory.resolve(n + ".csv"));
      } catch (IOException e) {
        throw new UncheckedIOException("source table " + n, e);
      }
    });
  }

  boolean whole() {
    return whole;
  }

  java.util.Set<String> zones() {
    return new TreeSet<>(zones.keySet());
  }

  boolean zone(String name) {
    return zones.containsKey(name);
  }

  Csv.Row zoneRow(String name) {
    return zones.get(name);
  }

  /// Share of the national scaled demand that the chosen zones hold; national limits of a cut case are scaled by it.
  double share() {
    return share;
  }

  void share(double s) {
    share = s;
  }

  /// Dollars of `year` in dollars of the money year.
  double deflator(int year) {
    Double d = deflators.get(year);
    if (d == null) throw new IllegalStateException("no deflator of " + year + ": " + deflators.keySet());
    return d;
  }

  Map<Integer, Double> deflators() {
    return deflators;
  }

  /// The row of `table` whose `column` is `value`.
  Csv.Row row(String table, String column, String value) {
    for (Csv.Row r : table(table)) if (r.text(column).equals(value)) return r;
    throw new IllegalStateException(table + ": no row with " + column + " = " + value);
  }

  double economics(String parameter) {
    return row("economics", "parameter", parameter).number("value");
  }

  /// Regional capex multiplier of a technology of the crosswalk in a zone, 1 where the crosswalk names none.
  double regional(String technology, String zone) {
    Csv.Row r = crosswalk.get(technology);
    if (r == null) throw new IllegalStateException("tech_crosswalk: no " + technology);
    String column = r.text("regional_multiplier");
    return column.isEmpty() ? 1 : row("regional_capex_multipliers", "zone", zone).number(column);
  }
}
