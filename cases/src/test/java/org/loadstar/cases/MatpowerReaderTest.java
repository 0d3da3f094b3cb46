package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.cases.matpower.MatpowerFile;
import org.loadstar.cases.matpower.MatpowerReader;
import org.loadstar.model.network.Corridor;
import org.loadstar.model.network.Demand;
import org.loadstar.model.network.Generator;
import org.loadstar.model.network.Link;
import org.loadstar.model.network.Network;

class MatpowerReaderTest {
  private static final String CASE =
      """
      function mpc = pair   % two buses
      mpc.version = '2';
      mpc.baseMVA = 100;
      mpc.bus = [
      \t1 3 0 0 0 0 1 1 0 230 1 1.1 0.9;
      \t2 1 90 0 10 0 1 1 0 230 2 1.1 0.9;  % Gs is load
      \t9 4 7 0 0 0 1 1 0 230 1 1.1 0.9;
      ];
      mpc.gen = [
      \t1 0 0 0 0 1 100 1 80 20;
      \t2 0 0 0 0 1 100 1 60 0;
      \t2 0 0 0 0 1 100 0 60 0;
      ];
      mpc.gencost = [
      \t2 0 0 3 0.5 10 7;
      \t1 0 0 3 10 200 20 300 60 900;
      \t2 0 0 2 1 0;
      ];
      mpc.branch = [ 1 2 0.03 0.04 0 50 0 0 0.98 5 1 -30 30 ];
      mpc.dcline = [ 1 2 1 0 0 0 0 1 1 -10 20 0 0 0 0 0 0 ];
      mpc.genfuel = { 'coal'; 'ng'; 'ng' };
      """;

  @TempDir Path temp;

  private NetworkReading read(String text) throws IOException {
    return MatpowerReader.read(Files.writeString(temp.resolve("pair.m"), text));
  }

  private String faults(String old, String changed) throws IOException {
    assertThat(CASE).contains(old);
    return read(CASE.replace(old, changed)).faults().toString();
  }

  @Test
  void mapsTheDcForm() throws IOException {
    Network n = read(CASE).orThrow();
    assertThat(n.rows(Demand.Row.class)).singleElement().satisfies(d -> assertThat(d.pSet()).isEqualTo(100));
    Corridor.Row line = n.rows(Corridor.Row.class).getFirst();
    assertThat(line.susceptance()).isEqualTo(100 * 0.04 / 0.0025);
    assertThat(line.angle()).isEqualTo(Math.PI / 6);
    Link.Row dc = n.rows(Link.Row.class).getFirst();
    assertThat(List.of(dc.pNom(), dc.pMinPu(), dc.pMaxPu())).containsExactly(20.0, -0.5, 1.0);
  }

  /// A warning names the rows in service that have one; the branch of [#CASE] has 0.98 and 5 degrees.
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "0.98 5 1 | 1 (line 19)",
    "1 5 1 | 1 (line 19)",
    "0.98 0 1 | 1 (line 19)",
    "0 0 1 | ",
    "1 0 1 | ",
    "0.98 5 0 | "
  })
  void tapsAndShiftsThatDoNotCountAreAWarning(String figures, String named) throws IOException {
    List<String> warnings = read(CASE.replace("0.98 5 1", figures)).warnings().stream().map(Fault::toString).toList();
    if (named == null) assertThat(warnings).isEmpty();
    else
      assertThat(warnings).containsExactly("pair.m:19: tap ratios other than 0 and 1 and phase shifts other than 0 are not counted, as in PGLib's DC convention;"
          + " there are " + named.replace(" (", " such rows of mpc.branch (") + ".");
  }

  /// Other line ends, statements in one line, comments over lines, rows that go on, signs in names.
  @Test
  void spacingChangesNothing() throws IOException {
    Network plain = read(CASE).orThrow();
    String odd = CASE.replace("function mpc = pair   % two buses", "function mpc=pair\n%{\nmpc.bus = [ 7 ];\n%}").replace("mpc.version = '2';\nmpc.baseMVA = 100;", " mpc.version=\"2\" ; mpc.baseMVA=100;")
        .replace("1 2 0.03 0.04 0 50", "1, 2,0.03\t.04 ... the rest\n +0 5e1").replace("5 1 -30 30 ];", "5 1 -30 30 ]; mpc.bus_name = { 'A; 1%'; 'C}D'; 'E' };").replace("{ 'coal'; 'ng'; 'ng' }", "{\n'coal' % first\n'ng'\n'ng'\n}");
    for (String end : new String[] {"\n", "\r\n", "\r"}) assertThat(read(odd.replace("\n", end)).orThrow().tables()).isEqualTo(plain.tables());
    var faults = new Faults();
    assertThat(MatpowerFile.parse(odd, "pair.m", faults).texts("bus_name")).containsExactly("A; 1%", "C}D", "E");
    assertThat(faults.none()).isTrue();
  }

  @Test
  void aFaultBesideAnotherStatementIsNamedByItsLine() throws IOException {
    assertThat(read("x = 1;\nmpc.version = '2'; mpc.baseMVA = abc; mpc.bus = [\n1 3\n").faults()).extracting(Fault::toString).containsExactly(
        "pair.m:1: value 'x = 1;': a case file must hold assignments of literals only, as mpc.bus = [ ... ];.",
        "pair.m:2: value 'abc': baseMVA must be a number, a text or a matrix.", "pair.m:2: value 'bus': the bracket is not closed. Maybe a missing ].");
  }

  @Test
  void aCaseOfVersion1IsRefusedInOneLine() throws IOException {
    assertThat(read("function [baseMVA, bus] = old\nbaseMVA = 100;\nbus = [\n1 3;\n];\n").faults()).extracting(Fault::toString).containsExactly(
        "pair.m:1: value 'function [baseMVA, bus] = old': this is a case file of version 1, whose matrices are returned one by one; version 2 is needed."
            + " Maybe MATPOWER's loadcase and savecase write it so.");
  }

  @Test
  void aBranchWithoutImpedanceIsReadWithALittle() throws IOException {
    NetworkReading r = read(CASE.replace("1 2 0.03 0.04", "1 2 0 0").replace("0.98 5 1", "0 0 1"));
    assertThat(r.orThrow().rows(Corridor.Row.class)).singleElement().satisfies(c -> assertThat(c.susceptance()).isCloseTo(1e7, org.assertj.core.api.Assertions.within(1.0)));
    assertThat(r.warnings()).singleElement().asString().contains("pair.m:19: a branch without resistance and reactance is read with a reactance of 1e-5; there are 1 such rows");
  }

  @Test
  void onlyAFlowNeedsNoCosts() throws IOException {
    Path file = Files.writeString(temp.resolve("pair.m"), CASE.replaceAll("(?s)mpc.gencost = .*?];\n", ""));
    assertThat(MatpowerReader.read(file).faults()).extracting(Fault::toString).containsExactly("pair.m: mpc.gencost is missing.");
    assertThat(MatpowerReader.read(file, false).orThrow().rows(Generator.Row.class)).allSatisfy(g -> assertThat(g.marginalCost()).isZero());
  }

  @Test
  void whatIsAssignedTwiceIsRefused() throws IOException {
    assertThat(read(CASE + "mpc.gencost = [ 2 0 0 1 5 ];\nmpc.baseMVA = 10;\n").faults()).extracting(Fault::toString).containsExactly(
        "pair.m:22: value 'gencost': mpc.gencost is assigned twice, first in line 14. Maybe one of the two is to be left out.",
        "pair.m:23: value 'baseMVA': mpc.baseMVA is assigned twice, first in line 3. Maybe one of the two is to be left out.");
  }

  @Test
  void ofManyRowsTheFirstAreNamed() throws IOException {
    String row = "1 2 0.03 0.04 0 50 0 0 0.98 5 1 -30 30";
    String many = CASE.replace("[ " + row + " ]", "[ " + (row + ";\n").repeat(7) + "]");
    assertThat(read(many).warnings()).singleElement().asString().contains("7 such rows of mpc.branch (line 19, 20, 21, 22, 23, ...)");
  }

  @Test
  void costsBecomePartsAndAConstant() throws IOException {
    Network n = read(CASE).orThrow();
    List<Generator.Row> g = n.rows(Generator.Row.class);
    assertThat(g).extracting(Generator.Row::generator).containsExactly("gen 1", "gen 2", "gen 2 part 2");
    assertThat(g).extracting(Generator.Row::carrier).containsExactly("coal", "ng", "ng");
    assertThat(g).extracting(Generator.Row::marginalCost).containsExactly(10.0, 10.0, 15.0);
    assertThat(g).extracting(Generator.Row::marginalCostQuadratic).containsExactly(0.5, 0.0, 0.0);
    assertThat(g).extracting(Generator.Row::pNom).containsExactly(80.0, 20.0, 40.0);
    assertThat(g).extracting(Generator.Row::pMinPu).containsExactly(0.25, 0.0, 0.0);
    // c0 of the first, and 200 - 10 * 10 of the second
    assertThat(n.settings().peerObjectiveConstant()).isEqualTo(-(7 + 100));
  }

  @Test
  void theNetworkSurvivesTheNativeFormat() throws IOException {
    Network n = read(CASE).orThrow();
    NetworkWriter.write(n, temp.resolve("copy"));
    Network again = NetworkReader.read(temp.resolve("copy")).orThrow();
    assertThat(again.tables()).isEqualTo(n.tables());
    assertThat(CaseHash.of(again)).isEqualTo(CaseHash.of(n));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
    "2 1 90 0 | 2 1 Inf 0 | pair.m:6: value 'inf': Pd of mpc.bus must be a finite number.",
    "9 4 7 0 | 9.5 1 7 0 | pair.m:7: value '9.5': the number of a bus must be a whole number above 0.",
    "1 100 1 80 20 | 1 100 1 Inf 20 | pair.m:10: value 'inf': Pmax of mpc.gen must be a finite number.",
    "2 0 0 3 0.5 10 7 | 2 0 0 3 0.5 -Inf 7 | pair.m:15: value '-inf': the figures of mpc.gencost must be finite numbers.",
    "1 2 0.03 0.04 | 1 2 0.03 Inf | pair.m:19: value 'inf': x of mpc.branch must be a finite number.",
    "1 2 0.03 0.04 | 1 2 0.03 0 | pair.m:19: value '0': a branch needs a reactance x other than 0: tools differ in what one without it carries. Maybe a small x, or status 0.",
    "0 50 0 0 0.98 | 0 -50 0 0 0.98 | pair.m:19: value '-50': rateA of mpc.branch must be 0 (no limit) or more.",
    "-30 30 | 30 -30 | pair.m:19: value '-30': angmax of mpc.branch must be 0 or more.",
    "1 1 -10 20 0 | 1 1 -Inf 20 0 | pair.m:20: value '-inf': Pmin of mpc.dcline must be a finite number.",
    "1 1 -10 20 0 | 1 1 30 20 0 | pair.m:20: value '30': Pmin of mpc.dcline must not be above Pmax (20).",
    "mpc.version = '2' | mpc.version = '1' | pair.m:2: value '1': mpc.version must be 2.",
    "mpc.baseMVA = 100 | mpc.baseMVA = 0 | pair.m:3: value '0': mpc.baseMVA must be a number above 0."
  })
  void figuresThatMeanNothingAreRefusedByLine(String old, String changed, String message) throws IOException {
    assertThat(CASE).contains(old);
    assertThat(read(CASE.replace(old, changed)).faults()).extracting(Fault::toString).containsExactly(message);
  }

  @Test
  void anInfiniteRatingIsNoLimit() throws IOException {
    double most = read(CASE.replace("0 50 0 0 0.98", "0 0 0 0 0.98")).orThrow().rows(Corridor.Row.class).getFirst().most();
    assertThat(read(CASE.replace("0 50 0 0 0.98", "0 Inf 0 0 0.98")).orThrow().rows(Corridor.Row.class).getFirst().most()).isEqualTo(most);
  }

  @Test
  void whatIsNotSupportedIsRefusedByLine() throws IOException {
    assertThat(faults("2 0 0 3 0.5 10 7", "2 0 0 4 1 0.5 10 7")).contains("pair.m:15: value '1': a cost of the power 3");
    assertThat(faults("20 300 60 900", "20 300 60 500")).contains("pair.m:16", "slopes must not fall");
    assertThat(faults("-30 30", "-30 20")).contains("pair.m:19: value '-30': angle limits that are not the same both ways");
    assertThat(faults("mpc.genfuel", "mpc.dclinecost = [ 2 0 0 2 1 0 ];\nmpc.genfuel")).contains("pair.m:21: value 'dclinecost'");
    assertThat(faults("1 2 0.03 0.04", "1 5 0.03 0.04")).contains("pair.m:19: value '5': the bus is not known; known: 1, 2");
    assertThat(faults("mpc.baseMVA = 100;", "")).contains("pair.m: mpc.baseMVA is missing");
    assertThat(faults("2 1 90 0", "2 1 ninety 0")).contains("pair.m:6: value 'ninety': bus must hold numbers");
    assertThat(faults("mpc.version = '2';", "mpc.bus(1, 3) = 4;")).contains("pair.m:2", "assignments of literals only");
  }
}
