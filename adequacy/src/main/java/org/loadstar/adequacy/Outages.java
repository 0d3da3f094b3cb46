package org.loadstar.adequacy;

import java.util.List;

/// Draws the outages of a sample year: every unit is up or down, with exponential times between (two-state Markov process).
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | q | 1 | forced outage rate |
/// | r, m | h | mean time to repair; mean time to failure, r (1 - q) / q |
/// | C_z,h | MW | capacity of the units of z that are up at the beginning of hour h |
/// | P_z,h | MW | the same, each unit times its share of planned outages |
///
/// ```
/// (1) up at hour 0 with probability 1 - q; time up ~ exp(m), time down ~ exp(r)
/// (2) available in hour h = C_z,h - k_z,h P_z,h
/// (3) in a cold spell a unit that is up is lost for the spell with probability min(1, f q) - q over 1 - q, f its cold factor
/// ```
///
/// (1) starts in the stationary distribution, so the share of units that are down is q in every hour, exactly, and the distribution of an
/// hour is the convolution of its units (Billinton & Allan 1996, section 2.2). Sums are of whole kW, exact in any order.
final class Outages {
  private static final double KW = 1000;
  private final PowerSystem system;
  private final long seed;
  private final List<PowerSystem.Units> units;
  private final Draws draws = new Draws();
  private final int[][] up;
  private final int[][] planned;
  private final boolean[] plans;
  private int[] from = new int[64];
  private int[] to = new int[64];
  private int count;

  Outages(PowerSystem system, long seed) {
    this.system = system;
    this.seed = seed;
    units = system.units();
    int zones = system.zones().size();
    up = new int[zones][system.hours() + 1];
    planned = new int[zones][system.hours() + 1];
    plans = new boolean[zones];
    for (PowerSystem.Units u : units) if (u.planned() > 0) plans[u.zone()] = true;
  }

  /// Draws a sample; [#available] then tells what it gave.
  void draw(int sample) {
    for (int z = 0; z < up.length; z++) {
      java.util.Arrays.fill(up[z], 0);
      java.util.Arrays.fill(planned[z], 0);
    }
    for (PowerSystem.Units u : units) {
      int kw = (int) Math.round(u.mw() * KW);
      int weighted = (int) Math.round(u.mw() * u.planned() * KW);
      int[] c = up[u.zone()];
      int[] p = planned[u.zone()];
      c[0] += kw * u.count();
      p[0] += weighted * u.count();
      if (u.forced() == 0) continue;
      boolean[] spells = u.coldFactor() > 1 ? system.cold(u.zone()) : null;
      for (int k = 0; k < u.count(); k++) {
        outages(draws.start(seed, sample, Draws.key(u.name(), k)), u.forced(), u.repairHours());
        if (spells != null) cold(spells, Math.min(1, u.coldFactor() * u.forced()), u.forced());
        for (int i = 0; i < count; i++) {
          c[from[i]] -= kw;
          c[to[i]] += kw;
          p[from[i]] -= weighted;
          p[to[i]] += weighted;
        }
      }
    }
    for (int z = 0; z < up.length; z++) {
      accumulate(up[z]);
      if (plans[z]) accumulate(planned[z]);
    }
  }

  private static void accumulate(int[] differences) {
    for (int h = 1; h < differences.length; h++) differences[h] += differences[h - 1];
  }

  /// Available capacity of the units of a zone in an hour, MW. // (2)
  double available(int z, int h) {
    double mw = up[z][h];
    if (plans[z]) mw -= system.maintenance(z)[h] * planned[z][h];
    return mw / KW;
  }

  /// Share of the units of a store or tie that are up, by hour. // (1)
  void share(String name, int members, double forced, double repair, int sample, double[] share) {
    java.util.Arrays.fill(share, 1);
    for (int k = 0; k < members; k++) {
      outages(draws.start(seed, sample, Draws.key(name, k)), forced, repair);
      for (int i = 0; i < count; i++) for (int h = from[i]; h < to[i]; h++) share[h] -= 1.0 / members;
    }
    for (int h = 0; h < share.length; h++) if (share[h] < 1e-9) share[h] = 0;
  }

  /// Down times of one unit as hours `[from, to)`, in order.
  private void outages(Draws d, double forced, double repair) { // (1)
    count = 0;
    int end = system.hours();
    double failure = repair * (1 - forced) / forced;
    boolean down = d.uniform() < forced;
    double t = down ? 0 : d.exponential(failure);
    while (t < end) {
      double back = t + d.exponential(repair);
      int first = (int) Math.ceil(t);
      int last = back < end ? (int) Math.ceil(back) : end;
      if (first < last) down(first, last);
      t = back + d.exponential(failure);
    }
  }

  private void down(int first, int last) {
    if (count == from.length) {
      from = java.util.Arrays.copyOf(from, 2 * count);
      to = java.util.Arrays.copyOf(to, 2 * count);
    }
    from[count] = first;
    to[count++] = last;
  }

  /// Adds the spells in which the unit is lost, and keeps down times in order and apart. // (3)
  private void cold(boolean[] spells, double rate, double forced) {
    double p = (rate - forced) / (1 - forced);
    int n = count;
    for (int h = 0; h < spells.length; h++) {
      if (!spells[h] || h > 0 && spells[h - 1]) continue;
      int end = h;
      while (end < spells.length && spells[end]) end++;
      if (draws.uniform() < p) down(h, end);
    }
    if (count > n) merge();
  }

  private void merge() {
    for (int i = 1; i < count; i++)
      for (int j = i; j > 0 && from[j] < from[j - 1]; j--) {
        int f = from[j];
        from[j] = from[j - 1];
        from[j - 1] = f;
        int t = to[j];
        to[j] = to[j - 1];
        to[j - 1] = t;
      }
    int kept = 0;
    for (int i = 1; i < count; i++) {
      if (from[i] <= to[kept]) to[kept] = Math.max(to[kept], to[i]);
      else {
        kept++;
        from[kept] = from[i];
        to[kept] = to[i];
      }
    }
    count = kept + 1;
  }
}
