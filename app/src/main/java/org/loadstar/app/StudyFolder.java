package org.loadstar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Json;
import org.loadstar.study.store.RunStore;

/// The folder of a study of several plans: its JSON object and its page.
///
/// @param study name of the study, and of its JSON file
record StudyFolder(Path folder, String study) {
  /// @param out where it shall be, null for `runs/CASE-STUDY-TIME` below the current folder
  /// @throws Refusal when something else stands there
  /// @throws org.loadstar.study.store.RunRefused when nothing can be written there
  static StudyFolder of(@Nullable Path out, Path data, String study) {
    String name = Objects.toString(data.toAbsolutePath().normalize().getFileName(), "case");
    Path folder = out != null ? out : Path.of("runs", name + "-" + study + "-" + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now()));
    StudyFolder f = new StudyFolder(folder, study);
    f.requireFree();
    return f;
  }

  private Path json() {
    return folder.resolve(study + ".json");
  }

  private void requireFree() {
    if (Files.exists(folder) && !Files.isDirectory(folder)) throw new Refusal(folder + ": is a file. Maybe another --out");
    RunStore.requireWritable(json());
    if (!Files.exists(folder) || Files.isRegularFile(json())) return;
    try (Stream<Path> inside = Files.list(folder)) {
      if (inside.findAny().isPresent()) throw new Refusal(folder + ": holds something that is no " + study + ". Maybe another --out");
    } catch (IOException e) {
      throw new Refusal(folder + ": cannot be read. Maybe another --out");
    }
  }

  /// Writes both and adds `run` and `report` to the summary.
  void write(Map<String, @Nullable Object> summary, String page) {
    Path report = folder.resolve(Reports.FILE);
    summary.put("run", folder.toAbsolutePath().normalize().toString());
    summary.put("report", report.toAbsolutePath().normalize().toString());
    try {
      Files.createDirectories(folder);
      Files.writeString(report, page);
      Files.writeString(json(), Json.write(summary));
    } catch (IOException e) {
      throw new Refusal(folder + ": cannot be written. Maybe another --out");
    }
  }
}
