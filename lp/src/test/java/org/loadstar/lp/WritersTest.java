package org.loadstar.lp;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.lp.highs.HighsFiles;
import org.loadstar.lp.highs.HighsSolver;

class WritersTest {
  @TempDir Path dir;

  private static Solution solve(Lp lp) {
    return new HighsSolver().solve(lp, SolveOptions.defaults(), Progress.silent());
  }

  private static String text(Lp lp, boolean mps) throws IOException {
    StringWriter w = new StringWriter();
    if (mps) MpsWriter.write(lp, w);
    else LpTextWriter.write(lp, w);
    return w.toString();
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = WritersTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private double readBack(Lp lp, boolean mps) throws IOException {
    Path file = dir.resolve(mps ? "m.mps" : "m.lp");
    Files.writeString(file, text(lp, mps));
    return HighsFiles.objective(file);
  }

  @Test
  void goldenTexts() throws IOException {
    Lp lp = Toys.twoUnits().build();
    assertThat(text(lp, false)).isEqualTo(golden("two-units.lp"));
    assertThat(text(lp, true)).isEqualTo(golden("two-units.mps"));
  }

  @Test
  void highsReadsBothBackToTheSameObjective() throws IOException {
    Lp toy = Toys.twoUnits().build();
    assertThat(readBack(toy, false)).isEqualTo(solve(toy).objective(), within(1e-9));
    assertThat(readBack(toy, true)).isEqualTo(solve(toy).objective(), within(1e-9));
    for (int seed = 0; seed < 12; seed++) {
      Lp lp = RandomLps.feasible(seed, 25, 40);
      double objective = solve(lp).objective();
      assertThat(readBack(lp, false)).as("lp " + seed).isEqualTo(objective, within(1e-6));
      assertThat(readBack(lp, true)).as("mps " + seed).isEqualTo(objective, within(1e-6));
    }
  }

  /// Every kind of bound, names that readers could misread, empty and free rows, an empty column, an integer.
  private static Lp odd() {
    LpBuilder b = new LpBuilder();
    Block x =
        b.columns("inflow", "1", -1, List.of("a b", "a-b", "e9", "12", "free", "é"), NEGATIVE_INFINITY, POSITIVE_INFINITY);
    Block e = b.columns("e1", "1", -1, List.of("x", "unused"), 0, POSITIVE_INFINITY);
    b.bounds(e.at(0), 0, 100);
    b.bounds(x.at(1), NEGATIVE_INFINITY, -2);
    b.bounds(x.at(2), -3, 5);
    b.bounds(x.at(3), 4.5, 4.5);
    b.bounds(x.at(4), -1.5, POSITIVE_INFINITY);
    b.bounds(x.at(5), 0, 7.5);
    b.integer(x.at(5));
    double[] cost = {1, -1, 1, 2, 1, -1};
    for (int j = 0; j < 6; j++) b.cost(x.at(j), "c", cost[j]);
    b.cost(e.at(0), "c", 1e-7);
    b.constant("c", -1, -3.5);
    Block r = b.rows("r", "1", -1, List.of("at least", "free", "empty", "range"));
    b.at(r.at(0)).add(x.at(0), 1).add(e.at(0), 1).ge(-10);
    b.at(r.at(1)).add(x.at(0), 1);
    b.at(r.at(2)).le(3);
    b.at(r.at(3)).add(x.at(2), 1).add(x.at(4), 0.1).between(-2.75, 2);
    return b.build();
  }

  @Test
  void oddBoundsAndNamesAreReadBack() throws IOException {
    Lp lp = odd();
    double objective = solve(lp).objective();
    assertThat(readBack(lp, false)).isEqualTo(objective, within(1e-9));
    assertThat(readBack(lp, true)).isEqualTo(objective, within(1e-9));
  }

  @Test
  void namesAreUniqueAndPortable() {
    EntryNames names = EntryNames.ofColumns(odd());
    assertThat(names.of(0)).isEqualTo("_inflow.a_b");
    assertThat(names.of(1)).isEqualTo("_inflow.a_b_2");
    assertThat(names.of(6)).isEqualTo("_e1.x");
    LpBuilder b = new LpBuilder();
    b.columns("a", "1", -1, List.of("b"), 2, 0, 1);
    b.columns("a", "1", -1, List.of("b.t1"), 0, 1);
    b.columns("empty", "1", -1, List.of(), 0, 1);
    b.columns("z", "1", 3, List.of("m"), 0, 1);
    EntryNames timed = EntryNames.ofColumns(b.build());
    assertThat(List.of(timed.of(0), timed.of(1), timed.of(2), timed.of(3)))
        .containsExactly("a.b.t0", "a.b.t1", "a.b.t1_2", "z.m.s3");
  }

  /// A reader that knows only the four files finds the plan feasible, its cost, and the bound.
  @Test
  void theFilesSufficeToRecomputeCostAndBound() throws IOException {
    Lp lp = Toys.twoUnits().build();
    Solution s = solve(lp);
    CertificateFiles.write(dir, lp, s, Certificate.boxes(lp, s.objective()));
    Map<String, Double> x = csv("primal.csv");
    Map<String, Double> y = csv("dual.csv");
    assertThat(x).hasSize(lp.columns()).containsKey("unit.output.gas_1.s2030.t2");
    assertThat(y).hasSize(lp.rows());
    Map<String, Double> cost = new HashMap<>();
    Map<String, Double> reduced = new HashMap<>();
    double bound = 0;
    String section = "";
    for (String line : Files.readAllLines(dir.resolve("model.mps"))) {
      String[] f = line.trim().split(" ");
      if (!line.startsWith(" ")) section = f[0];
      else if (section.equals("COLUMNS") && f[1].equals("OBJ")) {
        cost.put(f[0], Double.parseDouble(f[2]));
        reduced.merge(f[0], Double.parseDouble(f[2]), Double::sum);
      } else if (section.equals("COLUMNS")) {
        reduced.merge(f[0], -Double.parseDouble(f[2]) * y.get(f[1]), Double::sum);
      } else if (section.equals("RHS")) {
        double rhs = Double.parseDouble(f[2]);
        bound += f[1].equals("OBJ") ? -rhs : rhs * y.get(f[1]);
      } else if (section.equals("RANGES") && y.get(f[1]) < 0) {
        bound += y.get(f[1]) * Double.parseDouble(f[2]);
      }
    }
    double objective = 7.25;
    for (var c : cost.entrySet()) objective += c.getValue() * x.get(c.getKey());
    assertThat(objective).isEqualTo(s.objective(), within(1e-9));
    List<String> boxes = Files.readAllLines(dir.resolve("box.csv"));
    assertThat(boxes.getFirst()).isEqualTo("column,lower,upper,reason");
    for (String line : boxes.subList(1, boxes.size())) {
      String[] f = line.split(",", 4);
      assertThat(f[3]).startsWith("\"").endsWith("\"");
      double d = reduced.get(f[0]);
      double side = Double.parseDouble((d > 0 ? f[1] : f[2]).replace("inf", "Infinity"));
      if (d != 0) bound += d * side;
    }
    assertThat(bound).isEqualTo(s.objective(), within(1e-6));
  }

  private Map<String, Double> csv(String name) throws IOException {
    Map<String, Double> out = new HashMap<>();
    List<String> lines = Files.readAllLines(dir.resolve(name));
    for (String line : lines.subList(1, lines.size())) {
      String[] f = line.split(",");
      out.put(f[0], Double.parseDouble(f[1]));
    }
    return out;
  }
}
