package org.loadstar.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.model.Case;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The options that choose a case and lay values over it.
final class CaseOptions {
  static final String EMBEDDED = "cases/north-america";

  @Parameters(
      arity = "0..1",
      paramLabel = "CASE",
      defaultValue = EMBEDDED,
      description = "Folder of a case (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of(EMBEDDED);

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Lays a value over the case; PATH=x0.7 multiplies. May be repeated.")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--scenario", paramLabel = "FILE", description = "Lays a scenario file over the case. May be repeated.")
  private List<Path> scenarios = new ArrayList<>();

  /// What to read.
  CaseSource source(Console console) {
    Path place = Files.exists(folder) ? folder : console.root().resolve(folder);
    return new CaseSource(Files.exists(place) ? place : folder, scenarios, sets);
  }

  /// The case.
  ///
  /// @throws CaseException when it has faults
  Case read(Console console) {
    return CaseReader.read(source(console)).orThrow();
  }
}
