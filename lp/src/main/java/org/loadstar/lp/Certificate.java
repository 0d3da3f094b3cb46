package org.loadstar.lp;

/// An independent check of a solution, from the program, the point and the row duals alone.
///
/// @param ok the point is feasible to 1e-6 of the scale of each row, the claimed objective is within 1e-9 of the
///     recomputed one, and a lower bound not above it was derived. It does not say that the point is optimal: that is what
///     the distance of `lowerBound` says
/// @param primalResidual largest violation of a row, a column bound or integrality; a row is scaled by max(1, |bound|,
///     max |a_ij x_j|), a column by max(1, |bound|). NaN without a point
/// @param dualResidual largest sign violation of a row dual, scaled by max(1, |y_i|), or of a reduced cost on an open side,
///     scaled by max(1, |c_j|, max |a_ij y_i|). NaN without duals
/// @param complementarity sum of reduced cost times distance to its bound, over columns and rows, divided by
///     max(1, |objective|). NaN without a point or duals
/// @param recomputedObjective c'x + 1/2 sum_j q_j x_j^2 + offset in twice the working precision, NaN without a point
/// @param lowerBound proven lower bound of [SafeBound], -infinity when none could be derived
/// @param claimedBound lower bound that the solver claims; taken from it unchecked. -infinity when it claims none
/// @param relaxation true when the program has integer columns: the proven bound is then that of the relaxation, and only
///     the claimed one knows of the integers
public record Certificate(
    boolean ok,
    double primalResidual,
    double dualResidual,
    double complementarity,
    double recomputedObjective,
    double lowerBound,
    double claimedBound,
    boolean relaxation) {

  /// Violation of a row over its scale, and of a column bound, up to which a point is feasible.
  public static final double FEASIBLE = 1e-6;
  private static final double SAME_COST = 1e-9;
  private static final double SAME_BOUND = 1e-6;
  /// How far above the plan's own cost the boxes reach, so that a bound is not cut off at the plan's cost.
  private static final double INCUMBENT_SLACK = 1e-3;
  private static final int ROUNDS = 10;

  /// Checks a solution.
  public static Certificate of(Lp lp, Solution s) {
    double[] x = s.x();
    double objective = x == null ? Double.NaN : objective(lp, x);
    return of(lp, s, s.rowDual() == null ? Boxes.given(lp) : boxes(lp, objective));
  }

  /// Checks a solution of an integer program, with the duals of the relaxation ([Lp#relaxed]) for the proven bound: those
  /// that belong to fixed integers prove little.
  public static Certificate of(Lp lp, Solution s, Solution relaxation) {
    double[] x = s.x();
    double objective = x == null ? Double.NaN : objective(lp, x);
    Boxes boxes = boxes(lp, objective);
    Certificate c = of(lp, s, boxes);
    double[] y = relaxation.rowDual();
    if (y == null) return c;
    double bound = SafeBound.of(lp, y, boxes);
    if (bound <= c.lowerBound) return c;
    boolean ok = c.passes(s, bound);
    return new Certificate(
        ok, c.primalResidual, c.dualResidual, c.complementarity, objective, bound, c.claimedBound, c.relaxation);
  }

  /// Checks a solution against boxes that hold for the program, as those of [#boxes].
  public static Certificate of(Lp lp, Solution s, Boxes boxes) {
    double[] x = s.x();
    double[] y = s.rowDual();
    double objective = x == null ? Double.NaN : objective(lp, x);
    double primal = x == null ? Double.NaN : primalResidual(lp, x);
    double bound = y == null ? Double.NEGATIVE_INFINITY : SafeBound.of(lp, y, boxes);
    DualCheck dual = y == null ? new DualCheck(Double.NaN, Double.NaN) : DualCheck.of(lp, x, y, objective);
    Certificate c =
        new Certificate(
            false, primal, dual.residual(), dual.complementarity(), objective, bound, s.bound(), lp.isMixedInteger());
    return new Certificate(
        c.passes(s, bound), primal, c.dualResidual, c.complementarity, objective, bound, c.claimedBound, c.relaxation);
  }

  private boolean passes(Solution s, double bound) {
    double scale = Math.max(1, Math.abs(recomputedObjective));
    return primalResidual <= FEASIBLE
        && Math.abs(recomputedObjective - s.objective()) <= SAME_COST * scale
        && bound > Double.NEGATIVE_INFINITY
        && bound <= recomputedObjective + SAME_BOUND * scale;
  }

  /// The boxes that a certificate uses for a plan of this cost (NaN or infinite: for every plan).
  public static Boxes boxes(Lp lp, double objective) {
    double incumbent =
        Double.isFinite(objective)
            ? objective + INCUMBENT_SLACK * Math.max(1, Math.abs(objective))
            : Double.POSITIVE_INFINITY;
    return Boxes.implied(lp, incumbent, ROUNDS);
  }

  /// Relative distance of the recomputed objective from the lower bound; infinite without a bound.
  public double gap() {
    return (recomputedObjective - lowerBound) / Math.max(1e-9, Math.abs(recomputedObjective));
  }

  /// Relative distance of the recomputed objective from the bound that the solver claims; infinite without one.
  public double claimedGap() {
    return (recomputedObjective - claimedBound) / Math.max(1e-9, Math.abs(recomputedObjective));
  }

  /// The cost of a point in twice the working precision.
  public static double objective(Lp lp, double[] x) {
    Sum s = new Sum();
    s.add(lp.offset());
    for (int j = 0; j < x.length; j++) s.addProduct(lp.costs()[j], x[j]);
    for (int j = 0; j < lp.quadratics().length; j++) {
      double half = 0.5 * lp.quadratics()[j];
      double p = half * x[j];
      s.addProduct(p, x[j]);
      s.addProduct(Math.fma(half, x[j], -p), x[j]);
    }
    return s.value();
  }

  /// Largest scaled violation of a row, a column bound or integrality.
  public static double primalResidual(Lp lp, double[] x) {
    double[] activity = new double[lp.rows()];
    double[] scale = new double[lp.rows()];
    double worst = 0;
    int[] start = lp.starts();
    int[] index = lp.indices();
    double[] value = lp.values();
    for (int j = 0; j < x.length; j++) {
      double v = x[j];
      if (!Double.isFinite(v)) return Double.POSITIVE_INFINITY;
      worst = Math.max(worst, violation(v, lp.lowers()[j], lp.uppers()[j], 1));
      if (lp.integers()[j]) worst = Math.max(worst, Math.abs(v - Math.rint(v)));
      if (v == 0) continue;
      for (int k = start[j]; k < start[j + 1]; k++) {
        double p = value[k] * v;
        int i = index[k];
        activity[i] += p;
        if (Math.abs(p) > scale[i]) scale[i] = Math.abs(p);
      }
    }
    for (int i = 0; i < activity.length; i++)
      worst = Math.max(worst, violation(activity[i], lp.rowLowers()[i], lp.rowUppers()[i], Math.max(1, scale[i])));
    return worst;
  }

  private static double violation(double v, double lo, double up, double scale) {
    double below = v < lo ? (lo - v) / Math.max(scale, Math.abs(lo)) : 0;
    double above = v > up ? (v - up) / Math.max(scale, Math.abs(up)) : 0;
    return Math.max(below, above);
  }
}
