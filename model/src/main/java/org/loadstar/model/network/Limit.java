package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Limits of weighted sums of what the book holds: emissions of primary energy, energy of a carrier, expansion of the grid.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | f_k | | factor of term k |
/// | B_k,y,t, B_k,y | GW; GW, GWh | what its asset has in its account, by timestep or outside time |
/// | Y_y | yr | years that stage y stands for |
/// | g_t | h | hours of the year that t stands for |
///
/// ```
/// (1) sum_k f_k (sum_y Y_y sum_t g_t B_k,y,t)  <=, >= or =  constant     accounts by timestep
/// (2) sum_k f_k B_k                            <=, >= or =  constant     capacities, those of the first stage of each asset
/// (3) sum_k f_k sum_y Y_y B_k,y                                          depletion of stores
/// ```
///
/// over the stage of the limit, or all of them. Sums of several accounts may stand in one limit. Source: PyPSA, global constraints. The
/// dual is the change of cost per unit of the constant; for emissions minus the price of CO2.
public final class Limit implements Component {
  /// How the sum stands to the constant.
  public enum Sense {
    AT_MOST,
    AT_LEAST,
    EQUAL
  }

  /// One row of `limits.csv`.
  @Table(file = "limits.csv", key = "limit", doc = "Limits of weighted sums over assets; their terms stand in limit_terms.csv.")
  public record Row(
      @Column(doc = "Name.") String limit,
      @Column(doc = "Stage; 0 for all together.", absent = "0") int stage,
      @Column(doc = "How the sum stands to the constant.") Sense sense,
      @Column(doc = "Constant, in MWh or MW times the unit of the factors (t for factors in t per MWh).") double constant) {}

  /// One row of `limit_terms.csv`.
  @Table(file = "limit_terms.csv", key = {"limit", "account", "asset"}, doc = "Terms of limits.")
  public record Term(
      @Column(doc = "Limit.", ref = "limits") String limit,
      @Column(doc = "What is counted of the asset.") Book.Account account,
      @Column(doc = "Asset as TABLE/NAME, as generators/gas 1.") String asset,
      @Column(doc = "Factor.", absent = "1") double factor) {}

  private final NetworkModel m;
  private final List<Row> rows;
  private final List<Block> blocks = new ArrayList<>();

  Limit(NetworkModel m) {
    this.m = m;
    rows = m.network().rows(Row.class);
  }

  @Override
  public void build() {
    for (Row q : rows) {
      Block block = m.lp().rows("limit", "", -1, List.of(q.limit));
      blocks.add(block);
      LpBuilder.Row row = m.lp().at(block.at(0));
      double constant = 0;
      for (Term term : m.network().rows(Term.class)) if (term.limit.equals(q.limit)) constant += add(row, q, term);
      double rhs = q.constant * 1e-3 - constant;
      switch (q.sense) {
        case AT_MOST -> row.le(rhs);
        case AT_LEAST -> row.ge(rhs);
        case EQUAL -> row.eq(rhs);
      }
    }
  }

  private double add(LpBuilder.Row row, Row q, Term term) {
    double constant = 0;
    boolean counted = false;
    for (Horizon.Stage s : m.horizon().stages()) {
      if (!m.stands(q.stage, s)) continue;
      for (Book.Flow f : m.book().flows(term.account, s, term.asset)) // (1)
        for (int t = 0; t < s.steps(); t++)
          row.add(f.first() + t, term.factor * s.years() * s.energy(t) * f.factor().applyAsDouble(t));
      Amount amount = m.book().amount(term.account, s, term.asset);
      boolean again = term.account == Book.Account.DEPLETION;
      if (!again && counted) continue; // (2)
      double factor = term.factor * (again ? s.years() : 1); // (3)
      amount.addTo(row, factor);
      constant += factor * amount.constant();
      counted |= !amount.isConstant() || amount.constant() != 0;
    }
    return constant;
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (int k = 0; k < rows.size(); k++) {
      double dual = r.dual(blocks.get(k).at(0)) * 1e3;
      if (Math.abs(dual) < 1e-9) continue;
      int year = rows.get(k).stage == 0 ? m.horizon().stages().getFirst().label() : rows.get(k).stage;
      tables.bind(grid, "limit", rows.get(k).limit, year, Math.abs(dual), "USD per unit of the limit", r.worth(blocks.get(k).at(0)),
          "The limit " + rows.get(k).limit + " binds");
    }
  }
}
