package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.model.Case;
import org.loadstar.model.Rows;

class LeversTest {
  private static final Path EMBEDDED = Folders.root().resolve("cases/north-america");

  @TempDir Path temp;
  private Path folder = Path.of("");

  @BeforeEach
  void copy() {
    folder = Folders.copy(Folders.TWO_ZONES, temp.resolve("case"));
  }

  private void lever(String name, String start, int lag, String preset, String... values) throws IOException {
    Files.createDirectories(folder.resolve("levers"));
    String text = "start_date: " + start + "\nlag_months: " + lag + "\ndefault: " + preset + "\nvalues:\n";
    for (String v : values) text += "  - {" + v + "}\n";
    Files.writeString(folder.resolve("levers/" + name + ".yaml"), text);
  }

  private Case with(String... choices) {
    return CaseReader.read(new CaseSource(folder, List.of(), List.of(choices), List.of())).orThrow();
  }

  private static double west(Case c) {
    return c.generators().stream().filter(g -> g.generator().equals("West gas_cc")).findFirst().orElseThrow().existing();
  }

  private List<String> faults(String... choices) {
    return CaseReader.read(new CaseSource(folder, List.of(), List.of(choices), List.of())).faults().stream().map(Fault::toString).toList();
  }

  @ParameterizedTest
  @CsvSource({"off, 0.08", "0, 0.08", "0.25, 0.076", "0.5, 0.072", "0.75, 0.064", "on, 0.056", "1, 0.056", "1.5, 0.048", "2, 0.04"})
  void factorsAreInterpolatedFromWhatStands(String level, double expected) throws IOException {
    lever("cheap", "2026-01-01", 0, "off", "path: ai.wacc, low: x0.9, middle: x0.7, high: x0.5");
    assertThat(with("cheap=" + level).settings().ai().wacc()).isCloseTo(expected, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"off, 500", "0.25, 550", "0.5, 600", "on, 800", "2, 900"})
  void numbersAreInterpolatedFromWhatStandsInEachRow(String level, double expected) throws IOException {
    lever("more", "2026-01-01", 0, "off", "path: generators.East gas_cc.existing_mw, low: 600, middle: 800, high: 900");
    assertThat(with("more=" + level).generators().get(1).existing()).isCloseTo(expected, within(1e-9));
  }

  @Test
  void aLeverCanBeOnByDefaultAndSayWhatOffMeans() throws IOException {
    lever("restart", "2026-01-01", 0, "on", "path: generators.East gas_cc.existing_mw, off: x0, middle: x1");
    lever("extra", "2026-01-01", 0, "on", "path: generators.West gas_cc.existing_mw, middle: x1+40, high: x1-40");
    assertThat(with().generators().get(1).existing()).isEqualTo(500);
    assertThat(with("restart=off").generators().get(1).existing()).isZero();
    assertThat(with("restart=0.25").generators().get(1).existing()).isEqualTo(250);
    double west = west(CaseReader.read(Folders.TWO_ZONES).orThrow());
    assertThat(west(with())).isEqualTo(west + 40);
    assertThat(west(with("extra=1.5"))).isEqualTo(west);
    assertThat(west(with("extra=off"))).isEqualTo(west);
  }

  @Test
  void textsHoldUpToTheirIntensity() throws IOException {
    lever("ban", "2026-01-01", 0, "off", "path: campuses.west-ranch.pin, off: free, low: free, middle: forbid, high: build");
    assertThat(List.of("off", "0.5", "0.6", "on", "1.2")).extracting(l -> ColumnSchema.enumText(with("ban=" + l).campuses().getFirst().pin()))
        .containsExactly("free", "free", "forbid", "forbid", "build");
  }

  @Test
  void onlyWhatRemainsOfADurationIsShortened() throws IOException {
    lever("fast", "2026-07-01", 6, "off", "path: 'campuses.*.queue_months', middle: x0.5");
    Case c = with("fast=on");
    assertThat(c.campuses().get(0).queue()).as("in force after 12 of 30 months").isEqualTo(12 + 0.5 * (30 - 12));
    assertThat(c.campuses().get(1).queue()).as("over after 10 months").isEqualTo(10);
    lever("fast", "2025-01-01", 6, "off", "path: 'campuses.*.queue_months', middle: x0.5");
    assertThat(with("fast=on").campuses()).extracting(s -> s.queue()).as("in force from the beginning").containsExactly(15.0, 5.0);
  }

  @Test
  void rowsOfYearsChangeByTheShareInForce() throws IOException {
    lever("save", "2029-07-01", 12, "off", "path: 'demand_growth.*.multiplier', middle: x0.5");
    List<Rows.DemandGrowth> before = with().demandGrowth();
    List<Rows.DemandGrowth> after = with("save=on").demandGrowth();
    for (int i = 0; i < before.size(); i++) {
      Rows.DemandGrowth g = before.get(i);
      double share = g.year() < 2030 ? 0 : g.year() > 2030 ? 1 : 184 / 365.25;
      assertThat(after.get(i).multiplier()).isCloseTo(g.multiplier() * (1 - 0.5 * share), within(1e-12));
    }
    assertThat(before).anyMatch(g -> g.year() == 2030);
  }

  @Test
  void singleValuesComeAfterLevers() throws IOException {
    lever("cheap", "2026-01-01", 0, "off", "path: ai.wacc, middle: 0.05");
    CaseSource source = CaseSource.of(folder).withSet("ai.wacc=x2").withLever("cheap=on");
    assertThat(CaseReader.read(source).orThrow().settings().ai().wacc()).isEqualTo(0.1);
  }

  @Test
  void whatALeverDoesIsPartOfTheHash() throws IOException {
    lever("cheap", "2026-01-01", 0, "off", "path: ai.wacc, middle: x0.5");
    assertThat(CaseHash.of(with("cheap=off"))).isEqualTo(CaseHash.of(with())).isNotEqualTo(CaseHash.of(with("cheap=on")));
    assertThat(Levers.of(CaseSource.of(folder).withLever("cheap=0.5")).state()).containsOnlyKeys("cheap").containsEntry("cheap", 0.5);
  }

  @Test
  void wrongChoicesAndFilesAreFaults() throws IOException {
    lever("cheap", "2026-01-01", 0, "off", "path: ai.wacc, middle: x0.5");
    assertThat(faults("chaep=on")).containsExactly("--lever: value 'chaep': the lever is not known; known: cheap. Maybe 'cheap'.");
    assertThat(faults("cheap=3")).singleElement().asString().contains("x from 0 to 2");
    assertThat(faults("cheap")).singleElement().asString().contains("Maybe 'cheap=on'");
    lever("cheap", "soon", 0, "maybe", "path: ai.wacc, midle: x0.5");
    assertThat(faults()).hasSize(4).anyMatch(f -> f.contains("start_date must be a date as 2027-01-01"))
        .anyMatch(f -> f.contains("default must be on or off")).anyMatch(f -> f.contains("Maybe 'middle'"))
        .anyMatch(f -> f.contains("the key middle is missing"));
    lever("cheap", "2026-01-01", 0, "off", "path: ai.wac, middle: x0.5");
    assertThat(faults("cheap=on")).singleElement().asString().contains("levers/cheap.yaml ai.wac", "Maybe 'ai.wacc'");
    assertThatThrownBy(() -> Levers.of(CaseSource.of(folder).withLever("x=on"))).isInstanceOf(CaseException.class);
  }

  @Test
  void aLeverThatIsOffIsCheckedToo() throws IOException {
    lever("cheap", "2026-01-01", 0, "off", "path: ai.wac, middle: x0.5", "path: generators.Wets gas_cc.existing_mw, low: x1, middle: x1, high: x2");
    assertThat(faults()).hasSize(2).allMatch(f -> f.contains("levers/cheap.yaml")).anyMatch(f -> f.contains("Maybe 'ai.wacc'")).anyMatch(f -> f.contains("Maybe 'West gas_cc'"));
    assertThat(faults("cheap=2")).hasSize(2);
    double wacc = CaseReader.read(Folders.TWO_ZONES).orThrow().settings().ai().wacc();
    lever("cheap", "2026-01-01", 0, "off", "path: ai.wacc, middle: x0.5");
    assertThat(with().settings().ai().wacc()).as("checked on a copy").isEqualTo(wacc);
  }

  @Test
  void aLeverWithoutADateHasOneFault() throws IOException {
    Files.createDirectories(folder.resolve("levers"));
    Files.writeString(folder.resolve("levers/cheap.yaml"), "values:\n  - {path: ai.wacc, middle: x0.5}\n");
    assertThat(faults("cheap=on")).singleElement().asString().contains("levers/cheap.yaml", "start_date is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "0.3", "0.5", "on", "1.6", "2"})
  void everyLeverOfTheEmbeddedCaseCanBeReadAtEveryIntensity(String level) {
    var choices = new ArrayList<String>();
    for (Lever l : Levers.of(CaseSource.of(EMBEDDED)).all()) {
      choices.add(l.name() + "=" + level);
      assertThat(l.description()).isNotEmpty();
      assertThat(l.quality()).isIn("read", "secondary", "derived", "assumption");
      assertThat(l.source()).contains("levers L");
    }
    assertThat(choices).hasSizeGreaterThanOrEqualTo(15);
    assertThat(CaseReader.read(new CaseSource(EMBEDDED, List.of(), choices, List.of())).faults()).isEmpty();
  }

  @Test
  void aLeverAtItsDefaultLeavesTheEmbeddedCaseAsItStands() throws IOException {
    Path bare = Folders.copy(EMBEDDED, temp.resolve("bare"));
    try (var files = Files.list(bare.resolve("levers"))) {
      for (Path f : files.toList()) Files.delete(f);
    }
    assertThat(CaseHash.of(CaseReader.read(bare).orThrow())).isEqualTo(CaseHash.of(CaseReader.read(EMBEDDED).orThrow()));
  }

  /// The 32 levers of the mission by their numbers: each is behind a name, each can be pulled alone at every intensity, and does something to the case.
  @Test
  void everyLeverOfTheMissionIsBehindANameAndChangesTheCase() {
    CaseVariants embedded = CaseVariants.of(CaseSource.of(EMBEDDED));
    var numbers = new TreeSet<String>();
    for (Lever l : embedded.levers(List.of()).all()) {
      Pattern.compile("L\\d\\d").matcher(l.source()).results().forEach(r -> numbers.add(r.group()));
      String off = CaseHash.of(embedded.read(List.of(l.name() + "=off")).orThrow());
      var hashes = new TreeSet<String>();
      for (String level : List.of("0.5", "1", "2")) hashes.add(CaseHash.of(embedded.read(List.of(l.name() + "=" + level)).orThrow()));
      hashes.remove(off);
      assertThat(hashes).as(l.name()).isNotEmpty();
    }
    assertThat(numbers).containsExactlyElementsOf(IntStream.rangeClosed(1, 32).mapToObj(k -> String.format("L%02d", k)).toList());
  }

  @Test
  void variantsAreTheCasesThatTheReaderGives() throws IOException {
    lever("cheap", "2026-01-01", 0, "off", "path: ai.wacc, low: x0.9, middle: x0.7, high: x0.5", "path: generators.*.max_new_mw, middle: x2");
    lever("idle", "2026-01-01", 0, "off", "path: ai.wacc, low: x1, middle: x0.7");
    CaseVariants v = CaseVariants.of(CaseSource.of(folder));
    for (String level : List.of("off", "0.5", "2"))
      assertThat(CaseHash.of(v.read(List.of("cheap=" + level)).orThrow())).isEqualTo(CaseHash.of(with("cheap=" + level)));
    assertThat(v.hash(List.of("cheap=1"))).isNotEqualTo(v.hash(List.of())).isEqualTo(v.hash(List.of("cheap=on", "idle=0.5")));
    String before = v.hash(List.of("cheap=1"));
    Files.writeString(folder.resolve("zones.csv"), Files.readString(folder.resolve("zones.csv")) + "\n");
    assertThat(CaseVariants.of(CaseSource.of(folder)).hash(List.of("cheap=1"))).as("another file").isNotEqualTo(before);
    assertThatThrownBy(() -> v.hash(List.of("chaep=1"))).isInstanceOf(CaseException.class).hasMessageContaining("cheap");
    Files.writeString(folder.resolve("zones.csv"), "zone\n");
    assertThatThrownBy(() -> CaseVariants.of(CaseSource.of(folder)).read(List.of()).orThrow()).isInstanceOf(CaseException.class).hasMessageContaining("zones.csv");
    Files.delete(folder.resolve("zones.csv"));
    assertThatThrownBy(() -> CaseVariants.of(CaseSource.of(folder))).isInstanceOf(CaseException.class).hasMessageContaining("zones.csv");
  }
}
