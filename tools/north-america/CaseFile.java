/// The settings, `case.yaml`.
final class CaseFile {
  private static final double TARGET_2030_GW = 50;
  /// Path to the target: share of it wanted by the end of each year.
  private static final double[] PATH = {0.10, 0.24, 0.44, 0.70, 1.0};

  static final double CAMPUS_WACC = 0.08;
  static final double UTILISATION = 0.85;
  static final int SHELL_LIFE = 25;
  static final int POWER_LIFE = 20;
  static final int CHIPS_LIFE = 5;
  /// Price of a missing kW of the target for a year; about twice the dearest site's full cost ([Campuses] checks it).
  static final double SHORTFALL_USD_PER_KW_YR = 15000;

  private CaseFile() {}

  /// Real WACC of the power system. The table holds the nominal interest as 1 + r (1.08 is 8 %): it is recomputed from its parts
  /// and must agree.
  private static double wacc(Source source) {
    Csv.Row f = source.table("finance_system").getFirst();
    double debt = f.number("interest_rate_nom") - 1;
    double equity = f.number("rroe_nom") - 1;
    if (debt <= 0 || debt > 0.2 || equity <= debt || equity > 0.25)
      throw new IllegalStateException(f.place() + ": rates are not written as 1 + r");
    double share = f.number("debt_fraction");
    double nominal = share * debt * (1 - f.number("tax_rate")) + (1 - share) * equity;
    double real = (1 + nominal) / (1 + f.number("inflation")) - 1;
    if (Math.abs(real - f.number("wacc_real")) > 5e-5)
      throw new IllegalStateException(f.place() + ": real WACC " + real + " against " + f.number("wacc_real"));
    return Math.round(real * 1e4) / 1e4;
  }

  static String text(Source source) {
    boolean whole = source.whole();
    double target = whole ? TARGET_2030_GW : Math.round(TARGET_2030_GW * source.share());
    StringBuilder path = new StringBuilder();
    if (whole) for (int k = 0; k < PATH.length; k++) path.append("    ").append(2026 + k).append(": ").append(Csv.number(PATH[k] * target)).append('\n');
    else path.append("    2030: ").append(Csv.number(target)).append('\n');
    return """
        # Made by tools/north-america; every figure has a line in SOURCES.md.
        name: %s
        description: >-
          %s
        money_year: 2024
        demand_year: 2024
        weather_year: 2012
        stages: %s
        end_years: 10
        target_year: 2030
        discount_rate: 0.05
        social_discount_rate: 0.03
        wacc: %s
        transfer_factor: 1
        growth_data_centre_share: %s
        time: "reps:6"
        unserved:
          - share: 1
            usd_per_mwh: %s
        scenarios:
          demand_growth: baseline
          technology_costs: moderate,market_2025
          fuel_prices: baseline
          retirements: nems
          hydro_monthly: median
          chip_supply: mid
          equipment: mid
          capital: mid
          ai_demand: national_50gw
          finance: mid
        ai:
          target_gw:
        %s  shortfall_usd_per_kw_yr: %s
          utilisation: %s
          shell_life_years: %d
          power_life_years: %d
          chips_life_years: %d
          wacc: %s
          curtailment_usd_per_mwh: 1600
          idle_share: 0.2
        supply:
          fabs: 0
          fab_lead_months: 36
          fab_ramp_months: 15
          fab_wafers_per_month: 20000
          fab_busd: 43
          fab_packaging_share: 0.33
          export_chips_per_year: 0
          gpu_hours_per_year: 7446
        policy:
          hourly_matching_from: 2028
          campus_clean_share_from: 2029
          matching_usd_per_mwh: 500
        reserve:
          enforced: true
          shortfall_usd_per_kw_yr: 300
          import_share: 0.15
        """.formatted(
        whole ? "north-america" : "three-zones",
        whole
            ? "Eighteen US zones with their borders to Canada and Mexico, fleet of end-2025, demand of 2024, weather of 2012"
                + " (the years differ), and a target of 50 GW of new AI load by the end of 2030."
            : "The North America case cut to " + String.join(", ", source.zones()) + ": one stage, no line joins these zones by then,"
                + " limits and AI target by their share of national demand.",
        whole ? "[2026, 2027, 2028, 2029, 2030, 2032, 2035]" : "[2030]",
        Csv.number(wacc(source)),
        Csv.number(source.economics("growth_data_centre_share") / 100),
        Csv.number(source.economics("voll")),
        path,
        Csv.number(SHORTFALL_USD_PER_KW_YR),
        Csv.number(UTILISATION),
        SHELL_LIFE,
        POWER_LIFE,
        CHIPS_LIFE,
        Csv.number(CAMPUS_WACC));
  }
}
