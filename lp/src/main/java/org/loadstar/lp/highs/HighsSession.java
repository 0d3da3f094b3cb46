package org.loadstar.lp.highs;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SegmentRefinement;
import org.loadstar.lp.Session;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;

/// One native HiGHS object on one program, handed over when the session is opened. Each solve sends what changed in the program since the solve before and starts
/// from the last basis (from the last point, for an integer program). One thread at a time.
///
/// Matrix entries below 1e-12 are dropped by HiGHS. The duals of an integer program are those of the program with its
/// integer columns fixed at the solution, solved again as a linear program; the point is then that program's. A solve that
/// was stopped is given a second more for them, or a fiftieth of its time.
public final class HighsSession implements Session {
  /// Nonzeros from which interior point with crossover is taken instead of dual simplex: from there on it is faster or
  /// about as fast (`bench/lp.sh solve`, docs/performance.md).
  static final int INTERIOR_POINT_FROM = 40_000;

  /// Columns up to which AUTO tries the active set method on a quadratic program. At 2 300 columns it took twice the time of
  /// the linear programs, at 12 500 it claimed a bounded program unbounded (docs/linear-programs.md).
  static final int ACTIVE_SET_UP_TO = 1_000;

  // codes of highs_c_api.h
  private static final int UNBOUNDED_OR_INFEASIBLE = 9;
  private static final int UNKNOWN = 15;
  private static final int FEASIBLE = 2;

  static final double SMALLEST_ENTRY = 1e-12;
  private static final double SMALLEST_TOLERANCE = 1e-10;
  private static final double HIGHS_WHOLE_TO = 1e-6;
  private static final double WHOLE_TO = 1e-9;
  /// Share of the time spent that the duals of a stopped integer program may take, at least a second.
  private static final double LONGER = 0.02;

  private final Lp lp;
  private final Algorithm algorithm;
  private final Highs highs;
  private final Callback callback;
  private Sent sent;
  private @Nullable Solution start;
  private boolean warm;

  HighsSession(Lp lp, Algorithm algorithm) {
    this.lp = lp;
    this.algorithm = algorithm;
    refuseNaN();
    highs = new Highs();
    callback = new Callback();
    try {
      highs.option("small_matrix_value", SMALLEST_ENTRY);
      highs.callback(callback);
      sent = Sent.all(lp, highs);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /// Gives the next solve a starting point: a basis if there is one; else, for an integer program, the point as first
  /// incumbent; else, under [Algorithm#CROSSOVER], the interior point and duals to cross over from.
  @Override
  public void start(Solution from) {
    start = from;
  }

  @Override
  public Solution solve(SolveOptions options, Progress progress) {
    refuseNaN();
    callback.begin(progress);
    if (lp.columns() == 0) return withoutColumns();
    refuseMixedIntegerQuadratic();
    send();
    if (lp.isQuadratic()) return quadratic(options, progress);
    boolean mixed = lp.isMixedInteger();
    applyStart(mixed, options);
    callback.rethrow();
    Algorithm method = mixed ? Algorithm.CHOOSE : choose();
    configure(options, method);
    Status status = run(method, options);
    if (status == Status.FAILED && method == Algorithm.IPM && algorithm != Algorithm.IPM) {
      method = Algorithm.SIMPLEX;
      configure(options, method);
      status = run(method, options);
    }
    if (highs.modelStatus() == UNBOUNDED_OR_INFEASIBLE) status = distinguish(options);
    Solution s = mixed ? mixedSolution(status, options) : read(status, label(method), bound(status), method);
    if (mixed && status == Status.OPTIMAL && s.x() != null && (s.rowDual() == null || Certificate.primalResidual(lp, s.point()) > Certificate.FEASIBLE)) s = wholer(method, options, s);
    callback.rethrow();
    warm = s.basis() != null || (mixed && s.x() != null);
    if (mixed && s.x() != null) start = s;
    return s;
  }

  /// Small programs by the active set method of HiGHS, when its answer proves itself; others by linear programs.
  private Solution quadratic(SolveOptions options, Progress progress) {
    if (algorithm == Algorithm.CHOOSE) return activeSet(options);
    if (algorithm == Algorithm.AUTO && lp.columns() <= ACTIVE_SET_UP_TO) {
      Solution s = activeSet(options);
      if (s.status() == Status.LIMIT || s.status() == Status.OPTIMAL && proven(s, options)) return s;
    }
    double left = Math.max(0, options.maxSeconds() - callback.seconds());
    return new SegmentRefinement(new HighsSolver(algorithm)).solve(lp, options.withMaxSeconds(left), progress);
  }

  private boolean proven(Solution s, SolveOptions options) {
    Certificate c = Certificate.of(lp, s);
    double size = Math.max(1, Math.abs(c.recomputedObjective()));
    return c.ok() && c.recomputedObjective() - c.lowerBound() <= Math.max(1e-9, options.gap()) * size;
  }

  /// The active set method of HiGHS, always from a cold start: it reads a basis of its own kind, which is not kept. Its
  /// regularisation, 1e-7 on the whole diagonal whatever the units are, is switched off.
  private Solution activeSet(SolveOptions options) {
    highs.forget();
    configure(options, Algorithm.CHOOSE);
    highs.option("qp_regularization_value", 0.0);
    Status status = run(Algorithm.CHOOSE, options);
    if (highs.modelStatus() == UNBOUNDED_OR_INFEASIBLE) status = distinguish(options);
    Solution s = read(status, "highs qp", bound(status), Algorithm.CHOOSE);
    callback.rethrow();
    warm = false;
    return new Solution(
        s.status(), s.x(), s.rowDual(), s.objective(), s.bound(), s.iterations(), s.seconds(), s.algorithm(), false, null);
  }

  private Status run(Algorithm method, SolveOptions options) {
    boolean ran = highs.run(options.threads());
    callback.rethrow();
    if (!ran) return Status.FAILED;
    // without crossover HiGHS calls a loose solution unknown, even when it meets the gap that was asked for
    if (interior(method)
        && highs.modelStatus() == UNKNOWN
        && highs.intInfo("primal_solution_status") == FEASIBLE
        && highs.doubleInfo("primal_dual_objective_error") <= options.gap()) return Status.OPTIMAL;
    return status(highs.modelStatus());
  }

  private static boolean interior(Algorithm method) {
    return method == Algorithm.IPM_WITHOUT_CROSSOVER || method == Algorithm.PDLP;
  }

  /// HiGHS calls every program without columns optimal, whatever its rows say.
  private Solution withoutColumns() {
    for (int i = 0; i < lp.rows(); i++)
      if (lp.rowLowers()[i] > 0 || lp.rowUppers()[i] < 0)
        return empty(Status.INFEASIBLE, "no columns", Double.NEGATIVE_INFINITY);
    return new Solution(
        Status.OPTIMAL, new double[0], new double[lp.rows()], lp.offset(), lp.offset(), 0, callback.seconds(),
        "no columns", false, null);
  }

  private void refuseNaN() {
    refuseNaN("cost", lp.costs(), true);
    refuseNaN("quadratic cost", lp.quadratics(), true);
    refuseNaN("lower bound", lp.lowers(), true);
    refuseNaN("upper bound", lp.uppers(), true);
    refuseNaN("lower bound", lp.rowLowers(), false);
    refuseNaN("upper bound", lp.rowUppers(), false);
    double[] a = lp.values();
    for (int j = 0; j < lp.columns(); j++)
      for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++)
        if (!Double.isFinite(a[k]))
          throw new IllegalArgumentException(
              "the coefficient of " + lp.columnName(j) + " in " + lp.rowName(lp.indices()[k]) + " is " + a[k]);
  }

  private void refuseMixedIntegerQuadratic() {
    if (!lp.isQuadratic()) return;
    for (int j = 0; j < lp.columns(); j++)
      if (lp.integers()[j]) {
        int k = 0;
        while (lp.quadratic(k) == 0) k++;
        throw new IllegalArgumentException(
            "a program with integer columns (" + lp.columnName(j) + ") and quadratic costs (of " + lp.columnName(k)
                + ") cannot be solved. Maybe replace the quadratic costs by piecewise linear ones.");
      }
  }

  private void refuseNaN(String what, double[] values, boolean column) {
    for (int k = 0; k < values.length; k++)
      if (Double.isNaN(values[k]))
        throw new IllegalArgumentException(
            "the " + what + " of " + (column ? lp.columnName(k) : lp.rowName(k)) + " is not a number");
  }

  private void send() {
    if (sent.worthResending(lp)) {
      int[] columns = new int[lp.columns()];
      int[] rows = new int[lp.rows()];
      boolean keep = warm && highs.intInfo("basis_validity") == 1;
      if (keep) highs.readBasis(columns, rows);
      sent = Sent.all(lp, highs);
      if (keep) highs.basis(columns, rows);
    } else {
      sent.update(lp, highs);
    }
  }

  private void applyStart(boolean mixed, SolveOptions options) {
    Solution from = start;
    if (from == null) return;
    double[] x = from.x();
    boolean fits = x != null && x.length == lp.columns();
    if (mixed) {
      if (x != null && fits) highs.solution(x);
      return;
    }
    start = null;
    Solution.Basis basis = from.basis();
    boolean based = basis != null && basis.columns().length == lp.columns() && basis.rows().length == lp.rows();
    double[] y = from.rowDual();
    if (!based && algorithm == Algorithm.CROSSOVER && fits && x != null && y != null && y.length == lp.rows())
      basis = Crossover.basis(lp, x, y, callback, options);
    if (basis != null && basis.columns().length == lp.columns() && basis.rows().length == lp.rows()) {
      highs.basis(basis.columns(), basis.rows());
      warm = true;
    }
  }

  private Algorithm choose() {
    if (algorithm != Algorithm.AUTO && (algorithm != Algorithm.CROSSOVER || warm)) return algorithm;
    return warm || lp.nonzeros() < INTERIOR_POINT_FROM ? Algorithm.SIMPLEX : Algorithm.IPM;
  }

  private void configure(SolveOptions options, Algorithm method) {
    highs.option("solver", method.option());
    highs.option("run_crossover", method == Algorithm.IPM_WITHOUT_CROSSOVER ? "off" : "on");
    highs.option("threads", options.threads());
    highs.option("parallel", options.threads() > 1 ? "choose" : "off");
    highs.option("time_limit", Math.max(0, options.maxSeconds() - callback.seconds()));
    highs.option("random_seed", options.seed());
    highs.option("mip_rel_gap", options.gap());
    // its default of 1e-6 is a large part of an objective that happens to be small
    highs.option("mip_abs_gap", SMALLEST_TOLERANCE);
    double loose = Math.max(SMALLEST_TOLERANCE, options.gap());
    boolean interior = interior(method);
    highs.option("ipm_optimality_tolerance", interior ? loose : 1e-8);
    highs.option("pdlp_optimality_tolerance", loose);
    highs.option("optimality_tolerance", interior ? Math.max(loose, 1e-7) : 1e-7);
    highs.option("presolve", "choose");
  }

  private Solution mixedSolution(Status status, SolveOptions options) {
    boolean point = highs.intInfo("primal_solution_status") == FEASIBLE;
    double bound = status == Status.INFEASIBLE || status == Status.UNBOUNDED
        ? Double.NEGATIVE_INFINITY : highs.doubleInfo("mip_dual_bound");
    if (!point || status == Status.UNBOUNDED || status == Status.INFEASIBLE) return empty(status, "highs mip", Math.abs(bound) >= 1e100 ? Double.NEGATIVE_INFINITY : bound);
    Solution s = read(status, "highs mip", bound, Algorithm.CHOOSE);
    Solution fixed = fixedIntegers(s.point(), options);
    if (fixed.status() != Status.OPTIMAL || fixed.objective() > s.objective() + 1e-6 * (1 + Math.abs(s.objective())))
      return new Solution(
          status, s.x(), null, s.objective(), bound, s.iterations(), callback.seconds(), "highs mip", false, null);
    return new Solution(
        status, fixed.x(), fixed.rowDual(), fixed.objective(), bound, s.iterations() + fixed.iterations(),
        callback.seconds(), "highs mip", true, null, true);
  }

  /// Solves again with integers that are whole to more digits, where the plan did not hold with its integers rounded: a part of a unit in a
  /// million, which HiGHS takes for none, is power where units are large. The solution before where that gives none.
  private Solution wholer(Algorithm method, SolveOptions options, Solution before) {
    highs.option("mip_feasibility_tolerance", WHOLE_TO);
    try {
      configure(options, method);
      Status status = run(method, options);
      Solution s = mixedSolution(status, options);
      return s.x() == null ? before : s;
    } finally {
      highs.option("mip_feasibility_tolerance", HIGHS_WHOLE_TO);
    }
  }

  /// Solves the linear program left when the integer columns are fixed at the rounded point; restores the program.
  private Solution fixedIntegers(double[] x, SolveOptions options) {
    int n = 0;
    int[] set = new int[lp.columns()];
    for (int j = 0; j < lp.columns(); j++) if (lp.integers()[j]) set[n++] = j;
    set = Arrays.copyOf(set, n);
    double[] at = new double[n];
    double[] lower = new double[n];
    double[] upper = new double[n];
    int[] integer = new int[n];
    for (int k = 0; k < n; k++) {
      at[k] = Math.rint(x[set[k]]);
      lower[k] = lp.lowers()[set[k]];
      upper[k] = lp.uppers()[set[k]];
      integer[k] = 1;
    }
    highs.bounds(set, at, at);
    highs.integrality(set, new int[n]);
    try {
      configure(options, Algorithm.SIMPLEX);
      double spent = callback.seconds();
      double afterTheEnd = Math.max(1, LONGER * spent);
      highs.option("time_limit", callback.stopped() ? afterTheEnd : Math.max(afterTheEnd, options.maxSeconds() - spent));
      callback.silence();
      if (!highs.run(options.threads())) return empty(Status.FAILED, "highs simplex", Double.NEGATIVE_INFINITY);
      Status status = status(highs.modelStatus());
      return read(status, "highs simplex", Double.NEGATIVE_INFINITY, Algorithm.SIMPLEX);
    } finally {
      highs.bounds(set, lower, upper);
      highs.integrality(set, integer);
    }
  }

  /// Tells infeasible from unbounded by solving for any feasible point.
  private Status distinguish(SolveOptions options) {
    int n = lp.columns();
    int[] all = new int[n];
    Arrays.setAll(all, j -> j);
    highs.costs(all, new double[n]);
    if (lp.isQuadratic()) highs.hessian(n, new double[0]);
    try {
      configure(options, lp.isMixedInteger() ? Algorithm.CHOOSE : Algorithm.SIMPLEX);
      if (!highs.run(options.threads())) return Status.FAILED;
      Status feasible = status(highs.modelStatus());
      return feasible == Status.OPTIMAL ? Status.UNBOUNDED : feasible;
    } finally {
      highs.costs(all, lp.costs());
      if (lp.isQuadratic()) highs.hessian(n, lp.quadratics());
    }
  }

  private Solution empty(Status status, String label, double bound) {
    return new Solution(
        status, null, null, Double.NaN, bound, iterations(), callback.seconds(), label, false, null);
  }

  private double bound(Status status) {
    return status == Status.OPTIMAL && !interior(algorithm) ? highs.objective() : Double.NEGATIVE_INFINITY;
  }

  private Solution read(Status status, String label, double bound, Algorithm method) {
    int primal = highs.intInfo("primal_solution_status");
    int dual = highs.intInfo("dual_solution_status");
    boolean none = status == Status.INFEASIBLE || status == Status.UNBOUNDED;
    boolean point = !none && (status == Status.OPTIMAL ? primal > 0 : primal == FEASIBLE);
    boolean duals = !none && (dual > 0 || lp.rows() == 0);
    double[] x = new double[lp.columns()];
    double[] y = new double[lp.rows()];
    if (point || duals) highs.readSolution(x, y);
    Solution.Basis basis = null;
    boolean based = highs.intInfo("basis_validity") == 1;
    if (based && !none) {
      basis = new Solution.Basis(new int[lp.columns()], new int[lp.rows()]);
      highs.readBasis(basis.columns(), basis.rows());
    }
    return new Solution(
        status, point ? x : null, duals ? y : null, point ? highs.objective() : Double.NaN, bound, iterations(),
        callback.seconds(), label, based && !interior(method), basis);
  }

  private long iterations() {
    long n = 0;
    for (String kind :
        new String[] {"simplex_iteration_count", "ipm_iteration_count", "crossover_iteration_count", "pdlp_iteration_count",
          "qp_iteration_count"})
      n += Math.max(0, highs.intInfo(kind));
    return n;
  }

  private static String label(Algorithm method) {
    return switch (method) {
      case SIMPLEX -> "highs simplex";
      case IPM -> "highs ipm";
      case IPM_WITHOUT_CROSSOVER -> "highs ipm without crossover";
      case PDLP -> "highs pdlp";
      case CROSSOVER -> "highs crossover";
      case AUTO, CHOOSE -> "highs";
    };
  }

  /// Codes of `kHighsModelStatus` in `highs_c_api.h`.
  private static Status status(int code) {
    return switch (code) {
      case 6, 7 -> Status.OPTIMAL;
      case 8 -> Status.INFEASIBLE;
      case 10 -> Status.UNBOUNDED;
      case 11, 12, 13, 14, 16 -> Status.LIMIT;
      case 17 -> Status.INTERRUPTED;
      default -> Status.FAILED;
    };
  }

  @Override
  public void close() {
    highs.close();
    callback.close();
  }
}
