package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.SweepPlanFile;

class DesignTest {
  @TempDir Path dir;

  private Design design(String yaml) throws IOException {
    return Design.of(SweepPlanFile.read(Files.writeString(dir.resolve("sweep.yaml"), yaml)));
  }

  @Test
  void oneAtATimeLeavesTheOthersAtTheirFirstValue() throws IOException {
    Design d = design("method: one-at-a-time\nover:\n  a: [x1, x2, x3]\n  b: [5, 6]\n");
    assertThat(d.members()).extracting(Map::toString).containsExactly("{a=x1, b=5}", "{a=x2, b=5}", "{a=x3, b=5}", "{a=x1, b=6}");
  }

  @Test
  void aGridOfRanges() throws IOException {
    Design d = design("over:\n  a: {low: 0, high: 1, steps: 3}\n  b: {low: x1, high: x100, scale: log, steps: 3}\n");
    assertThat(d.members()).hasSize(9).first().isEqualTo(Map.of("a", "0", "b", "x1"));
    assertThat(d.axes()).extracting(Sweep.Axis::values).containsExactly(List.of("0", "0.5", "1"), List.of("x1", "x10", "x100"));
  }

  /// Every tenth of each range has one of ten samples, and a seed gives the same again.
  @Test
  void aLatinHypercubeHasOneSampleInEveryPart() throws IOException {
    String yaml = "method: latin-hypercube\nsamples: 10\nseed: 3\nover:\n  a: {low: 0, high: 10}\n  b: {low: 0, high: 10}\n";
    Design d = design(yaml);
    for (String path : List.of("a", "b"))
      assertThat(d.members().stream().map(m -> (int) Double.parseDouble(m.get(path))).toList()).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 10).boxed().toList());
    assertThat(design(yaml).members()).isEqualTo(d.members());
    assertThat(design(yaml.replace("seed: 3", "seed: 4")).members()).isNotEqualTo(d.members());
  }

  /// Sobol's first points of two dimensions after the corner.
  @Test
  void sobolPoints() throws IOException {
    String yaml = "method: sobol\nsamples: 3\nover:\n  a: {low: 0, high: 8}\n  b: {low: x0, high: x8}\n";
    assertThat(design(yaml).members()).extracting(Map::toString).containsExactly("{a=4, b=x4}", "{a=6, b=x2}", "{a=2, b=x6}");
    assertThat(design(yaml + "seed: 5\n").members()).isNotEqualTo(design(yaml).members());
    Set<String> lists = new HashSet<>();
    design("method: sobol\nsamples: 64\nover:\n  a: [p, q]\n  b: {low: 1, high: 3, whole: true}\n").members().forEach(m -> lists.add(m.toString()));
    assertThat(lists).containsExactlyInAnyOrder("{a=p, b=1}", "{a=p, b=2}", "{a=p, b=3}", "{a=q, b=1}", "{a=q, b=2}", "{a=q, b=3}");
  }

  @Test
  void wrongPlansAreRefusedByLine() {
    for (String[] c : new String[][] {
      {"method: sobel\nsamples: 4\nover: {a: [1]}", ":1: ", "'sobol'"},
      {"method: sobol\nover: {a: [1]}", "samples are needed"},
      {"samples: 4\nover: {a: [1]}", ":1: ", "belong to"},
      {"method: sobol\nsamples: 0\nover: {a: [1]}", "value '0'", "whole number from 1"},
      {"method: sobol\nsamples: 4\nover:\n  a: {low: 3, high: 2}", ":4: ", "above low"},
      {"method: sobol\nsamples: 4\nover:\n  a: {low: x1, high: 2}", "both begin with x"},
      {"method: sobol\nsamples: 4\nover:\n  a: {low: 0, high: 2, scale: log}", "above 0"},
      {"method: sobol\nsamples: 4\nover:\n  a: {low: nan, high: 2}", "a number is needed"},
      {"over:\n  a: {low: 1, high: 2}", "needs steps"},
      {"over:\n  a: [1, 1]", "given twice"},
      {"over: {}", "at least one path"},
      {"ower: {a: [1]}", "'over'"},
      {"- 1", "a mapping"},
      {"", "empty"},
      {"method: one-at-a-time\nover:\n  a: {low: 1, high: 2}", "the base first"},
    })
      assertThatThrownBy(() -> design(c[0])).as(c[0]).isInstanceOf(CaseException.class).hasMessageContainingAll(java.util.Arrays.copyOfRange(c, 1, c.length))
          .hasMessageContaining("sweep.yaml");
    assertThatThrownBy(() -> SweepPlanFile.read(dir.resolve("absent.yaml"))).hasMessageContaining("no such file");
    assertThatThrownBy(() -> design("over:\n  a: {low: 0, high: 1, steps: 500}\n  b: {low: 0, high: 1, steps: 500}\n")).isInstanceOf(OptionRefused.class)
        .hasMessageContaining("250000");
  }

  private static Map<String, @Nullable Object> row(Map<String, String> set, @Nullable Double cost) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("set", set);
    m.put("objective_usd", cost);
    m.put("ai_gw", cost == null ? Map.of() : Map.of("2030", 1.0));
    return m;
  }

  /// Cost = 10 a + b on a grid: a moves it by 10, b by 2; a member without a plan leaves no mean of its side.
  @Test
  void influenceIsTheMeanOverTheOthers() {
    Design d = Design.grid(List.of(Sweep.Axis.of("b=1,2,3"), Sweep.Axis.of("a=x0.5,x1.5")));
    List<Map<String, @Nullable Object>> rows =
        d.members().stream().map(m -> row(m, 10 * Double.parseDouble(m.get("a").substring(1)) + Double.parseDouble(m.get("b")))).toList();
    List<Map<String, @Nullable Object>> all = new Influence(d, rows, 2030).all();
    assertThat(all).extracting(m -> m.get("metric") + " " + m.get("path") + " " + m.get("effect")).containsExactly(
        "objective_usd a 10.0", "objective_usd b 2.0", "ai_gw b 0.0", "ai_gw a 0.0");
    List<Map<String, @Nullable Object>> gone = new java.util.ArrayList<>(rows);
    gone.set(0, row(d.members().getFirst(), null));
    assertThat(new Influence(d, gone, 2030).all().stream().filter(m -> "objective_usd".equals(m.get("metric"))))
        .allSatisfy(m -> {
          assertThat(m).containsEntry("at_low", null).containsEntry("effect", null).containsEntry("without_plan_low", 1L);
          assertThat(m.get("at_high")).isNotNull();
        });
  }
}
