package org.loadstar.cases;

import java.util.List;
import org.loadstar.model.network.Network;

/// The outcome of reading a network case, ours or a foreign one.
public sealed interface NetworkReading {
  /// A network without faults.
  ///
  /// @param warnings what was read as it stands though something else may be meant
  record Good(Network value, List<Fault> warnings) implements NetworkReading {
    public Good(Network value) {
      this(value, List.of());
    }
  }

  /// Everything that is wrong, by file and line.
  record Refused(List<Fault> faults) implements NetworkReading {}

  /// All faults, empty for a good case.
  default List<Fault> faults() {
    return this instanceof Refused r ? r.faults() : List.of();
  }

  /// All warnings of a good case.
  default List<Fault> warnings() {
    return List.of();
  }

  /// @throws CaseException when the case was refused
  default Network orThrow() {
    return switch (this) {
      case Good g -> g.value();
      case Refused r -> throw new CaseException(r.faults());
    };
  }
}
