package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables of equipment, capital, learning, keep-open orders and jobs beside the case of two zones.
class SupplyChecksTest {
  @TempDir Path temp;

  private List<String> faults(String file, String... lines) throws IOException {
    Path folder = temp.resolve("case");
    if (!Files.exists(folder)) Folders.copy(Folders.TWO_ZONES, folder);
    Files.writeString(folder.resolve(file), String.join("\n", lines) + "\n");
    return CaseReader.read(folder).faults().stream().map(Fault::toString).toList();
  }

  @Test
  void equipment() throws IOException {
    String head = "item,scenario,year,scope,unit,kept,deliveries_per_yr,dollar_year";
    assertThat(faults("equipment.csv", head, "turbine,s,2026,US,GW,1,5,2024", "turbine,s,2030,US,GW,1,9,2024")).isEmpty();
    assertThat(faults("equipment_uses.csv", "item,technology,units_per_gw", "turbine,gas_cc,1", "turbine,campus,0.2", "turbine,gas_cx,1"))
        .singleElement().asString().contains("equipment_uses.csv:4", "'gas_c");
    Files.delete(temp.resolve("case/equipment_uses.csv"));
    assertThat(faults("equipment.csv", head, "turbine,s,2026,USA,GW,1,5,2024")).singleElement().asString().contains("equipment.csv:2", "'US'");
    assertThat(faults("equipment.csv", head, "turbine,s,2026,US,GW,1,5,2024", "turbine,s,2027,all,units,0,5,2024"))
        .hasSize(3).allMatch(f -> f.contains("equipment.csv:3") && f.contains("first row of 'turbine'"));
  }

  @Test
  void capital() throws IOException {
    String head = "investor,scenario,year,purposes,budget_busd,dollar_year";
    assertThat(faults("capital.csv", head, "fund,s,2026,shell; chips,5,2024")).isEmpty();
    assertThat(faults("capital.csv", head, "fund,s,2026,shell;chip,5,2024")).singleElement().asString().contains("capital.csv:2", "'chips'");
  }

  @Test
  void keepOpenOrders() throws IOException {
    String head = "order,technologies,zones,first_year,last_year,dollar_year";
    assertThat(faults("keep_open.csv", head, "o,gas_cc;gas_ct,West,2026,2030,2024", "p,gas_cc,,2026,2026,2024")).isEmpty();
    assertThat(faults("keep_open.csv", head, "o,gas_cc,Wets,2026,2030,2024")).singleElement().asString().contains("'West'");
    assertThat(faults("keep_open.csv", head, "o,coal,,2026,2025,2024")).hasSize(2);
  }

  @Test
  void learningAndJobs() throws IOException {
    String head = "technology,unit_mw,first_capex_usd_per_kw,learning_rate,least_capex_usd_per_kw,most,dollar_year";
    assertThat(faults("learning.csv", head, "gas_cc,300,9000,0.1,9001,10,2024")).singleElement().asString().contains("learning.csv:2", "9000");
    assertThat(faults("learning.csv", head, "gas_cc,300,9000,0.1,5000,10,2024", "battery,300,9000,0.1,5000,10,2024")).isEmpty();
    assertThat(CaseReader.read(temp.resolve("case")).warnings()).singleElement().asString()
        .contains("learning.csv:3", "'battery'", "no row in generators.csv");
    assertThat(faults("learning.csv", head, "gas_cc,300,9000,0.1,5000,10,2024")).isEmpty();
    assertThat(faults("jobs.csv", "activity,phase,jobs_per_mw,low_per_mw,high_per_mw", "campus,operation,1,0.5,2", "wind,construction,3,,"))
        .isEmpty();
    assertThat(faults("jobs.csv", "activity,phase,jobs_per_mw,low_per_mw,high_per_mw", "campus,operation,1,2,0.5", "winds,construction,3,,"))
        .hasSize(3);
  }
}
