package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTest {
  @Test
  void printsOneLine() {
    assertThat(new Fault("a.csv", 3, "x", "b must be 1", "'y'"))
        .hasToString("a.csv:3: value 'x': b must be 1. Maybe 'y'.");
    assertThat(new Fault("a.csv", 0, "", "the file is empty", null))
        .hasToString("a.csv: the file is empty.");
  }

  @Test
  void longAndUnprintableValuesAreTamed() {
    assertThat(new Fault("a", 1, "\u001b[31m\n\t\0", "m", null).toString())
        .isEqualTo("a:1: value '?[31m???': m.");
    assertThat(new Fault("a", 1, "z".repeat(5000), "m", null).toString()).hasSizeLessThan(100);
  }

  @Test
  void theNearestNameIsSuggestedOnlyWhenItIsNear() {
    List<String> zones = List.of("ERCOT", "CAISO", "NYISO", "PJM_East", "PJM_West");
    assertThat(Nearest.to("ERCTO", zones)).isEqualTo("ERCOT");
    assertThat(Nearest.to("nyiso", zones)).isEqualTo("NYISO");
    assertThat(Nearest.to("PJM_est", zones)).isEqualTo("PJM_East");
    assertThat(Nearest.to("Narnia", zones)).isNull();
    assertThat(Nearest.to("", zones)).isNull();
  }
}
