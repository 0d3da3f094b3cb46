package org.loadstar.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the levers of a case folder.
final class LeverFiles {
  static final String FOLDER = "levers";
  private static final String SUFFIX = ".yaml";
  private static final List<String> KEYS =
      List.of("description", "group", "quality", "source", "unit", "start_date", "lag_months", "default", "values", "public_cost");
  private static final List<String> VALUE_KEYS = List.of("path", "off", "low", "middle", "high");
  private static final List<String> COST_KEYS = List.of("low", "middle", "high", "per", "technology");
  private static final int MOST_MONTHS = 600;

  private final Faults faults;
  private final YamlKeys keys;

  private LeverFiles(Faults faults) {
    this.faults = faults;
    keys = new YamlKeys(faults);
  }

  /// All levers of a folder by name; files with faults are left out.
  ///
  /// @param broken takes the names of those
  static Map<String, Lever> read(Path folder, Set<String> broken, Faults faults) {
    var levers = new TreeMap<String, Lever>();
    Path sub = folder.resolve(FOLDER);
    if (!Files.isDirectory(sub)) return levers;
    try (Stream<Path> files = Files.list(sub)) {
      for (Path f : (Iterable<Path>) files.sorted()::iterator) {
        String name = String.valueOf(f.getFileName());
        if (!name.endsWith(SUFFIX)) continue;
        String key = name.substring(0, name.length() - SUFFIX.length());
        Lever lever = new LeverFiles(faults).lever(f, key);
        if (lever == null) broken.add(key);
        else levers.put(key, lever);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return levers;
  }

  private @Nullable Lever lever(Path file, String name) {
    String shown = FOLDER + "/" + name + SUFFIX;
    String text = TextFile.read(file, shown, faults);
    Yaml root = text == null ? null : YamlFile.parse(text, shown, faults);
    if (root == null) return null;
    int before = faults.count();
    Yaml.Mapping m = keys.mapping(root, KEYS, "a lever");
    if (m == null) return null;
    LocalDate start = date(m);
    int lag = keys.whole(m, "lag_months", 0, 0, MOST_MONTHS);
    String preset = keys.text(m, "default", "off");
    if (!preset.equals("on") && !preset.equals("off")) faults.add(m.placeOf("default"), preset, "default must be on or off");
    var values = new ArrayList<Lever.Value>();
    if (m.get("values") instanceof Yaml.Sequence s && !s.items().isEmpty()) {
      for (Yaml item : s.items()) value(item, values);
    } else {
      faults.add(m.placeOf("values"), "", "values must be a list of at least one {path, low, middle, high}");
    }
    var costs = new ArrayList<PublicCost>();
    if (m.get("public_cost") instanceof Yaml.Sequence s) for (Yaml item : s.items()) cost(item, costs);
    else if (m.get("public_cost") != null) faults.add(m.placeOf("public_cost"), "", "public_cost must be a list of {middle, per}");
    if (faults.count() > before || start == null) return null;
    return new Lever(
        name, keys.text(m, "description", ""), keys.text(m, "group", ""), keys.text(m, "quality", ""), keys.text(m, "source", ""), keys.text(m, "unit", ""), start, lag,
        preset.equals("on"), values, costs);
  }

  private void cost(Yaml item, List<PublicCost> into) {
    Yaml.Mapping v = keys.mapping(item, COST_KEYS, "a public cost");
    if (v == null) return;
    String name = keys.text(v, "per", "");
    List<String> allowed = Arrays.stream(PublicCost.Per.values()).map(ColumnSchema::enumText).toList();
    if (!allowed.contains(name)) {
      faults.addUnknown(v.placeOf("per"), name, "per of a public cost", allowed);
      return;
    }
    PublicCost.Per per = PublicCost.Per.values()[allowed.indexOf(name)];
    String technology = keys.text(v, "technology", "");
    if (technology.isEmpty() == (per == PublicCost.Per.MW || per == PublicCost.Per.FIRST_UNIT))
      faults.add(v.placeOf("technology"), technology, "technology is for per: mw and per: first_unit, and needed there");
    double middle = dollars(v, "middle", Double.NaN);
    if (Double.isNaN(middle)) faults.add(v.place(), "", "the key middle is missing (USD when the lever is on)");
    into.add(new PublicCost(dollars(v, "low", middle), middle, dollars(v, "high", middle), per, technology));
  }

  private double dollars(Yaml.Mapping v, String key, double absent) {
    String text = keys.text(v, key, "");
    if (text.isEmpty()) return absent;
    double d = Decimal.parse(text);
    if (Double.isFinite(d) && d >= 0) return d;
    faults.add(v.placeOf(key), text, key + " must be an amount in USD, 0 or more");
    return 0;
  }

  private void value(Yaml item, List<Lever.Value> into) {
    Yaml.Mapping v = keys.mapping(item, VALUE_KEYS, "a value");
    if (v == null) return;
    String path = keys.text(v, "path", "");
    String middle = keys.text(v, "middle", "");
    if (path.isEmpty()) faults.add(v.place(), "", "the key path is missing (as in --set)");
    if (middle.isEmpty()) faults.add(v.place(), "", "the key middle is missing (what the lever does when it is on)");
    into.add(new Lever.Value(path, keys.text(v, "off", Edit.NEUTRAL.text()), keys.text(v, "low", middle), middle, keys.text(v, "high", middle)));
  }

  private @Nullable LocalDate date(Yaml.Mapping m) {
    String text = keys.text(m, "start_date", "");
    if (text.isEmpty()) {
      faults.add(m.placeOf("start_date"), "", "the key start_date is missing (the date on which the lever is decided, as 2027-01-01)");
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      faults.add(m.placeOf("start_date"), text, "start_date must be a date as 2027-01-01");
      return null;
    }
  }
}
