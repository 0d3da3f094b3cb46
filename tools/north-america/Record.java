import java.util.Map;

/// generation_record.csv: what happened in 2024, for the backcast.
final class Record {
  private static final Map<String, String> METRIC =
      Map.of("co2_power_sector", "emissions", "wholesale_price_avg", "price");
  private static final Map<String, String> REGION = Map.of("ISO-NE", "ISONE", "Southwest (Palo Verde)", "WestConnect",
      "Northwest (Mid-C)", "NorthernGrid", "Southeast", "SERTP", "US composite", "US");

  private Record() {}

  static void table(Source source, Folder folder) {
    var t = folder.table("generation_record.csv", 4, "scope area metric technology low value high unit quality source");
    for (Csv.Row r : source.table("generation_record_2024")) {
      String scope = r.text("scope").equals("ISO") ? "iso" : r.text("scope");
      if (scope.equals("state") || scope.equals("division")) continue;
      if (scope.equals("zone") && !source.zone(r.text("area"))) continue;
      if (!source.whole() && !scope.equals("zone")) continue;
      String metric = METRIC.getOrDefault(r.text("metric"), r.text("metric"));
      String technology = metric.equals("price") || r.text("technology").equals("total") ? "" : r.text("technology");
      t.add(scope, REGION.getOrDefault(r.text("area"), r.text("area")), metric, technology, r.number("low"),
          r.number("value"), r.number("high"), r.text("unit"), r.text("quality"), r.text("source"));
    }
  }
}
