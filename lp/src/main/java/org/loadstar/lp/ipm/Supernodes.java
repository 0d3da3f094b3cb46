package org.loadstar.lp.ipm;

import java.util.Arrays;

/// The plan of a multifrontal factorisation: which nodes form a front, the rows of each front, where children and entries
/// of A land in it. Computed once per pattern.
///
/// Neighbouring columns of equal pattern form a supernode; a supernode is merged into its parent when a model of time
/// (arithmetic, passing blocks on, entries read in the solves, a fixed cost per front) says that this pays.
final class Supernodes {
  /// Node at each position of the final order.
  final int[] nodes;
  /// Position of each node.
  final int[] at;
  final int count;
  /// First position of each supernode; count + 1 entries.
  final int[] first;
  final int[] parent;
  /// Positions of the rows below the pivots of supernode s: `rows[rowStart[s] .. rowStart[s+1]-1]`, ascending.
  final int[] rowStart;
  final int[] rows;
  /// Index in the parent's front of each of these rows.
  final int[] relative;
  /// Children of s: `children[childStart[s] .. childStart[s+1]-1]`.
  final int[] childStart;
  final int[] children;
  /// Entries of A that enter the front of s: offset in the front and source (k in column order, or -1-k in row order).
  final int[] entryStart;
  final int[] entryAt;
  final int[] entrySource;
  final double flops;
  final long factorEntries;

  Supernodes(Program p, EliminationTree tree) {
    int n = tree.nodes.length;
    int[] lead = new int[n + 1];
    int s = 0;
    for (int j = 0; j < n; j++) {
      boolean joins = j > 0 && tree.parent[j - 1] == j && tree.count[j - 1] == tree.count[j] + 1;
      if (!joins) lead[s++] = j;
    }
    lead[s] = n;
    int[] of = new int[n];
    for (int q = 0; q < s; q++) Arrays.fill(of, lead[q], lead[q + 1], q);
    int[] up = new int[s];
    int[] pivots = new int[s];
    int[] size = new int[s];
    for (int q = 0; q < s; q++) {
      int above = tree.parent[lead[q + 1] - 1];
      up[q] = above < 0 ? -1 : of[above];
      pivots[q] = lead[q + 1] - lead[q];
      size[q] = tree.count[lead[q]];
    }
    int[] into = amalgamate(up, pivots, size);

    // Survivors in postorder; the pivots of what merged into a supernode come before its own.
    int[] alive = new int[s];
    Arrays.fill(alive, -1);
    int kept = 0;
    for (int q = 0; q < s; q++) if (into[q] == q) alive[q] = kept++;
    int[] keptParent = new int[kept];
    for (int q = 0; q < s; q++) if (into[q] == q) keptParent[alive[q]] = up[q] < 0 ? -1 : alive[find(into, up[q])];
    int[] post = EliminationTree.postorder(keptParent);
    int[] rank = EliminationTree.positions(post);
    count = kept;
    first = new int[count + 1];
    for (int q = 0; q < s; q++) first[rank[alive[find(into, q)]] + 1] += lead[q + 1] - lead[q];
    for (int q = 0; q < count; q++) first[q + 1] += first[q];
    int[] next = Arrays.copyOf(first, count);
    nodes = new int[n];
    for (int q = 0; q < s; q++) {
      int t = rank[alive[find(into, q)]];
      for (int j = lead[q]; j < lead[q + 1]; j++) nodes[next[t]++] = tree.nodes[j];
    }
    at = EliminationTree.positions(nodes);
    parent = new int[count];
    childStart = new int[count + 1];
    for (int q = 0; q < kept; q++) {
      int above = keptParent[q] < 0 ? -1 : rank[keptParent[q]];
      parent[rank[q]] = above;
      if (above >= 0) childStart[above + 1]++;
    }
    for (int q = 0; q < count; q++) childStart[q + 1] += childStart[q];
    children = new int[childStart[count]];
    int[] slot = Arrays.copyOf(childStart, count);
    for (int q = 0; q < count; q++) if (parent[q] >= 0) children[slot[parent[q]]++] = q;

    rowStart = new int[count + 1];
    rows = collectRows(p);
    relative = new int[rows.length];
    entryStart = new int[count + 1];
    entryAt = new int[p.nonzeros()];
    entrySource = new int[p.nonzeros()];
    place(p);
    double f = 0;
    long e = 0;
    for (int q = 0; q < count; q++) {
      f += flops(pivots(q), front(q));
      e += (long) pivots(q) * front(q) - (long) pivots(q) * (pivots(q) + 1) / 2;
    }
    flops = f;
    factorEntries = e;
  }

  int pivots(int s) {
    return first[s + 1] - first[s];
  }

  int below(int s) {
    return rowStart[s + 1] - rowStart[s];
  }

  int front(int s) {
    return pivots(s) + below(s);
  }

  /// Distance of the rows of a front in memory: whole vectors, never a power of two that would crowd a cache set.
  static int stride(int front) {
    int ld = (front + 15) & ~15;
    return ld >= 256 && (ld & 127) == 0 ? ld + 16 : ld;
  }

  static double flops(double pivots, double front) {
    return pivots * front * front - pivots * pivots * front + pivots * pivots * pivots / 3;
  }

  /// Modelled nanoseconds of one front in one iteration.
  private static double time(double pivots, double front) {
    double below = front - pivots;
    double entries = pivots * front - pivots * pivots / 2;
    return 800 + 15 * front + flops(pivots, front) / 6 + 0.6 * below * below + 6 * entries;
  }

  private static int find(int[] into, int q) {
    while (into[q] != q) {
      into[q] = into[into[q]];
      q = into[q];
    }
    return q;
  }

  /// Greedy merging from the leaves up; returns for each supernode what it merged into (itself when alive).
  private static int[] amalgamate(int[] up, int[] pivots, int[] size) {
    int s = up.length;
    int[] into = new int[s];
    int[] head = new int[s];
    int[] next = new int[s];
    Arrays.fill(head, -1);
    for (int q = 0; q < s; q++) into[q] = q;
    for (int q = 0; q < s; q++) {
      // All children of q have smaller numbers and are settled.
      for (int c = head[q]; c != -1; c = next[c]) {
        int k = pivots[c] + pivots[q];
        int f = pivots[c] + size[q];
        if (time(k, f) <= time(pivots[c], size[c]) + time(pivots[q], size[q])) {
          into[c] = q;
          pivots[q] = k;
          size[q] = f;
        }
      }
      if (up[q] >= 0) {
        next[q] = head[up[q]];
        head[up[q]] = q;
      }
    }
    return into;
  }

  private int[] collectRows(Program p) {
    int n = nodes.length;
    int[] mark = new int[n];
    Arrays.fill(mark, -1);
    int[] out = new int[Math.max(1024, 2 * n)];
    int end = 0;
    for (int s = 0; s < count; s++) {
      rowStart[s] = end;
      int last = first[s + 1];
      int bound = end + 16;
      for (int c = childStart[s]; c < childStart[s + 1]; c++) bound += below(children[c]);
      for (int q = first[s]; q < last; q++) bound += degree(p, nodes[q]);
      if (bound > out.length) out = Arrays.copyOf(out, Math.max(bound, (int) Math.min(Integer.MAX_VALUE - 16, out.length * 3L / 2)));
      for (int c = childStart[s]; c < childStart[s + 1]; c++) {
        int child = children[c];
        for (int k = rowStart[child]; k < rowStart[child + 1]; k++) {
          int r = out[k];
          if (r >= last && mark[r] != s) {
            mark[r] = s;
            out[end++] = r;
          }
        }
      }
      for (int q = first[s]; q < last; q++) {
        int v = nodes[q];
        for (int k = 0, e = degree(p, v); k < e; k++) {
          int r = at[neighbour(p, v, k)];
          if (r >= last && mark[r] != s) {
            mark[r] = s;
            out[end++] = r;
          }
        }
      }
      Arrays.sort(out, rowStart[s], end);
      rowStart[s + 1] = end;
    }
    return Arrays.copyOf(out, end);
  }

  private static int degree(Program p, int v) {
    return v < p.columns
        ? p.start[v + 1] - p.start[v]
        : p.rowStart[v - p.columns + 1] - p.rowStart[v - p.columns];
  }

  private static int neighbour(Program p, int v, int k) {
    return v < p.columns ? p.columns + p.index[p.start[v] + k] : p.rowIndex[p.rowStart[v - p.columns] + k];
  }

  /// Fills the relative indices and the places of the entries of A.
  private void place(Program p) {
    int[] local = new int[nodes.length];
    int e = 0;
    for (int s = 0; s < count; s++) {
      entryStart[s] = e;
      int k = pivots(s);
      int ld = stride(front(s));
      for (int q = 0; q < k; q++) local[first[s] + q] = q;
      for (int q = rowStart[s]; q < rowStart[s + 1]; q++) local[rows[q]] = k + q - rowStart[s];
      for (int c = childStart[s]; c < childStart[s + 1]; c++)
        for (int q = rowStart[children[c]]; q < rowStart[children[c] + 1]; q++) relative[q] = local[rows[q]];
      for (int q = 0; q < k; q++) {
        int v = nodes[first[s] + q];
        boolean isColumn = v < p.columns;
        int base = isColumn ? p.start[v] : p.rowStart[v - p.columns];
        for (int d = 0, degree = degree(p, v); d < degree; d++) {
          int r = at[neighbour(p, v, d)];
          if (r <= first[s] + q) continue;
          entryAt[e] = Math.addExact(Math.multiplyExact(q, ld), local[r]);
          entrySource[e++] = isColumn ? base + d : -1 - (base + d);
        }
      }
    }
    entryStart[count] = e;
  }
}
