package org.loadstar.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.loadstar.model.FinanceRows;

class DepreciationTest {
  @Test
  void everyPeriodThatACaseMayNameHasATable() {
    for (double period : FinanceRows.RECOVERY_PERIODS) assertThat(Depreciation.known((int) period)).as("%s", period).isTrue();
    assertThat(Depreciation.known(4)).isFalse();
  }
}
