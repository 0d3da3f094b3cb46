package org.loadstar.lp.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.Supplier;
import org.loadstar.lp.Boxes;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpBuilder;
import org.loadstar.lp.MpsWriter;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SafeBound;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.Algorithm;
import org.loadstar.lp.highs.HighsSolver;

/// Measures writing, certifying and solving; `bench/lp.sh` runs it. CPU seconds are those of the whole process, garbage
/// collection and compilation included.
public final class LpBench {
  private static final OperatingSystemMXBean OS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private LpBench() {}

  public static void main(String[] args) {
    String what = args.length > 0 ? args[0] : "all";
    double limit = args.length > 1 ? Double.parseDouble(args[1]) : 120;
    if (!what.equals("solve")) writing();
    if (!what.equals("build")) solving(limit);
  }

  private record Timed<T>(T value, double wall, double cpu) {
    static <T> Timed<T> of(Supplier<T> work) {
      long wall = System.nanoTime();
      long cpu = OS.getProcessCpuTime();
      T value = work.get();
      return new Timed<>(value, 1e-9 * (System.nanoTime() - wall), 1e-9 * (OS.getProcessCpuTime() - cpu));
    }
  }

  private static void print(String format, Object... args) {
    System.out.printf(Locale.ROOT, format + "%n", args);
  }

  private static void writing() {
    int units = 96;
    int hours = 8760;
    print("%-34s %10s %8s %8s %12s", "storage rows, 96 units x 8760 h", "nonzeros", "wall s", "CPU s", "M nnz/CPU s");
    Lp lp = null;
    for (int k = 1; k <= 4; k++) {
      lp = null;
      Timed<LpBuilder> write = Timed.of(() -> PlanningLps.storage(units, hours));
      Timed<Lp> build = Timed.of(() -> write.value().build());
      lp = build.value();
      double cpu = write.cpu() + build.cpu();
      print("%-34s %10d %8.2f %8.2f %12.1f", "  run " + k + ": terms", lp.nonzeros(), write.wall(), write.cpu(),
          1e-6 * lp.nonzeros() / write.cpu());
      print("%-34s %10d %8.2f %8.2f %12.1f", "  run " + k + ": merge into columns", lp.nonzeros(), build.wall(),
          build.cpu(), 1e-6 * lp.nonzeros() / build.cpu());
      print("%-34s %10d %8.2f %8.2f %12.1f", "  run " + k + ": both", lp.nonzeros(), write.wall() + build.wall(), cpu,
          1e-6 * lp.nonzeros() / cpu);
    }
    Lp program = lp;
    double[] zero = new double[program.columns()];
    double[] duals = new double[program.rows()];
    rate("hand-over to HiGHS", program, () -> {
      new HighsSolver().open(program).close();
      return 0;
    });
    rate("boxes, up to 10 rounds", program, () -> Certificate.boxes(program, 1e6));
    Boxes boxes = Boxes.given(program);
    rate("safe lower bound", program, () -> SafeBound.of(program, duals, boxes));
    rate("primal residual", program, () -> Certificate.primalResidual(program, zero));
    rate("MPS text", program, () -> {
      try {
        MpsWriter.write(program, Writer.nullWriter());
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      return 0;
    });
  }

  private static <T> void rate(String what, Lp lp, Supplier<T> work) {
    Timed<T> t = Timed.of(work);
    print("%-34s %10d %8.2f %8.2f %12.1f", what, lp.nonzeros(), t.wall(), t.cpu(), 1e-6 * lp.nonzeros() / t.cpu());
  }

  private static void solving(double limit) {
    print("%nHiGHS %s, 1 thread, limit %.0f s; CPU seconds", HighsSolver.version(), limit);
    print("%8s %6s %10s %10s %10s %10s %14s %12s %12s %9s", "zones", "hours", "rows", "columns", "nonzeros", "simplex",
        "ipm+crossover", "objective", "proven gap", "CPU s");
    int[][] sizes = {{1, 168}, {3, 168}, {1, 672}, {3, 336}, {8, 168}, {3, 672}, {8, 336}, {3, 1344}, {18, 336}};
    for (int[] size : sizes) {
      Lp lp = PlanningLps.zones(size[0], size[1], 1);
      Timed<Solution> simplex = solve(lp, Algorithm.SIMPLEX, limit);
      Timed<Solution> ipm = solve(lp, Algorithm.IPM, limit);
      Solution best = ipm.value().status() == Status.OPTIMAL ? ipm.value() : simplex.value();
      Timed<Certificate> c = Timed.of(() -> Certificate.of(lp, best));
      print("%8d %6d %10d %10d %10d %10s %14s %12.3f %12.1e %9.2f", size[0], size[1], lp.rows(), lp.columns(),
          lp.nonzeros(), seconds(simplex), seconds(ipm), best.objective(), c.value().gap(), c.cpu());
      if (seconds(simplex).startsWith(">") && seconds(ipm).startsWith(">")) break;
    }
  }

  private static Timed<Solution> solve(Lp lp, Algorithm algorithm, double limit) {
    SolveOptions options = SolveOptions.defaults().withMaxSeconds(limit);
    return Timed.of(() -> new HighsSolver(algorithm).solve(lp, options, Progress.silent()));
  }

  private static String seconds(Timed<Solution> t) {
    boolean optimal = t.value().status() == Status.OPTIMAL;
    return String.format(Locale.ROOT, "%s%.2f", optimal ? "" : ">", t.cpu());
  }
}
