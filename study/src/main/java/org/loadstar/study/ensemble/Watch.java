package org.loadstar.study.ensemble;

/// Whoever waits for tasks. Any thread.
@FunctionalInterface
public interface Watch {
  /// False to stop: tasks that have not ended are given up.
  boolean goOn();

  /// What is being done for a task.
  ///
  /// @param task its place among the tasks
  default void says(int task, String words) {}

  /// A task has ended; told once for each, but for those that were stopped.
  default void ended(int task, Outcome outcome) {}
}
