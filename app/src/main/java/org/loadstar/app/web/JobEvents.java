package org.loadstar.app.web;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What happened to a job, for any number of readers, each at its own place. Progress is thinned evenly and old log lines go, so that a
/// long job fits.
final class JobEvents {
  private static final int MOST_PROGRESS = 400;
  private static final int MOST_LOG = 200;

  /// One event.
  ///
  /// @param id ascending from 1
  /// @param name state, progress, log or end
  /// @param data one line of JSON
  record Event(long id, String name, String data) {}

  private final List<Event> past = new ArrayList<>();
  private long last;
  private boolean ended;

  synchronized void add(String name, String data) {
    if (ended) return;
    past.add(new Event(++last, name, data));
    thin("progress", MOST_PROGRESS);
    thin("log", MOST_LOG);
    ended = name.equals("end");
    notifyAll();
  }

  private void thin(String name, int most) {
    if (past.stream().filter(e -> e.name().equals(name)).count() <= most) return;
    boolean log = name.equals("log");
    int[] seen = {0};
    int half = most / 2;
    past.removeIf(e -> e.name().equals(name) && (log ? seen[0]++ < half : seen[0]++ % 2 == 1 && seen[0] < most));
  }

  /// Events after one, waiting for the first; empty when none comes in time or the job has ended.
  synchronized List<Event> after(long id, long seconds) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (last <= id && !ended) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) return List.of();
      wait(left);
    }
    return past.stream().filter(e -> e.id() > id).toList();
  }

  /// Id of the last event, 0 before the first.
  synchronized long last() {
    return last;
  }

  synchronized boolean hasProgress() {
    return past.stream().anyMatch(e -> e.name().equals("progress"));
  }

  synchronized boolean ended() {
    return ended;
  }
}
