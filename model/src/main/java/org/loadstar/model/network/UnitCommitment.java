package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;

/// Commitment of single units and of modules: on or off, started, shut down; whole, or relaxed to shares of a unit.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | u_t, v_t, w_t | 1 | units on, started, shut down at t |
/// | p_t | GW | power |
/// | P, S, n | GW, GW, 1 | capacity, size of a unit, number of units (1 where P = S) |
/// | a_t, b_t | 1 | least and most power of what is on, as a share of its size |
/// | r_t, r', f_t, f' | 1 | most rise of what runs, of what starts; most fall of what runs, of what is shut, as shares of the size |
/// | U, D | - | timesteps that a unit runs, stands still at least |
/// | M | GW | more than the power can be |
///
/// ```
/// (1) v_t >= u_t - u_t-1,   w_t >= u_t-1 - u_t;   before the first timestep u is 1 where the unit ran, else 0
/// (2) sum_{t-U < k <= t} v_k <= u_t,   sum_{t-D < k <= t} w_k <= n - u_t     (t > 0)
/// (3) u_t = 1 for the rest of U since before the first timestep, u_t = 0 for the rest of D
/// (4) a_t S u_t <= p_t <= b_t S u_t
/// (5) P chosen without modules:  a_t P - M (1 - u_t) <= p_t <= min(b_t P, M u_t),   0 <= p_t where a >= 0
/// (6) u_t, v_t, w_t <= n
/// (7) p_t - p_t-1 <= S (r_t u_t-1 + r' (u_t - u_t-1)),   p_t-1 - p_t <= S (f_t u_t + f' (u_t-1 - u_t))
/// (8) P chosen without modules:  p_t - p_t-1 <= r_t P + M (1 - u_t-1),   <= r' P + M (1 - v_t);
///                                p_t-1 - p_t <= f_t P + M (1 - u_t),     <= f' P + M (1 - w_t)
/// (9) relaxed, P given, starting as dear as shutting down (t > 0):
///     p_t-1 <= f' S u_t-1 + (b_t - f') S (u_t - v_t)
///     p_t   <= b_t S u_t - (b_t - r') S v_t
///     p_t - p_t-1 <= (a_t + r_t) S u_t - a_t S u_t-1 - (a_t + r_t - r') S v_t
///     p_t-1 - p_t <= f' S u_t-1 - (f' - f_t) S u_t + (a_t + f_t - f') S v_t
///     cost  start v_t + shut w_t (in every timestep alike),   d_y o_t stand-by_t u_t
/// ```
///
/// Source: PyPSA 1.3, unit commitment; (9) tightens the relaxation after Y. Hua, C. Liu, J. Zhang, IEEE Trans. Power Syst. 32 (2017),
/// doi:10.1109/TPWRS.2017.2735026. Times count timesteps, not hours, and run on from one stage to the next; ramps do not. Where a limit of
/// the change is not given beside one that is, it is 1. [Commitment] is the other form, of clusters whose starts and stops balance.
final class UnitCommitment {
  /// A unit, or the modules of an asset.
  ///
  /// @param capacity P
  /// @param module S where the asset is made of modules, else 0
  /// @param modules column that counts the modules of a chosen P, -1 where there is none
  /// @param bound more than P can be
  /// @param whole false relaxes u, v, w
  /// @param upBefore timesteps that it has run, `downBefore` stood still before the first
  /// @param initial power before the first timestep [GW], NaN where it is not known
  /// @param startLimit r', NaN for none
  /// @param shutLimit f', NaN for none
  /// @param startCost currency per start
  record Unit(
      String name, Amount capacity, double module, int modules, double bound, boolean whole, int minUp, int minDown, int upBefore,
      int downBefore, double initial, double startLimit, double shutLimit, double startCost, double shutCost) {
    boolean open() {
      return !capacity.isConstant() && module == 0;
    }

    /// Number of units where it is given.
    double count() {
      return module == 0 ? 1 : modules >= 0 ? Double.POSITIVE_INFINITY : capacity.constant() / module;
    }

    double size() {
      return module == 0 ? capacity.constant() : module;
    }

    boolean ran() {
      return upBefore > 0;
    }

    boolean mustRun(int k) {
      return ran() && k < minUp - upBefore;
    }

    boolean mustStandStill(int k) {
      return downBefore > 0 && k < minDown - downBefore;
    }
  }

  /// What a unit may do in a stage.
  ///
  /// @param first column of its power at timestep 0
  /// @param standBy currency per hour that it is on
  record Duty(int first, Profile least, Profile most, Profile rise, Profile fall, Profile standBy) {}

  /// A unit over all timesteps of all stages in a row, with M; columns are -1 where it does not stand.
  private record Run(Unit unit, @Nullable Duty[] duties, double bound, int[] power, int[] on, int[] start, int[] shut) {}

  private final NetworkModel m;
  private final LpBuilder lp;
  private final String component;
  private final int steps;
  private final Map<Integer, @Nullable Duty[]> duties = new TreeMap<>();
  private final List<Run> runs = new ArrayList<>();

  /// @param component first part of the names of columns and rows
  UnitCommitment(NetworkModel m, String component) {
    this.m = m;
    this.lp = m.lp();
    this.component = component;
    this.steps = m.horizon().stages().stream().mapToInt(Horizon.Stage::steps).sum();
  }

  /// Takes the duty of asset i in a stage and bounds its power by what it can ever be.
  void add(int i, Horizon.Stage s, Amount capacity, Duty d) {
    duties.computeIfAbsent(i, k -> new Duty[m.horizon().stages().size()])[s.index()] = d;
    boolean given = capacity.isConstant();
    for (int t = 0; t < s.steps(); t++) {
      double most = d.most.at(t);
      lp.bounds(d.first + t, d.least.at(t) < 0 ? Double.NEGATIVE_INFINITY : 0,
          most <= 0 ? 0 : given ? most * capacity.constant() : Double.POSITIVE_INFINITY);
    }
  }

  /// Opens the columns and writes the rows of all units.
  ///
  /// @param unit what asset i is
  void close(IntFunction<Unit> unit) {
    duties.forEach((i, d) -> runs.add(run(unit.apply(i), d)));
    if (runs.isEmpty()) return;
    for (Horizon.Stage s : m.horizon().stages()) columns(s);
    for (Horizon.Stage s : m.horizon().stages()) rows(s);
  }

  private Run run(Unit unit, @Nullable Duty[] duties) {
    int[][] columns = new int[4][steps];
    for (int[] c : columns) Arrays.fill(c, -1);
    double most = 0;
    for (Horizon.Stage s : m.horizon().stages()) {
      Duty d = duties[s.index()];
      for (int t = 0; t < s.steps() && d != null; t++) {
        columns[0][s.first() + t] = d.first + t;
        most = Math.max(most, d.most.at(t));
      }
    }
    return new Run(unit, duties, unit.bound * most, columns[0], columns[1], columns[2], columns[3]);
  }

  private List<Run> standing(Horizon.Stage s) {
    return runs.stream().filter(r -> r.duties[s.index()] != null).toList();
  }

  private void columns(Horizon.Stage s) {
    List<Run> here = standing(s);
    List<String> names = here.stream().map(r -> r.unit.name).toList();
    Block on = lp.columns(component + ".on", "1", s.index(), names, s.steps(), 0, 1);
    Block start = lp.columns(component + ".start", "1", s.index(), names, s.steps(), 0, 1);
    Block shut = lp.columns(component + ".shut", "1", s.index(), names, s.steps(), 0, 1);
    for (int i = 0; i < here.size(); i++) {
      Run r = here.get(i);
      Duty d = r.duties[s.index()];
      for (int t = 0; t < s.steps() && d != null; t++) {
        int k = s.first() + t;
        r.on[k] = open(on.at(i, t), r.unit);
        r.start[k] = open(start.at(i, t), r.unit);
        r.shut[k] = open(shut.at(i, t), r.unit);
        if (r.unit.mustRun(k)) lp.bounds(r.on[k], 1, 1); // (3)
        else if (r.unit.mustStandStill(k)) lp.bounds(r.on[k], 0, 0);
        lp.cost(r.start[k], "start_up", r.unit.startCost * 1e-6);
        lp.cost(r.shut[k], "shut_down", r.unit.shutCost * 1e-6);
        lp.cost(r.on[k], "stand_by", d.standBy.at(t) * s.perMwh(t) * 1e-3);
      }
    }
  }

  private int open(int column, Unit u) {
    lp.bounds(column, 0, u.count()); // (6)
    if (u.whole) lp.integer(column);
    return column;
  }

  private void rows(Horizon.Stage s) {
    for (Run r : standing(s)) {
      Duty d = r.duties[s.index()];
      if (d == null) continue;
      change(s, r);
      rest(s, r);
      times(s, r);
      if (r.unit.open()) chosen(s, r, d);
      else {
        given(s, r, d);
        if (r.unit.modules >= 0) counted(s, r);
        if (!r.unit.whole && r.unit.module == 0 && r.unit.startCost == r.unit.shutCost) tighten(s, r, d);
      }
      ramps(s, r, d);
    }
  }

  private Block block(Horizon.Stage s, Run r, String name, String unit) {
    return lp.rows(component + "." + name, unit, s.index(), List.of(r.unit.name), s.steps());
  }

  /// Column before k, or -1 where the unit did not stand or nothing is planned.
  private static int before(int[] columns, int k) {
    return k == 0 ? -1 : columns[k - 1];
  }

  private static LpBuilder.Row add(LpBuilder.Row row, int column, double factor) {
    return column < 0 ? row : row.add(column, factor);
  }

  private void change(Horizon.Stage s, Run r) { // (1)
    Block start = block(s, r, "starts", "1");
    Block shut = block(s, r, "stops", "1");
    for (int t = 0; t < s.steps(); t++) {
      int k = s.first() + t;
      double ran = k == 0 && r.unit.ran() ? 1 : 0;
      add(lp.at(start.at(0, t)).add(r.start[k], 1).add(r.on[k], -1), before(r.on, k), 1).ge(-ran);
      add(lp.at(shut.at(0, t)).add(r.shut[k], 1).add(r.on[k], 1), before(r.on, k), -1).ge(ran);
    }
  }

  /// Where both rests of (3) hold at once there is no solution: one is a bound, the other these rows.
  private void rest(Horizon.Stage s, Run r) { // (3)
    if (!r.unit.mustRun(s.first()) || !r.unit.mustStandStill(s.first())) return;
    Block both = block(s, r, "down_before", "1");
    for (int t = 0; t < s.steps(); t++) {
      int k = s.first() + t;
      if (r.unit.mustRun(k) && r.unit.mustStandStill(k)) lp.at(both.at(0, t)).add(r.on[k], 1).le(0);
    }
  }

  private void times(Horizon.Stage s, Run r) { // (2)
    Block up = r.unit.minUp > 0 ? block(s, r, "up_time", "1") : null;
    Block down = r.unit.minDown > 0 ? block(s, r, "down_time", "1") : null;
    for (int t = s.first() == 0 ? 1 : 0; t < s.steps(); t++) {
      int k = s.first() + t;
      if (up != null) {
        LpBuilder.Row row = lp.at(up.at(0, t)).add(r.on[k], -1);
        for (int j = Math.max(0, k - r.unit.minUp + 1); j <= k; j++) add(row, r.start[j], 1);
        row.le(0);
      }
      if (down != null) {
        LpBuilder.Row row = lp.at(down.at(0, t)).add(r.on[k], 1);
        for (int j = Math.max(0, k - r.unit.minDown + 1); j <= k; j++) add(row, r.shut[j], 1);
        if (r.unit.modules >= 0) row.add(r.unit.modules, -1);
        row.le(r.unit.modules >= 0 ? 0 : r.unit.count());
      }
    }
  }

  private void given(Horizon.Stage s, Run r, Duty d) { // (4)
    Block least = block(s, r, "least", "GW");
    Block most = block(s, r, "most", "GW");
    for (int t = 0; t < s.steps(); t++) {
      int k = s.first() + t;
      lp.at(least.at(0, t)).add(r.power[k], 1).add(r.on[k], -d.least.at(t) * r.unit.size()).ge(0);
      lp.at(most.at(0, t)).add(r.power[k], 1).add(r.on[k], -d.most.at(t) * r.unit.size()).le(0);
    }
  }

  private void chosen(Horizon.Stage s, Run r, Duty d) { // (5)
    Block least = block(s, r, "least", "GW");
    Block most = block(s, r, "most", "GW");
    Block size = block(s, r, "size", "GW");
    for (int t = 0; t < s.steps(); t++) {
      int k = s.first() + t;
      LpBuilder.Row low = lp.at(least.at(0, t)).add(r.power[k], 1).add(r.on[k], -r.bound);
      r.unit.capacity.addTo(low, -d.least.at(t));
      low.ge(d.least.at(t) * r.unit.capacity.constant() - r.bound);
      lp.at(most.at(0, t)).add(r.power[k], 1).add(r.on[k], -r.bound).le(0);
      LpBuilder.Row high = lp.at(size.at(0, t)).add(r.power[k], 1);
      r.unit.capacity.addTo(high, -d.most.at(t));
      high.le(d.most.at(t) * r.unit.capacity.constant());
    }
  }

  private void counted(Horizon.Stage s, Run r) { // (6)
    int[][] all = {r.on, r.start, r.shut};
    String[] names = {"on_modules", "start_modules", "shut_modules"};
    for (int j = 0; j < all.length; j++) {
      Block rows = block(s, r, names[j], "1");
      for (int t = 0; t < s.steps(); t++) lp.at(rows.at(0, t)).add(all[j][s.first() + t], 1).add(r.unit.modules, -1).le(0);
    }
  }

  private void tighten(Horizon.Stage s, Run r, Duty d) { // (9)
    double size = r.unit.size();
    double start = or1(r.unit.startLimit) * size;
    double shut = or1(r.unit.shutLimit) * size;
    Block[] rows = {block(s, r, "tight_before", "GW"), block(s, r, "tight_now", "GW"), block(s, r, "tight_up", "GW"),
        block(s, r, "tight_down", "GW")};
    for (int t = s.first() == 0 ? 1 : 0; t < s.steps(); t++) {
      int k = s.first() + t;
      double a = d.least.at(t) * size;
      double b = d.most.at(t) * size;
      double rise = or1(d.rise.at(t)) * size;
      double fall = or1(d.fall.at(t)) * size;
      int p0 = before(r.power, k);
      int u0 = before(r.on, k);
      add(add(lp.at(rows[0].at(0, t)), p0, 1), u0, -shut).add(r.on[k], shut - b).add(r.start[k], b - shut).le(0);
      lp.at(rows[1].at(0, t)).add(r.power[k], 1).add(r.on[k], -b).add(r.start[k], b - start).le(0);
      add(add(lp.at(rows[2].at(0, t)).add(r.power[k], 1), p0, -1), u0, a).add(r.on[k], -a - rise).add(r.start[k], a + rise - start).le(0);
      add(add(lp.at(rows[3].at(0, t)).add(r.power[k], -1), p0, 1), u0, -shut).add(r.on[k], shut - fall).add(r.start[k], shut - a - fall).le(0);
    }
  }

  private void ramps(Horizon.Stage s, Run r, Duty d) { // (7) (8)
    boolean up = bounded(d.rise, r.unit.startLimit);
    boolean down = bounded(d.fall, r.unit.shutLimit);
    Block rise = up ? block(s, r, "ramp_up", "GW") : null;
    Block fall = down ? block(s, r, "ramp_down", "GW") : null;
    Block started = up && r.unit.open() ? block(s, r, "ramp_start", "GW") : null;
    Block stopped = down && r.unit.open() ? block(s, r, "ramp_shut", "GW") : null;
    double initial = r.unit.ran() ? r.unit.initial : 0;
    for (int t = 0; t < s.steps(); t++) {
      int k = s.first() + t;
      if (s.firstOfPeriod(t) && (k > 0 || Double.isNaN(initial))) continue;
      if (rise != null && !none(d.rise.at(t), r.unit.startLimit))
        ramp(r, k, 1, initial, or1(d.rise.at(t)), or1(r.unit.startLimit), rise.at(0, t), started == null ? -1 : started.at(0, t));
      if (fall != null && !none(d.fall.at(t), r.unit.shutLimit))
        ramp(r, k, -1, initial, or1(d.fall.at(t)), or1(r.unit.shutLimit), fall.at(0, t), stopped == null ? -1 : stopped.at(0, t));
    }
  }

  /// A limit of the change up (sign 1) or down (sign -1) at k.
  private void ramp(Run r, int k, int sign, double initial, double run, double event, int row, int eventRow) {
    int p0 = before(r.power, k);
    int u0 = before(r.on, k);
    double p = k == 0 ? sign * initial : 0;
    double u = k == 0 && r.unit.ran() ? 1 : 0;
    if (!r.unit.open()) {
      double size = r.unit.size();
      double now = size * (sign > 0 ? event : run - event);
      double then = size * (sign > 0 ? run - event : event);
      LpBuilder.Row limit = add(lp.at(row).add(r.power[k], sign).add(r.on[k], -now), p0, -sign);
      add(limit, u0, -then).le(then * u + p);
      return;
    }
    LpBuilder.Row running = add(lp.at(row).add(r.power[k], sign), p0, -sign);
    if (sign > 0) add(running, u0, r.bound);
    else running.add(r.on[k], r.bound);
    r.unit.capacity.addTo(running, -run);
    running.le(run * r.unit.capacity.constant() + r.bound * (1 - (sign > 0 ? u : 0)) + p);
    LpBuilder.Row changing = add(lp.at(eventRow).add(r.power[k], sign), p0, -sign).add(sign > 0 ? r.start[k] : r.shut[k], r.bound);
    r.unit.capacity.addTo(changing, -event);
    changing.le(event * r.unit.capacity.constant() + r.bound + p);
  }

  private static boolean bounded(Profile running, double event) {
    return !running.isConstant() || !none(running.at(0), event);
  }

  private static boolean none(double running, double event) {
    return Double.isNaN(running) && Double.isNaN(event);
  }

  private static double or1(double limit) {
    return Double.isNaN(limit) ? 1 : limit;
  }
}
