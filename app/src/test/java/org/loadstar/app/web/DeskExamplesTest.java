package org.loadstar.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples of docs/desk.md are run as they stand there, against a desk on another port.
class DeskExamplesTest {
  private static final Path DOCUMENT = Visitor.ROOT.resolve("docs/desk.md");
  private static final String WRITTEN = "http://127.0.0.1:8400";
  private static final long PATIENCE_SECONDS = 240;

  @TempDir static Path dir;
  private static Visitor visitor;

  @BeforeAll
  static void start() throws IOException {
    visitor = Visitor.of(Files.createDirectories(dir.resolve("workspace")));
  }

  @AfterAll
  static void stop() {
    visitor.close();
  }

  /// The example of a language that holds a text, with the address of this desk.
  private static String example(String language, String holding) throws IOException {
    List<String> found = new ArrayList<>();
    Matcher m = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
    while (m.find()) if (m.group(1).contains(holding)) found.add(m.group(1));
    assertThat(found).as(language + " with " + holding + " in " + DOCUMENT).hasSize(1);
    assertThat(found.getFirst()).contains(WRITTEN);
    return found.getFirst().replace(WRITTEN + "/", visitor.uri("/").toString());
  }

  private static boolean there(String program) {
    return List.of(System.getenv("PATH").split(java.io.File.pathSeparator)).stream().anyMatch(p -> Files.isExecutable(Path.of(p, program)));
  }

  private static String run(Path folder, String... words) throws IOException, InterruptedException {
    Path out = Files.createTempFile(dir, "out", ".txt");
    Process p = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    boolean ended = p.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!ended) p.destroyForcibly();
    String text = Files.readString(out);
    assertThat(ended).as("ended within %s s: %s", PATIENCE_SECONDS, text).isTrue();
    assertThat(p.exitValue()).as(text).isZero();
    return text;
  }

  @Test
  void theExampleInPython() throws Exception {
    assumeTrue(there("python3"), "the Python example of docs/desk.md was NOT run: there is no python3");
    Path script = Files.writeString(dir.resolve("example.py"), example("python", "my-gigawatt"));
    String[] lines = run(dir, "python3", script.toString()).strip().split("\n");
    assertThat(lines[0]).isEqualTo("[]");
    assertThat(lines[lines.length - 1]).startsWith("against the twin without new AI load, USD: ").matches(".* -?\\d+(\\.\\d+)?(e[+-]?\\d+)?$");
    assertThat(visitor.get("/api/cases/mine/tables/campuses.csv").body()).contains("My gigawatt");
  }

  @Test
  void theExampleWithCurl() throws Exception {
    assumeTrue(there("curl") && there("python3"), "the curl example of docs/desk.md was NOT run: there is no curl or no python3");
    Path folder = Files.createDirectories(dir.resolve("shell"));
    Path script = Files.writeString(folder.resolve("example.sh"), example("sh", "curl -s"));
    String out = run(folder, "sh", "-eu", script.toString());
    assertThat(out).contains("\"cases\"", "event: end", "\"state\":\"done\"", "\"hour\"");
    try (var files = Files.list(folder)) {
      assertThat(files.filter(f -> f.toString().endsWith("csv.zip"))).hasSize(1).first().satisfies(f -> assertThat(Files.size(f)).isGreaterThan(10_000));
    }
  }
}
