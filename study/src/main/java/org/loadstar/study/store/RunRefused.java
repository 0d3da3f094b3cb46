package org.loadstar.study.store;

/// A run folder that cannot be read or written as asked. The message is one line for the user.
public final class RunRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RunRefused(String message) {
    super(message);
  }

  public RunRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
