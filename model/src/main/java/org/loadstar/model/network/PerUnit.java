package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;

/// Bounds of operating columns as shares of a capacity.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | x_i,t | GW, GWh | power or level |
/// | P_i | GW, GWh | capacity, a figure or a decision |
/// | a_i,t, b_i,t | 1 or h | least and most share |
///
/// ```
/// (1) x_i,t <= b_i,t P_i
/// (2) x_i,t >= a_i,t P_i
/// ```
///
/// Given capacities make bounds of the columns, decisions make rows. The dual of (1), summed over the timesteps with b_i,t, is what one
/// more GW is worth.
final class PerUnit {
  private record Open(int i, Amount capacity, Profile share) {}

  private final LpBuilder lp;
  private final String quantity;
  private final Horizon.Stage s;
  private final Block x;
  private final List<Open> most = new ArrayList<>();
  private final List<Open> least = new ArrayList<>();

  /// @param quantity name of the rows, to which `_most` and `_least` are added
  /// @param x columns whose member i the bounds of [#bound] are for
  PerUnit(LpBuilder lp, String quantity, Horizon.Stage s, Block x) {
    this.lp = lp;
    this.quantity = quantity;
    this.s = s;
    this.x = x;
  }

  /// Bounds member i of the columns.
  void bound(int i, Amount capacity, Profile least, Profile most) {
    boolean given = capacity.isConstant();
    boolean positive = least.isConstant() && least.at(0) == 0;
    for (int t = 0; t < s.steps(); t++) {
      double lo = given ? share(least.at(t), capacity.constant()) : positive ? 0 : Double.NEGATIVE_INFINITY;
      double up = given ? share(most.at(t), capacity.constant()) : Double.POSITIVE_INFINITY;
      lp.bounds(x.at(i, t), lo, up);
    }
    if (given) return;
    this.most.add(new Open(i, capacity, most));
    if (!positive) this.least.add(new Open(i, capacity, least));
  }

  /// Holds member i at timestep t at a value inside its bounds; NaN leaves it free.
  void hold(int i, int t, double value) {
    if (Double.isNaN(value)) return;
    int column = x.at(i, t);
    lp.bounds(column, Math.max(lp.lower(column), value), Math.min(lp.upper(column), value));
  }

  /// Writes the rows of the members whose capacity is a decision.
  void close() {
    rows(most, "_most", true);
    rows(least, "_least", false);
  }

  private void rows(List<Open> open, String suffix, boolean upper) {
    if (open.isEmpty()) return;
    Block rows = lp.rows(quantity + suffix, x.unit(), s.index(), open.stream().map(o -> x.members().get(o.i)).toList(), s.steps());
    for (int k = 0; k < open.size(); k++) {
      Open o = open.get(k);
      for (int t = 0; t < s.steps(); t++) {
        LpBuilder.Row row = lp.at(rows.at(k, t)).add(x.at(o.i, t), 1);
        o.capacity.addTo(row, -o.share.at(t));
        if (upper) row.le(0); // (1)
        else row.ge(0); // (2)
      }
    }
  }

  /// A share of a capacity; nothing of an unlimited one is nothing.
  private static double share(double share, double capacity) {
    return share == 0 ? 0 : share * capacity;
  }
}
