package org.loadstar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.CaseKind;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.NetworkReading;
import org.loadstar.cases.NetworkWriter;
import org.loadstar.cases.peers.NetworkSource;
import org.loadstar.model.network.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `import pypsa|genx|matpower SRC DST`
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Reads a case of another tool and writes it as a network case of ours; `plan` takes either.")
final class ImportCommand implements Callable<Integer> {
  /// Tools whose cases are read.
  enum Tool {
    PYPSA,
    GENX,
    MATPOWER
  }

  private final Console console;

  @Parameters(index = "0", paramLabel = "TOOL", description = "pypsa, genx or matpower.")
  private Tool tool = Tool.PYPSA;

  @Parameters(index = "1", paramLabel = "SRC", description = "Folder or file of the tool.")
  private Path source = Path.of("");

  @Parameters(index = "2", paramLabel = "DST", description = "Folder to write; must be empty or not there.")
  private Path target = Path.of("");

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path place = console.existing(source);
    NetworkReading reading = NetworkSource.read(kind(place), CaseSource.of(place));
    Network data = reading.orThrow();
    console.warn(reading.warnings());
    try {
      NetworkWriter.write(data, target);
    } catch (IOException e) {
      throw new Refusal(target + ": cannot be written (" + e.getMessage() + "). Maybe another folder");
    }
    NetworkFacts facts = new NetworkFacts(data);
    if (json) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("case", target.toAbsolutePath().normalize().toString());
      m.put("case_hash", CaseHash.of(data));
      m.putAll(facts.json());
      console.json(m);
    } else {
      console.out().print(facts.text());
      console.out().println("\nWritten to " + target);
    }
    return Exit.DONE;
  }

  /// The kind of the source, which must be one of the tool.
  private CaseKind kind(Path place) {
    if (!Files.exists(place)) throw new Refusal(source + ": no such folder or file");
    @Nullable CaseKind found = CaseKind.of(place);
    boolean fits =
        switch (tool) {
          case PYPSA -> found == CaseKind.PYPSA_FOLDER || found == CaseKind.PYPSA_NETCDF;
          case GENX -> found == CaseKind.GENX;
          case MATPOWER -> found == CaseKind.MATPOWER;
        };
    if (fits && found != null) return found;
    String word = tool.name().toLowerCase(Locale.ROOT);
    throw new Refusal(source + ": this is " + (found == null ? "nothing that " + word + " writes" : found.words()) + ", not a case of " + word);
  }
}
