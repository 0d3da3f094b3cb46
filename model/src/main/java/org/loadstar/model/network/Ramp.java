package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;

/// Limits of the change of power from one timestep to the next.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | x_i,t | GW | power |
/// | u_i,t, v_i,t | 1 | most rise and fall per timestep, as a share of the capacity |
/// | P_i | GW | capacity |
///
/// ```
/// (1) x_i,t - x_i,t-1 <= u_i,t P_i
/// (2) x_i,t-1 - x_i,t <= v_i,t P_i
/// ```
///
/// As in PyPSA the length of the timestep plays no part, no row joins two periods, and the first timestep of all is limited only where
/// the power before it is given.
final class Ramp {
  private record Member(String name, int first, Amount capacity, Profile limit, double before) {}

  private final LpBuilder lp;
  private final Horizon.Stage s;
  private final List<Member> up = new ArrayList<>();
  private final List<Member> down = new ArrayList<>();

  Ramp(LpBuilder lp, Horizon.Stage s) {
    this.lp = lp;
    this.s = s;
  }

  /// @param first column of timestep 0
  /// @param before power before the first timestep of all [GW], NaN where it is not known
  void limit(String name, int first, Amount capacity, Profile rise, Profile fall, double before) {
    if (!none(rise)) up.add(new Member(name, first, capacity, rise, before));
    if (!none(fall)) down.add(new Member(name, first, capacity, fall, before));
  }

  private static boolean none(Profile p) {
    return p.isConstant() && Double.isNaN(p.at(0));
  }

  /// Writes the rows, `QUANTITY_up` and `QUANTITY_down`.
  void close(String quantity) {
    rows(up, quantity + "_up", 1); // (1)
    rows(down, quantity + "_down", -1); // (2)
  }

  private void rows(List<Member> members, String name, int sign) {
    if (members.isEmpty()) return;
    Block rows = lp.rows(name, "GW", s.index(), members.stream().map(Member::name).toList(), s.steps());
    for (int k = 0; k < members.size(); k++) {
      Member q = members.get(k);
      for (int t = 0; t < s.steps(); t++) {
        double limit = q.limit.at(t);
        boolean first = t == 0 && s.index() == 0 && !Double.isNaN(q.before);
        if (Double.isNaN(limit) || s.firstOfPeriod(t) && !first) continue;
        LpBuilder.Row row = lp.at(rows.at(k, t)).add(q.first + t, sign);
        if (!first) row.add(q.first + t - 1, -sign);
        q.capacity.addTo(row, -limit);
        row.le(limit * q.capacity.constant() + (first ? sign * q.before : 0));
      }
    }
  }
}
