package org.loadstar.model;

/// Hydro plants with monthly energy, a minimum flow and no expansion.
public final class Hydro {
  private Hydro() {}

  @Table(file = "hydro.csv", key = "hydro", doc = "Hydro of one zone and kind.")
  public record Row(
      @Column(doc = "Key of the cluster.") String hydro,
      @Column(doc = "Zone.", ref = "zones") String zone,
      @Column(doc = "Technology.", ref = "technologies") String technology,
      @Column(unit = "mw", doc = "Capacity standing before the first stage.", min = 0) double existing,
      @Column(doc = "Least output over the month's mean output.", absent = "0.35", min = 0, max = 1) double minFlowShare,
      @Column(doc = "1: output flat within the month (run of river).", absent = "0") boolean runOfRiver,
      @Column(unit = "usd_per_kw_yr", doc = "Fixed O&M.", absent = "0", money = true) double fom,
      @Column(unit = "usd_per_mwh", doc = "Variable O&M.", absent = "0", money = true) double vom,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}

  @Table(file = "hydro_monthly.csv", key = {"hydro", "scenario", "month"}, doc = "Mean capacity factor by month.")
  public record Monthly(
      @Column(doc = "Hydro cluster.", ref = "hydro") String hydro,
      @Column(doc = "Scenario, as dry, median, wet.") String scenario,
      @Column(doc = "Month, 1 to 12 (UTC).", min = 1, max = 12) int month,
      @Column(doc = "Mean output over capacity.", min = 0, max = 1) double capacityFactor) {}
}
