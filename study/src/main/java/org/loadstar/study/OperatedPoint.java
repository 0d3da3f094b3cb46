package org.loadstar.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Block;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Completion;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Hourly;
import org.loadstar.model.Model;
import org.loadstar.model.TimeGrid;
import org.loadstar.study.store.Proof;

/// A plan on few timesteps, operated month by month, as a point of the program of all hours; and the duals of segments as duals of it.
///
/// ```
/// (1) columns in time      = those of the months, hour by hour
/// (2) columns outside time = those of the plan, to 0.1 kW, else to 20 kW: an operation takes what is below 10 kW for nothing
/// (3) what the year pays for its limits, and (2) within its room: at least cost, so that every row holds
/// ```
///
/// A column is known by its stage, block and member. Where (3) has no answer with that, (2) is free: the point is then one with the plan's
/// operation, and with capacities that carry it at least cost.
final class OperatedPoint {
  /// Rooms of (2), tried in turn.
  private static final double[] ROOMS = {1e-7, 2e-5, Double.POSITIVE_INFINITY};

  /// Columns outside time that follow from operation.
  private static final Set<String> OPERATED = Set.of("score.payment", "contract.year", "contract.missed", "neighbour.export_short");

  private final PlanOptions options;
  private final Case data;
  private final Figures figures;

  OperatedPoint(PlanOptions options, Case data) {
    this.options = options;
    this.data = data;
    this.figures = new Figures(data);
  }

  /// The duals of all hours that follow from those of segments.
  double[] duals(Lp whole, Proof.Part bound) {
    if (bound.own()) return bound.rows();
    TimeGrid grid = grid(bound);
    Lp segments = model(grid).program();
    EarlyBound early = EarlyBound.of(segments, grid, Arrays.copyOf(bound.rows(), segments.rows()));
    return early == null ? new double[whole.rows()] : early.spread(whole, TimeGrid.fullYear());
  }

  /// The columns of the program of all hours.
  ///
  /// @return null when the operated months are no point of it, as where they break a limit of the year
  /// @throws StoppedException when it was stopped
  double @Nullable [] columns(Lp whole, Proof.Part plan, StudyProgress progress) throws StoppedException {
    if (plan.own()) return plan.columns();
    Model few = model(grid(plan));
    Lp lp = options.integers() ? few.program() : few.program().relaxed();
    Months months = new Months();
    Program.requireSize(plan.columns(), lp.columns());
    FirstPlan again = FirstPlan.of(attempt(few, lp, plan), plan.time(), data, figures, SideBySide.of(options), operation(), progress, months);
    if (!again.held()) return null;
    return completed(whole, lp, plan.columns(), months);
  }

  private Model model(TimeGrid grid) {
    return new Model(figures, new Model.Spec(Stages.of(data.settings(), grid), null, true));
  }

  private TimeGrid grid(Proof.Part p) {
    return p.starts().length > 0 ? TimeGrid.segments(p.starts()) : TimeChoice.of(p.time(), data);
  }

  private SolveOptions operation() {
    return new SolveOptions(Math.min(options.gap(), Operation.GAP), Double.POSITIVE_INFINITY, options.threads(), options.seed());
  }

  private static Attempt attempt(Model model, Lp lp, Proof.Part plan) {
    double[] x = plan.columns();
    Solution s = new Solution(
        Status.OPTIMAL, x, Arrays.copyOf(plan.rows(), lp.rows()), lp.objective(x), Double.NEGATIVE_INFINITY, 0, 0, "kept", false, null);
    return new Attempt(model, lp, new Solving.Solved(s, Certificate.of(lp, s), 0, 0, null), 0);
  }

  /// A column of a stage; `twin` counts those of the same name.
  private record Name(int stage, String block, String member, int twin) {}

  /// Calls for every member of every block, in order.
  private interface Each {
    void member(Block b, int i, Name name);
  }

  private static void each(Lp lp, Each each) {
    Map<Name, Integer> seen = new HashMap<>();
    for (Block b : lp.columnBlocks())
      for (int i = 0; i < b.n(); i++) {
        String member = i < b.members().size() ? b.members().get(i) : "" + i;
        int twin = seen.merge(new Name(b.stage(), b.name(), member, 0), 1, Integer::sum) - 1;
        each.member(b, i, new Name(b.stage(), b.name(), member, twin));
      }
  }

  /// (1): the hours of the months, by column.
  private static final class Months implements FirstPlan.Watch {
    private final Map<Name, double[]> hours = new HashMap<>();
    private final Set<String> blocks = new HashSet<>();

    @Override
    public void solved(int stage, int firstHour, Lp month, double[] x) {
      each(month, (b, i, name) -> {
        if (!b.timed()) return;
        blocks.add(b.name());
        double[] of = hours.computeIfAbsent(new Name(stage, name.block, name.member, name.twin), k -> new double[Hourly.HOURS]);
        for (int t = 0; t < b.hours(); t++) of[firstHour + t] = x[b.at(i, t)];
      });
    }
  }

  private static double @Nullable [] completed(Lp whole, Lp few, double[] decided, Months months) {
    Map<Name, Double> plan = new HashMap<>();
    each(few, (b, i, name) -> {
      if (!b.timed()) plan.put(name, decided[b.at(i)]);
    });
    double[] x = new double[whole.columns()];
    TreeMap<Integer, Double> free = new TreeMap<>();
    each(whole, (b, i, name) -> {
      double[] of = b.timed() ? months.hours.get(name) : null;
      boolean unknown = b.timed() && !months.blocks.contains(b.name());
      for (int t = 0; t < b.hours(); t++) {
        int j = b.at(i, t);
        double v = of != null ? of[t] : 0;
        if (!b.timed()) free.put(j, OPERATED.contains(b.name()) ? Double.NaN : plan.getOrDefault(name, Double.NaN));
        else if (unknown) free.put(j, Double.NaN);
        x[j] = Math.clamp(v, whole.lowers()[j], whole.uppers()[j]);
      }
    });
    for (double room : ROOMS) {
      double[] found = completed(whole, x, free, room);
      if (found != null) return found;
    }
    return null;
  }

  /// (3).
  ///
  /// @param free wanted values of the columns that do not stand, NaN where any will do
  private static double @Nullable [] completed(Lp whole, double[] x, TreeMap<Integer, Double> free, double room) {
    List<Integer> order = new ArrayList<>(free.keySet());
    int[] columns = IntStream.range(0, order.size()).map(order::get).toArray();
    double[] lower = new double[columns.length];
    double[] upper = new double[columns.length];
    for (int k = 0; k < columns.length; k++) {
      int j = columns[k];
      double want = free.getOrDefault(j, Double.NaN);
      boolean integer = whole.integers()[j];
      double around = Double.isNaN(want) ? Double.POSITIVE_INFINITY : integer ? 0 : room;
      double at = Double.isNaN(want) ? 0 : integer ? Math.rint(want) : want;
      lower[k] = Math.clamp(at - around, whole.lowers()[j], whole.uppers()[j]);
      upper[k] = Math.clamp(at + around, whole.lowers()[j], whole.uppers()[j]);
    }
    return Completion.of(whole, x, columns, lower, upper, new HighsSolver(), SolveOptions.defaults());
  }
}
