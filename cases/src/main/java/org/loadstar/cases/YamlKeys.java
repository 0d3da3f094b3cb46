package org.loadstar.cases;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Reads the keys of YAML mappings; what is not allowed goes to the faults, with its place.
record YamlKeys(Faults faults) {
  /// A value that must be a mapping, each of its keys one of those that are known; null when it is none.
  Yaml.@Nullable Mapping mapping(Yaml value, Collection<String> keys, String what) {
    if (!(value instanceof Yaml.Mapping m)) {
      faults.add(value.place(), "", what + " must be a mapping of keys to values");
      return null;
    }
    m.entries().forEach((name, e) -> {
      if (!keys.contains(name)) faults.addUnknown(e.key(), name, "the key of " + what, keys);
    });
    return m;
  }

  /// The one value of a key, as it was written; what is to be taken where it is absent or empty.
  String text(Yaml.Mapping m, String key, String absent) {
    Yaml v = m.get(key);
    if (v == null) return absent;
    if (v instanceof Yaml.Scalar s) return s.text().isEmpty() ? absent : s.text();
    faults.add(v.place(), "", key + " must be one value");
    return absent;
  }

  /// The whole number of a key.
  int whole(Yaml.Mapping m, String key, int absent, int least, int most) {
    String text = text(m, key, "");
    if (text.isEmpty()) return absent;
    double v = Decimal.parse(text);
    if (v == Math.rint(v) && v >= least && v <= most) return (int) v;
    faults.add(m.placeOf(key), text, key + " must be a whole number from " + least + " to " + most);
    return absent;
  }
}
