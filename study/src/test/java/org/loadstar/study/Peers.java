package org.loadstar.study;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where other tools' cases stand: `LOADSTAR_PEERS`, else `../shared/peers` from the root of the repository. They keep their own
/// licences and are no part of the project.
final class Peers {
  private Peers() {}

  static Path folder() {
    String given = System.getenv("LOADSTAR_PEERS");
    return (given == null ? Path.of("../../shared/peers") : Path.of(given)).toAbsolutePath().normalize();
  }

  static boolean present() {
    boolean present = Files.isDirectory(folder());
    if (!present)
      System.err.println("SKIPPED: no cases of other tools in " + folder() + "; set LOADSTAR_PEERS to run them");
    return present;
  }
}
