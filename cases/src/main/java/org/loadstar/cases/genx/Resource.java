package org.loadstar.cases.genx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.loadstar.cases.Decimal;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Place;

/// One resource of a GenX case: a line of a file of `resources/` with what other files add to it. It remembers which of its attributes
/// were asked for, so that one that GenX reads and we do not is noticed.
final class Resource {
  /// The files of `resources/`, in GenX's order.
  enum Kind {
    HYDRO("Hydro.csv"),
    THERMAL("Thermal.csv"),
    VRE("Vre.csv"),
    STORAGE("Storage.csv"),
    FLEX_DEMAND("Flex_demand.csv"),
    MUST_RUN("Must_run.csv"),
    ELECTROLYZER("Electrolyzer.csv"),
    VRE_STORAGE("Vre_stor.csv");

    private final String file;

    Kind(String file) {
      this.file = file;
    }

    String file() {
      return file;
    }
  }

  private record Value(Place place, String text, String column) {}

  private final Kind kind;
  private final String name;
  private final Place place;
  private final Faults faults;
  private final Map<String, Value> attributes = new HashMap<>();
  private final Set<String> asked = new HashSet<>();

  Resource(Kind kind, String name, Place place, Faults faults) {
    this.kind = kind;
    this.name = name;
    this.place = place;
    this.faults = faults;
  }

  Kind kind() {
    return kind;
  }

  String name() {
    return name;
  }

  Place place() {
    return place;
  }

  /// Sets an attribute; a later file overrides an earlier one.
  void put(String attribute, Place place, String text) {
    attributes.put(attribute.toLowerCase(Locale.ROOT), new Value(place, text, attribute));
  }

  private String read(String attribute) {
    String key = attribute.toLowerCase(Locale.ROOT);
    asked.add(key);
    Value v = attributes.get(key);
    return v == null ? "" : v.text;
  }

  /// The text of an attribute, empty where it is not given, without its being asked for.
  String look(String attribute) {
    Value v = attributes.get(attribute);
    return v == null ? "" : v.text;
  }

  boolean has(String attribute) {
    return !read(attribute).isEmpty();
  }

  String text(String attribute, String absent) {
    String v = read(attribute);
    return v.isEmpty() ? absent : v;
  }

  /// The number of an attribute, or `absent` where it is not given.
  double number(String attribute, double absent) {
    String text = read(attribute);
    if (text.isEmpty()) return absent;
    double v = Decimal.parse(text);
    if (Double.isFinite(v)) return v;
    fault(attribute, attribute + " of " + name + " must be a number");
    return absent;
  }

  /// The number of an attribute that must be given.
  double number(String attribute) {
    if (!has(attribute)) fault(attribute, attribute + " of " + name + " is missing");
    return number(attribute, 0);
  }

  /// True for 1, false for 0 or where it is not given; anything else is a fault.
  boolean yes(String attribute) {
    double v = number(attribute, 0);
    if (v != 0 && v != 1) fault(attribute, attribute + " of " + name + " must be 0 or 1");
    return v == 1;
  }

  /// Index of the zone, from 0.
  int zone() {
    double z = number("zone", 1);
    return z == Math.rint(z) ? (int) z - 1 : -1;
  }

  /// Technology for reports.
  String carrier() {
    return text("resource_type", kind.file.replace(".csv", "").toLowerCase(Locale.ROOT));
  }

  /// Attributes that were not asked for, with their text.
  Set<String> unread() {
    Set<String> rest = new HashSet<>(attributes.keySet());
    rest.removeAll(asked);
    return rest;
  }

  /// All attributes by name, in lower case.
  Set<String> attributes() {
    return Set.copyOf(attributes.keySet());
  }

  /// The name of an attribute as the files have it, or as GenX writes it where they have none.
  String column(String attribute) {
    Value v = attributes.get(attribute.toLowerCase(Locale.ROOT));
    return v == null ? GenxColumns.written(attribute) : v.column;
  }

  /// Adds a fault at the place of an attribute, or of the resource where it has none.
  ///
  /// @param message may begin with the attribute in lower case, which is then written as in the file
  void fault(String attribute, String message) {
    Value v = attributes.get(attribute.toLowerCase(Locale.ROOT));
    String words = message.startsWith(attribute + " ") ? column(attribute) + message.substring(attribute.length()) : message;
    faults.add(v == null ? place : v.place, v == null ? "" : v.text, words);
  }
}
