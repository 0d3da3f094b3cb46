package org.loadstar.model;

/// Transfer capacity between two zones (transport model with losses), expandable.
public final class Line {
  private Line() {}

  @Table(file = "lines.csv", key = "line", doc = "Transfer capacity between two zones.")
  public record Row(
      @Column(doc = "Key of the line.") String line,
      @Column(doc = "Sending zone of the forward direction.", ref = "zones") String fromZone,
      @Column(doc = "Receiving zone of the forward direction.", ref = "zones") String toZone,
      @Column(doc = "ac, hvdc, b2b.", absent = "ac") String type,
      @Column(unit = "mw", doc = "Limit from first to second zone.", min = 0) double forward,
      @Column(unit = "mw", doc = "Limit from second to first zone.", min = 0) double reverse,
      @Column(doc = "First calendar year in service; 0: standing.", absent = "0", min = 0, max = 2200) int firstYear,
      @Column(doc = "Share of the flow lost.", absent = "0", min = 0, max = 0.5) double loss,
      @Column(unit = "usd_per_mwh", doc = "Hurdle rate.", absent = "0", min = 0, money = true) double hurdle,
      @Column(unit = "mw", doc = "Largest expansion (both directions).", absent = "0", min = 0) double maxNew,
      @Column(unit = "usd_per_kw", doc = "Capex of expansion.", absent = "0", min = 0, money = true) double capex,
      @Column(unit = "years", doc = "Financing term.", absent = "40", min = 1, max = 100) int financing,
      @Column(doc = "First calendar year of expansion.", absent = "0", min = 0, max = 2200) int earliestYear,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}
}
