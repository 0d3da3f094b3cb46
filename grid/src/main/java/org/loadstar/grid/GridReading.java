package org.loadstar.grid;

import java.util.List;
import org.loadstar.cases.Fault;

/// A grid that was read.
///
/// @param warnings what was read as it stands though something else may be meant
public record GridReading(Grid grid, List<Fault> warnings) {
  public GridReading {
    warnings = List.copyOf(warnings);
  }
}
