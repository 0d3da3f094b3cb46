package org.loadstar.study;

import org.loadstar.lp.Lp;
import org.loadstar.lp.Solution;
import org.loadstar.lp.Status;
import org.loadstar.model.Model;
import org.loadstar.model.Result;
import org.loadstar.model.TimeGrid;
import org.loadstar.study.store.Proof;

/// A model, its program and what a solver made of it.
///
/// @param buildSeconds wall seconds of building the program
record Attempt(Model model, Lp lp, Solving.Solved solved, double buildSeconds) {
  /// USD in a million, the money of the program.
  static final double MILLION = 1e6;

  /// The duals of a plan without whole numbers are its own.
  static final String OWN_DUALS = "plan";

  /// Proven lower bound, USD.
  double lower() {
    return solved.bound() * MILLION;
  }

  /// Cost of the plan, USD; infinite without one.
  double upper() {
    return solved.hasPlan() ? solved.certificate().recomputedObjective() * MILLION : Double.POSITIVE_INFINITY;
  }

  /// True when it has a plan no dearer than the first plan.
  boolean stands(double incumbent) {
    return solved.hasPlan() && upper() <= incumbent;
  }

  /// True when its solve ended by itself.
  boolean ended() {
    return solved.solution().status() == Status.OPTIMAL;
  }

  /// Which duals say what binds.
  String bindingDuals() {
    if (!lp.isMixedInteger()) return OWN_DUALS;
    return solved.relaxation() == null ? "whole numbers fixed (local)" : "relaxation";
  }

  /// The solution beside its program, with the duals that say what binds.
  Result result() {
    return new Result(lp, solved.solution(), lp.isMixedInteger() ? solved.relaxation() : null);
  }

  /// What a plan on few timesteps is made from again.
  ///
  /// @param time its timesteps
  Proof.Part point(String time) {
    Solution s = solved.solution();
    return new Proof.Part(time, segments(), s.point(), s.duals());
  }

  /// What proves its bound: duals of segments.
  Proof.Part proof(String time) {
    double[] y = solved.proof();
    return new Proof.Part(time, segments(), new double[0], y == null ? new double[lp.rows()] : y);
  }

  /// First hours of the segments; none where steps do not follow one another over the year.
  private int[] segments() {
    TimeGrid grid = model.stages().getFirst().grid();
    return EarlyBound.serves(grid) ? grid.firstHours() : new int[0];
  }

  Attempt with(Solving.Solved other) {
    return new Attempt(model, lp, other, buildSeconds);
  }
}
