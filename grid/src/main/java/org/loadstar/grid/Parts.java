package org.loadstar.grid;

import java.util.Arrays;

/// The parts of a network that hang together, and the branches whose loss divides one.
///
/// @param of part of each bus, numbered from 0
/// @param count number of parts
record Parts(int[] of, int count) {
  /// @param from one end of each branch
  /// @param in whether a branch is in service
  static Parts of(int n, int[] from, int[] to, boolean[] in) {
    int[] root = new int[n];
    for (int i = 0; i < n; i++) root[i] = i;
    for (int e = 0; e < from.length; e++) {
      if (!in[e]) continue;
      int a = find(root, from[e]);
      int b = find(root, to[e]);
      if (a != b) root[Math.max(a, b)] = Math.min(a, b);
    }
    int[] of = new int[n];
    int count = 0;
    for (int i = 0; i < n; i++) of[i] = find(root, i) == i ? count++ : of[root[i]];
    return new Parts(of, count);
  }

  private static int find(int[] root, int start) {
    int i = start;
    while (root[i] != i) {
      root[i] = root[root[i]];
      i = root[i];
    }
    return i;
  }

  /// Number of buses of each part.
  int[] sizes() {
    int[] size = new int[count];
    for (int p : of) size[p]++;
    return size;
  }

  /// For each branch whose loss divides its part, the buses on the side of `to` as a range of a preorder; null entries for the others.
  ///
  /// One depth-first walk (R. E. Tarjan, "A note on finding the bridges of a graph", Inf. Process. Lett. 2, 1974); parallel branches are
  /// told apart by their number.
  static Bridges bridges(int n, int[] from, int[] to) {
    return new Bridges(n, from, to);
  }

  /// Which branches are bridges, and what hangs on them.
  static final class Bridges {
    private final int[] preorder;
    private final int[] entered;
    private final int[] size;
    /// Bus at the far end of a bridge, as seen from the root of the walk; -1 for a branch that is none.
    private final int[] below;

    private Bridges(int n, int[] from, int[] to) {
      int m = from.length;
      int[] start = new int[n + 1];
      for (int e = 0; e < m; e++) {
        start[from[e] + 1]++;
        start[to[e] + 1]++;
      }
      for (int i = 0; i < n; i++) start[i + 1] += start[i];
      int[] free = Arrays.copyOf(start, n);
      int[] edge = new int[2 * m];
      for (int e = 0; e < m; e++) {
        edge[free[from[e]]++] = e;
        edge[free[to[e]]++] = e;
      }
      preorder = new int[n];
      entered = new int[n];
      size = new int[n];
      below = new int[m];
      Arrays.fill(entered, -1);
      Arrays.fill(below, -1);
      int[] low = new int[n];
      int[] next = Arrays.copyOf(start, n);
      int[] stack = new int[n];
      int[] by = new int[n];
      int time = 0;
      for (int root = 0; root < n; root++) {
        if (entered[root] >= 0) continue;
        int depth = 0;
        stack[0] = root;
        by[root] = -1;
        preorder[time] = root;
        entered[root] = time;
        low[root] = time++;
        while (depth >= 0) {
          int v = stack[depth];
          if (next[v] < start[v + 1]) {
            int e = edge[next[v]++];
            if (e == by[v]) continue;
            int w = from[e] == v ? to[e] : from[e];
            if (entered[w] >= 0) {
              low[v] = Math.min(low[v], entered[w]);
              continue;
            }
            by[w] = e;
            preorder[time] = w;
            entered[w] = time;
            low[w] = time++;
            stack[++depth] = w;
          } else {
            size[v] = time - entered[v];
            if (--depth < 0) continue;
            int above = stack[depth];
            low[above] = Math.min(low[above], low[v]);
            if (low[v] == entered[v]) below[by[v]] = v;
          }
        }
      }
    }

    boolean is(int branch) {
      return below[branch] >= 0;
    }

    /// The buses that a bridge ties to the rest: those behind it from where the walk began.
    int[] behind(int branch) {
      int v = below[branch];
      return Arrays.copyOfRange(preorder, entered[v], entered[v] + size[v]);
    }
  }
}
