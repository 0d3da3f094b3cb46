package org.loadstar.lp.ipm;

import java.util.Arrays;

/// The elimination tree of the matrix [D A'; A E] in a given order of its nodes, postordered, with the number of entries
/// of each column of the factor (Liu 1990; Gilbert, Ng, Peyton, "An efficient algorithm to compute row and column counts
/// for sparse Cholesky factorization", SIAM J. Matrix Anal. Appl. 15, 1994).
final class EliminationTree {
  /// Node at each position, in postorder of the tree: an equivalent order with the same fill.
  final int[] nodes;
  /// Position of the parent, -1 for a root.
  final int[] parent;
  /// Entries of the factor's column, diagonal included.
  final int[] count;

  EliminationTree(Program p, int[] order) {
    int n = order.length;
    int[] raw = parents(p, order, positions(order));
    int[] post = postorder(raw);
    nodes = new int[n];
    int[] at = new int[n];
    for (int k = 0; k < n; k++) {
      nodes[k] = order[post[k]];
      at[post[k]] = k;
    }
    parent = new int[n];
    for (int k = 0; k < n; k++) parent[k] = raw[post[k]] < 0 ? -1 : at[raw[post[k]]];
    count = counts(p, nodes, positions(nodes), parent);
  }

  /// Position of each node.
  static int[] positions(int[] order) {
    int[] at = new int[order.length];
    for (int k = 0; k < order.length; k++) at[order[k]] = k;
    return at;
  }

  /// Floating point operations of the factorisation without blocking.
  double flops() {
    double s = 0;
    for (int c : count) s += (double) c * c;
    return s;
  }

  /// Modelled nanoseconds of one iteration: arithmetic, and entries of the factor read by the solves.
  double work() {
    double entries = 0;
    for (int c : count) entries += c;
    return flops() / 6 + 6 * entries;
  }

  private static int[] parents(Program p, int[] order, int[] at) {
    int n = order.length;
    int[] parent = new int[n];
    int[] ancestor = new int[n];
    Arrays.fill(parent, -1);
    Arrays.fill(ancestor, -1);
    for (int k = 0; k < n; k++) {
      int v = order[k];
      boolean isColumn = v < p.columns;
      int from = isColumn ? p.start[v] : p.rowStart[v - p.columns];
      int to = isColumn ? p.start[v + 1] : p.rowStart[v - p.columns + 1];
      for (int q = from; q < to; q++) {
        int i = at[isColumn ? p.columns + p.index[q] : p.rowIndex[q]];
        while (i != -1 && i < k) {
          int above = ancestor[i];
          ancestor[i] = k;
          if (above == -1) parent[i] = k;
          i = above;
        }
      }
    }
    return parent;
  }

  static int[] postorder(int[] parent) {
    int n = parent.length;
    int[] head = new int[n];
    int[] next = new int[n];
    Arrays.fill(head, -1);
    for (int k = n - 1; k >= 0; k--)
      if (parent[k] >= 0) {
        next[k] = head[parent[k]];
        head[parent[k]] = k;
      }
    int[] post = new int[n];
    int[] stack = new int[n];
    int done = 0;
    for (int root = 0; root < n; root++) {
      if (parent[root] >= 0) continue;
      int depth = 0;
      stack[0] = root;
      while (depth >= 0) {
        int v = stack[depth];
        int child = head[v];
        if (child == -1) {
          depth--;
          post[done++] = v;
        } else {
          head[v] = next[child];
          stack[++depth] = child;
        }
      }
    }
    return post;
  }

  private static int[] counts(Program p, int[] nodes, int[] at, int[] parent) {
    int n = nodes.length;
    int[] first = new int[n];
    int[] maxFirst = new int[n];
    int[] previousLeaf = new int[n];
    int[] ancestor = new int[n];
    int[] count = new int[n];
    Arrays.fill(first, -1);
    Arrays.fill(maxFirst, -1);
    Arrays.fill(previousLeaf, -1);
    for (int k = 0; k < n; k++) {
      count[k] = first[k] == -1 ? 1 : 0;
      for (int j = k; j != -1 && first[j] == -1; j = parent[j]) first[j] = k;
      ancestor[k] = k;
    }
    for (int j = 0; j < n; j++) {
      if (parent[j] >= 0) count[parent[j]]--;
      int v = nodes[j];
      boolean isColumn = v < p.columns;
      int from = isColumn ? p.start[v] : p.rowStart[v - p.columns];
      int to = isColumn ? p.start[v + 1] : p.rowStart[v - p.columns + 1];
      for (int q = from; q < to; q++) {
        int i = at[isColumn ? p.columns + p.index[q] : p.rowIndex[q]];
        if (i <= j || first[j] <= maxFirst[i]) continue;
        maxFirst[i] = first[j];
        int previous = previousLeaf[i];
        previousLeaf[i] = j;
        count[j]++;
        if (previous == -1) continue;
        int root = previous;
        while (root != ancestor[root]) root = ancestor[root];
        for (int s = previous; s != root; ) {
          int up = ancestor[s];
          ancestor[s] = root;
          s = up;
        }
        count[root]--;
      }
      if (parent[j] >= 0) ancestor[j] = parent[j];
    }
    for (int j = 0; j < n; j++) if (parent[j] >= 0) count[parent[j]] += count[j];
    return count;
  }
}
