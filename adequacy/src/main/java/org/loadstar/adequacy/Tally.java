package org.loadstar.adequacy;

import java.util.Arrays;
import java.util.List;

/// Counts of a few sample years: days and hours with a shortage and energy unserved, of each zone, each group of zones, and all together.
///
/// A day or hour of a group counts once however many of its zones are short. Days are local days of the zone, of the middle of the zones for
/// groups and the whole; a horizon of whole days is a ring, so that the local day over its ends is one.
final class Tally {
  static final int DAYS = 0;
  static final int HOURS = 1;
  static final int ENERGY = 2;

  private static final int DAY = 24;
  private final int zones;
  private final int[] group;
  private final int[] offset;
  private final double[][][] year;
  private final double[] hourly;
  private final int first;
  private final int hours;
  private final int[] day;
  /// Whether the local day of the first hour has counted.
  private final boolean[] opened;
  private final double[] part;
  private int now;

  /// @param first number of the first sample counted here
  /// @param samples how many
  Tally(PowerSystem system, List<String> groups, int first, int samples) {
    zones = system.zones().size();
    this.first = first;
    int scopes = zones + groups.size() + 1;
    group = system.zones().stream().mapToInt(z -> groups.indexOf(z.group())).toArray();
    offset = new int[scopes];
    for (int z = 0; z < zones; z++) offset[z] = system.zones().get(z).utcOffset();
    for (int g = 0; g < groups.size(); g++) {
      String name = groups.get(g);
      offset[zones + g] = middle(system.zones().stream().filter(z -> z.group().equals(name)).toList());
    }
    offset[scopes - 1] = middle(system.zones());
    year = new double[samples][3][scopes];
    hourly = new double[system.hours()];
    hours = system.hours();
    day = new int[scopes];
    opened = new boolean[scopes];
    part = new double[groups.size()];
  }

  private static int middle(List<PowerSystem.Zone> zones) {
    return (int) Math.round(zones.stream().mapToInt(PowerSystem.Zone::utcOffset).average().orElse(0));
  }

  void begin(int sample) {
    now = sample - first;
    Arrays.fill(day, Integer.MIN_VALUE);
    Arrays.fill(opened, false);
  }

  /// Counts an hour in which `total` MW are unserved.
  void count(int h, double[] unserved, double total) {
    hourly[h] += total;
    Arrays.fill(part, 0);
    for (int z = 0; z < zones; z++) {
      if (unserved[z] <= 0) continue;
      part[group[z]] += unserved[z];
      count(z, h, unserved[z]);
    }
    for (int g = 0; g < part.length; g++) count(zones + g, h, part[g]);
    count(zones + part.length, h, total);
  }

  private void count(int scope, int h, double mw) {
    if (mw <= Chronology.COUNTS) return;
    year[now][ENERGY][scope] += mw;
    year[now][HOURS][scope]++;
    int local = day(scope, h);
    if (local == day[scope]) return;
    day[scope] = local;
    if (local == day(scope, 0)) {
      if (opened[scope]) return;
      opened[scope] = true;
    }
    year[now][DAYS][scope]++;
  }

  private int day(int scope, int h) {
    return hours % DAY == 0 ? Math.floorMod(h - offset[scope], hours) / DAY : Math.floorDiv(h - offset[scope], DAY);
  }

  int first() {
    return first;
  }

  int samples() {
    return year.length;
  }

  double value(int sample, int figure, int scope) {
    return year[sample - first][figure][scope];
  }

  /// Unserved energy of all samples here by hour of the horizon, MWh.
  double[] hourly() {
    return hourly;
  }
}
