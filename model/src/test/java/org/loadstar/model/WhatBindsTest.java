package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// One campus of 1 GW by 2030, fed by new gas plants. Every limit that can hold it back is made to bind alone, and is named.
class WhatBindsTest {
  /// Months of queue, permit, construction and equipment of the campus; equipment needs 6 more. By the end of 2030 are 60.
  private static TestCase campus(double queue, double permit, double construction, double equipment) {
    TestCase c = TestCase.zones("Z").stages(2030).target(2030, 1).technology("gas", Rows.Kind.THERMAL, "spendProfile", "0.5;0.5");
    c.costs("gas", 2030, "capex", 100).generator("g", "Z", "gas", "maxNew", 5000);
    return c.add(CampusRows.Site.class, "campus", "x", "zone", "Z", "maxIt", 1000, "pue", 1, "queue", queue, "permit", permit, "construction",
        construction, "equipment", equipment, "capexShell", 2, "capexPower", 8, "capexChips", 20);
  }

  private static TestCase item(TestCase c, String item, String technology, double deliveries) {
    c.add(EquipmentRows.Slot.class, "item", item, "scenario", "s", "year", 2026, "deliveries", deliveries, "lead", 240);
    return c.add(EquipmentRows.Use.class, "item", item, "technology", technology, "units", 1);
  }

  private static TestCase budget(TestCase c, double busd) {
    return c.add(CapitalRows.Budget.class, "investor", "hyperscaler", "scenario", "s", "year", 2026, "purposes", "shell;power;chips", "budget", busd);
  }

  private static TestCase chips(TestCase c, double chips) {
    return c.add(ChipRows.Year.class, "scenario", "s", "year", 2026, "chips", chips, "power", 2);
  }

  /// All limits there, none binding: 1 GW takes 500,000 chips, 1 GW of turbines and transformers, and 150 G$ in the years from
  /// 2026 to 2030, all of them the first stage's.
  private static TestCase ample(double queue, double permit, double construction, double equipment) {
    return chips(budget(item(item(campus(queue, permit, construction, equipment), "turbine", "gas", 1), "transformer", "campus", 1), 30), 2e5);
  }

  private static List<String> binding(TestCase c) {
    Sheet t = c.threeHours().solve().tables().get("binding");
    List<String> found = new ArrayList<>();
    for (int r = 0; r < t.rows(); r++) {
      String name = t.text(r, t.column("constraint"));
      if (!name.equals("ai.target") && !name.equals("ai.potential") && !found.contains(name)) found.add(name);
    }
    return found;
  }

  @Test
  void nothingBindsWhereAllIsAmple() {
    assertThat(binding(ample(48, 24, 24, 36))).isEmpty();
  }

  @Test
  void aBudgetOfNothingIsNamed() {
    TestCase c = budget(campus(48, 24, 24, 36), 0);
    Sheet t = c.threeHours().solve().tables().get("binding");
    assertThat(binding(budget(campus(48, 24, 24, 36), 0))).containsExactly("capital");
    assertThat(IntStream.range(0, t.rows()).filter(r -> t.text(r, t.column("constraint")).equals("capital")).mapToObj(r -> t.text(r, t.column("words"))).findFirst().orElse("")).isEqualTo("No investor has a budget for shell, power, chips of campuses for 2030: none can be energised in that stage");
    assertThat(binding(budget(campus(72, 24, 24, 36), 0))).doesNotContain("capital");
  }

  @TestFactory
  Stream<DynamicTest> everyLimitCanBind() {
    List<DynamicTest> all = new ArrayList<>();
    limit(all, "campus.queue", 72, 24, 24, 36);
    limit(all, "campus.permit+construction", 48, 48, 24, 36);
    limit(all, "campus.permit+construction", 48, 24, 48, 36);
    limit(all, "campus.equipment", 48, 24, 24, 60);
    all.add(DynamicTest.dynamicTest("turbines", () -> assertThat(binding(item(ample(48, 24, 24, 36), "scarce", "gas", 0.1)))
        .containsExactly("equipment.scarce")));
    all.add(DynamicTest.dynamicTest("transformers", () -> assertThat(binding(item(ample(48, 24, 24, 36), "scarce", "campus", 0.1)))
        .containsExactly("equipment.scarce")));
    all.add(DynamicTest.dynamicTest("chips", () -> assertThat(binding(chips(campus(48, 24, 24, 36), 5e4))).containsExactly("chips")));
    all.add(DynamicTest.dynamicTest("capital", () -> assertThat(binding(budget(campus(48, 24, 24, 36), 2))).containsExactly("capital.hyperscaler")));
    return all.stream();
  }

  private static void limit(List<DynamicTest> all, String name, double... months) {
    all.add(DynamicTest.dynamicTest(name + " " + List.of(months[1], months[2]), () -> {
      assertThat(binding(ample(months[0], months[1], months[2], months[3]))).containsExactly(name);
    }));
  }
}
