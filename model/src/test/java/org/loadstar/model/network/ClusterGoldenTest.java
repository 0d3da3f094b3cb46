package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loadstar.lp.LpTextWriter;

/// The LP text of small cases of the components with capacities of their own. After a wanted change of the mathematics run with
/// `-Dgolden.write=true`, read the difference, and commit it.
class ClusterGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/network");

  private static Map<String, NetCase> cases() {
    Map<String, NetCase> all = new TreeMap<>();
    all.put("cluster_committed",
        NetCase.hours(3, "A").load("A", 100, 300, 200).stands("old", "A", 200)
            .add(Cluster.Row.class, "cluster", "old", "bus", "A", "marginal", 20, "committed", Cluster.Committed.WHOLE, "unit", 100, "pMinPu",
                0.4, "upTime", 2, "downTime", 1, "start", 10, "rampUp", 0.5, "rampUpStart", 0.5, "rampUpShut", -0.4, "rampDown", 0.6,
                "rampDownStart", -0.4, "rampDownShut", 0.6)
            .add(Sizing.Row.class, "capacity", "new", "bus", "A", "build", true, "max", 300, "unit", 50, "whole", true, "investment", 100,
                "fixed", 10)
            .add(Cluster.Row.class, "cluster", "new", "bus", "A", "committed", Cluster.Committed.LINEAR, "unit", 50, "initial", 1));
    all.put("cluster_free",
        NetCase.hours(3, "A").load("A", 100, 300, 200)
            .add(Sizing.Row.class, "capacity", "old", "bus", "A", "existing", 400, "retire", true, "min", 100, "fixed", 5)
            .add(Cluster.Row.class, "cluster", "old", "bus", "A", "marginal", 20, "pMinPu", 0.2, "rampUp", 0.25, "rampDown", 0.5)
            .stands("wind", "A", 100).stands("bin", "A", 50).add(Renewable.Row.class, "renewable", "wind", "bus", "A")
            .add(Renewable.Row.class, "renewable", "bin", "bus", "A", "behind", "wind", "pMaxPu", 0.4)
            .series(Renewable.Row.class, "p_max_pu", "wind", 0, 0.5, 1)
            .add(Shedding.Row.class, "shedding", "all", "load", "load A", "share", 1, "value", 9000));
    all.put("cofiring",
        NetCase.hours(3, "A").load("A", 100).stands("gas", "A", 200).add(Fuel.class, "fuel", "gas", "price", 4, "co2", 0.05)
            .add(Fuel.class, "fuel", "wood", "price", 9, "co2", 0.1)
            .add(Cluster.Row.class, "cluster", "gas", "bus", "A", "committed", Cluster.Committed.LINEAR, "unit", 100)
            .add(Cofiring.Row.class, "cofiring", "gas 1", "asset", "gas", "fuel", "gas", "bus", "A", "heatRate", 7, "startFuel", 2, "most", 0.9)
            .add(Cofiring.Row.class, "cofiring", "gas 2", "asset", "gas", "fuel", "wood", "bus", "A", "heatRate", 8, "leastStart", 0.1));
    all.put("corridor",
        NetCase.hours(2, "A", "B", "C").load("A", 100).stands("AB", "A", 40).stands("BC", "B", 50)
            .add(Sizing.Row.class, "capacity", "CA", "bus", "C", "quantity", Sizing.Quantity.LINE, "existing", 20, "build", true, "max", 80)
            .add(Corridor.Row.class, "corridor", "AB", "bus0", "A", "bus1", "B", "susceptance", 100, "angle", 0.3)
            .add(Corridor.Row.class, "corridor", "BC", "bus0", "B", "bus1", "C", "squareLoss", 0.001, "pieces", 2, "most", 50, "oneWay", true)
            .add(Corridor.Row.class, "corridor", "CA", "bus0", "C", "bus1", "A", "loss", 0.05, "most", 80, "oneWay", true));
    all.put("fuel_and_caps",
        NetCase.hours(3, "A").load("A", 100).plant("coal", "A", 300, 0).stands("gas", "A", 200)
            .add(Cluster.Row.class, "cluster", "gas", "bus", "A", "committed", Cluster.Committed.LINEAR, "unit", 100)
            .add(Fuel.class, "fuel", "coal", "co2", 0.1, "price", 2).add(Fuel.class, "fuel", "gas", "co2", 0.05)
            .series(Fuel.class, "price", "gas", 4, 6, 5)
            .add(FuelUse.Row.class, "asset", "coal", "fuel", "coal", "bus", "A", "heatRate", 9, "biomass", 0.2, "capture", 0.5, "disposal", 20)
            .add(FuelUse.Row.class, "asset", "gas", "fuel", "gas", "bus", "A", "startFuel", 2)
            .add(FuelUse.Piece.class, "asset", "gas", "piece", 1, "slope", 6, "intercept", 1)
            .add(EmissionCap.Row.class, "cap", "k", "limit", 50, "price", 90)
            .add(EmissionCap.Member.class, "cap", "k", "asset", "coal", "allowanceOut", 0.1)
            .add(EmissionCap.Member.class, "cap", "k", "asset", "gas")
            .add(EmissionCap.Member.class, "cap", "k", "asset", "load A", "allowanceIn", 0.2)
            .add(EnergyShare.Row.class, "share", "s", "price", 30).add(EnergyShare.Member.class, "share", "s", "asset", "gas", "out", 1)
            .add(EnergyShare.Member.class, "share", "s", "asset", "load A", "in", -0.3)
            .add(CapacityLimit.Row.class, "limit", "l", "least", 100, "most", 900, "price", 5)
            .add(CapacityLimit.Member.class, "limit", "l", "capacity", "gas", "factor", 0.5));
    all.put("fusion",
        NetCase.hours(3, "A").load("A", 100).stands("star", "A", 200)
            .add(Cluster.Row.class, "cluster", "star", "bus", "A", "committed", Cluster.Committed.LINEAR, "unit", 100)
            .add(Fusion.Row.class, "cluster", "star", "bus", "A", "unit", 100, "passive", 0.1, "active", 0.2, "start", 0.06, "kept", 0.5,
                "dwell", 0.25, "pulse", 2, "use", 0.4, "starts", 100)
            .add(Maintenance.Row.class, "cluster", "star", "unit", 100, "duration", 2, "cycle", 2, "cadence", 2));
    NetCase carried = NetCase.hours(0, "A");
    for (int t = 0; t < 4; t++) carried.add(Snapshot.class, "snapshot", "t" + t, "period", 1 + t / 2, "objective", 2, "energy", 2);
    for (int n = 1; n <= 3; n++) carried.add(PeriodMap.class, "period", n, "represented", (n + 1) / 2, "itself", n == 1);
    all.put("storage",
        carried.load("A", 100).stands("b", "A", 60).stands("b charge", "A", 30)
            .add(Sizing.Row.class, "capacity", "b energy", "bus", "A", "quantity", Sizing.Quantity.ENERGY, "build", true, "investment", 2)
            .add(Storage.Row.class, "storage", "b", "bus", "A", "energy", "b energy", "charge", "b charge", "efficiencyIn", 0.9,
                "efficiencyOut", 0.8, "selfDischarge", 0.1, "minHours", 1, "maxHours", 4, "longDuration", true)
            .stands("s", "A", 20).stands("s energy", "A", 40)
            .add(Storage.Row.class, "storage", "s", "bus", "A", "energy", "s energy", "marginal", 1, "marginalIn", 2));
    return all;
  }

  static Set<String> names() {
    return cases().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theProgramReadsAsItDid(String name) throws IOException {
    StringWriter text = new StringWriter();
    LpTextWriter.write(Objects.requireNonNull(cases().get(name)).on().lp, text);
    Path file = FOLDER.resolve(name + ".lp");
    if (Boolean.getBoolean("golden.write")) Files.writeString(file, text.toString());
    assertThat(text.toString()).isEqualTo(Files.readString(file));
  }
}
