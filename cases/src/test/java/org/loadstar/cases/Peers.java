package org.loadstar.cases;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Cases of other tools, which stand beside the project and are no part of it.
public final class Peers {
  private static final String BESIDE = "shared/peers";

  private Peers() {}

  /// A file or folder of theirs, in the folder that the variable LOADSTAR_PEERS names or in one beside the project; where it is absent the
  /// test is skipped and says so.
  public static Path folder(String name) {
    String own = System.getenv("LOADSTAR_PEERS");
    if (own != null && Files.exists(Path.of(own).resolve(name))) return Path.of(own).resolve(name);
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      Path found = p.resolve(BESIDE).resolve(name);
      if (Files.exists(found)) return found;
    }
    System.err.println("SKIPPED: no " + BESIDE + "/" + name + " beside the project");
    Assumptions.abort("no " + BESIDE + "/" + name + " beside the project");
    throw new AssertionError();
  }
}
