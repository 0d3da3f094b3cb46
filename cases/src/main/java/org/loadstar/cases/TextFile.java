package org.loadstar.cases;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Text of a UTF-8 file.
public final class TextFile {
  private TextFile() {}

  /// The text without byte order mark, or null with a fault when the file cannot be read or is not
  /// text.
  public static @Nullable String read(Path path, String name, Faults faults) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      faults.add(new Place(name, 0), "", "there is no such file");
      return null;
    } catch (IOException e) {
      faults.add(new Place(name, 0), "", Files.isDirectory(path) ? "this is a folder; a file is needed" : "the file cannot be read; its owner may allow it");
      return null;
    }
    if (!isWithoutZeros(bytes, name, faults)) return null;
    String text = decode(bytes, name, faults);
    return text != null && text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /// True for UTF-8 text; a fault with its line otherwise.
  public static boolean isText(byte[] bytes, String name, Faults faults) {
    int any = 0;
    boolean zero = false;
    for (byte b : bytes) {
      any |= b;
      zero |= b == 0;
    }
    if (zero) return isWithoutZeros(bytes, name, faults);
    return any >= 0 || decode(bytes, name, faults) != null;
  }

  private static boolean isWithoutZeros(byte[] bytes, String name, Faults faults) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != 0) continue;
      boolean wide = (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE || (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF;
      faults.add(
          new Place(name, lineOf(bytes, i)),
          "",
          "this is not a text file (it holds a zero byte)",
          wide ? "the file was saved as UTF-16; save it as UTF-8" : "UTF-8 text");
      return false;
    }
    return true;
  }

  private static @Nullable String decode(byte[] bytes, String name, Faults faults) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      faults.add(
          new Place(name, lineOf(bytes, in.position())),
          String.format("0x%02X", bytes[in.position()] & 0xFF),
          "this byte is not UTF-8",
          "the file was saved in another encoding; save it as UTF-8");
      return null;
    }
    return out.flip().toString();
  }

  private static int lineOf(byte[] bytes, int position) {
    int line = 1;
    for (int i = 0; i < position; i++) if (bytes[i] == '\n') line++;
    return line;
  }
}
