package org.loadstar.cases.genx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.cases.Faults;
import org.loadstar.cases.NetworkReader;
import org.loadstar.cases.NetworkReading;
import org.loadstar.cases.NetworkWriter;
import org.loadstar.cases.Peers;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.StageDecomposition;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.model.Result;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkModel;
import org.loadstar.model.network.Sizing;

/// Cases of several stages: what GenX's own tests assert of its dual dynamic programming, and the properties that they check.
final class GenxStagesTest {
  private static final double[] PUBLISHED = {79734.80032, 41630.03494, 27855.20631};

  private static Path peer() {
    return Peers.folder("genx/multi_stage");
  }

  /// The stages solved at once lie between the bounds of the decomposition, which reaches the published values when it ends where GenX's does.
  @Test
  void reachesThePublishedObjectiveOfEachStage(@TempDir Path folder) throws IOException {
    Network network = GenxReader.read(peer()).orThrow();
    NetworkModel model = new NetworkModel(network);
    Lp lp = model.program();
    var out =
        Objects.requireNonNull(
            new StageDecomposition(lp, model.stageCosts(lp), new HighsSolver(), SolveOptions.defaults())
                .run(network.settings().peerStageGap(), 100));
    for (int y = 0; y < PUBLISHED.length; y++) {
      double ours = out.optimum()[y];
      double difference = (ours - PUBLISHED[y]) / PUBLISHED[y];
      System.out.printf(Locale.ROOT, "GenX %-24s expected %.9g  ours %.9g  relative difference %.1e%n", "multi_stage " + (y + 1), PUBLISHED[y], ours, difference);
      assertThat(Math.abs(difference)).isLessThanOrEqualTo(1e-4);
    }
    double whole = objective(network);
    assertThat(whole).isBetween(out.lower(), out.upper());
    NetworkWriter.write(network, folder.resolve("native"));
    assertThat(Math.abs(objective(NetworkReader.read(folder.resolve("native")).orThrow()) - whole) / whole).isLessThanOrEqualTo(1e-9);
  }

  private static double objective(Network network) {
    return new HighsSolver().solve(new NetworkModel(network).program(), SolveOptions.defaults(), Progress.silent()).objective();
  }

  /// The first resource must not be built, or not be retired: its capacity never grows, never shrinks.
  @ParameterizedTest
  @ValueSource(strings = {"new_build", "can_retire"})
  void capacityKeepsToWhatMayChange(String property, @TempDir Path folder) throws IOException {
    copy(peer().resolve(property), folder);
    copy(peer().resolve("settings"), folder.resolve("settings"));
    Network network = GenxReader.read(folder).orThrow();
    NetworkModel model = new NetworkModel(network);
    Lp lp = model.program();
    Result result = new Result(lp, new HighsSolver().solve(lp, SolveOptions.defaults(), Progress.silent()));
    Tables tables = new Tables();
    model.report(result, tables, "plan");
    Sheet capacity = tables.get("capacity");
    double before = 10_000;
    int seen = 0;
    for (int i = 0; i < capacity.rows(); i++) {
      if (!capacity.text(i, 4).equals("natural_gas_combined_cycle")) continue;
      double now = capacity.number(i, 5);
      if (property.equals("new_build")) assertThat(now).isLessThanOrEqualTo(before + 1e-6);
      else assertThat(now).isGreaterThanOrEqualTo(before - 1e-6);
      before = now;
      seen++;
    }
    assertThat(seen).isEqualTo(3);
  }

  /// What must be retired stands with each part of each resource in its stage, where (5) of Sizing adds the stages up.
  @Test
  void retirementsStandWithEachPart(@TempDir Path folder) throws IOException {
    copy(peer().resolve("cum_min_ret"), folder);
    copy(peer().resolve("settings"), folder.resolve("settings"));
    Faults faults = new Faults();
    Draft draft = new Draft();
    GenxReader.stages(folder, GenxSettings.read(folder, faults), faults, draft);
    Map<String, String> columns = new HashMap<>();
    for (String part : new String[] {"solar", "wind", "inverter"}) columns.put(" " + part, "min_retired_cap_" + part + "_mw");
    for (String current : new String[] {"dc", "ac"})
      for (String way : new String[] {"charge", "discharge"})
        columns.put(" " + current + "_" + way, "min_retired_cap_" + way + "_" + current + "_mw");
    columns.put(" energy", "min_retired_energy_cap_mw");
    columns.put(" charge", "min_retired_charge_cap_mw");
    int positive = 0;
    for (int stage = 1; stage <= 3; stage++) {
      GenxTable table =
          Objects.requireNonNull(GenxTable.read(folder, "inputs_p" + stage + "/resources/Resource_multistage_data.csv", new Faults()));
      for (Sizing.Row row : draft.rows(Sizing.Row.class)) {
        if (row.stage() != stage) continue;
        String name = row.capacity();
        String column = "min_retired_cap_mw";
        for (var e : columns.entrySet())
          if (row.capacity().endsWith(e.getKey())) {
            name = row.capacity().substring(0, row.capacity().length() - e.getKey().length());
            column = e.getValue();
          }
        for (GenxTable.Row line : table.rows())
          if (table.text(line, "Resource").equals(name)) {
            assertThat(row.minRetired()).as("%s in stage %d", row.capacity(), stage).isEqualTo(table.number(line, column));
            if (row.minRetired() > 0) positive++;
          }
      }
    }
    assertThat(positive).isGreaterThan(40);
  }

  @Test
  void whatCannotBeRetiredMayNotBeRetiredLater(@TempDir Path folder) throws IOException {
    copy(peer(), folder);
    Path thermal = folder.resolve("inputs_p1/resources/Thermal.csv");
    Files.writeString(thermal, Files.readString(thermal).replace("combined_cycle,1,1,1,1,10000", "combined_cycle,1,1,1,0,10000"));
    assertThat(GenxReader.read(folder)).isInstanceOfSatisfying(NetworkReading.Refused.class,
        r -> assertThat(r.faults()).anySatisfy(f -> {
          assertThat(f.toString()).contains("inputs_p2/resources/Thermal.csv", "Can_Retire of natural_gas_combined_cycle must not change");
        }));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path p : all.toList()) {
        Path target = to.resolve(from.relativize(p).toString());
        if (Files.isDirectory(p)) Files.createDirectories(target);
        else Files.copy(p, target);
      }
    }
  }
}
