package org.loadstar.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Decimal;
import org.loadstar.grid.Attack;
import org.loadstar.grid.Grid;
import picocli.CommandLine.Option;

/// The options of cascades and attacks, as typed.
final class GridRiskFlags {
  private static final List<String> KINDS = List.of("vendor", "relays", "load", "campus");

  @Option(names = "--cascade", description = "Cascades of line overloads after random outages.")
  boolean cascade;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Random seed (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(names = "--events", paramLabel = "N", defaultValue = "1000", description = "Events of each kind (default: ${DEFAULT-VALUE}).")
  int events;

  @Option(names = "--initial", paramLabel = "K", defaultValue = "2", description = "Branches lost at the start of an event (default: ${DEFAULT-VALUE}).")
  int initial;

  @Option(names = "--trip", paramLabel = "P", defaultValue = "1", description = "Probability that an overloaded branch trips in a round (default: ${DEFAULT-VALUE}).")
  double trip;

  @Option(names = "--response", paramLabel = "SHARE", defaultValue = "0.1",
      description = "Share of its capacity by which a generator may rise during an event; what is then missing is shed (default: ${DEFAULT-VALUE}, an assumption).")
  double response;

  @Option(names = "--attack", paramLabel = "KIND=X[@BUS,...]", split = ";",
      description = "vendor=0.2: generators with one vendor's controllers trip together; relays=0.02: branches; load=0.1: loads rise at once (a random tenth of the buses, or those named);"
          + " campus=1500: MW of campuses leave together. May be given more than once.")
  List<String> attacks = List.of();

  @Option(names = "--interdict", paramLabel = "K", defaultValue = "0", description = "The worst K outages that greed finds.")
  int interdict;

  /// @throws Refusal with the option and what is allowed
  void check() {
    if (events < 1) throw new Refusal("--events: " + events + " must be 1 or more");
    if (initial < 0) throw new Refusal("--initial: " + initial + " must be 0 or more");
    if (interdict < 0) throw new Refusal("--interdict: " + interdict + " must be 0 or more");
    if (!(trip > 0 && trip <= 1)) throw new Refusal("--trip: " + trip + " must be above 0 and at most 1");
    if (!(response >= 0 && response <= 1)) throw new Refusal("--response: " + response + " must be from 0 to 1");
    for (String a : attacks) amount(a);
  }

  /// The attacks on a grid, by what was typed.
  Map<String, Attack> on(Grid grid) {
    Map<String, Attack> out = new LinkedHashMap<>();
    for (String a : attacks) {
      List<Integer> buses = buses(a, grid);
      double x = amount(a);
      out.put(
          a,
          switch (kind(a)) {
            case "vendor" -> new Attack.Vendor(x);
            case "relays" -> new Attack.Relays(x);
            case "load" -> new Attack.Loads(x, buses);
            default -> new Attack.RideThrough(x, buses);
          });
    }
    return out;
  }

  private static String kind(String attack) {
    int eq = attack.indexOf('=');
    String kind = eq < 0 ? attack : attack.substring(0, eq);
    if (!KINDS.contains(kind)) throw new Refusal("--attack: '" + kind + "' is not known; known: " + String.join(", ", KINDS) + ". Maybe vendor=0.2");
    return kind;
  }

  private static double amount(String attack) {
    String kind = kind(attack);
    int eq = attack.indexOf('=');
    int at = attack.indexOf('@');
    double x = eq < 0 ? Double.NaN : Decimal.parse(attack.substring(eq + 1, at < 0 ? attack.length() : at));
    boolean share = kind.equals("vendor") || kind.equals("relays");
    if (!(x >= 0) || share && x > 1) throw new Refusal("--attack: '" + attack + "' needs a number " + (share ? "from 0 to 1" : "of 0 or more") + ". Maybe " + kind + (kind.equals("campus") ? "=1500" : "=0.2"));
    return x;
  }

  private static List<Integer> buses(String attack, Grid grid) {
    int at = attack.indexOf('@');
    List<Integer> out = new ArrayList<>();
    if (at < 0) return out;
    for (String name : attack.substring(at + 1).split(",")) {
      @Nullable Integer bus = grid.bus(name);
      if (bus == null) throw new Refusal("--attack: bus '" + name + "' is not in " + grid.name());
      out.add(bus);
    }
    return out;
  }
}
