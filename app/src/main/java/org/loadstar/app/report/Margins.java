package org.loadstar.app.report;

import java.util.List;
import java.util.Map;

/// The reserve margins of one year that a plan misses.
///
/// @param all margins, one for each region and season
/// @param missed margins that lack more than half a MW
/// @param season the season that lacks most in sum
/// @param gw what all regions together lack in that season, GW
record Margins(int all, int missed, String season, double gw) {
  private static final double LEAST_MW = 0.5;

  /// @param reserve rows of the table `reserve` of one grid and year
  static Margins of(Rows reserve) {
    Rows lacking = reserve.where(r -> reserve.number(r, "shortfall_mw") > LEAST_MW);
    Map<String, Double> seasons = lacking.by("season", "shortfall_mw");
    List<String> order = Rows.falling(seasons);
    String worst = order.isEmpty() ? "" : order.getFirst();
    return new Margins(
        reserve.count(), lacking.count(), worst, seasons.getOrDefault(worst, 0.0) / 1e3);
  }

  /// What the reader must know, empty when every margin is met or none is asked for.
  ///
  /// @param without the margins of the twin without new AI load
  String caution(int year, Margins without) {
    if (missed == 0) return "";
    return missed
        + " of "
        + all
        + " reserve margins (region and season) "
        + words(year)
        + "; without new AI load"
        + (without.all == 0
            ? ": no twin in this run."
            : without.missed == 0
                ? " none is missed."
                : " " + without.missed + " " + without.words(0) + ".");
  }

  private String words(int year) {
    return (missed == 1 ? "is" : "are")
        + " missed"
        + (year > 0 ? " in " + year : "")
        + ", by "
        + Figures.power(gw * 1e3)
        + " in sum"
        + (season.isEmpty() ? "" : " in the " + season);
  }
}
