package org.loadstar.lp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Why a program has no solution. First every row may be violated at a price (elastic relaxation): the least total
/// violation says how much is missing and its duals name an infeasible set of bounds (Farkas). Then bounds of that set are
/// taken away, block by block, then member by member of the blocks that are needed, then one by one, as long as the rest
/// stays infeasible (deletion filter, J. Chinneck, Feasibility and Infeasibility in Optimization, 2008): what is left
/// cannot be reduced. A conflict of many hours is not taken apart into single bounds: there the timesteps of a member
/// stay together.
///
/// @param entries what conflicts: the irreducible bounds first (those that stand alone before series of timesteps), then
///     further rows violated in the relaxation, largest first
/// @param total least weighted violation of all rows; 0 when the linear relaxation has a solution after all
/// @param complete true when the irreducible set was proven before the time was over; it takes about one warm solve for
///     each block, each member of a block that is needed, and twice each single bound
public record Infeasibility(List<Entry> entries, double total, boolean complete) {
  /// A bound that takes part in the conflict.
  ///
  /// @param row true for a row, false for a column
  /// @param index index of the row or column
  /// @param lower true when its lower bound conflicts, false for its upper bound
  /// @param amount violation in the least total relaxation, in the unit of the row; 0 for a column whose bounds do not cross
  /// @param alone how far this bound alone would have to move to end the conflict, NaN when not known
  /// @param series true when the bound was filtered together with the other timesteps of its member
  /// @param irreducible true when the conflict ends without this bound, or without its series
  public record Entry(
      boolean row, int index, boolean lower, double amount, double alone, boolean series, boolean irreducible) {}

  private static final double FEASIBLE = 1e-6;
  private static final double TINY = 1e-9;
  private static final int MOST_DISTANCES = 64;
  /// A larger conflict is not taken apart into single bounds.
  private static final int MOST_SINGLES = 300;

  /// Explains a program without solution, every row at the same price.
  ///
  /// @throws IllegalStateException when the relaxation itself cannot be solved within the options
  public static Infeasibility explain(Lp lp, Solver solver, SolveOptions options) {
    return explain(lp, solver, options, block -> 1);
  }

  /// Explains a program without solution.
  ///
  /// @param options the time limit is that of the whole explanation
  /// @param weight price of violating the rows of a block, positive: dear for definitions, cheap for targets
  /// @throws IllegalStateException when the relaxation itself cannot be solved within the options
  public static Infeasibility explain(Lp lp, Solver solver, SolveOptions options, ToDoubleFunction<Block> weight) {
    List<Entry> crossed = crossedColumns(lp);
    if (!crossed.isEmpty()) return new Infeasibility(crossed, total(crossed), true);
    ElasticProgram program = new ElasticProgram(lp, weight);
    try (Session session = solver.open(program.lp())) {
      return new Filter(lp, program, session, options).run();
    }
  }

  private static List<Entry> crossedColumns(Lp lp) {
    List<Entry> out = new ArrayList<>();
    for (int j = 0; j < lp.columns(); j++) {
      double gap = lp.lowers()[j] - lp.uppers()[j];
      if (gap > 0) {
        out.add(new Entry(false, j, true, gap, gap, false, true));
        out.add(new Entry(false, j, false, gap, gap, false, true));
      }
    }
    return out;
  }

  private static double total(List<Entry> entries) {
    double sum = 0;
    for (Entry e : entries) if (e.lower()) sum += e.amount();
    return sum;
  }

  /// One explanation under way.
  private static final class Filter {
    private final Lp lp;
    private final ElasticProgram program;
    private final Session session;
    private final SolveOptions options;
    private final long began = System.nanoTime();
    private final boolean[] active;
    private final boolean[] essential;
    private final boolean[] series;
    private boolean outOfTime;

    Filter(Lp lp, ElasticProgram program, Session session, SolveOptions options) {
      this.lp = lp;
      this.program = program;
      this.session = session;
      this.options = options;
      active = new boolean[program.sides()];
      essential = new boolean[program.sides()];
      series = new boolean[program.sides()];
    }

    Infeasibility run() {
      Solution s = solve();
      if (s.status() != Status.OPTIMAL) throw new IllegalStateException("the relaxation ended " + s.status());
      double total = s.objective();
      double[] amount = violations(s.point());
      if (total <= FEASIBLE) return lp.isMixedInteger() ? integers() : new Infeasibility(List.of(), 0, true);
      Arrays.fill(active, true);
      keepOnly(program.used(s.duals()));
      filter();
      boolean stillInfeasible = outOfTime || solve().objective() > FEASIBLE;
      if (!stillInfeasible) Arrays.fill(essential, false);
      boolean complete = stillInfeasible && !outOfTime;
      return new Infeasibility(entries(amount, complete ? distances() : new double[0]), total, complete);
    }

    /// The linear relaxation has a solution, so the conflict needs the integers: only amounts are told.
    private Infeasibility integers() {
      program.integers();
      Solution s = solve();
      if (s.x() == null) throw new IllegalStateException("the relaxation ended " + s.status());
      return new Infeasibility(entries(violations(s.point()), new double[0]), s.objective(), false);
    }

    private Solution solve() {
      double left = options.maxSeconds() - 1e-9 * (System.nanoTime() - began);
      Solution s = session.solve(options.withMaxSeconds(Math.max(0, left)), Progress.silent());
      if (s.status() != Status.OPTIMAL) outOfTime = true;
      return s;
    }

    /// Violation of each row, positive when it falls short of its lower bound.
    private double[] violations(double[] x) {
      double[] v = new double[lp.rows()];
      for (int i = 0; i < v.length; i++) {
        double a = program.violation(x, i);
        v[i] = Math.abs(a) > TINY ? a : 0;
      }
      return v;
    }

    private void keepOnly(boolean[] used) {
      for (int s = 0; s < active.length; s++)
        if (active[s] && !used[s] && program.removable(s)) {
          active[s] = false;
          program.remove(s);
        }
    }

    private void filter() {
      List<int[]> needed = new ArrayList<>();
      for (Block b : lp.rowBlocks()) addNeeded(needed, b, 0);
      for (Block b : lp.columnBlocks()) addNeeded(needed, b, lp.rows());
      List<int[]> members = new ArrayList<>();
      // the members of a block that was needed as a whole
      for (int[] member : needed) if (isNeeded(member)) members.add(member);
      int left = 0;
      for (int[] member : members) left += stillActive(member).length;
      Deque<int[]> parts = new ArrayDeque<>();
      for (int[] member : members) {
        int[] part = stillActive(member);
        if (part.length > 1 && left <= MOST_SINGLES) halve(part, parts);
        else for (int s : part) mark(s, part.length > 1);
      }
      while (!parts.isEmpty() && !outOfTime) {
        int[] part = stillActive(parts.poll());
        if (!isNeeded(part)) continue;
        if (part.length > 1) halve(part, parts);
        else mark(part[0], false);
      }
    }

    private void mark(int side, boolean inSeries) {
      essential[side] = !outOfTime;
      series[side] = inSeries;
    }

    private static void halve(int[] part, Deque<int[]> parts) {
      parts.add(Arrays.copyOfRange(part, 0, part.length / 2));
      parts.add(Arrays.copyOfRange(part, part.length / 2, part.length));
    }

    /// Takes a block away if it is not needed, else adds its members, the lower and the upper sides apart.
    private void addNeeded(List<int[]> needed, Block block, int offset) {
      if (!isNeeded(range(offset + block.first(), block.size(), 0, 1))) return;
      for (int i = 0; i < block.n(); i++)
        for (int upper = 0; upper < 2; upper++)
          needed.add(range(offset + block.first() + i * block.hours(), block.hours(), upper, 2));
    }

    private static int[] range(int first, int size, int from, int step) {
      int[] sides = new int[2 * size / step];
      for (int k = 0; k < sides.length; k++) sides[k] = 2 * first + from + k * step;
      return sides;
    }

    /// True when the rest is feasible without the active sides of a part; otherwise takes them away for good.
    private boolean isNeeded(int[] sides) {
      int[] part = stillActive(sides);
      if (part.length == 0) return false;
      if (outOfTime) return true;
      for (int s : part) program.remove(s);
      Solution solution = solve();
      if (!outOfTime && solution.objective() > FEASIBLE) {
        for (int s : part) active[s] = false;
        keepOnly(program.used(solution.duals()));
        return false;
      }
      for (int s : part) program.restore(s);
      return true;
    }

    private int[] stillActive(int[] part) {
      return Arrays.stream(part).filter(s -> active[s] && program.removable(s)).toArray();
    }

    /// How far each bound of the irreducible set alone would have to move.
    private double[] distances() {
      double[] alone = new double[active.length];
      Arrays.fill(alone, Double.NaN);
      int done = 0;
      for (int s = 0; s < alone.length && done < MOST_DISTANCES && !outOfTime; s++) {
        if (!essential[s] || series[s]) continue;
        program.remove(s);
        program.aim(s);
        Solution solution = solve();
        if (solution.status() == Status.OPTIMAL) alone[s] = program.distance(s, solution.point());
        program.restore(s);
        done++;
      }
      return alone;
    }

    private List<Entry> entries(double[] amount, double[] alone) {
      List<Entry> out = new ArrayList<>();
      boolean[] told = new boolean[lp.rows()];
      for (int s = 0; s < active.length; s++) {
        if (!active[s] || !program.removable(s)) continue;
        int k = program.index(s);
        boolean row = program.ofRow(s);
        boolean lower = ElasticProgram.isLower(s);
        boolean violated = row && (lower ? amount[k] > 0 : amount[k] < 0);
        if (violated) told[k] = true;
        double far = s < alone.length ? alone[s] : Double.NaN;
        out.add(new Entry(row, k, lower, violated ? Math.abs(amount[k]) : 0, far, series[s], essential[s]));
      }
      // a stable sort: single bounds before series, what was not proven last
      out.sort(Comparator.comparing(Entry::irreducible).reversed().thenComparing(Entry::series));
      List<Entry> rest = new ArrayList<>();
      for (int i = 0; i < amount.length; i++)
        if (amount[i] != 0 && !told[i])
          rest.add(new Entry(true, i, amount[i] > 0, Math.abs(amount[i]), Double.NaN, false, false));
      rest.sort((a, b) -> Double.compare(b.amount(), a.amount()));
      out.addAll(rest);
      return List.copyOf(out);
    }
  }
}
