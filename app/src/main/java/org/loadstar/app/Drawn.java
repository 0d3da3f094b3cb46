package org.loadstar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Json;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunStore;

/// What `adequacy RUN` leaves beside a run, so that the report of the run can tell it and lead to its page.
final class Drawn {
  /// Key of the result hash of the run that was judged.
  static final String OF = "run_result_hash";

  static final String FILE = "adequacy.json";

  private Drawn() {}

  /// Where the page of a run's adequacy stands unless it is asked for elsewhere.
  static Path folder(Path run) {
    return run.resolveSibling(run.getFileName() + "-adequacy");
  }

  static @Nullable Object hash(Path run) {
    try (Run r = RunStore.open(run)) {
      return r.summary().get("result_hash");
    }
  }

  /// The object of `adequacy --json` on this very result, with `page`, its page as seen from the run's folder; null where there is none.
  static @Nullable Map<String, Object> of(Run run) {
    Path folder = folder(run.folder().toAbsolutePath().normalize());
    Object hash = run.summary().get("result_hash");
    if (hash == null || !Files.isRegularFile(folder.resolve(FILE)) || !Files.isRegularFile(folder.resolve(Reports.FILE))) return null;
    try {
      Map<String, Object> m = new LinkedHashMap<>(Json.read(Files.readString(folder.resolve(FILE))));
      if (!hash.equals(m.get(OF))) return null;
      m.put("page", "../" + folder.getFileName() + "/" + Reports.FILE);
      return m;
    } catch (IOException | RuntimeException e) {
      // A file of another version or hand: the report says that nothing was drawn.
      return null;
    }
  }
}
