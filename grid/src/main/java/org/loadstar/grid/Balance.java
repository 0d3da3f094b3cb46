package org.loadstar.grid;

/// Makes generation meet demand in each part of a network.
///
/// A deficit is covered by generators in proportion to the room above them, up to `response` of their capacity; what is then missing is shed from
/// the demand of the part in proportion. A surplus is taken off the generators in proportion to what they may give up (down to their least
/// output, then to 0). One rule for the slack, losses of generators, islands and cascades.
final class Balance {
  private Balance() {}

  /// @param parts the parts
  /// @param output MW by generator, changed in place
  /// @param ceiling MW that each generator may reach
  /// @param demand MW by bus, changed in place
  /// @param fixed other injections by bus (DC lines)
  /// @return demand that was shed, MW
  static double settle(Grid grid, Parts parts, double[] output, double[] ceiling, double[] demand, double[] fixed) {
    int n = parts.count();
    double[] lack = new double[n];
    double[] room = new double[n];
    double[] down = new double[n];
    double[] gross = new double[n];
    double[] load = new double[n];
    for (int i = 0; i < demand.length; i++) {
      int k = parts.of()[i];
      lack[k] += demand[i] - fixed[i];
      load[k] += Math.max(0, demand[i]);
    }
    for (int g = 0; g < output.length; g++) {
      Grid.Generator unit = grid.generators().get(g);
      int k = parts.of()[unit.bus()];
      lack[k] -= output[g];
      room[k] += Math.max(0, ceiling[g] - output[g]);
      down[k] += give(unit, output[g]);
      gross[k] += Math.max(0, output[g]);
    }
    double shed = 0;
    double[] cut = new double[n];
    for (int k = 0; k < n; k++)
      if (lack[k] > room[k]) {
        double missing = Math.min(lack[k] - room[k], load[k]);
        shed += missing;
        cut[k] = load[k] > 0 ? missing / load[k] : 0;
      }
    for (int g = 0; g < output.length; g++) {
      Grid.Generator unit = grid.generators().get(g);
      int k = parts.of()[unit.bus()];
      double s = lack[k];
      if (s > 0 && room[k] > 0) output[g] += Math.max(0, ceiling[g] - output[g]) * Math.min(1, s / room[k]);
      else if (s < 0 && -s <= down[k]) output[g] += give(unit, output[g]) * (s / down[k]);
      else if (s < 0 && output[g] > 0) output[g] *= Math.max(0, 1 + s / gross[k]);
    }
    for (int i = 0; i < demand.length; i++) {
      int k = parts.of()[i];
      if (cut[k] > 0 && demand[i] > 0) demand[i] -= demand[i] * cut[k];
    }
    return shed;
  }

  private static double give(Grid.Generator unit, double output) {
    return Math.max(0, output - Math.max(0, unit.pMin()));
  }
}
