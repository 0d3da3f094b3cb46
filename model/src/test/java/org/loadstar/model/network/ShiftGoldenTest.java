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

/// The LP text of small cases of what shifts power in time or is bound by it hour by hour. After a wanted change of the mathematics run with
/// `-Dgolden.write=true`, read the difference, and commit it.
class ShiftGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/network");

  private static Map<String, NetCase> cases() {
    Map<String, NetCase> all = new TreeMap<>();
    all.put("electrolyser",
        NetCase.hours(3, "A").load("A", 100).stands("old", "A", 50)
            .add(Sizing.Row.class, "capacity", "new", "bus", "A", "build", true, "max", 80, "investment", 9)
            .add(Electrolyser.Row.class, "electrolyser", "old", "bus", "A", "pMinPu", 0.2, "rampUp", 0.5, "value", 30)
            .add(Electrolyser.Row.class, "electrolyser", "new", "bus", "A", "rampDown", 0.25)
            .series(Electrolyser.Row.class, "p_max_pu", "new", 1, 0.5, 0.75).plant("gas", "A", 300, 20)
            .add(HourlyMatching.Row.class, "policy", "m", "asset", "gas", "supply", 0.5)
            .add(HourlyMatching.Row.class, "policy", "m", "asset", "new", "use", 1)
            .add(HydrogenDemand.Row.class, "policy", "h", "demand", 3, "price", 900)
            .add(HydrogenDemand.Member.class, "policy", "h", "asset", "old", "power", 50));
    all.put("reservoir_and_shift",
        NetCase.hours(3, "A").load("A", 100, 200, 300).stands("dam", "A", 80).stands("roof", "A", 30)
            .add(Sizing.Row.class, "capacity", "heat", "bus", "A", "build", true, "investment", 2)
            .add(Reservoir.Row.class, "reservoir", "dam", "bus", "A", "efficiency", 0.8, "minFlowPu", 0.1, "hours", 3, "rampUp", 0.5, "marginal", 1)
            .series(Reservoir.Row.class, "inflow_pu", "dam", 0.5, 0.25, 0)
            .add(MustRun.Row.class, "plant", "roof", "bus", "A").series(MustRun.Row.class, "p_set_pu", "roof", 0, 1, 0.5)
            .add(FlexibleDemand.Row.class, "demand", "heat", "bus", "A", "pMaxPu", 0.4, "efficiency", 0.9, "delay", 2, "advance", 1, "marginal", 3));
    all.put("hybrid",
        NetCase.hours(3, "A").load("A", 100).stands("h", "A", 90).stands("h inverter", "A", 70).stands("h wind", "A", 40).stands("h energy", "A", 120)
            .add(Sizing.Row.class, "capacity", "h solar", "bus", "A", "build", true, "investment", 5).stands("h ac_charge", "A", 15)
            .stands("h electrolyser", "A", 10)
            .add(Hybrid.Row.class, "hybrid", "h", "bus", "A", "inverter", 0.8, "solarRatio", 1.3, "windPu", 0.5, "dcRatio", 0.25, "dcCharge", 0.9,
                "dcDischarge", 0.9, "acCharge", 0.7, "standingLoss", 0.01, "margin", true, "marginalMargin", 1, "marginal", 2, "electrolyserValue", 20)
            .series(Hybrid.Row.class, "solar_pu", "h", 0, 0.5, 1));
    all.put("reserves_and_margin",
        NetCase.hours(3, "A").load("A", 100).plant("gas", "A", 300, 20).stands("b", "A", 50).stands("b energy", "A", 200)
            .add(Storage.Row.class, "storage", "b", "bus", "A", "energy", "b energy", "efficiencyIn", 0.9, "efficiencyOut", 0.8)
            .add(StandbyEnergy.Row.class, "storage", "b", "charge", 0.9, "discharge", 0.8, "marginal", 1)
            .add(StorageReserve.Row.class, "storage", "b", "energy", "b energy", "efficiencyIn", 0.9, "regulation", 0.2, "reserve", 0.5)
            .add(ReserveProvider.Row.class, "asset", "gas", "base", ReserveProvider.Base.CAPACITY, "regulation", 0.1, "reserve", 0.2, "reserveCost", 4)
            .add(OperatingReserve.Row.class, "policy", "r", "regulationLoad", 0.01, "reserveLoad", 0.03, "contingency", 20, "price", 1000)
            .add(OperatingReserve.Member.class, "policy", "r", "asset", "gas", "regulation", true, "reserve", true)
            .add(OperatingReserve.Member.class, "policy", "r", "asset", "b", "reserve", true)
            .add(OperatingReserve.Member.class, "policy", "r", "asset", "load A", "load", true)
            .add(CapacityMargin.Row.class, "policy", "c", "price", 500).add(CapacityMargin.Member.class, "policy", "c", "asset", "load A", "cover", 1.15)
            .add(CapacityMargin.Member.class, "policy", "c", "asset", "gas", "share", 0.9)
            .add(CapacityMargin.Member.class, "policy", "c", "asset", "b", "share", 0.95));
    NetCase stages = NetCase.hours(0, "A");
    for (int y = 1; y <= 2; y++)
      stages.add(Snapshot.class, "snapshot", "t", "stage", y).add(StageRow.class, "stage", y, "years", 10, "objective", 2.0 / y)
          .add(Demand.Row.class, "load", "load", "stage", y, "bus", "A", "pSet", 100 * y);
    all.put("stages",
        stages.add(Sizing.Row.class, "capacity", "p", "bus", "A", "existing", 100, "build", true, "retire", true, "refit", true, "max", 400,
                "investment", 10, "fixed", 1, "life", 10, "minRetired", 20)
            .add(Sizing.Row.class, "capacity", "q", "bus", "A", "build", true, "investment", 3)
            .add(Cluster.Row.class, "cluster", "p", "bus", "A").add(Cluster.Row.class, "cluster", "q", "bus", "A", "marginal", 5)
            .add(Refit.Row.class, "refit", "r", "capacity", "p").add(Refit.Row.class, "refit", "r", "capacity", "q", "built", true, "efficiency", 0.8));
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
