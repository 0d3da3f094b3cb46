package org.loadstar.lp.ipm;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Session;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Solver;
import org.loadstar.lp.highs.Algorithm;
import org.loadstar.lp.highs.HighsSolver;

/// Programs solved, changed in their costs, right-hand sides or bounds and solved again, by the session that solved them first (which
/// keeps order, plan of the factorisation and last solution, or in HiGHS the basis) and by a new one, as a Markdown table. CPU seconds of
/// the one thread, gap 1e-6. `bench/resolve.sh` runs it.
public final class ResolveBench {
  private static final SolveOptions OPTIONS = SolveOptions.defaults();

  private ResolveBench() {}

  private record Change(String name, Consumer<Lp> make) {}

  /// @param args folders of PyPSA networks, of which 672 hours are taken
  public static void main(String[] args) {
    System.out.println("| program | change | solver | anew: CPU s, iterations | again: CPU s, iterations | again / anew | difference of cost |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (String folder : args)
      if (Files.isDirectory(Path.of(folder))) rows(Path.of(folder).getFileName() + ", 672 h", NetworkFolder.read(Path.of(folder), 672), new InteriorPoint(), "ipm");
    rows("3 zones with ramps, 672 h", new PlanningCase(3, 1, 7).build(1, new int[1], 672, false, true), new InteriorPoint(), "ipm");
    rows("3 zones with ramps, 96 h", new PlanningCase(3, 1, 7).build(1, new int[1], 96, false, true), new HighsSolver(Algorithm.SIMPLEX), "highs simplex");
  }

  private static Change[] changes() {
    Random random = new Random(5);
    return new Change[] {
      new Change("none", lp -> {}),
      new Change("capital costs up by 0 to 10 %", lp -> {
        for (int j = 0; j < lp.columns(); j++) if (lp.costs()[j] > 0 && lp.columnHours()[j] < 0) lp.cost(j, lp.costs()[j] * (1 + 0.1 * random.nextDouble()));
      }),
      new Change("one cost up by 5 %", lp -> {
        for (int j = 0, left = 1; j < lp.columns() && left > 0; j++)
          if (lp.costs()[j] > 0 && lp.columnHours()[j] < 0) {
            lp.cost(j, 1.05 * lp.costs()[j]);
            left--;
          }
      }),
      new Change("loads up by 0 to 2 %", lp -> {
        for (int i = 0; i < lp.rows(); i++) {
          double load = lp.rowLowers()[i];
          if (load == lp.rowUppers()[i] && load != 0) {
            double more = load * (1 + 0.02 * random.nextDouble());
            lp.rowBounds(i, more, more);
          }
        }
      }),
      new Change("finite limits of columns up by 5 %", lp -> {
        for (int j = 0; j < lp.columns(); j++)
          if (lp.columnHours()[j] < 0 && lp.uppers()[j] > 0 && lp.uppers()[j] < 1e6) lp.bounds(j, lp.lowers()[j], 1.05 * lp.uppers()[j]);
      })
    };
  }

  private static void rows(String name, Lp given, Solver solver, String label) {
    new InteriorPoint().solve(given, OPTIONS, Progress.silent());
    for (Change change : changes()) {
      Lp lp = given.copy();
      try (Session session = solver.open(lp)) {
        session.solve(OPTIONS, Progress.silent());
        change.make.accept(lp);
        double t = seconds();
        Solution again = session.solve(OPTIONS, Progress.silent());
        double warm = seconds() - t;
        t = seconds();
        Solution anew = solver.solve(lp, OPTIONS, Progress.silent());
        double cold = seconds() - t;
        System.out.printf(Locale.ROOT, "| %s | %s | %s | %.2f, %d | %.2f, %d | %.2f | %.0e |%n", name, change.name, label, cold, anew.iterations(), warm, again.iterations(),
            warm / cold, Math.abs(again.objective() / anew.objective() - 1));
      }
    }
  }

  private static double seconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9;
  }
}
