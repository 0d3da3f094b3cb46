package org.loadstar.adequacy;

import java.util.List;

/// The stores of a system over a sample year, and its reservoirs as stores of at most a day's water: giving more than scheduled now is
/// giving less when there is surplus.
///
/// ```
/// (1) 0 <= c_i <= E_i;   given <= min(O_i, efficiency c_i);   taken <= min(I_i, (E_i - c_i) / efficiency)
/// (2) reservoir: O = P - scheduled, I = scheduled - minimum, E = 24 mean, full at first
/// (3) load put off in hour h for the first time since all was made good: what is not made good by h + window is unserved, and nothing is owed then
/// ```
///
/// Units that are out take their share of power with them, not what they hold. (3) is the demand response of PRAS (v0.8), the end of the horizon
/// included: what is owed then is unserved too. So is its order: load is put off when stores give all they can, a debt that runs grows before a new one
/// begins, the longest time left first; it is made good before stores fill, the soonest due first.
final class Stores {
  private static final int DAY = 24;
  private static final double ROUNDING = 1e-9;
  /// Hours by which load is put off after stores and made good before them.
  private static final double OWED = 1e6;
  private final List<PowerSystem.Store> stores;
  private final List<PowerSystem.Reservoir> reservoirs;
  private final Outages outages;
  private final int n;
  private final double[] content;
  private final double[] give;
  private final double[] toGo;
  private final int[] zone;
  private final int[] order;
  private final double[][] up;
  private double[][] hydro = new double[0][];
  private boolean allFull;
  /// Hours left to make good what was put off, -1 where nothing is owed.
  private final int[] left;
  private boolean anyOwes;

  Stores(PowerSystem system, Outages outages) {
    stores = system.stores();
    reservoirs = system.reservoirs();
    this.outages = outages;
    n = stores.size() + reservoirs.size();
    content = new double[n];
    give = new double[n];
    toGo = new double[n];
    zone = new int[n];
    order = new int[n];
    up = new double[stores.size()][];
    left = new int[stores.size()];
    for (int i = 0; i < n; i++) {
      anyOwes |= i < up.length && stores.get(i).window() > 0;
      zone[i] = i < up.length ? stores.get(i).zone() : reservoirs.get(i - up.length).zone();
      if (i < up.length && stores.get(i).forced() > 0) up[i] = new double[system.hours()];
    }
  }

  void begin(int sample, double[][] schedule) {
    hydro = schedule;
    for (int i = 0; i < n; i++) {
      order[i] = i;
      if (i >= up.length) {
        content[i] = energy(i, 0);
        continue;
      }
      PowerSystem.Store s = stores.get(i);
      content[i] = s.initial() * s.energy();
      left[i] = -1;
      if (up[i] != null) outages.share(s.name(), s.count(), s.forced(), s.repairHours(), sample, up[i]);
    }
    allFull = false;
  }

  private double energy(int i, int h) {
    return i < up.length ? stores.get(i).energy() : DAY * reservoirs.get(i - up.length).mean().get(h);
  }

  private double available(int i, int h) {
    return up[i] == null ? 1 : up[i][h];
  }

  private double out(int i, int h) {
    if (i < up.length) {
      PowerSystem.Store s = stores.get(i);
      return Math.min(s.out() * available(i, h), s.efficiencyOut() * content[i]);
    }
    return Math.min(reservoirs.get(i - up.length).capacity() - hydro[i - up.length][h], content[i]);
  }

  private double in(int i, int h) {
    double room = Math.max(0, energy(i, h) - content[i]);
    if (i < up.length) {
      PowerSystem.Store s = stores.get(i);
      return Math.min(s.in() * available(i, h), room / s.efficiencyIn());
    }
    PowerSystem.Reservoir r = reservoirs.get(i - up.length);
    return Math.min(Math.max(0, hydro[i - up.length][h] - r.minimum() * r.mean().get(h)), room);
  }

  /// Whether every store holds all it can, so that a surplus changes nothing.
  boolean full(int h) {
    if (!allFull) return false;
    // A day's water changes with the month.
    for (int i = up.length; i < n; i++) if (content[i] < energy(i, h) * (1 - ROUNDING)) return false;
    return true;
  }

  private boolean putOff(int i) {
    return i < up.length && stores.get(i).window() > 0;
  }

  private double debt(int i) {
    PowerSystem.Store s = stores.get(i);
    double lacks = s.energy() - content[i];
    return lacks > ROUNDING * s.energy() ? lacks * s.efficiencyOut() : 0;
  }

  /// An hour passes for what is owed.
  void hour() {
    if (!anyOwes) return;
    for (int i = 0; i < left.length; i++) {
      PowerSystem.Store s = stores.get(i);
      if (s.window() == 0) continue;
      if (debt(i) == 0) left[i] = -1;
      else left[i] = left[i] < 0 ? s.window() - 1 : left[i] - 1;
    }
  }

  /// Adds to each zone what was put off and is not made good in time. (3)
  ///
  /// @param last whether the horizon ends
  /// @return MW added
  double overdue(boolean last, double[] lacks) {
    double sum = 0;
    if (!anyOwes) return sum;
    for (int i = 0; i < left.length; i++) {
      PowerSystem.Store s = stores.get(i);
      if (s.window() == 0 || left[i] != 0 && !last) continue;
      double debt = debt(i);
      lacks[s.zone()] += debt;
      sum += debt;
      content[i] = s.energy();
    }
    return sum;
  }

  /// Gives where it lacks: stores, the longest time to go first, then load that is put off, the longest time left of a debt first.
  ///
  /// @return MW given
  double give(int h, Transfers transfers, double[] lacks, double[] one) {
    for (int i = 0; i < n; i++) {
      give[i] = out(i, h);
      toGo[i] = putOff(i) ? left[i] - OWED : give[i] > 0 ? content[i] / give[i] : 0;
    }
    sort(-1);
    double sum = 0;
    double left = 0;
    for (double v : lacks) left += v;
    for (int i : order) {
      if (left <= Chronology.COUNTS) break;
      if (give[i] <= Transfers.NONE) continue;
      one[zone[i]] = give[i];
      double given = transfers.send(one, lacks);
      one[zone[i]] = 0;
      if (given == 0) continue;
      content[i] = Math.max(0, content[i] - given / (i < up.length ? stores.get(i).efficiencyOut() : 1));
      allFull = false;
      left -= given;
      sum += given;
    }
    return sum;
  }

  /// Fills stores from surplus: first what is owed, the soonest due first, then the emptiest.
  void fill(int h, Transfers transfers, double[] has, double[] one) {
    boolean full = true;
    boolean waiting = false;
    for (int i = 0; i < n; i++) {
      double most = energy(i, h);
      if (content[i] > most) content[i] = most;
      if (content[i] < most * (1 - ROUNDING)) {
        full = false;
        give[i] = in(i, h);
      } else {
        give[i] = 0;
      }
      if (give[i] <= 0) toGo[i] = Double.POSITIVE_INFINITY;
      else if (putOff(i)) toGo[i] = (left[i] < 0 ? stores.get(i).window() : left[i]) - OWED;
      else toGo[i] = content[i] / Math.max(Transfers.NONE, give[i]);
    }
    allFull = full;
    if (full) return;
    sort(1);
    for (int i : order) {
      if (give[i] <= Transfers.NONE) break;
      double taken = Math.min(give[i], has[zone[i]]);
      if (taken > 0) take(i, taken);
      has[zone[i]] -= taken;
      give[i] -= taken;
      waiting |= give[i] > Transfers.NONE;
    }
    if (!waiting) return;
    double most = 0;
    for (double v : has) most = Math.max(most, v);
    if (most <= Transfers.NONE) return;
    for (int i : order) {
      if (give[i] <= Transfers.NONE) continue;
      one[zone[i]] = give[i];
      double taken = transfers.send(has, one);
      one[zone[i]] = 0;
      if (taken > 0) take(i, taken);
    }
  }

  private void take(int i, double mw) {
    content[i] = Math.min(energyOf(i), content[i] + mw * (i < up.length ? stores.get(i).efficiencyIn() : 1));
  }

  private double energyOf(int i) {
    return i < up.length ? stores.get(i).energy() : Double.POSITIVE_INFINITY;
  }

  /// By time to go, up (1) or down (-1); equal ones by position. Insertion: the order of the hour before is nearly right.
  private void sort(int sign) {
    for (int k = 1; k < n; k++) {
      int i = order[k];
      int j = k;
      while (j > 0 && (sign * toGo[order[j - 1]] > sign * toGo[i] || toGo[order[j - 1]] == toGo[i] && order[j - 1] > i)) {
        order[j] = order[j - 1];
        j--;
      }
      order[j] = i;
    }
  }
}
