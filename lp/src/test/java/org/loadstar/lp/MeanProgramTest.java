package org.loadstar.lp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loadstar.lp.highs.HighsSolver;

class MeanProgramTest {
  private static final double SMALL = 1e-12;

  /// Output of a plant up to its size, for two hours; `late` has no plant.
  private static Lp future(double load, double price, boolean plant) {
    LpBuilder b = new LpBuilder();
    Block size = plant ? b.columns("plant.build", "GW", 0, List.of("A"), 0, 8) : null;
    Block import_ = b.columns("import", "GW", 0, List.of("z"), 2, 0, Double.POSITIVE_INFINITY);
    Block out = plant ? b.columns("plant.output", "GW", 0, List.of("A"), 2, 0, Double.POSITIVE_INFINITY) : null;
    Block balance = b.rows("balance", "GW", 0, List.of("z"), 2);
    Block limit = plant ? b.rows("limit", "GW", 0, List.of("A"), 2) : null;
    for (int t = 0; t < 2; t++) {
      b.cost(import_.at(0, t), "import", price);
      LpBuilder.Row row = b.at(balance.at(0, t)).add(import_.at(0, t), 1);
      if (out != null) row.add(out.at(0, t), 1);
      row.eq(load);
      if (size != null && out != null && limit != null) b.at(limit.at(0, t)).add(out.at(0, t), 1).add(size.at(0), -0.5).le(0);
    }
    if (size != null) b.cost(size.at(0), "capital", 3);
    return b.build();
  }

  @Test
  void numbersAreMeansAndWhatSomeLackIsHeldAtItsShare() {
    List<Lp> futures = List.of(future(4, 10, true), future(8, 20, false));
    MeanProgram mean = new MeanProgram(futures, new double[] {0.25, 0.75});
    Lp lp = mean.lp();
    assertThat(lp.columns()).isEqualTo(5);
    int size = mean.column(0, 0);
    assertThat(lp.columnName(size)).isEqualTo("plant.build[A,s0]");
    assertThat(lp.uppers()[size]).isEqualTo(0.25 * 8, within(SMALL));
    assertThat(lp.costs()[size]).isEqualTo(3, within(SMALL));
    int in = mean.column(1, 0);
    assertThat(in).isEqualTo(mean.column(0, 1));
    assertThat(lp.costs()[in]).isEqualTo(17.5, within(SMALL));
    // The plant's limit stands as it is where there is a plant: half of 2 GW for 7 GW of load.
    Solution s = new HighsSolver().solve(lp, SolveOptions.defaults(), Progress.silent());
    assertThat(s.point()[size]).isEqualTo(2, within(1e-9));
    assertThat(s.objective()).isEqualTo(3 * 2 + 2 * 17.5 * (7 - 1), within(1e-7));
  }

  @Test
  void equalProgramsAreTheirMean() {
    Lp one = future(4, 10, true);
    Lp mean = new MeanProgram(List.of(one, future(4, 10, true)), new double[] {0.3, 0.7}).lp();
    double[] x = {2, 3, 3, 1, 1};
    double[] y = new double[5];
    MeanProgram again = new MeanProgram(List.of(one, one), new double[] {0.3, 0.7});
    for (int j = 0; j < 5; j++) y[again.column(0, j)] = x[j];
    assertThat(mean.objective(y)).isEqualTo(one.objective(x), within(SMALL));
    assertThat(mean.nonzeros()).isEqualTo(one.nonzeros());
  }
}
