package org.loadstar.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseKind;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.Levers;
import org.loadstar.cases.NetworkReading;
import org.loadstar.cases.peers.NetworkSource;
import org.loadstar.model.Case;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `describe CASE|RUN`
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    description = "What a case holds, or what a run was made from and what came out.")
final class DescribeCommand implements Callable<Integer> {
  /// Characters of a value of a run that are shown.
  private static final int MOST = 240;

  private final Console console;

  @Mixin private CaseOptions options = new CaseOptions();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(names = "--profiles", description = "Also show what reshaping did to the lulls of each profile (always in --json).")
  private boolean profiles;

  @Option(names = "--steps", description = "Which step decides the dates of the sites, and with which levers it decides more of them.")
  private boolean steps;

  @Option(names = "--levers", description = "List the levers of the case and how far each is pulled (always in --json).")
  private boolean levers;

  DescribeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CaseSource source = options.source(console);
    CaseKind kind = CaseKind.of(source.folder());
    if (kind == null) return describeRun(source.folder());
    return kind.network() ? describeNetwork(source) : describeCase();
  }

  private int describeNetwork(CaseSource source) {
    NetworkReading reading = NetworkSource.read(source);
    console.warn(reading.warnings());
    NetworkFacts facts = new NetworkFacts(reading.orThrow());
    if (json) console.json(facts.json());
    else console.out().print(facts.text());
    return Exit.DONE;
  }

  private int describeCase() {
    Case data = options.read(console);
    LeverTable pulled = new LeverTable(Levers.of(options.source(console)));
    CaseFacts facts = new CaseFacts(data);
    if (json) {
      Map<String, Object> m = facts.json();
      m.put("profile_guard", new ProfileTable(data).json());
      m.put("levers", pulled.json());
      m.put("steps", (steps ? new StepTable(data).withLevers(options.source(console)) : new StepTable(data)).json());
      console.json(m);
      return Exit.DONE;
    }
    if (levers) {
      console.out().print(pulled.text());
      return Exit.DONE;
    }
    if (steps) {
      console.out().print(new StepTable(data).withLevers(options.source(console)).text());
      return Exit.DONE;
    }
    console.out().print(facts.text());
    if (profiles) console.out().print("\n" + new ProfileTable(data).text());
    return Exit.DONE;
  }

  private int describeRun(Path folder) {
    try (Run run = RunStore.open(folder)) {
      if (json) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("manifest", run.manifest().json());
        m.put("summary", run.summary());
        console.json(m);
        return Exit.DONE;
      }
      console.out().println(TextTable.facts(facts(run), console.width()));
      console.out().print(SummaryText.of(run.summary(), Figures.number(run.manifest().settings().get("target_year"))));
      return Exit.DONE;
    }
  }

  /// What a run was made from, without its settings; of a long value its beginning, all of it stands in --json.
  private static List<List<String>> facts(Run run) {
    List<List<String>> facts = new ArrayList<>();
    facts.add(List.of("case", run.manifest().caseName()));
    run.manifest().json().forEach((k, v) -> {
      if (v instanceof Map<?, ?> map) {
        if (!k.equals("settings")) map.forEach((name, x) -> fact(k + "." + name, x, facts));
      } else if (!k.equals("case")) {
        fact(k, v, facts);
      }
    });
    return facts;
  }

  private static void fact(String name, @Nullable Object value, List<List<String>> facts) {
    String text = value instanceof Collection<?> c ? c.stream().map(String::valueOf).collect(Collectors.joining(", ")) : String.valueOf(value);
    if (text.isBlank()) return;
    facts.add(List.of(name, text.length() <= MOST ? text : text.substring(0, MOST).stripTrailing() + " ... (all of it: --json)"));
  }
}
