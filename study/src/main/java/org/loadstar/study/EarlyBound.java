package org.loadstar.study;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Block;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Lp;
import org.loadstar.lp.SafeBound;
import org.loadstar.model.TimeGrid;
import org.loadstar.study.store.Proof;

/// A lower bound of a program of many timesteps from a solve of the same case on few contiguous segments.
///
/// A row of a segment is a sum of rows of its hours, so each hour is given its part of the segment's dual and [SafeBound] says what
/// these duals prove. The bound holds whatever the duals are and whatever the model holds; that merged hours are a relaxation only
/// makes it as good as the optimum of the segments.
///
/// | row | as rows of its hours | dual of an hour |
/// |---|---|---|
/// | a power (GW) | their mean | h_t / n times that of the segment of n hours |
/// | a chain of levels (GWh) | their sum | that of the segment |
/// | a limit of a level | the last | that of the segment in its last hour, else 0 |
/// | a ramp between segments | weighted by the distance of the hour from their centres | the two nearest, so weighted |
/// | a window or run | their sum, where there are fewer of them | that of the rows it is part of ([WindowRow]) |
/// | outside time | itself | itself |
final class EarlyBound {
  private static final int STEPS = 400;
  private static final int FEWEST = 80;

  private final TimeGrid few;
  private final Map<String, Block> blocks = new HashMap<>();
  private final List<WindowRow> windows;
  private final double[] dual;

  private EarlyBound(TimeGrid few, Lp lp, double[] dual) {
    this.few = few;
    this.dual = dual;
    for (Block b : lp.rowBlocks()) blocks.putIfAbsent(key(b), b);
    windows = WindowRow.of(lp, few, b -> true);
  }

  /// Resolution of the solve that gives the duals: the fewer segments the more stages.
  static String time(int stages) {
    return "segments:" + Math.max(FEWEST, STEPS / stages);
  }

  /// True when the steps of a grid follow one another over the whole year.
  static boolean serves(TimeGrid grid) {
    return grid.periods() == 1 && Double.isNaN(grid.boundaryLevel());
  }

  /// Keeps the duals of a solve, null when it has none.
  static @Nullable EarlyBound of(Lp few, TimeGrid grid, double @Nullable [] dual) {
    return dual == null ? null : new EarlyBound(grid, few, dual);
  }

  /// What the duals are made from again.
  Proof.Part point() {
    int[] starts = few.firstHours();
    return new Proof.Part("segments:" + starts.length, starts, new double[0], dual);
  }

  private static String key(Block b) {
    return b.name() + "|" + b.stage() + "|" + b.members();
  }

  /// The better of what the duals prove of a program and of what no duals prove: costs over the boxes of the columns. Nothing for a
  /// quadratic program.
  ///
  /// @param early null for no duals
  /// @param incumbent cost of a known plan in the money of the program, infinite without
  static double of(Lp lp, TimeGrid grid, @Nullable EarlyBound early, double incumbent) {
    if (lp.isQuadratic()) return Double.NEGATIVE_INFINITY;
    var boxes = Certificate.boxes(lp, incumbent);
    double none = SafeBound.of(lp, new double[lp.rows()], boxes);
    return early == null ? none : Math.max(none, SafeBound.of(lp, early.spread(lp, grid), boxes));
  }

  /// The duals of the rows of a program on a finer grid.
  double[] spread(Lp lp, TimeGrid grid) {
    int[] segment = new int[grid.steps()];
    for (int t = 0, k = 0; t < segment.length; t++) {
      while (k + 1 < few.steps() && few.firstHour(k + 1) <= grid.firstHour(t)) k++;
      segment[t] = k;
    }
    double[] y = new double[lp.rows()];
    WindowRow.spread(windows, dual, WindowRow.of(lp, grid, b -> !blocks.containsKey(key(b))), y);
    for (Block b : lp.rowBlocks()) {
      Block f = blocks.get(key(b));
      if (f == null || f.timed() != b.timed()) continue;
      for (int i = 0; i < b.n(); i++) {
        if (!b.timed()) y[b.at(i)] = dual[f.at(i)];
        else for (int t = 0; t < segment.length; t++) y[b.at(i, t)] = at(b.name(), f, i, grid, segment, t);
      }
    }
    return y;
  }

  private double at(String row, Block f, int i, TimeGrid grid, int[] segment, int t) {
    int k = segment[t];
    double d = dual[f.at(i, k)];
    return switch (row) {
      case "storage.chain", "contract.chain" -> d;
      case "storage.energy", "contract.stored" -> t + 1 == segment.length || segment[t + 1] != k ? d : 0;
      case "generator.ramp_up", "generator.ramp_down" -> {
        double gone = (grid.firstHour(t) - few.firstHour(k)) / few.hours(k);
        yield d * (1 - gone) + (k + 1 < few.steps() ? dual[f.at(i, k + 1)] * gone : 0);
      }
      default -> d * grid.hours(t) / few.hours(k);
    };
  }
}
