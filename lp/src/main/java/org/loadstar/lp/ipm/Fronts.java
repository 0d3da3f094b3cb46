package org.loadstar.lp.ipm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Multifrontal LDL' of [D A'; A E] with diagonals D < 0 (columns) and E > 0 (rows), and solves with it.
///
/// The tree is split into subtrees of about one hundredth of the work, which run in parallel, and the top above them,
/// whose fronts run one by one with parallel updates. The split and the order of every sum depend on the pattern alone,
/// so the result is the same to the last bit for any number of threads.
final class Fronts {
  private static final int CHUNK = 1 << 22;

  private final Supernodes plan;
  private final Workers workers;
  private final byte[] sign;
  private final double[] inverse;
  private final double[][] chunk;
  private final int[] chunkOf;
  private final int[] offset;
  /// First supernode of the subtree rooted at a root, by root; roots in order; tasks as ranges of roots.
  private final int[] roots;
  private final int[] rootOf;
  private final int[] firstOf;
  private final int[] taskStart;
  private final int[] top;
  private final double[][] rootBlock;
  private final double[][] rootUpdate;
  private final Buffers[] buffers;
  private final Buffers topBuffers;
  private double tiny;

  /// Working memory of one thread.
  private static final class Buffers {
    double[] front = {};
    double[] scratch = {};
    double[] stack = {};
    int[] stackAt = {};
    double[] w = {};
    int[] map = {};
    int[] runs = {};
  }

  Fronts(Supernodes plan, int columns, Workers workers) {
    this.plan = plan;
    this.workers = workers;
    int n = plan.nodes.length;
    int count = plan.count;
    sign = new byte[n];
    for (int k = 0; k < n; k++) sign[k] = (byte) (plan.nodes[k] < columns ? -1 : 1);
    inverse = new double[n];
    chunkOf = new int[count];
    offset = new int[count];
    List<Integer> sizes = new ArrayList<>();
    long used = 0;
    for (int s = 0; s < count; s++) {
      long need = entries(s);
      if (used + need > CHUNK && used > 0) {
        sizes.add((int) used);
        used = 0;
      }
      chunkOf[s] = sizes.size();
      offset[s] = (int) used;
      used = Math.addExact(used, need);
      if (used > Integer.MAX_VALUE - 16) throw new OutOfMemoryError("front of " + plan.front(s) + " rows");
    }
    sizes.add((int) used);
    chunk = new double[sizes.size()][];
    for (int q = 0; q < chunk.length; q++) chunk[q] = new double[sizes.get(q)];

    double[] work = new double[count];
    int[] low = new int[count];
    for (int s = 0; s < count; s++) {
      low[s] = s;
      work[s] += 2000 + Supernodes.flops(plan.pivots(s), plan.front(s));
      for (int c = plan.childStart[s]; c < plan.childStart[s + 1]; c++) {
        work[s] += work[plan.children[c]];
        low[s] = Math.min(low[s], low[plan.children[c]]);
      }
    }
    double all = 0;
    for (int s = 0; s < count; s++) if (plan.parent[s] < 0) all += work[s];
    double limit = Math.max(all / 96, 1e5);
    List<Integer> rootList = new ArrayList<>();
    List<Integer> topList = new ArrayList<>();
    rootOf = new int[count];
    Arrays.fill(rootOf, -1);
    for (int s = 0; s < count; s++) {
      if (work[s] > limit) topList.add(s);
      else if (plan.parent[s] < 0 || work[plan.parent[s]] > limit) rootList.add(s);
    }
    roots = rootList.stream().mapToInt(Integer::intValue).toArray();
    top = topList.stream().mapToInt(Integer::intValue).toArray();
    firstOf = new int[roots.length];
    rootBlock = new double[count][];
    rootUpdate = new double[roots.length][];
    List<Integer> cuts = new ArrayList<>();
    double load = Double.POSITIVE_INFINITY;
    for (int q = 0; q < roots.length; q++) {
      int r = roots[q];
      firstOf[q] = low[r];
      Arrays.fill(rootOf, low[r], r + 1, q);
      if (load + work[r] > limit) {
        cuts.add(q);
        load = 0;
      }
      load += work[r];
      rootBlock[r] = new double[block(r)];
      rootUpdate[q] = new double[plan.below(r)];
    }
    cuts.add(roots.length);
    taskStart = cuts.stream().mapToInt(Integer::intValue).toArray();
    topBuffers = new Buffers();
    buffers = new Buffers[workers.threads()];
    size();
  }

  private void size() {
    int count = plan.count;
    int front = 0;
    int topFront = 0;
    long stack = 0;
    long held = 0;
    for (int s = 0; s < count; s++) {
      int f = plan.front(s);
      if (rootOf[s] < 0) {
        topFront = Math.max(topFront, f);
        rootBlock[s] = new double[block(s)];
      } else {
        front = Math.max(front, f);
        for (int c = plan.childStart[s]; c < plan.childStart[s + 1]; c++) held -= block(plan.children[c]);
        if (roots[rootOf[s]] != s) held += block(s);
        stack = Math.max(stack, held);
      }
    }
    if (stack > Integer.MAX_VALUE - 16) throw new OutOfMemoryError("stack of " + stack + " entries");
    for (int w = 0; w < buffers.length; w++) buffers[w] = allocate(front, (int) stack);
    Buffers t = allocate(topFront, 0);
    topBuffers.front = t.front;
    topBuffers.scratch = t.scratch;
    topBuffers.w = t.w;
    topBuffers.runs = t.runs;
  }

  private Buffers allocate(int front, int stack) {
    Buffers b = new Buffers();
    b.front = new double[Math.multiplyExact(front + 8, Supernodes.stride(front) + 16)];
    b.scratch = new double[DenseKernel.scratch(front)];
    b.stack = new double[stack];
    b.w = new double[front + SolveKernel.SPARE];
    b.runs = new int[front + 1];
    b.map = new int[stack == 0 ? 0 : plan.nodes.length];
    b.stackAt = new int[plan.count];
    return b;
  }

  private static int triangle(int n) {
    return Math.toIntExact((long) n * (n + 1) / 2);
  }

  private int block(int s) {
    return triangle(plan.below(s));
  }

  private long entries(int s) {
    long k = plan.pivots(s);
    return k * plan.front(s) - k * (k + 1) / 2;
  }

  /// Bytes held by the factor and the working memory.
  long bytes() {
    long b = 0;
    for (double[] c : chunk) b += 8L * c.length;
    for (double[] r : rootBlock) if (r != null) b += 8L * r.length;
    for (Buffers w : buffers) b += 8L * (w.front.length + w.stack.length);
    return b + 8L * topBuffers.front.length;
  }

  /// Factorises with the given diagonal.
  ///
  /// @param diagonal by node (columns, then rows): negative for columns, positive for rows
  /// @param tiny smallest size of a pivot
  void factor(Program p, double[] diagonal, double tiny) {
    this.tiny = tiny;
    workers.each(
        taskStart.length - 1,
        (t, w) -> {
          Buffers b = buffers[w];
          for (int q = taskStart[t]; q < taskStart[t + 1]; q++) {
            int at = 0;
            for (int s = firstOf[q]; s <= roots[q]; s++) at = factorOne(p, diagonal, s, b, at, null);
          }
        });
    for (int s : top) {
      workers.check();
      factorOne(p, diagonal, s, topBuffers, 0, workers);
    }
  }

  /// Assembles and eliminates front s; returns the new height of the stack.
  private int factorOne(
      Program p, double[] diagonal, int s, Buffers b, int height, @Nullable Workers shared) {
    int k = plan.pivots(s);
    int f = plan.front(s);
    int ld = Supernodes.stride(f);
    double[] a = b.front;
    Arrays.fill(a, 0, (f + 8) * ld, 0);
    int first = plan.first[s];
    for (int q = 0; q < k; q++) a[q * ld + q] = diagonal[plan.nodes[first + q]];
    for (int e = plan.entryStart[s]; e < plan.entryStart[s + 1]; e++) {
      int source = plan.entrySource[e];
      a[plan.entryAt[e]] = source >= 0 ? p.value[source] : p.rowValue[-1 - source];
    }
    int base = height;
    for (int c = plan.childStart[s + 1] - 1; c >= plan.childStart[s]; c--) {
      int child = plan.children[c];
      double[] from = rootBlock[child];
      if (from == null) {
        base -= block(child);
        extend(a, ld, child, b.stack, base, b.runs);
      } else {
        extend(a, ld, child, from, 0, b.runs);
      }
    }
    DenseKernel.factor(a, f, k, sign, first, inverse, tiny, b.scratch, shared);
    double[] u = chunk[chunkOf[s]];
    int o = offset[s];
    int below = o + k * (k - 1) / 2;
    for (int q = 0; q < k; q++) {
      double inv = inverse[first + q];
      int row = q * ld;
      for (int j = q + 1; j < k; j++) u[o++] = a[row + j] * inv;
      for (int j = k; j < f; j++) u[below++] = a[row + j] * inv;
    }
    double[] own = rootBlock[s];
    double[] to = own == null ? b.stack : own;
    int at = own == null ? base : 0;
    for (int q = k; q < f; q++) {
      System.arraycopy(a, q * ld + q, to, at, f - q);
      at += f - q;
    }
    return own == null ? at : base;
  }

  /// Adds the block of a child to its parent's front, by runs of neighbouring indices.
  private void extend(double[] a, int ld, int child, double[] from, int at, int[] runs) {
    int n = plan.below(child);
    int[] relative = plan.relative;
    int r0 = plan.rowStart[child];
    int count = 0;
    for (int q = 0; q < n; q++)
      if (q == 0 || relative[r0 + q] != relative[r0 + q - 1] + 1) runs[count++] = q;
    runs[count] = n;
    int run = 0;
    for (int q = 0; q < n; q++) {
      if (q == runs[run + 1]) run++;
      int row = relative[r0 + q] * ld;
      int source = at - q;
      int j = q;
      for (int g = run; g < count; g++) {
        int end = runs[g + 1];
        int target = row + relative[r0 + j] - j;
        for (; j < end; j++) a[target + j] += from[source + j];
      }
      at += n - q;
    }
  }

  /// Replaces b, given by node, by the solution of the factorised system.
  ///
  /// @param x scratch of the same length
  void solve(double[] b, double[] x) {
    int[] nodes = plan.nodes;
    workers.loop(nodes.length, (from, to) -> { for (int q = from; q < to; q++) x[q] = b[nodes[q]]; });
    workers.each(
        taskStart.length - 1,
        (t, w) -> {
          for (int q = taskStart[t]; q < taskStart[t + 1]; q++) {
            int r = roots[q];
            int r0 = plan.rowStart[r];
            int[] map = buffers[w].map;
            double[] update = rootUpdate[q];
            if (map.length == 0 && firstOf[q] < r) {
              map = new int[nodes.length];
              buffers[w].map = map;
            }
            if (firstOf[q] < r) for (int i = 0; i < update.length; i++) map[plan.rows[r0 + i]] = i;
            Arrays.fill(update, 0);
            for (int s = firstOf[q]; s < r; s++) forward(s, x, buffers[w].w, plan.first[r + 1], update, map);
            forwardInto(r, x, buffers[w].w, update);
          }
        });
    for (int q = 0; q < roots.length; q++) {
      int r0 = plan.rowStart[roots[q]];
      double[] update = rootUpdate[q];
      for (int i = 0; i < update.length; i++) x[plan.rows[r0 + i]] += update[i];
    }
    int n = nodes.length;
    for (int s : top) forward(s, x, topBuffers.w, n, topBuffers.w, topBuffers.map);
    for (int q = top.length - 1; q >= 0; q--) backward(top[q], x, topBuffers.w);
    workers.each(
        taskStart.length - 1,
        (t, w) -> {
          for (int q = taskStart[t]; q < taskStart[t + 1]; q++)
            for (int s = roots[q]; s >= firstOf[q]; s--) backward(s, x, buffers[w].w);
        });
    workers.loop(nodes.length, (from, to) -> { for (int q = from; q < to; q++) b[nodes[q]] = x[q]; });
  }

  /// Eliminates the pivots of s from x; leaves in w what the rows below gain.
  private void eliminate(int s, double[] x, double[] w) {
    int k = plan.pivots(s);
    int n = plan.below(s);
    int first = plan.first[s];
    double[] u = chunk[chunkOf[s]];
    int o = offset[s];
    for (int q = 0; q < k; q++) {
      double v = x[first + q];
      for (int j = q + 1; j < k; j++) x[first + j] -= u[o++] * v;
    }
    SolveKernel.down(u, o, k, n, x, first, w);
  }

  private void forward(int s, double[] x, double[] w, int end, double[] outside, int[] map) {
    eliminate(s, x, w);
    int k = 0;
    int q = plan.rowStart[s];
    int stop = plan.rowStart[s + 1];
    for (; q < stop && plan.rows[q] < end; q++) x[plan.rows[q]] += w[k++];
    for (; q < stop; q++) outside[map[plan.rows[q]]] += w[k++];
  }

  private void forwardInto(int root, double[] x, double[] w, double[] update) {
    eliminate(root, x, w);
    for (int i = 0; i < update.length; i++) update[i] += w[i];
  }

  private void backward(int s, double[] x, double[] w) {
    int k = plan.pivots(s);
    int n = plan.below(s);
    int first = plan.first[s];
    int r0 = plan.rowStart[s];
    for (int q = 0; q < n; q++) w[q] = x[plan.rows[r0 + q]];
    for (int q = 0; q < k; q++) x[first + q] *= inverse[first + q];
    double[] u = chunk[chunkOf[s]];
    int o = offset[s] + k * (k - 1) / 2;
    SolveKernel.up(u, o, k, n, x, first, w);
    for (int q = k - 1; q >= 0; q--) {
      double v = x[first + q];
      for (int j = k - 1; j > q; j--) v -= u[--o] * x[first + j];
      x[first + q] = v;
    }
  }
}
