package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.cases.CaseSource;

/// Load of 10 GW at 50 M$ a GW of `plain`, 55 of `dear`, of which 3 GW may be built, 100 where it is not served: least cost 500 with
/// 10 GW of plain. Within 2 % 10 M$ may be spent: at most 2 GW of dear at 5 M$ more each; 0.2 GW left out at 50 more each; or 0.2 GW for nothing.
/// So plain lies between 8 and 10.2 GW (dear 2, or 10 + 10/50), dear between 0 and 2.
class AlternativesTest {
  private static final Path TWO_ZONES = Path.of("../examples/two-zones").toAbsolutePath().normalize();

  @TempDir Path temp;

  private static PlanOptions options(Path folder) {
    return PlanOptions.of(CaseSource.of(folder)).withFullYear("none").withIntegers(false).withThreads(1).withGap(1e-8);
  }

  private static Map<String, ?> run(PlanOptions o, double within, int directions) {
    return Alternatives.run(o, new Alternatives.Asked(within, directions, false), StudyProgress.silent());
  }

  private Path byHand() throws IOException {
    return Newsvendor.write(temp.resolve("case"), 10_000, "Z plain,Z,plain,0,100000,inf,0,2024", "Z dear,Z,dear,0,3000,inf,0,2024", "Z fusion,Z,fusion,0,0,inf,0,2024");
  }

  private static List<Map<?, ?>> list(Map<String, ?> m, String key) {
    return ((List<?>) Objects.requireNonNull(m.get(key))).stream().<Map<?, ?>>map(q -> (Map<?, ?>) q).toList();
  }

  private static Map<?, ?> range(Map<String, ?> m, String technology) {
    return list(m, "ranges").stream().filter(r -> technology.equals(r.get("technology"))).findFirst().orElseThrow();
  }

  private static double number(Map<?, ?> m, String key) {
    return m.get(key) instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  @Test
  void rangesByHand() throws IOException {
    Map<String, ?> m = run(options(byHand()), 0.02, 8);
    assertThat(m.get("status")).isEqualTo("done");
    Map<?, ?> plain = range(m, "plain");
    Map<?, ?> dear = range(m, "dear");
    assertThat(number(plain, "least_cost_mw")).isEqualTo(10_000, within(1.0));
    assertThat(number(plain, "least_mw")).isEqualTo(8000, within(2.0));
    assertThat(number(plain, "most_mw")).isEqualTo(10_200, within(2.0));
    assertThat(number(dear, "least_mw")).isEqualTo(0, within(0.1));
    assertThat(number(dear, "most_mw")).isEqualTo(2000, within(2.0));
    // Proven ends lie outside of what is found, by no more than what the tie by cost weighs.
    assertThat(number(plain, "proven_least_mw")).isBetween(8000 - 60.0, 8000 + 1.0);
    assertThat(number(plain, "proven_most_mw")).isBetween(10_200 - 1.0, 10_200 + 60.0);
    assertThat(number(dear, "proven_most_mw")).isBetween(2000 - 1.0, 2000 + 20.0);
    assertThat(list(m, "always")).anySatisfy(a -> assertThat(a.get("technology")).isEqualTo("plain"));
    assertThat(list(m, "always")).allSatisfy(a -> assertThat(a.get("technology")).isEqualTo("plain"));
    assertThat(list(m, "always").getFirst().get("proven")).isEqualTo(true);
    assertThat(list(m, "trades")).isNotEmpty();
    assertThat(number(list(m, "trades").getFirst(), "correlation")).isLessThan(-0.5);
  }

  @Test
  void everyPlanIsWithinAndTheRangesHoldTheOptimum() {
    Map<String, ?> m = run(options(TWO_ZONES).withTime("reps:2@6").withGap(1e-6), 0.05, 14);
    assertThat(m.get("status")).isEqualTo("done");
    double bound = number(m, "lower_bound_usd");
    assertThat(list(m, "directions")).hasSizeGreaterThanOrEqualTo(14).allSatisfy(d -> {
      assertThat(number(d, "cost_usd")).isBetween(bound * (1 - 1e-9), bound * 1.05);
      assertThat((Map<?, ?>) Objects.requireNonNull(d.get("weights"))).isNotEmpty();
    });
    assertThat(m.get("directions_failed")).isEqualTo(0);
    assertThat(list(m, "ranges")).isNotEmpty().allSatisfy(r -> {
      assertThat(number(r, "least_cost_mw")).isBetween(number(r, "least_mw"), number(r, "most_mw"));
      if (!Double.isNaN(number(r, "proven_least_mw"))) assertThat(number(r, "proven_least_mw")).isLessThanOrEqualTo(number(r, "least_mw") + 0.1);
      if (!Double.isNaN(number(r, "proven_most_mw"))) assertThat(number(r, "proven_most_mw")).isGreaterThanOrEqualTo(number(r, "most_mw") - 0.1);
    });
    Map<String, ?> again = run(options(TWO_ZONES).withTime("reps:2@6").withGap(1e-6), 0.05, 14);
    assertThat(again.get("directions")).isEqualTo(m.get("directions"));
    Map<String, ?> other = run(options(TWO_ZONES).withTime("reps:2@6").withGap(1e-6).withSeed(1), 0.05, 14);
    assertThat(other.get("directions")).isNotEqualTo(m.get("directions"));
  }

  @Test
  void refusesWhatCannotBeTold() throws IOException {
    Path folder = byHand();
    assertThatThrownBy(() -> run(options(folder), 0, 4)).isInstanceOf(OptionRefused.class).hasMessageContaining("within 0.0");
    assertThatThrownBy(() -> run(options(folder), 1e-9, 4)).isInstanceOf(OptionRefused.class).hasMessageContaining("rounding").hasMessageContaining("Maybe 2e-05");
    assertThatThrownBy(() -> run(options(folder), 0.02, 0)).isInstanceOf(OptionRefused.class).hasMessageContaining("directions 0");
    assertThatThrownBy(() -> run(options(folder).withIntegers(true), 0.02, 4)).isInstanceOf(OptionRefused.class).hasMessageContaining("integers");
  }
}
