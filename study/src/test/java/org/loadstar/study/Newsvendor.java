package org.loadstar.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A case that can be done by hand: one zone with the same load in every hour, plants without running cost at 50 M$ a GW and year, load
/// that is not served at 100 M$ a GW and year, no interest, one year.
final class Newsvendor {
  private Newsvendor() {}

  /// @param generators rows of generators.csv; technologies `plain` (50 M$), `dear` (55 M$) and `fusion` (20 M$)
  static Path write(Path folder, int loadMw, String... generators) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("case.yaml"), """
        name: newsvendor
        description: Done by hand.
        money_year: 2024
        demand_year: 2024
        weather_year: 2024
        stages: [2026]
        end_years: 1
        target_year: 2026
        discount_rate: 0
        social_discount_rate: 0
        wacc: 0
        transfer_factor: 1
        growth_data_centre_share: 0
        time: "reps:1@12"
        unserved:
          - {share: 1, usd_per_mwh: 11.415525114155251}
        scenarios:
          technology_costs: s
        ai:
          target_gw: {2026: 0}
          shortfall_usd_per_kw_yr: 1000
          utilisation: 1
          shell_life_years: 25
          power_life_years: 20
          chips_life_years: 5
          wacc: 0
        reserve: {enforced: false, shortfall_usd_per_kw_yr: 0, import_share: 0}
        """);
    Files.writeString(folder.resolve("zones.csv"), "zone,name,demand_scale\nZ,Zone,1\n");
    StringBuilder demand = new StringBuilder("hour,utc,Z\n");
    for (int h = 0; h < 8760; h++) {
      int day = h / 24;
      java.time.LocalDate d = java.time.LocalDate.of(2023, 1, 1).plusDays(day);
      demand.append(h + 1).append(",%02d-%02dT%02d,".formatted(d.getMonthValue(), d.getDayOfMonth(), h % 24)).append(loadMw).append('\n');
    }
    Files.writeString(folder.resolve("demand_mw.csv"), demand);
    String technology = ",thermal,,0,0,20,0,1,2026,0,0,0,1,1,20\n";
    Files.writeString(folder.resolve("technologies.csv"),
        "technology,kind,fuel,clean,renewable,financing_years,wacc_adder,spend_profile,earliest_year,forced_outage,planned_outage,must_run,ramp_per_hour,firm_credit,life_years\nplain"
            + technology + "dear" + technology + "fusion" + technology);
    Files.writeString(folder.resolve("technology_costs.csv"), """
        technology,scenario,year,capex_usd_per_kw,fom_usd_per_kw_yr,vom_usd_per_mwh,heat_rate_mmbtu_per_mwh,dollar_year
        plain,s,2026,1000,0,0,,2024
        dear,s,2026,1100,0,0,,2024
        fusion,s,2026,400,0,0,,2024
        """);
    StringBuilder rows = new StringBuilder("generator,zone,technology,existing_mw,max_new_mw,build_rate_mw_per_year,retirable,dollar_year\n");
    for (String g : generators) rows.append(g).append('\n');
    Files.writeString(folder.resolve("generators.csv"), rows);
    Files.writeString(folder.resolve("deflators.csv"), "year,to_money_year,source\n2024,1,\n");
    return folder;
  }
}
