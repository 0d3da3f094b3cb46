package org.loadstar.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Case folders of the repository and copies of them that a test may break.
final class Folders {
  static final Path TWO_ZONES = root().resolve("examples/two-zones");

  private Folders() {}

  /// The directory of the repository.
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("examples"))) {
      here = here.getParent();
      if (here == null) throw new IllegalStateException("no directory above holds examples");
    }
    return here;
  }

  /// Every case folder of the repository.
  static List<Path> all() {
    var all = new ArrayList<Path>();
    for (String parent : new String[] {"examples", "cases"}) {
      try (Stream<Path> s = Files.list(root().resolve(parent))) {
        s.filter(p -> Files.isRegularFile(p.resolve("case.yaml"))).sorted().forEach(all::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  static Path copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path f : files.toList()) {
        Path target = to.resolve(from.relativize(f).toString());
        if (Files.isDirectory(f)) Files.createDirectories(target);
        else Files.copy(f, target);
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
