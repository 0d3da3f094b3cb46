package org.loadstar.model;

import java.util.List;
import org.loadstar.model.CampusFigures.Unit;

/// What a module is worth beside what it costs, from the duals of a plan.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | l_p,y | M$/GW | worth of a GW standing in place p in stage y: -dual of its power (equation 4 of [Campus]), less what feeding it on the site costs |
/// | s_u | GW | facility power of a module |
/// | C_u,v | M$ | cost of a module energised for stage v, orders and spending at their duals: reduced cost of b less the dual of its growth |
/// | d_y | yr | discount weight |
///
/// ```
/// (1) net_u,v = sum_{y >= v} s_u l_p,y - C_u,v;   of plants on the site, from the stage on that is best, l of a grid connection whose path has ended
/// (2) best_c(v) = max over the modules u of site c and stages w >= v of net_u,w / s_u
/// ```
///
/// (1) counts neither the site's maximum nor its path, so it stands whether the column is free, held at 0 or fixed at a whole number.
/// Positive, it is what one more kW of the site would save; negative, what a kW costs more than the last that is built.
final class CampusWorth {
  /// A worth per GW.
  ///
  /// @param total discounted M$/GW; -infinity when the site can never stand
  /// @param annual M$/GW for each year that it stands, the same number in USD/kW
  /// @param stage in which it begins
  /// @param unit of which a module is meant
  record Net(double total, double annual, int stage, int unit) {
    static final Net NEVER = new Net(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, -1);
  }

  private final Model m;
  private final Campus.Columns c;
  private final Result r;

  CampusWorth(Model m, Campus.Columns c, Result r) {
    this.m = m;
    this.c = c;
    this.r = r;
  }

  /// (1), discounted M$ a module.
  double net(int u, int stage) {
    double sum = 0;
    List<Stage> stages = m.stages().subList(stage, m.stages().size());
    for (Stage y : stages) sum += c.units().get(u).power() * standing(u, y);
    sum += joining(u, stages);
    return sum - (r.reduced(c.built()[stage][u]) - r.dual(c.growth()[stage][u]));
  }

  /// What joining the grid adds to what stands in some stages, after the first of them, at its best.
  private double joining(int u, List<Stage> stages) {
    double best = 0;
    if (c.units().get(u).connection() != CampusFigures.Connection.ONSITE) return best;
    for (int v = 0; v < c.units().size(); v++) {
      Unit to = c.units().get(v);
      if (!to.sharesWith(c.units().get(u)) || to.connection() == CampusFigures.Connection.ONSITE) continue;
      double more = 0;
      for (Stage y : stages.subList(1, stages.size()).reversed())
        if (ready(to) <= y.index()) {
          more += to.power() * (standing(v, y) - standing(u, y));
          best = Math.max(best, more);
        }
    }
    return best;
  }

  /// l.
  private double standing(int u, Stage y) {
    Unit unit = c.units().get(u);
    double dual = r.dual(c.power()[y.index()][c.placeOf()[u]]);
    if (c.places().get(c.placeOf()[u]).zone() != ScopedLedger.ABROAD)
      for (AiLedger.Backing b : m.ai().backings(y, unit.site()))
        if (!b.alone() || unit.connection() == CampusFigures.Connection.ONSITE) dual += r.dual(b.row());
    return -dual;
  }

  /// Discount weights of the stages from one up to another.
  double weight(int from, int to) {
    double d = 0;
    for (Stage s : m.stages().subList(from, to)) d += s.discount();
    return d;
  }

  /// First stage in which a module can stand, the number of stages when none.
  int ready(Unit u) {
    CampusRows.Site site = m.figures().campuses().sites().get(u.site());
    CriticalPath path = m.figures().campuses().path(site, u.connection());
    int y = 0;
    while (y < m.stages().size() && !path.readyBy(m.stages().get(y).year())) y++;
    return y;
  }

  /// First stage in which a site can stand.
  int ready(int site) {
    int first = m.stages().size();
    for (Unit u : c.units()) if (u.site() == site) first = Math.min(first, ready(u));
    return first;
  }

  /// (2) over the stages in which the site can stand.
  Net best(int site) {
    return best(site, 0, true);
  }

  private Net best(int site, int from, boolean held) {
    Net best = Net.NEVER;
    for (int u = 0; u < c.units().size(); u++) {
      Unit unit = c.units().get(u);
      if (unit.site() != site) continue;
      for (int v = held ? Math.max(from, ready(unit)) : from; v < m.stages().size(); v++) {
        double total = net(u, v) / unit.power();
        if (total > best.total) best = new Net(total, total / weight(v, m.stages().size()), v, u);
      }
    }
    return best;
  }

  /// What each kW of a site that is not ready in a stage would save in each year until it is, were it ready; 0 when it is ready.
  double ofBeingReady(int site, int stage) {
    int ready = ready(site);
    if (ready <= stage) return 0;
    double sooner = Math.max(0, best(site, stage, false).total);
    return Math.max(0, sooner - Math.max(0, best(site).total)) / weight(stage, ready);
  }
}
