package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.loadstar.lp.Block;

/// Technologies whose units get cheaper with their number. All zones share the experience.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | b_v | GW | built for stage v in all zones |
/// | E_y | 1 | units built by stage y |
/// | lambda_k, delta_k | 1 | units when E lies on chord k, else 0; 1 for the chord on which E lies |
/// | T_y, c_y | B$ | overnight cost of all units by stage y; of those of stage y |
/// | E_k, alpha_k, beta_k | 1, B$, B$ | points, intercepts and slopes of the [LearningCurve] |
///
/// ```
/// (1) sum_{v <= y} b_v / unit = sum_k lambda_k
/// (2) E_(k-1) delta_k <= lambda_k <= E_k delta_k,   sum_k delta_k = 1,   delta_k 0 or 1
/// (3) T_y = sum_k alpha_k delta_k + beta_k lambda_k
/// (4) c_y = T_y - T_(y-1) >= 0
///     cost  c_y as the capex of any plant: annuity to the end of the horizon, credits of its year
/// ```
///
/// The plants themselves pay what their zone adds to the mean capex. With delta relaxed, T is the chord from 0 to the last unit: learning that nobody
/// paid for. Source: the piecewise form of learning curves in energy models, as in Barreto and Kypreos 2000.
final class Learning implements Component {
  private record Vintage(String technology, LearningCurve curve, Stage stage, Block lambda, int cost) {}

  private final Model m;
  private final List<Vintage> vintages = new ArrayList<>();

  Learning(Model m) {
    this.m = m;
  }

  @Override
  public void build() {
    if (m.operating()) return;
    for (PlantRows.Learning row : m.figures().data().learning()) {
      int before = -1;
      LearningCurve curve = new LearningCurve(row);
      for (Stage s : m.stages()) before = stage(s, row.technology(), curve, before);
    }
  }

  /// Writes a stage and returns its T.
  private int stage(Stage s, String technology, LearningCurve curve, int before) {
    int y = s.index();
    int n = curve.segments();
    List<String> names = IntStream.rangeClosed(1, n).mapToObj(k -> technology + " " + curve.point(k)).toList();
    List<String> one = List.of(technology);
    Block lambda = m.lp().columns("learning.on", "1", y, names, 0, Double.POSITIVE_INFINITY);
    // At most 1 by their sum: a bound that says the same would share its dual.
    Block delta = m.lp().columns("learning.segment", "1", y, names, 0, Double.POSITIVE_INFINITY);
    int total = m.lp().columns("learning.total", "B$", y, one, 0, Double.POSITIVE_INFINITY).at(0);
    int cost = m.lp().columns("learning.cost", "B$", y, one, 0, Double.POSITIVE_INFINITY).at(0);
    int units = m.lp().rows("learning.units", "1", y, one).at(0);
    int chosen = m.lp().rows("learning.chosen", "1", y, one).at(0);
    int sum = m.lp().rows("learning.sum", "B$", y, one).at(0);
    Block least = m.lp().rows("learning.least", "1", y, names);
    Block most = m.lp().rows("learning.most", "1", y, names);
    for (Stage v : m.stages().subList(0, y + 1)) m.orders().cover(units, v, m.zonesOf("all"), technology, 1 / curve.unit());
    m.lp().at(sum).add(total, 1).eq(0); // (3)
    for (int k = 1; k <= n; k++) {
      int l = lambda.at(k - 1);
      int d = delta.at(k - 1);
      m.lp().integer(d);
      m.lp().at(units).add(l, -1); // (1)
      m.lp().at(least.at(k - 1)).add(l, 1).add(d, -curve.point(k - 1)).ge(0); // (2)
      m.lp().at(most.at(k - 1)).add(l, 1).add(d, -curve.point(k)).le(0);
      m.lp().at(chosen).add(d, 1);
      m.lp().at(sum).add(l, -curve.slope(k)).add(d, -curve.intercept(k));
    }
    m.lp().at(units).eq(0);
    m.lp().at(chosen).eq(1);
    var row = m.lp().at(m.lp().rows("learning.stage", "B$", y, one).at(0)).add(cost, 1).add(total, -1); // (4)
    if (before >= 0) row.add(before, 1);
    row.eq(0);
    Rows.Technology t = m.figures().technology(technology);
    new CapitalCharge("generator_capital", CapitalRows.Purpose.GENERATION, ScopedLedger.ABROAD, t.financing(), t.waccAdder() + m.figures().financing().change(technology, "", s.year()),
        Finance.spendProfile(t.spendProfile())).charge(m, cost, s, m.figures().money(technology, "", s.year(), 1e3, 0));
    vintages.add(new Vintage(technology, curve, s, lambda, cost));
    return total;
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    if (!grid.equals("plan")) return;
    double before = 0;
    for (Vintage v : vintages) {
      if (v.stage.index() == 0) before = 0;
      double units = 0;
      for (int k = 0; k < v.lambda.size(); k++) units += r.value(v.lambda.at(k));
      double built = units - before;
      int next = (int) Math.min(v.curve.most(), Math.floor(units + 1e-6) + 1);
      double capex = built > 1e-6 ? r.value(v.cost) * 1e3 / (built * v.curve.unit()) : v.curve.capex(next);
      tables.get("learning").add(v.stage.year(), v.technology, units, capex);
      before = units;
    }
  }
}
