package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SheetTest {
  @Test
  void rowsAreKeptInOrderBeyondTheFirstArrays() {
    Sheet s = new Sheet("s", "k:i", "v:n", "name:t", "flag:b");
    for (int k = 0; k < 100; k++) s.add(k, k / 2.0, "n" + k, k % 2 == 0);
    assertThat(s.rows()).isEqualTo(100);
    assertThat(s.integer(77, s.column("k"))).isEqualTo(77);
    assertThat(s.number(77, s.column("v"))).isEqualTo(38.5);
    assertThat(s.text(77, s.column("name"))).isEqualTo("n77");
    assertThat(s.flag(77, s.column("flag"))).isFalse();
    assertThat(s.type(1)).isEqualTo(Sheet.Type.NUMBER);
  }

  @Test
  void wrongCellsAndNamesAreRefused() {
    Sheet s = new Tables().get("zones");
    assertThatThrownBy(() -> s.add("A")).hasMessageContaining("zones: 1 cells, expected");
    assertThatThrownBy(() -> s.column("Zone")).hasMessageContaining("zones has no column Zone");
    assertThatThrownBy(() -> new Tables().get("zone")).hasMessageContaining("no table zone");
  }

  @Test
  void hourlySeries() {
    Hourly h = TestCase.hourly(k -> k);
    assertThat(h.mean(10, 3)).isEqualTo(11);
    assertThat(h.max()).isEqualTo(8759);
    assertThat(h.shifted(24).at(25)).isEqualTo(1);
    assertThat(h.shifted(-24).at(8759)).isEqualTo(23);
    assertThatThrownBy(() -> Hourly.of(new double[8784])).hasMessageContaining("8784 hours");
    double[] bad = new double[8760];
    bad[5] = Double.NaN;
    assertThatThrownBy(() -> Hourly.of(bad)).hasMessageContaining("value NaN");
  }
}
