package org.loadstar.cases.pypsa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.cases.Fault;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Peers;

/// `two-periods.nc` was exported by PyPSA 1.3.0; the other files were written with the package netCDF4 to hold what PyPSA seldom writes.
class NetCdfReaderTest {

  private static PypsaData read(Path file) {
    var faults = new Faults();
    PypsaData data = NetCdfReader.read(file, faults);
    assertThat(faults.sorted()).isEmpty();
    return Objects.requireNonNull(data);
  }

  private static Path resource(String name) {
    return Path.of("src/test/resources/pypsa", name);
  }

  private static String[] column(PypsaData data, String list, String attribute) {
    return Objects.requireNonNull(Objects.requireNonNull(data.list(list)).columns().get(attribute), attribute);
  }

  @Test
  void exportOfPypsa() {
    PypsaData d = read(resource("two-periods.nc"));
    assertThat(d.attributes()).containsEntry("name", "Two periods").containsEntry("pypsa_version", "1.3.0").containsEntry("srid", "4326");
    assertThat(Objects.requireNonNull(d.list("buses")).names()).containsExactly("Zürich", "b");
    assertThat(column(d, "snapshots", "period")).containsExactly("2030", "2030", "2030", "2040", "2040", "2040");
    assertThat(column(d, "snapshots", "timestep")).startsWith("2030-01-01 00:00:00", "2030-01-01 01:00:00").endsWith("2030-01-01 02:00:00");
    assertThat(Objects.requireNonNull(d.list("investment_periods")).names()).containsExactly("2030", "2040");
    assertThat(column(d, "investment_periods", "objective")).containsExactly("8.5", "11.25");
    assertThat(column(d, "investment_periods", "years")).containsExactly("10", "20");
    assertThat(column(d, "generators", "committable")).containsExactly("True", "False");
    assertThat(column(d, "generators", "min_up_time")).containsExactly("2", "0");
    assertThat(column(d, "stores", "e_nom")).containsExactly("inf");
    PypsaData.Series s = Objects.requireNonNull(d.seriesOf("generators").get("p_max_pu"));
    assertThat(s.names()).containsExactly("new");
    assertThat(s.values()[0]).containsExactly(.1, .2, .3, .4, .5, .6);
    assertThat(s.places().at(2, "new")).hasToString("Place[file=two-periods.nc:generators_t_p_max_pu, line=3]");
  }

  @Test
  void charactersPackedNumbersAndFillValues() {
    PypsaData d = read(resource("plain.nc"));
    PypsaData.Rows buses = Objects.requireNonNull(d.list("buses"));
    assertThat(buses.names()).containsExactly("ab", "cdef");
    assertThat(buses.columns().get("v_nom")).containsExactly("380.0", "");
    assertThat(buses.columns().get("number")).containsExactly("7", "9007199254740993");
    assertThat(Objects.requireNonNull(d.list("snapshots")).names()).containsExactly("2013-02-03 04:30:00", "2013-02-03 06:00:00");
    assertThat(Objects.requireNonNull(d.seriesOf("loads").get("p_set")).values()[0]).containsExactly(1.5, Double.NaN);
  }

  @Test
  void everyFaultNamesFileAndVariable() {
    var faults = new Faults();
    assertThat(NetCdfReader.read(resource("faulty.nc"), faults)).isNull();
    assertThat(faults.sorted().stream().map(Fault::toString))
        .containsExactly(
            "faulty.nc:generators_p_nom: the variable has 3 values, its list has 2.",
            "faulty.nc:generators_pw_cost: piecewise attributes are not supported.",
            "faulty.nc:generators_t_p_max_pu: value 'generators_t_p_max_pu[2, 3]': the dimensions must be 2 snapshots and 2 names.",
            "faulty.nc:generators_t_p_set:3: value 'x': a number is needed.",
            "faulty.nc:snapshots: the times begin at 'hours since yesterday', which is no date.");
  }

  @Test
  void otherFilesAreRefused(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("text.nc"), "name,bus\n", StandardCharsets.UTF_8);
    for (Path file : new Path[] {text, resource("classic.nc")}) {
      var faults = new Faults();
      assertThat(NetCdfReader.read(file, faults)).isNull();
      assertThat(faults.sorted()).hasSize(1).first().extracting(Fault::toString).asString()
          .containsAnyOf("text.nc: the file is no NetCDF-4 file", "classic.nc: the file is NetCDF-3; NetCDF-4 is read");
    }
  }

  /// Each cell of PyPSA's CSV folder beside the `.nc` has the same text or number.
  @ParameterizedTest
  @ValueSource(strings = {"ac-dc-meshed", "storage-hvdc", "scigrid-de"})
  void sameAsTheFolderBesideIt(String name) throws IOException {
    Path examples = Peers.folder("pypsa/examples");
    PypsaData d = read(examples.resolve(name, name + ".nc"));
    for (Map.Entry<String, PypsaData.Rows> list : d.lists().entrySet()) {
      Path csv = examples.resolve(name, name, list.getKey() + ".csv");
      String[][] cells = cells(csv);
      assertThat(list.getValue().size()).as(csv.toString()).isEqualTo(cells.length - 1);
      for (int c = 0; c < cells[0].length; c++) {
        String[] ours = list.getValue().columns().get(cells[0][c]);
        if (ours == null) continue;
        for (int k = 0; k < ours.length; k++) assertThat(same(ours[k], cells[k + 1][c])).as(csv + " " + cells[0][c] + " " + k + ": " + ours[k]).isTrue();
      }
    }
    d.series().forEach((list, all) -> all.forEach((attribute, s) -> {
      String[][] cells = cells(examples.resolve(name, name, list + "-" + attribute + ".csv"));
      for (int i = 0; i < s.names().length; i++) {
        int c = java.util.Arrays.asList(cells[0]).indexOf(s.names()[i]);
        for (int t = 0; t < s.values()[i].length; t++)
          assertThat(same(Double.isNaN(s.values()[i][t]) ? "" : Double.toString(s.values()[i][t]), cells[t + 1][c])).isTrue();
      }
    }));
  }

  private static boolean same(String a, String b) {
    if (a.equals(b)) return true;
    try {
      return Double.parseDouble(a) == Double.parseDouble(b);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String[][] cells(Path csv) {
    try (var reader = de.siegmar.fastcsv.reader.CsvReader.builder().ofCsvRecord(csv)) {
      return reader.stream().map(r -> r.getFields().toArray(String[]::new)).toArray(String[][]::new);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
