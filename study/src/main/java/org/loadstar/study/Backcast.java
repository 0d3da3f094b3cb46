package org.loadstar.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.lp.SolveOptions;
import org.loadstar.model.Case;
import org.loadstar.model.Decisions;
import org.loadstar.model.Figures;
import org.loadstar.model.Rows;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;
import org.loadstar.model.TimeGrid;
import org.loadstar.model.Zone;

/// Dispatches the standing fleet over all hours of the demand year and puts the result beside the record of that year.
///
/// A file `scenarios/backcast.yaml` of the case is laid over the case first (what was different in the record year, as water). The
/// fleet is that of the case, younger than the record year: so the wind, solar and nuclear differences are taken out of gas and
/// coal before they are judged.
public final class Backcast {
  private static final String OVERLAY = "scenarios/backcast.yaml";
  private static final List<String> GROUPS = List.of("gas", "coal", "nuclear", "wind", "solar", "hydro", "other");

  private Backcast() {}

  /// @throws org.loadstar.cases.CaseException when the case is refused
  public static PlanResult run(PlanOptions options, StudyProgress progress) {
    Clock clock = new Clock();
    CaseSource source = options.source();
    Path overlay = source.folder().resolve(OVERLAY);
    if (Files.isRegularFile(overlay)) source = source.withScenario(overlay);
    Case data = CaseReader.read(source).orThrow();
    clock.lap("read");
    Tables tables = new Tables();
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    int year = data.settings().demandYear();
    out.put("year", year);
    out.put("status", "stopped");
    try {
      Operation.Year y =
          Operation.run(new Figures(data), year, new Decisions(), false, "full", tables, SideBySide.of(options),
              new SolveOptions(Math.min(options.gap(), Operation.GAP), options.maxSeconds(), options.threads(), options.seed()), progress);
      clock.lap("solve");
      Describe.write(data, tables);
      Prices.summarise(data, tables, "full");
      out.put("status", "optimal");
      out.put("operation_usd", y.cost());
      out.put("certificate_ok", y.ok());
      out.put("primal_residual", y.primalResidual());
      compare(data, tables, year, out);
      clock.lap("report");
    } catch (StoppedException e) {
      out.put("stopped", true);
    }
    out.put("case_hash", CaseHash.of(data));
    out.put("seconds", clock.seconds());
    out.put("cpu_seconds", Clock.cpuSeconds());
    out.put("peak_memory_mb", Clock.peakMemoryMb());
    return new PlanResult(data, CaseHash.of(data), out, tables, null);
  }

  private static void compare(Case data, Tables tables, int year, Map<String, @Nullable Object> out) {
    Map<String, String> fuel = new TreeMap<>();
    for (Rows.Technology t : data.technologies()) fuel.put(t.technology(), t.fuel());
    Map<String, Double> model = new TreeMap<>();
    Map<String, Map<String, Double>> byRegion = new TreeMap<>();
    Map<String, String> region = new TreeMap<>();
    for (Zone z : data.zones()) region.put(z.zone(), z.planningRegion().isEmpty() ? z.zone() : z.planningRegion());
    Sheet g = tables.get("generation");
    for (int i = 0; i < g.rows(); i++) {
      String group = group(g.text(i, 3), fuel);
      if (group.isEmpty()) continue;
      model.merge(group, g.number(i, 4) / 1e6, Double::sum);
      byRegion
          .computeIfAbsent(String.valueOf(region.get(g.text(i, 2))), k -> new TreeMap<>())
          .merge(group, g.number(i, 4) / 1e6, Double::sum);
    }
    Map<String, Double> record = record(data, "US", "net_generation", null, fuel);
    Map<String, Object> generation = new LinkedHashMap<>();
    for (String k : GROUPS) generation.put(k, pair(model.getOrDefault(k, 0.0), record.get(k)));
    out.put("generation_twh", generation);
    fossil(model, record, out);
    Map<String, Object> regions = new LinkedHashMap<>();
    byRegion.forEach(
        (r, groups) -> {
          Map<String, Double> known = record(data, "zone", "net_generation", z -> r.equals(region.get(z)), fuel);
          Map<String, Object> m = new LinkedHashMap<>();
          for (String k : GROUPS) m.put(k, pair(groups.getOrDefault(k, 0.0), known.get(k)));
          regions.put(r, m);
        });
    out.put("by_region", regions);
    out.put("by_month", months(data, tables, fuel));
    out.put("interchange", interchange(data, tables, region));
    out.put("price_usd_per_mwh", prices(data, tables, region));
    out.put("emissions_mt", emissions(data, tables, fuel));
    out.put("differences", Differences.explain(data, year, model, record, GROUPS));
  }

  /// Gas + coal with the wind, solar and nuclear differences taken out.
  private static void fossil(Map<String, Double> model, Map<String, Double> record, Map<String, @Nullable Object> out) {
    double ours = model.getOrDefault("gas", 0.0) + model.getOrDefault("coal", 0.0);
    Double gas = record.get("gas");
    Double coal = record.get("coal");
    if (gas == null || coal == null) return;
    double adjusted = ours;
    for (String k : List.of("wind", "solar", "nuclear"))
      adjusted += model.getOrDefault(k, 0.0) - record.getOrDefault(k, model.getOrDefault(k, 0.0));
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("model_twh", ours);
    m.put("model_adjusted_twh", adjusted);
    m.put("record_twh", gas + coal);
    m.put("relative_difference", adjusted / (gas + coal) - 1);
    out.put("gas_and_coal", m);
  }

  static String group(String technology, Map<String, String> fuel) {
    if (technology.startsWith("wind")) return "wind";
    if (technology.startsWith("solar") || technology.equals("csp")) return "solar";
    if (technology.startsWith("pumped") || technology.contains(":")) return "";
    if (technology.startsWith("hydro")) return "hydro";
    String f = fuel.get(technology);
    if (f == null) return switch (technology) {
      case "gas", "coal", "nuclear", "wind", "hydro" -> technology;
      case "biomass", "geothermal", "oil", "other", "other_gas_and_other" -> "other";
      default -> "";
    };
    return switch (f) {
      case "natural_gas", "gas" -> "gas";
      case "coal" -> "coal";
      case "uranium" -> "nuclear";
      default -> technology.equals("battery") ? "" : "other";
    };
  }

  private static Map<String, Double> record(
      Case data, String scope, String metric, java.util.function.@Nullable Predicate<String> area, Map<String, String> fuel) {
    Map<String, Double> out = new TreeMap<>();
    for (Rows.GenerationRecord r : data.generationRecord()) {
      if (!r.scope().equals(scope) || !r.metric().equals(metric) || area != null && !area.test(r.area())) continue;
      String k = group(r.technology(), fuel);
      if (!k.isEmpty()) out.merge(k, r.value(), Double::sum);
    }
    return out;
  }

  private static Map<String, @Nullable Object> pair(double model, @Nullable Double record) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("model", model);
    m.put("record", record);
    return m;
  }

  /// TWh by month and group; the record of single months is not in the case, but of the months that it sums.
  private static Map<String, Object> months(Case data, Tables tables, Map<String, String> fuel) {
    Map<String, Object> out = new LinkedHashMap<>();
    double[][] sum = new double[13][GROUPS.size()];
    Sheet d = tables.get("dispatch");
    for (int i = 0; i < d.rows(); i++) {
      int k = GROUPS.indexOf(group(d.text(i, 7), fuel));
      if (k >= 0) sum[TimeGrid.monthOf(d.integer(i, 3))][k] += d.number(i, 8) * d.number(i, 4) * d.number(i, 5) / 1e6;
    }
    Map<String, Double> early = record(data, "US", "net_generation_Jan_May", null, fuel);
    for (int month = 1; month <= 12; month++) {
      Map<String, Object> m = new LinkedHashMap<>();
      for (int k = 0; k < GROUPS.size(); k++) m.put(GROUPS.get(k), pair(sum[month][k], null));
      out.put(String.format(Locale.ROOT, "%02d", month), m);
    }
    if (!early.isEmpty()) {
      Map<String, Object> m = new LinkedHashMap<>();
      for (int k = 0; k < GROUPS.size(); k++) {
        double s = 0;
        for (int month = 1; month <= 5; month++) s += sum[month][k];
        m.put(GROUPS.get(k), pair(s, early.get(GROUPS.get(k))));
      }
      out.put("01-05", m);
    }
    return out;
  }

  /// Net flow between planning regions: annual TWh and the 10th, 50th and 90th percentile of the hours in MW.
  private static List<Map<String, Object>> interchange(Case data, Tables tables, Map<String, String> region) {
    Map<String, double[]> net = new TreeMap<>();
    Sheet f = tables.get("flows");
    for (int i = 0; i < f.rows(); i++) {
      String a = String.valueOf(region.get(f.text(i, 7)));
      String b = String.valueOf(region.get(f.text(i, 8)));
      if (a.equals(b)) continue;
      double sign = a.compareTo(b) < 0 ? 1 : -1;
      String key = sign > 0 ? a + "|" + b : b + "|" + a;
      net.computeIfAbsent(key, k -> new double[org.loadstar.model.Hourly.HOURS])[f.integer(i, 3)] += sign * f.number(i, 9);
    }
    List<Map<String, Object>> out = new ArrayList<>();
    net.forEach(
        (key, mw) -> {
          Map<String, Object> m = new LinkedHashMap<>();
          int bar = key.indexOf('|');
          m.put("from", key.substring(0, bar));
          m.put("to", key.substring(bar + 1));
          m.put("twh", Arrays.stream(mw).sum() / 1e6);
          double[] sorted = mw.clone();
          Arrays.sort(sorted);
          for (int p : new int[] {10, 50, 90}) m.put("p" + p + "_mw", quantile(sorted, p / 100.0));
          out.add(m);
        });
    return out;
  }

  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int lo = (int) at;
    int hi = Math.min(sorted.length - 1, lo + 1);
    return sorted[lo] + (at - lo) * (sorted[hi] - sorted[lo]);
  }

  /// Load-weighted price by planning region with the percentiles of its hours, beside the record.
  private static Map<String, Object> prices(Case data, Tables tables, Map<String, String> region) {
    Map<String, double[]> hours = new TreeMap<>();
    Map<String, double[]> weights = new TreeMap<>();
    Map<String, Double> load = new java.util.HashMap<>();
    Sheet d = tables.get("dispatch");
    for (int i = 0; i < d.rows(); i++)
      if (d.text(i, 7).equals("load")) load.put(d.text(i, 6) + "|" + d.integer(i, 3), -d.number(i, 8));
    Sheet p = tables.get("prices");
    for (int i = 0; i < p.rows(); i++) {
      String r = String.valueOf(region.get(p.text(i, 6)));
      int h = p.integer(i, 3);
      double w = load.getOrDefault(p.text(i, 6) + "|" + h, 0.0);
      hours.computeIfAbsent(r, k -> new double[org.loadstar.model.Hourly.HOURS])[h] += w * p.number(i, 7);
      weights.computeIfAbsent(r, k -> new double[org.loadstar.model.Hourly.HOURS])[h] += w;
    }
    Map<String, Object> out = new LinkedHashMap<>();
    hours.forEach(
        (r, sum) -> {
          double[] w = weights.getOrDefault(r, new double[sum.length]);
          double[] price = new double[sum.length];
          for (int h = 0; h < sum.length; h++) price[h] = w[h] > 0 ? sum[h] / w[h] : 0;
          Arrays.sort(price);
          Double known = null;
          for (Rows.GenerationRecord q : data.generationRecord())
            if (q.metric().equals("price") && q.area().equals(r)) known = q.value();
          Map<String, @Nullable Object> m = pair(Arrays.stream(sum).sum() / Arrays.stream(w).sum(), known);
          for (int q : new int[] {10, 50, 90}) m.put("p" + q, quantile(price, q / 100.0));
          out.put(r, m);
        });
    return out;
  }

  private static Map<String, Object> emissions(Case data, Tables tables, Map<String, String> fuel) {
    Map<String, Double> model = new TreeMap<>();
    double total = 0;
    Sheet e = tables.get("emissions");
    for (int i = 0; i < e.rows(); i++) {
      model.merge(group(e.text(i, 3), fuel), e.number(i, 4) / 1e6, Double::sum);
      total += e.number(i, 4) / 1e6;
    }
    Map<String, Object> out = new LinkedHashMap<>();
    Double known = null;
    Map<String, Double> record = record(data, "US", "emissions", null, fuel);
    for (Rows.GenerationRecord r : data.generationRecord())
      if (r.scope().equals("US") && r.metric().equals("emissions") && r.technology().isEmpty()) known = r.value();
    out.put("total", pair(total, known));
    for (String k : List.of("gas", "coal")) out.put(k, pair(model.getOrDefault(k, 0.0), record.get(k)));
    return out;
  }
}
