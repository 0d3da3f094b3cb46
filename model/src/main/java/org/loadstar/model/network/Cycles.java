package org.loadstar.model.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A basis of the cycles of an undirected graph with parallel edges: one cycle for each edge outside a spanning forest. The trees grow
/// breadth first from the node with the most edges, so that cycles are short.
public final class Cycles {
  /// One cycle.
  ///
  /// @param edges edges in no order, the one outside the forest first
  /// @param signs 1 where the cycle runs along the edge, -1 against it; 1 for the first
  /// @param root a node that all cycles of a connected part share a name by: the lowest of the part
  public record Cycle(int[] edges, int[] signs, int root) {}

  private final int[] from;
  private final int[] to;
  private final int[] parentEdge;
  private final int[] depth;
  private final int[] lowest;

  private Cycles(int nodes, int[] from, int[] to) {
    this.from = from;
    this.to = to;
    parentEdge = new int[nodes];
    depth = new int[nodes];
    lowest = new int[nodes];
  }

  /// The basis of a graph with nodes 0 .. nodes-1 and an edge from `from[e]` to `to[e]` for each e.
  public static List<Cycle> basis(int nodes, int[] from, int[] to) {
    return new Cycles(nodes, from, to).basis();
  }

  private List<Cycle> basis() {
    boolean[] inForest = forest();
    List<Cycle> all = new ArrayList<>();
    for (int e = 0; e < from.length; e++) if (!inForest[e]) all.add(close(e));
    return all;
  }

  private boolean[] forest() {
    int nodes = depth.length;
    List<List<Integer>> at = new ArrayList<>();
    for (int v = 0; v < nodes; v++) at.add(new ArrayList<>());
    for (int e = 0; e < from.length; e++) {
      at.get(from[e]).add(e);
      if (to[e] != from[e]) at.get(to[e]).add(e);
    }
    boolean[] inForest = new boolean[from.length];
    Arrays.fill(depth, -1);
    List<Integer> roots =
        IntStream.range(0, nodes).boxed().sorted(Comparator.comparing((Integer v) -> -at.get(v).size())).toList();
    for (int root : roots) {
      if (depth[root] >= 0) continue;
      List<Integer> part = new ArrayList<>();
      ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(root));
      depth[root] = 0;
      parentEdge[root] = -1;
      while (!queue.isEmpty()) {
        int v = queue.remove();
        part.add(v);
        for (int e : at.get(v)) {
          int w = from[e] == v ? to[e] : from[e];
          if (depth[w] >= 0) continue;
          depth[w] = depth[v] + 1;
          parentEdge[w] = e;
          inForest[e] = true;
          queue.add(w);
        }
      }
      int least = part.stream().mapToInt(v -> v).min().orElse(root);
      for (int v : part) lowest[v] = least;
    }
    return inForest;
  }

  /// Edge e and the way back from its end to its begin through the forest.
  private Cycle close(int e) {
    List<Integer> edges = new ArrayList<>(List.of(e));
    List<Integer> signs = new ArrayList<>(List.of(1));
    int head = to[e];
    int tail = from[e];
    while (head != tail) {
      boolean climbHead = depth[head] >= depth[tail];
      int v = climbHead ? head : tail;
      int p = parentEdge[v];
      boolean leaves = from[p] == v;
      edges.add(p);
      signs.add(climbHead == leaves ? 1 : -1);
      int up = leaves ? to[p] : from[p];
      if (climbHead) head = up;
      else tail = up;
    }
    return new Cycle(
        edges.stream().mapToInt(k -> k).toArray(), signs.stream().mapToInt(k -> k).toArray(), lowest[from[e]]);
  }
}
