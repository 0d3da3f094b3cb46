package org.loadstar.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.loadstar.model.Tables;

class LimitsTest {
  private static Limits limits(Tables tables) {
    return new Limits(new Run(Map.of(), tables, Map.of("target_year", FakeRun.TARGET)));
  }

  /// The titles of the cards.
  private static List<String> titles(String html) {
    return Pattern.compile("<h3 [^>]*>([^<]*)</h3>").matcher(html).results().map(r -> r.group(1).replace(Figures.THIN, " ")).toList();
  }

  @Test
  void eachTitleIsTheFindingOfTheTargetYear() {
    Tables tables = new Tables();
    FakeSupply.add(tables);
    assertThat(titles(limits(tables).html())).containsExactly(
        "All 40 million chips to 2030 are used: an hour more is worth $1.25",
        "1 of 2 kinds of equipment and crews run out by 2030: gas turbine heavy",
        "$950 bn of $1.1 tn is spent in the years to 2030; 1 of 2 investors runs out",
        "3 TWh of work is put off, moved or interrupted in 2030",
        "SMR falls from $9 600 to $8 200 a kW by 2035",
        "1.5 GW of plants due to retire is kept open in 2030",
        "50 thousand job-years build what is added for 2030; 3 thousand jobs operate it");
  }

  @Test
  void whatRunsOutBeforeTheTargetYearIsToldWithItsYear() {
    Tables tables = new Tables();
    for (int y : new int[] {2029, FakeRun.TARGET}) {
      boolean early = y < FakeRun.TARGET;
      tables.get("equipment").add(y, "crews", "thousand worker-years", 100.0, 0.0, early ? 100.0 : 80.0, Double.NaN, "home", y);
      tables.get("capital").add(y, "hyperscaler", "chips", 400e9, early ? 400e9 : 300e9, Double.NaN);
      tables.get("capital").add(y, "private_credit", "chips", 100e9, early ? 99e9 : 50e9, Double.NaN);
      tables.get("capital").add(y, "utilities", "grid", 100e9, 90e9, Double.NaN);
    }
    assertThat(titles(limits(tables).html())).containsExactly(
        "No equipment runs out by 2030; crews comes nearest at 80 %; in 2029 crews runs out",
        "$440 bn of $600 bn is spent in the years to 2030; in 2029 hyperscaler runs out");
    // Whole modules leave some of a budget that binds.
    tables.get("binding").add("plan", "capital.private_credit", "all", 2029, 0.1, "GW per billion USD", "The budget of private credit", 0.06, "GW");
    String html = limits(tables).html();
    assertThat(titles(html)).contains("$440 bn of $600 bn is spent in the years to 2030; in 2029 hyperscaler and private credit run out");
    assertThat(html).contains("$bn, 2029, those that run out");
  }

  @Test
  void aTableWithoutRowsHasNoCard() {
    assertThat(limits(new Tables()).html()).isEmpty();
    Tables one = new Tables();
    one.get("learning").add(FakeRun.TARGET, "smr", 0.0, 9000.0);
    assertThat(titles(limits(one).html())).containsExactly("SMR costs $9" + " " + "000 a kW by 2030");
  }

  @Test
  void layersAreDrawnFromZeroAndTheRestIsAddedUp() {
    List<Layers.Layer> many = new java.util.ArrayList<>();
    for (int i = 0; i < 10; i++) many.add(new Layers.Layer("Z" + i, new double[] {10 - i}));
    List<Layers.Layer> few = Layers.of(many, 1);
    assertThat(few).hasSize(Layers.MOST);
    assertThat(few.getLast().name()).isEqualTo("4 others");
    assertThat(few.getLast().value()[0]).isEqualTo(4 + 3 + 2 + 1);
    Svg svg = new Layers(List.of(2030), few, new double[] {60}, "GW").draw(Card.HALF);
    Matcher m = Pattern.compile("<rect class=\"y\\d\"[^>]* height=\"([\\d.]+)\"").matcher(svg.image("", ""));
    double sum = 0;
    int count = 0;
    while (m.find()) {
      sum += Double.parseDouble(m.group(1));
      count++;
    }
    Plot plot = new Plot(Card.HALF, 300, 0, 60, true, "GW", 20);
    assertThat(count).isEqualTo(Layers.MOST);
    assertThat(sum).isCloseTo(plot.y(0) - plot.y(55), within(0.5));
  }

  @Test
  void theRangeIsABandFromP90ToP50() {
    FakeRun f = FakeRun.make(false);
    String html = new When(new Run(f.summary, f.tables, f.manifest)).html();
    assertThat(html).contains("<path class=\"band\"", "9 in 10 that ", "table ai, ai_range", "id=\"ai-stacked\"");
    assertThat(new When(new Run(Map.of(), new Tables(), Map.of())).html()).doesNotContain("class=\"band\"");
  }
}
