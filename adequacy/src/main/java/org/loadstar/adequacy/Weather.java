package org.loadstar.adequacy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What units, stores and ties have to serve in each hour, by days that the weather is moved against the demand. Safe for many threads.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | s | days | the weather is moved later by s days, around the year |
/// | H_z,h | MW | scheduled hydro of reservoirs |
///
/// ```
/// (1) need_z,h = D_z,h - W_z,(h - 24 s) - F_z,h - H_z,h
/// (2) H = min(P, max(minimum, L - lambda)), L the need without it, lambda such that the week's water is used
/// ```
///
/// (2) shaves the peaks of the week in the reservoir's own zone: a schedule that an operator makes with a forecast of the week.
final class Weather {
  private static final int WEEK = 168;
  private static final int BISECTIONS = 60;
  private final PowerSystem system;
  private final Map<Integer, Drawn> drawn = new ConcurrentHashMap<>();

  /// @param need by zone and hour, MW
  /// @param hydro schedule by reservoir and hour, MW
  record Drawn(double[][] need, double[][] hydro) {}

  Weather(PowerSystem system) {
    this.system = system;
  }

  Drawn moved(int days) {
    return drawn.computeIfAbsent(days, this::compute);
  }

  private Drawn compute(int days) {
    int hours = system.hours();
    int zones = system.zones().size();
    double[][] need = new double[zones][hours];
    for (int z = 0; z < zones; z++) {
      double[] d = system.load(z);
      double[] w = system.weather(z);
      double[] f = system.fixed(z);
      for (int h = 0; h < hours; h++) need[z][h] = d[h] - w[Math.floorMod(h - 24 * days, hours)] - f[h]; // (1)
    }
    List<PowerSystem.Reservoir> reservoirs = system.reservoirs();
    double[][] hydro = new double[reservoirs.size()][hours];
    for (int r = 0; r < hydro.length; r++) {
      schedule(reservoirs.get(r), need[reservoirs.get(r).zone()], hydro[r]);
      for (int h = 0; h < hours; h++) need[reservoirs.get(r).zone()][h] -= hydro[r][h];
    }
    return new Drawn(need, hydro);
  }

  private void schedule(PowerSystem.Reservoir r, double[] need, double[] out) { // (2)
    for (int first = 0; first < out.length; first += WEEK) {
      int end = Math.min(out.length, first + WEEK);
      double water = 0;
      double lo = Double.POSITIVE_INFINITY;
      double hi = Double.NEGATIVE_INFINITY;
      for (int h = first; h < end; h++) {
        water += r.mean().get(h);
        lo = Math.min(lo, need[h] - r.capacity());
        hi = Math.max(hi, need[h]);
      }
      for (int k = 0; k < BISECTIONS; k++) {
        double lambda = (lo + hi) / 2;
        double used = 0;
        for (int h = first; h < end; h++) used += output(r, h, need[h] - lambda);
        if (used > water) lo = lambda;
        else hi = lambda;
      }
      for (int h = first; h < end; h++) out[h] = output(r, h, need[h] - hi);
    }
  }

  private static double output(PowerSystem.Reservoir r, int h, double wanted) {
    return Math.min(r.capacity(), Math.max(r.minimum() * r.mean().get(h), wanted));
  }
}
