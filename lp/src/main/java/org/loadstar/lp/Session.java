package org.loadstar.lp;

/// Repeated solves of one program whose numbers change. A later solve starts warm from the one before.
public interface Session extends AutoCloseable {
  Solution solve(SolveOptions options, Progress progress);

  /// Gives the next solve a starting point (from a similar program).
  void start(Solution from);

  @Override
  void close();
}
