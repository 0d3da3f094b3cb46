package org.loadstar.cases;

import java.nio.file.Path;
import java.util.List;

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
        folder,
        java.util.stream.Stream.concat(scenarios.stream(), java.util.stream.Stream.of(file))
            .toList(),
        sets);
  }

  public CaseSource withSet(String set) {
    return new CaseSource(
        folder,
        scenarios,
        java.util.stream.Stream.concat(sets.stream(), java.util.stream.Stream.of(set)).toList());
  }
}
