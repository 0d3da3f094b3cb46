package org.loadstar.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.CaseKind;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.peers.NetworkSource;
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
      description = "Folder of a case, or a case of another tool (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of(EMBEDDED);

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Lays a value over the case; PATH=x0.7 multiplies, PATH=x0.7+3 multiplies and adds. May be repeated.")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--scenario", paramLabel = "FILE", description = "Lays a scenario file over the case. May be repeated.")
  private List<Path> scenarios = new ArrayList<>();

  @Option(
      names = "--lever",
      paramLabel = "NAME=on|off|x",
      description = "Pulls a lever of the case: on is its middle intensity, a number interpolates low (0.5), middle (1), high (2). May be repeated.")
  private List<String> levers = new ArrayList<>();

  /// What to read.
  CaseSource source(Console console) {
    return new CaseSource(console.existing(folder), scenarios, levers, sets);
  }

  /// What stands at the place of the source; a planning case where nothing stands, so that its reader tells what is missing.
  ///
  /// @throws CaseException when something stands there that is no case
  CaseKind kind(CaseSource source) {
    CaseKind kind = CaseKind.of(source.folder());
    if (kind == null && Files.exists(source.folder())) throw new CaseException(NetworkSource.read(null, source).faults());
    return kind == null ? CaseKind.PLANNING : kind;
  }

  /// The case.
  ///
  /// @throws CaseException when it has faults
  Case read(Console console) {
    return CaseReader.read(source(console)).orThrow();
  }
}
