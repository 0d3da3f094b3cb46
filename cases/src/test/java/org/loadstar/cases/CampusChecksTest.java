package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sites and countries beside the case of two zones.
class CampusChecksTest {
  private static final String SITES =
      "campus,name,zone,country,max_it_mw,module_mw,queue_months,permit_months,construction_months,equipment_months,ramp_mw_per_year,dollar_year";

  @TempDir Path temp;

  private List<String> faults(String file, String... lines) throws IOException {
    Path folder = temp.resolve("case");
    if (!Files.exists(folder)) Folders.copy(Folders.TWO_ZONES, folder);
    Files.writeString(folder.resolve(file), String.join("\n", lines) + "\n");
    return CaseReader.read(folder).faults().stream().map(Fault::toString).toList();
  }

  @Test
  void aSiteIsInAZoneOrACountry() throws IOException {
    assertThat(faults("countries.csv", "country,price_usd_per_mwh,dollar_year", "XX,50,2024")).isEmpty();
    assertThat(faults("campuses.csv", SITES, "a,A,West,,500,100,1,1,1,1,,2024", "b,B,,XX,500,100,1,1,1,1,,2024")).isEmpty();
    assertThat(faults("campuses.csv", SITES, "a,A,West,XX,500,100,1,1,1,1,,2024")).singleElement().asString().contains("campuses.csv:2", "both");
    assertThat(faults("campuses.csv", SITES, "a,A,,,500,100,1,1,1,1,,2024")).singleElement().asString().contains("campuses.csv:2", "neither");
  }

  @Test
  void aYearEnergisesAModule() throws IOException {
    assertThat(faults("campuses.csv", SITES, "a,A,West,,500,100,1,1,1,1,100,2024", "b,B,West,,500,900,1,1,1,1,500,2024")).isEmpty();
    assertThat(faults("campuses.csv", SITES, "a,A,West,,500,100,1,1,1,1,99,2024")).singleElement().asString().contains("campuses.csv:2", "'99'", "100 MW");
    assertThat(faults("campuses.csv", SITES, "a,A,West,,500,,1,1,1,1,499,2024")).singleElement().asString().contains("500 MW");
  }

  @Test
  void aLicenceForChipsNeedsTheirPower() throws IOException {
    String head = "country,price_usd_per_mwh,chips_chips_per_yr,dollar_year";
    assertThat(faults("countries.csv", head, "XX,50,5000,2024")).singleElement().asString().contains("countries.csv:2", "chip_supply.csv");
    assertThat(faults("chip_supply.csv", "scenario,year,power_kw", "s,2026,2")).isEmpty();
  }

  @Test
  void demandNeedsRows() throws IOException {
    Path folder = temp.resolve("case");
    Folders.copy(Folders.TWO_ZONES, folder);
    var source = new CaseSource(folder, List.of(), List.of("ai.target_from=ai_demand"));
    assertThat(CaseReader.read(source).faults()).singleElement().asString().contains("ai_demand.csv");
  }

  @Test
  void plantsStandOnASiteAtHome() throws IOException {
    String head = "campus,zone,technology,committed_mw,months,dollar_year";
    faults("campuses.csv", SITES, "a,A,West,,500,100,1,1,1,1,,2024", "b,B,,XX,500,100,1,1,1,1,,2024");
    faults("countries.csv", "country,price_usd_per_mwh,dollar_year", "XX,50,2024");
    assertThat(faults("onsite.csv", head, "a,,gas_ct,5,12,2024", ",West,gas_ct,,12,2024", ",,gas_ct,,12,2024")).isEmpty();
    assertThat(faults("onsite.csv", head, "a,East,gas_ct,5,12,2024")).singleElement().asString().contains("'East'", "West");
    assertThat(faults("onsite.csv", head, "b,,gas_ct,5,12,2024")).singleElement().asString().contains("'b'", "must lie in a zone");
    assertThat(faults("onsite.csv", head, ",West,gas_ct,5,12,2024")).singleElement().asString().contains("'5'", "needs a campus");
    assertThat(faults("onsite.csv", head, "a,,gas_ct,-5,12,2024")).singleElement().asString().contains("committed_mw", "'-5'");
    assertThat(faults("onsite.csv", head, "nobody,,gas_ct,5,12,2024")).singleElement().asString().contains("'nobody'");
  }

  @Test
  void storageAndVariablePlantsOnSites() throws IOException {
    String head = "campus,zone,technology,committed_mw,months,min_duration_h,max_duration_h,round_trip_efficiency,profile,dollar_year";
    faults("campuses.csv", SITES, "a,A,West,,500,100,1,1,1,1,,2024");
    assertThat(faults("onsite.csv", head, "a,,wind,,12,,,,,2024", "a,,battery,,12,2,4,0.9,,2024")).isEmpty();
    assertThat(faults("onsite.csv", head, "a,,wind,5,12,,,,,2024")).singleElement().asString().contains("committed_mw", "'5'", "'wind' is variable", "capex_multiplier 0");
    assertThat(faults("onsite.csv", head, "a,,wind,,12,2,,,,2024")).singleElement().asString().contains("min_duration_h", "storage technologies", "'wind' is variable");
    assertThat(faults("onsite.csv", head, "a,,battery,,12,6,4,,,2024")).singleElement().asString().contains("max_duration_h", "'4'", "min_duration_h (6) or more");
    assertThat(faults("onsite.csv", head, "a,,battery,,12,,0,,,2024")).singleElement().asString().contains("max_duration_h", "above 0");
    assertThat(faults("onsite.csv", head, "a,,battery,,12,,,,wind/West,2024")).singleElement().asString().contains("profile is of variable technologies");
    assertThat(faults("onsite.csv", head, "a,,wind,,12,,,,wind/Nowhere,2024")).singleElement().asString().contains("onsite.csv:2", "'wind/Nowhere'");
    faults("campuses.csv", SITES, "a,A,West,,500,100,1,1,1,1,,2024", "e,E,East,,500,100,1,1,1,1,,2024");
    assertThat(faults("onsite.csv", head, ",,wind,,12,,,,,2024")).singleElement().asString().contains("profile must be given", "'wind'", "East").doesNotContain("West");
    assertThat(faults("onsite.csv", head, ",,wind,,12,,,,wind/West,2024")).isEmpty();
  }

  @Test
  void connectionsAreNotNegative() throws IOException {
    String head = SITES.replace("dollar_year", "connection_mw,dollar_year");
    assertThat(faults("campuses.csv", head, "a,A,West,,500,100,1,1,1,1,,0,2024", "b,B,West,,500,100,1,1,1,1,,inf,2024")).isEmpty();
    assertThat(faults("campuses.csv", head, "a,A,West,,500,100,1,1,1,1,,-1,2024")).singleElement().asString().contains("connection_mw", "'-1'");
  }

  @Test
  void sharesSumToOne() throws IOException {
    String work = "workload,kind,share,dollar_year";
    assertThat(faults("workloads.csv", work, "a,inference,0.7,2024", "b,batch,0.3,2024")).isEmpty();
    assertThat(faults("workload_origins.csv", "workload,zone,share", "a,West,0.4", "a,East,0.599")).isEmpty();
    assertThat(faults("workload_origins.csv", "workload,zone,share", "a,West,0.4", "b,West,1", "a,East,0.5")).singleElement().asString()
        .contains("workload_origins.csv:4", "'0.9'", "origins of 'a' must sum to 1");
    Files.delete(temp.resolve("case/workload_origins.csv"));
    assertThat(faults("workloads.csv", work, "a,inference,0.7,2024", "b,batch,0.2,2024")).singleElement().asString()
        .contains("workloads.csv:3", "'0.9'", "all workloads must sum to 1");
  }

  @Test
  void queuesOfConnectionsThatAreNotOfferedAreWarnedOf() throws IOException {
    String head = "campus,name,zone,max_it_mw,queue_months,queue_interruptible_months,permit_months,construction_months,equipment_months,dollar_year";
    assertThat(faults("campuses.csv", head, "a,A,West,500,9,,1,1,1,2024", "b,B,West,500,9,3,1,1,1,2024")).isEmpty();
    Path folder = temp.resolve("case");
    assertThat(CaseReader.read(folder).warnings()).singleElement().asString().contains("campuses.csv:3", "a site has queue_interruptible_months", "ai.curtailment_share is 0");
    assertThat(CaseReader.read(CaseSource.of(folder).withSet("ai.curtailment_share=0.01")).warnings()).isEmpty();
  }

  @Test
  void aModuleLargerThanItsSiteIsWarnedOf() throws IOException {
    String head = "campus,name,zone,max_it_mw,module_mw,queue_months,permit_months,construction_months,equipment_months,dollar_year";
    assertThat(faults("campuses.csv", head, "a,A,West,500,500,9,1,1,1,2024", "b,B,West,300,900,9,1,1,1,2024", "c,C,West,0,50,9,1,1,1,2024")).isEmpty();
    assertThat(CaseReader.read(temp.resolve("case")).warnings()).singleElement().asString()
        .contains("campuses.csv:3", "'900'", "module_mw is above max_it_mw: the site is one module of 300 MW");
  }

  @Test
  void aTargetAfterTheLastStageIsWarnedOf() throws IOException {
    Path folder = temp.resolve("case");
    Folders.copy(Folders.TWO_ZONES, folder);
    Path file = folder.resolve("case.yaml");
    Files.writeString(file, Files.readString(file).replace("2030: 0.25}", "2030: 0.25, 2040: 0.3}"));
    assertThat(CaseReader.read(folder).faults()).isEmpty();
    assertThat(CaseReader.read(folder).warnings()).singleElement().asString().contains("case.yaml", "2040", "no year of stages [2027, 2030] is as late");
  }
}
