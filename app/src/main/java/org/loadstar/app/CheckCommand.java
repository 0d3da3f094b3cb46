package org.loadstar.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.Fault;
import org.loadstar.cases.NetworkReading;
import org.loadstar.cases.Reading;
import org.loadstar.cases.peers.NetworkSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `check [CASE]`
@Command(name = "check", mixinStandardHelpOptions = true, description = "Reads a case and reports all its faults at once.")
final class CheckCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private CaseOptions options = new CaseOptions();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CaseSource source = options.source(console);
    List<Fault> faults;
    List<Fault> warnings = List.of();
    String facts = "";
    if (options.kind(source).network()) {
      NetworkReading reading = NetworkSource.read(source);
      faults = reading.faults();
      warnings = reading.warnings();
      if (reading instanceof NetworkReading.Good good) facts = new NetworkFacts(good.value()).text();
    } else {
      Reading reading = CaseReader.read(source);
      faults = reading.faults();
      warnings = reading.warnings();
      if (reading instanceof Reading.Good good) facts = new CaseFacts(good.value()).text();
    }
    if (json) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("case", source.folder().toString());
      m.put("faults", faults);
      if (!warnings.isEmpty()) m.put("warnings", warnings);
      console.json(m);
    } else {
      faults.forEach(console.out()::println);
      console.warn(warnings);
      if (faults.isEmpty()) console.out().print(facts);
      else console.out().println(count(faults.size()));
    }
    return faults.isEmpty() ? Exit.DONE : Exit.INPUT;
  }

  private static String count(int faults) {
    return faults == 1 ? "1 fault" : faults + " faults";
  }
}
