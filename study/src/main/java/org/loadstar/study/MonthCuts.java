package org.loadstar.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Block;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.InnerCut;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpBuilder;
import org.loadstar.lp.SolveOptions;
import org.loadstar.model.Figures;
import org.loadstar.model.Hourly;
import org.loadstar.model.Model;
import org.loadstar.model.Stage;
import org.loadstar.model.TimeGrid;

/// What the hours of a month cost at least, for any capacities and any levels of storage at its ends: cuts on a merged program
/// (docs/math/segmentation.md).
///
/// | symbol | meaning |
/// |---|---|
/// | Y | columns of the merged program M in the segments of month w of stage y: means of the hours, levels at the end |
/// | x | columns of M outside time, and the levels at the end of the month and of the one before, which are common to M and the hours |
/// | c_h | cost of an hour's column, less what the duals mu of M pay for it in rows over the whole year (caps, standards, budgets) |
///
/// ```
/// sum over the hours h of w of c_h y_h >= k + slope x                                                            (1)  InnerCut
/// sum over the segments S of w of c n_S Y_S >= k + slope x,    c = max over h of c_h                             (2)
/// ```
///
/// (1) holds for every hourly plan; with Y the means of its hours, sum of n_S Y_S = sum of y_h, so (2) follows from y >= 0. mu and the
/// duals behind (1) decide how good a cut is, not whether it holds.
final class MonthCuts {
  /// Columns whose value in a segment is that of its last hour.
  private static final String LEVEL = "storage.level";

  /// Share of its value by which a column may leave the plan while the duals are sought, so that there is an inside.
  private static final double ROOM = 1e-5;

  private static final double LEAST_SIZE = 1e-2;

  /// Gap of the solve behind a cut: its duals are safe whatever it is.
  private static final double GAP = 1e-4;

  /// A month without a cut, as a program that is solved at once.
  private static final SideBySide.Prepared<Optional<Cut>> NOTHING = new SideBySide.Prepared<>(new LpBuilder().build(), s -> Optional.empty());

  private final Figures figures;
  private final PlanOptions options;
  private final List<Cut> cuts = new ArrayList<>();

  /// A column of programs on different grids.
  ///
  /// @param hour hour of the year at whose end a level stands; -1 outside time
  private record Place(String block, int member, int hour) {}

  /// @param weight c of each block's members, M$ per GWh, discounted
  private record Cut(int stage, int month, Map<String, double[]> weight, Map<Place, Double> slope, double least) {}

  MonthCuts(Figures figures, PlanOptions options) {
    this.figures = figures;
    this.options = options;
  }

  private static String key(Block b) {
    return b.name() + "|" + b.stage() + "|" + b.members();
  }

  /// Adds cuts of all months and stages at a point of a merged program.
  ///
  /// @param x its columns
  /// @param dual duals of its rows
  void add(Lp merged, TimeGrid grid, double[] x, double[] dual, SolveOptions o, BooleanSupplier goOn) throws StoppedException {
    List<Stage> stages = Stages.of(figures.data().settings(), grid);
    List<SideBySide.Part<Optional<Cut>>> work = new ArrayList<>();
    for (Stage s : stages)
      for (int month = 1; month <= 12; month++) {
        int m = month;
        work.add(() -> cut(merged, stages, s, m, x, dual));
      }
    SideBySide.of(options).solve(work, true, o.withGap(GAP), goOn, c -> c.ifPresent(cuts::add));
  }

  /// The grid with the hours of a month one by one.
  private static TimeGrid opened(TimeGrid grid, int month) {
    int first = TimeGrid.monthStart(month);
    int end = TimeGrid.monthStart(month + 1);
    return TimeGrid.segments(IntStream.concat(
        IntStream.of(grid.firstHours()).filter(h -> h < first || h >= end), IntStream.range(first, end)).sorted().toArray());
  }

  private SideBySide.Prepared<Optional<Cut>> cut(Lp merged, List<Stage> stages, Stage at, int month, double[] x, double[] dual) {
    TimeGrid grid = opened(at.grid(), month);
    List<Stage> open = stages.stream()
        .map(s -> new Stage(s.index(), s.year(), s.years(), s.discount(), s.socialDiscount(), s == at ? grid : s.grid())).toList();
    Lp lp = new Model(figures, new Model.Spec(open, null, true)).program().relaxed();
    int from = TimeGrid.monthStart(month);
    int to = TimeGrid.monthStart(month + 1);
    boolean[] inner = new boolean[lp.columns()];
    boolean[] seen = new boolean[lp.columns()];
    double[] point = new double[lp.columns()];
    Map<String, Block> of = blocks(merged.columnBlocks());
    List<Block> timed = new ArrayList<>();
    for (Block b : lp.columnBlocks()) {
      boolean here = b.timed() && b.stage() == at.index();
      if (here) timed.add(b);
      for (int i = 0; i < b.n(); i++)
        for (int t = 0; t < b.hours(); t++) {
          int j = b.at(i, t);
          int last = here ? lastHour(grid, t) : -1;
          boolean border = here && b.name().equals(LEVEL) && (last + 1 == to || (last + 1) % Hourly.HOURS == from);
          inner[j] = here && !border && last >= from && last < to;
          seen[j] = border || !b.timed();
          if (seen[j]) point[j] = valueOf(of.get(key(b)), i, border ? stepEnding(at.grid(), last) : 0, x);
          if (Double.isNaN(point[j])) return NOTHING;
        }
    }
    InnerCut cutter = new InnerCut(lp, Certificate.boxes(lp, Double.POSITIVE_INFINITY), j -> inner[j], j -> seen[j]);
    double[] weight = weights(lp, cutter, merged, dual);
    return new SideBySide.Prepared<>(roomy(cutter, point, weight), solved -> {
      double[] y = solved.solution().rowDual();
      InnerCut.Cut proven = y == null ? null : cutter.of(y, weight);
      return proven == null ? Optional.empty() : Optional.ofNullable(kept(lp, cutter, weight, proven, timed, at, month, grid));
    });
  }

  private static int lastHour(TimeGrid grid, int t) {
    return grid.firstHour(t) + (int) grid.hours(t) - 1;
  }

  private static int stepEnding(TimeGrid grid, int hour) {
    for (int t = 0; t < grid.steps(); t++) if (lastHour(grid, t) == hour) return t;
    throw new IllegalArgumentException("no segment ends with hour " + hour);
  }

  /// Blocks by key, without those that two share: what cannot be told apart is in no cut.
  private static Map<String, Block> blocks(List<Block> list) {
    Map<String, Block> m = new HashMap<>();
    Set<String> shared = new HashSet<>();
    for (Block b : list) if (m.put(key(b), b) != null) shared.add(key(b));
    m.keySet().removeAll(shared);
    return m;
  }

  private static double valueOf(@Nullable Block b, int i, int t, double[] x) {
    return b == null ? Double.NaN : x[b.at(i, t)];
  }

  /// The hours' program at the point, its rows a little wider.
  private static Lp roomy(InnerCut cutter, double[] point, double[] weight) {
    Lp lp = cutter.at(point, weight);
    for (int i = 0; i < lp.rows(); i++) {
      double lo = lp.rowLowers()[i];
      double up = lp.rowUppers()[i];
      double size = Math.max(Double.isFinite(lo) ? Math.abs(lo) : 0, Double.isFinite(up) ? Math.abs(up) : 0);
      lp.rowBounds(i, lo - ROOM * (LEAST_SIZE + size), up + ROOM * (LEAST_SIZE + size));
    }
    return lp;
  }

  /// c_h of the inner columns.
  private static double[] weights(Lp lp, InnerCut cutter, Lp merged, double[] dual) {
    double[] paid = new double[lp.rows()];
    Map<String, Block> of = blocks(merged.rowBlocks());
    for (Block b : lp.rowBlocks()) {
      Block m = b.timed() ? null : of.get(key(b));
      if (m == null) continue;
      for (int i = 0; i < b.n(); i++) if (!cutter.counts(b.at(i))) paid[b.at(i)] = dual[m.at(i)];
    }
    int[] inner = cutter.inner();
    double[] weight = new double[inner.length];
    for (int c = 0; c < inner.length; c++) {
      double w = lp.costs()[inner[c]];
      for (int k = lp.starts()[inner[c]]; k < lp.starts()[inner[c] + 1]; k++) w -= lp.values()[k] * paid[lp.indices()[k]];
      weight[c] = w;
    }
    return weight;
  }

  /// What is kept of a cut; null when it has no image in segments.
  private static @Nullable Cut kept(Lp lp, InnerCut cutter, double[] weight, InnerCut.Cut proven, List<Block> timed, Stage at, int month, TimeGrid grid) {
    double[] most = new double[lp.columns()];
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    int[] inner = cutter.inner();
    for (int c = 0; c < inner.length; c++) most[inner[c]] = weight[c];
    Map<String, double[]> weights = new HashMap<>();
    for (Block b : timed) {
      double[] of = new double[b.n()];
      boolean any = false;
      for (int i = 0; i < b.n(); i++) {
        double least = Double.POSITIVE_INFINITY;
        of[i] = Double.NEGATIVE_INFINITY;
        boolean signed = false;
        for (int t = 0; t < b.hours(); t++) {
          int j = b.at(i, t);
          if (most[j] == Double.NEGATIVE_INFINITY) continue;
          of[i] = Math.max(of[i], most[j]);
          least = Math.min(least, most[j]);
          signed |= lp.lowers()[j] < 0;
        }
        if (of[i] == Double.NEGATIVE_INFINITY) of[i] = 0;
        boolean level = b.name().equals(LEVEL) && of[i] != 0;
        if (level || signed && least != of[i]) return null;
        any |= of[i] != 0;
      }
      if (any) weights.put(key(b), of);
    }
    Map<Place, Double> slope = new HashMap<>();
    for (Block b : lp.columnBlocks())
      for (int i = 0; i < b.n(); i++)
        for (int t = 0; t < b.hours(); t++) {
          double s = proven.slope()[b.at(i, t)];
          if (s != 0) slope.put(new Place(key(b), i, b.timed() ? lastHour(grid, t) : -1), s);
        }
    return new Cut(at.index(), month, weights, slope, proven.least());
  }

  /// True as long as there are no cuts.
  boolean none() {
    return cuts.isEmpty();
  }

  /// A merged program with the cuts as rows.
  Lp on(Lp merged, TimeGrid grid) {
    if (cuts.isEmpty()) return merged;
    Map<String, Block> of = blocks(merged.columnBlocks());
    List<Lp.MoreRow> more = new ArrayList<>();
    for (Cut c : cuts) {
      Lp.MoreRow r = row(c, of, grid);
      if (r != null) more.add(r);
    }
    return merged.with(more);
  }

  private static Lp.@Nullable MoreRow row(Cut c, Map<String, Block> of, TimeGrid grid) {
    Map<Integer, Double> terms = new TreeMap<>();
    for (var w : c.weight.entrySet()) {
      Block b = of.get(w.getKey());
      if (b == null) return null;
      for (int i = 0; i < b.n(); i++) {
        double v = w.getValue()[i];
        if (v == 0) continue;
        for (int t = 0; t < b.hours(); t++)
          if (TimeGrid.monthOf(grid.firstHour(t)) == c.month) terms.merge(b.at(i, t), Math.nextUp(v * grid.hours(t)), Double::sum);
      }
    }
    for (var s : c.slope.entrySet()) {
      Place p = s.getKey();
      Block b = of.get(p.block);
      if (b == null) return null;
      terms.merge(b.at(p.member, p.hour < 0 ? 0 : stepEnding(grid, p.hour)), -s.getValue(), Double::sum);
    }
    int[] columns = terms.keySet().stream().mapToInt(j -> j).toArray();
    double[] values = terms.values().stream().mapToDouble(v -> v).toArray();
    return new Lp.MoreRow("month_cut", c.stage, columns, values, c.least);
  }
}
