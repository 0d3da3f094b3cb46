package org.loadstar.grid;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.Fault;

/// Reads a file of any format into a [Grid].
public final class GridFile {
  private GridFile() {}

  /// @throws CaseException with every fault by file and line
  public static GridReading read(Path file) {
    if (Files.isDirectory(file) || !Files.exists(file))
      throw new CaseException(List.of(new Fault(file.toString(), 0, "", Files.exists(file) ? "this is a folder, not a file" : "there is no such file", null)));
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".m")) return MatpowerGrid.read(file);
    throw new CaseException(List.of(new Fault(file.toString(), 0, "", "the format of this file is not known; known is .m", null)));
  }
}
