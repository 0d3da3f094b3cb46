package org.loadstar.cases;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a case is read from: a folder, then scenario files laid over it, then single values.
///
/// @param folder the case folder
/// @param scenarios scenario files (YAML), later ones over earlier
/// @param sets values as `path=value`, later ones over earlier
public record CaseSource(Path folder, List<Path> scenarios, List<String> sets) {
  public CaseSource {
    scenarios = List.copyOf(scenarios);
    sets = List.copyOf(sets);
  }

  public static CaseSource of(Path folder) {
    return new CaseSource(folder, List.of(), List.of());
  }

  public CaseSource withScenario(Path file) {
    return new CaseSource(
        folder, Stream.concat(scenarios.stream(), Stream.of(file)).toList(), sets);
  }

  public CaseSource withSet(String set) {
    return new CaseSource(folder, scenarios, Stream.concat(sets.stream(), Stream.of(set)).toList());
  }
}
