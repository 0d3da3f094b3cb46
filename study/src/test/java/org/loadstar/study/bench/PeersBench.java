package org.loadstar.study.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.peers.NetworkSource;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Session;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkModel;

/// Reads a network case, builds its program and hands it over to HiGHS in a fresh process, once, and prints one line of a Markdown table.
/// `bench/peers.sh` runs it for the cases whose figures the peer published.
///
/// Wall seconds are of this machine as loaded; seconds of the working thread are what a machine at rest comes near to; CPU seconds are
/// of the whole process, compilation and garbage collection included.
public final class PeersBench {
  private double wall = now();
  private double thread = threadSeconds();
  private final double[] walls = new double[3];
  private final double[] threads = new double[3];
  private int phase;

  private PeersBench() {}

  private static double now() {
    return System.nanoTime() / 1e9;
  }

  private static double threadSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  private <T> T timed(Supplier<T> work) {
    T result = work.get();
    walls[phase] = now() - wall;
    threads[phase++] = threadSeconds() - thread;
    wall = now();
    thread = threadSeconds();
    return result;
  }

  /// @param args folder of the case, then the figures of the peer as they are printed
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    PeersBench b = new PeersBench();
    Network data = b.timed(() -> NetworkSource.read(CaseSource.of(folder)).orThrow());
    Lp lp = b.timed(() -> new NetworkModel(data).program());
    try (Session s = b.timed(() -> new HighsSolver().open(lp))) {
      assert s != null;
    }
    double cpu = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    System.out.printf(
        Locale.ROOT, "| %s | %d | %d | %.2f + %.2f + %.2f = %.2f | %.2f + %.2f + %.2f = %.2f | %.2f | %.0f | %s |%n", folder.getFileName(),
        lp.rows(), lp.nonzeros(), b.walls[0], b.walls[1], b.walls[2], sum(b.walls), b.threads[0], b.threads[1], b.threads[2],
        sum(b.threads), cpu, peak(), args[1]);
  }

  private static double sum(double[] v) {
    return v[0] + v[1] + v[2];
  }

  /// Peak resident set, MB; NaN where the system does not tell it.
  private static double peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) return Double.NaN;
    return Files.readAllLines(status).stream()
        .filter(l -> l.startsWith("VmHWM:"))
        .mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }
}
