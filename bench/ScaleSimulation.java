import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A study of many members on a cluster, simulated: members take what measured ones took, some nodes are slow, nodes fail and come back,
/// a lost member is tried again, at most three times. usage: java bench/ScaleSimulation.java SWEEP.json [members] [nodes] [slots]
public class ScaleSimulation {
  private static final int TRIES = 3;

  /// Seconds after which an idle slot looks for work again.
  private static final double POLL = 10;

  /// One situation.
  ///
  /// @param scale factor on the measured seconds
  /// @param slowShare share of the nodes that are slow, by `slow`
  /// @param mtbfHours mean hours between two failures of a node
  /// @param backup whether idle slots begin the longest running members a second time
  record Situation(String name, double scale, double slowShare, double slow, double mtbfHours, double restart, double overhead, boolean backup) {}

  /// @param lost slot-seconds of tries that came to nothing
  record Outcome(double makespan, double busy, double lost, int failed, int retries) {}

  record Event(double at, int node, long generation, int slot, int member) {}

  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      System.err.println("usage: java bench/ScaleSimulation.java SWEEP.json [members] [nodes] [slots of a node]");
      System.exit(2);
    }
    double[] seconds = measured(Path.of(args[0]));
    int members = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    int nodes = args.length > 2 ? Integer.parseInt(args[2]) : 200;
    int slots = args.length > 3 ? Integer.parseInt(args[3]) : 8;
    System.out.printf(Locale.ROOT, "%d measured members: mean %.2f s, median %.2f s, 95 %% below %.2f s, longest %.2f s%n", seconds.length,
        Arrays.stream(seconds).average().orElse(0), quantile(seconds, 0.5), quantile(seconds, 0.95), quantile(seconds, 1));
    System.out.printf("%d members on %d nodes of %d slots%n%n%-46s %10s %12s %8s %9s %8s %7s%n", members, nodes, slots, "situation", "wall s", "ideal s", "busy", "lost",
        "retries", "failed");
    double long600 = 600 / Arrays.stream(seconds).average().orElse(1);
    for (Situation s : List.of(
        new Situation("as measured, nothing fails", 1, 0, 1, 1e12, 0, 0.1, false),
        new Situation("members of 600 s on average, nothing fails", long600, 0, 1, 1e12, 0, 0.1, false),
        new Situation("600 s, 5 % of nodes 3 x slow", long600, 0.05, 3, 1e12, 0, 0.1, false),
        new Situation("600 s, 5 % slow, stragglers begun twice", long600, 0.05, 3, 1e12, 0, 0.1, true),
        new Situation("600 s, 5 % slow, a node fails every 100 h", long600, 0.05, 3, 100, 300, 0.1, true),
        new Situation("600 s, 5 % slow, a node fails every 10 h", long600, 0.05, 3, 10, 300, 0.1, true),
        new Situation("600 s, 5 % slow, a node fails every hour", long600, 0.05, 3, 1, 300, 0.1, true))) {
      List<Outcome> runs = new ArrayList<>();
      for (int seed = 1; seed <= 5; seed++) runs.add(simulate(seconds, members, nodes, slots, s, seed));
      double wall = mean(runs, 0);
      double ideal = members * s.scale * Arrays.stream(seconds).average().orElse(0) / (nodes * slots);
      System.out.printf(Locale.ROOT, "%-46s %10.0f %12.0f %7.1f%% %8.2f%% %8.0f %7.1f%n", s.name, wall, ideal, 100 * mean(runs, 1) / (wall * nodes * slots),
          100 * mean(runs, 2) / mean(runs, 1), mean(runs, 4), mean(runs, 3));
    }
  }

  private static double mean(List<Outcome> runs, int what) {
    return runs.stream().mapToDouble(o -> switch (what) {
      case 0 -> o.makespan;
      case 1 -> o.busy;
      case 2 -> o.lost;
      case 3 -> o.failed;
      default -> o.retries;
    }).average().orElse(0);
  }

  /// Seconds of the members of a sweep.
  private static double[] measured(Path file) throws IOException {
    String text = Files.readString(file);
    int from = text.indexOf("\"members\"");
    int to = text.indexOf("\"turning\"");
    Matcher m = Pattern.compile("\"seconds\"\\s*:\\s*([0-9.eE+-]+)").matcher(from < 0 || to < from ? text : text.substring(from, to));
    List<Double> all = new ArrayList<>();
    while (m.find()) all.add(Double.parseDouble(m.group(1)));
    if (all.isEmpty()) throw new IOException(file + ": no members with seconds");
    return all.stream().mapToDouble(v -> v).toArray();
  }

  private static double quantile(double[] v, double q) {
    double[] sorted = v.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
  }

  private static Outcome simulate(double[] seconds, int members, int nodes, int slots, Situation s, int seed) {
    // The members and the slow nodes of a seed are the same in every situation.
    SplittableRandom random = new SplittableRandom(seed);
    SplittableRandom luck = random.split();
    double[] work = new double[members];
    for (int k = 0; k < members; k++) work[k] = s.scale * seconds[random.nextInt(seconds.length)] + s.overhead;
    double[] speed = new double[nodes];
    for (int n = 0; n < nodes; n++) speed[n] = random.nextDouble() < s.slowShare ? 1 / s.slow : 1;
    long[] generation = new long[nodes];
    int[][] doing = new int[nodes][slots];
    double[][] since = new double[nodes][slots];
    double[] due = new double[nodes];
    double[] back = new double[nodes];
    int[] tries = new int[members];
    int[] copies = new int[members];
    boolean[] done = new boolean[members];
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    for (int k = 0; k < members; k++) queue.add(k);
    PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingDouble(Event::at));
    for (int n = 0; n < nodes; n++) {
      Arrays.fill(doing[n], -1);
      due[n] = exponential(luck, s.mtbfHours * 3600);
      events.add(new Event(due[n], n, 0, -1, -1));
      for (int k = 0; k < slots; k++) events.add(new Event(0, n, 0, k, -1));
    }
    int left = members;
    int failed = 0;
    int retries = 0;
    double busy = 0;
    double lost = 0;
    double now = 0;
    double quiet = 0;
    while (left > 0) {
      Event e = events.remove();
      now = e.at;
      int n = e.node;
      if (e.slot < 0) {
        if (e.member == -2) {
          // The node is back.
          for (int k = 0; k < slots; k++) events.add(new Event(now, n, generation[n], k, -1));
          continue;
        }
        generation[n]++;
        for (int k = 0; k < slots; k++) {
          int m = doing[n][k];
          doing[n][k] = -1;
          if (m < 0) continue;
          busy += now - since[n][k];
          lost += now - since[n][k];
          copies[m]--;
          if (done[m] || copies[m] > 0) continue;
          if (++tries[m] >= TRIES) {
            failed++;
            left--;
            done[m] = true;
          } else {
            retries++;
            queue.add(m);
          }
        }
        back[n] = now + s.restart;
        events.add(new Event(back[n], n, generation[n], -1, -2));
        events.add(new Event(back[n] + exponential(luck, s.mtbfHours * 3600), n, generation[n], -1, -1));
        continue;
      }
      if (e.generation != generation[n]) continue;
      if (e.member >= 0) {
        doing[n][e.slot] = -1;
        busy += now - since[n][e.slot];
        copies[e.member]--;
        if (done[e.member]) lost += now - since[n][e.slot];
        else {
          done[e.member] = true;
          left--;
        }
      }
      Integer next = queue.poll();
      if (next == null && s.backup && now >= quiet) {
        next = straggler(doing, since, copies, done, now);
        if (next == null) quiet = now + POLL;
      }
      if (next == null) {
        if (left > 0) events.add(new Event(now + POLL, n, generation[n], e.slot, -1));
        continue;
      }
      doing[n][e.slot] = next;
      since[n][e.slot] = now;
      copies[next]++;
      events.add(new Event(now + work[next] / speed[n], n, generation[n], e.slot, next));
    }
    return new Outcome(now, busy, lost, failed, retries);
  }

  /// The member that has run longest and runs once; null when there is none.
  private static Integer straggler(int[][] doing, double[][] since, int[] copies, boolean[] done, double now) {
    Integer longest = null;
    // What has just begun is no straggler.
    double most = POLL;
    for (int n = 0; n < doing.length; n++)
      for (int k = 0; k < doing[n].length; k++) {
        int m = doing[n][k];
        if (m < 0 || done[m] || copies[m] > 1 || now - since[n][k] <= most) continue;
        most = now - since[n][k];
        longest = m;
      }
    return longest;
  }

  private static double exponential(SplittableRandom random, double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }
}
