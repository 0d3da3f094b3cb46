package org.loadstar.lp.highs;

/// Which method of HiGHS solves a linear program. Integer programs are always solved by branch and cut; quadratic programs
/// by linear ones with the method named here, except for [#CHOOSE], which is the active set method of HiGHS, and [#AUTO],
/// which tries it on small ones.
public enum Algorithm {
  /// Dual simplex for small programs and warm starts, interior point with crossover for large ones.
  AUTO("choose"),
  /// Dual simplex.
  SIMPLEX("simplex"),
  /// Interior point, then crossover to a vertex.
  IPM("ipm"),
  /// Interior point to the gap of the options, no vertex.
  IPM_WITHOUT_CROSSOVER("ipm"),
  /// First-order primal-dual method to the gap of the options. It cannot be interrupted and prints to standard output.
  PDLP("pdlp"),
  /// Crossover to a vertex from the interior solution given by [HighsSession#start], then simplex; as [#AUTO] where there is none or
  /// it leads to no basis.
  CROSSOVER("simplex"),
  /// What HiGHS itself would choose.
  CHOOSE("choose");

  private final String option;

  Algorithm(String option) {
    this.option = option;
  }

  /// Value of the HiGHS option `solver`.
  String option() {
    return option;
  }
}
