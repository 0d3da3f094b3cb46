package org.loadstar.study.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.model.Tables;

/// A process that is killed in the middle of writing a run.
class KilledWriteTest {
  @TempDir Path dir;

  /// Writes a run and never ends: it waits when all but the manifest is on the disk.
  static final class Writer {
    public static void main(String[] args) {
      Manifest manifest = Manifest.of("toy", "h", Map.of(), Map.of(), Map.of(), 0);
      RunStore.write(
          Path.of(args[0]),
          manifest,
          Map.of("status", "optimal"),
          new Tables(),
          Map.of(),
          run -> {
            System.out.println(run.folder());
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return Map.of();
          });
    }
  }

  @Test
  void leavesNothingThatIsAccepted() throws Exception {
    Path target = dir.resolve("a");
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                target.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path draft;
    try (BufferedReader out = new BufferedReader(new InputStreamReader(writer.getInputStream()))) {
      draft = Path.of(out.readLine());
    } finally {
      writer.destroyForcibly();
    }
    assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(target).doesNotExist();
    assertThat(draft).isDirectoryContaining("glob:**/summary.json").isDirectoryNotContaining("glob:**/manifest.json");
    assertThatThrownBy(() -> RunStore.open(draft)).isInstanceOf(RunRefused.class).hasMessageContaining("not finished");
    Path renamed = Files.move(draft, dir.resolve("renamed"));
    assertThatThrownBy(() -> RunStore.open(renamed)).isInstanceOf(RunRefused.class).hasMessageContaining("not finished");
    Files.move(renamed, draft);

    Manifest manifest = Manifest.of("toy", "h", Map.of(), Map.of(), Map.of(), 0);
    RunStore.write(target, manifest, Map.of("status", "optimal"), new Tables(), Map.of()).close();
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left.toList()).isEqualTo(List.of(target));
    }
  }
}
