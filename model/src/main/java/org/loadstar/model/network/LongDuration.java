package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;

/// Levels that are carried from one period of the year to the next, while few periods of the snapshots stand for all of them.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | n, r(n) | - | period of the year, and the period of the snapshots that stands for it |
/// | S_t | GWh | level at the end of timestep t; a(w) and z(w) are the first and last of period w |
/// | X_n >= 0 | GWh | level at the beginning of period n of the year |
/// | D_w | GWh | what a period w adds |
/// | U_w >= 0 >= L_w | GWh | most that the level stands above and below that of a(w) inside period w |
/// | E | GWh | energy capacity |
/// | delta, h | 1/h, h | self-discharge, length of a(w) |
///
/// ```
/// (1) in the balance of level at a(w), S_z(w) is replaced by S_z(w) - D_w
/// (2) X_n+1 = X_n + D_r(n), the first period follows the last
/// (3) X_n <= E
/// (4) X_n = S_z(r(n)) - D_r(n)                                        where period n stands for itself
/// (5) U_w >= S_t - S_a(w) >= L_w
/// (6) 0 <= (1 - delta)^h (X_n - S_z(w) + D_w) + S_a(w) + {L_w, U_w} <= E  with w = r(n), where n does not stand for itself
/// ```
///
/// After L. Kotzur et al., Applied Energy 213 (2018), doi:10.1016/j.apenergy.2018.01.023, as GenX has it; (5) and (6) are its additional
/// constraints, with the flows of a(w) replaced by the balance of level.
final class LongDuration {
  private final NetworkModel m;
  private final Horizon.Stage s;
  private final String name;
  private final Block start;
  private final Block change;
  private final List<PeriodMap> map;

  /// Writes (1), (2) and (4) of one store.
  ///
  /// @param name component and quantity, first part of the blocks' names
  /// @param level column of the level of timestep 0
  /// @param balance row `level - (1 - delta) level before … = 0` of timestep 0
  LongDuration(NetworkModel m, Horizon.Stage s, String name, String asset, int level, int balance, double selfDischarge) {
    this.m = m;
    this.s = s;
    this.name = name;
    LpBuilder lp = m.lp();
    map = m.network().rows(PeriodMap.class).stream().filter(q -> m.stands(q.stage(), s)).toList();
    if (map.isEmpty()) throw new IllegalArgumentException(asset + " is carried from period to period but there is no period map");
    start = lp.columns(name + "_start", "GWh", s.index(), members(asset, map.size()), 0, Double.POSITIVE_INFINITY);
    change =
        lp.columns(name + "_change", "GWh", s.index(), members(asset, s.periods()), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    Block chain = lp.rows(name + "_chain", "GWh", s.index(), members(asset, map.size()));
    Block own = lp.rows(name + "_own", "GWh", s.index(), members(asset, map.size()));
    for (int w = 0; w < s.periods(); w++) lp.at(balance + s.periodFirst(w)).add(change.at(w), kept(w, selfDischarge)); // (1)
    for (int n = 0; n < map.size(); n++) {
      int w = period(map.get(n));
      lp.at(chain.at(n)).add(start.at((n + 1) % map.size()), 1).add(start.at(n), -1).add(change.at(w), -1).eq(0); // (2)
      if (map.get(n).itself()) lp.at(own.at(n)).add(start.at(n), 1).add(level + last(w), -1).add(change.at(w), 1).eq(0); // (4)
    }
  }

  /// Writes (3).
  void upTo(String asset, Amount energy) {
    Block limit = m.lp().rows(name + "_start_limit", "GWh", s.index(), members(asset, map.size()));
    for (int n = 0; n < map.size(); n++) {
      LpBuilder.Row row = m.lp().at(limit.at(n)).add(start.at(n), 1); // (3)
      energy.addTo(row, -1);
      row.le(energy.constant());
    }
  }

  /// Writes (5) and (6).
  void within(String asset, Amount energy, int level, double selfDischarge) {
    if (map.stream().allMatch(PeriodMap::itself)) return;
    LpBuilder lp = m.lp();
    Block above = lp.columns(name + "_above", "GWh", s.index(), members(asset, s.periods()), 0, Double.POSITIVE_INFINITY);
    Block below = lp.columns(name + "_below", "GWh", s.index(), members(asset, s.periods()), Double.NEGATIVE_INFINITY, 0);
    Block aboveRows = lp.rows(name + "_above_level", "GWh", s.index(), List.of(asset), s.steps());
    Block belowRows = lp.rows(name + "_below_level", "GWh", s.index(), List.of(asset), s.steps());
    for (int t = 0; t < s.steps(); t++) {
      if (s.firstOfPeriod(t)) continue;
      int w = s.period(t);
      int first = level + s.periodFirst(w);
      lp.at(aboveRows.at(0, t)).add(above.at(w), 1).add(level + t, -1).add(first, 1).ge(0); // (5)
      lp.at(belowRows.at(0, t)).add(below.at(w), 1).add(level + t, -1).add(first, 1).le(0);
    }
    Block most = lp.rows(name + "_most", "GWh", s.index(), members(asset, map.size()));
    Block least = lp.rows(name + "_least", "GWh", s.index(), members(asset, map.size()));
    for (int n = 0; n < map.size(); n++) {
      if (map.get(n).itself()) continue;
      int w = period(map.get(n));
      LpBuilder.Row row = inside(most.at(n), n, w, level, kept(w, selfDischarge)).add(above.at(w), 1); // (6)
      energy.addTo(row, -1);
      row.le(energy.constant());
      inside(least.at(n), n, w, level, kept(w, selfDischarge)).add(below.at(w), 1).ge(0);
    }
  }

  /// Keeps the level at the beginning of each period of the year at or below that of the store whose account is posted.
  void below(String asset) {
    Block rows = m.lp().rows(name + "_start_free", "GWh", s.index(), members(asset, map.size()));
    for (int n = 0; n < map.size(); n++) {
      LpBuilder.Row row = m.lp().at(rows.at(n)).add(start.at(n), -1);
      row.ge(-m.book().addTo(row, Book.Account.CARRIED, s, asset, n, 1));
    }
  }

  private LpBuilder.Row inside(int row, int n, int w, int level, double kept) {
    return m.lp().at(row).add(start.at(n), kept).add(level + last(w), -kept).add(change.at(w), kept).add(level + s.periodFirst(w), 1);
  }

  /// Level at the beginning of each period of the year: `start().at(n)`.
  Block start() {
    return start;
  }

  private double kept(int w, double selfDischarge) {
    return Math.pow(1 - selfDischarge, s.elapsed(s.periodFirst(w)));
  }

  private int last(int w) {
    return s.periodFirst(w + 1) - 1;
  }

  private int period(PeriodMap q) {
    for (int w = 0; w < s.periods(); w++) if (s.periodLabel(w) == q.represented()) return w;
    throw new IllegalArgumentException("the period map names period " + q.represented() + ", which has no snapshots");
  }

  private static List<String> members(String asset, int n) {
    List<String> all = new ArrayList<>(n);
    for (int k = 1; k <= n; k++) all.add(asset + " " + k);
    return all;
  }
}
