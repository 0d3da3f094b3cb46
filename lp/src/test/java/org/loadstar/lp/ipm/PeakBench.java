package org.loadstar.lp.ipm;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SolveOptions;

/// What one thread of this machine can do and what the factorisation of the interior point method makes of it, as a Markdown table:
/// fused multiply-adds on registers alone, a product of matrices with tiles of 4 x 2 vectors, the dense kernel on one large front, and
/// whole factorisations. Rates are over CPU seconds of the thread, best of some repetitions. `bench/peak.sh` runs it.
public final class PeakBench {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int REPETITIONS = 7;

  private PeakBench() {}

  /// @param args folders of PyPSA networks
  public static void main(String[] args) {
    double registers = best(() -> registers(40_000_000), 2.0 * LANES * 8 * 40_000_000);
    System.out.printf(Locale.ROOT, "| what, one thread | flops | CPU s | GFLOP/s | share of the peak |%n|---|---|---|---|---|%n");
    row("fused multiply-adds on registers (" + LANES + " doubles a vector): the peak", 2.0 * LANES * 8 * 40_000_000, registers, registers);
    int n = 512;
    double[] a = random(n * n);
    double[] b = random(n * n);
    double[] c = new double[n * n];
    double flops = 2.0 * n * n * n;
    row("product of two matrices of order " + n, flops, best(() -> multiply(a, b, c, n), flops), registers);
    for (int f : new int[] {64, 200, 1000}) front(f, registers);
    for (String folder : args) {
      Path path = Path.of(folder);
      if (Files.isDirectory(path)) whole(path.getFileName().toString(), NetworkFolder.read(path, Integer.MAX_VALUE), registers);
    }
    Lp stages = new PlanningCase(18, 3, 7).build(2, PlanningCase.spread(8, 24), 24, false, true);
    whole("18 zones, 2 stages of 8 days", stages, registers);
  }

  private static double[] random(int n) {
    return new Random(1).doubles(n).toArray();
  }

  private static double seconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9;
  }

  /// GFLOP/s.
  private static double best(Runnable work, double flops) {
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < REPETITIONS; k++) {
      double t = seconds();
      work.run();
      least = Math.min(least, seconds() - t);
    }
    return flops / least * 1e-9;
  }

  private static void row(String what, double flops, double rate, double peak) {
    System.out.printf(Locale.ROOT, "| %s | %.3g | %.3f | %.2f | %.0f %% |%n", what, flops, flops / rate * 1e-9, rate, 100 * rate / peak);
  }

  private static volatile double sink;

  private static void registers(int n) {
    DoubleVector m = DoubleVector.broadcast(SPECIES, 0.999999);
    DoubleVector p = DoubleVector.broadcast(SPECIES, 1e-7);
    DoubleVector a = p, b = p, c = p, d = p, e = p, f = p, g = p, h = p;
    for (int k = 0; k < n; k++) {
      a = a.fma(m, p);
      b = b.fma(m, p);
      c = c.fma(m, p);
      d = d.fma(m, p);
      e = e.fma(m, p);
      f = f.fma(m, p);
      g = g.fma(m, p);
      h = h.fma(m, p);
    }
    sink = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).lane(0);
  }

  private static void multiply(double[] a, double[] b, double[] c, int n) {
    Arrays.fill(c, 0);
    int deep = 128;
    for (int k0 = 0; k0 < n; k0 += deep)
      for (int j = 0; j < n; j += 2 * LANES)
        for (int i = 0; i < n; i += 4) tile(a, b, c, n, i, j, k0, Math.min(n, k0 + deep));
  }

  private static void tile(double[] a, double[] b, double[] c, int n, int i, int j, int k0, int k1) {
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, i * n + j), c01 = DoubleVector.fromArray(SPECIES, c, i * n + j + LANES);
    DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, (i + 1) * n + j), c11 = DoubleVector.fromArray(SPECIES, c, (i + 1) * n + j + LANES);
    DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, (i + 2) * n + j), c21 = DoubleVector.fromArray(SPECIES, c, (i + 2) * n + j + LANES);
    DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, (i + 3) * n + j), c31 = DoubleVector.fromArray(SPECIES, c, (i + 3) * n + j + LANES);
    for (int k = k0; k < k1; k++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, k * n + j), b1 = DoubleVector.fromArray(SPECIES, b, k * n + j + LANES);
      DoubleVector x0 = DoubleVector.broadcast(SPECIES, a[i * n + k]);
      DoubleVector x1 = DoubleVector.broadcast(SPECIES, a[(i + 1) * n + k]);
      DoubleVector x2 = DoubleVector.broadcast(SPECIES, a[(i + 2) * n + k]);
      DoubleVector x3 = DoubleVector.broadcast(SPECIES, a[(i + 3) * n + k]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
    }
    c00.intoArray(c, i * n + j);
    c01.intoArray(c, i * n + j + LANES);
    c10.intoArray(c, (i + 1) * n + j);
    c11.intoArray(c, (i + 1) * n + j + LANES);
    c20.intoArray(c, (i + 2) * n + j);
    c21.intoArray(c, (i + 2) * n + j + LANES);
    c30.intoArray(c, (i + 3) * n + j);
    c31.intoArray(c, (i + 3) * n + j + LANES);
  }

  private static void front(int f, double peak) {
    int ld = Supernodes.stride(f);
    double[] full = new double[(f + 8) * ld];
    Random r = new Random(2);
    for (int i = 0; i < f; i++) {
      for (int j = i + 1; j < f; j++) full[i * ld + j] = r.nextDouble();
      full[i * ld + i] = f;
    }
    double[] a = new double[full.length];
    byte[] sign = new byte[f];
    Arrays.fill(sign, (byte) 1);
    double[] scratch = new double[DenseKernel.scratch(f)];
    double[] inverse = new double[f];
    int times = Math.max(1, (int) (2e8 / Supernodes.flops(f, f)));
    double flops = times * Supernodes.flops(f, f);
    double rate =
        best(
            () -> {
              for (int k = 0; k < times; k++) {
                System.arraycopy(full, 0, a, 0, full.length);
                DenseKernel.factor(a, f, f, sign, 0, inverse, 1e-9, scratch, null);
              }
            },
            flops);
    row("dense kernel, a front of order " + f, Supernodes.flops(f, f), rate, peak);
  }

  /// The factorisation of one iteration, with the order that costs least.
  private static void whole(String name, Lp lp, double peak) {
    Watch watch = new Watch(SolveOptions.defaults(), Progress.silent());
    Program p = new Presolve(lp, watch).program();
    try (Workers workers = new Workers(1, watch)) {
      EliminationTree best = null;
      for (int leaf : new int[] {1_500, 30_000}) {
        EliminationTree tree = new EliminationTree(p, TimeDissection.order(p, leaf, workers));
        if (best == null || tree.work() < best.work()) best = tree;
      }
      if (best == null) return;
      Supernodes plan = new Supernodes(p, best);
      Fronts fronts = new Fronts(plan, p.columns, workers);
      double[] diagonal = new double[p.columns + p.rows];
      Random r = new Random(3);
      for (int k = 0; k < diagonal.length; k++) diagonal[k] = (k < p.columns ? -1 : 1) * Math.exp(2 * r.nextGaussian());
      double rate = best(() -> fronts.factor(p, diagonal, 1e-9), plan.flops);
      row(name + ": a factorisation, " + plan.count + " fronts, " + String.format(Locale.ROOT, "%.3g", (double) plan.factorEntries) + " entries", plan.flops, rate, peak);
    }
  }
}
