package org.loadstar.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `describe RUN`
@Command(name = "describe", mixinStandardHelpOptions = true, description = "What a run was made from and what came out.")
final class DescribeCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(index = "0", paramLabel = "RUN", description = "Folder of a run.")
  private Path folder = Path.of("");

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  DescribeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Run run = RunStore.open(folder)) {
      if (json) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("manifest", run.manifest().json());
        m.put("summary", run.summary());
        console.json(m);
        return Exit.DONE;
      }
      TextTable head = new TextTable(java.util.List.of("case", run.manifest().caseName()));
      run.manifest()
          .json()
          .forEach(
              (k, v) -> {
                if (v instanceof Map<?, ?> map) {
                  if (!k.equals("settings")) map.forEach((name, x) -> head.add(java.util.List.of(k + "." + name, String.valueOf(x))));
                } else if (!k.equals("case")) {
                  head.add(java.util.List.of(k, String.valueOf(v)));
                }
              });
      console.out().println(head);
      console.out().print(SummaryText.of(run.summary()));
      return Exit.DONE;
    }
  }
}
