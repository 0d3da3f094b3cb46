package org.loadstar.cases.pypsa;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Cases of other tools, which stand beside the project and are no part of it.
final class Peers {
  private Peers() {}

  /// A folder of theirs; where it is absent the test is skipped and says so.
  static Path folder(String name) {
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      Path folder = p.resolve("shared/peers").resolve(name);
      if (Files.isDirectory(folder)) return folder;
    }
    System.err.println("SKIPPED: no folder shared/peers/" + name + " beside the project");
    Assumptions.abort("no folder shared/peers/" + name + " beside the project");
    throw new AssertionError();
  }
}
