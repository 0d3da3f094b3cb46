package org.loadstar.study;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.peers.NetworkSource;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.highs.Algorithm;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.model.network.NetworkModel;

/// Programs of other tools' cases solved in one process by HiGHS as it comes and by what `--solver auto` does with them: one line of a
/// Markdown table each, least seconds of some repetitions. `bench/small.sh` runs it.
public final class SmallBench {
  private static final SolveOptions OPTIONS = new SolveOptions(1e-7, 300, 1, 0);
  private static final int MOST = 7;
  private static final double SECONDS = 12;

  private SmallBench() {}

  /// @param args folder of the peers' cases, most rows
  public static void main(String[] args) throws IOException {
    Path peers = Path.of(args[0]);
    int most = Integer.parseInt(args[1]);
    for (boolean warm : new boolean[] {false, true}) {
      if (warm) {
        System.out.println("| case | rows | nonzeros | HiGHS alone, s (CPU) | auto, s (CPU) | with certificate, s | auto / HiGHS | solved by | difference |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
      }
      for (String name : cases(peers)) {
        Lp lp = new NetworkModel(NetworkSource.read(CaseSource.of(peers.resolve(name))).orThrow()).program();
        if (lp.rows() > (warm ? most : 3000)) continue;
        String row = row(name, lp);
        if (warm) System.out.println(row);
      }
    }
  }

  private static List<String> cases(Path peers) throws IOException {
    List<String> folders = List.of("genx/DCOPF", "genx/fusion_pulse_every_hour", "genx/piecewise_fuel", "genx/electrolyzer", "genx/three_zones",
        "genx/multi_stage", "genx/VRE_storage/wind", "genx/VRE_storage/solar_wind", "pypsa/examples/ac-dc-meshed/ac-dc-meshed",
        "pypsa/examples/storage-hvdc/storage-hvdc", "pypsa/examples/scigrid-de/scigrid-de", "pypsa/bench/z1_t168", "pypsa/bench/z3_t168",
        "pypsa/bench/z8_t168", "rts/RTS_GMLC.m");
    try (Stream<Path> grids = Files.list(peers.resolve("pglib"))) {
      return Stream.concat(folders.stream(), grids.map(f -> "pglib/" + f.getFileName()).sorted()).toList();
    }
  }

  private static String row(String name, Lp lp) {
    Best highs = new Best();
    Best auto = new Best();
    Best checked = new Best();
    double until = System.nanoTime() / 1e9 + SECONDS;
    Solution alone = null;
    Solving.Solved ours = null;
    for (int k = 0; k < MOST && (k == 0 || System.nanoTime() / 1e9 < until); k++) {
      alone = highs.of(() -> new HighsSolver(lp.isQuadratic() ? Algorithm.AUTO : Algorithm.CHOOSE).solve(lp, OPTIONS, Progress.silent()));
      ours = checked.of(() -> Solving.solve(lp, "auto", OPTIONS, Progress.silent()));
      auto.least(checked.lastWall - ours.checkSeconds(), checked.lastCpu);
    }
    if (alone == null || ours == null) throw new IllegalStateException(name);
    double h = Certificate.of(lp, alone).recomputedObjective();
    double difference = Math.abs(h - ours.certificate().recomputedObjective()) / Math.max(1e-6, Math.abs(h));
    return String.format(Locale.ROOT, "| %s%s | %d | %d | %.3f (%.2f) | %.3f (%.2f) | %.3f | %.2f | %s | %.0e |", name.replace("pglib/pglib_opf_", "pglib/"),
        lp.isQuadratic() ? ", quadratic" : lp.isMixedInteger() ? ", integer" : "", lp.rows(), lp.nonzeros(), highs.wall, highs.cpu, auto.wall, auto.cpu,
        checked.wall, auto.wall / highs.wall, ours.solution().algorithm(), difference);
  }

  /// Least wall and CPU seconds of some repetitions.
  private static final class Best {
    private double wall = Double.POSITIVE_INFINITY;
    private double cpu = Double.POSITIVE_INFINITY;
    private double lastWall;
    private double lastCpu;

    <T> T of(Supplier<T> work) {
      double c = cpu();
      long t = System.nanoTime();
      T result = work.get();
      lastWall = (System.nanoTime() - t) / 1e9;
      lastCpu = cpu() - c;
      least(lastWall, lastCpu);
      return result;
    }

    void least(double w, double c) {
      wall = Math.min(wall, w);
      cpu = Math.min(cpu, c);
    }

    private static double cpu() {
      return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }
  }
}
