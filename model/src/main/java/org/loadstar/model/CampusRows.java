package org.loadstar.model;

/// Rows of the tables of campuses.
public final class CampusRows {
  private CampusRows() {}

  @Table(file = "campuses.csv", key = "campus", doc = "A candidate site of AI load; months count from 2026-01-01.")
  public record Site(
      @Column(doc = "Key of the site.") String campus,
      @Column(doc = "Name for people.") String name,
      @Column(doc = "Zone; empty for a site in a country outside the zones.", absent = "", ref = "zones") String zone,
      @Column(doc = "Country outside the zones; empty for a site in a zone.", absent = "", ref = "countries") String country,
      @Column(doc = "announced, generic or allied.", absent = "generic") String kind,
      @Column(unit = "deg", doc = "Latitude.", absent = "NaN", min = -90, max = 90) double latitude,
      @Column(unit = "deg", doc = "Longitude.", absent = "NaN", min = -180, max = 180) double longitude,
      @Column(unit = "mw", doc = "IT power at full build.", min = 0) double maxIt,
      @Column(unit = "mw", doc = "IT power of a module; empty or 0: the whole site is one module.", absent = "NaN", min = 0) double module,
      @Column(unit = "months", doc = "Queue of a firm grid connection.", min = 0, max = 600) double queue,
      @Column(
              unit = "months",
              doc = "Queue of an interruptible grid connection; empty: none is offered.",
              absent = "NaN",
              min = 0,
              max = 600)
          double queueInterruptible,
      @Column(unit = "months", doc = "Permits.", min = 0, max = 600) double permit,
      @Column(unit = "months", doc = "Construction.", min = 0, max = 600) double construction,
      @Column(unit = "months", doc = "Delivery of equipment.", min = 0, max = 600) double equipment,
      @Column(doc = "Standard deviation of the logarithm of the queue's duration.", absent = "0", min = 0, max = 3) double queueSigma,
      @Column(doc = "The same of the permit's.", absent = "0", min = 0, max = 3) double permitSigma,
      @Column(doc = "The same of the construction's.", absent = "0", min = 0, max = 3) double constructionSigma,
      @Column(doc = "The same of the equipment's.", absent = "0", min = 0, max = 3) double equipmentSigma,
      @Column(doc = "Probability that the site is ever energised.", absent = "1", min = 0, max = 1) double completion,
      @Column(unit = "mw_per_year", doc = "Largest IT power energised in a calendar year.", absent = "inf", min = 0, infinite = true)
          double ramp,
      @Column(unit = "mw", doc = "Largest power drawn from the grid; inf for all that stands.", absent = "inf", min = 0, infinite = true) double connection,
      @Column(doc = "free, build (all of it as soon as it can be) or forbid.", absent = "free") Pin pin,
      @Column(unit = "usd_per_w", doc = "Capex of land and shell, per IT W.", absent = "0", min = 0, money = true) double capexShell,
      @Column(unit = "usd_per_w", doc = "Capex of power and cooling, per IT W.", absent = "0", min = 0, money = true) double capexPower,
      @Column(unit = "usd_per_w", doc = "Capex of chips and network, per IT W.", absent = "0", min = 0, money = true) double capexChips,
      @Column(doc = "Mean power usage effectiveness.", absent = "1.1", min = 1, max = 3) double pue,
      @Column(unit = "ms", doc = "Round trip to the nearest metro.", absent = "0", min = 0) double latency,
      @Column(doc = "What supplies it on its site, for people.", absent = "") String onSite,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {
    /// IT power of a module, MW: the whole site where the row has none or 0.
    public double moduleOrAll() {
      return Double.isNaN(module) || module <= 0 ? maxIt : module;
    }
  }

  /// A decision on a site that is not left to the plan.
  public enum Pin {
    FREE,
    BUILD,
    FORBID
  }

  @Table(file = "pue.csv", key = {"zone", "month"}, doc = "Power usage effectiveness by month; empty: the sites' mean.")
  public record Pue(
      @Column(doc = "Zone.", ref = "zones") String zone,
      @Column(doc = "Month, 1 to 12 (UTC).", min = 1, max = 12) int month,
      @Column(doc = "Facility power over IT power.", min = 1, max = 3) double pue) {}
}
