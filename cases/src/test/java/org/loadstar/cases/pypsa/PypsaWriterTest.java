package org.loadstar.cases.pypsa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Peers;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.model.Result;
import org.loadstar.model.network.Book;
import org.loadstar.model.network.Limit;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkModel;
import org.loadstar.model.network.Shedding;

/// What is written says the same as what was read.
class PypsaWriterTest {
  private static final Path OWN = Path.of("src/test/resources/pypsa");

  static Stream<Path> networks() throws IOException {
    try (Stream<Path> units = Files.list(OWN.resolve("commitment")); Stream<Path> periods = Files.list(OWN.resolve("periods"))) {
      return Stream.concat(units, periods).sorted().toList().stream();
    }
  }

  /// The two programs are the same, number by number.
  private static void same(Lp a, Lp b) {
    assertThat(b.columns()).isEqualTo(a.columns());
    assertThat(b.rows()).isEqualTo(a.rows());
    assertThat(b.nonzeros()).isEqualTo(a.nonzeros());
    assertThat(b.costs()).containsExactly(a.costs(), within(1e-15));
    assertThat(b.lowers()).containsExactly(a.lowers());
    assertThat(b.uppers()).containsExactly(a.uppers());
    assertThat(b.rowLowers()).containsExactly(a.rowLowers());
    assertThat(b.rowUppers()).containsExactly(a.rowUppers());
    double[] x = new java.util.Random(1).doubles(a.columns()).toArray();
    assertThat(b.times(x)).containsExactly(a.times(x), within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void readBackItIsTheSameProgram(Path source, @TempDir Path folder) throws IOException {
    Network n = Pypsa.read(source).orThrow();
    PypsaWriter.write(n, folder);
    same(new NetworkModel(n).program(), new NetworkModel(Pypsa.read(folder).orThrow()).program());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ac-dc-meshed", "storage-hvdc", "scigrid-de"})
  void solvedExamplesOfThePeerReadBack(String name, @TempDir Path folder) throws IOException {
    Network n = Pypsa.read(Peers.folder("pypsa/examples").resolve(name, name + ".nc")).orThrow();
    NetworkModel model = new NetworkModel(n);
    Lp lp = model.program();
    Solution s = new HighsSolver().solve(lp, SolveOptions.defaults(), Progress.silent());
    PypsaWriter.write(model, new Result(lp, s), folder);
    SolvedNetwork again = SolvedNetwork.of(Pypsa.read(folder).orThrow());
    assertThat(again.solution().objective()).isCloseTo(s.objective(), within(1e-9 * Math.abs(s.objective())));
  }

  @Test
  void resultsStandBesideTheInputs(@TempDir Path folder) throws IOException {
    Network n = Pypsa.read(OWN.resolve("commitment/modules")).orThrow();
    NetworkModel model = new NetworkModel(n);
    Lp lp = model.program();
    PypsaWriter.write(model, new Result(lp, new HighsSolver().solve(lp, SolveOptions.defaults(), Progress.silent())), folder);
    PypsaData read = CsvFolder.read(folder, new Faults());
    assertThat(read).isNotNull();
    List<String> generators = Files.readAllLines(folder.resolve("generators.csv"));
    int optimum = List.of(generators.getFirst().split(",")).indexOf("p_nom_opt");
    assertThat(Double.parseDouble(generators.get(2).split(",")[optimum])).isEqualTo(8100, within(1e-6));
    List<String> status = Files.readAllLines(folder.resolve("generators-status.csv"));
    assertThat(status.getFirst()).isEqualTo(",mods,given");
    List<String> power = Files.readAllLines(folder.resolve("generators-p.csv"));
    double[] load = Files.readAllLines(folder.resolve("loads-p.csv")).stream().skip(1).mapToDouble(l -> Double.parseDouble(l.split(",")[1])).toArray();
    for (int t = 0; t < load.length; t++) {
      double sum = Stream.of(power.get(t + 1).split(",")).skip(1).mapToDouble(Double::parseDouble).sum();
      assertThat(sum).isEqualTo(load[t], within(1e-5));
    }
    assertThat(folder.resolve("buses-marginal_price.csv")).exists();
  }

  @Test
  void whatPypsaCannotSayIsRefusedByName(@TempDir Path folder) {
    Network n = Pypsa.read(OWN.resolve("commitment/ramps")).orThrow();
    Map<Class<?>, List<?>> rows = new LinkedHashMap<>(n.tables());
    rows.put(Limit.Row.class, List.of(new Limit.Row("odd", 0, Limit.Sense.AT_MOST, 5)));
    rows.put(Limit.Term.class, List.of(new Limit.Term("odd", Book.Account.INJECTION, "generators/coal", 2)));
    rows.put(Shedding.Row.class, List.of(new Shedding.Row("first", 0, "l", .1, 900)));
    Network odd = new Network(n.settings(), rows, n.series());
    assertThatThrownBy(() -> PypsaWriter.write(odd, folder)).isInstanceOf(CaseException.class)
        .hasMessageContaining("the limit odd").hasMessageContaining("no component");
  }
}
