package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.model.CampusRows;
import org.loadstar.model.Case;
import org.loadstar.model.ChipRows;
import org.loadstar.model.EquipmentRows;
import org.loadstar.model.Generator;
import org.loadstar.model.OnSiteRows;
import org.loadstar.model.Rows;
import org.loadstar.model.WorkloadRows;
import org.loadstar.model.Zone;

/// What the supply side of the embedded case must keep to.
class EmbeddedCaseTest {
  private static final Path EMBEDDED = Folders.root().resolve("cases/north-america");
  private static final Case CASE = CaseReader.read(EMBEDDED).orThrow();

  @Test
  void allSitesAreThereAndThoseUnderConstructionHaveNoQueue() {
    assertThat(CASE.campuses()).hasSize(90);
    assertThat(CASE.campuses()).filteredOn(c -> c.zone().isEmpty()).hasSize(18).allSatisfy(c -> assertThat(c.country()).isNotEmpty());
    for (CampusRows.Site c : CASE.campuses()) {
      if (c.queue() == 0) assertThat(c.queueInterruptible()).as(c.campus()).isNaN();
      else assertThat(c.queueInterruptible()).as(c.campus()).isBetween(1.0, c.queue());
      assertThat(c.ramp()).as(c.campus()).isGreaterThanOrEqualTo(500);
      assertThat(c.completion()).as(c.campus()).isBetween(0.3, 0.95);
    }
  }

  /// Announced islands wait for the grid as others do, or for their own plants.
  @Test
  void islandsAreFedByTheirPlants() {
    Set<String> islands = CASE.onSite().stream().filter(r -> !r.campus().isEmpty() && !r.export() && r.technology().startsWith("gas_")).map(OnSiteRows.Plant::campus).collect(Collectors.toSet());
    assertThat(islands).hasSize(7);
    assertThat(CASE.campuses()).filteredOn(c -> islands.contains(c.campus())).allSatisfy(c -> {
      assertThat(c.onSite()).contains("island");
      assertThat(c.queue()).isBetween(36.0, 66.0);
    });
    assertThat(CASE.campuses()).filteredOn(c -> c.country().isEmpty() && c.onSite().contains("island")).hasSize(7);
    assertThat(CASE.onSite()).filteredOn(r -> r.campus().isEmpty()).extracting(OnSiteRows.Plant::zone)
        .containsExactlyElementsOf(CASE.zones().stream().map(Zone::zone).sorted().toList());
  }

  /// The source says how much power the chips of the world fill, GW a year; memory cuts the high scenario from 2028 on.
  @ParameterizedTest
  @CsvSource({"low, 2026, 18", "low, 2030, 32", "mid, 2026, 24", "mid, 2028, 42", "mid, 2030, 56", "high, 2027, 45.4286", "high, 2028, 55.5882", "high, 2030, 90.4348"})
  void chipsOfTheWorldFillThePowerOfTheSource(String scenario, int year, double gw) {
    Case c = CaseReader.read(CaseSource.of(EMBEDDED).withSet("scenarios.chip_supply=" + scenario)).orThrow();
    ChipRows.Year y = c.chipSupply().stream().filter(q -> q.year() == year).findFirst().orElseThrow();
    double chips = Math.min(y.packagingWafers() * y.chipsPerPackagingWafer(), y.memory() / y.memoryPerChip());
    assertThat(chips).isLessThanOrEqualTo(y.wafers() * y.diesPerWafer() / y.diesPerChip() * (scenario.equals("high") ? 2 : 1));
    assertThat(chips * y.power() / 1e6).isCloseTo(gw, within(1e-3 * gw));
    assertThat(y.share()).isEqualTo(0.63);
  }

  @Test
  void everyUseNamesATechnologyOrTheCampus() {
    Set<String> known = CASE.technologies().stream().map(Rows.Technology::technology).collect(Collectors.toSet());
    known.add("campus");
    assertThat(CASE.equipmentUses()).extracting(EquipmentRows.Use::technology).isSubsetOf(known);
    assertThat(CASE.equipment()).extracting(EquipmentRows.Slot::item).contains("gas_turbine_heavy", "power_transformer_large", "construction_crew");
    assertThat(CASE.buildLimits()).extracting(Rows.BuildLimit::limit).doesNotContain("us gas_turbine_heavy", "us smr_unit");
  }

  @Test
  void workloadsAndTheirOriginsSumToOne() {
    assertThat(CASE.workloads().stream().mapToDouble(WorkloadRows.Workload::share).sum()).isCloseTo(1, within(1e-9));
    for (WorkloadRows.Workload w : CASE.workloads())
      if (w.kind() == WorkloadRows.Kind.INFERENCE)
        assertThat(CASE.workloadOrigins().stream().filter(o -> o.workload().equals(w.workload())).mapToDouble(WorkloadRows.Origin::share).sum())
            .as(w.workload()).isCloseTo(1, within(1e-9));
  }

  @Test
  void restartsAreWholeAndNavalReactorsAreALever() {
    assertThat(CASE.generators()).filteredOn(g -> g.technology().equals("nuclear_restart")).extracting(Generator.Row::unit).containsExactly(835.0, 615.0);
    assertThat(CASE.generators()).filteredOn(g -> g.technology().equals("smr_naval")).extracting(Generator.Row::maxNew).containsExactly(0.0);
    Case naval = CaseReader.read(CaseSource.of(EMBEDDED).withLever("naval=on").withLever("restarts=off")).orThrow();
    assertThat(naval.generators()).filteredOn(g -> g.technology().equals("smr_naval")).extracting(Generator.Row::maxNew).containsExactly(485.0);
    assertThat(naval.generators()).filteredOn(g -> g.technology().equals("nuclear_restart")).extracting(Generator.Row::maxNew).containsOnly(0.0);
  }

  @ParameterizedTest
  @CsvSource({"equipment, low", "equipment, high", "capital, low", "capital, high", "ai_demand, ai_winter", "ai_demand, lbnl_high"})
  void everyScenarioCanBeRead(String table, String scenario) {
    assertThat(CaseReader.read(CaseSource.of(EMBEDDED).withSet("scenarios." + table + "=" + scenario)).faults()).isEmpty();
  }
}
