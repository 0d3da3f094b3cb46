package org.loadstar.adequacy;

import java.util.Arrays;
import java.util.List;

/// Runs one sample year hour by hour. Rules look at the hour and at what stores hold, never ahead.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | s_z | MW | what a zone has beyond its own need; below 0 it lacks |
/// | c_i, o_i | MWh, MW | content of a store; largest power it can give now |
///
/// ```
/// (1) s_z = available units - need - error x load - flat load added
/// (2) zones that have more give to zones that lack, within the ties
/// (3) stores give where it still lacks, the longest time to go c_i / o_i first; then load is put off
/// (4) interruptible load goes without, within its budget and its largest event; what lacks then is unserved
/// (5) surplus that is left makes good what was put off, then fills stores, the shortest time to go first, its own zone's before others'
/// (6) load that was put off and is not made good within its window is unserved
/// ```
///
/// (3) is the order that leaves the least energy unserved in one area without a forecast (Evans, Tindemans & Angeli 2019). The year begins
/// with stores as given and with the whole budget of interruptions.
final class Chronology {
  /// Unserved power from which an hour counts, MW.
  static final double COUNTS = 1e-3;

  private static final int DAY = 24;
  private final PowerSystem system;
  private final Weather weather;
  private final Options options;
  private final Outages outages;
  private final Transfers transfers;
  private final Draws draws = new Draws();
  private final Stores stores;
  private final Interruptions interruptions;
  private final double[][] ties;
  private final double[] has;
  private final double[] lacks;
  private final double[] one;
  private final double[] flat;
  private boolean anyTieFails;

  /// @param flat load added to each hour of a zone, MW
  Chronology(PowerSystem system, Weather weather, double[] flat, Options options) {
    this.system = system;
    this.weather = weather;
    this.options = options;
    this.flat = flat;
    int zones = system.zones().size();
    outages = new Outages(system, options.seed());
    transfers = new Transfers(zones, system.ties());
    stores = new Stores(system, outages);
    interruptions = new Interruptions(system);
    ties = new double[system.ties().size()][];
    for (int l = 0; l < ties.length; l++) {
      if (system.ties().get(l).forced() == 0) continue;
      ties[l] = new double[system.hours()];
      anyTieFails = true;
    }
    has = new double[zones];
    lacks = new double[zones];
    one = new double[zones];
  }

  /// Draws and runs a sample, and counts it.
  void year(int sample, Tally tally) {
    outages.draw(sample);
    draws.start(options.seed(), sample, Draws.key("weather", 0));
    int most = options.shiftDays();
    int days = most == 0 ? 0 : (int) Math.floor(draws.uniform() * (2 * most + 1)) - most;
    double error = options.loadError() == 0 ? 0 : options.loadError() * draws.normal();
    Weather.Drawn drawn = weather.moved(days);
    stores.begin(sample, drawn.hydro());
    interruptions.begin();
    if (anyTieFails)
      for (int l = 0; l < ties.length; l++) {
        PowerSystem.Tie t = system.ties().get(l);
        if (ties[l] != null) outages.share(t.name(), 1, t.forced(), t.repairHours(), sample, ties[l]);
      }
    tally.begin(sample);
    for (int h = 0; h < system.hours(); h++) {
      boolean shortage = balance(h, drawn.need(), error);
      if (!shortage && stores.full(h)) continue;
      limits(h);
      stores.hour();
      double left = 0;
      if (shortage) {
        transfers.send(has, lacks); // (2)
        left = sum(lacks);
        if (left > COUNTS) left -= stores.give(h, transfers, lacks, one); // (3)
        if (left > COUNTS) interruptions.interrupt(h, transfers, lacks, one); // (4)
        left = sum(lacks);
      }
      interruptions.next(h);
      stores.fill(h, transfers, has, one); // (5)
      left += stores.overdue(h == system.hours() - 1, lacks); // (6)
      if (left > COUNTS) tally.count(h, lacks, left);
    }
  }

  private boolean balance(int h, double[][] need, double error) { // (1)
    boolean shortage = false;
    for (int z = 0; z < has.length; z++) {
      double s = outages.available(z, h) - need[z][h] - flat[z];
      if (error != 0) s -= error * system.load(z)[h];
      has[z] = s > 0 ? s : 0;
      lacks[z] = s < 0 ? -s : 0;
      if (lacks[z] > COUNTS) shortage = true;
    }
    return shortage;
  }

  private void limits(int h) {
    List<PowerSystem.Tie> all = system.ties();
    for (int l = 0; l < ties.length; l++) {
      double share = ties[l] == null ? 1 : ties[l][h];
      transfers.limit(l, share * all.get(l).forward(), share * all.get(l).reverse());
    }
  }

  private static double sum(double[] v) {
    double s = 0;
    for (double x : v) s += x;
    return s;
  }

  /// Interruptible load of a year.
  private static final class Interruptions {
    private final List<PowerSystem.Interruptible> all;
    private final double[] budget;
    private final double[][] last;
    private final double[] day;
    private final double[] now;
    private int since = Integer.MIN_VALUE;

    Interruptions(PowerSystem system) {
      all = system.interruptibles();
      budget = new double[all.size()];
      last = new double[all.size()][DAY];
      day = new double[all.size()];
      now = new double[all.size()];
    }

    void begin() {
      for (int i = 0; i < budget.length; i++) budget[i] = all.get(i).budget();
      for (double[] l : last) Arrays.fill(l, 0);
      Arrays.fill(day, 0);
      Arrays.fill(now, 0);
      since = Integer.MIN_VALUE;
    }

    void interrupt(int h, Transfers transfers, double[] lacks, double[] one) {
      forget(h);
      for (int i = 0; i < budget.length; i++) {
        PowerSystem.Interruptible q = all.get(i);
        double most = Math.min(q.power().get(h), Math.min(budget[i], q.day() - day[i]));
        if (most <= Transfers.NONE) continue;
        one[q.zone()] = most;
        now[i] = transfers.send(one, lacks);
        one[q.zone()] = 0;
        budget[i] -= now[i];
      }
    }

    /// Drops from the last 24 hours what is older, hours without a shortage included.
    private void forget(int h) {
      int from = since == Integer.MIN_VALUE ? h : Math.max(since + 1, h - DAY + 1);
      for (int t = from; t <= h; t++)
        for (int i = 0; i < day.length; i++) {
          day[i] -= last[i][t % DAY];
          last[i][t % DAY] = 0;
        }
      if (since != Integer.MIN_VALUE && h - since >= DAY) Arrays.fill(day, 0);
      since = h;
    }

    void next(int h) {
      if (since != h) return;
      for (int i = 0; i < now.length; i++) {
        last[i][h % DAY] = now[i];
        day[i] += now[i];
        now[i] = 0;
      }
    }
  }
}
