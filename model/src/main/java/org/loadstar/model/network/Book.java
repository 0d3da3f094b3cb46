package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Result;

/// The ledger of what each asset does and holds, by account: components post to it, policies bound sums of it. So a policy needs no
/// component and a component no policy.
public final class Book {
  /// What is posted.
  public enum Account {
    /// Power put into the bus [GW], by timestep.
    INJECTION,
    /// Power taken from the bus [GW], by timestep.
    WITHDRAWAL,
    /// Primary energy used per hour [GW], by timestep.
    PRIMARY,
    /// CO2 [kt/h], by timestep.
    EMISSION,
    /// Power that can be counted on [GW], by timestep, before any derating.
    FIRM,
    /// Power held ready to go up and down [GW], by timestep.
    REGULATION,
    /// Power held ready to go up [GW], by timestep.
    RESERVE,
    /// Power capacity [GW].
    CAPACITY,
    /// Power capacity newly built [GW].
    NEW_CAPACITY,
    /// Power capacity refitted into another [GW].
    REFITTED,
    /// Energy capacity [GWh].
    ENERGY_CAPACITY,
    /// Energy drawn out of a store that need not return to its start [GWh].
    DEPLETION,
    /// Energy held [GWh] at the end of each timestep.
    LEVEL,
    /// Energy held at the beginning of each period of the year [GWh]: its number, from 0, stands where others have the timestep.
    CARRIED,
    /// Capacity that is switched on [GW], by timestep.
    COMMITTED,
    /// Capacity that starts [GW], by timestep.
    STARTED,
    /// Capacity under maintenance [GW], by timestep.
    DOWN
  }

  /// Rows of an asset that others may share: what holds back power of the asset takes part in them.
  public enum Room {
    /// output + … <= what the asset can put out.
    OUTPUT_MAX,
    /// output - … >= what it must put out.
    OUTPUT_MIN,
    /// output + … <= what its store can give.
    OUTPUT_STORED,
    /// charge + … <= what it can take in.
    CHARGE_MAX,
    /// change of output + … <= what it can rise by.
    RAMP_UP,
    /// fall of output + … <= what it can fall by.
    RAMP_DOWN
  }

  /// One term: for every timestep t the column `first + t` times `factor(t)`.
  public record Flow(int first, IntToDoubleFunction factor) {}

  /// One term: for every timestep t the amount times `factor(t)`, as available power or a load (an amount without columns).
  public record Standing(Amount amount, IntToDoubleFunction factor) {}

  private record Key(Account account, int stage, String asset) {}

  private record RoomKey(Room room, int stage, String asset) {}

  private final Map<Key, List<Flow>> flows = new HashMap<>();
  private final Map<Key, List<Standing>> standing = new HashMap<>();
  private final Map<Key, Amount> amounts = new HashMap<>();
  private final Map<RoomKey, List<Integer>> rooms = new HashMap<>();

  /// Posts the columns `first + t` times `factor(t)`.
  public void post(Account account, Horizon.Stage s, String asset, int first, IntToDoubleFunction factor) {
    flows.computeIfAbsent(new Key(account, s.index(), asset), k -> new ArrayList<>(1)).add(new Flow(first, factor));
  }

  /// Posts the amount times `factor(t)` by timestep.
  public void post(Account account, Horizon.Stage s, String asset, Amount amount, IntToDoubleFunction factor) {
    standing.computeIfAbsent(new Key(account, s.index(), asset), k -> new ArrayList<>(1)).add(new Standing(amount, factor));
  }

  /// Posts an amount outside time; an asset has one of each account and stage.
  public void post(Account account, Horizon.Stage s, String asset, Amount amount) {
    if (amounts.put(new Key(account, s.index(), asset), amount) != null)
      throw new IllegalStateException(account + " of " + asset + " is posted twice");
  }

  /// Opens the rows `first + t` of an asset to others.
  public void open(Room room, Horizon.Stage s, String asset, int first) {
    rooms.computeIfAbsent(new RoomKey(room, s.index(), asset), k -> new ArrayList<>(1)).add(first);
  }

  /// The first rows of a room of an asset, one for each family of rows; empty when it has none.
  public List<Integer> rows(Room room, Horizon.Stage s, String asset) {
    return rooms.getOrDefault(new RoomKey(room, s.index(), asset), List.of());
  }

  /// The terms by timestep of an asset; empty when there are none.
  public List<Flow> flows(Account account, Horizon.Stage s, String asset) {
    return flows.getOrDefault(new Key(account, s.index(), asset), List.of());
  }

  /// The amount of an asset; 0 when there is none.
  public Amount amount(Account account, Horizon.Stage s, String asset) {
    return amounts.getOrDefault(new Key(account, s.index(), asset), Amount.of(0));
  }

  /// Adds the terms of an asset at timestep t, times `factor`, to a row.
  ///
  /// @return the constant that stands beside them, for the caller to bring to the right-hand side
  public double addTo(LpBuilder.Row row, Account account, Horizon.Stage s, String asset, int t, double factor) {
    Key key = new Key(account, s.index(), asset);
    for (Flow f : flows.getOrDefault(key, List.of())) row.add(f.first + t, factor * f.factor.applyAsDouble(t));
    double constant = 0;
    for (Standing f : standing.getOrDefault(key, List.of())) {
      double k = factor * f.factor.applyAsDouble(t);
      f.amount.addTo(row, k);
      constant += k * f.amount.constant();
    }
    return constant;
  }

  /// Value of an account of an asset at timestep t in a solution.
  public double value(Result r, Account account, Horizon.Stage s, String asset, int t) {
    Key key = new Key(account, s.index(), asset);
    double v = 0;
    for (Flow f : flows.getOrDefault(key, List.of())) v += r.value(f.first + t) * f.factor.applyAsDouble(t);
    for (Standing f : standing.getOrDefault(key, List.of())) v += f.amount.value(r) * f.factor.applyAsDouble(t);
    return v;
  }
}
