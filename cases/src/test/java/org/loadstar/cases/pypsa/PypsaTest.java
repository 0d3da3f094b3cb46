package org.loadstar.cases.pypsa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.cases.Fault;
import org.loadstar.model.network.Demand;
import org.loadstar.model.network.Generator;
import org.loadstar.model.network.Limit;
import org.loadstar.model.network.Link;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.PassiveBranch;
import org.loadstar.model.network.Snapshot;
import org.loadstar.model.network.StorageUnit;

/// What a folder of CSV files may look like, and what is refused.
class PypsaTest {
  @TempDir private Path folder;

  private final Map<String, String> files =
      new LinkedHashMap<>(
          Map.of(
              "buses.csv", "name,v_nom,carrier\nA,380.0,AC\nB,380.0,AC\nheat,1.0,heat\n",
              "carriers.csv", "name,co2_emissions,colour\ngas,0.2,red\n",
              "snapshots.csv", ",snapshot,objective,stores,generators\n0,2030-01-01 00:00:00,2.0,1.0,3.0\n1,2030-01-01 01:00:00,2.0,1.0,3.0\n",
              "generators.csv", "name,bus,p_nom,carrier,marginal_cost\ng,A,100.0,gas,10.0\n",
              "loads.csv", "name,bus,p_set\nl,A,50.0\n"));

  private List<String> faults() throws IOException {
    write();
    return Pypsa.read(folder).faults().stream().map(Fault::toString).toList();
  }

  private Network good() throws IOException {
    assertThat(faults()).isEmpty();
    return Pypsa.read(folder).orThrow();
  }

  private void write() throws IOException {
    for (Map.Entry<String, String> f : files.entrySet()) Files.writeString(folder.resolve(f.getKey()), f.getValue());
  }

  @Test
  void theFirstColumnHoldsTheNamesWhateverItIsCalled() throws IOException {
    files.put("generators.csv", "\uFEFF,bus,p_nom,p_nom_extendable,p_nom_max\r\n\"g, the \"\"first\"\"\",A,100,True,inf\r\n2,B,,False,\r\n");
    List<Generator.Row> rows = good().rows(Generator.Row.class);
    assertThat(rows.getFirst().generator()).isEqualTo("g, the \"first\"");
    assertThat(rows.getFirst().pNomExtendable()).isTrue();
    assertThat(rows.get(1).pNom()).isZero();
    assertThat(rows.get(1).pNomMax()).isInfinite();
  }

  @Test
  void snapshotsHaveTheirWeightings() throws IOException {
    assertThat(good().rows(Snapshot.class).get(1)).isEqualTo(new Snapshot("2030-01-01 01:00:00", 0, 0, 2, 3, 1));
  }

  @Test
  void olderFilesHaveOneWeighting() throws IOException {
    files.put("snapshots.csv", "name,weightings\nnow,4.0\n");
    assertThat(good().rows(Snapshot.class)).containsExactly(new Snapshot("now", 0, 0, 4, 4, 4));
  }

  @Test
  void withoutSnapshotsThereIsOne() throws IOException {
    files.remove("snapshots.csv");
    assertThat(good().rows(Snapshot.class)).containsExactly(new Snapshot("now", 0, 0, 1, 1, 1));
  }

  @Test
  void seriesAreMatchedByPlaceAndKeepEveryDigit() throws IOException {
    files.put("generators-p_max_pu.csv", "snapshot,g\nlabels,0.12345678901234567\n\"do, not count\",1e-3\n");
    double[] v = good().series(Generator.Row.class, "p_max_pu", "g");
    assertThat(v).containsExactly(0.12345678901234567, 1e-3);
  }

  @Test
  void resultsAreReadOver() throws IOException {
    files.put("generators.csv", "name,bus,p_nom,p_nom_opt,control,mu_upper\ng,A,100.0,50,PQ,3\n");
    files.put("generators-p.csv", "snapshot,g\nbroken,x\n");
    files.put("buses-marginal_price.csv", "snapshot,A\n0,3\n1,4\n");
    assertThat(faults()).isEmpty();
  }

  @Test
  void inactiveComponentsAreLeftOut() throws IOException {
    files.put("generators.csv", "name,bus,p_nom,active\ng,A,100.0,False\nh,A,100.0,True\n");
    files.put("generators-p_max_pu.csv", "snapshot,g,h\n0,1,0.5\n1,1,0.6\n");
    Network n = good();
    assertThat(n.rows(Generator.Row.class)).extracting(Generator.Row::generator).containsExactly("h");
    assertThat(n.series(Generator.Row.class, "p_max_pu", "g")).isNull();
  }

  @Test
  void loadsAreTakenFromTheirBus() throws IOException {
    files.put("loads.csv", "name,bus,p_set,sign\nl,A,50.0,\nm,A,20.0,1.0\n");
    assertThat(good().rows(Demand.Row.class)).extracting(Demand.Row::sign).containsExactly(1.0, -1.0);
  }

  /// 1000 at 5 % over 20 years, for 4 of 8760 hours, and 3 fixed.
  @Test
  void overnightCostsBecomeAnnuities() throws IOException {
    files.put("generators.csv",
        "name,bus,p_nom,p_nom_extendable,overnight_cost,discount_rate,lifetime,fom_cost\ng,A,100.0,True,1000,0.05,20,3\n");
    double annuity = 0.05 / (1 - Math.pow(1.05, -20));
    Network n = good();
    double cost = 1000 * annuity * 4 / 8760 + 3;
    assertThat(n.rows(Generator.Row.class).getFirst().capitalCost()).isCloseTo(cost, within(1e-12));
    assertThat(n.settings().peerObjectiveConstant()).isCloseTo(100 * cost, within(1e-9));
  }

  @Test
  void standardTypesGiveImpedances() throws IOException {
    files.put("lines.csv", "name,bus0,bus1,type,length,num_parallel,s_nom\nl,A,B,Al/St 240/40 4-bundle 380.0,100,2,1000\n");
    files.put("transformers.csv", "name,bus0,bus1,type,tap_position\nt,A,B,160 MVA 380/110 kV,2\n");
    Network n = good();
    PassiveBranch.Line l = n.rows(PassiveBranch.Line.class).getFirst();
    assertThat(l.x()).isCloseTo(0.246 * 100 / 2, within(1e-9));
    assertThat(l.carrier()).isEqualTo("AC");
    PassiveBranch.Transformer t = n.rows(PassiveBranch.Transformer.class).getFirst();
    assertThat(t.sNom()).isEqualTo(160);
    assertThat(t.x()).isCloseTo(Math.sqrt(0.122 * 0.122 - 0.0025 * 0.0025), within(1e-12));
    assertThat(t.tapRatio()).isCloseTo(1.03, within(1e-12));
  }

  @Test
  void linksMayHaveSeveralOutputs() throws IOException {
    files.put("links.csv", "name,bus0,bus1,bus2,bus3,efficiency2,efficiency3,p_nom\nchp,A,B,heat,,0.4,,10\ncable,A,B,,,,,10\n");
    files.put("links-efficiency2.csv", "snapshot,chp\n0,0.3\n1,0.5\n");
    Network n = good();
    assertThat(n.rows(Link.Output.class)).containsExactly(new Link.Output("chp/2", "chp", 2, "heat", 0.4));
    assertThat(n.series(Link.Output.class, "efficiency", "chp/2")).containsExactly(0.3, 0.5);
  }

  @ParameterizedTest
  @CsvSource({"0.27.1, NaN", "1.0.2, NaN", "1.2.2, NaN", "1.2.3, 30", "1.3.0, 30", "'', 30"})
  void whatASetPointMeansDependsOnTheVersion(String version, double constant) throws IOException {
    files.put("generators.csv", "name,bus,p_nom,p_set\ng,A,100.0,30\n");
    files.put("storage_units.csv", "name,bus,p_nom\ns,A,100.0\n");
    files.put("storage_units-p_set.csv", "snapshot,s\n0,7\n1,7\n");
    files.put("network.csv", "name,pypsa_version\nn," + version + "\n");
    Network n = good();
    assertThat(n.settings().name()).isEqualTo("n");
    assertThat(n.rows(Generator.Row.class).getFirst().pSet()).isEqualTo((Double) constant);
    boolean counts = !version.startsWith("0.") && !version.startsWith("1.0");
    assertThat(n.series(StorageUnit.Row.class, "p_set", "s") != null).isEqualTo(counts);
  }

  @Test
  void limitsPerBusAndCarrier() throws IOException {
    files.put("buses.csv", "name,nom_max_gas,nom_min_gas\nA,500.0,\nB,inf,\n");
    files.put("generators.csv", "name,bus,p_nom_extendable,carrier\ng,A,True,gas\nh,A,False,gas\n");
    assertThat(good().rows(Limit.Row.class)).containsExactly(new Limit.Row("nom_max_gas A", 0, Limit.Sense.AT_MOST, 500));
    assertThat(good().rows(Limit.Term.class)).extracting(Limit.Term::asset).containsExactly("generators/g");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "generators.csv | name,bus,p_nom,frobnicate;g,A,1,2 | generators.csv:1: value 'frobnicate': this attribute of generators is not known; a column that only describes must be left out.",
    "generators.csv | name,bus,p_nom_exendable;g,A,True | generators.csv:1: value 'p_nom_exendable': this attribute of generators is not known; a column that only describes must be left out. Maybe 'p_nom_extendable'.",
    "generators.csv | name,bus,p_nom;g,a,1 | generators.csv:2: value 'a': bus of g is not known; known: A, B, heat. Maybe 'A'.",
    "generators.csv | name,bus,p_nom;g,A,1;h,A,12x | generators.csv:3: value '12x': p_nom of h must be a number.",
    "generators.csv | name,bus,p_nom_extendable;g,A,yes | generators.csv:2: value 'yes': p_nom_extendable of g must be True or False.",
    "generators.csv | name,bus,p_nom;g,A,1;g,A,2 | generators.csv:3: value 'g': the name is given twice.",
    "generators.csv | name,bus,p_nom;g,A | generators.csv:2: the row has 2 cells, the header has 3.",
    "generators.csv | name,bus,efficiency;g,A,0 | generators.csv:2: value '0': efficiency of g must be above 0.",
    "generators.csv | name,bus,p_nom_mod;g,A,-1 | generators.csv:2: value '-1': p_nom_mod of g must be a number of 0 or more. Maybe 1.",
    "generators.csv | name,bus,overnight_cost;g,A,5 | generators.csv:2: discount_rate must be given beside overnight_cost (g).",
    "generators.csv | name,bus,p_nom_extendable,p_nom_mod,marginal_cost_quadratic;g,A,True,5,0;h,A,False,,0.1 | generators.csv:3: value '0.1': a quadratic cost cannot be solved beside decisions in whole numbers (p_nom_mod of g); allowed: 0.",
    "links.csv | name,bus0,bus1,delay;l,A,B,2 | links.csv:2: value '2': delay of l (links) is not supported; allowed: 0.",
    "links.csv | name,bus0,bus1,bus2,delay2;l,A,B,heat,1 | links.csv:2: value '1': delay2 of l (links) is not supported; allowed: 0.",
    "transformers.csv | name,bus0,bus1,x,s_nom,phase_shift_max;t,A,B,0.1,100,5 | transformers.csv:2: value '5': phase_shift_max of t (transformers) is not supported; allowed: 0.",
    "transformers.csv | name,bus0,bus1,x;t,A,B,0.1 | transformers.csv:2: s_nom of t (transformers) must be above 0: x and r are per unit of it.",
    "lines.csv | name,bus0,bus1,type;l,A,B,490-AL1/64-ST1A 380 | lines.csv:2: value '490-AL1/64-ST1A 380': the standard type of l is not known; known: 122-AL1/20-ST1A 10.0, 122-AL1/20-ST1A 110.0, 122-AL1/20-ST1A 20.0, 149-AL1/24-ST1A 10.0, 149-AL1/24-ST1A 110.0, 149-AL1/24-ST1A 20.0, 15-AL1/3-ST1A 0.4, 184-AL1/30-ST1A 110.0, ... (59). Maybe '490-AL1/64-ST1A 380.0'.",
    "processes.csv | name,bus0,bus1;p,A,B | processes.csv:1: value 'processes': processes of PyPSA are not supported; the network must have none.",
    "scenarios.csv | name,weight;s,0.5 | scenarios.csv:1: value 'scenarios': scenarios of PyPSA are not supported; the network must have none.",
    "global_constraints.csv | name,type,sense,constant;c,co2_atmosphere,<=,3 | global_constraints.csv:2: value 'co2_atmosphere': the type of global constraint c is not known; known: operational_limit, primary_energy, tech_capacity_expansion_limit, transmission_expansion_cost_limit, transmission_volume_expansion_limit.",
    "global_constraints.csv | name,sense,constant,carrier_attribute;c,<=,3,nox | global_constraints.csv:2: value 'nox': the attribute of the carriers is not known; known: co2_emissions, colour.",
    "global_constraints.csv | name,sense,constant,investment_period;c,<=,3,2030 | global_constraints.csv:2: value '2030': the network has no investment periods. Maybe an empty cell.",
    "generators-p_max_pu.csv | snapshot,g;0,1;1,high | generators-p_max_pu.csv:3: value 'high': the value of g must be a number.",
    "generators-p_max_pu.csv | snapshot,g;0,1;1, | generators-p_max_pu.csv:3: p_max_pu of g must be a number in every snapshot.",
    "generators-p_max_pu.csv | snapshot,g;0,1 | generators-p_max_pu.csv:1: the series has 1 snapshots, the network has 2.",
    "generators-p_max_pu.csv | snapshot,gg;0,1;1,1 | generators-p_max_pu.csv:1: value 'gg': the name (one of generators) is not known; known: g. Maybe 'g'.",
    "generators-p_nom.csv | snapshot,g;0,1;1,1 | generators-p_nom.csv: value 'p_nom': this attribute of generators may not vary by snapshot.",
    "generators-p_max_p.csv | snapshot,g;0,1;1,1 | generators-p_max_p.csv: value 'p_max_p': this attribute of generators is not known; a column that only describes must be left out. Maybe 'p_max_pu'.",
    "generators-marginal_cost-pw.csv | g,g;x,y | generators-marginal_cost-pw.csv: piecewise attributes (of generators) are not supported."
  })
  void oneLinePerFault(String file, String text, String message) throws IOException {
    files.put(file, text.replace(';', '\n') + "\n");
    assertThat(faults()).containsExactly(message);
  }

  @Test
  void aFolderWithoutBusesIsNone() throws IOException {
    files.remove("buses.csv");
    files.remove("generators.csv");
    files.remove("loads.csv");
    assertThat(faults()).containsExactly("buses.csv: there is no such file; a network has buses.");
    assertThat(Pypsa.recognises(folder)).isFalse();
    assertThat(Pypsa.read(folder.resolve("nowhere")).faults()).hasSize(1);
  }
}
