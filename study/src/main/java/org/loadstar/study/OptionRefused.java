package org.loadstar.study;

/// An option with a value that is not allowed; the message names the option, the value and what is allowed.
public final class OptionRefused extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public OptionRefused(String message) {
    super(message);
  }
}
