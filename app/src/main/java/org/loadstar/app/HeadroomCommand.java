package org.loadstar.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.loadstar.model.Case;
import org.loadstar.model.Zone;
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

  /// Norris et al. 2025, at the same shares: 22 balancing areas of the United States, GW.
  private static final List<Double> PUBLISHED = List.of(76.0, 98.0, 126.0);

  private static final String SOURCE = "Norris et al. 2025, Rethinking Load Growth, 22 balancing areas";

  private static final String WHY =
      "The study compares each hour with the peaks of several years, this case with those of its one year, so that the top hours of the year"
          + " have no room by construction; its areas are 22, not these zones. Areas joined show the second, the rise of peaks the size"
          + " of the first.";

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
    Map<String, Object> areas = new LinkedHashMap<>();
    for (Area a : Area.values()) areas.put(a.words, joined(data, a));
    // What is published is for the United States.
    boolean comparable = data.zones().stream().allMatch(z -> z.country().equals("US"));
    Map<String, Double> rise = new LinkedHashMap<>();
    for (int k = 0; comparable && k < SHARES.size(); k++)
      rise.put(SHARES.get(k), Headroom.peakRise(data, Double.parseDouble(SHARES.get(k)), true, PUBLISHED.get(k)));
    if (json) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("headroom_gw", seasonal);
      m.put("headroom_gw_annual_peak", annual);
      m.put("meaning", "energy headroom: no outages, network or reserves");
      m.put("areas_joined", areas);
      if (comparable) m.put("published", published(rise));
      console.json(m);
    } else {
      console.out().println("Energy headroom, GW: no outages, network or reserves");
      console.out().println();
      print("below the peak of the season", seasonal);
      print("below the annual peak", annual);
      printAreas(data);
      if (comparable) printPublished(seasonal, annual, rise);
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

  /// How zones are joined.
  private enum Area {
    ZONE("zones", "zone", Zone::zone),
    REGION("planning regions", "planning region", Zone::planningRegion),
    INTERCONNECT("interconnects", "interconnect", Zone::interconnect),
    ALL("one area", "area", z -> "");

    private final String words;
    private final String one;
    private final Function<Zone, String> of;

    Area(String words, String one, Function<Zone, String> of) {
      this.words = words;
      this.one = one;
      this.of = of;
    }

    /// `18 zones`, `1 planning region`.
    String count(int areas) {
      return areas + " " + (areas == 1 ? one : words);
    }
  }

  private static Map<String, Object> joined(Case data, Area area) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("areas", Headroom.areas(data, area.of).size());
    for (boolean seasonal : new boolean[] {true, false}) {
      Map<String, Double> gw = new LinkedHashMap<>();
      for (String share : SHARES) gw.put(share, Headroom.joined(data, Double.parseDouble(share), seasonal, area.of));
      m.put(seasonal ? "headroom_gw" : "headroom_gw_annual_peak", gw);
    }
    return m;
  }

  private static Map<String, Object> published(Map<String, Double> rise) {
    Map<String, Double> gw = new LinkedHashMap<>();
    for (int k = 0; k < SHARES.size(); k++) gw.put(SHARES.get(k), PUBLISHED.get(k));
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("source", SOURCE);
    m.put("headroom_gw", gw);
    m.put("peak_rise_to_match", rise);
    m.put("why", WHY);
    return m;
  }

  private void printAreas(Case data) {
    TextTable table = new TextTable(List.of("zones joined: peaks coincide less in small areas", "0.25 % curtailed", "0.5 %", "1 %"));
    for (boolean seasonal : new boolean[] {true, false})
      for (Area a : Area.values()) {
        List<String> row = new ArrayList<>();
        row.add(a.count(Headroom.areas(data, a.of).size()) + (seasonal ? ", peak of the season" : ", annual peak"));
        for (String share : SHARES)
          row.add(TextTable.figure(Headroom.joined(data, Double.parseDouble(share), seasonal, a.of), 2));
        table.add(row);
      }
    console.out().println(table);
  }

  private void printPublished(
      Map<String, Map<String, Double>> seasonal, Map<String, Map<String, Double>> annual, Map<String, Double> rise) {
    TextTable table = new TextTable(List.of("beside what is published", "0.25 % curtailed", "0.5 %", "1 %"));
    table.add(row("these zones, peak of the season", share -> total(seasonal, share), 1));
    table.add(row("these zones, annual peak", share -> total(annual, share), 1));
    table.add(row(SOURCE, share -> PUBLISHED.get(SHARES.indexOf(share)), 1));
    table.add(row("rise of the season's peaks that gives the published figure, %", share -> 100 * rise.getOrDefault(share, Double.NaN), 1));
    console.out().println(table);
    console.out().println(WHY);
  }

  private static double total(Map<String, Map<String, Double>> headroom, String share) {
    return headroom.getOrDefault("total", Map.of()).getOrDefault(share, Double.NaN);
  }

  private static List<String> row(String words, ToDoubleFunction<String> figure, int digits) {
    List<String> row = new ArrayList<>(List.of(words));
    for (String share : SHARES) row.add(TextTable.figure(figure.applyAsDouble(share), digits));
    return row;
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
