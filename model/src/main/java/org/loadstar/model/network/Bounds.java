package org.loadstar.model.network;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;

/// Rows that hold the columns of one asset, one for each timestep from `first` on, to shares of a capacity.
final class Bounds {
  private final LpBuilder lp;
  private final Horizon.Stage s;
  private final String component;
  private final List<String> asset;

  Bounds(LpBuilder lp, Horizon.Stage s, String component, String asset) {
    this.lp = lp;
    this.s = s;
    this.component = component;
    this.asset = List.of(asset);
  }

  /// Opens a row for each timestep.
  Block rows(String name) {
    return lp.rows(component + "." + name, "GW", s.index(), asset, s.steps());
  }

  /// x_t <= share(t) C. The rows may be opened to others.
  Block most(String name, int first, Amount capacity, IntToDoubleFunction share) {
    Block b = rows(name);
    for (int t = 0; t < s.steps(); t++) {
      LpBuilder.Row row = lp.at(b.at(0, t)).add(first + t, 1);
      capacity.addTo(row, -share.applyAsDouble(t));
      row.le(capacity.constant() * share.applyAsDouble(t));
    }
    return b;
  }

  /// x_t >= share C.
  void least(String name, int first, Amount capacity, double share) {
    Block b = rows(name);
    for (int t = 0; t < s.steps(); t++) {
      LpBuilder.Row row = lp.at(b.at(0, t)).add(first + t, 1);
      capacity.addTo(row, -share);
      row.ge(capacity.constant() * share);
    }
  }

  /// x_t - x_t-1 <= share h_t C.
  Block rise(String name, int first, Amount capacity, double share) {
    return change(name, first, capacity, share, 1);
  }

  /// x_t-1 - x_t <= share h_t C.
  Block fall(String name, int first, Amount capacity, double share) {
    return change(name, first, capacity, share, -1);
  }

  private Block change(String name, int first, Amount capacity, double share, int sign) {
    Block b = rows(name);
    for (int t = 0; t < s.steps(); t++) {
      double most = share * s.elapsed(t);
      LpBuilder.Row row = lp.at(b.at(0, t)).add(first + t, sign).add(first + s.previousCyclic(t), -sign);
      capacity.addTo(row, -most);
      row.le(capacity.constant() * most);
    }
    return b;
  }
}
