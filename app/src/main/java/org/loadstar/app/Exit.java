package org.loadstar.app;

/// Exit codes of the command line.
final class Exit {
  /// Done, a missed soft target included.
  static final int DONE = 0;

  /// The input is wrong or has no solution; explained.
  static final int INPUT = 2;

  /// Stopped by a limit or by the user with what there is.
  static final int STOPPED = 3;

  /// A fault of Loadstar; a log is named.
  static final int FAULT = 70;

  private Exit() {}

  /// Of a study of several plans, by the `status` of its summary.
  static int ofStudy(String status) {
    return switch (status) {
      case "done" -> DONE;
      case "infeasible" -> INPUT;
      default -> STOPPED;
    };
  }
}
