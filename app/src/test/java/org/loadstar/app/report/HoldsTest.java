package org.loadstar.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The card of a report that tells what `adequacy` drew over its plan.
class HoldsTest {
  private static Map<String, Object> estimate(double value, double error) {
    return Map.of("value", value, "standard_error", error);
  }

  private static Map<String, Object> drawn(double days, double error) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("samples", 200);
    m.put("year", 2030);
    m.put("weather_shift_days", 14);
    m.put("page", "../plan-adequacy/report.html");
    m.put("lole_days", estimate(days, error));
    m.put("lolh", estimate(3 * days, error));
    m.put("eue_mwh", estimate(1234, 56));
    m.put("neue_ppm", estimate(0.25, 0.01));
    return m;
  }

  /// Text of the card `drawn` of a report, tags taken out.
  private static String card(Map<String, Object> drawn) {
    FakeRun run = FakeRun.make(false);
    Map<String, Object> summary = new LinkedHashMap<>(run.summary);
    summary.put("adequacy", drawn);
    String html = Report.render(summary, run.tables, FakeRun.squares(), run.manifest);
    assertThat(html).doesNotContain("Random outages (LOLE, unserved energy with a standard error): not tested");
    int from = html.indexOf("id=\"drawn\"");
    assertThat(from).isPositive();
    String card = html.substring(from, html.indexOf("</div>", from));
    assertThat(card).contains("<a href=\"../plan-adequacy/report.html\">");
    return card.substring(card.indexOf('>') + 1).replaceAll("<[^>]+>", " ").replaceAll("[\\h\\s]+", " ");
  }

  @Test
  void moreShortageThanTheStandardIsToldAsItsMultiple() {
    assertThat(card(drawn(0.5, 0.06))).contains("With random outages 0.5 days a year fall short, 5 times the standard", "200 sample years of outages, weather moved by up to 14 days",
        "year 2030", "Loss of load: 0.5 ± 0.06 days and 1.5 ± 0.06 hours a year", "0.25 ± 0.01 ppm of the load").doesNotContain("Without new AI load", "NaN", "null");
  }

  @Test
  void aPlanWithinTheStandardStandsBesideItsTwin() {
    Map<String, Object> m = drawn(0.02, 0.01);
    m.put("no_ai", drawn(0.08, 0.02));
    assertThat(card(m)).contains("With random outages the plan stays within the standard of 0.1 days a year", "Without new AI load: ", "on 0.08 ± 0.02 days").doesNotContain("NaN", "null");
  }

  @Test
  void roundsOfStressDaysAreTold() {
    FakeRun run = FakeRun.make(false);
    Map<String, Object> summary = new LinkedHashMap<>(run.summary);
    Map<String, Object> first = Map.of("words", "Round 0: 2.0 ppm unserved; added: 4 May", "neue_ppm", estimate(2, 0.2));
    Map<String, Object> second = Map.of("words", "Round 1: 0.5 ppm unserved", "neue_ppm", estimate(0.5, 0.1));
    summary.put("stress", Map.of("neue_limit_ppm", 1.0, "converged", true, "ended", "it is enough", "samples", 200, "rounds", List.of(first, second)));
    String html = Report.render(summary, run.tables, FakeRun.squares(), run.manifest);
    assertThat(html).contains("0.5\u202fppm stay unserved with random outages, within the limit of 1\u202fppm: days and margins were added in 1 round<",
        "Round 0: 2.0 ppm unserved; added: 4 May.", "It ended because it is enough.").doesNotContain("standard error): not tested");
  }

  @Test
  void withoutDrawnYearsTheReportSaysSo() {
    FakeRun run = FakeRun.make(false);
    assertThat(Report.render(run.summary, run.tables, FakeRun.squares(), run.manifest)).doesNotContain("id=\"drawn\"")
        .contains("Random outages (LOLE, unserved energy with a standard error): not tested", "Command: loadstar adequacy");
  }
}
