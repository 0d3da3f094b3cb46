package org.loadstar.study.ensemble;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Json;
import org.loadstar.study.store.RunStore;

/// What became of a task.
///
/// @param summary what the work gave, plain JSON data; empty unless it is done
/// @param error why it was refused or failed, else empty
/// @param tries times that it was tried
/// @param seconds wall seconds of the last try
public record Outcome(Ended ended, Map<String, @Nullable Object> summary, String error, int tries, double seconds) {
  /// How a task ended.
  public enum Ended {
    DONE,
    /// Its input is wrong: it would be refused again.
    REFUSED,
    /// Our fault, a killed worker or a limit, [Ensemble#TRIES] times.
    FAILED,
    /// Nobody wanted it any more.
    STOPPED
  }

  static Outcome done(Map<String, @Nullable Object> summary, int tries, double seconds) {
    return new Outcome(Ended.DONE, summary, "", tries, seconds);
  }

  public static Outcome stopped(int tries) {
    return new Outcome(Ended.STOPPED, Map.of(), "", tries, 0);
  }

  static Outcome failed(String error, int tries, double seconds) {
    return new Outcome(Ended.FAILED, Map.of(), error, tries, seconds);
  }

  public boolean isDone() {
    return ended == Ended.DONE;
  }

  /// SHA-256 of the summary without timings, numbers to nine digits: the same wherever the task was done.
  public String hash() {
    return RunStore.resultHash(summary);
  }

  Outcome withTries(int n) {
    return new Outcome(ended, summary, error, n, seconds);
  }

  /// The outcome as a JSON object.
  public Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("ended", ended.name().toLowerCase(Locale.ROOT));
    m.put("hash", isDone() ? hash() : null);
    m.put("error", error);
    m.put("tries", tries);
    m.put("seconds", seconds);
    m.put("summary", summary);
    return m;
  }

  /// The outcome that [#json] wrote.
  ///
  /// @throws IllegalArgumentException when it is none, or its summary is not the one that was written
  public static Outcome of(Map<String, ?> json) {
    if (!(json.get("ended") instanceof String ended && json.get("tries") instanceof Number tries && json.get("seconds") instanceof Number seconds))
      throw new IllegalArgumentException("no outcome of a task");
    Outcome o = new Outcome(
        Ended.valueOf(ended.toUpperCase(Locale.ROOT)), new LinkedHashMap<>(Json.map(json.get("summary"))), String.valueOf(json.get("error")), tries.intValue(),
        seconds.doubleValue());
    if (o.isDone() && !o.hash().equals(json.get("hash"))) throw new IllegalArgumentException("a damaged outcome of a task");
    return o;
  }
}
