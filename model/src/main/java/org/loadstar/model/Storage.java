package org.loadstar.model;

/// Storage with separate power and energy, cyclic in each period or linked over the year.
public final class Storage {
  private Storage() {}

  @Table(file = "storages.csv", key = "storage", doc = "Storage of one zone and technology.")
  public record Row(
      @Column(doc = "Key of the storage.") String storage,
      @Column(doc = "Zone.", ref = "zones") String zone,
      @Column(doc = "Technology.", ref = "technologies") String technology,
      @Column(unit = "mw", doc = "Power standing before the first stage.", absent = "0", min = 0) double existing,
      @Column(unit = "mwh", doc = "Energy standing before the first stage.", absent = "0", min = 0) double existingEnergy,
      @Column(unit = "mw", doc = "Largest new power over all stages.", absent = "0", min = 0) double maxNew,
      @Column(doc = "First commercial year of new capacity; 0: the technology's.", absent = "0", min = 0, max = 2200)
          int earliestYear,
      @Column(unit = "h", doc = "Least energy over power of new capacity.", absent = "0", min = 0) double minDuration,
      @Column(unit = "h", doc = "Largest energy over power of new capacity.", absent = "inf", min = 0) double maxDuration,
      @Column(doc = "Round-trip efficiency; empty: the technology's.", absent = "NaN", min = 0.05, max = 1)
          double roundTripEfficiency,
      @Column(doc = "Share of the level lost per hour.", absent = "0", min = 0, max = 1) double standingLoss,
      @Column(doc = "1: level linked over the year; 0: cyclic in each period.", absent = "0") boolean linked,
      @Column(doc = "Multiplies the technology's capex (region).", absent = "1", min = 0) double capexMultiplier,
      @Column(unit = "usd_per_kw", doc = "Added to capex (connection, site).", absent = "0", min = 0, money = true)
          double capexAdder,
      @Column(unit = "usd_per_kw_yr", doc = "Fixed O&M of power; empty: the technology's.", absent = "NaN", money = true)
          double fom,
      @Column(unit = "usd_per_mwh", doc = "Variable O&M of discharge; empty: the technology's.", absent = "NaN", money = true)
          double vom,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}
}
