package org.loadstar.lp.highs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Properties;

/// Finds the HiGHS shared library: the file named by the system property `loadstar.highs` or the environment variable
/// `LOADSTAR_HIGHS`, else the one inside the OR-Tools platform archive on the class path, copied once to a cache
/// directory (`loadstar.cache`, `LOADSTAR_CACHE`, or the user's cache directory).
record LibraryFile(String directory, String file) {

  /// Path of the library for this machine.
  ///
  /// @throws HighsException when there is none, saying what to do
  static Path find() {
    String given = setting("loadstar.highs", "LOADSTAR_HIGHS");
    if (!given.isEmpty()) {
      Path path = Path.of(given);
      if (Files.isRegularFile(path)) return path.toAbsolutePath();
      throw new HighsException(
          "no HiGHS library at " + path + " (from loadstar.highs or LOADSTAR_HIGHS). Maybe the path is wrong.");
    }
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", "")).extract();
  }

  /// Where the archive for an operating system and processor keeps its library.
  static LibraryFile of(String os, String arch) {
    String system = os.toLowerCase(Locale.ROOT);
    String processor = arch.toLowerCase(Locale.ROOT);
    boolean arm = processor.equals("aarch64") || processor.equals("arm64");
    boolean intel = processor.equals("amd64") || processor.equals("x86_64") || processor.equals("x86-64");
    if (system.contains("linux") && (arm || intel))
      return new LibraryFile("ortools-linux-" + (arm ? "aarch64" : "x86-64"), "libhighs.so.1");
    if (system.contains("mac") && (arm || intel))
      return new LibraryFile("ortools-darwin-" + (arm ? "aarch64" : "x86-64"), "libhighs.1.dylib");
    if (system.contains("windows") && intel) return new LibraryFile("ortools-win32-x86-64", "highs.dll");
    throw new HighsException(
        "no HiGHS library is shipped for " + os + " on " + arch
            + ". Maybe build HiGHS 1.12 and name its shared library in LOADSTAR_HIGHS.");
  }

  private Path extract() {
    String resource = directory + "/" + file;
    ClassLoader loader = LibraryFile.class.getClassLoader();
    URL url = loader == null ? ClassLoader.getSystemResource(resource) : loader.getResource(resource);
    if (url == null)
      throw new HighsException(
          "no " + resource + " on the class path. Maybe add the archive com.google.ortools:" + directory
              + ", or name a HiGHS library in LOADSTAR_HIGHS.");
    Path dir = cache().resolve(directory + "-" + version());
    Path target = dir.resolve(file);
    try {
      long size = url.openConnection().getContentLengthLong();
      if (Files.isRegularFile(target) && Files.size(target) == size) return target;
      Files.createDirectories(dir);
      Path part = Files.createTempFile(dir, file, ".part");
      try (InputStream in = url.openStream()) {
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        move(part, target);
      } finally {
        Files.deleteIfExists(part);
      }
      return target;
    } catch (IOException e) {
      throw new HighsException(
          "cannot copy the HiGHS library to " + target + ": " + e
              + ". Maybe name a writable directory in LOADSTAR_CACHE.", e);
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private String version() {
    String resource = "/META-INF/maven/com.google.ortools/" + directory + "/pom.properties";
    try (InputStream in = LibraryFile.class.getResourceAsStream(resource)) {
      Properties p = new Properties();
      if (in != null) p.load(in);
      return p.getProperty("version", "unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static Path cache() {
    String given = setting("loadstar.cache", "LOADSTAR_CACHE");
    if (!given.isEmpty()) return Path.of(given);
    String base = setting("", System.getProperty("os.name", "").contains("Windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
    Path home = base.isEmpty() ? Path.of(System.getProperty("user.home", "."), ".cache") : Path.of(base);
    if (Files.isWritable(home) || Files.isWritable(home.toAbsolutePath().getParent() == null ? home : home.getParent()))
      return home.resolve("loadstar");
    return Path.of(System.getProperty("java.io.tmpdir", "."), "loadstar-" + System.getProperty("user.name", "user"));
  }

  private static String setting(String property, String variable) {
    String value = property.isEmpty() ? null : System.getProperty(property);
    if (value == null) value = System.getenv(variable);
    return value == null ? "" : value;
  }
}
