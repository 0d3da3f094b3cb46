package org.loadstar.lp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// A proven lower bound of a program with integer columns, above that of its relaxation, by branching.
///
/// ```
/// node:    the relaxation with some integer columns held in narrower bounds
/// bound:   SafeBound of its duals, at least that of its parent; above every plan when no point of it is feasible, which is proven too
/// branch:  the integer column nearest to a half, x <= floor and x >= ceil; the node with the least bound first
/// proven:  the least bound of all nodes without children
/// ```
///
/// Nothing rests on the word of the solver: its duals prove what they prove, and a node that it calls infeasible without a proof keeps
/// the bound of its parent. The nodes are counted, not timed, so that the bound is the same on every machine unless time runs out.
public final class BoundTree {
  private static final double WHOLE = 1e-6;
  private static final int ROUNDS = 10;

  private record Change(int column, double lower, double upper) {}

  private record Node(double bound, int depth, List<Change> changes) {}

  private final Lp lp;
  private final Lp node;
  private final Solver solver;
  private final SolveOptions options;
  private final Progress progress;
  private final double incumbent;
  private final long begun = System.nanoTime();
  private double leaves = Double.POSITIVE_INFINITY;

  private BoundTree(Lp lp, double incumbent, Solver solver, SolveOptions options, Progress progress) {
    this.lp = lp;
    this.node = lp.relaxed();
    this.solver = solver;
    this.options = options;
    this.progress = progress;
    this.incumbent = incumbent;
  }

  /// The bound after at most `nodes` nodes; never above the cost of the plan but for rounding.
  ///
  /// @param root a proven bound of the relaxation
  /// @param plan cost of a plan: boxes need hold for no dearer one
  /// @param enough bound at which no more is proven
  /// @param solver for the relaxations
  public static double of(Lp lp, double root, double plan, double enough, int nodes, Solver solver, SolveOptions options, Progress progress) {
    if (!lp.isMixedInteger() || lp.isQuadratic()) throw new IllegalArgumentException("only a linear program with integer columns is branched");
    return new BoundTree(lp, plan, solver, options, progress).prove(root, enough, nodes);
  }

  private double prove(double root, double enough, int nodes) {
    PriorityQueue<Node> open = new PriorityQueue<>(Comparator.comparingDouble(Node::bound).thenComparingInt(n -> -n.depth));
    open.add(new Node(root, 0, List.of()));
    try (Session session = solver.open(node)) {
      for (int k = 0; k < nodes && !open.isEmpty() && open.peek().bound < enough && goOn(k); k++) branch(open.remove(), session, open);
    }
    return Math.min(leaves, open.isEmpty() ? incumbent : open.peek().bound);
  }

  private double left() {
    return options.maxSeconds() - (System.nanoTime() - begun) / 1e9;
  }

  private boolean goOn(int k) {
    return left() > 0 && progress.report((System.nanoTime() - begun) / 1e9, k, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private void branch(Node n, Session session, PriorityQueue<Node> open) {
    for (Change c : n.changes) node.bounds(c.column, c.lower, c.upper);
    try {
      Solution s = session.solve(options.withMaxSeconds(left()), Progress.silent());
      double[] x = s.x();
      if (s.status() == Status.INFEASIBLE && !feasible()) return;
      if (s.status() != Status.OPTIMAL || x == null) {
        leaves = Math.min(leaves, n.bound);
        return;
      }
      double bound = Math.max(n.bound, SafeBound.of(node, s.duals(), Certificate.boxes(node, incumbent)));
      int j = fractional(x);
      if (j < 0) leaves = Math.min(leaves, bound);
      else for (boolean down : new boolean[] {true, false}) open.add(child(n, bound, j, x[j], down));
    } finally {
      for (Change c : n.changes) node.bounds(c.column, lp.lowers()[c.column], lp.uppers()[c.column]);
    }
  }

  private Node child(Node n, double bound, int j, double x, boolean down) {
    List<Change> changes = new ArrayList<>(n.changes);
    changes.removeIf(c -> c.column == j);
    changes.add(new Change(j, down ? node.lowers()[j] : Math.ceil(x), down ? Math.floor(x) : node.uppers()[j]));
    return new Node(bound, n.depth + 1, List.copyOf(changes));
  }

  /// The integer column nearest to a half, -1 when all are whole.
  private int fractional(double[] x) {
    int best = -1;
    double most = WHOLE;
    for (int j = 0; j < x.length; j++) {
      double off = Math.abs(x[j] - Math.rint(x[j]));
      if (!lp.integers()[j] || off <= most) continue;
      best = j;
      most = off;
    }
    return best;
  }

  /// False when it is proven that the node has no point: the least violation of its rows has a bound above 0.
  private boolean feasible() {
    Solution s = solver.solve(new ElasticProgram(node, b -> 1).lp(), options.withMaxSeconds(left()), Progress.silent());
    if (s.status() != Status.OPTIMAL) return true;
    Lp rows = node.withoutCosts();
    return !(SafeBound.of(rows, s.duals(), Boxes.implied(rows, Double.POSITIVE_INFINITY, ROUNDS)) > 0);
  }
}
