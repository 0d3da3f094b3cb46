package org.loadstar.adequacy;

import java.util.List;
import java.util.SortedMap;

/// What a Monte Carlo run found.
///
/// @param all of all zones together
/// @param byZone by zone
/// @param byGroup by group of zones
/// @param samples sample years drawn
/// @param hourly expected unserved energy of each hour of the year, MWh
/// @param years unserved energy of each sample year, MWh, in the order drawn
/// @param converged the relative error asked for was reached
/// @param stopped ended by its limit of time or by the user
/// @param seconds wall time
public record Assessment(
    Risk all, SortedMap<String, Risk> byZone, SortedMap<String, Risk> byGroup, int samples, List<Double> hourly, List<Double> years, boolean converged,
    boolean stopped, double seconds) {

  /// @param loleDays days with a shortage in a year
  /// @param lolh hours with a shortage in a year
  /// @param eue unserved energy in a year, MWh
  /// @param neue the same over the energy of the load, millionths
  public record Risk(Estimate loleDays, Estimate lolh, Estimate eue, Estimate neue) {}
}
