package org.loadstar.lp;

/// Solves programs. Implementations are stateless and safe for use from many threads; each [Session] belongs to one.
public interface Solver {
  /// Name as printed, for example `highs`.
  String name();

  /// Opens a session on a program; changes made to the program between solves are picked up by the session.
  Session open(Lp lp);

  /// Solves once.
  default Solution solve(Lp lp, SolveOptions options, Progress progress) {
    try (Session s = open(lp)) {
      return s.solve(options, progress);
    }
  }
}
