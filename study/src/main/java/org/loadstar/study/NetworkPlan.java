package org.loadstar.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.NetworkReading;
import org.loadstar.cases.peers.NetworkSource;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.StageDecomposition;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.model.Result;
import org.loadstar.model.Tables;
import org.loadstar.model.network.Horizon;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkModel;
import org.loadstar.model.network.NetworkSettings;
import org.loadstar.study.store.Proof;

/// The plan of a network case: read, build, solve, certify, report. The objective leaves out the constant that the peer's does, so
/// that it is what the peer prints but for its unit.
public final class NetworkPlan {
  private static final String PLAN = "plan";

  private final NetworkOptions options;
  private final Stops progress;
  private final Clock clock;
  private final Network data;
  private final String hash;
  private final double constant;
  private List<Integer> labels = List.of();
  private final Tables tables = new Tables();
  private final Map<String, @Nullable Object> summary = new LinkedHashMap<>();
  private @Nullable Proof proof;
  private final List<Map<String, Object>> iterations = new ArrayList<>();

  private NetworkPlan(NetworkOptions options, StudyProgress progress, Clock clock, Network data) {
    this.options = options;
    this.progress = new Stops(progress, options.maxSeconds(), clock);
    this.clock = clock;
    this.data = data;
    this.hash = CaseHash.of(data);
    this.constant = data.settings().peerObjectiveConstant();
    clock.lap("check");
  }

  /// Plans a network case.
  ///
  /// @throws org.loadstar.cases.CaseException when the case is refused
  /// @throws OptionRefused when an option does not fit the case
  public static NetworkResult run(NetworkOptions options, StudyProgress progress) {
    Clock clock = new Clock();
    NetworkReading reading = NetworkSource.read(options.kind(), options.source());
    Network data = reading.orThrow();
    reading.warnings().forEach(w -> progress.warn(w.toString()));
    clock.lap("read");
    return run(data, options, progress, clock);
  }

  /// Plans a network that was read already.
  public static NetworkResult run(Network data, NetworkOptions options, StudyProgress progress) {
    return run(data, options, progress, new Clock());
  }

  private static NetworkResult run(Network data, NetworkOptions options, StudyProgress progress, Clock clock) {
    return new NetworkPlan(options, progress, clock, data).run();
  }

  /// The program of a model, with its integers or without.
  static Lp program(NetworkModel model, boolean integers) {
    Lp lp = model.program();
    return integers ? lp : lp.relaxed();
  }

  private NetworkResult run() {
    summary.put("status", "stopped");
    summary.put("resolution", "snapshots");
    summary.put("case_hash", hash);
    peer();
    NetworkModel model = new NetworkModel(data);
    labels = model.horizon().stages().stream().map(Horizon.Stage::label).toList();
    Lp lp = program(model, options.integers());
    clock.lap("build");
    summary.put("rows", lp.rows());
    summary.put("columns", lp.columns());
    summary.put("nonzeros", lp.nonzeros());
    summary.put("integers", lp.isMixedInteger());
    summary.put("solver_note", null);
    if (left() > 0) solve(model, lp);
    else progress.early();
    progress.write(summary);
    clock.lap("report");
    summary.put("iterations", iterations);
    summary.put("seconds", clock.seconds());
    summary.put("cpu_seconds_by_phase", clock.cpuByPhase());
    summary.put("cpu_seconds", Clock.cpuSeconds());
    summary.put("peak_memory_mb", Clock.peakMemoryMb());
    return new NetworkResult(data, hash, summary, tables, proof);
  }

  private void peer() {
    String peer = data.settings().peer();
    summary.put("peer", peer.isEmpty() ? null : peer);
    summary.put("peer_objective", null);
    summary.put("peer_objective_constant", peer.isEmpty() ? null : constant * data.settings().peerObjectiveScale() + 0.0);
  }

  private void solve(NetworkModel model, Lp lp) {
    Solving.Solved solved = Solving.solve(lp, options.solver(), options.solve(lp.isMixedInteger(), data.settings().integerGap(), left()), this::report);
    clock.lap("solve");
    clock.move("solve", "handover", solved.handoverSeconds());
    clock.move("solve", "check", solved.checkSeconds());
    Solution s = solved.solution();
    summary.put("solver", s.algorithm());
    summary.put("solver_note", Solving.note(lp, options.solver(), s));
    if (s.status() == Status.LIMIT || s.status() == Status.INTERRUPTED) progress.early();
    switch (s.status()) {
      case INFEASIBLE -> infeasible(Explanation.of(lp.relaxed(), labels, explaining(), progress.silently("explaining")));
      case UNBOUNDED -> infeasible(Explanation.unbounded(lp, labels, explaining()));
      default -> {
        if (solved.solution().x() != null && solved.certificate().primalResidual() <= Certificate.FEASIBLE) planned(model, lp, solved);
        else if (s.status() == Status.LIMIT || s.status() == Status.INTERRUPTED) stopped(solved);
        else failed(lp, solved);
      }
    }
  }

  private boolean report(double seconds, long iteration, double lower, double upper) {
    double lo = usd(lower);
    double up = usd(upper);
    record(lo, up);
    return progress.report(PLAN, seconds, Double.NaN, lo, up) && left() > 0;
  }

  /// Million of the program as currency, without the constant that the peer leaves out; never -0.
  private double usd(double million) {
    return million * Attempt.MILLION - constant + 0.0;
  }

  private void record(double lower, double upper) {
    if (!Double.isFinite(lower) && !Double.isFinite(upper)) return;
    Map<String, Object> last = iterations.isEmpty() ? Map.of() : iterations.getLast();
    if (Double.valueOf(lower).equals(last.get("lower")) && Double.valueOf(upper).equals(last.get("upper"))) return;
    double gap = gap(lower, upper);
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("phase", PLAN);
    m.put("seconds", clock.total());
    m.put("lower", lower);
    m.put("upper", upper);
    m.put("gap", gap);
    iterations.add(m);
    tables.get("iterations").add(PLAN, clock.total(), lower, upper, gap);
  }

  private static double gap(double lower, double upper) {
    return Double.isFinite(lower) && Double.isFinite(upper) ? Math.max(0, upper - lower) / Math.max(1, Math.abs(upper)) : Double.NaN;
  }

  /// The proven bound; nothing where columns without any limit leave nothing to prove.
  private double lower(Solving.Solved solved) {
    summary.put("lower_bound", Double.isFinite(solved.bound()) ? "proven" : "not proven");
    return usd(solved.bound());
  }

  /// What the solver claims: of integers what branch and cut says, of a linear program that its plan is the best.
  private double claimed(Solving.Solved solved) {
    Certificate c = solved.certificate();
    boolean optimal = solved.solution().status() == Status.OPTIMAL && !c.relaxation();
    return usd(Double.isFinite(c.claimedBound()) || !optimal ? c.claimedBound() : c.recomputedObjective());
  }

  private void planned(NetworkModel model, Lp lp, Solving.Solved solved) {
    Solution s = solved.solution();
    boolean priced = s.rowDual() != null;
    Result result = new Result(lp, priced ? s : unpriced(lp, s));
    model.report(result, tables, PLAN);
    proof = Proof.of(s.point(), solved.proof());
    Certificate c = solved.certificate();
    bounds(usd(c.recomputedObjective()), solved, options.solve(lp.isMixedInteger(), data.settings().integerGap(), 0).gap());
    Map<String, Object> certificate = Summary.certificate(c, c.ok());
    certificate.put("recomputed_objective", usd(c.recomputedObjective()));
    summary.put("certificate", certificate);
    summary.put("duals", !priced ? "none" : result.vertex() ? "vertex" : "interior");
    new NetworkSummary(data, model, tables, summary).write(result, priced);
    peerObjective();
    stages(model, lp);
  }

  /// What each stage is worth with what follows, where the peer decomposes its plan by stages: its bounds need not meet, so these are not
  /// the costs of our plan.
  private void stages(NetworkModel model, Lp lp) {
    NetworkSettings set = data.settings();
    if (set.peerStageGap() == 0 || labels.size() < 2 || lp.isMixedInteger() || lp.isQuadratic() || left() <= 0) return;
    Watched solver = new Watched(new HighsSolver(), progress.silently("stages"), left());
    var decomposition = new StageDecomposition(lp, model.stageCosts(lp), solver, options.solve(false, 0, left()));
    StageDecomposition.Outcome out = decomposition.run(set.peerStageGap(), 100);
    if (solver.stopped()) summary.put("status", "stopped");
    if (out == null || solver.stopped()) return;
    Map<String, Object> worth = new LinkedHashMap<>();
    for (int y = 0; y < labels.size(); y++)
      worth.put("" + labels.get(y), out.optimum()[y] * Attempt.MILLION * set.peerObjectiveScale());
    summary.put("peer_objective_by_stage", worth);
  }

  /// A point of branch and cut whose fixed program gave no duals: prices are 0 and said to be none.
  static Solution unpriced(Lp lp, Solution s) {
    return new Solution(
        s.status(), s.x(), new double[lp.rows()], s.objective(), s.bound(), s.iterations(), s.seconds(), s.algorithm(), false, null);
  }

  /// @param asked the gap asked
  private void bounds(double upper, Solving.Solved solved, double asked) {
    double lower = lower(solved);
    double stands = Bounds.claim(summary, upper, lower, claimed(solved), Math.max(asked, 1e-6));
    summary.put("status", solved.solution().status() != Status.OPTIMAL ? "stopped" : Bounds.status(stands));
    summary.put("objective_usd", upper);
    summary.put("lower_bound_usd", lower);
    summary.put("gap", gap(lower, upper));
  }

  private void stopped(Solving.Solved solved) {
    summary.put("status", "stopped");
    summary.put("objective_usd", null);
    double proven = lower(solved);
    summary.put("lower_bound_usd", proven);
    summary.put("gap", null);
    double claimed = claimed(solved);
    if (Double.isFinite(claimed) && !(claimed <= proven)) summary.put("claimed_lower_bound_usd", claimed);
  }

  private void peerObjective() {
    if (data.settings().peer().isEmpty()) return;
    Double objective = (Double) summary.get("objective_usd");
    summary.put("peer_objective", objective == null ? null : objective * data.settings().peerObjectiveScale());
  }

  private void infeasible(List<? extends Map<String, ?>> explanation) {
    summary.put("status", "infeasible");
    summary.put("objective_usd", null);
    summary.put("explanation", explanation.isEmpty() ? List.of(onlyIntegers()) : explanation);
  }

  /// A solve that ended without a verdict: the case has no solution where its least relaxation is above nothing, else the solver is at fault.
  private void failed(Lp lp, Solving.Solved solved) {
    List<Map<String, Object>> why;
    try {
      SolveOptions o = explaining();
      why = Explanation.search(lp.relaxed(), labels, new Watched(new HighsSolver(), progress.silently("explaining"), o.maxSeconds()), o);
    } catch (IllegalStateException e) {
      why = List.of();
    }
    if (why.isEmpty()) throw new IllegalStateException("the solver gave no plan: " + solved.solution().status() + ", " + solved.certificate());
    infeasible(why);
  }

  private static Map<String, @Nullable Object> onlyIntegers() {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("constraint", "integers");
    m.put("place", "all");
    m.put("year", "all years");
    m.put("amount", null);
    m.put("unit", "");
    m.put("irreducible", false);
    m.put("words", "No whole numbers of units, starts or modules fit together, though their linear relaxation does. Maybe --integers off");
    return m;
  }

  private SolveOptions explaining() {
    return options.solve(false, 0, Math.max(10, left())).withGap(1e-6);
  }

  private double left() {
    return clock.left(options.maxSeconds());
  }
}
