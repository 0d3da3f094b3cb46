package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loadstar.lp.LpTextWriter;

/// The LP text of a network case of two units and three hours for each component. After a wanted change of the mathematics run with
/// `-Dgolden.write=true`, read the difference, and commit it.
class NetworkGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/network");

  private static Map<String, NetCase> cases() {
    Map<String, NetCase> c = new TreeMap<>();
    NetCase generator = NetCase.hours(3, "A").load("A", 100, 200, 300);
    GeneratorTest.add(generator, "old", "A", "pNom", 150, "pMinPu", 0.2, "marginalCost", 30, "rampLimitUp", 0.5, "eSumMax", 400);
    GeneratorTest.add(generator, "new", "A", "pNomExtendable", true, "pNomMax", 500, "pNomMod", 50, "capitalCost", 20, "marginalCost", 10);
    c.put("generator", generator.series(Generator.Row.class, "p_max_pu", "new", 1, 0.5, 0));
    NetCase link = NetCase.hours(3, "A", "B", "C").load("B", 100);
    link.add(Link.Row.class, "link", "fixed", "bus0", "A", "bus1", "B", "pNom", 80, "pMinPu", -1, "efficiency", 0.9);
    link.add(Link.Row.class, "link", "open", "bus0", "A", "bus1", "B", "pNomExtendable", true, "capitalCost", 5, "marginalCost", 1);
    c.put("link", link.add(Link.Output.class, "output", "open/2", "link", "open", "number", 2, "bus", "C", "efficiency", 0.4));
    NetCase branch = NetCase.hours(3, "A", "B").load("B", 100);
    branch.add(PassiveBranch.Line.class, "line", "l", "bus0", "A", "bus1", "B", "x", 0.5, "sNomExtendable", true, "sMaxPu", 0.7, "capitalCost", 3);
    c.put("branch", branch.add(PassiveBranch.Transformer.class, "transformer", "t", "bus0", "B", "bus1", "A", "x", 0.1, "sNom", 200, "phaseShift", 10));
    NetCase unit = NetCase.hours(3, "A").load("A", 100);
    StorageUnitTest.add(unit, "old", "pNom", 30, "maxHours", 2, "cyclicStateOfCharge", true, "efficiencyStore", 0.9, "standingLoss", 0.01);
    StorageUnitTest.add(unit, "new", "pNomExtendable", true, "maxHours", 6, "stateOfChargeInitial", 5, "inflow", 4, "capitalCost", 7);
    c.put("storage_unit", unit);
    NetCase store = NetCase.hours(3, "A").load("A", 100);
    StoreTest.add(store, "old", "eNom", 60, "eInitial", 20, "marginalCost", 1);
    c.put("store", StoreTest.add(store, "new", "eNomExtendable", true, "eCyclic", true, "eMinPu", 0.1, "capitalCost", 2));
    NetCase limit = NetCase.hours(3, "A").load("A", 100);
    GeneratorTest.add(limit, "g", "A", "pNom", 200, "efficiency", 0.5);
    StoreTest.add(limit, "s", "eNom", 60, "eInitial", 20);
    limit.add(Limit.Row.class, "limit", "co2", "sense", Limit.Sense.AT_MOST, "constant", 90);
    limit.add(Limit.Term.class, "limit", "co2", "account", Book.Account.PRIMARY, "asset", "generators/g", "factor", 0.3);
    c.put("limit", limit.add(Limit.Term.class, "limit", "co2", "account", Book.Account.DEPLETION, "asset", "stores/s", "factor", 0.2));
    return c;
  }

  static java.util.Set<String> names() {
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
