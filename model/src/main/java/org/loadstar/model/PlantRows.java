package org.loadstar.model;

/// Rows of the tables of learning technologies, of orders that keep plants open, and of jobs.
public final class PlantRows {
  private PlantRows() {}

  @Table(
      file = "learning.csv",
      key = "technology",
      doc = "A technology whose units get cheaper with their number; its capex replaces that of technology_costs.csv.")
  public record Learning(
      @Column(doc = "Technology.", ref = "technologies") String technology,
      @Column(unit = "mw", doc = "Size of a unit.", min = 1) double unit,
      @Column(unit = "usd_per_kw", doc = "Overnight capex of the first unit.", min = 0, money = true) double firstCapex,
      @Column(doc = "Cost saved by every doubling of the number of units.", min = 0, max = 0.5) double learningRate,
      @Column(doc = "Units standing before the plan, whose experience counts.", absent = "0", min = 0) double before,
      @Column(unit = "usd_per_kw", doc = "Least overnight capex.", absent = "0", min = 0, money = true) double leastCapex,
      @Column(doc = "Largest number of units over all stages.", min = 1, max = 1000) int most,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}

  @Table(
      file = "keep_open.csv",
      key = "order",
      doc = "An order under which plants may stay open after their scheduled retirement, at a price.")
  public record KeepOpen(
      @Column(doc = "Key of the order.") String order,
      @Column(doc = "Technologies, joined by ';'.") String technologies,
      @Column(doc = "Zones, joined by ';'; empty for all.", absent = "") String zones,
      @Column(doc = "First calendar year.", min = 1990, max = 2200) int firstYear,
      @Column(doc = "Last calendar year.", min = 1990, max = 2200) int lastYear,
      @Column(unit = "mw", doc = "Largest capacity kept in all; inf for no limit.", absent = "inf", min = 0, infinite = true) double most,
      @Column(unit = "usd_per_kw_yr", doc = "Payment beside the fixed O&M.", absent = "0", min = 0, money = true) double payment,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}

  @Table(file = "jobs.csv", key = {"activity", "phase"}, doc = "Jobs of a MW of new capacity.")
  public record Jobs(
      @Column(doc = "Technology, or `campus`.") String activity,
      @Column(doc = "construction (job-years) or operation (jobs).") Phase phase,
      @Column(unit = "per_mw", doc = "Job-years or jobs of a MW.", min = 0) double jobs,
      @Column(unit = "per_mw", doc = "Low end of the range.", absent = "NaN", min = 0) double low,
      @Column(unit = "per_mw", doc = "High end of the range.", absent = "NaN", min = 0) double high) {}

  /// Part of a plant's life in which people work on it.
  public enum Phase {
    CONSTRUCTION,
    OPERATION
  }
}
