package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;

/// Every lever of the embedded case on its cut to three zones: what of it names a place that is there is pulled, and planned.
class EveryLeverTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /// Levers whose places all lie beyond the three zones.
  private static final List<String> ELSEWHERE = List.of("federal_land", "naval", "offshore");

  @TempDir private Path dir;

  private void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path p : all.toList()) {
        Path q = to.resolve(from.relativize(p).toString());
        if (Files.isDirectory(p)) Files.createDirectories(q);
        else Files.copy(p, q);
      }
    }
  }

  @Test
  void aPlanWithEachLeverIsFound() throws IOException {
    Path folder = dir.resolve("case");
    copy(ROOT.resolve("examples/three-zones"), folder);
    Path levers = Files.createDirectories(folder.resolve("levers"));
    Map<String, Double> cost = new TreeMap<>();
    TreeSet<String> without = new TreeSet<>();
    double plain = cost(CaseSource.of(folder));
    try (Stream<Path> all = Files.list(ROOT.resolve("cases/north-america/levers"))) {
      for (Path file : all.sorted().toList()) {
        String name = String.valueOf(file.getFileName()).replace(".yaml", "");
        List<String> lines = Files.readAllLines(file);
        List<String> values = lines.stream().filter(l -> l.strip().startsWith("- {path:")).toList();
        List<String> head = new ArrayList<>(lines.subList(0, lines.indexOf(values.getFirst())));
        Path to = levers.resolve(name + ".yaml");
        CaseSource pulled = CaseSource.of(folder).withLever(name + "=on");
        List<String> there = new ArrayList<>();
        for (String v : values) {
          Files.writeString(to, String.join("\n", head) + "\n" + v + "\n");
          if (CaseReader.read(pulled).faults().isEmpty()) there.add(v);
        }
        Files.writeString(to, String.join("\n", head) + "\n" + String.join("\n", there) + "\n");
        if (there.isEmpty()) without.add(name);
        else cost.put(name, cost(pulled));
        Files.delete(to);
      }
    }
    assertThat(without).isSubsetOf(ELSEWHERE);
    assertThat(cost).hasSizeGreaterThanOrEqualTo(25).allSatisfy((name, usd) -> assertThat(usd).as(name).isFinite().isPositive());
    assertThat(cost.get("efficiency")).as("less load").isLessThan(plain);
    assertThat(cost.get("siting")).as("fewer sites").isGreaterThanOrEqualTo(plain * (1 - 1e-6));
    assertThat(cost.get("large_load_tariff")).as("moves money alone").isEqualTo(plain);
    assertThat(cost.get("uprates")).as("one more option").isLessThanOrEqualTo(plain * (1 + 1e-6));
  }

  private static double cost(CaseSource source) {
    PlanOptions o = PlanOptions.of(source).withTime("reps:1@12").withFullYear("none").withIntegers(false).withoutTwin().withGap(1e-7);
    PlanResult r = Plan.run(o, StudyProgress.silent());
    return r.summary().get("objective_usd") instanceof Double v ? v : Double.NaN;
  }
}
