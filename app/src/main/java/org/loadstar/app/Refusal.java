package org.loadstar.app;

/// Input that cannot be used; the message is one clear line.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  Refusal(String message) {
    super(message);
  }
}
