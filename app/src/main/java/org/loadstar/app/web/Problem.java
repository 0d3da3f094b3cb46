package org.loadstar.app.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Fault;

/// A request that is refused: the body of every answer that is not a success.
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;
  static final int INPUT = 400;
  static final int TOKEN = 401;
  static final int FORBIDDEN = 403;
  static final int ABSENT = 404;
  static final int CONFLICT = 409;
  static final int CHANGED = 412;
  static final int TOO_LARGE = 413;
  static final int TYPE = 415;
  static final int FAULTS = 422;
  static final int BUSY = 429;

  private final int status;
  private final @Nullable String maybe;
  private final transient List<Fault> faults;

  Problem(int status, String message, @Nullable String maybe) {
    this(status, message, maybe, List.of());
  }

  Problem(int status, String message, @Nullable String maybe, List<Fault> faults) {
    super(message, null, false, false);
    this.status = status;
    this.maybe = maybe;
    this.faults = List.copyOf(faults);
  }

  Problem(int status, String message) {
    this(status, message, null);
  }

  /// Input that cannot be used.
  static Problem input(String message) {
    return new Problem(INPUT, message);
  }

  /// Something that is not there.
  static Problem absent(String what, @Nullable String maybe) {
    return new Problem(ABSENT, what, maybe);
  }

  int status() {
    return status;
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("status", status);
    m.put("message", getMessage());
    m.put("maybe", maybe);
    if (!faults.isEmpty()) m.put("faults", faults);
    return m;
  }
}
