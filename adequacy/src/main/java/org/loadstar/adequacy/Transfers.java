package org.loadstar.adequacy;

import java.util.List;

/// Moves power between zones in one hour: a largest flow from zones that can give to zones that lack, within the ties.
///
/// ```
/// (1) max sum_z g_z,  0 <= g_z <= given_z,  -R_l <= f_l <= F_l,  g_z + inflow_z = outflow_z + served_z,  served_z <= lacking_z
/// ```
///
/// Shortest augmenting paths (Edmonds & Karp 1972), so what is near gives first. Several rounds in one hour, each with other sources,
/// serve the largest sum together, and what an earlier source gives never falls: a path from a later source takes flow over, it does not take
/// it back. Ties lose nothing here.
final class Transfers {
  /// Power that counts as none, MW.
  static final double NONE = 1e-6;

  private final int zones;
  private final int[] first;
  private final int[] next;
  private final int[] head;
  private final double[] room;
  private final int[] by;
  private final int[] queue;

  Transfers(int zones, List<PowerSystem.Tie> ties) {
    this.zones = zones;
    first = new int[zones];
    java.util.Arrays.fill(first, -1);
    next = new int[2 * ties.size()];
    head = new int[2 * ties.size()];
    room = new double[2 * ties.size()];
    by = new int[zones];
    queue = new int[zones];
    for (int l = 0; l < ties.size(); l++) {
      arc(2 * l, ties.get(l).from(), ties.get(l).to());
      arc(2 * l + 1, ties.get(l).to(), ties.get(l).from());
    }
  }

  private void arc(int a, int from, int to) {
    head[a] = to;
    next[a] = first[from];
    first[from] = a;
  }

  /// Empties a tie and sets its limits for the hour, MW.
  void limit(int tie, double forward, double reverse) {
    room[2 * tie] = forward;
    room[2 * tie + 1] = reverse;
  }

  /// Sends what can be sent and lowers both by it.
  ///
  /// @param giving MW by zone
  /// @param lacking MW by zone
  /// @return MW sent in all
  double send(double[] giving, double[] lacking) { // (1)
    double sent = 0;
    for (int z = 0; z < zones; z++) {
      double own = Math.min(giving[z], lacking[z]);
      if (own <= 0) continue;
      giving[z] -= own;
      lacking[z] -= own;
      sent += own;
    }
    while (true) {
      int end = path(giving, lacking);
      if (end < 0) return sent;
      double most = lacking[end];
      int z = end;
      while (by[z] >= 0) {
        most = Math.min(most, room[by[z]]);
        z = head[by[z] ^ 1];
      }
      most = Math.min(most, giving[z]);
      giving[z] -= most;
      lacking[end] -= most;
      for (int v = end; by[v] >= 0; v = head[by[v] ^ 1]) {
        room[by[v]] -= most;
        room[by[v] ^ 1] += most;
      }
      sent += most;
    }
  }

  /// A shortest path from any zone that gives to any that lacks, as the arc by which each zone was reached.
  ///
  /// @return its last zone, -1 when there is none
  private int path(double[] giving, double[] lacking) {
    int tail = 0;
    for (int z = 0; z < zones; z++) {
      by[z] = -2;
      if (giving[z] <= NONE) continue;
      by[z] = -1;
      queue[tail++] = z;
    }
    if (tail == 0) return -1;
    for (int k = 0; k < tail; k++) {
      for (int a = first[queue[k]]; a >= 0; a = next[a]) {
        int z = head[a];
        if (by[z] != -2 || room[a] <= NONE) continue;
        by[z] = a;
        if (lacking[z] > NONE) return z;
        queue[tail++] = z;
      }
    }
    return -1;
  }
}
