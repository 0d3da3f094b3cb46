package org.loadstar.study.ensemble;

import java.util.List;

/// Where tasks are done: [InProcess], [Workers], or a cluster. Nothing but plain data goes there and comes back, and a task that takes
/// its process with it costs that task only. [Kept] remembers what is done.
public interface Ensemble {
  /// Most times that a task is tried.
  int TRIES = 3;

  /// Does tasks in any order; returns when all have ended.
  ///
  /// @return the outcomes in the order of the tasks
  /// @throws IllegalStateException when no task can be done there at all
  List<Outcome> run(List<Task> tasks, Watch watch);
}
