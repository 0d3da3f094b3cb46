package org.loadstar.study;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Tables;

/// What a summary says of how near a plan is to the best: what is proven, and beside it what the solver claims of whole numbers.
///
/// `lower_bound_usd` and `gap` are proven, always. Where branch and cut claims a nearer bound, `claimed_lower_bound_usd` and `claimed_gap`
/// say so, and `plan_note` when only the claim is within the gap asked. `status_by` is `proof` where the status is what the proof alone
/// gives, else `claim`.
final class Bounds {
  /// Gap below which a plan is the optimum.
  private static final double OPTIMAL = 1e-6;

  private Bounds() {}

  static double gap(double upper, double lower) {
    return (upper - lower) / Math.max(1, Math.abs(upper));
  }

  /// Adds the claim where it is nearer than the proof; the gap that stands, that of the claim or of the proof.
  ///
  /// @param proven -infinity where nothing is
  /// @param claimed -infinity or NaN where nothing is
  /// @param asked gap at which a plan is near enough
  static double claim(Map<String, @Nullable Object> into, double upper, double proven, double claimed, double asked) {
    double gap = gap(upper, proven);
    into.put("status_by", "proof");
    if (!Double.isFinite(claimed) || claimed <= proven || gap <= OPTIMAL) return gap;
    double claim = Math.max(0, gap(upper, claimed));
    if (!(gap <= asked) || !status(claim).equals(status(gap))) into.put("status_by", "claim");
    into.put("claimed_lower_bound_usd", claimed);
    into.put("claimed_gap", claim);
    if (claim <= asked && !(gap <= asked)) {
      String proof = Double.isFinite(gap) ? String.format(Locale.ROOT, "what is proven is %.3g %%", 100 * gap) : "nothing is proven";
      note(into, String.format(Locale.ROOT, "the gap of %.2g %% is the claim of the solver; %s", 100 * claim, proof));
    }
    return claim;
  }

  /// Writes the status of a plan, its cost and its bound.
  ///
  /// @param done whether no more was wanted of the solve
  static void write(Map<String, @Nullable Object> into, Tables tables, double upper, double lower, boolean done) {
    double gap = gap(upper, lower);
    into.put("status", !done ? "stopped" : status(gap));
    into.put("objective_usd", upper);
    into.put("lower_bound_usd", lower);
    into.put("gap", Math.max(0, gap));
    Map<String, Double> cost = Summary.discounted(tables, "plan");
    double sunk = cost.getOrDefault("fleet_fixed_om", 0.0) + cost.getOrDefault("ai_chips", 0.0);
    into.put("gap_decision", Math.max(0, (upper - lower) / Math.max(1, upper - sunk)));
  }

  static void note(Map<String, @Nullable Object> into, String words) {
    Object before = into.get("plan_note");
    into.put("plan_note", before == null ? words : before + "; " + words);
  }

  static String status(double gap) {
    return gap <= OPTIMAL ? "optimal" : "within_gap";
  }
}
