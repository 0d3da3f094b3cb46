package org.loadstar.app;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.loadstar.cases.Fault;
import org.loadstar.study.store.Json;

/// Where a command prints: results on `out`, progress and messages on `err`.
///
/// @param terminal whether `err` is a terminal, so that one line may be redrawn
/// @param root the folder of the program, where cases and logs live
record Console(PrintStream out, PrintStream err, boolean terminal, Path root) {
  private static final int WIDTH = 110;
  private static final int LEAST_WIDTH = 40;

  static Console system() {
    return new Console(
        System.out,
        System.err,
        Boolean.getBoolean("loadstar.terminal"),
        Path.of(System.getProperty("loadstar.root", "")).toAbsolutePath());
  }

  /// Columns of the terminal, where the launcher or the shell tells; else what most can show.
  int width() {
    Integer columns = Integer.getInteger("loadstar.columns");
    return columns != null && columns >= LEAST_WIDTH ? columns : WIDTH;
  }

  /// Prints one JSON object.
  void json(Map<String, ?> object) {
    out.print(Json.write(object));
    out.flush();
  }

  /// Prints what the user should know though the case is read, one line each.
  void warn(List<Fault> warnings) {
    warnings.forEach(w -> err.println("warning: " + w));
  }

  /// A path as given where something stands there, else below the folder of the program where something stands there, else as given.
  Path existing(Path given) {
    if (Files.exists(given)) return given;
    Path own = root.resolve(given);
    return Files.exists(own) ? own : given;
  }

  /// A folder as given, else below the folder of the program.
  ///
  /// @throws Refusal when there is neither
  Path folder(Path given, String what) {
    if (Files.isDirectory(given)) return given;
    Path own = root.resolve(given);
    if (Files.isDirectory(own)) return own;
    throw new Refusal(given + ": no such " + what + " folder");
  }
}
