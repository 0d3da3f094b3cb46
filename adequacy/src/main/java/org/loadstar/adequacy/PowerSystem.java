package org.loadstar.adequacy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A system whose adequacy is drawn: zones with units, stores and flexible load, and the ties between them. Power MW, energy MWh, one value
/// per hour of the horizon. Immutable; [Builder] makes it.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | D_z,h | MW | load |
/// | W_z,h | MW | output that moves with the weather |
/// | F_z,h | MW | output that does not: run of river, imports, less exports |
/// | k_z,h | 1 | planned outages of the hour over their mean of the year |
public final class PowerSystem {
  private final List<Zone> zones;
  private final List<Units> units;
  private final List<Store> stores;
  private final List<Reservoir> reservoirs;
  private final List<Interruptible> interruptibles;
  private final List<Tie> ties;
  private final int hours;
  private final double[][] load;
  private final double[][] weather;
  private final double[][] fixed;
  private final double[][] maintenance;
  private final boolean[][] cold;

  /// @param group zones of one name are counted together too (a planning region)
  /// @param utcOffset hours by which local time is behind the hours of the horizon; days are counted in local time
  public record Zone(String name, String group, int utcOffset) {}

  /// Equal units of one zone that fail and are repaired alike and independently.
  ///
  /// @param name key of the cluster; with the number of a unit it names its stream of random numbers
  /// @param mw capacity of one unit
  /// @param forced forced outage rate, the share of time that a unit which is not in planned outage is out
  /// @param repairHours mean time to repair
  /// @param planned share of the year in planned outage
  /// @param coldFactor forced outage rate in cold spells over `forced`
  public record Units(
      String name, String technology, int zone, int count, double mw, double forced, double repairHours, double planned, double coldFactor) {
    public Units {
      if (count < 0 || !(mw >= 0) || !(forced >= 0 && forced < 1) || !(repairHours > 0))
        throw new IllegalArgumentException(name + ": " + count + " x " + mw + " MW, forced " + forced + ", repair " + repairHours);
    }
  }

  /// A store that is filled from surplus and emptied in a shortage; also load that is put off and made good.
  ///
  /// @param in largest power taken, MW
  /// @param out largest power given, MW
  /// @param energy largest content, MWh, before the loss on the way out
  /// @param efficiencyIn content gained over energy taken
  /// @param efficiencyOut energy given over content lost
  /// @param count units of equal size that fail independently
  /// @param initial content at the first hour over `energy`
  /// @param window hours after the one in which it begins to give in which it must be full again, for load that is put off; 0 for a store that owes
  ///     nothing
  public record Store(
      String name, String technology, int zone, double in, double out, double energy, double efficiencyIn, double efficiencyOut, int count,
      double forced, double repairHours, double initial, int window) {
    /// A store that owes nothing.
    public Store(
        String name, String technology, int zone, double in, double out, double energy, double efficiencyIn, double efficiencyOut, int count,
        double forced, double repairHours, double initial) {
      this(name, technology, zone, in, out, energy, efficiencyIn, efficiencyOut, count, forced, repairHours, initial, 0);
    }
  }

  /// Hydro with water of the week. Its schedule shaves the peaks of its zone; in a shortage it gives more, in advance of at most a day.
  ///
  /// @param mean mean output by hour, MW: the month's capacity factor times capacity
  /// @param minimum least output over the mean
  public record Reservoir(String name, String technology, int zone, double capacity, List<Double> mean, double minimum) {}

  /// Load that may be interrupted.
  ///
  /// @param power load by hour, MW, part of the zone's load
  /// @param budget largest energy of a year, MWh
  /// @param day largest energy of any 24 hours, MWh
  public record Interruptible(String name, int zone, List<Double> power, double budget, double day) {}

  /// @param forced outage rate, 0 for a tie that does not fail
  public record Tie(String name, int from, int to, double forward, double reverse, double forced, double repairHours) {}

  private PowerSystem(Builder b) {
    zones = List.copyOf(b.zones);
    units = List.copyOf(b.units);
    stores = List.copyOf(b.stores);
    reservoirs = List.copyOf(b.reservoirs);
    interruptibles = List.copyOf(b.interruptibles);
    ties = List.copyOf(b.ties);
    hours = b.hours;
    load = copy(b.load);
    weather = copy(b.weather);
    fixed = copy(b.fixed);
    maintenance = copy(b.maintenance);
    cold = new boolean[zones.size()][];
    for (int z = 0; z < cold.length; z++) cold[z] = b.cold.get(z).clone();
  }

  private static double[][] copy(List<double[]> rows) {
    return rows.stream().map(double[]::clone).toArray(double[][]::new);
  }

  public List<Zone> zones() {
    return zones;
  }

  public List<Units> units() {
    return units;
  }

  public List<Store> stores() {
    return stores;
  }

  public List<Reservoir> reservoirs() {
    return reservoirs;
  }

  public List<Interruptible> interruptibles() {
    return interruptibles;
  }

  public List<Tie> ties() {
    return ties;
  }

  /// Hours of the horizon.
  public int hours() {
    return hours;
  }

  double[] load(int z) {
    return load[z];
  }

  double[] weather(int z) {
    return weather[z];
  }

  double[] fixed(int z) {
    return fixed[z];
  }

  double[] maintenance(int z) {
    return maintenance[z];
  }

  boolean[] cold(int z) {
    return cold[z];
  }

  /// Energy of the load of a zone over the horizon, MWh.
  public double demand(int z) {
    double s = 0;
    for (double d : load[z]) s += d;
    return s;
  }

  /// Highest load of a zone, MW.
  public double peak(int z) {
    double most = 0;
    for (double d : load[z]) most = Math.max(most, d);
    return most;
  }

  /// A builder that holds what this system holds.
  public Builder toBuilder() {
    Builder b = new Builder(hours);
    for (int z = 0; z < zones.size(); z++) {
      b.zone(zones.get(z));
      b.load(z, load[z]).weather(z, weather[z]).fixed(z, fixed[z]);
      b.maintenance(z, maintenance[z]).cold(z, cold[z]);
    }
    units.forEach(b::units);
    stores.forEach(b::store);
    reservoirs.forEach(b::reservoir);
    interruptibles.forEach(b::interruptible);
    ties.forEach(b::tie);
    return b;
  }

  /// Collects a system. Arrays are added up, so that a zone may be given load and output in parts.
  public static final class Builder {
    private final int hours;
    private final List<Zone> zones = new ArrayList<>();
    private final List<Units> units = new ArrayList<>();
    private final List<Store> stores = new ArrayList<>();
    private final List<Reservoir> reservoirs = new ArrayList<>();
    private final List<Interruptible> interruptibles = new ArrayList<>();
    private final List<Tie> ties = new ArrayList<>();
    private final List<double[]> load = new ArrayList<>();
    private final List<double[]> weather = new ArrayList<>();
    private final List<double[]> fixed = new ArrayList<>();
    private final List<double[]> maintenance = new ArrayList<>();
    private final List<boolean[]> cold = new ArrayList<>();
    private final Map<String, Integer> index = new HashMap<>();

    public Builder(int hours) {
      this.hours = hours;
    }

    /// Adds a zone and returns its position.
    public int zone(Zone z) {
      if (index.put(z.name, zones.size()) != null) throw new IllegalArgumentException("two zones " + z.name);
      zones.add(z);
      for (List<double[]> rows : List.of(load, weather, fixed, maintenance)) rows.add(new double[hours]);
      cold.add(new boolean[hours]);
      return zones.size() - 1;
    }

    public Builder load(int z, double[] mw) {
      return add(load, z, mw, 1);
    }

    /// Adds `scale` x output that moves with the weather.
    public Builder weather(int z, double[] mw, double scale) {
      return add(weather, z, mw, scale);
    }

    public Builder weather(int z, double[] mw) {
      return add(weather, z, mw, 1);
    }

    public Builder fixed(int z, double[] mw) {
      return add(fixed, z, mw, 1);
    }

    /// Planned outages of each hour over their mean of the year.
    public Builder maintenance(int z, double[] share) {
      return add(maintenance, z, share, 1);
    }

    /// Hours of cold spells.
    public Builder cold(int z, boolean[] spells) {
      if (spells.length != hours) throw new IllegalArgumentException(spells.length + " hours, expected " + hours);
      cold.set(z, spells.clone());
      return this;
    }

    private Builder add(List<double[]> rows, int z, double[] v, double scale) {
      if (v.length != hours) throw new IllegalArgumentException(v.length + " hours, expected " + hours);
      double[] row = rows.get(z);
      for (int h = 0; h < hours; h++) row[h] += scale * v[h];
      return this;
    }

    public Builder units(Units u) {
      units.add(u);
      return this;
    }

    public Builder store(Store s) {
      stores.add(s);
      return this;
    }

    public Builder reservoir(Reservoir r) {
      reservoirs.add(r);
      return this;
    }

    public Builder interruptible(Interruptible i) {
      interruptibles.add(i);
      return this;
    }

    public Builder tie(Tie t) {
      ties.add(t);
      return this;
    }

    public PowerSystem build() {
      return new PowerSystem(this);
    }
  }
}
