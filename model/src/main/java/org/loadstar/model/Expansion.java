package org.loadstar.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loadstar.lp.Block;

/// New capacity of many candidates over the stages, and its capital charges.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | b_g,y | GW | built for stage y |
/// | n_g,y | GW | cumulative new capacity standing in stage y |
/// | u_g,y | 1 | units built for stage y |
/// | a_g,v | M$/GW/yr | annuity of vintage v: capex x CRF(WACC + adder + change by instruments ([Financing]), financing term) x construction factor |
/// | d_y | yr | discount weight of stage y |
///
/// ```
/// (1) n_g,y - n_g,y-1 - b_g,y = 0
/// (2) 0 <= b_g,y <= rate_g (years since the last stage in which g can be commercial)
/// (3) n_g,y <= maximum_g
/// (4) b_g,y = unit_g u_g,y,   u whole, where new capacity comes in units
///     cost  sum_v b_g,v a_g,v sum_{y >= v} d_y
/// ```
///
/// The years of the first stage in (2) are those since 2026-01-01 ([Model#yearBefore]). The annuity runs inside the horizon only, and on after its financing term: what
/// wears out by then is renewed at the same price. The dual of (3), with d_y taken out, is the annual value of one more GW of
/// site. The resource cost is kept beside it as a memo: the same capex at the social rate, without credits.
final class Expansion {
  /// One candidate.
  ///
  /// @param name key
  /// @param zone position of its zone
  /// @param technology under which its builds are ordered; empty for none
  /// @param earliest first year in which it can stand
  /// @param maximum largest cumulative capacity [GW]
  /// @param rate largest build per calendar year [GW/yr]
  /// @param unit size in which it comes [GW]; 0 for any amount
  /// @param financing term in years
  /// @param waccAdder added to the case's WACC
  /// @param financed technology as whose capital it is financed
  /// @param spend construction spend profile
  record Candidate(
      String name, int zone, String technology, int earliest, double maximum, double rate, double unit, int financing, double waccAdder, String financed,
      double[] spend) {}

  /// What a number of units may miss by rounding and still be whole.
  private static final double WHOLE = 1e-9;

  /// Money of a candidate's vintage, M$/GW and M$/GW/yr.
  ///
  /// @param capex overnight capex
  /// @param investmentCredit share of capex paid by a tax credit
  /// @param productionCredit levelised production credit per GW and year over the financing term
  record Money(double capex, double investmentCredit, double productionCredit) {}

  /// Gives the money of candidate g built in a year.
  @FunctionalInterface
  interface Pricing {
    Money of(int g, int year);
  }

  private final Model model;
  private final String quantity;
  private final CapitalRows.Purpose purpose;
  private final List<Candidate> candidates;
  private final int[][] added;
  private final int[][] built;

  /// @param purpose what its capex counts as in the ledger of spending
  Expansion(Model model, String quantity, CapitalRows.Purpose purpose, List<Candidate> candidates) {
    this.model = model;
    this.quantity = quantity;
    this.purpose = purpose;
    this.candidates = candidates;
    added = new int[model.stages().size()][candidates.size()];
    built = new int[model.stages().size()][candidates.size()];
    for (int[] a : added) Arrays.fill(a, -1);
    for (int[] a : built) Arrays.fill(a, -1);
  }

  /// Writes (1) to (3) and the charges under `category`; nothing when the decisions are fixed.
  Expansion build(String unit, String category, Pricing pricing) {
    if (model.operating()) return this;
    for (Stage s : model.stages()) {
      List<Integer> open = new ArrayList<>();
      for (int g = 0; g < candidates.size(); g++)
        if (candidates.get(g).maximum > 0 && candidates.get(g).earliest <= s.year()) open.add(g);
      if (open.isEmpty()) continue;
      List<String> names = open.stream().map(g -> candidates.get(g).name).toList();
      Block n = model.lp().columns(quantity + ".new", unit, s.index(), names, 0, Double.POSITIVE_INFINITY);
      Block b = model.lp().columns(quantity + ".build", unit, s.index(), names, 0, Double.POSITIVE_INFINITY);
      Block r = model.lp().rows(quantity + ".growth", unit, s.index(), names);
      for (int k = 0; k < open.size(); k++) {
        int g = open.get(k);
        Candidate c = candidates.get(g);
        added[s.index()][g] = n.at(k);
        built[s.index()][g] = b.at(k);
        var row = model.lp().at(r.at(k)).add(n.at(k), 1).add(b.at(k), -1); // (1)
        if (s.index() > 0 && added[s.index() - 1][g] >= 0) row.add(added[s.index() - 1][g], -1);
        row.eq(0);
        // (2) leaves the maximum to (3), so that the worth of a site stands in one reduced cost.
        model.lp().bounds(b.at(k), 0, c.rate * (s.year() - Math.max(model.yearBefore(s), Math.min(c.earliest, s.year()) - 1)));
        model.lp().bounds(n.at(k), 0, c.maximum); // (3)
        if (c.unit > 0) whole(s, c, b.at(k)); // (4)
        charge(b.at(k), c, s, category, pricing.of(g, s.year()));
      }
    }
    return this;
  }

  /// Declares the largest new capacities as limits of the case.
  void declare(String constraint) {
    for (Stage s : model.stages())
      for (int g = 0; g < candidates.size(); g++)
        if (added[s.index()][g] >= 0 && Double.isFinite(candidates.get(g).maximum)) model.declareBound(constraint, candidates.get(g).name, s, added[s.index()][g], "MW", 1e3);
  }

  private void charge(int column, Candidate c, Stage vintage, String category, Money money) {
    if (!c.technology.isEmpty()) model.orders().add(vintage, c.zone, c.technology, column, 1);
    new CapitalCharge(category, purpose, c.zone, c.financing, adder(c, vintage), c.spend).charge(model, column, vintage, money);
  }

  private double adder(Candidate c, Stage vintage) {
    return c.waccAdder + model.figures().financing().change(c.financed, model.figures().data().zones().get(c.zone).zone(), vintage.year());
  }

  /// Builds come in whole units: (4).
  private void whole(Stage s, Candidate c, int build) {
    double most = Math.floor(c.maximum / c.unit + WHOLE);
    int u = model.lp().columns(quantity + ".units", "1", s.index(), List.of(c.name), 0, most).at(0);
    model.lp().integer(u);
    Block row = model.lp().rows(quantity + ".unit", "GW", s.index(), List.of(c.name));
    model.lp().at(row.at(0)).add(build, 1).add(u, -c.unit).eq(0);
  }

  /// Cumulative new capacity of candidate g in stage s: a column, or a number when decided.
  int column(int s, int g) {
    return added[s][g];
  }

  /// Capacity of candidate g in stage s with a constant part, and columns or -1 of early retirement and of what is kept open.
  Standing standing(Stage s, int g, double constant, int retired, int kept) {
    if (model.operating()) return Standing.constant(Math.max(0, constant + decided(s, g)));
    return new Standing(constant, added[s.index()][g], retired, kept);
  }

  /// New capacity of candidate g in stage s alone.
  Standing fresh(Stage s, int g) {
    return standing(s, g, 0, -1, -1);
  }

  double decided(Stage s, int g) {
    return model.decided(quantity + "/" + candidates.get(g).name, s);
  }

  /// New capacity standing in stage s.
  double value(Result r, Stage s, int g) {
    if (model.operating()) return decided(s, g);
    return added[s.index()][g] < 0 ? 0 : r.value(added[s.index()][g]);
  }

  /// Overnight capex of what is built of candidate g for stage s, M$.
  double spent(Result r, Stage s, int g, Pricing pricing) {
    double gw = built(r, s, g);
    return gw == 0 ? 0 : gw * pricing.of(g, s.year()).capex();
  }

  /// Capacity built for stage s.
  double built(Result r, Stage s, int g) {
    return built[s.index()][g] < 0 ? 0 : r.value(built[s.index()][g]);
  }

  /// Annual value of one more GW of candidate g in stage s, M$/GW/yr, from the dual of (3); >= 0.
  double siteValue(Result r, Stage s, int g) {
    int j = added[s.index()][g];
    double maximum = candidates.get(g).maximum;
    // A column held lower by a limit is not at its maximum.
    if (j < 0 || !Double.isFinite(maximum) || r.value(j) < 0.999 * maximum) return 0;
    return Math.max(0, -r.reduced(j)) / s.discount();
  }

  void decide(Result r, Decisions decisions) {
    for (Stage s : model.stages())
      for (int g = 0; g < candidates.size(); g++)
        if (added[s.index()][g] >= 0)
          decisions.put(quantity + "/" + candidates.get(g).name, s.year(), Math.max(0, r.value(added[s.index()][g])));
  }
}
