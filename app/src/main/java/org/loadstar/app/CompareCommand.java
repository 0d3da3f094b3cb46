package org.loadstar.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Comparison;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `compare RUN RUN`
@Command(name = "compare", mixinStandardHelpOptions = true, description = "What differs between two runs: inputs first, then results.")
final class CompareCommand implements Callable<Integer> {
  private static final int MOST_ROWS = 40;

  private final Console console;

  @Parameters(index = "0", paramLabel = "RUN_A", description = "Folder of a run.")
  private Path a = Path.of("");

  @Parameters(index = "1", paramLabel = "RUN_B", description = "Folder of another run.")
  private Path b = Path.of("");

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Run first = RunStore.open(a);
        Run second = RunStore.open(b)) {
      Comparison c = Comparison.of(first, second);
      if (json) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("a", first.folder().toString());
        m.put("b", second.folder().toString());
        m.put("changed_inputs", c.changedInputs());
        m.put("delta", c.delta());
        console.json(m);
      } else {
        print(c);
      }
      return Exit.DONE;
    }
  }

  private void print(Comparison c) {
    console.out().println(c.changedInputs().isEmpty() ? "Inputs: the same" : "Changed inputs");
    TextTable inputs = new TextTable(List.of("", "A", "B"));
    for (String key : c.changedInputs().keySet()) {
      Map<String, Object> pair = Figures.object(c.changedInputs(), key);
      inputs.add(List.of(key, shorten(Figures.text(pair, "a")), shorten(Figures.text(pair, "b"))));
    }
    if (!inputs.isEmpty()) console.out().print(inputs);
    console.out().println();
    console.out().println(c.delta().isEmpty() ? "Results: the same" : "Changed results");
    for (String key : c.delta().keySet()) {
      List<List<String>> rows = new ArrayList<>();
      leaves(rows, "", c.delta().get(key));
      TextTable table = new TextTable(List.of(key, "A", "B", "B - A"));
      rows.stream().limit(MOST_ROWS).forEach(table::add);
      if (rows.size() > MOST_ROWS) table.add(List.of("and " + (rows.size() - MOST_ROWS) + " more (--json has all)", "", "", ""));
      console.out().println();
      console.out().print(table);
    }
  }

  private static void leaves(List<List<String>> rows, String path, Object node) {
    if (!(node instanceof Map<?, ?> map)) return;
    if (map.containsKey("delta")) {
      rows.add(List.of(path, amount(map.get("a")), amount(map.get("b")), amount(map.get("delta"))));
      return;
    }
    map.forEach(
        (k, v) -> {
          if (v != null) leaves(rows, path.isEmpty() ? String.valueOf(k) : path + " " + k, v);
        });
  }

  private static String amount(@Nullable Object v) {
    double x = Figures.number(v);
    return TextTable.figure(x, Math.abs(x) < 1000 ? 3 : 0);
  }

  private static String shorten(String s) {
    return s.length() > 40 ? s.substring(0, 37) + "..." : s;
  }
}
