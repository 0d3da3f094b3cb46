package org.loadstar.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A YAML value that knows where it was written. Mappings and sequences can be changed by overlays.
sealed interface Yaml {
  Place place();

  /// A plain or quoted value; a null or empty value has empty text.
  record Scalar(Place place, String text) implements Yaml {}

  record Sequence(Place place, List<Yaml> items) implements Yaml {
    Sequence(Place place) {
      this(place, new ArrayList<>());
    }
  }

  record Mapping(Place place, Map<String, Entry> entries) implements Yaml {
    Mapping(Place place) {
      this(place, new LinkedHashMap<>());
    }

    @Nullable Yaml get(String key) {
      Entry e = entries.get(key);
      return e == null ? null : e.value();
    }

    /// An independent copy of all below it.
    Mapping copy() {
      var copy = new Mapping(place);
      entries.forEach((name, e) -> copy.put(e.key(), name, Yaml.copyOf(e.value())));
      return copy;
    }

    void put(Place key, String name, Yaml value) {
      entries.put(name, new Entry(key, value));
    }
  }

  /// @param key where the key was written
  record Entry(Place key, Yaml value) {}

  private static Yaml copyOf(Yaml value) {
    return switch (value) {
      case Scalar s -> s;
      case Sequence s -> new Sequence(s.place, new ArrayList<>(s.items.stream().map(Yaml::copyOf).toList()));
      case Mapping m -> m.copy();
    };
  }

  /// Where the value at a dotted path was written, or the nearest mapping around it.
  default Place placeOf(String... path) {
    Yaml at = this;
    for (String key : path) {
      Yaml next = at instanceof Mapping m ? m.get(key) : null;
      if (next == null) return at.place();
      at = next;
    }
    return at.place();
  }
}
