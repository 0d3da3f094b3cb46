package org.loadstar.model;

/// Trade with a market outside the zones: annual energy within limits, or a price.
public final class Neighbour {
  private Neighbour() {}

  @Table(file = "neighbours.csv", key = "neighbour", doc = "A border with a market outside the zones.")
  public record Row(
      @Column(doc = "Key of the border.") String neighbour,
      @Column(doc = "Home zone.", ref = "zones") String zone,
      @Column(doc = "ISO code of the country.") String country,
      @Column(unit = "mw", doc = "Import limit.", min = 0) double importLimit,
      @Column(unit = "mw", doc = "Export limit.", min = 0) double exportLimit,
      @Column(unit = "usd_per_mwh", doc = "Price of trade; empty: annual energies of neighbour_energy.csv.", absent = "NaN", min = 0, money = true)
          double price,
      @Column(unit = "usd_per_mwh", doc = "Hurdle rate on imports and exports.", absent = "0", min = 0, money = true)
          double hurdle,
      @Column(unit = "mw", doc = "Imports counted firm in the reserve margin.", absent = "0", min = 0) double firm,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}

  @Table(file = "neighbour_energy.csv", key = {"neighbour", "year"}, doc = "Annual trade; years between are interpolated, outside held.")
  public record Energy(
      @Column(doc = "Border.", ref = "neighbours") String neighbour,
      @Column(doc = "Calendar year.", min = 1990, max = 2200) int year,
      @Column(unit = "twh", doc = "Annual imports.", min = 0) double imported,
      @Column(unit = "twh", doc = "Annual exports.", min = 0) double exported) {}
}
