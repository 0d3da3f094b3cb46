package org.loadstar.lp.highs;

/// A call into HiGHS failed, or its library could not be loaded.
public final class HighsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HighsException(String message) {
    super(message);
  }

  HighsException(String message, Throwable cause) {
    super(message, cause);
  }
}
