package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Cases broken in every way we could think of: exactly the places that are wrong are named, one
/// line each.
class BrokenCasesTest {
  private static final int MUTATIONS = 60;

  @TempDir Path temp;

  @TestFactory
  Stream<DynamicTest> everyBrokenCaseNamesItsFaults() {
    return Stream.of(Folders.TWO_ZONES, Folders.root().resolve("cases/north-america"))
        .flatMap(
            folder -> {
              var broken = new BrokenCase(Folders.copy(folder, temp.resolve(folder.getFileName())));
              return Breakages.all().entrySet().stream()
                  .map(
                      b ->
                          DynamicTest.dynamicTest(
                              folder.getFileName() + ": " + b.getKey(),
                              () -> check(broken, b.getValue())));
            });
  }

  private static void check(BrokenCase broken, Function<BrokenCase, List<Expected>> breakage) {
    try {
      List<Expected> expected = breakage.apply(broken);
      List<Fault> faults = CaseReader.read(broken.folder()).faults();
      String all = String.join("\n", faults.stream().map(Fault::toString).toList());
      assertThat(faults)
          .as(all)
          .extracting(f -> f.line() == 0 ? f.file() : f.file() + ":" + f.line())
          .containsExactlyElementsOf(expected.stream().map(Expected::place).toList());
      for (int i = 0; i < expected.size(); i++) {
        Fault f = faults.get(i);
        Expected e = expected.get(i);
        assertThat(f.value()).as(all).isEqualTo(e.value());
        if (e.maybe().isEmpty()) assertThat(f.maybe()).as(all).isNull();
        else assertThat(f.maybe()).as(all).contains(e.maybe());
        assertThat(f.message()).isNotBlank();
        assertThat(f.toString())
            .doesNotContain("\n")
            .startsWith(e.place() + ": ")
            .endsWith(".")
            .hasSizeLessThan(700);
      }
    } finally {
      broken.restore();
    }
  }

  @Test
  void randomDamageNeverThrows() {
    var broken = new BrokenCase(Folders.copy(Folders.TWO_ZONES, temp.resolve("random")));
    List<String> files =
        new ArrayList<>(
            TableSchema.files().stream()
                .filter(f -> Files.exists(broken.folder().resolve(f)))
                .toList());
    files.addAll(List.of("case.yaml", "case.yaml", "case.yaml", "demand_mw.csv"));
    var random = new Random(7);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      String file = files.get(random.nextInt(files.size()));
      byte[] bytes = broken.bytes(file);
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes = Arrays.copyOf(bytes, at);
        case 2 -> bytes[at] = (byte) ",\"\n{}[]:&*-#x9".charAt(random.nextInt(14));
        default ->
            System.arraycopy(
                bytes, at, bytes, random.nextInt(at + 1), Math.min(20, bytes.length - at));
      }
      broken.write(file, bytes);
      List<Fault> faults = CaseReader.read(broken.folder()).faults();
      if (!faults.isEmpty()) refused++;
      assertThat(faults).allSatisfy(f -> assertThat(f.toString()).doesNotContain("\n"));
      broken.restore();
    }
    assertThat(refused).isGreaterThan(MUTATIONS / 3);
  }
}
