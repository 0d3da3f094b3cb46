package org.loadstar.model;

/// A part of the model: writes its columns, rows and costs, and reports its results. Components never name each other; they
/// meet at the ledgers of [Model].
public interface Component {
  /// Writes columns, rows, costs and ledger terms.
  void build();

  /// Closes the rows that it owns on ledgers, after all components have built.
  default void close() {}

  /// Appends results to the tables.
  ///
  /// @param grid `plan`, `full` or `no_ai`
  void report(Result result, Tables tables, String grid);

  /// Appends results that need those of others, once all components have reported.
  default void conclude(Result result, Tables tables, String grid) {}

  /// Records the decisions that an operation of the plan keeps fixed.
  default void decide(Result result, Decisions decisions) {}
}
