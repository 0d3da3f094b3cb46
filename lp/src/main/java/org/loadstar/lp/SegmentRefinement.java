package org.loadstar.lp;

import org.jspecify.annotations.Nullable;

/// Solves separable convex quadratic programs with a solver of linear programs: the costs are replaced by chords, and
/// the breakpoints gather around the last point until the proven gap is closed.
///
/// Every point is feasible for the quadratic program, and its cost never rises, because the last point is a breakpoint,
/// where the chords are exact. The duals of each linear program give a lower bound on the quadratic one ([SafeBound]) that
/// is off by the square of the widths, and a price that is off by the width times the curvature: a quarter of the width is
/// a sixteenth of the gap. Programs without quadratic costs are handed through.
public final class SegmentRefinement implements Solver {
  private static final int ROUNDS = 60;
  /// Gap below which nothing more can be gained.
  private static final double TIGHT = 1e-12;
  /// Rounds without much gain that end a solve whose gap is small enough. More than one, because prices are off by the root
  /// of the gap.
  private static final int PATIENCE = 4;
  /// Smallest width over the size of the column: below it, the tolerances of the linear solver decide.
  private static final double LEAST_WIDTH = 1e-5;
  private static final double FIRST_SCALE = 0.1;
  private static final double LARGEST_SCALE = 1e6;
  private static final int BOX_ROUNDS = 10;

  private final Solver linear;

  /// @param linear solves the linear programs, warm from one to the next if it can
  public SegmentRefinement(Solver linear) {
    this.linear = linear;
  }

  @Override
  public String name() {
    return linear.name() + " segments";
  }

  @Override
  public Session open(Lp lp) {
    return new Session() {
      @Override
      public Solution solve(SolveOptions options, Progress progress) {
        if (!lp.isQuadratic()) return linear.solve(lp, options, progress);
        if (lp.isMixedInteger())
          throw new IllegalArgumentException("a program with integer columns and quadratic costs cannot be solved");
        return new Run(lp, options, progress).solve();
      }

      @Override
      public void start(Solution from) {
        // the first linear program spans the whole boxes, so a point does not help it
      }

      @Override
      public void close() {}
    };
  }

  private final class Run {
    private final Lp lp;
    private final SolveOptions options;
    private final Progress progress;
    private final long begin = System.nanoTime();
    private final SegmentProgram program;
    private final Boxes given;
    private Boxes boxes;
    private double @Nullable [] x;
    private double @Nullable [] y;
    private double upper = Double.POSITIVE_INFINITY;
    private double lower = Double.NEGATIVE_INFINITY;
    private long iterations;

    Run(Lp lp, SolveOptions options, Progress progress) {
      this.lp = lp;
      this.options = options;
      this.progress = progress;
      program = new SegmentProgram(lp);
      given = Boxes.given(lp);
      boxes = Boxes.implied(lp, Double.POSITIVE_INFINITY, BOX_ROUNDS);
    }

    private double seconds() {
      return 1e-9 * (System.nanoTime() - begin);
    }

    private double gap() {
      return (upper - lower) / Math.max(1, Math.abs(upper));
    }

    Solution solve() {
      double scale = FIRST_SCALE;
      program.spread(boxes, scale);
      Status status = Status.FAILED;
      int idle = 0;
      try (Session session = linear.open(program.lp())) {
        for (int round = 0; round < ROUNDS; round++) {
          double left = options.maxSeconds() - seconds();
          if (left <= 0) return answer(Status.LIMIT);
          Solution s = session.solve(options.withMaxSeconds(left), this::report);
          iterations += s.iterations();
          if (s.status() == Status.UNBOUNDED && scale < LARGEST_SCALE) {
            // a chord of an open box was not steep enough to stop a ray
            scale *= 1000;
            program.spread(boxes, scale);
            round = -1;
            continue;
          }
          if (s.status() != Status.OPTIMAL) {
            status = s.status();
            break;
          }
          double before = gap();
          double[] point = program.point(s.point());
          if (x == null) boxes = Certificate.boxes(lp, Certificate.objective(lp, point));
          take(point, s.rowDual());
          idle = gap() < 0.5 * before ? 0 : idle + 1;
          boolean finest = program.refine(point, round == 0, LEAST_WIDTH) <= 1;
          if (gap() <= TIGHT || gap() <= options.gap() && idle >= PATIENCE || finest && idle > 0) break;
          if (!progress.report(seconds(), iterations, lower, upper)) return answer(Status.INTERRUPTED);
        }
      }
      if (x != null && gap() <= options.gap()) status = Status.OPTIMAL;
      else if (x != null && status != Status.LIMIT && status != Status.INTERRUPTED) status = Status.FAILED;
      return answer(status);
    }

    private boolean report(double s, long iteration, double l, double u) {
      return progress.report(seconds(), iterations + iteration, lower, upper);
    }

    private void take(double[] point, double @Nullable [] duals) {
      double cost = Certificate.objective(lp, point);
      if (cost <= upper) {
        upper = cost;
        x = point;
      }
      if (duals == null) return;
      // with the boxes given the gap also says how good the prices are: implied ones may stand in for a price
      double bound = SafeBound.of(lp, duals, given);
      if (bound == Double.NEGATIVE_INFINITY) bound = SafeBound.of(lp, duals, boxes);
      if (bound >= lower) {
        lower = bound;
        y = duals;
      }
    }

    private Solution answer(Status status) {
      return new Solution(
          status, x, y, x == null ? Double.NaN : upper, lower, iterations, seconds(), name(), false, null);
    }
  }
}
