package org.loadstar.cases;

import java.util.List;
import java.util.stream.Collectors;

/// A case that cannot be used; the message has one line per fault.
public final class CaseException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient List<Fault> faults;

  public CaseException(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }
}
