package org.loadstar.study.ensemble;

/// What a task asks is wrong; the message says what is allowed.
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Refused(String message, Throwable cause) {
    super(message, cause);
  }
}
