package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.pypsa.Pypsa;
import org.loadstar.lp.Block;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.model.network.NetworkModel;

/// A plan of one stage, written as a PyPSA network and read back, has the same optimum.
class PlanAsPypsaTest {
  private static final String NO_RAMPS = "technologies.*.ramp_per_hour=1";

  private static Solution solve(Lp lp) {
    Solution s = new HighsSolver().solve(lp, SolveOptions.defaults().withGap(1e-9).withMaxSeconds(200), Progress.silent());
    assertThat(s.status()).isEqualTo(Status.OPTIMAL);
    return s;
  }

  @ParameterizedTest
  @CsvSource({
    "../examples/two-zones, 2030, reps:2",
    "../examples/three-zones, 2030, reps:2",
    "../cases/north-america, 2030, reps:1"
  })
  void sameOptimum(String folder, int year, String time, @TempDir Path to) throws IOException {
    PlanOptions options = PlanOptions.of(CaseSource.of(Path.of(folder)).withSet(NO_RAMPS)).withTime(time).withStages(List.of(year));
    PlanAsPypsa plan = PlanAsPypsa.of(options);
    plan.write(to);
    Solution ours = solve(plan.program());
    Lp again = new NetworkModel(Pypsa.read(to).orThrow()).program();
    Solution theirs = solve(again);
    assertThat(theirs.objective()).isCloseTo(ours.objective(), within(1e-6 * Math.abs(ours.objective())));
    // The capacities that they choose cost ours the same.
    Lp fixed = plan.program().copy();
    for (Block b : fixed.columnBlocks())
      for (int i = 0; i < b.n() && !b.timed(); i++) {
        double v = value(again, theirs, (b.name() + " " + b.members().get(i)).replace(',', ';'));
        int j = b.at(i);
        double near = 1e-6 * Math.max(1, Math.abs(v));
        fixed.bounds(j, Math.max(fixed.lowers()[j], v - near), Math.min(fixed.uppers()[j], v + near));
      }
    assertThat(solve(fixed).objective()).isCloseTo(ours.objective(), within(1e-6 * Math.abs(ours.objective())));
  }

  private static double value(Lp lp, Solution s, String name) {
    for (Block b : lp.columnBlocks())
      if (b.name().equals("generator.capacity") && b.members().contains(name)) return s.point()[b.at(b.members().indexOf(name))];
    throw new IllegalArgumentException(name);
  }

  @Test
  void resultsStandBesideTheInputs(@TempDir Path to) throws IOException, StoppedException {
    PlanOptions options = PlanOptions.of(CaseSource.of(Path.of("../examples/two-zones")).withSet(NO_RAMPS)).withTime("reps:1").withStages(List.of(2030));
    PlanAsPypsa plan = PlanAsPypsa.of(options);
    plan.writeSolved(to, (phase, seconds, gap, lower, upper) -> true);
    assertThat(to.resolve("buses-marginal_price.csv")).exists();
    Lp again = new NetworkModel(Pypsa.read(to).orThrow()).program();
    double ours = solve(plan.program()).objective();
    assertThat(solve(again).objective()).isCloseTo(ours, within(1e-6 * Math.abs(ours)));
  }

  @Test
  void whatPypsaCannotSayIsRefusedWithItsSetting(@TempDir Path to) {
    CaseSource source = CaseSource.of(Path.of("../examples/two-zones"));
    PlanAsPypsa ramps = PlanAsPypsa.of(PlanOptions.of(source).withTime("reps:2").withStages(List.of(2030)));
    assertThatThrownBy(() -> ramps.write(to)).isInstanceOf(CaseException.class)
        .hasMessageContaining("generator.output West gas_cc").hasMessageContaining("--set technologies.*.ramp_per_hour=1");
    assertThatThrownBy(() -> PlanAsPypsa.of(PlanOptions.of(source).withTime("reps:2"))).isInstanceOf(OptionRefused.class)
        .hasMessageContaining("--stages 2030");
  }
}
