package org.loadstar.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loadstar.model.Tables;

class PartiesTest {
  private static Parties parties(Tables t) {
    return new Parties(new Run(Map.of(), t, Map.of("settings", Map.of("discount_rate", 0.0, "target_year", 2030, "money_year", 2024))));
  }

  private static Tables tables() {
    Tables t = new Tables();
    t.get("costs").add("plan", 2030, "fuel", 1.0, 1.0, true);
    t.get("transfers").add(2030, "ratepayer", "incumbent_generators", "energy", 3e11);
    t.get("transfers").add(2031, "ratepayer", "incumbent_generators", "capacity", 1e11);
    t.get("transfers").add(2030, "developer", "federal", "tax", 5e10);
    t.get("parties").add("ratepayer", -4e9, Double.NaN, 0);
    t.get("parties").add("incumbent_generators", 4e9, Double.NaN, 0);
    t.get("parties").add("developer", -5e8, 0.071, 2041);
    t.get("parties").add("federal", 5e8, Double.NaN, 0);
    return t;
  }

  @Test
  void whoPaysWhomAndTheSum() {
    String html = parties(tables()).html();
    assertThat(html).contains("The ratepayer pays the incumbent generators $4").contains("all sum to $0").contains("class=\"ribbon chosen\"").contains("class=\"ribbon\"");
    assertThat(html).contains("<td>sum</td>").contains("2041");
  }

  @Test
  void withoutTransfersThereIsNoCard() {
    assertThat(parties(new Tables()).known()).isFalse();
    assertThat(parties(new Tables()).html()).isEmpty();
  }

  /// Ribbons on both sides fill their parties: 3 and 1 leave a, 2 and 2 reach the others.
  @Test
  void ribbonsAreAsWideAsWhatIsPaid() {
    Svg svg = new Sankey(List.of(new Sankey.Flow("a", "b", 3), new Sankey.Flow("a", "c", 1)), "c", "$bn").draw(Card.HALF);
    String text = svg.image("x", "chart");
    assertThat(text).contains("height=\"430\"").contains("height=\"322.5\"").contains("height=\"107.5\"");
    assertThat(new Sankey(List.of(new Sankey.Flow("a", "b", 3)), "", "$bn").draw(Card.NARROW).image("x", "chart")).contains("a → b");
  }

  @Test
  void barsLieOnBothSidesOfZero() {
    String text = new Diverging(List.of(new Diverging.Bar("gain", 2), new Diverging.Bar("loss", -1)), "$bn").draw(Card.HALF).image("x", "chart");
    assertThat(text).contains("class=\"more\"").contains("class=\"less\"").contains("+2").contains(Figures.MINUS + "1");
  }
}
