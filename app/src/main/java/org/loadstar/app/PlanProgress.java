package org.loadstar.app;

import java.util.concurrent.atomic.AtomicBoolean;
import org.loadstar.study.StudyProgress;

/// Shows the progress of a study and passes on the user's wish to stop.
final class PlanProgress implements StudyProgress {
  private final ProgressLine line;
  private final AtomicBoolean stop;
  private String stage = "";

  PlanProgress(ProgressLine line, AtomicBoolean stop) {
    this.line = line;
    this.stop = stop;
  }

  @Override
  public synchronized boolean report(String now, double seconds, double done, double lower, double upper) {
    if (!now.equals(stage)) {
      stage = now;
      line.stage(now);
    }
    line.bounds(done, lower, upper);
    return !stop.get();
  }

  @Override
  public void warn(String warning) {
    line.warn(warning);
  }
}
