package org.loadstar.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loadstar.model.Tables;

class SlackTest {
  private static String html(Tables t) {
    return new Slack(new Run(Map.of(), t, Map.of("target_year", 2030))).html().replace(Figures.THIN, " ");
  }

  @Test
  void whatHasRoomIsToldApartFromWhatIsUsedUp() {
    Tables t = new Tables();
    t.get("not_binding").add("equipment.power_transformer", "home", 2030, 30.0, 120.0, 90.0, "units >=100 MVA", "room", "30 of 120");
    t.get("not_binding").add("capital.fund", "all", 2030, 5e9, 5e9, 0.0, "USD", "used_up", "5 of 5");
    t.get("not_binding").add("chips", "all", 2029, 1.0, 2.0, 1.0, "accelerators", "room", "another year");
    t.get("not_binding").add("campus.queue", "all", 2030, 0.0, Double.NaN, Double.NaN, "sites held back", "none_waits", "no site");
    assertThat(html(t)).contains("1 limit has room in 2030; 1 is used up and yet holds nothing back", "30 of 120 units of 100 MVA and more", "$5 bn of $5 bn",
        "no site worth having waits for queue", "power transformer");
    assertThat(html(t).indexOf("fund")).isLessThan(html(t).indexOf("power transformer"));
  }

  @Test
  void stepsAloneAreASentence() {
    Tables t = new Tables();
    t.get("not_binding").add("campus.permit+construction", "all", 2030, 0.0, Double.NaN, Double.NaN, "sites held back", "none_waits", "no site");
    t.get("not_binding").add("campus.onsite", "all", 2030, 0.0, Double.NaN, Double.NaN, "sites held back", "none_waits", "no site");
    assertThat(html(t)).contains("No site worth having by 2030 waits for permit and construction, plants on sites").doesNotContain("<svg");
    assertThat(html(new Tables())).isEmpty();
  }
}
