package org.loadstar.cases.pypsa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.Fault;
import org.loadstar.cases.NetworkReader;
import org.loadstar.model.network.Network;

/// Networks of our own with unit commitment, one feature each, and the objective that PyPSA 1.3.0 with HiGHS gives them.
class CommitmentTest {
  @ParameterizedTest
  @CsvSource({
    "min-part-load, 356000.0",
    "min-up-time, 750000.0",
    "min-down-time, 486000.0",
    "costs, 493551.0",
    "ramps, 4036100.0",
    "ramp-init, 1192000.0",
    "whole, 1314840.0",
    "whole-relaxed, 1269891.4222222222",
    "chosen, 1225949.2857142857",
    "chosen-relaxed, 1166000.6775",
    "modules, 2960960.0",
    "link, 6287579.999999999",
    "weights, 24368890.0"
  })
  void sameObjectiveAsPypsa(String name, double objective) {
    Path folder = Path.of("src/test/resources/pypsa/commitment", name.replace("-relaxed", ""));
    Network network = Pypsa.read(folder).orThrow();
    if (name.endsWith("-relaxed"))
      network = NetworkReader.overlaid(network, CaseSource.of(folder).withSet("generators.*.whole_units=0")).orThrow();
    SolvedNetwork s = SolvedNetwork.of(network);
    assertThat(s.peerObjective()).isCloseTo(objective, within(1e-6 * objective));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "min_down_time=2,p_nom_mod=100,p_nom=500 | generators.csv:2: value '2': min_down_time of a committable asset with p_nom_mod is not supported; allowed: 0 (g, generators).",
    "p_nom_mod=300,p_nom=500 | generators.csv:2: value '500': p_nom of a committable asset must be a multiple of its p_nom_mod (g, generators).",
    "p_nom_mod=100,p_nom=500,p_min_pu=0.2 | generators.csv:2: value '0.2': p_min_pu of a committable asset with p_nom_mod is not supported unless it is extendable; allowed: 0 (g, generators).",
    "p_nom_mod=100,p_nom=500,ramp_limit_up=0.2 | generators.csv:2: value '0.2': ramp_limit_up of a committable asset with p_nom_mod is not supported unless it is extendable; allowed: no value (g, generators).",
    "p_nom=inf | generators.csv:2: value 'inf': p_nom of a committable asset must be finite (g, generators).",
    "min_up_time=4,min_down_time=5,down_time_before=2 | generators.csv:2: value '2': down_time_before with min_down_time 5 forces the first snapshot off, and up_time_before (1 where nothing is given) with min_up_time 4 forces it on; allowed: one of both times before is 0 or no less than its minimum (g, generators). Maybe up_time_before 0, for an asset that stood still.",
    "min_up_time=4,up_time_before=3,min_down_time=5,down_time_before=4 | generators.csv:2: value '4': down_time_before with min_down_time 5 forces the first snapshot off, and up_time_before (3) with min_up_time 4 forces it on; allowed: one of both times before is 0 or no less than its minimum (g, generators). Maybe up_time_before 0, for an asset that stood still.",
    "maintainable=True | generators.csv:2: value 'True': maintainable of g (generators) is not supported; allowed: False.",
    "committable=False,up_time_before=0,ramp_limit_up=1 | generators.csv:2: value '0': up_time_before of an asset with ramp_limit_up that is not committable must be 1 or more (g, generators).",
    "committable=False,p_min_pu=-1,ramp_limit_shut_down=1 | generators.csv:2: value '1': ramp_limit_shut_down of an asset that runs backwards and is not committable is not supported; allowed: no value (g, generators).",
    "start_up_kost=5 | generators.csv:1: value 'start_up_kost': this attribute of generators is not known; a column that only describes must be left out. Maybe 'start_up_cost'."
  })
  void whatIsRefusedIsNamed(String attributes, String message, @TempDir Path folder) throws IOException {
    assertThat(faults(attributes, folder)).containsExactly(message);
  }

  /// Both times before may be given where at most one of them forces anything.
  @ParameterizedTest
  @ValueSource(strings = {
    "min_up_time=4,min_down_time=5,up_time_before=0,down_time_before=2",
    "min_up_time=4,min_down_time=5,up_time_before=4,down_time_before=2",
    "min_up_time=4,min_down_time=5,up_time_before=1,down_time_before=5",
    "min_up_time=4,min_down_time=5,up_time_before=1,down_time_before=0"
  })
  void timesBeforeThatDoNotContradictAreRead(String attributes, @TempDir Path folder) throws IOException {
    assertThat(faults(attributes, folder)).isEmpty();
  }

  private static List<String> faults(String attributes, Path folder) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(Map.of("name", "g", "bus", "b", "committable", "True"));
    for (String a : attributes.split(",")) all.put(a.substring(0, a.indexOf('=')), a.substring(a.indexOf('=') + 1));
    Files.writeString(folder.resolve("buses.csv"), "name\nb\n");
    Files.writeString(folder.resolve("snapshots.csv"), "snapshot,objective,stores,generators\nnow,1,1,1\n");
    List<String> columns = all.keySet().stream().sorted(Comparator.comparing(c -> !c.equals("name"))).toList();
    Files.writeString(folder.resolve("generators.csv"),
        String.join(",", columns) + "\n" + columns.stream().map(all::get).collect(Collectors.joining(",")) + "\n");
    return Pypsa.read(folder).faults().stream().map(Fault::toString).toList();
  }
}
