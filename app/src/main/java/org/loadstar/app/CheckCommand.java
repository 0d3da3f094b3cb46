package org.loadstar.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.Fault;
import org.loadstar.cases.Reading;
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
    Reading reading = CaseReader.read(options.source(console));
    List<Fault> faults = reading.faults();
    if (json) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("case", options.source(console).folder().toString());
      m.put("faults", faults);
      console.json(m);
    } else {
      faults.forEach(console.out()::println);
      if (reading instanceof Reading.Good good) console.out().print(new CaseFacts(good.value()).text());
      else console.out().println(count(faults.size()));
    }
    return faults.isEmpty() ? Exit.DONE : Exit.INPUT;
  }

  private static String count(int faults) {
    return faults == 1 ? "1 fault" : faults + " faults";
  }
}
