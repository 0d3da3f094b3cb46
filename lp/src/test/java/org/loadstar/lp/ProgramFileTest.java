package org.loadstar.lp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.lp.highs.HighsSolver;

class ProgramFileTest {
  @TempDir Path folder;

  private Lp again(Lp lp) throws IOException {
    Path file = folder.resolve("p.bin");
    ProgramFile.write(lp, file);
    return ProgramFile.read(file);
  }

  private static void same(Lp a, Lp b) {
    assertThat(b.offset()).isEqualTo(a.offset());
    assertThat(b.costs()).isEqualTo(a.costs());
    assertThat(b.quadratics()).isEqualTo(a.quadratics());
    assertThat(b.lowers()).isEqualTo(a.lowers());
    assertThat(b.uppers()).isEqualTo(a.uppers());
    assertThat(b.rowLowers()).isEqualTo(a.rowLowers());
    assertThat(b.rowUppers()).isEqualTo(a.rowUppers());
    assertThat(b.starts()).isEqualTo(a.starts());
    assertThat(Arrays.copyOf(b.indices(), b.nonzeros())).isEqualTo(Arrays.copyOf(a.indices(), a.nonzeros()));
    assertThat(Arrays.copyOf(b.values(), b.nonzeros())).isEqualTo(Arrays.copyOf(a.values(), a.nonzeros()));
    assertThat(b.integers()).isEqualTo(a.integers());
    assertThat(b.columnStages()).isEqualTo(a.columnStages());
    assertThat(b.columnHours()).isEqualTo(a.columnHours());
    assertThat(b.rowStages()).isEqualTo(a.rowStages());
    assertThat(b.rowHours()).isEqualTo(a.rowHours());
  }

  @Test
  void aProgramKeepsItsNumbersAndItsHours() throws IOException {
    Lp toy = Toys.twoUnits().build();
    same(toy, again(toy));
    for (int seed = 0; seed < 20; seed++) {
      Lp lp = RandomLps.feasible(seed, 40, 60);
      same(lp, again(lp));
      assertThat(RandomLps.feasible(seed, 40, 60).costs()).isEqualTo(again(lp).costs());
    }
  }

  @Test
  void moreThanOneBufferIsWrittenAndRead() throws IOException {
    LpBuilder b = new LpBuilder();
    b.columns("x", "1", 0, IntStream.range(0, 100).mapToObj(i -> "u" + i).toList(), 3000, 0, 1);
    for (int j = 0; j < 300_000; j++) b.cost(j, "c", Math.sin(j));
    Lp lp = b.build();
    same(lp, again(lp));
  }

  @Test
  void aSolutionKeepsWhatItHas() throws IOException {
    Lp lp = Toys.twoUnits().build();
    Solution s = new HighsSolver().solve(lp, SolveOptions.defaults(), Progress.silent());
    Path file = folder.resolve("s.bin");
    ProgramFile.write(s, file);
    Solution again = ProgramFile.solution(file);
    assertThat(again.point()).isEqualTo(s.point());
    assertThat(again.duals()).isEqualTo(s.duals());
    assertThat(again.status()).isEqualTo(s.status());
    assertThat(again.algorithm()).isEqualTo(s.algorithm());
    assertThat(again.objective()).isEqualTo(s.objective());
    assertThat(again.vertex()).isEqualTo(s.vertex());
    Solution none = new Solution(Status.INFEASIBLE, null, null, Double.NaN, Double.NEGATIVE_INFINITY, 3, 0.5, "ipm", false, null);
    ProgramFile.write(none, file);
    assertThat(ProgramFile.solution(file)).isEqualTo(none);
  }

  @Test
  void aFileThatIsCutOrOfAnotherKindIsRefused() throws IOException {
    Path file = folder.resolve("p.bin");
    ProgramFile.write(Toys.twoUnits().build(), file);
    byte[] whole = Files.readAllBytes(file);
    for (int n : new int[] {0, 3, 8, 20, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, n));
      assertThatThrownBy(() -> ProgramFile.read(file)).isInstanceOf(IOException.class).hasMessageContaining("cut short");
    }
    Files.write(file, whole);
    assertThatThrownBy(() -> ProgramFile.solution(file)).isInstanceOf(IOException.class).hasMessageContaining("not what this version");
  }
}
