package org.loadstar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTextTest {
  private static final Map<String, Object> SUMMARY =
      Map.of(
          "status", "optimal",
          "emissions_t", Map.of("2027", 1e6, "2030", 2e6),
          "unserved_mwh", Map.of("2027", 0.0, "2030", 11.0),
          "full_year_unserved_mwh", 222.0,
          "full_year_emissions_t", 3e6,
          "binding",
              List.of(
                  Map.of("year", 2027, "words", "early"), Map.of("year", 2030, "words", "aimed"), Map.of("year", 2035, "words", "late")));

  @Test
  void whatBindsInTheTargetYearIsShown() {
    assertThat(SummaryText.of(SUMMARY, 2030)).contains("What binds in 2030", "aimed", "and more").doesNotContain("early", "late");
    assertThat(SummaryText.of(SUMMARY, 2034)).contains("What binds in 2030");
  }

  @Test
  void unservedEnergyIsShownByThePlansHoursAndByAllHours() {
    String text = SummaryText.of(SUMMARY, 2030);
    assertThat(text.substring(text.indexOf("By the plan's hours"), text.indexOf("By all 8760 hours"))).contains("unserved, MWh", "11.00");
    assertThat(text.substring(text.indexOf("By all 8760 hours"))).contains("3.00", "unserved, MWh", "222.00");
  }

  /// 30 of the 100 billion are the price of a missed target, 60 are the case without new AI load: it costs 10 more, not 40.
  @Test
  void thePriceOfAMissedTargetIsNoCostOfAiLoad() {
    String text = SummaryText.of(Map.of("status", "optimal", "objective_usd", 100e9, "cost_usd_by_category", Map.of("ai_shortfall", 30e9, "fuel", 70e9),
        "no_ai", Map.of("objective_usd", 60e9)), 2030);
    assertThat(text).containsPattern("of it for the missed target +\\$30.000 billion, a price that nobody pays").containsPattern("More than without new AI load +\\$10.000 billion");
    assertThat(SummaryText.of(Map.of("objective_usd", 100e9, "no_ai", Map.of("objective_usd", 60e9)), 2030)).doesNotContain("missed target").contains("$40.000 billion");
  }

  private static Map<String, Object> campus(String name, double mw) {
    return Map.of("site", name, "zone", "ERCOT", "mw", Map.of("2030", mw), "energised_p50", "2028-11", "binding_step", "grid connection queue");
  }

  @Test
  void theTenLargestCampusesAreShown() {
    java.util.List<Object> campuses = new java.util.ArrayList<>();
    for (int i = 0; i < 12; i++) campuses.add(campus("Site " + (char) ('A' + i), 100.0 * (i + 1)));
    campuses.add(campus("Empty", 0));
    String text = SummaryText.of(Map.of("status", "optimal", "ai_gw", Map.of("2030", 41.25), "campuses", campuses,
        "ai_gw_range", Map.of("2030", Map.of("expected", 30.5, "p90", 22.0))), 2030);
    assertThat(text).contains("AI load by 2030: P50 41.25, expected 30.50, P90 22.00 GW", "Campuses of 2030, 10 of 12", "Site L", "1.20", "2028-11",
        "grid connection queue", "Site C").doesNotContain("Site B", "Empty");
    assertThat(text.indexOf("Site L")).isLessThan(text.indexOf("Site K"));
    assertThat(SummaryText.of(SUMMARY, 2030)).doesNotContain("Campuses of", "AI load by");
  }
}
