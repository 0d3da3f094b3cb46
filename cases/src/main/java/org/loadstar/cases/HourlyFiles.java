package org.loadstar.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Hourly files that were parsed before, so that a case that is read again and again while it is edited is read quickly: they are most of its
/// bytes and change seldom. A file counts as the same as long as its size and time of change are. Safe for use from many threads.
public final class HourlyFiles {
  private static final int MOST = 128;

  private final Map<Path, Parsed> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Parsed> eldest) {
          return size() > MOST;
        }
      };

  /// What tells one content of a file from another.
  private record Stamp(long size, FileTime changed, String name, double max) {}

  /// What came of a file.
  private record Parsed(Stamp stamp, HourlyFile.@Nullable Columns columns, Faults faults) {}

  /// @param file a link counts as the file that it leads to
  /// @param name as faults tell it
  /// @param max largest value allowed
  /// @return null when it is no text
  HourlyFile.@Nullable Columns read(Path file, String name, double max, Faults faults) {
    Parsed parsed;
    try {
      Path real = file.toRealPath();
      BasicFileAttributes now = Files.readAttributes(real, BasicFileAttributes.class);
      var stamp = new Stamp(now.size(), now.lastModifiedTime(), name, max);
      synchronized (kept) {
        parsed = kept.get(real);
      }
      if (parsed == null || !parsed.stamp.equals(stamp)) {
        parsed = parsed(file, stamp);
        synchronized (kept) {
          kept.put(real, parsed);
        }
      }
    } catch (IOException gone) {
      parsed = parsed(file, new Stamp(0, FileTime.fromMillis(0), name, max)); // says why it cannot be read
    }
    faults.addAll(parsed.faults);
    return parsed.columns;
  }

  private static Parsed parsed(Path file, Stamp stamp) {
    var faults = new Faults();
    String text = TextFile.read(file, stamp.name, faults);
    return new Parsed(stamp, text == null ? null : HourlyFile.parse(text, stamp.name, stamp.max, faults), faults);
  }
}
