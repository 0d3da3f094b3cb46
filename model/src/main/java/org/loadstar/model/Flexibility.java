package org.loadstar.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// What new AI load can put off, move and do without, per GW of facility power that stands at the PUE of the year's mean.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | u | 1 | utilisation: mean facility load over the power that stands |
/// | i | 1 | idle share: facility load without computation over the power that stands |
/// | s_w, delta_w | 1 | share of workload w in the energy of computation; part of it that may be put off |
///
/// ```
/// (1) computation u - i, of which s_w is workload w
/// (2) may be put off:  delta_w s_w (u - i)
/// (3) may move:        (1 - delta_w) s_w (u - i) of inference
/// (4) can be made up:  1 - u, and what others leave
/// (5) round trip between two places: 2 x 1.5 x great circle / (200 km per ms) + 0.5 ms
/// ```
///
/// Workloads with equal limits are one class: sums of rows that differ by a factor say no less. (5) is that of fibre (200 km per ms) on
/// a way 1.5 times as long as the great circle.
public final class Flexibility {
  private static final double EARTH_KM = 6371;
  private static final double DETOUR = 1.5;
  private static final double KM_PER_MS = 200;
  private static final double SWITCHING_MS = 0.5;

  /// Hours in which the longest interruption is counted.
  public static final int DAY = 24;

  private final double utilisation;
  private final double idle;
  private final List<Deferral> deferrals = new ArrayList<>();
  private final List<Movement> movements = new ArrayList<>();

  /// At most `most` hours of pause in any `span` consecutive hours.
  public record Pauses(int span, double most) {
    /// Most hours of pause in a run of `hours` hours.
    public double within(double hours) {
      double spans = Math.floor(hours / span);
      return spans * most + Math.min(most, hours - spans * span);
    }

    boolean binds() {
      return most < span;
    }
  }

  /// Workloads that may be put off alike.
  ///
  /// @param shares GW of each workload that may be put off, (2)
  /// @param window hours in which it must be made good
  /// @param loss energy lost over energy put off
  public record Deferral(List<String> workloads, List<Double> shares, int window, double loss, Pauses pauses) {
    public double share() {
      return shares.stream().mapToDouble(v -> v).sum();
    }

    public String name() {
      return String.join("+", workloads);
    }
  }

  /// Workloads that may move alike.
  ///
  /// @param shares GW of each workload that may move, (3)
  /// @param group by zone: zones of equal group may exchange work, -1 may not
  record Movement(List<String> workloads, List<Double> shares, List<Integer> group) {
    double share() {
      return shares.stream().mapToDouble(v -> v).sum();
    }

    String name() {
      return String.join("+", workloads);
    }
  }

  public Flexibility(Case data) {
    utilisation = data.settings().ai().utilisation();
    idle = data.settings().ai().idleShare();
    if (computing() <= 0) return;
    for (WorkloadRows.Workload w : data.workloads()) {
      double standing = w.share() * computing(); // (1)
      if (w.deferrable() * standing > 0) put(w, w.deferrable() * standing); // (2)
      if (w.kind() == WorkloadRows.Kind.INFERENCE && w.deferrable() < 1 && standing > 0)
        move(w.workload(), (1 - w.deferrable()) * standing, groups(data, w)); // (3)
    }
  }

  private void put(WorkloadRows.Workload w, double share) {
    int window = (int) Math.max(1, Math.floor(w.window()));
    double most = Math.min(w.maxPause(), window);
    Pauses pauses = new Pauses((int) Math.max(1, Math.ceil(w.minRun() + most)), most);
    if (!pauses.binds()) pauses = new Pauses(1, 1);
    for (Deferral d : deferrals) {
      if (d.window != window || d.loss != w.loss() || !d.pauses.equals(pauses)) continue;
      d.workloads.add(w.workload());
      d.shares.add(share);
      return;
    }
    deferrals.add(new Deferral(new ArrayList<>(List.of(w.workload())), new ArrayList<>(List.of(share)), window, w.loss(), pauses));
  }

  private void move(String workload, double share, List<Integer> group) {
    if (group.stream().allMatch(g -> g < 0)) return;
    for (Movement v : movements) {
      if (!v.group.equals(group)) continue;
      v.workloads.add(workload);
      v.shares.add(share);
      return;
    }
    movements.add(new Movement(new ArrayList<>(List.of(workload)), new ArrayList<>(List.of(share)), group));
  }

  public double utilisation() {
    return utilisation;
  }

  /// u - i, the load of computation, at least 0.
  double computing() {
    return Math.max(0, utilisation - idle);
  }

  /// 1 - u, (4).
  public double spare() {
    return 1 - utilisation;
  }

  public List<Deferral> deferrals() {
    return deferrals;
  }

  List<Movement> movements() {
    return movements;
  }

  /// Round trip between two zones, ms; NaN when one has no place.
  static double roundTrip(Zone a, Zone b) {
    if (a.zone().equals(b.zone())) return SWITCHING_MS;
    double p = Math.toRadians(a.latitude());
    double q = Math.toRadians(b.latitude());
    double haversine = Math.pow(Math.sin((q - p) / 2), 2)
        + Math.cos(p) * Math.cos(q) * Math.pow(Math.sin(Math.toRadians(b.longitude() - a.longitude()) / 2), 2);
    double km = 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
    return 2 * DETOUR * km / KM_PER_MS + SWITCHING_MS; // (5)
  }

  /// Groups of zones between which a workload may move wherever its users are: without origins, users are where the work stands, and
  /// any two zones of a group lie within its latency; with origins, zones of a group reach the same of them. A zone alone in
  /// its group, one that reaches no origin, or where the workload is not admitted, has -1.
  static List<Integer> groups(Case data, WorkloadRows.Workload w) {
    List<Zone> zones = data.zones();
    Predicate<Zone> admitted = w.countries().isBlank()
        ? z -> true
        : z -> Arrays.stream(w.countries().split(";")).map(String::strip)
            .anyMatch(c -> c.toUpperCase(Locale.ROOT).equals(z.country().toUpperCase(Locale.ROOT)));
    List<Zone> origins = zones.stream()
        .filter(z -> data.workloadOrigins().stream()
            .anyMatch(o -> o.workload().equals(w.workload()) && o.zone().equals(z.zone()) && o.share() > 0))
        .toList();
    int[] group = new int[zones.size()];
    Arrays.fill(group, -1);
    for (int z = 0; z < group.length; z++) {
      if (group[z] >= 0 || !admitted.test(zones.get(z))) continue;
      List<Integer> members = new ArrayList<>(List.of(z));
      for (int y = z + 1; y < group.length; y++) {
        Zone candidate = zones.get(y);
        if (group[y] < 0 && admitted.test(candidate)
            && members.stream().allMatch(k -> exchange(zones.get(k), candidate, w.latency(), origins))) members.add(y);
      }
      if (members.size() > 1) for (int k : members) group[k] = z;
    }
    return Arrays.stream(group).boxed().toList();
  }

  private static boolean exchange(Zone a, Zone b, double latency, List<Zone> origins) {
    if (latency == Double.POSITIVE_INFINITY) return true;
    if (origins.isEmpty()) return roundTrip(a, b) <= latency;
    return origins.stream().anyMatch(o -> roundTrip(o, a) <= latency)
        && origins.stream().allMatch(o -> roundTrip(o, a) <= latency == roundTrip(o, b) <= latency);
  }
}
