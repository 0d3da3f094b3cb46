import java.util.List;

/// workloads.csv, workload_origins.csv and ai_demand.csv.
final class Workloads {
  /// Countries whose chips need no licence cap, and the home country.
  private static final String UNCAPPED = "US;CA;JP;DE;NO;GB;KR;TW";

  /// @param latency class of the source, empty for a workload that may be anywhere
  private record Class(
      String name, String kind, double share, String deferrable, double window, double minRun, double maxPause, double loss, String latency,
      String countries, double value) {}

  private static final List<Class> CLASSES = List.of(
      new Class("training", "training", 0.30, "deferrable_share_training", 24, 2, 4, 0.02, "", UNCAPPED, 2.4),
      new Class("batch", "batch", 0.05, "deferrable_share_batch", 168, 0, 24, 0, "", "", 1.8),
      new Class("agents", "inference", 0.15, "deferrable_share_inference", 4, 0, 4, 0, "agent_or_reasoning", "", 4),
      new Class("chat", "inference", 0.42, "deferrable_share_inference", 4, 0, 4, 0, "interactive_chat_or_code", "", 4),
      new Class("real_time", "inference", 0.08, "", 1, 0, 0, 0, "real_time_voice_or_control", "US", 4));

  private final Source source;

  Workloads(Source source) {
    this.source = source;
  }

  void tables(Folder folder) {
    var t = folder.table("workloads.csv", 1,
        "workload kind share deferrable window_hours min_run_hours max_pause_hours loss latency_ms countries value_usd_per_gpu_hour"
            + " dollar_year source quality note");
    for (Class c : CLASSES)
      t.add(c.name, c.kind, c.share, c.deferrable.isEmpty() ? 0.0 : mid(c.deferrable), c.window, c.minRun, c.maxPause, c.loss,
          c.latency.isEmpty() ? Double.POSITIVE_INFINITY : mid(c.latency), source.whole() ? c.countries : "", c.value, 2025,
          "workloads; finance gpu_hour_price", "assumption",
          "shares of 2030: inference 0.65 to 0.7 of AI energy extrapolated, split by class assumed; value recalled market price");
    double sum = CLASSES.stream().mapToDouble(Class::share).sum();
    if (Math.abs(sum - 1) > 1e-9) throw new IllegalStateException("workload shares sum to " + sum);
    origins(folder);
    var d = folder.table("ai_demand.csv", 2, "scenario year energy_twh source quality");
    for (Csv.Row r : source.table("workloads"))
      if (r.text("group").equals("demand_scenario"))
        d.add(r.text("scenario"), r.integer("year"), r.number("mid") * source.share(), r.text("source"), r.text("quality"));
  }

  /// Users stand where electricity is sold: no count of queries by region was found.
  private void origins(Folder folder) {
    var t = folder.table("workload_origins.csv", 2, "workload zone share source quality");
    double all = 0;
    for (String z : source.zones()) all += source.zoneRow(z).number("retail_sales_2024_TWh");
    for (Class c : CLASSES) {
      if (!c.kind.equals("inference")) continue;
      double left = 1;
      int n = 0;
      for (String z : source.zones()) {
        double share = ++n == source.zones().size() ? left : Math.round(1e4 * source.zoneRow(z).number("retail_sales_2024_TWh") / all) / 1e4;
        left -= share;
        t.add(c.name, z, share, "zones: share of retail sales 2024", "assumption");
      }
    }
  }

  private double mid(String parameter) {
    return source.row("workloads", "parameter", parameter).number("mid");
  }
}
