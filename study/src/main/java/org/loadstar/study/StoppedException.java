package org.loadstar.study;

/// A study was stopped by a limit or by the user before the step could give a result.
public final class StoppedException extends Exception {
  StoppedException() {
    super("stopped", null, false, false);
  }
}
