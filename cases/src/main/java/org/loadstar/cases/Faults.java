package org.loadstar.cases;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the faults of one reading, and its warnings: what is read as it stands though something else may be meant.
public final class Faults {
  private final List<Fault> list = new ArrayList<>();
  private final List<Fault> warnings = new ArrayList<>();

  public void add(Place place, String value, String message, @Nullable String maybe) {
    list.add(new Fault(place.file(), place.line(), value, message, maybe));
  }

  public void add(Place place, String value, String message) {
    add(place, value, message, null);
  }

  /// A name that is not among the allowed ones: lists a few of them and suggests the nearest.
  public void addUnknown(Place place, String value, String what, Collection<String> allowed) {
    String near = Nearest.to(value, allowed);
    add(
        place,
        value,
        what + " is not known; known: " + Nearest.listed(allowed),
        near == null ? null : "'" + near + "'");
  }

  /// Something that does not stop the reading.
  public void warn(Place place, String value, String message, @Nullable String maybe) {
    warnings.add(new Fault(place.file(), place.line(), value, message, maybe));
  }

  /// Takes over the faults and warnings of another reading.
  public void addAll(Faults other) {
    list.addAll(other.list);
    warnings.addAll(other.warnings);
  }

  public int count() {
    return list.size();
  }

  public boolean none() {
    return list.isEmpty();
  }

  /// All faults by file and line, each once.
  public List<Fault> sorted() {
    return sorted(list);
  }

  /// All warnings by file and line, each once.
  public List<Fault> warnings() {
    return sorted(warnings);
  }

  private static List<Fault> sorted(List<Fault> all) {
    return all.stream()
        .distinct()
        .sorted(Comparator.comparing(Fault::file).thenComparingInt(Fault::line))
        .toList();
  }
}
