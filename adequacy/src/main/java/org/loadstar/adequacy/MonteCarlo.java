package org.loadstar.adequacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoublePredicate;
import org.loadstar.adequacy.Assessment.Risk;

/// Draws sample years on all threads and adds them up in the order of their numbers.
///
/// Years are handed out in packets of [#PACKET]; each packet counts for itself and packets are added in order, so sums do not depend on which
/// thread did what. Whether to go on is asked after every [#ROUND] years only, for the same reason.
public final class MonteCarlo {
  private static final int PACKET = 4;
  private static final int ROUND = 128;

  private final PowerSystem system;
  private final Options options;
  private final List<String> groups;
  private final Weather weather;
  private final double[] flat;
  private final List<double[][]> years = new ArrayList<>();
  private final double[] hourly;

  private MonteCarlo(PowerSystem system, Weather weather, double[] flat, Options options) {
    this.system = system;
    this.options = options;
    this.weather = weather;
    this.flat = flat;
    groups = system.zones().stream().map(PowerSystem.Zone::group).distinct().toList();
    hourly = new double[system.hours()];
  }

  /// Draws until the number of samples, the relative error, the time or `goOn` ends it.
  ///
  /// @param goOn is told the share of the samples done, after every round
  public static Assessment run(PowerSystem system, Options options, DoublePredicate goOn) {
    return run(system, new Weather(system), new double[system.zones().size()], options, goOn);
  }

  /// With flat load added to each hour of a zone, MW; below 0 perfect capacity.
  static Assessment run(PowerSystem system, Weather weather, double[] flat, Options options, DoublePredicate goOn) {
    return new MonteCarlo(system, weather, flat, options).run(goOn);
  }

  public static Assessment run(PowerSystem system, Options options) {
    return run(system, options, done -> true);
  }

  private Assessment run(DoublePredicate goOn) {
    long begun = System.nanoTime();
    boolean converged = false;
    boolean stopped = false;
    int threads = Math.min(options.threads(), ROUND / PACKET);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Chronology> workers = new ArrayList<>();
      for (int k = 0; k < threads; k++) workers.add(new Chronology(system, weather, flat, options));
      while (years.size() < options.samples() && !converged && !stopped) {
        round(pool, workers);
        converged = options.relativeError() > 0 && reached();
        double seconds = (System.nanoTime() - begun) / 1e9;
        stopped = !goOn.test((double) years.size() / options.samples()) || seconds > options.seconds() && years.size() < options.samples();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    } finally {
      pool.shutdownNow();
    }
    return assessment(converged, stopped && years.size() < options.samples(), (System.nanoTime() - begun) / 1e9);
  }

  private void round(ExecutorService pool, List<Chronology> workers) throws InterruptedException {
    int first = years.size();
    int end = Math.min(options.samples(), first + ROUND);
    Tally[] packets = new Tally[(end - first + PACKET - 1) / PACKET];
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (Chronology worker : workers)
      running.add(pool.submit(() -> {
        for (int p = next.getAndIncrement(); p < packets.length; p = next.getAndIncrement()) {
          int from = first + p * PACKET;
          Tally t = new Tally(system, groups, from, Math.min(PACKET, end - from));
          for (int s = from; s < from + t.samples(); s++) worker.year(s, t);
          packets[p] = t;
        }
      }));
    try {
      for (Future<?> f : running) f.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    int scopes = system.zones().size() + groups.size() + 1;
    for (Tally t : packets) {
      for (int s = t.first(); s < t.first() + t.samples(); s++) {
        double[][] row = new double[3][scopes];
        for (int figure = 0; figure < 3; figure++)
          for (int k = 0; k < scopes; k++) row[figure][k] = t.value(s, figure, k);
        years.add(row);
      }
      for (int h = 0; h < hourly.length; h++) hourly[h] += t.hourly()[h];
    }
  }

  private int whole() {
    return system.zones().size() + groups.size();
  }

  private boolean reached() {
    double share = options.relativeError();
    Estimate eue = estimate(Tally.ENERGY, whole());
    return eue.value() > 0 && eue.within(share) && estimate(Tally.DAYS, whole()).within(share);
  }

  private Estimate estimate(int figure, int scope) {
    return Estimate.of(years.stream().mapToDouble(y -> y[figure][scope]).toArray(), years.size());
  }

  private Risk risk(int scope, double demand) {
    Estimate eue = estimate(Tally.ENERGY, scope);
    return new Risk(estimate(Tally.DAYS, scope), estimate(Tally.HOURS, scope), eue, demand > 0 ? eue.times(1e6 / demand) : new Estimate(0, 0));
  }

  private Assessment assessment(boolean converged, boolean stopped, double seconds) {
    SortedMap<String, Risk> byZone = new TreeMap<>();
    SortedMap<String, Risk> byGroup = new TreeMap<>();
    double[] demand = new double[groups.size()];
    double total = 0;
    for (int z = 0; z < system.zones().size(); z++) {
      PowerSystem.Zone zone = system.zones().get(z);
      demand[groups.indexOf(zone.group())] += system.demand(z);
      total += system.demand(z);
      byZone.put(zone.name(), risk(z, system.demand(z)));
    }
    for (int g = 0; g < demand.length; g++) byGroup.put(groups.get(g), risk(system.zones().size() + g, demand[g]));
    int n = years.size();
    return new Assessment(risk(whole(), total), Collections.unmodifiableSortedMap(byZone), Collections.unmodifiableSortedMap(byGroup), n,
        Arrays.stream(hourly).map(v -> v / n).boxed().toList(), years.stream().map(y -> y[Tally.ENERGY][whole()]).toList(), converged, stopped, seconds);
  }
}
