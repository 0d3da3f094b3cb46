package org.loadstar.lp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LpBuilderTest {
  /// More terms than a chunk holds, in any order, with duplicates and pairs that cancel, against a dense matrix.
  @Test
  void termsAddUpToTheMatrix() {
    Random r = new Random(3);
    int rows = 40;
    int columns = 50;
    LpBuilder b = new LpBuilder();
    b.columns("x", "1", -1, RandomLps.names("x", columns), 0, 1);
    b.rows("r", "1", -1, RandomLps.names("r", rows));
    double[][] dense = new double[rows][columns];
    for (int k = 0; k < 100_000; k++) {
      int i = r.nextInt(rows);
      int j = r.nextInt(columns);
      if ((i + j) % 3 == 0) continue;
      double a = r.nextInt(100) - 50;
      dense[i][j] += a;
      b.at(i).add(j, a);
    }
    b.at(7).add(8, -dense[7][8]);
    dense[7][8] = 0;
    Lp lp = b.build();
    int nonzeros = 0;
    for (int j = 0; j < columns; j++)
      for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) {
        int i = lp.indices()[k];
        if (k > lp.starts()[j]) assertThat(i).isGreaterThan(lp.indices()[k - 1]);
        assertThat(lp.values()[k]).isNotZero().isEqualTo(dense[i][j]);
        dense[i][j] = 0;
        nonzeros++;
      }
    for (double[] row : dense) assertThat(row).containsOnly(0);
    assertThat(lp.nonzeros()).isEqualTo(nonzeros);
  }

  @Test
  void namesTagsBoundsAndCosts() {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("unit.output", "GW", 2030, List.of("gas", "coal"), 3, 0, 5);
    Block cap = b.columns("unit.capacity", "GW", -1, List.of("gas"), 1, 2);
    Block r = b.rows("balance", "GW", 2030, List.of("z"), 3);
    b.cost(x.at(1, 2), "fuel", 2);
    b.cost(x.at(1, 2), "tax", 0.5);
    b.memo(x.at(1, 2), "emissions", 9);
    b.constant("fuel", 2030, 4);
    b.at(r.at(0, 1)).add(x.at(1, 2), 3).between(-1, 6);
    Lp lp = b.build();
    assertThat(lp.columnName(x.at(1, 2))).isEqualTo("unit.output[coal,s2030,t2]");
    assertThat(lp.rowName(1)).isEqualTo("balance[z,s2030,t1]");
    assertThat(lp.columnName(cap.at(0))).isEqualTo("unit.capacity[gas]");
    assertThat(lp.columnHours()[x.at(1, 2)]).isEqualTo(2);
    assertThat(lp.columnHours()[cap.at(0)]).isEqualTo(-1);
    assertThat(lp.rowStages()).containsOnly(2030);
    assertThat(lp.costs()[5]).isEqualTo(2.5);
    double[] point = {0, 0, 0, 0, 0, 2, 1};
    assertThat(lp.objective(point)).isEqualTo(9, within(1e-12));
    assertThat(lp.times(point)).containsExactly(0, 6, 0);
    assertThat(lp.transposeTimes(new double[] {1, 2, 3})).containsExactly(0, 0, 0, 0, 0, 6, 0);
    var totals = b.costTable().totals(point, lp.columnStages());
    assertThat(totals.get("fuel").get(2030)).isEqualTo(8, within(1e-12));
    assertThat(totals.get("emissions").get(2030)).isEqualTo(18, within(1e-12));
    assertThat(b.costTable().inObjective("emissions")).isFalse();
    assertThatThrownBy(() -> b.cost(0, "emissions", 1)).hasMessageContaining("emissions");
    assertThatThrownBy(() -> lp.coefficient(0, 0, 1)).hasMessageContaining("unit.output[gas,s2030,t0]");
  }
}
