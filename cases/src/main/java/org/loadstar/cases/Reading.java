package org.loadstar.cases;

import java.util.List;
import org.loadstar.model.Case;

/// The outcome of reading a case.
public sealed interface Reading {
  /// A case without faults.
  ///
  /// @param warnings what was read as it stands though something else may be meant
  record Good(Case value, List<Fault> warnings) implements Reading {}

  /// Everything that is wrong, by file and line.
  record Refused(List<Fault> faults) implements Reading {}

  /// All faults, empty for a good case.
  default List<Fault> faults() {
    return this instanceof Refused r ? r.faults() : List.of();
  }

  /// All warnings of a good case.
  default List<Fault> warnings() {
    return this instanceof Good g ? g.warnings() : List.of();
  }

  /// @throws CaseException when the case was refused
  default Case orThrow() {
    return switch (this) {
      case Good g -> g.value();
      case Refused r -> throw new CaseException(r.faults());
    };
  }
}
