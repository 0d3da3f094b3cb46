package org.loadstar.app.web;

/// A desk that cannot be started as asked. The message is one line for the user.
public final class DeskRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  DeskRefused(String message) {
    super(message);
  }

  DeskRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
