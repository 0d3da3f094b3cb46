package org.loadstar.cases;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a case is read from: a folder, then scenario files laid over it, then its levers, then single values.
///
/// @param folder the case folder
/// @param scenarios scenario files (YAML), later ones over earlier
/// @param levers `NAME=on`, `NAME=off` or `NAME=x`, later ones over earlier; levers not named are at their default
/// @param sets values as `path=value`, later ones over earlier
public record CaseSource(Path folder, List<Path> scenarios, List<String> levers, List<String> sets) {
  public CaseSource {
    scenarios = List.copyOf(scenarios);
    levers = List.copyOf(levers);
    sets = List.copyOf(sets);
  }

  /// A source whose levers are at their defaults.
  public CaseSource(Path folder, List<Path> scenarios, List<String> sets) {
    this(folder, scenarios, List.of(), sets);
  }

  public static CaseSource of(Path folder) {
    return new CaseSource(folder, List.of(), List.of(), List.of());
  }

  public CaseSource withScenario(Path file) {
    return new CaseSource(folder, Stream.concat(scenarios.stream(), Stream.of(file)).toList(), levers, sets);
  }

  public CaseSource withLever(String choice) {
    return new CaseSource(folder, scenarios, Stream.concat(levers.stream(), Stream.of(choice)).toList(), sets);
  }

  public CaseSource withSet(String set) {
    return new CaseSource(folder, scenarios, levers, Stream.concat(sets.stream(), Stream.of(set)).toList());
  }
}
