package org.loadstar.app.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder that a desk writes into, held by one desk at a time. What is written comes into place in one step.
final class Workspace implements AutoCloseable {
  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;

  private Workspace(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
  }

  /// @throws DeskRefused when it cannot be written or another desk holds it
  static Workspace open(Path root) {
    FileChannel channel = null;
    try {
      for (String part : new String[] {"runs", "cases", "grids", "jobs", "adequacy", "levers"}) Files.createDirectories(root.resolve(part));
      delete(root.resolve("tmp"));
      Files.createDirectories(root.resolve("tmp"));
      channel = FileChannel.open(root.resolve("desk.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = held(channel);
      if (lock != null) return new Workspace(root, channel, lock);
      channel.close();
    } catch (IOException e) {
      throw new DeskRefused("workspace " + root + ": cannot be written: " + e.getMessage() + ". Maybe another --workspace", e);
    }
    throw new DeskRefused("workspace " + root + ": another desk uses it. Maybe end that one, or name another --workspace");
  }

  private static @Nullable FileLock held(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Path runs() {
    return root.resolve("runs");
  }

  Path cases() {
    return root.resolve("cases");
  }

  Path jobs() {
    return root.resolve("jobs");
  }

  /// Files of real networks.
  Path grids() {
    return root.resolve("grids");
  }

  /// Plans that studies of levers keep.
  Path levers() {
    return root.resolve("levers");
  }

  /// Studies of adequacy by the id of their run.
  Path adequacy() {
    return root.resolve("adequacy");
  }

  /// A new empty folder that is gone with the next start.
  Path temporary() throws IOException {
    return Files.createTempDirectory(root.resolve("tmp"), "t");
  }

  /// A place below a folder of this workspace.
  ///
  /// @throws Problem when the name leads out of it, also by a link
  static Path below(Path folder, String name) {
    Path place = folder.resolve(name).normalize();
    if (!place.startsWith(folder) || place.equals(folder)) throw Problem.input("'" + Ask.brief(name) + "' leads out of the workspace");
    try {
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !place.toRealPath().startsWith(folder.toRealPath()))
        throw new Problem(Problem.FORBIDDEN, "'" + Ask.brief(name) + "' leads out of the workspace");
    } catch (IOException e) {
      throw Problem.absent("'" + Ask.brief(name) + "' cannot be read", null);
    }
    return place;
  }

  /// Writes a file in one step: whoever reads it sees the old text or the new one.
  static void write(Path file, byte[] content) {
    Path draft = file.resolveSibling("." + file.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".tmp");
    try {
      try (FileChannel out = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer all = ByteBuffer.wrap(content);
        while (all.hasRemaining()) out.write(all);
        out.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(draft);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw new UncheckedIOException(e);
    }
  }

  /// Removes a file or a folder with all that is in it; links are removed, not followed.
  static void delete(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) return;
    try (Stream<Path> all = Files.walk(path)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(p);
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
