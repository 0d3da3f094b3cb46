package org.loadstar.app;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.loadstar.study.Backcast;
import org.loadstar.study.PlanOptions;
import org.loadstar.study.PlanResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backcast [CASE]`
@Command(
    name = "backcast",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Dispatches the standing fleet over all 8760 hours of the demand year and puts it beside that year's record.")
final class BackcastCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private CaseOptions data = new CaseOptions();
  @Mixin private SolveFlags flags = new SolveFlags();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  BackcastCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PlanOptions options = flags.options(data.source(console));
    PlanResult result;
    try (StopRequest stop = new StopRequest(console);
        ProgressLine line = new ProgressLine(console.err(), console.terminal(), options.gap())) {
      line.stage("reading the case");
      result = Backcast.run(options, new PlanProgress(line, stop.asked()));
    }
    if (json) console.json(result.summary());
    else console.out().print(text(result));
    return result.status().equals("stopped") ? Exit.STOPPED : Exit.DONE;
  }

  private static String text(PlanResult result) {
    Map<String, ?> m = result.summary();
    if (result.status().equals("stopped")) return "Stopped before the year was dispatched\n";
    StringBuilder out = new StringBuilder();
    out.append("The fleet of ").append(result.data().settings().name()).append(" in ").append(Figures.text(m, "year")).append("\n\n");
    out.append(pairs("Generation, TWh", Figures.object(m, "generation_twh"), 1)).append('\n');
    Map<String, Object> fossil = Figures.object(m, "gas_and_coal");
    if (!fossil.isEmpty())
      out.append(
          String.format(
              Locale.ROOT,
              "Gas + coal with the wind, solar and nuclear differences taken out: %s against %s TWh, %+.1f %%%n%n",
              TextTable.figure(Figures.number(fossil.get("model_adjusted_twh")), 1),
              TextTable.figure(Figures.number(fossil.get("record_twh")), 1),
              100 * Figures.number(fossil.get("relative_difference"))));
    out.append(pairs("CO2, Mt", Figures.object(m, "emissions_mt"), 1)).append('\n');
    out.append(pairs("Price, $/MWh (not a forecast)", Figures.object(m, "price_usd_per_mwh"), 1)).append('\n');
    TextTable regions = new TextTable(List.of("Region, TWh", "gas", "record", "coal", "record"));
    Map<String, Object> byRegion = Figures.object(m, "by_region");
    for (String r : byRegion.keySet()) {
      Map<String, Object> gas = Figures.object(Figures.object(byRegion, r), "gas");
      Map<String, Object> coal = Figures.object(Figures.object(byRegion, r), "coal");
      regions.add(List.of(r, figure(gas, "model", 1), figure(gas, "record", 1), figure(coal, "model", 1), figure(coal, "record", 1)));
    }
    out.append(regions).append('\n');
    for (Map<String, Object> d : Figures.list(m, "differences"))
      out.append(Figures.text(d, "technology")).append(": ").append(Figures.text(d, "words")).append('\n');
    return out.append("\nMonths and interchange: --json\n").toString();
  }

  private static TextTable pairs(String name, Map<String, Object> pairs, int decimals) {
    TextTable table = new TextTable(List.of(name, "model", "record", "difference"));
    for (String k : pairs.keySet()) {
      Map<String, Object> p = Figures.object(pairs, k);
      double difference = Figures.number(p.get("model")) - Figures.number(p.get("record"));
      table.add(List.of(k, figure(p, "model", decimals), figure(p, "record", decimals), TextTable.figure(difference, decimals)));
    }
    return table;
  }

  private static String figure(Map<String, Object> pair, String key, int decimals) {
    return TextTable.figure(Figures.number(pair.get(key)), decimals);
  }
}
