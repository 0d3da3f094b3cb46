package org.loadstar.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// SHA-256 over the files that a case is read from, byte by byte: its folder and its scenario files, without reading the case. Where they
/// lie does not change it. See [CaseHash] for what a case says.
public final class SourceHash {
  private SourceHash() {}

  /// The hash as 64 hexadecimal digits.
  ///
  /// @throws CaseException when a file cannot be read
  public static String of(CaseSource source) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files(source.folder())) add(digest, source.folder().relativize(file).toString().replace('\\', '/'), file);
      for (Path scenario : source.scenarios()) add(digest, "scenario", scenario);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException | UncheckedIOException e) {
      throw new CaseException(List.of(new Fault(source.folder().toString(), 0, "", "the case cannot be read (" + e.getMessage() + ")", null)));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void add(MessageDigest digest, String name, Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    digest.update((name + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
    digest.update(content);
  }
}
