package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsTest {
  @TempDir Path temp;

  private static double value(String formula) {
    return Formula.value(formula, path -> path.equals("three") ? List.of(1.0, 2.0, 6.0) : path.equals("a.b[c=d*e].f") ? List.of(7.0) : List.of());
  }

  @ParameterizedTest
  @CsvSource({"1 + 2 * 3, 7", "(1 + 2) * 3, 9", "2 - 3 - 4, -5", "12 / 3 / 2, 2", "-2 * -3, 6", "5e6 / 2e6, 2.5", "1.5e-3*1e3, 1.5", "sum(three), 9",
      "mean( three ), 3", "min(three) + max(three), 7", "count(three), 3", "2*a.b[c=d*e].f, 14"})
  void formulasAreArithmetic(String formula, double expected) {
    assertThat(value(formula)).isCloseTo(expected, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"1 +, a number", "(1, a ) is missing", "1 2, an operator", "three, one is needed", "1 / 0, gives no number", "sum(three, a ) is missing", "1.2.3, is no number"})
  void aWrongFormulaSaysWhereAndWhat(String formula, String message) {
    assertThatThrownBy(() -> value(formula)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
  }

  @Test
  void verdicts() {
    assertThat(Claims.verdict(100, 110, 0.1)).isEqualTo(Claims.Verdict.AGREES);
    assertThat(Claims.verdict(100, 111, 0.1)).isEqualTo(Claims.Verdict.DIFFERS);
    assertThat(Claims.verdict(100, 50, 0.1)).isEqualTo(Claims.Verdict.DIFFERS);
    assertThat(Claims.verdict(100, 49, 0.1)).isEqualTo(Claims.Verdict.WRONG);
    assertThat(Claims.verdict(100, 201, 0.1)).isEqualTo(Claims.Verdict.WRONG);
    assertThat(Claims.verdict(100, -100, 0.1)).isEqualTo(Claims.Verdict.WRONG);
  }

  @Test
  void theSumsOfTheMissionAgreeAndTheWrongOneIsFlagged() {
    Map<String, Claims.Checked> all =
        Claims.of(CaseSource.of(Folders.root().resolve("cases/north-america"))).stream().collect(Collectors.toMap(c -> c.claim().claim(), c -> c));
    for (String id : List.of("M01", "M03", "M05", "M06", "M07", "M08", "M09", "M10", "M11", "M13"))
      assertThat(all.get(id)).as(id).extracting(Claims.Checked::verdict).isEqualTo(Claims.Verdict.AGREES);
    assertThat(all.get("M12").verdict()).isEqualTo(Claims.Verdict.WRONG);
    assertThat(all.get("M05").ours()).isCloseTo(1.548, within(1e-12));
    assertThat(all.get("M09").ours()).isCloseTo(43.8, within(1e-9));
    assertThat(all.get("C047").ours()).isCloseTo(7.99, within(0.01));
    assertThat(all.get("C017").verdict()).isEqualTo(Claims.Verdict.NOT_CHECKED);
    assertThat(all.get("C017").ours()).isNaN();
  }

  @Test
  void figuresFollowOverlaysAndFaultsNameTheLine() throws IOException {
    Path folder = Folders.copy(Folders.TWO_ZONES, temp.resolve("case"));
    CaseSource source = CaseSource.of(folder);
    assertThat(Claims.of(source)).isEmpty();
    Files.writeString(folder.resolve("claims.csv"), """
        claim,statement,value,unit,check
        A,Gas in the east,450,MW,generators[generator=East gas_cc].existing_mw
        B,Discounting,0.05,,discount_rate
        C,A default,0,,supply.fabs
        """);
    String hash = CaseHash.of(CaseReader.read(folder).orThrow());
    assertThat(hash).isEqualTo(CaseHash.of(CaseReader.read(Folders.TWO_ZONES).orThrow()));
    assertThat(Claims.of(source)).extracting(Claims.Checked::ours).containsExactly(500.0, 0.05, 0.0);
    assertThat(Claims.of(source.withSet("generators.East gas_cc.existing_mw=x0.9")).getFirst().ours()).isEqualTo(450);
    Files.writeString(folder.resolve("claims.csv"), "claim,statement,value,check\nA,x,1,nothing.here\nB,y,2,1 +\n");
    assertThatThrownBy(() -> Claims.of(source)).isInstanceOf(CaseException.class).hasMessageContaining("claims.csv:2")
        .hasMessageContaining("no figure at nothing.here").hasMessageContaining("claims.csv:3");
    Files.writeString(folder.resolve("claims.csv"), "claim,statement,value\nA,x,many\n");
    assertThat(CaseReader.read(folder).faults()).extracting(Fault::toString).singleElement().asString().contains("claims.csv:2", "many");
  }
}
