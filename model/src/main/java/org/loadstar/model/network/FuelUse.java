package org.loadstar.model.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// What an asset burns, what that costs and what CO2 it gives off.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | p_i,t | GW | output of the asset |
/// | u_i,t, v_i,t | GW | what is switched on, what starts |
/// | h_i | MMBtu/MWh | heat rate |
/// | F_i,t >= 0 | 1000 MMBtu/h | fuel for output |
/// | S_i | MMBtu/MW | fuel of a start |
/// | a_i,k, b_i,k | MMBtu/MWh | slope and intercept of piece k, per unit of output and of what is switched on |
/// | g_t, e | per MMBtu, t/MMBtu | price and CO2 of the fuel |
/// | beta_i | - | share that is biomass |
/// | c_i, c'_i | - | share of CO2 that is captured in operation, at a start |
/// | d_i | per t | cost of putting captured CO2 away |
///
/// ```
/// (1) F_i,t = h_i p_i,t                                                       without pieces
/// (2) F_i,t >= a_i,k p_i,t + b_i,k u_i,t                                      for every piece
/// (3) CO2_i,t = e [(1 - beta_i - c_i) F_i,t + (1 - beta_i - c'_i) S_i v_i,t]
/// (4) cost += d_y o_t [(g_t + e c_i d_i) F_i,t + (g_t + e c'_i d_i) S_i v_i,t]
/// ```
///
/// The form is that of GenX's fuel and CO2 modules; 1 MMBtu is 0.29307 MWh of heat.
public final class FuelUse implements Component {
  /// One row of `fuel_uses.csv`.
  @Table(file = "fuel_uses.csv", key = {"asset", "stage"}, doc = "What clusters and other assets burn.")
  public record Row(
      @Column(doc = "Asset, as a cluster.", ref = "clusters|renewables|storages|must_run|reservoirs") String asset,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Fuel.", ref = "fuels") String fuel,
      @Column(doc = "Bus, for reports.", ref = "buses") String bus,
      @Column(doc = "Technology, for reports.", absent = "") String carrier,
      @Column(unit = "mmbtu_per_mwh", doc = "Fuel of output; not used where there are pieces.", absent = "0", min = 0) double heatRate,
      @Column(unit = "mmbtu_per_mw", doc = "Fuel of a start.", absent = "0", min = 0) double startFuel,
      @Column(doc = "Share of the fuel that is biomass, whose CO2 does not count.", absent = "0", min = 0, max = 1) double biomass,
      @Column(doc = "Share of CO2 that is captured in operation.", absent = "0", min = 0, max = 1) double capture,
      @Column(doc = "Share of CO2 that is captured at a start.", absent = "0", min = 0, max = 1) double captureStart,
      @Column(unit = "per_t", doc = "Cost of putting captured CO2 away.", absent = "0") double disposal) {

    Combustion combustion() {
      return new Combustion(asset, bus, carrier, biomass, disposal);
    }
  }

  /// One row of `fuel_pieces.csv`.
  @Table(file = "fuel_pieces.csv", key = {"asset", "stage", "piece"}, doc = "Pieces of a fuel curve; fuel is not less than any of them.")
  public record Piece(
      @Column(doc = "Asset of fuel_uses.csv.", ref = "fuel_uses") String asset,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Number of the piece.", min = 1) int piece,
      @Column(unit = "mmbtu_per_mwh", doc = "Fuel per output.") double slope,
      @Column(unit = "mmbtu_per_mwh", doc = "Fuel per power of what is switched on.") double intercept) {}

  private final NetworkModel m;

  FuelUse(NetworkModel m) {
    this.m = m;
  }

  private List<Row> rows(Horizon.Stage s) {
    return m.network().rows(Row.class).stream().filter(q -> m.stands(q.stage, s)).toList();
  }

  @Override
  public void build() {
    Map<String, Fuel> fuels = new HashMap<>();
    for (Fuel f : m.network().rows(Fuel.class)) fuels.put(f.fuel(), f);
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : rows(s)) {
        Fuel fuel = fuels.get(q.fuel);
        if (fuel == null) throw new IllegalArgumentException("no fuel " + q.fuel);
        List<Piece> pieces = m.network().rows(Piece.class).stream().filter(k -> k.asset.equals(q.asset) && m.stands(k.stage, s)).toList();
        if (pieces.isEmpty()) {
          for (Book.Flow f : m.book().flows(Book.Account.INJECTION, s, q.asset))
            q.combustion().burn(m, s, fuel, f.first(), f.factor(), q.heatRate, q.capture); // (1)
        } else {
          q.combustion().burn(m, s, fuel, pieces(s, q, pieces), t -> 1, 1, q.capture);
        }
        for (Book.Flow f : m.book().flows(Book.Account.STARTED, s, q.asset))
          q.combustion().burn(m, s, fuel, f.first(), f.factor(), q.startFuel, q.captureStart);
      }
  }

  private int pieces(Horizon.Stage s, Row q, List<Piece> pieces) {
    Block fuel = m.lp().columns("fuel_use.fuel", "1000 MMBtu/h", s.index(), List.of(q.asset), s.steps(), 0, Double.POSITIVE_INFINITY);
    for (Piece k : pieces) {
      Block rows = m.lp().rows("fuel_use.piece" + k.piece, "1000 MMBtu/h", s.index(), List.of(q.asset), s.steps());
      for (int t = 0; t < s.steps(); t++) {
        LpBuilder.Row row = m.lp().at(rows.at(0, t)).add(fuel.at(0, t), 1); // (2)
        m.book().addTo(row, Book.Account.INJECTION, s, q.asset, t, -k.slope);
        m.book().addTo(row, Book.Account.COMMITTED, s, q.asset, t, -k.intercept);
        row.ge(0);
      }
    }
    return fuel.at(0);
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages()) for (Row q : rows(s)) q.combustion().emissions(m, r, tables, grid, s);
  }
}
