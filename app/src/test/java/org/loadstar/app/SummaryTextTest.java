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
}
