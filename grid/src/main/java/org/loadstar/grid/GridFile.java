package org.loadstar.grid;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.Fault;
import org.loadstar.grid.powsybl.PowsyblReader;

/// Reads a file of any format into a [Grid]: MATPOWER by our own reader, all else by PowSyBl, which is loaded only then.
public final class GridFile {
  private GridFile() {}

  /// @throws CaseException with every fault by file and line
  public static GridReading read(Path file) {
    if (!Files.exists(file)) throw new CaseException(List.of(new Fault(file.toString(), 0, "", "there is no such file", null)));
    return !Files.isDirectory(file) && file.toString().toLowerCase(Locale.ROOT).endsWith(".m") ? MatpowerGrid.read(file) : PowsyblReader.read(file);
  }
}
