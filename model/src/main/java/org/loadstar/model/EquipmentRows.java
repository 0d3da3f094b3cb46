package org.loadstar.model;

/// Rows of the tables of equipment and crews.
public final class EquipmentRows {
  private EquipmentRows() {}

  @Table(
      file = "equipment.csv",
      key = {"item", "scenario", "year"},
      doc = "Deliveries of a kind of equipment (or work of crews) in a year, and what more of it costs.")
  public record Slot(
      @Column(doc = "Kind of equipment.") String item,
      @Column(doc = "Scenario name.") String scenario,
      @Column(doc = "Calendar year.", min = 1990, max = 2200) int year,
      @Column(
              doc = "Whose orders it serves: `home` (all zones), `all` (campuses abroad too), a country (its zones), a planning region or a zone.",
              absent = "home")
          String scope,
      @Column(doc = "Unit counted, for people.", absent = "GW") String unit,
      @Column(doc = "1 when what is not taken in a year is there later; 0 for the work of crews.", absent = "1") boolean kept,
      @Column(unit = "per_yr", doc = "Deliveries.", min = 0, infinite = true) double deliveries,
      @Column(doc = "Share of the deliveries that goes to buyers outside the case.", absent = "0", min = 0, max = 1) double soldElsewhere,
      @Column(unit = "months", doc = "Lead time of orders beyond the deliveries, from 2026-01-01.", absent = "0", min = 0, max = 600)
          double lead,
      @Column(unit = "usd", doc = "Price of a unit; a GW is a unit of 1e6 kW.", absent = "0", min = 0, money = true) double price,
      @Column(doc = "Price of the first 10 % more, over the price.", absent = "1", min = 1) double priceStep1,
      @Column(doc = "Price of the next 15 % more, over the price.", absent = "1", min = 1) double priceStep2,
      @Column(doc = "Price of the next 25 % more, over the price; nothing beyond.", absent = "1", min = 1) double priceStep3,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}

  @Table(file = "equipment_uses.csv", key = {"item", "technology"}, doc = "What a GW of new capacity takes of a kind of equipment.")
  public record Use(
      @Column(doc = "Kind of equipment.", ref = "equipment") String item,
      @Column(doc = "Technology, or `campus` for facility power of new AI load.") String technology,
      @Column(unit = "per_gw", doc = "Units of a GW.", min = 0) double units,
      @Column(unit = "years", doc = "Calendar years from delivery to the commercial date.", absent = "0", min = 0, max = 20) int lag) {}
}
