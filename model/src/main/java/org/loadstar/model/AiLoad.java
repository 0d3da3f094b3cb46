package org.loadstar.model;

/// New AI load, sited by the plan: continuous per zone up to what the candidate sites allow by each date.
public final class AiLoad {
  private AiLoad() {}

  @Table(file = "campuses.csv", key = "campus", doc = "A candidate site of AI load; months count from 2026-01-01.")
  public record Site(
      @Column(doc = "Key of the site.") String campus,
      @Column(doc = "Name for people.") String name,
      @Column(doc = "Zone.", ref = "zones") String zone,
      @Column(doc = "announced or generic.", absent = "generic") String kind,
      @Column(unit = "deg", doc = "Latitude.", absent = "NaN", min = -90, max = 90) double latitude,
      @Column(unit = "deg", doc = "Longitude.", absent = "NaN", min = -180, max = 180) double longitude,
      @Column(unit = "mw", doc = "IT power at full build.", min = 0) double maxIt,
      @Column(unit = "mw", doc = "IT power of a module.", absent = "NaN", min = 0) double module,
      @Column(unit = "months", doc = "Queue of the grid connection.", min = 0, max = 600) double queue,
      @Column(unit = "months", doc = "Permits.", min = 0, max = 600) double permit,
      @Column(unit = "months", doc = "Construction.", min = 0, max = 600) double construction,
      @Column(unit = "months", doc = "Delivery of equipment.", min = 0, max = 600) double equipment,
      @Column(unit = "usd_per_w", doc = "Capex of land and shell, per IT W.", absent = "0", min = 0, money = true) double capexShell,
      @Column(unit = "usd_per_w", doc = "Capex of power and cooling, per IT W.", absent = "0", min = 0, money = true) double capexPower,
      @Column(unit = "usd_per_w", doc = "Capex of chips and network, per IT W.", absent = "0", min = 0, money = true) double capexChips,
      @Column(doc = "Mean power usage effectiveness.", absent = "1.1", min = 1, max = 3) double pue,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}

  @Table(file = "pue.csv", key = {"zone", "month"}, doc = "Power usage effectiveness by month; empty: the sites' mean.")
  public record Pue(
      @Column(doc = "Zone.", ref = "zones") String zone,
      @Column(doc = "Month, 1 to 12 (UTC).", min = 1, max = 12) int month,
      @Column(doc = "Facility power over IT power.", min = 1, max = 3) double pue) {}
}
