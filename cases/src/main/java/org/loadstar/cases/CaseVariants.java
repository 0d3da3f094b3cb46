package org.loadstar.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Many cases of one folder that differ by their levers and single values: the files are read once, and what levers lay over them has a hash
/// that is found without reading a case. Safe for use from many threads.
public final class CaseVariants {
  private final CaseSource source;
  private final CaseFolder folder;
  private final Levers levers;
  private final byte[] files;

  private CaseVariants(CaseSource source, CaseFolder folder, Levers levers) {
    this.source = source;
    this.folder = folder;
    this.levers = levers;
    this.files = digestOf(source);
  }

  /// Reads the files of a source.
  ///
  /// @throws CaseException when the case is refused
  public static CaseVariants of(CaseSource source) {
    var faults = new Faults();
    boolean planning = !NetworkReader.isNetwork(source.folder());
    CaseFolder folder = planning ? CaseFolder.load(source.folder(), faults) : null;
    if (folder == null || !faults.none()) {
      CaseReader.read(source).orThrow();
      throw new IllegalStateException("faults of the files alone: " + faults.sorted());
    }
    return new CaseVariants(source, folder, Levers.of(source));
  }

  /// The levers of the source, further choices laid over its own.
  ///
  /// @param choices `NAME=on`, `NAME=off` or `NAME=x`
  public Levers levers(List<String> choices) {
    return levers.with(choices);
  }

  /// The case with further choices of levers laid over those of the source.
  public Reading read(List<String> choices) {
    CaseSource with = source;
    for (String c : choices) with = with.withLever(c);
    return read(with);
  }

  /// The case with other levers and single values than those of the source.
  ///
  /// @param other of the same folder
  public Reading read(CaseSource other) {
    if (!other.folder().equals(source.folder())) throw new IllegalArgumentException(other.folder() + " is not " + source.folder());
    return CaseReader.read(folder.copy(), other, new Faults());
  }

  /// SHA-256 over the files, the scenario files, what the levers lay over them and single values: the same hash is the same case.
  public String hash(List<String> choices) {
    MessageDigest d = sha256();
    d.update(files);
    levers.with(choices).changes((lever, value, text) -> put(d, lever.inForce() + "|" + value.path() + "|" + text));
    source.sets().forEach(s -> put(d, s));
    return HexFormat.of().formatHex(d.digest());
  }

  private static byte[] digestOf(CaseSource source) {
    MessageDigest d = sha256();
    try {
      List<Path> all = new ArrayList<>(FolderFiles.names(source.folder()).stream()
          .filter(n -> n.endsWith(".csv") || n.endsWith(".yaml")).map(source.folder()::resolve).toList());
      Path profiles = source.folder().resolve(CaseFolder.PROFILES);
      if (Files.isDirectory(profiles)) FolderFiles.names(profiles).forEach(n -> all.add(profiles.resolve(n)));
      all.addAll(source.scenarios());
      for (Path p : all) {
        put(d, String.valueOf(p.getFileName()));
        byte[] bytes = Files.readAllBytes(p);
        put(d, "" + bytes.length);
        d.update(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return d.digest();
  }

  private static void put(MessageDigest d, String text) {
    d.update(text.getBytes(StandardCharsets.UTF_8));
    d.update((byte) '\n');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
