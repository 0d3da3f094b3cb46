package org.loadstar.lp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.lp.ipm.InteriorPoint;

/// `bench/CheckProof.java`, which knows nothing of us, on files that we wrote: the same cost, violation and bound as our own
/// certificate, and a spoilt plan or box is noticed.
class CheckProofTest {
  private static final Path PROGRAM = Path.of("..", "bench", "CheckProof.java");

  @TempDir Path dir;

  private record Answer(int code, Map<String, String> values) {
    double number(String key) {
      return Double.parseDouble(values.get(key));
    }
  }

  private static Answer check(Path dir) throws IOException, InterruptedException {
    Path machine = Path.of(System.getProperty("java.home"), "bin", "java");
    Process p =
        new ProcessBuilder(machine.toString(), "-Xmx256m", "-XX:TieredStopAtLevel=1", PROGRAM.toString(), dir.toString())
            .redirectErrorStream(true)
            .start();
    String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> values = new HashMap<>();
    for (String line : out.split("\\R")) {
      String[] f = line.split(" ", 2);
      if (f.length == 2) values.put(f[0], f[1]);
    }
    return new Answer(p.waitFor(), values);
  }

  @Test
  void agreesWithTheCertificate() throws Exception {
    Lp lp = RandomLps.feasible(11, 40, 60);
    Solution s = new InteriorPoint().solve(lp, SolveOptions.defaults(), Progress.silent());
    Boxes boxes = Certificate.boxes(lp, s.objective());
    Certificate ours = Certificate.of(lp, s, boxes);
    CertificateFiles.write(dir, lp, s, boxes);
    Answer theirs = check(dir);
    assertThat(theirs.values()).containsEntry("ok", "true").containsEntry("rows", "40").containsEntry("columns", "60");
    assertThat(theirs.code()).isZero();
    double size = Math.abs(s.objective());
    assertThat(theirs.number("cost")).isCloseTo(ours.recomputedObjective(), within(1e-12 * size));
    assertThat(theirs.number("bound")).isCloseTo(ours.lowerBound(), within(1e-9 * size));
    assertThat(theirs.number("gap")).isCloseTo(ours.gap(), within(1e-9));
    assertThat(theirs.number("violation")).isCloseTo(ours.primalResidual(), within(1e-12));

    List<String> boxLines = Files.readAllLines(dir.resolve("box.csv"));
    boxLines.replaceAll(line -> line.startsWith("column") ? line : line.replaceFirst(",[^,]+,", ",0,").replaceFirst(",0,[^,]+,", ",0,0.001,"));
    Files.write(dir.resolve("box.csv"), boxLines);
    Answer tampered = check(dir);
    assertThat(tampered.number("boxes_not_derived")).isGreaterThan(10);
    assertThat(tampered.code()).isOne();
  }

  @Test
  void noticesAPlanThatMissesARow() throws Exception {
    Lp lp = RandomLps.feasible(12, 20, 30);
    Solution s = new InteriorPoint().solve(lp, SolveOptions.defaults(), Progress.silent());
    double[] x = s.point().clone();
    for (int j = 0; j < x.length; j++) x[j] = Math.min(lp.uppers()[j], x[j] + 0.01);
    Solution spoilt =
        new Solution(s.status(), x, s.duals(), lp.objective(x), s.bound(), 0, 0, "none", false, null);
    CertificateFiles.write(dir, lp, spoilt, Certificate.boxes(lp, spoilt.objective()));
    Answer theirs = check(dir);
    assertThat(theirs.number("violation")).isGreaterThan(1e-4).isCloseTo(Certificate.primalResidual(lp, x), within(1e-12));
    assertThat(theirs.code()).isOne();
  }
}
