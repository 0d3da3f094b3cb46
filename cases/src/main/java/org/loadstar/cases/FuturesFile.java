package org.loadstar.cases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a file of [Futures] and the case in each of them.
public final class FuturesFile {
  /// Most futures of a file.
  public static final int MOST = 50;

  /// Thirds and sevenths with five digits and more sum to 1.
  private static final double SUM = 5e-5;
  private static final List<String> KEYS = List.of("name", "description", "here_and_now", "wait_for", "common", "futures");
  private static final List<String> OVERLAY = List.of("scenarios", "levers", "set");
  private static final List<String> FUTURE = List.of("name", "probability", "quality", "source", "scenarios", "levers", "set");
  private static final int FIRST_YEAR = 1990;
  private static final int LAST_YEAR = 2200;

  private final Path file;
  private final Faults faults = new Faults();
  private final YamlKeys keys = new YamlKeys(faults);
  /// Of each future, where what it lays over the case was written, by the name under which its faults are reported.
  private final List<Map<String, Place>> places = new ArrayList<>();

  private FuturesFile(Path file) {
    this.file = file;
  }

  /// Reads the file and, to find what is wrong with it, the case in every future.
  ///
  /// @param base the case over which the futures are laid
  /// @throws CaseException when the file has faults, or the case in one of its futures
  public static Futures read(Path file, CaseSource base) {
    CaseReader.read(base).orThrow();
    FuturesFile f = new FuturesFile(file);
    Futures read = f.read(base);
    if (read != null && f.faults.none()) f.check(read);
    if (!f.faults.none()) throw new CaseException(f.faults.sorted());
    return Objects.requireNonNull(read);
  }

  private @Nullable Futures read(CaseSource base) {
    String text = TextFile.read(file, file.toString(), faults);
    Yaml root = text == null ? null : YamlFile.parse(text, file.toString(), faults);
    Yaml.Mapping m = root == null ? null : keys.mapping(root, KEYS, "a file of futures");
    if (m == null) return null;
    CaseSource common = base;
    Map<String, Place> shared = new HashMap<>();
    if (m.get("common") != null) {
      Yaml.Mapping c = keys.mapping(Objects.requireNonNull(m.get("common")), OVERLAY, "common");
      if (c != null) common = overlay(c, base, new LinkedHashMap<>(), shared);
    }
    List<Futures.Future> all = new ArrayList<>();
    if (m.get("futures") instanceof Yaml.Sequence s && !s.items().isEmpty()) for (Yaml item : s.items()) future(item, common, shared, all);
    else faults.add(m.placeOf("futures"), "", "futures must be a list of at least one {name, probability}");
    if (all.size() > MOST) faults.add(m.placeOf("futures"), "" + all.size(), "that many futures are not allowed; allowed are " + MOST);
    double sum = all.stream().mapToDouble(Futures.Future::probability).sum();
    if (faults.none() && Math.abs(sum - 1) > SUM)
      faults.add(m.placeOf("futures"), Decimal.text(sum), "the probabilities of the futures must sum to 1",
          "'" + Decimal.text(Math.rint(1e6 * (all.getLast().probability() + 1 - sum)) / 1e6) + "' for the last one");
    String fallback = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    return new Futures(file.toString(), keys.text(m, "name", fallback), keys.text(m, "description", ""), year(m), words(m), common, all);
  }

  private int year(Yaml.Mapping m) {
    String text = keys.text(m, "here_and_now", "");
    if (text.isEmpty()) return 0;
    double v = Decimal.parse(text);
    if (v == Math.rint(v) && v >= FIRST_YEAR && v <= LAST_YEAR) return (int) v;
    faults.add(m.placeOf("here_and_now"), text, "here_and_now must be a year, the last one whose builds are decided before the future is known");
    return 0;
  }

  private List<Futures.Word> words(Yaml.Mapping m) {
    List<Futures.Word> out = new ArrayList<>();
    Yaml v = m.get("wait_for");
    if (v == null) return out;
    List<Yaml> items = v instanceof Yaml.Sequence s ? s.items() : List.of(v);
    for (Yaml item : items) {
      if (item instanceof Yaml.Scalar s && !s.text().isBlank()) out.add(new Futures.Word(s.text(), s.place().line()));
      else faults.add(item.place(), "", "wait_for must be a list of technologies or sites");
    }
    return out;
  }

  private void future(Yaml item, CaseSource common, Map<String, Place> shared, List<Futures.Future> into) {
    Yaml.Mapping m = keys.mapping(item, FUTURE, "a future");
    if (m == null) return;
    String name = keys.text(m, "name", "");
    if (name.isEmpty()) faults.add(m.place(), "", "the key name of a future is missing");
    if (into.stream().anyMatch(f -> f.name().equals(name))) faults.add(m.placeOf("name"), name, "the name of a future is given twice");
    if (Futures.TAKEN.contains(name)) faults.add(m.placeOf("name"), name, "a future may not be called so: a plan of the study is", "'" + name + "_future'");
    String text = keys.text(m, "probability", "");
    double p = Decimal.parse(text);
    if (text.isEmpty()) faults.add(m.place(), "", "the key probability of a future is missing");
    else if (!(p > 0 && p <= 1))
      faults.add(m.placeOf("probability"), text, "a probability must be above 0 and at most 1", p > 1 && p <= 100 ? "'" + Decimal.text(p / 100) + "'" : null);
    Map<String, String> changes = new LinkedHashMap<>();
    Map<String, Place> laid = new HashMap<>(shared);
    CaseSource source = overlay(m, common, changes, laid);
    places.add(laid);
    into.add(new Futures.Future(name, p, source, changes, keys.text(m, "quality", ""), keys.text(m, "source", "")));
  }

  private CaseSource overlay(Yaml.Mapping m, CaseSource base, Map<String, String> changes, Map<String, Place> laid) {
    CaseSource out = base;
    Yaml files = m.get("scenarios");
    if (files instanceof Yaml.Sequence s) {
      for (Yaml item : s.items()) {
        if (!(item instanceof Yaml.Scalar f) || f.text().isEmpty()) {
          faults.add(item.place(), "", "scenarios must be a list of files, beside this one");
          continue;
        }
        Path path = file.toAbsolutePath().resolveSibling(f.text()).normalize();
        if (!path.toFile().isFile()) faults.add(f.place(), f.text(), "there is no such scenario file beside this one");
        out = out.withScenario(path);
        changes.put(f.text(), "laid over");
      }
    } else if (files != null) {
      faults.add(files.place(), "", "scenarios must be a list of files, beside this one");
    }
    for (Map.Entry<String, Yaml.Entry> e : entries(m, "levers")) {
      String value = scalar(e, "a lever is on, off or a number from 0 to 2");
      out = out.withLever(e.getKey() + "=" + value);
      changes.put("lever." + e.getKey(), value);
      laid.put("--lever " + e.getKey(), e.getValue().value().place());
      laid.put("--lever " + e.getKey() + "=" + value, e.getValue().value().place());
    }
    for (Map.Entry<String, Yaml.Entry> e : entries(m, "set")) {
      String value = scalar(e, "one value as in --set is needed");
      out = out.withSet(e.getKey() + "=" + value);
      changes.put(e.getKey(), value);
      laid.put("--set " + e.getKey(), e.getValue().value().place());
    }
    return out;
  }

  private Set<Map.Entry<String, Yaml.Entry>> entries(Yaml.Mapping m, String key) {
    Yaml v = m.get(key);
    if (v instanceof Yaml.Mapping inner) return inner.entries().entrySet();
    if (v != null) faults.add(v.place(), "", key + " must be a mapping of names to values");
    return Set.of();
  }

  private String scalar(Map.Entry<String, Yaml.Entry> e, String needed) {
    if (e.getValue().value() instanceof Yaml.Scalar s) return s.text();
    faults.add(e.getValue().value().place(), e.getKey(), needed);
    return "";
  }

  /// Faults of the case in a future are told where the future was written.
  private void check(Futures read) {
    for (int k = 0; k < read.all().size(); k++)
      for (Fault q : CaseReader.read(read.all().get(k).source()).faults()) {
        Place own = places.get(k).get(q.file().equals("--lever") ? "--lever " + q.value() : q.file());
        Place at = own == null ? new Place(q.file(), q.line()) : own;
        faults.add(at, q.value(), q.message(), q.maybe());
      }
  }
}
