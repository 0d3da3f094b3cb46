package org.loadstar.cases.pypsa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.NetworkReader;
import org.loadstar.model.network.Network;

/// Networks of our own with investment periods, and the objective that PyPSA 1.3.0 with HiGHS gives them.
///
/// `pathway`: build years, lifetimes, stores over periods, CO2 limits of all periods and of one. `growth`: limits of growth, absolute and
/// relative. `units`: unit commitment, energy sums, lines that go. In the last lines a limit is set aside: it bound.
class PeriodsTest {
  @ParameterizedTest
  @CsvSource({
    "pathway, 9935984320.934364",
    "growth, 7735291725.437499",
    "units, 1534920686.07"
  })
  void sameObjectiveAsPypsa(String name, double objective) {
    SolvedNetwork s = SolvedNetwork.of(Pypsa.read(Path.of("src/test/resources/pypsa/periods", name)).orThrow());
    assertThat(s.solution().objective() * 1e6).isCloseTo(objective, within(1e-6 * objective));
  }

  @ParameterizedTest
  @CsvSource({"pathway, limits.co2.constant, 9935984320.934364", "pathway, limits.co2_2030.constant, 9935984320.934364",
    "growth, limits.growth of wind 2040.constant, 7735291725.437499", "growth, limits.growth of solar 2030.constant, 7735291725.437499"})
  void limitsBind(String name, String limit, double objective) {
    Path folder = Path.of("src/test/resources/pypsa/periods", name);
    Network looser = NetworkReader.overlaid(Pypsa.read(folder).orThrow(), CaseSource.of(folder).withSet(limit + "=x2")).orThrow();
    assertThat(SolvedNetwork.of(looser).solution().objective() * 1e6).isLessThan(objective - 1000);
  }
}
