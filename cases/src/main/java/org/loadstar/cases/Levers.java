package org.loadstar.cases;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The levers of a case and how far each is pulled.
public final class Levers {
  private static final String OPTION = "--lever";

  private final Map<String, Lever> known;
  private final Map<String, Double> state;

  private Levers(Map<String, Lever> known, Map<String, Double> state) {
    this.known = known;
    this.state = state;
  }

  /// The levers of a source.
  ///
  /// @throws CaseException when a file or a choice has a fault
  public static Levers of(CaseSource source) {
    var faults = new Faults();
    Levers levers = read(source, faults);
    if (!faults.none()) throw new CaseException(faults.sorted());
    return levers;
  }

  /// Reads the files and the choices `NAME=on|off|x`, later ones over earlier.
  static Levers read(CaseSource source, Faults faults) {
    var broken = new HashSet<String>();
    Map<String, Lever> known = LeverFiles.read(source.folder(), broken, faults);
    var state = new TreeMap<String, Double>();
    known.values().forEach(l -> state.put(l.name(), l.byDefault()));
    choose(source.levers(), known, broken, state, faults);
    return new Levers(known, state);
  }

  /// The same levers with further choices `NAME=on|off|x`.
  ///
  /// @throws CaseException when one names no lever or no intensity
  Levers with(List<String> choices) {
    var faults = new Faults();
    var pulled = new TreeMap<>(state);
    choose(choices, known, Set.of(), pulled, faults);
    if (!faults.none()) throw new CaseException(faults.sorted());
    return new Levers(known, pulled);
  }

  private static void choose(List<String> choices, Map<String, Lever> known, Set<String> broken, Map<String, Double> state, Faults faults) {
    for (String choice : choices) {
      int equals = choice.indexOf('=');
      String name = equals < 0 ? choice.strip() : choice.substring(0, equals).strip();
      String level = equals < 0 ? "" : choice.substring(equals + 1).strip();
      Place place = new Place(OPTION, 0);
      if (broken.contains(name)) continue;
      if (!known.containsKey(name)) {
        faults.addUnknown(place, name, "the lever", known.keySet());
        continue;
      }
      Double v = level(level);
      if (v == null)
        faults.add(place, choice, "a lever is NAME=on, NAME=off or NAME=x with x from 0 to 2 (0.5 low, 1 middle, 2 high)", level.isEmpty() ? "'" + name + "=on'" : null);
      else state.put(name, v);
    }
  }

  private static @Nullable Double level(String text) {
    if (text.equals("on")) return Lever.MIDDLE;
    if (text.equals("off")) return 0.0;
    double v = Decimal.parse(text);
    return v >= 0 && v <= Lever.HIGH ? v : null;
  }

  public Collection<Lever> all() {
    return known.values();
  }

  /// Intensity of every lever by name: 0 off, 0.5 low, 1 middle, 2 high.
  public Map<String, Double> state() {
    return new LinkedHashMap<>(state);
  }

  /// Where a change comes from.
  interface Change {
    void lay(Lever lever, Lever.Value value, String text);
  }

  /// Calls `change` for all that levers which change nothing would lay over the case: their first text that is not neutral, so that what
  /// is wrong with a lever is found before it is pulled.
  void idle(Change change) {
    for (Lever l : known.values())
      for (Lever.Value v : l.values()) {
        if (v.at(state.getOrDefault(l.name(), 0.0)) != null) continue;
        for (double level : new double[] {Lever.MIDDLE, Lever.HIGH, Lever.LOW, 0}) {
          String text = v.at(level);
          if (text == null) continue;
          change.lay(l, v, text);
          break;
        }
      }
  }

  /// Calls `change` for all that the levers lay over the case, in the order of their names.
  void changes(Change change) {
    for (Lever l : known.values())
      for (Lever.Value v : l.values()) {
        String text = v.at(state.getOrDefault(l.name(), 0.0));
        if (text != null) change.lay(l, v, text);
      }
  }
}
