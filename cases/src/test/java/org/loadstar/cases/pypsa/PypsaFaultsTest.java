package org.loadstar.cases.pypsa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.Fault;
import org.loadstar.cases.NetworkReading;
import org.loadstar.cases.peers.NetworkSource;
import org.loadstar.model.network.Generator;
import org.loadstar.model.network.Limit;
import org.loadstar.model.network.Link;
import org.loadstar.model.network.Network;

/// Broken files of PyPSA: each gives one line with file, line, value and what is allowed, or a warning.
class PypsaFaultsTest {
  @TempDir private Path folder;

  private final Map<String, String> files =
      new LinkedHashMap<>(
          Map.of(
              "buses.csv", "name,v_nom,carrier\nA,380.0,AC\nB,380.0,AC\n",
              "carriers.csv", "name,co2_emissions\ngas,0.2\nAC,\n",
              "snapshots.csv", ",snapshot,objective,stores,generators\n0,2030-01-01 00:00:00,2.0,1.0,3.0\n1,2030-01-01 01:00:00,2.0,1.0,3.0\n",
              "generators.csv", "name,bus,p_nom,carrier,marginal_cost\ng,A,100.0,gas,10.0\n",
              "loads.csv", "name,bus,p_set\nl,A,50.0\n"));

  private NetworkReading read() throws IOException {
    for (Map.Entry<String, String> f : files.entrySet()) Files.writeString(folder.resolve(f.getKey()), f.getValue());
    return NetworkSource.read(CaseSource.of(folder));
  }

  private static List<String> lines(List<Fault> faults) {
    return faults.stream().map(Fault::toString).toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
    // quotes
    "generators.csv | name,bus,p_nom;g,A,1;h,\"A,2;i,A,3 | generators.csv:3: the quotes of this line do not match: one opens and none closes it. Maybe a quote too few or too many; inside quotes one is written twice.",
    "generators.csv | name,bus,p_nom;\"g\"x,A,1;h,A,2 | generators.csv:2: the quotes of this line do not match: a cell goes on after its closing quote. Maybe a quote too few or too many; inside quotes one is written twice.",
    "generators.csv | name,bus,p_nom;\"g,A,1;\"h\",A,2 | generators.csv:2: the quotes of this line do not match: a cell goes on after its closing quote. Maybe a quote too few or too many; inside quotes one is written twice.",
    "loads-p_set.csv | snapshot,\"l;0,1;1,2 | loads-p_set.csv:1: the quotes of this line do not match: one opens and none closes it. Maybe a quote too few or too many; inside quotes one is written twice.",
    "loads-p_set.csv | snapshot,l;\"0,1;1,2 | loads-p_set.csv:2: the quotes of this line do not match: one opens and none closes it. Maybe a quote too few.",
    "loads-p_set.csv | snapshot,l;0,1;1,\"2 | loads-p_set.csv:3: the quotes of this line do not match: one opens and none closes it. Maybe a quote too few.",
    // separators
    "generators.csv | name\tbus;g\tA | generators.csv:1: the cells of a row must be separated by commas. Maybe the file is separated by tabs; save it with commas.",
    "loads-p_set.csv | snapshot#l;0#1;1#2 | loads-p_set.csv:1: the cells of a row must be separated by commas. Maybe the file is separated by semicolons; save it with commas.",
    // what is missing or not finite
    "generators.csv | name,bus,p_nom;g,A,NaN | generators.csv:2: value 'NaN': p_nom of g must be a number. Maybe an empty cell, which stands for 0.",
    "generators.csv | name,bus,p_max_pu;g,A,nan | generators.csv:2: value 'nan': p_max_pu of g must be a number. Maybe an empty cell, which stands for 1.",
    "generators.csv | name,bus,marginal_cost;g,A,inf | generators.csv:2: value 'inf': marginal_cost of g must be a number.",
    "generators.csv | name,bus,p_nom_extendable,p_nom;g,A,True,inf | generators.csv:2: value 'inf': p_nom must be a finite number where p_nom_extendable is True (g).",
    "generators.csv | name,bus,p_nom_extendable,capital_cost;g,A,True,-inf | generators.csv:2: value '-inf': capital_cost of g must be a number.",
    "generators.csv | name,bus,e_sum_max;g,A,-inf | generators.csv:2: value '-inf': e_sum_max of g must be a number.",
    "generators.csv | name,bus,active;g,A,True;h,A, | generators.csv:3: active of h must be True or False.",
    "generators.csv | name,bus,efficiency;g,A,-0.4 | generators.csv:2: value '-0.4': efficiency of g must be above 0.",
    "generators-efficiency.csv | snapshot,g;0,1;1,0 | generators-efficiency.csv:3: value '0': efficiency of g must be above 0.",
    "storage_units.csv | name,bus,efficiency_store;s,A,-1 | storage_units.csv:2: value '-1': efficiency_store of s must be 0 or more.",
    "storage_units.csv | name,bus,p_nom;s,A,inf | storage_units.csv:2: value 'inf': p_nom of s must be a number.",
    "stores.csv | name,bus,standing_loss;s,A,1.5 | stores.csv:2: value '1.5': standing_loss of s must be from 0 to 1.",
    "stores.csv | name,bus,sign;s,A,0 | stores.csv:2: value '0': sign of s must be other than 0.",
    "lines.csv | name,bus0,bus1,x;l,A,B,inf | lines.csv:2: value 'inf': x of l must be a number.",
    "loads.csv | name,bus,p_set;l,A,inf | loads.csv:2: value 'inf': p_set of l must be a number.",
    "loads-p_set.csv | snapshot,l;0,1;1,inf | loads-p_set.csv:3: value 'inf': p_set of l must be a number in every snapshot.",
    "carriers.csv | name,co2_emissions;gas,inf | carriers.csv:2: value 'inf': co2_emissions of gas must be a number.",
    "carriers.csv | name,co2_emissions;gas,1;gas,2 | carriers.csv:3: value 'gas': the name is given twice.",
    "buses.csv | name,v_nom;A,inf;B,1 | buses.csv:2: value 'inf': v_nom of A must be a number of 0 or more.",
    "global_constraints.csv | name,sense,constant;c,<=,-inf | global_constraints.csv:2: value '-inf': constant of c must be a finite number.",
    "network.csv | name,pypsa_version;n,latest | network: value 'latest': pypsa_version must be a version as 1.2.3; what a network means depends on it. Maybe an empty cell, for the newest.",
    "generators.csv | name,bus,p_nom;g,A,\"1,5\" | generators.csv:2: value '1,5': p_nom of g must be a number. Maybe 1.5.",
    "generators.csv | name,bus,marginal_cost;g,A,1e300 | generators.csv:2: value '1e300': marginal_cost of g must be a number, at most 1e15 in size.",
    "generators.csv | name,bus,overnight_cost,discount_rate,lifetime;g,A,5,0.1,0 | generators.csv:2: value '0': lifetime must be above 0 (g).",
    "generators.csv | name,bus,overnight_cost,discount_rate,lifetime;g,A,5,-1,9 | generators.csv:2: value '-1': discount_rate must be above -1 (g).",
    "generators.csv | name,bus@g,A@ | generators.csv:1: lines must end with LF or CR LF. Maybe the file has lines that end with CR alone; save it again.",
    "global_constraints.csv | name,sense,constant;c,<=,1;c,<=,2 | global_constraints.csv:3: value 'c': the name is given twice.",
    // least above most
    "generators.csv | name,bus,p_nom,p_min_pu,p_max_pu;g,A,1,0.5,0.2 | generators.csv:2: value '0.5': p_min_pu of g must not be above its p_max_pu (0.2). Maybe p_min_pu 0.2 and p_max_pu 0.5.",
    "generators.csv | name,bus,p_nom,p_min_pu;g,A,1,1.5 | generators.csv:2: value '1.5': p_min_pu of g must not be above its p_max_pu (1).",
    "generators.csv | name,bus,p_nom,committable,p_min_pu,p_max_pu;g,A,1,True,0.5,0.2 | generators.csv:2: value '0.5': p_min_pu of g must not be above its p_max_pu (0.2). Maybe p_min_pu 0.2 and p_max_pu 0.5.",
    "generators-p_max_pu.csv | snapshot,g;0,1;1,-0.1 | generators-p_max_pu.csv:3: value '0': p_min_pu of g must not be above its p_max_pu (-0.1).",
    "generators-p_min_pu.csv | snapshot,g;0,1;1,1.1 | generators-p_min_pu.csv:3: value '1.1': p_min_pu of g must not be above its p_max_pu (1).",
    "links.csv | name,bus0,bus1,p_nom_extendable,p_min_pu,p_max_pu;k,A,B,True,1,0.5 | links.csv:2: value '1': p_min_pu of k must not be above its p_max_pu (0.5). Maybe p_min_pu 0.5 and p_max_pu 1.",
    "storage_units.csv | name,bus,p_nom,p_max_pu;s,A,1,-2 | storage_units.csv:2: value '-1': p_min_pu of s must not be above its p_max_pu (-2).",
    "stores.csv | name,bus,e_nom,e_min_pu,e_max_pu;s,A,1,0.9,0.1 | stores.csv:2: value '0.9': e_min_pu of s must not be above its e_max_pu (0.1). Maybe e_min_pu 0.1 and e_max_pu 0.9.",
    "generators.csv | name,bus,p_nom_extendable,p_nom_min,p_nom_max;g,A,True,5,3 | generators.csv:2: value '5': p_nom_min of g must not be above its p_nom_max (3). Maybe p_nom_min 3 and p_nom_max 5.",
    "stores.csv | name,bus,e_nom_extendable,e_nom_min,e_nom_max;s,A,True,5,3 | stores.csv:2: value '5': e_nom_min of s must not be above its e_nom_max (3). Maybe e_nom_min 3 and e_nom_max 5.",
    "lines.csv | name,bus0,bus1,x,s_nom_extendable,s_nom_min,s_nom_max;l,A,B,1,True,5,3 | lines.csv:2: value '5': s_nom_min of l must not be above its s_nom_max (3). Maybe s_nom_min 3 and s_nom_max 5.",
    "generators.csv | name,bus,e_sum_min,e_sum_max;g,A,5,3 | generators.csv:2: value '5': e_sum_min of g must not be above its e_sum_max (3). Maybe e_sum_min 3 and e_sum_max 5.",
    // times
    "snapshots.csv | ,snapshot,objective;0,a,-2;1,b,1 | snapshots.csv:2: value '-2': objective of a must be a number of 0 or more. Maybe 2.",
    "snapshots.csv | ,snapshot,generators;0,a,inf;1,b,1 | snapshots.csv:2: value 'inf': generators of a must be a number of 0 or more.",
    "snapshots.csv | ,snapshot,stores;0,a,nan;1,b,1 | snapshots.csv:2: value 'nan': stores of 0 must be a number. Maybe an empty cell, which stands for 1.",
    "snapshots.csv | ,snapshot;0,2030-01-01 00:00;1,2030-01-01 00:00:00 | snapshots.csv:3: value '2030-01-01 00:00:00': the snapshot is given twice.",
    "investment_periods.csv | period,objective;2030,-1 | investment_periods.csv:2: value '-1': objective of 2030 must be a number of 0 or more. Maybe 1.",
    "investment_periods.csv | period,years;2030,1;2030,2 | investment_periods.csv:3: value '2030': the investment period is given twice."
  })
  void oneLinePerFault(String file, String text, String message) throws IOException {
    if (file.startsWith("investment"))
      files.put("snapshots.csv", ",period,timestep\n0,2030,2030-01-01 00:00:00\n1,2030,2030-01-01 01:00:00\n");
    if (message.contains("constant of c")) files.put("generators.csv", "name,bus,carrier\ng,A,gas\n");
    files.put(file, text.replace("\\t", "\t").replace(';', '\n').replace('#', ';').replace('@', '\r') + "\n");
    assertThat(lines(read().faults())).containsExactly(message);
  }

  /// A committable unit is off where it may put out less than its least; what is not there or has no size is not held to anything.
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "name,bus,p_nom,committable,p_min_pu;g,A,1,True,0.3",
    "name,bus,p_nom,active,p_min_pu;g,A,1,False,0.3",
    "name,bus,p_nom,p_min_pu;g,A,0,0.3",
    "name,bus,p_nom,p_min_pu;g,A,1,1e-10",
    "name,bus,p_nom,p_nom_min,p_nom_max;g,A,1,5,3"
  })
  void whatIsAboveItsMostWithoutHarmIsRead(String text) throws IOException {
    files.put("generators.csv", text.replace(';', '\n') + "\n");
    files.put("generators-p_max_pu.csv", "snapshot,g\n0,1\n1,0\n");
    assertThat(read().faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "l,A,B,1,1,True;m,A,B,1,1,False | lines.csv:3: value 'False': m closes a cycle: here it is as if it were not there; PyPSA 1.3 gives it a flow of 0 but keeps it in the cycle, which binds the other flows.",
    "l,A,B,1,1,False;m,A,B,1,1,False | lines.csv:2: value 'False': l (and 1 more) closes a cycle: here it is as if it were not there; PyPSA 1.3 gives it a flow of 0 but keeps it in the cycle, which binds the other flows.",
    "l,A,B,1,1,True;m,A,B,0,1,True | lines.csv:3: value '0': m closes a cycle without impedance (x): the voltage angles at its ends are equal, whatever flows.",
    "l,C,D,1,1,True;m,C,D,1,0,True | lines.csv:3: value '0': m closes a cycle without impedance (r): the voltage angles at its ends are equal, whatever flows.",
    "l,C,D,0,1,True;m,C,D,0,1,True |",
    "l,A,B,0,1,True |",
    "l,A,B,0,1,False;m,B,C,1,1,True |"
  })
  void branchesThatCloseCyclesAreWarnedOf(String lines, String warning) throws IOException {
    files.put("buses.csv", "name,v_nom,carrier\nA,380.0,AC\nB,380.0,AC\nC,380.0,DC\nD,380.0,DC\n");
    files.put("lines.csv", "name,bus0,bus1,x,r,active\n" + lines.replace(';', '\n') + "\n");
    NetworkReading reading = read();
    assertThat(reading.faults()).isEmpty();
    if (warning == null) assertThat(reading.warnings()).isEmpty();
    else assertThat(lines(reading.warnings())).containsExactly(warning);
  }

  @Test
  void byteOrderMarksAndLinesThatEndWithCarriageReturnsChangeNothing() throws IOException {
    files.put("loads-p_set.csv", "snapshot,l\n2030-01-01 00:00:00,40.5\n2030-01-01 01:00:00,60\n");
    files.put("global_constraints.csv", "name,sense,constant\nco2,<=,3\n");
    Network plain = read().orThrow();
    assertThat(plain.series().get("loads-p_set")).containsOnlyKeys("l");
    files.replaceAll((name, text) -> "\uFEFF" + text.replace("\n", "\r\n"));
    Network marked = read().orThrow();
    assertThat(marked.tables()).isEqualTo(plain.tables());
    assertThat(CaseHash.of(marked)).isEqualTo(CaseHash.of(plain));
  }

  @Test
  void anotherEncodingIsNamed() throws IOException {
    assertThat(lines(read().faults())).isEmpty();
    encoded("name,bus,p_nom\ng,A,1\nM\u00FCll,A,1\n", StandardCharsets.ISO_8859_1);
    assertThat(lines(NetworkSource.read(CaseSource.of(folder)).faults()))
        .containsExactly("generators.csv:3: value '0xFC': this byte is not UTF-8. Maybe the file was saved in another encoding; save it as UTF-8.");
    encoded("\uFEFFname,bus,p_nom\ng,A,1\n", StandardCharsets.UTF_16LE);
    assertThat(lines(NetworkSource.read(CaseSource.of(folder)).faults())).containsExactly(
        "generators.csv:1: this is not a text file (it holds a zero byte). Maybe the file was saved as UTF-16; save it as UTF-8.");
  }

  private void encoded(String text, Charset charset) throws IOException {
    Files.write(folder.resolve("generators.csv"), text.getBytes(charset));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "generators.csv | name,bus,p_nom,carrier;g,A,100.0,gaz;h,A,1,gaz | generators.csv:2: value 'gaz': the carrier of g (and of 1 more) is not in the list of carriers, so it counts as 0 in co2. Maybe 'gas'.",
    "loads-p_set.csv | snapshot,l;0,1;1,2 | loads.csv:3: value 'l2': the load has no column in the series p_set and no p_set of its own, so it is 0. Maybe 'l'.",
    "snapshots.csv | ,snapshot;0,2030-01-01 02:00;1,2030-01-01 01:00 | snapshots.csv:3: value '2030-01-01 01:00': the snapshots are not in order of time; they are taken in the order of the file.",
    "snapshots.csv | ,snapshot;0,2030-01-01 00:00;1,2030-01-01 01:00;2,2030-01-32 | snapshots.csv:4: value '2030-01-32': this snapshot is no time, as others are; all are taken as texts."
  })
  void whatIsReadThoughSomethingElseMayBeMeantIsAWarning(String file, String text, String warning) throws IOException {
    files.put("global_constraints.csv", "name,sense,constant\nco2,<=,3\n");
    files.put("loads.csv", "name,bus,p_set\nl,A,50.0\nl2,A,\nl3,A,4\n");
    if (!file.startsWith("loads")) files.put("loads.csv", "name,bus,p_set\nl,A,50.0\n");
    files.put(file, text.replace(';', '\n') + "\n");
    NetworkReading reading = read();
    assertThat(reading.faults()).isEmpty();
    assertThat(lines(reading.warnings())).containsExactly(warning);
  }

  @Test
  void withoutALimitOnCarriersTheyNeedNoList() throws IOException {
    files.put("generators.csv", "name,bus,p_nom,carrier\ng,A,100.0,gaz\n");
    assertThat(read()).isInstanceOfSatisfying(NetworkReading.Good.class, g -> assertThat(g.warnings()).isEmpty());
  }

  @Test
  void noLimitMayBeInfiniteAndLinksMayTakeFromBothEnds() throws IOException {
    files.put("generators.csv", "name,bus,p_nom_extendable,p_nom_max,e_sum_max,e_sum_min,lifetime,carrier\ng,A,True,inf,inf,-inf,inf,gas\n");
    files.put("links.csv", "name,bus0,bus1,bus2,efficiency,efficiency2,p_nom\nk,A,B,A,0.9,-0.2,inf\n");
    files.put("global_constraints.csv", "name,sense,constant\nco2,<=,inf\n");
    var n = read().orThrow();
    assertThat(n.rows(Generator.Row.class).getFirst().pNomMax()).isInfinite();
    assertThat(n.rows(Generator.Row.class).getFirst().eSumMax()).isNaN();
    assertThat(n.rows(Link.Output.class).getFirst().efficiency()).isEqualTo(-0.2);
    assertThat(n.rows(Limit.Row.class)).isEmpty();
  }
}
