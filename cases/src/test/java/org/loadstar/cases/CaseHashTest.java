package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseHashTest {
  private static final String BASE = CaseHash.of(CaseReader.read(Folders.TWO_ZONES).orThrow());

  @TempDir Path temp;

  private static String with(String... sets) {
    return CaseHash.of(
        CaseReader.read(new CaseSource(Folders.TWO_ZONES, List.of(), List.of(sets))).orThrow());
  }

  @Test
  void isSixtyFourHexadecimalDigitsAndRepeats() {
    assertThat(BASE).matches("[0-9a-f]{64}").isEqualTo(with());
  }

  @Test
  void lineEndingsMarksNotesAndSpellingDoNotMatter() throws IOException {
    Path copy = Folders.copy(Folders.TWO_ZONES, temp.resolve("copy"));
    for (String f : List.of("generators.csv", "demand_mw.csv", "profiles/wind.csv", "case.yaml"))
      Files.writeString(copy.resolve(f), Files.readString(copy.resolve(f)).replace("\n", "\r\n"));
    Files.writeString(
        copy.resolve("zones.csv"),
        "\uFEFF"
            + Files.readString(copy.resolve("zones.csv"))
                .replace(
                    "West plains,US,Twin,Twin,41.5,-100.1,1,",
                    "West plains,,Twin,Twin,41.50,-100.1,1.0,a note"));
    Files.writeString(
        copy.resolve("fuels.csv"), "co2_t_per_mmbtu,note,fuel\n5.31e-2,,natural_gas\n");
    assertThat(CaseHash.of(CaseReader.read(copy).orThrow())).isEqualTo(BASE);
  }

  @Test
  void everyChangeOfAValueGivesAnotherHash() throws IOException {
    Path copy = Folders.copy(Folders.TWO_ZONES, temp.resolve("copy"));
    String wind = Files.readString(copy.resolve("profiles/wind.csv"));
    Files.writeString(
        copy.resolve("profiles/wind.csv"), wind.substring(0, wind.lastIndexOf(',')) + ",.99\n");
    var hashes =
        new HashSet<>(
            Set.of(
                BASE,
                with("wacc=0.0537"),
                with("zones.West.demand_scale=1.0000001"),
                with("ai.target_gw.2030=0.26"),
                with("generators.East gas_cc.retirable=0"),
                with("storages.*.max_new_mw=inf"),
                with("scenarios.fuel_prices=dear"),
                with("name=other"),
                CaseHash.of(CaseReader.read(copy).orThrow())));
    assertThat(hashes).hasSize(9);
  }

  @Test
  void anOverrideWithTheSameValueChangesNothing() {
    assertThat(with("wacc=0.05360", "generators.*.existing_mw=x1")).isEqualTo(BASE);
  }
}
