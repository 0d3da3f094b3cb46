package org.loadstar.lp.ipm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// Orders the rows and columns of a program for elimination: nested dissection along time, minimum degree inside.
///
/// Nodes are columns 0 .. n-1 and rows n .. n+m-1; a column and a row are neighbours when A has an entry there. Every
/// node has a place on one axis of (stage, hour); a node without hour stands at the earliest of its neighbours. A stretch
/// of the axis is cut where the fewest nodes before the cut have neighbours behind it; those nodes are the separator and
/// come after both halves. So capacities and yearly rows, whose neighbours are everywhere, rise to the top of their stage
/// by themselves, and stages to the top of the program.
///
/// Short stretches are leaves: [MinimumDegree] with everything around the leaf as halo. Equal leaves (one day is like
/// another) are ordered once. A program without tags is one leaf with its dense nodes last.
final class TimeDissection {
  private final Program p;
  private final int n;
  private final int total;
  private final int leafNodes;
  private final int[] place;
  private final int[] nodes;
  /// The set that a node is in while the tree is built; after it, the leaf, or -1 for a node of a separator.
  private final int[] set;
  private final int[] scratch;
  private int sets;
  private final List<int[]> leaves = new ArrayList<>();
  private final ConcurrentHashMap<Long, Template> templates = new ConcurrentHashMap<>();

  private record Template(int inner, int[] start, int[] adjacency, boolean[] late, int[] order) {}

  private TimeDissection(Program p, int leafNodes) {
    this.p = p;
    this.n = p.columns;
    this.total = p.columns + p.rows;
    this.leafNodes = leafNodes;
    place = new int[total];
    nodes = new int[total];
    set = new int[total];
    scratch = new int[total];
  }

  /// The nodes in order of elimination.
  ///
  /// @param leafNodes stretches of at most so many nodes are not cut
  static int[] order(Program p, int leafNodes, Workers workers) {
    TimeDissection d = new TimeDissection(p, leafNodes);
    int places = d.locate();
    int end = d.sortByPlace(places);
    d.cut(0, end, 0, workers);
    d.orderLeaves(workers);
    return d.nodes;
  }

  private int neighbours(int node) {
    return node < n ? p.start[node + 1] - p.start[node] : p.rowStart[node - n + 1] - p.rowStart[node - n];
  }

  private int neighbour(int node, int k) {
    return node < n ? n + p.index[p.start[node] + k] : p.rowIndex[p.rowStart[node - n] + k];
  }

  /// Gives each node its place on the axis; returns the number of places.
  private int locate() {
    long[] keys = new long[total];
    int timed = 0;
    for (int v = 0; v < total; v++) {
      int hour = v < n ? p.columnHour[v] : p.rowHour[v - n];
      if (hour >= 0) keys[timed++] = key(v, hour);
    }
    long[] axis = Arrays.stream(keys, 0, timed).sorted().distinct().toArray();
    Arrays.fill(place, -1);
    for (int v = 0; v < total; v++) {
      int hour = v < n ? p.columnHour[v] : p.rowHour[v - n];
      if (hour >= 0) place[v] = Arrays.binarySearch(axis, key(v, hour));
    }
    for (int pass = 0; pass < 3; pass++) {
      int[] found = new int[total];
      Arrays.fill(found, -1);
      for (int v = 0; v < total; v++) {
        if (place[v] >= 0) continue;
        int least = Integer.MAX_VALUE;
        for (int k = 0, e = neighbours(v); k < e; k++) {
          int q = place[neighbour(v, k)];
          if (q >= 0 && q < least) least = q;
        }
        if (least < Integer.MAX_VALUE) found[v] = least;
      }
      for (int v = 0; v < total; v++) if (found[v] >= 0) place[v] = found[v];
    }
    for (int v = 0; v < total; v++) if (place[v] < 0) place[v] = 0;
    return Math.max(1, axis.length);
  }

  private long key(int v, int hour) {
    int stage = v < n ? p.columnStage[v] : p.rowStage[v - n];
    return ((long) (stage + 1) << 32) | hour;
  }

  /// Fills `nodes` by place; dense nodes of a program without time come last, outside every set. Returns where they begin.
  private int sortByPlace(int places) {
    double dense = places > 1 ? Double.POSITIVE_INFINITY : Math.max(16, 10 * Math.sqrt(total));
    int[] next = new int[places + 1];
    int end = 0;
    for (int v = 0; v < total; v++) {
      if (neighbours(v) > dense) {
        set[v] = -1;
      } else {
        next[place[v] + 1]++;
        end++;
      }
    }
    for (int q = 0; q < places; q++) next[q + 1] += next[q];
    int last = end;
    for (int v = 0; v < total; v++) {
      if (set[v] < 0) nodes[last++] = v;
      else nodes[next[place[v]]++] = v;
    }
    return end;
  }

  /// Cuts the stretch held by nodes from .. to-1, all in set `id` and ascending by place.
  private void cut(int from, int to, int id, Workers workers) {
    workers.check();
    if (from == to) return;
    int lo = place[nodes[from]];
    int hi = place[nodes[to - 1]];
    if (to - from <= leafNodes || lo == hi) {
      leaves.add(new int[] {from, to, id});
      return;
    }
    int width = hi - lo + 1;
    int[] crossing = new int[width + 1];
    for (int q = from; q < to; q++) {
      int v = nodes[q];
      int reach = reach(v, id);
      if (reach > place[v]) {
        crossing[place[v] - lo]++;
        crossing[reach - lo]--;
      }
    }
    for (int c = 1; c < width; c++) crossing[c] += crossing[c - 1];
    int first = Math.min(width / 4, width - 2);
    int last = Math.max(first, width - 2 - width / 4);
    int best = first;
    for (int c = first; c <= last; c++) {
      boolean nearer = Math.abs(2 * c - width + 1) < Math.abs(2 * best - width + 1);
      if (crossing[c] < crossing[best] || (crossing[c] == crossing[best] && nearer)) best = c;
    }
    int at = lo + best;
    int left = ++sets;
    int right = ++sets;
    int l = from;
    int r = 0;
    for (int q = from; q < to; q++) {
      int v = nodes[q];
      if (place[v] <= at && reach(v, id) <= at) nodes[l++] = v;
      else scratch[r++] = v;
    }
    int mid = l;
    for (int q = 0; q < r; q++) if (place[scratch[q]] > at) nodes[l++] = scratch[q];
    int end = l;
    for (int q = 0; q < r; q++) if (place[scratch[q]] <= at) nodes[l++] = scratch[q];
    for (int q = from; q < mid; q++) set[nodes[q]] = left;
    for (int q = mid; q < end; q++) set[nodes[q]] = right;
    for (int q = end; q < to; q++) set[nodes[q]] = -1;
    cut(from, mid, left, workers);
    cut(mid, end, right, workers);
  }

  /// The furthest place among the neighbours of a node in its set.
  private int reach(int v, int id) {
    int far = place[v];
    for (int k = 0, e = neighbours(v); k < e; k++) {
      int u = neighbour(v, k);
      if (set[u] == id && place[u] > far) far = place[u];
    }
    return far;
  }

  private void orderLeaves(Workers workers) {
    int[][] local = new int[workers.threads()][];
    workers.each(
        leaves.size(),
        (t, w) -> {
          int[] map = local[w];
          if (map == null) {
            map = new int[total];
            Arrays.fill(map, -1);
            local[w] = map;
          }
          int[] leaf = leaves.get(t);
          orderLeaf(leaf[0], leaf[1], map);
        });
  }

  /// Orders one leaf in place; `local` is all -1 before and after.
  private void orderLeaf(int from, int to, int[] local) {
    int inner = to - from;
    int[] members = Arrays.copyOfRange(nodes, from, to);
    Arrays.sort(members);
    for (int q = 0; q < inner; q++) local[members[q]] = q;
    int edges = 0;
    for (int v : members) edges += neighbours(v);
    int[] halo = new int[64];
    int all = inner;
    int[] count = new int[inner + 64];
    int[] flat = new int[edges];
    int f = 0;
    for (int q = 0; q < inner; q++) {
      int v = members[q];
      for (int k = 0, e = neighbours(v); k < e; k++) {
        int u = neighbour(v, k);
        if (local[u] < 0) {
          if (all - inner == halo.length) halo = Arrays.copyOf(halo, 2 * halo.length);
          if (all == count.length) count = Arrays.copyOf(count, 2 * count.length);
          halo[all - inner] = u;
          local[u] = all++;
        }
        if (local[u] >= inner) count[local[u]]++;
        flat[f++] = local[u];
      }
      count[q] = neighbours(v);
    }
    int[] start = new int[all + 1];
    for (int q = 0; q < all; q++) start[q + 1] = start[q] + count[q];
    int[] adjacency = Arrays.copyOf(flat, start[all]);
    int[] next = Arrays.copyOf(start, all);
    f = 0;
    for (int q = 0; q < inner; q++)
      for (int k = 0; k < count[q]; k++, f++) if (flat[f] >= inner) adjacency[next[flat[f]]++] = q;
    for (int v : members) local[v] = -1;
    for (int q = 0; q < all - inner; q++) local[halo[q]] = -1;
    boolean[] late = new boolean[inner];
    for (int q = 0; q < inner; q++) late[q] = isLate(members[q]);
    int[] order = orderOf(inner, start, adjacency, late);
    for (int q = 0; q < inner; q++) nodes[from + q] = members[order[q]];
  }

  private int[] orderOf(int inner, int[] start, int[] adjacency, boolean[] late) {
    long hash = 31L * Arrays.hashCode(start) + Arrays.hashCode(adjacency) * 1_000_003L + Arrays.hashCode(late);
    Template known = templates.get(hash);
    if (known != null
        && known.inner == inner
        && Arrays.equals(known.start, start)
        && Arrays.equals(known.adjacency, adjacency)
        && Arrays.equals(known.late, late)) {
      return known.order;
    }
    int[] order = new MinimumDegree(inner, start, adjacency).order(late);
    templates.put(hash, new Template(inner, start, adjacency, late, order));
    return order;
  }

  /// An equality row or a free column has no pivot of its own before a neighbour is eliminated.
  private boolean isLate(int v) {
    return v < n ? p.isFree(v) : p.isEquality(v - n);
  }
}
