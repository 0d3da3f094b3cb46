package org.loadstar.model;

/// Rows of the tables that say in what units capacity stands and how long a failure lasts, for adequacy. A plan does not read them.
public final class OutageRows {
  private OutageRows() {}

  @Table(file = "outages.csv", key = "technology", doc = "Units of a technology and their repair, for adequacy; a technology without a row has the defaults.")
  public record Technology(
      @Column(doc = "Technology.", ref = "technologies") String technology,
      @Column(unit = "mw", doc = "Size of a unit of capacity that has no count of units.", absent = "200", min = 0.1) double unit,
      @Column(doc = "Forced outage rate; empty: the technology's.", absent = "NaN", min = 0, max = 0.95) double forcedOutage,
      @Column(unit = "hours", doc = "Mean time to repair.", absent = "48", min = 0.01) double repair,
      @Column(doc = "Forced outage rate in cold spells over the usual one; used only when it is asked for.", absent = "1", min = 1, max = 20)
          double coldFactor) {
    /// What a technology without a row has.
    public static Technology absent(String technology) {
      return new Technology(technology, 200, Double.NaN, 48, 1);
    }
  }

  @Table(file = "units.csv", key = "cluster", doc = "Units in which the capacity of a cluster stood before the first stage, for adequacy.")
  public record Cluster(
      @Column(doc = "Cluster or storage.", ref = "generators|storages|hydro") String cluster,
      @Column(doc = "Number of units.", min = 1) int units) {}
}
