package org.loadstar.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.loadstar.model.Case;
import org.loadstar.study.Headroom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `headroom [CASE]`
@Command(
    name = "headroom",
    mixinStandardHelpOptions = true,
    description = "New load that fits below today's peaks when a little of it is curtailed (no outages, network or reserves).")
final class HeadroomCommand implements Callable<Integer> {
  private static final List<String> SHARES = List.of("0.0025", "0.005", "0.01");

  private final Console console;

  @Mixin private CaseOptions options = new CaseOptions();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  HeadroomCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Case data = options.read(console);
    Map<String, Map<String, Double>> seasonal = headroom(data, true);
    Map<String, Map<String, Double>> annual = headroom(data, false);
    if (json) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("headroom_gw", seasonal);
      m.put("headroom_gw_annual_peak", annual);
      m.put("meaning", "energy headroom: no outages, network or reserves");
      console.json(m);
    } else {
      console.out().println("Energy headroom, GW: no outages, network or reserves");
      console.out().println();
      print("below the peak of the season", seasonal);
      print("below the annual peak", annual);
    }
    return Exit.DONE;
  }

  private static Map<String, Map<String, Double>> headroom(Case data, boolean seasonal) {
    Map<String, Map<String, Double>> out = new LinkedHashMap<>();
    out.put("total", new LinkedHashMap<>());
    for (String share : SHARES)
      Headroom.of(data, Double.parseDouble(share), seasonal)
          .forEach((zone, gw) -> out.computeIfAbsent(zone, z -> new LinkedHashMap<>()).put(share, gw));
    return out;
  }

  private void print(String words, Map<String, Map<String, Double>> headroom) {
    TextTable table = new TextTable(List.of(words, "0.25 % curtailed", "0.5 %", "1 %"));
    headroom.forEach(
        (zone, gw) -> {
          List<String> row = new ArrayList<>(List.of(zone));
          for (String share : SHARES) row.add(TextTable.figure(gw.getOrDefault(share, Double.NaN), 2));
          table.add(row);
        });
    console.out().println(table);
  }
}
