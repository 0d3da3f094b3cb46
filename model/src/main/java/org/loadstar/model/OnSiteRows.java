package org.loadstar.model;

/// Rows of the table of plants on the sites of campuses.
public final class OnSiteRows {
  private OnSiteRows() {}

  @Table(file = "onsite.csv", key = {"campus", "zone", "technology"},
      doc = "Plants and storage that may be built on the sites of campuses; what they feed alone needs no grid connection. Without rows sites are fed by the grid."
          + " Months count from 2026-01-01.")
  public record Plant(
      @Column(doc = "Site; empty: every site of the zone without a row of its own for the technology.", absent = "", ref = "campuses") String campus,
      @Column(doc = "Zone; empty: the site's, or every zone.", absent = "", ref = "zones") String zone,
      @Column(doc = "Thermal, variable or storage technology, with its costs, heat rate, fuel and efficiency.", ref = "technologies") String technology,
      @Column(unit = "mw", doc = "Largest new capacity on a site; inf for no limit.", absent = "inf", min = 0, infinite = true) double most,
      @Column(doc = "The same over the facility power of the site at full build.", absent = "inf", min = 0, infinite = true) double mostShare,
      @Column(unit = "mw", doc = "Capacity of a thermal plant that stands on the site without further capex, deliveries or decision.", absent = "0", min = 0)
          double committed,
      @Column(doc = "Months until the committed capacity runs.", absent = "0", min = 0, max = 600) double committedMonths,
      @Column(doc = "Months until new capacity runs.", min = 0, max = 600) double months,
      @Column(doc = "Capacity of thermal plants and storage held beyond the load that is fed, over that load (units out of service).", absent = "0.2", min = 0,
              max = 3)
          double spare,
      @Column(doc = "1 when the output may exceed what stands on the sites.", absent = "0") boolean export,
      @Column(unit = "h", doc = "Least energy over power of storage.", absent = "0", min = 0) double minDuration,
      @Column(unit = "h", doc = "Largest energy over power of storage.", absent = "inf", min = 0) double maxDuration,
      @Column(doc = "Round-trip efficiency of storage; empty: the technology's.", absent = "NaN", min = 0.05, max = 1) double roundTripEfficiency,
      @Column(
              doc = "Hourly capacity factors `FILE/COLUMN` of a variable plant; empty: those of the zone's first cluster of the technology that may grow.",
              absent = "")
          String profile,
      @Column(doc = "Mean capacity factor to which the profile is reshaped; empty: as it is.", absent = "NaN", min = 0, max = 1) double profileMean,
      @Column(doc = "Multiplies the technology's capex (region).", absent = "1", min = 0) double capexMultiplier,
      @Column(unit = "usd_per_kw", doc = "Added to capex (fuel line, site).", absent = "0", min = 0, money = true) double capexAdder,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {
    /// True when the row speaks of a site.
    boolean names(CampusRows.Site c) {
      return (campus.isEmpty() || campus.equals(c.campus())) && (zone.isEmpty() || zone.equals(c.zone()));
    }

    /// How closely the row names a site.
    int rank() {
      return campus.isEmpty() ? zone.isEmpty() ? 0 : 1 : 2;
    }
  }
}
