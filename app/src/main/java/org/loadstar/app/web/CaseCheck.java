package org.loadstar.app.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.Fault;
import org.loadstar.cases.HourlyFiles;
import org.loadstar.cases.NetworkReading;
import org.loadstar.cases.Reading;
import org.loadstar.cases.peers.NetworkSource;

/// The faults that a case would have with some of its files changed, as the command `check` tells them. The case itself is not touched: it
/// is read in a temporary folder of links to the files that stay.
final class CaseCheck {
  private final Workspace workspace;
  private final HourlyFiles hourly = new HourlyFiles();

  CaseCheck(Workspace workspace) {
    this.workspace = workspace;
  }

  /// Faults, and what is read though something else may be meant.
  record Outcome(List<Fault> faults, List<Fault> warnings) {
    Map<String, @Nullable Object> json() {
      Map<String, @Nullable Object> m = new LinkedHashMap<>();
      m.put("faults", faults);
      m.put("warnings", warnings);
      return m;
    }
  }

  /// @param changed texts of files by name
  Outcome check(Shelf.Entry entry, Map<String, byte[]> changed, List<Path> scenarios, List<String> levers, List<String> sets) {
    if (changed.isEmpty()) return read(entry, new CaseSource(entry.folder(), scenarios, levers, sets));
    Path folder = null;
    try {
      folder = workspace.temporary();
      Path draft = folder.resolve(String.valueOf(entry.folder().getFileName()));
      Files.createDirectory(draft);
      try (Stream<Path> children = Files.list(entry.folder())) {
        for (Path p : children.toList()) {
          String name = String.valueOf(p.getFileName());
          if (!changed.containsKey(name)) stand(p, draft.resolve(name));
        }
      }
      for (Map.Entry<String, byte[]> c : changed.entrySet()) Files.write(Workspace.below(draft, c.getKey()), c.getValue());
      return read(entry, new CaseSource(draft, scenarios, levers, sets));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      remove(folder);
    }
  }

  /// A link, or a copy where there are none.
  private static void stand(Path file, Path place) throws IOException {
    try {
      Files.createSymbolicLink(place, file.toRealPath());
    } catch (UnsupportedOperationException | SecurityException | java.nio.file.FileSystemException e) {
      if (Files.isRegularFile(file)) Files.copy(file, place);
    }
  }

  private static void remove(@Nullable Path folder) {
    try {
      if (folder != null) Workspace.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome read(Shelf.Entry entry, CaseSource source) {
    try {
      if (entry.kind().network()) {
        NetworkReading r = NetworkSource.read(source);
        return new Outcome(r.faults(), r.warnings());
      }
      Reading r = CaseReader.read(source, hourly);
      return new Outcome(r.faults(), r.warnings());
    } catch (CaseException e) {
      return new Outcome(e.faults(), List.of());
    }
  }

  /// The text of a file as bytes.
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
