package org.loadstar.lp.ipm;

import java.util.Arrays;

/// Approximate minimum degree ordering on a quotient graph (Amestoy, Davis, Duff, "An approximate minimum degree ordering
/// algorithm", SIAM J. Matrix Anal. Appl. 17, 1996): elements absorb what they cover, indistinguishable variables merge,
/// variables adjacent to the pivot alone are eliminated with it.
///
/// Two additions. Nodes from `inner` on are a halo: they count in degrees but are never eliminated. Nodes marked as late
/// may be chosen only once a neighbour has been eliminated (a pivot that is zero until then).
public final class MinimumDegree {
  private final int n;
  private final int inner;
  /// Lists of all nodes: of a variable its elements, then its variables; of an element its variables.
  private int[] graph;
  private int free;
  private final int[] start;
  private final int[] length;
  /// Number of leading entries of a variable's list that are elements.
  private final int[] elements;
  /// Nodes that a variable stands for, negative while it is in the pivot's pattern; 0 for what is no variable any more.
  private final int[] weight;
  private final int[] degree;
  /// Of a living element: `stamp` + weight outside the pivot's pattern while seen; 0 for what is no living element.
  private final int[] mark;
  private final int[] head;
  private final int[] next;
  private final int[] last;
  private final boolean[] listed;
  private final int[] hashHead;
  private final int[] chain;
  private final int[] chainEnd;
  /// Round of comparison in which a node was last seen.
  private final long[] seen;
  private long round;
  private int smallest;
  private int stamp = 2;

  /// @param inner number of nodes to order; nodes inner .. n-1 are the halo
  /// @param adjacencyStart n + 1 offsets of the symmetric adjacency without diagonal
  public MinimumDegree(int inner, int[] adjacencyStart, int[] adjacency) {
    this.n = adjacencyStart.length - 1;
    this.inner = inner;
    start = Arrays.copyOf(adjacencyStart, n);
    free = adjacencyStart[n];
    graph = Arrays.copyOf(adjacency, free + free / 5 + 2 * n + 16);
    length = new int[n];
    elements = new int[n];
    weight = new int[n];
    degree = new int[n];
    mark = new int[n];
    head = new int[n + 1];
    next = new int[n];
    last = new int[n];
    listed = new boolean[n];
    hashHead = new int[n + 1];
    chain = new int[n];
    chainEnd = new int[n];
    seen = new long[n];
    Arrays.fill(head, -1);
    Arrays.fill(hashHead, -1);
    Arrays.fill(chain, -1);
    Arrays.fill(weight, 1);
    Arrays.fill(mark, 1);
    for (int i = 0; i < n; i++) {
      length[i] = adjacencyStart[i + 1] - adjacencyStart[i];
      degree[i] = length[i];
      chainEnd[i] = i;
    }
  }

  /// The inner nodes in order of elimination.
  ///
  /// @param late inner nodes that have to wait for a neighbour
  public int[] order(boolean[] late) {
    int[] pivots = new int[inner];
    int count = 0;
    int done = 0;
    int reach = 0;
    for (int i = 0; i < inner; i++) if (!late[i] || length[i] == 0) insert(i);
    while (done < inner) {
      while (smallest < n && head[smallest] == -1) smallest++;
      if (smallest >= n) {
        for (int i = 0; i < inner; i++) if (weight[i] > 0 && mark[i] == 1 && !listed[i]) insert(i);
        continue;
      }
      int pivot = head[smallest];
      detach(pivot);
      int pivotWeight = weight[pivot];
      if (free + degree[pivot] + 1 >= graph.length) compact(degree[pivot] + 1);
      int size = form(pivot);
      scan(pivot);
      int mass = update(pivot);
      size -= mass;
      degree[pivot] = size;
      done += pivotWeight + mass;
      reach = Math.max(reach, size);
      advance(reach);
      merge(pivot);
      finish(pivot, size, n - done);
      pivots[count++] = pivot;
    }
    int[] order = new int[inner];
    int k = 0;
    for (int q = 0; q < count; q++) for (int i = pivots[q]; i != -1; i = chain[i]) order[k++] = i;
    return order;
  }

  private void insert(int i) {
    int d = degree[i];
    next[i] = head[d];
    last[i] = -1;
    if (head[d] != -1) last[head[d]] = i;
    head[d] = i;
    listed[i] = true;
    if (d < smallest) smallest = d;
  }

  private void detach(int i) {
    if (!listed[i]) return;
    listed[i] = false;
    if (next[i] != -1) last[next[i]] = last[i];
    if (last[i] != -1) next[last[i]] = next[i];
    else head[degree[i]] = next[i];
  }

  /// Moves all living lists to the front of the graph array and makes sure that `room` entries follow.
  private void compact(int room) {
    // Tag the first entry of each list with its owner, then sweep.
    int[] first = new int[n];
    for (int i = 0; i < n; i++) {
      if (length[i] == 0) continue;
      first[i] = graph[start[i]];
      graph[start[i]] = -i - 2;
    }
    int to = 0;
    for (int from = 0; from < free; ) {
      int tag = graph[from];
      if (tag > -2) {
        from++;
        continue;
      }
      int i = -tag - 2;
      start[i] = to;
      graph[to++] = first[i];
      for (int k = 1; k < length[i]; k++) graph[to++] = graph[from + k];
      from += length[i];
    }
    free = to;
    if (free + room >= graph.length) graph = Arrays.copyOf(graph, free + room + graph.length / 2);
  }

  /// Makes the pivot an element: the union of its variables and of those of its elements. Returns the weight of it.
  private int form(int pivot) {
    int size = 0;
    int own = weight[pivot];
    weight[pivot] = -own;
    int from = free;
    int to = from;
    int p = start[pivot];
    int count = elements[pivot];
    for (int q = 0; q <= count; q++) {
      int e = q < count ? graph[p + q] : pivot;
      int at = q < count ? start[e] : p + count;
      int len = q < count ? length[e] : length[pivot] - count;
      for (int k = at; k < at + len; k++) {
        int i = graph[k];
        int w = weight[i];
        if (w <= 0) continue;
        size += w;
        weight[i] = -w;
        graph[to++] = i;
        detach(i);
      }
      if (q < count) kill(e);
    }
    start[pivot] = from;
    length[pivot] = to - from;
    elements[pivot] = -1;
    free = to;
    weight[pivot] = 0;
    return size;
  }

  private void kill(int node) {
    mark[node] = 0;
    start[node] = -1;
    length[node] = 0;
  }

  /// For every element adjacent to the pattern: its weight outside the pattern, as mark - stamp.
  private void scan(int pivot) {
    for (int k = start[pivot], end = k + length[pivot]; k < end; k++) {
      int i = graph[k];
      int w = -weight[i];
      for (int p = start[i], stop = p + elements[i]; p < stop; p++) {
        int e = graph[p];
        if (mark[e] >= stamp) mark[e] -= w;
        else if (mark[e] != 0) mark[e] = degree[e] + stamp - w;
      }
    }
  }

  /// New lists, degrees and hashes of the variables in the pattern; returns the weight eliminated with the pivot.
  private int update(int pivot) {
    int mass = 0;
    for (int k = start[pivot], end = k + length[pivot]; k < end; k++) {
      int i = graph[k];
      int p = start[i];
      int stop = p + elements[i];
      int listEnd = p + length[i];
      int to = p;
      int d = 0;
      int hash = 0;
      for (; p < stop; p++) {
        int e = graph[p];
        if (mark[e] == 0) continue;
        int outside = mark[e] - stamp;
        if (outside > 0) {
          d += outside;
          graph[to++] = e;
          hash += e;
        } else {
          kill(e);
        }
      }
      int variables = to;
      for (; p < listEnd; p++) {
        int j = graph[p];
        if (weight[j] <= 0) continue;
        d += weight[j];
        graph[to++] = j;
        hash += j;
      }
      if (d == 0 && i < inner) {
        mass += -weight[i];
        absorb(pivot, i);
      } else {
        degree[i] = Math.min(degree[i], d);
        // The pivot becomes the first element; the pivot or an element of i gave up at least one place.
        graph[to] = graph[variables];
        graph[variables] = graph[start[i]];
        graph[start[i]] = pivot;
        elements[i] = variables - start[i] + 1;
        length[i] = to - start[i] + 1;
        int h = (hash & 0x7fffffff) % n;
        next[i] = hashHead[h];
        hashHead[h] = i;
        last[i] = h;
      }
    }
    return mass;
  }

  private void absorb(int into, int i) {
    weight[i] = 0;
    kill(i);
    chain[chainEnd[into]] = i;
    chainEnd[into] = chainEnd[i];
  }

  private void advance(int reach) {
    if (stamp > Integer.MAX_VALUE - 2 * (reach + n + 2)) {
      for (int i = 0; i < n; i++) if (mark[i] != 0) mark[i] = 1;
      stamp = 2;
    } else {
      stamp += reach + 1;
    }
  }

  /// Merges variables of the pattern that have the same list.
  private void merge(int pivot) {
    for (int k = start[pivot], end = k + length[pivot]; k < end; k++) {
      int first = graph[k];
      if (weight[first] >= 0) continue;
      int h = last[first];
      int i = hashHead[h];
      hashHead[h] = -1;
      for (; i != -1 && next[i] != -1; i = next[i]) {
        round++;
        for (int p = start[i] + 1, stop = start[i] + length[i]; p < stop; p++) seen[graph[p]] = round;
        int before = i;
        for (int j = next[i]; j != -1; ) {
          boolean equal = length[j] == length[i] && elements[j] == elements[i] && (i < inner) == (j < inner);
          for (int p = start[j] + 1, stop = start[j] + length[j]; equal && p < stop; p++)
            equal = seen[graph[p]] == round;
          if (equal) {
            weight[i] += weight[j];
            absorb(i, j);
            j = next[j];
            next[before] = j;
          } else {
            before = j;
            j = next[j];
          }
        }
      }
    }
  }

  /// Puts the variables left in the pattern back into the degree lists.
  private void finish(int pivot, int size, int left) {
    int to = start[pivot];
    for (int k = to, end = k + length[pivot]; k < end; k++) {
      int i = graph[k];
      int w = -weight[i];
      if (w <= 0) continue;
      weight[i] = w;
      degree[i] = Math.max(0, Math.min(degree[i] + size - w, left - w));
      if (i < inner) insert(i);
      graph[to++] = i;
    }
    length[pivot] = to - start[pivot];
    if (length[pivot] == 0) kill(pivot);
    else free = to;
  }
}
