package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loadstar.lp.Block;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.HighsSolver;

/// Merged hours are a relaxation (docs/math/segmentation.md), on seeded random cases with ramps, must-run, outages, standing loss,
/// monthly PUE, monthly water with weekly bounds, trade budgets, unserved segments, reserve margin, annual limits, contracts of campuses, workloads that wait or move, interruptible connections, plants
/// on the sites of campuses, and two stages.
/// The hours lie across the end of a week (hour 1344) or of February (hour 1416), where outages, water and PUE change.
class SegmentationTest {
  private static final int CASES = 200;
  private static final int LENGTH = 36;

  private record Trial(int first, Built hourly, Built merged, TimeGrid segments) {}

  private static Trial trial(int seed) {
    Random random = new Random(seed);
    int first = (seed % 2 == 0 ? 1344 : 1416) - 12 - random.nextInt(24);
    TestCase c = random(random);
    IntStream.Builder starts = IntStream.builder();
    for (int h = first; h < first + LENGTH; h++)
      if (h == first || h == 1416 || random.nextInt(seed % 3 == 0 ? 8 : 4) == 0) starts.add(h);
    TimeGrid segments = TimeGrid.window(starts.build().toArray(), first + LENGTH, 0.5);
    return new Trial(first, c.on(TimeGrid.window(first, first + LENGTH, 0.5)), c.on(segments), segments);
  }

  private static TestCase random(Random r) {
    TestCase c = TestCase.zones("A", "B").set("endYears", 3).set("discountRate", 0.05).set("wacc", 0.06).set("aiWacc", 0.08)
        .set("utilisation", 0.85).set("shortfallPrice", 100 + r.nextInt(2000)).set("reservePrice", 100).set("importShare", 0.3)
        .unserved(0.05, 800 + r.nextInt(2000), 1, 9000);
    if (r.nextBoolean()) c.stages(2028, 2030);
    if (r.nextBoolean()) c.enforceReserve();
    for (String zone : List.of("A", "B")) {
      c.demand(zone, noise(r, 700, 500, 1.0)).profile("w/" + zone, noise(r, 0.35, 0.3, 0.9)).profile("s/" + zone, noise(r, 0.2, 0.4, 0.5));
      for (int m = 1; m <= 12; m++) c.add(CampusRows.Pue.class, "zone", zone, "month", m, "pue", 1.05 + 0.4 * r.nextDouble());
      c.add(Rows.ReserveMargin.class, "reserveRegion", "R" + zone, "year", 2028, "margin", 0.1);
    }
    plants(c, r);
    c.technology("hydro", Rows.Kind.HYDRO, "clean", true, "renewable", true);
    c.add(Hydro.Row.class, "hydro", "dam", "zone", "A", "technology", "hydro", "existing", 300, "minFlowShare", 0.6 * r.nextDouble(),
        "minWeekShare", r.nextBoolean() ? 0 : 0.8, "maxWeekShare", r.nextBoolean() ? 1.2 : Double.POSITIVE_INFINITY, "vom", 1);
    for (int m = 1; m <= 12; m++) c.add(Hydro.Monthly.class, "hydro", "dam", "scenario", "s", "month", m, "capacityFactor", 0.2 + 0.5 * r.nextDouble());
    c.technology("battery", Rows.Kind.STORAGE, "financing", 12, "firmCredit", 0.8);
    c.costs("battery", 2028, "capex", 0.05, "capexEnergy", 0.02, "roundTripEfficiency", 0.85, "vom", 0.5);
    c.storage("store", "B", "battery", "existing", 50, "existingEnergy", 200, "maxNew", 300, "maxDuration", 8, "standingLoss", loss(r));
    c.storage("heat", "A", "battery", "existing", 150, "existingEnergy", 900, "standingLoss", loss(r));
    c.line("l", "A", "B", 200, "loss", 0.02, "hurdle", 1, "maxNew", 300, "capex", 0.3);
    c.add(Neighbour.Row.class, "neighbour", "n", "zone", "A", "importLimit", 100, "exportLimit", 80, "hurdle", 1);
    c.add(Neighbour.Energy.class, "neighbour", "n", "year", 2028, "imported", 0.5 * r.nextDouble(), "exported", 0.3 * r.nextDouble());
    c.add(Neighbour.Row.class, "neighbour", "m", "zone", "B", "importLimit", 60, "exportLimit", 60, "price", 20 + r.nextInt(60), "firm", 30);
    c.target(2028, 0.1).target(2030, 0.3).site("a", "A", 200, 20, "capexShell", 0.02).site("b", "B", 150, 30, "capexShell", 0.01);
    if (r.nextInt(4) > 0) workloads(c, r);
    if (r.nextInt(3) > 0) onSite(c, r);
    if (r.nextBoolean()) c.add(Rows.Carbon.class, "scope", "all", "year", 2028, "price", 15, "cap", 0.003 + 0.01 * r.nextDouble());
    if (r.nextBoolean())
      c.add(Rows.CleanStandard.class, "scope", "US", "kind", Rows.Score.CLEAN, "year", 2028, "share", 0.3 + 0.4 * r.nextDouble(), "alternativePayment", 60);
    if (r.nextBoolean())
      c.set("hourlyMatching", r.nextDouble()).set("campusCleanShare", r.nextInt(2) * r.nextDouble()).set("matchingUsdPerMwh", 20 + r.nextInt(200));
    return c;
  }

  private static void workloads(TestCase c, Random r) {
    c.set("idleShare", 0.2);
    if (r.nextBoolean()) {
      c.set("curtailmentShare", 0.2 * r.nextDouble()).set("curtailmentHoursPerDay", 1 + 8 * r.nextDouble()).set("curtailmentPrice", 300);
      c.site("c", "A", 120, 0, "queue", 600, "queueInterruptible", 20).site("d", "B", 80, 0, "queue", 600, "queueInterruptible", 0);
    }
    c.add(WorkloadRows.Workload.class, "workload", "training", "kind", WorkloadRows.Kind.TRAINING, "share", 0.3, "deferrable", 0.6, "window",
        6 + r.nextInt(30), "minRun", r.nextInt(5), "maxPause", 0.5 + r.nextInt(4), "loss", 0.02 * r.nextInt(3));
    c.add(WorkloadRows.Workload.class, "workload", "batch", "kind", WorkloadRows.Kind.BATCH, "share", 0.2, "deferrable", 0.9, "window", 24);
    c.add(WorkloadRows.Workload.class, "workload", "chat", "kind", WorkloadRows.Kind.INFERENCE, "share", 0.5, "deferrable", 0.1, "window", 2);
  }

  /// Sites that no grid connection reaches, and one that has both.
  private static void onSite(TestCase c, Random r) {
    c.site("e", "A", 90, 0, "queue", 600).site("f", "B", 60, 0, "queue", 600).technology("engine", Rows.Kind.THERMAL, "fuel", "gas", "plannedOutage", 0.1);
    c.costs("engine", 2028, "capex", 0.1, "heatRate", 6 + 4 * r.nextDouble(), "vom", 1);
    for (String site : List.of("a", "e", "f"))
      c.add(OnSiteRows.Plant.class, "campus", site, "technology", r.nextBoolean() ? "engine" : "gas", "months", 0, "spare", 0.5 * r.nextDouble(), "export",
          r.nextInt(3) == 0, "committed", 30 * r.nextInt(2));
    if (r.nextBoolean()) return;
    for (String technology : List.of("battery", "sun"))
      c.add(OnSiteRows.Plant.class, "campus", r.nextBoolean() ? "e" : "a", "technology", technology, "months", 0, "profile", technology.equals("sun") ? "s/A" : "",
          "maxDuration", technology.equals("sun") ? Double.POSITIVE_INFINITY : 6, "most", 200, "export", r.nextInt(3) == 0);
  }

  private static double loss(Random r) {
    return r.nextInt(3) == 0 ? 0 : 0.06 * r.nextDouble();
  }

  private static void plants(TestCase c, Random r) {
    c.add(Rows.Fuel.class, "fuel", "gas", "co2", 0.05);
    c.add(Rows.FuelPrice.class, "fuel", "gas", "scenario", "s", "year", 2028, "price", 2 + 4 * r.nextDouble());
    c.technology("gas", Rows.Kind.THERMAL, "fuel", "gas", "forcedOutage", 0.05, "rampPerHour", 0.05 + 0.5 * r.nextDouble());
    c.technology("slow", Rows.Kind.THERMAL, "mustRun", 0.6 * r.nextDouble(), "rampPerHour", 0.03 + 0.1 * r.nextDouble(), "clean", true, "plannedOutage", 0.1);
    c.technology("wind", Rows.Kind.VARIABLE, "clean", true, "renewable", true);
    c.technology("sun", Rows.Kind.VARIABLE, "clean", true, "renewable", true, "mustRun", r.nextBoolean() ? 0.3 : 0);
    c.costs("gas", 2028, "capex", 0.1, "fom", 0.05, "heatRate", 7, "vom", 2).costs("slow", 2028, "capex", 0.3, "vom", 9);
    c.costs("wind", 2028, "capex", 0.2, "fom", 0.1).costs("sun", 2028, "capex", 0.1 + 0.2 * r.nextDouble());
    c.generator("gas old", "A", "gas", "existing", 700, "heatRate", 9, "vom", 3, "fom", 0.04, "retirable", true);
    c.generator("gas new", "B", "gas", "maxNew", 500, "buildRate", 250);
    c.generator("slow", "B", "slow", "existing", 300, "vom", 8, "fom", 0).generator("slow new", "A", "slow", "maxNew", 200);
    c.generator("wind 1", "B", "wind", "existing", 200, "profile", "w/B").generator("wind 2", "A", "wind", "maxNew", 600, "profile", "w/A");
    c.generator("sun 1", "A", "sun", "maxNew", 500, "profile", "s/A").generator("sun 2", "B", "sun", "maxNew", 400, "profile", "s/B");
    c.add(Generator.Retirement.class, "generator", "gas old", "scenario", "s", "year", 2029, "retired", 300);
  }

  /// A random walk around a daily wave, at least 0.
  private static Hourly noise(Random r, double mean, double wave, double memory) {
    double[] walk = {0};
    double phase = 6.28 * r.nextDouble();
    boolean share = mean < 1;
    return TestCase.hourly(h -> {
      walk[0] = 0.97 * memory * walk[0] + 0.2 * mean * r.nextGaussian();
      double v = Math.max(0, mean + 0.5 * wave * Math.sin(h * Math.PI / 12 + phase) + walk[0]);
      return share ? Math.min(1, v) : v;
    });
  }

  private static Solution solve(Lp lp) {
    Solution s = new HighsSolver().solve(lp, SolveOptions.defaults(), Progress.silent());
    assertThat(s.status()).isEqualTo(Status.OPTIMAL);
    return s;
  }

  /// The bound that the duals of the merged program prove is never above the optimum of the hours, and often near it. The mean
  /// over each segment of an hourly plan (the optimum, in every fourth case mixed with one for random costs) satisfies every row and bound of the
  /// merged program at no higher cost.
  @Test
  void mergedHoursAreARelaxation() {
    double ratio = 0;
    int lossy = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Trial trial = trial(seed);
      Lp hourly = trial.hourly.lp.relaxed();
      Lp merged = trial.merged.lp.relaxed();
      Solution best = solve(hourly);
      double bound = Certificate.of(merged, solve(merged)).lowerBound();
      assertThat(bound).as("bound, seed %d", seed).isLessThanOrEqualTo(best.objective() + 1e-7 * Math.abs(best.objective()));
      ratio += bound / best.objective();

      double[] x = seed % 4 == 0 ? mixture(hourly, best.point(), new Random(seed)) : best.point();
      double[] mean = mean(trial, x);
      double[] ax = merged.times(mean);
      for (int i = 0; i < ax.length; i++)
        assertThat(ax[i]).as("seed %d, %s", seed, merged.rowName(i)).isBetween(merged.rowLowers()[i] - 1e-6, merged.rowUppers()[i] + 1e-6);
      for (int j = 0; j < mean.length; j++)
        assertThat(mean[j]).as("seed %d, %s", seed, merged.columnName(j)).isBetween(merged.lowers()[j] - 1e-7, merged.uppers()[j] + 1e-7);
      double cost = dot(hourly.costs(), x);
      assertThat(dot(merged.costs(), mean)).as("cost, seed %d", seed).isLessThanOrEqualTo(cost + 1e-9 * Math.abs(cost));
      if (trial.merged.hasRow("storage.mean_range")) lossy++;
    }
    assertThat(ratio / CASES).isBetween(0.8, 0.9999);
    assertThat(lossy).isGreaterThan(CASES / 2);
  }

  /// Half a plan, half one that is best for random costs.
  private static double[] mixture(Lp hourly, double[] plan, Random random) {
    Lp other = hourly.copy();
    for (int j = 0; j < other.columns(); j++) other.cost(j, other.costs()[j] * 2 * random.nextDouble() + 0.01 * random.nextDouble());
    double[] x = solve(other).point();
    return IntStream.range(0, x.length).mapToDouble(j -> 0.5 * x[j] + 0.5 * plan[j]).toArray();
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(j -> a[j] * b[j]).sum();
  }

  /// Means of powers, last values of levels, means of the levels before the hours; what stands outside time as it is.
  private static double[] mean(Trial trial, double[] x) {
    double[] out = new double[trial.merged.lp.columns()];
    for (Block to : trial.merged.lp.columnBlocks()) {
      boolean before = to.name().equals("storage.mean_level");
      for (int i = 0; i < to.n(); i++) {
        for (int t = 0; t < to.hours(); t++) {
          int first = to.timed() ? trial.segments.firstHour(t) - trial.first : 0;
          int length = to.timed() ? (int) trial.segments.hours(t) : 1;
          String name = before ? "storage.level" : to.name();
          double sum = 0;
          for (int h = first; h < first + length; h++) // half full before the first hour as after the last
            sum += x[trial.hourly.column(name, to.members().get(i), to.stage(), before ? Math.floorMod(h - 1, LENGTH) : h)];
          boolean last = to.name().equals("storage.level") || to.name().equals("contract.level");
          out[to.at(i, t)] = last ? x[trial.hourly.column(name, to.members().get(i), to.stage(), first + length - 1)] : sum / length;
        }
      }
    }
    return out;
  }
}
