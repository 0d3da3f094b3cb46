package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.model.network.Bus;
import org.loadstar.model.network.Demand;
import org.loadstar.model.network.Network;

class NetworkReaderTest {
  @TempDir Path temp;
  private Path folder = Path.of("");

  @BeforeEach
  void network() throws IOException {
    folder = Files.createDirectories(temp.resolve("net"));
    file("case.yaml", "kind: network\nname: pair\npeer_objective_constant: 0.1\n");
    file("snapshots.csv", "snapshot,objective_h,energy_h\na,3,3\nb,4.5,4.5\n");
    file("buses.csv", "bus,carrier,longitude,latitude\nNorth,AC,8.1,50\n\"South, old\",,NaN,\n".replace("NaN", ""));
    file("loads.csv", "load,bus,p_set_mw\nl1,North,100\nl2,\"South, old\",0.1\n");
    file("series/loads-p_set.csv", "snapshot,l1\na,0.30000000000000004\nb,1e-7\n");
  }

  private void file(String name, String text) throws IOException {
    Path p = folder.resolve(name);
    Files.createDirectories(p.getParent());
    Files.writeString(p, text);
  }

  private List<String> faults(String... sets) {
    return NetworkReader.read(new CaseSource(folder, List.of(), List.of(sets))).faults().stream().map(Fault::toString).toList();
  }

  @Test
  void readsTablesSeriesAndDefaults() {
    Network n = NetworkReader.read(folder).orThrow();
    assertThat(n.settings().peerObjectiveConstant()).isEqualTo(0.1);
    assertThat(n.rows(Bus.class)).extracting(Bus::bus).containsExactly("North", "South, old");
    assertThat(n.rows(Bus.class).get(1).carrier()).isEqualTo("AC");
    assertThat(n.series(Demand.Row.class, "p_set", "l1")).containsExactly(0.30000000000000004, 1e-7);
    assertThat(n.series(Demand.Row.class, "p_set", "l2")).isNull();
  }

  @Test
  void writingAndReadingGivesTheSameNetwork() throws IOException {
    Network n = NetworkReader.read(folder).orThrow();
    NetworkWriter.write(n, temp.resolve("copy"));
    Network again = NetworkReader.read(temp.resolve("copy")).orThrow();
    assertThat(again.settings()).isEqualTo(n.settings());
    assertThat(again.tables()).isEqualTo(n.tables());
    assertThat(again.series(Demand.Row.class, "p_set", "l1")).isEqualTo(n.series(Demand.Row.class, "p_set", "l1"));
    assertThat(CaseHash.of(again)).isEqualTo(CaseHash.of(n));
    assertThatThrownBy(() -> NetworkWriter.write(n, temp.resolve("copy"))).hasMessageContaining("is not empty");
  }

  @Test
  void everyValueChangesTheHash() {
    Network n = NetworkReader.read(folder).orThrow();
    Network changed = new Network(n.settings(), n.tables(), Map.of("loads-p_set", Map.of("l1", new double[] {0.3, 1e-7})));
    assertThat(CaseHash.of(changed)).isNotEqualTo(CaseHash.of(n));
    assertThat(CaseHash.of(NetworkReader.read(CaseSource.of(folder).withSet("loads.l2.p_set_mw=0.2")).orThrow())).isNotEqualTo(CaseHash.of(n));
  }

  @Test
  void overlaysActOnFoldersAndOnNetworksFromElsewhere() {
    CaseSource source = CaseSource.of(folder).withSet("loads.*.p_set_mw=x2").withSet("name=double");
    Network read = NetworkReader.read(source).orThrow();
    Network overlaid = NetworkReader.overlaid(NetworkReader.read(folder).orThrow(), source).orThrow();
    assertThat(read.rows(Demand.Row.class)).extracting(Demand.Row::pSet).containsExactly(200.0, 0.2);
    assertThat(read.settings().name()).isEqualTo("double");
    assertThat(CaseHash.of(overlaid)).isEqualTo(CaseHash.of(read));
    assertThat(NetworkReader.overlaid(read, source.withSet("loads.l3.p_set_mw=1")).faults().toString())
        .contains("--set loads.l3.p_set_mw").contains("Maybe 'l1'");
  }

  @Test
  void assetsOfPoliciesMustBeThere() throws IOException {
    file("emission_caps.csv", "cap,limit_t\nco2,5\n");
    file("emission_cap_members.csv", "cap,asset,allowance_in_t_per_mwh\nco2,l1,0.1\nco2,load 2,0.1\n");
    file("energy_shares.csv", "share\ngreen\n");
    file("energy_share_members.csv", "share,asset,in_per_mwh\ngreen,l3,-0.1\n".replace("_per_mwh", ""));
    assertThat(faults())
        .contains("emission_cap_members.csv:3: value 'load 2': the asset is not known; known: l1, l2.")
        .contains("energy_share_members.csv:2: value 'l3': the asset is not known; known: l1, l2. Maybe 'l1'.");
    file("emission_cap_members.csv", "cap,asset,allowance_in_t_per_mwh\nco2,l1,0.1\n");
    file("energy_share_members.csv", "share,asset,in\ngreen,l2,-0.1\n");
    assertThat(faults()).isEmpty();
  }

  @Test
  void faultsNameFileLineValueAndWhatIsAllowed() throws IOException {
    file("loads.csv", "load,bus,p_set_mw\nl1,Nort,100\nl2,North,ten\n");
    assertThat(faults())
        .containsExactly(
            "loads.csv:2: value 'Nort': bus (a row of buses.csv) is not known; known: North, South, old. Maybe 'North'.",
            "loads.csv:3: value 'ten': p_set_mw must be a number.");
  }

  @Test
  void seriesAreCheckedAgainstSnapshotsRowsAndColumns() throws IOException {
    file("series/loads-p_set.csv", "snapshot,l1,l3\na,1,1\nc,x,1\n");
    file("series/loads-sign.csv", "snapshot,l1\na,1\nb,1\n");
    assertThat(faults().toString())
        .contains("series/loads-p_set.csv:1: value 'l3': the row of the table is not known; known: l1, l2. Maybe 'l1'")
        .contains("series/loads-p_set.csv:3: value 'c': snapshot must be b here")
        .contains("series/loads-p_set.csv:3: value 'x': p_set_mw must be a number")
        .contains("series/loads-sign.csv: a series of this table and column (TABLE-COLUMN.csv, COLUMN without its unit) is not known");
    file("series/loads-p_set.csv", "snapshot,l1\na,1\n");
    assertThat(faults().toString()).contains("loads-p_set.csv:2: the file has 1 snapshots; snapshots.csv has 2");
  }

  @Test
  void snapshotsOfAStageStandTogetherAndStagesAreKnown() throws IOException {
    file("snapshots.csv", "snapshot,stage\na,2030\nb,2040\nc,2030\n");
    file("series/loads-p_set.csv", "snapshot,l1\na,1\nb,1\nc,1\n");
    file("loads.csv", "load,stage,bus,p_set_mw\nl1,2050,North,100\n");
    assertThat(faults())
        .containsExactly(
            "loads.csv:2: value '2050': the stage (one that snapshots.csv has) is not known; known: 2030, 2040. Maybe '2030'.",
            "snapshots.csv:4: value '2030': the snapshots of a stage must stand together.");
  }

  @Test
  void unknownFilesAndKindsAreRefused() throws IOException {
    file("lodes.csv", "load\n");
    file("case.yaml", "kind: net\nname: pair\n");
    assertThat(faults().toString())
        .contains("lodes.csv: no table has this name").contains("Maybe 'loads.csv'")
        .contains("case.yaml:1: value 'net': the kind of a network case must be network");
  }

  @Test
  void eachReaderSaysWhenTheFolderIsOfTheOtherKind() {
    assertThat(CaseReader.read(folder).faults().toString()).contains("case.yaml:1: value 'network': this folder is a network case");
    assertThat(NetworkReader.read(Folders.TWO_ZONES).faults().toString()).contains("the key kind is missing");
    assertThat(NetworkReader.isNetwork(folder)).isTrue();
    assertThat(NetworkReader.isNetwork(Folders.TWO_ZONES)).isFalse();
  }

  @Test
  void theSchemaHoldsForWhatIsReadAndTheDocumentsAreUpToDate() throws IOException {
    var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(CaseSchema.networkJson(), InputFormat.JSON);
    assertThat(schema.validate(Files.readString(folder.resolve("case.yaml")), InputFormat.YAML)).isEmpty();
    assertThat(schema.validate("kind: planning\nname: x\n", InputFormat.YAML)).isNotEmpty();
    Path docs = Folders.root().resolve("docs");
    String how = "run org.loadstar.cases.CaseSchema with the repository's directory";
    assertThat(Files.readString(docs.resolve("schema/network.schema.json"))).as(how).isEqualTo(CaseSchema.networkJson());
    assertThat(Files.readString(docs.resolve("network-format.md"))).as(how).isEqualTo(NetworkFormat.markdown());
  }
}
