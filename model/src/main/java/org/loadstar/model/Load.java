package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import org.loadstar.lp.Block;

/// Load of the zones without new AI load, with segments of unserved energy.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | D_z,t | GW | load: demand of the demand year x growth without the data-centre share of the growth |
/// | u_k,z,t | GW | load left unserved in segment k |
/// | s_z,t | GW | surplus: must-run output that nobody takes |
/// | V_k | USD/MWh | value of lost load of segment k |
///
/// ```
/// (1) balance(z, t)  += sum_k u_k,z,t - s_z,t - D_z,t
/// (2) 0 <= u_k,z,t <= share_k D_z,t, the last segment with the largest AI load added
///     cost  d_y w_t h_t sum_k V_k u_k,z,t
/// ```
///
/// AI load that cannot be met is unserved at the last value, hence its part in (2). Surplus is free, as curtailment is, and
/// taken from the clean and renewable generation of its zone, so that nothing is generated for a standard and thrown away.
final class Load implements Component {
  private final Model m;
  private final List<Block> surplus = new ArrayList<>();
  private final List<List<Block>> unserved = new ArrayList<>();
  private final List<double[][]> load = new ArrayList<>();

  Load(Model m) {
    this.m = m;
  }

  @Override
  public void build() {
    Case data = m.figures().data();
    List<String> zones = data.zones().stream().map(Zone::zone).toList();
    List<Settings.UnservedSegment> segments = data.settings().unserved();
    for (Stage s : m.stages()) {
      int steps = s.grid().steps();
      double[][] d = new double[zones.size()][];
      Block spill = m.lp().columns("load.surplus", "GW", s.index(), zones, steps, 0, Double.POSITIVE_INFINITY);
      surplus.add(spill);
      m.contracts().surplus(s, spill);
      for (int z = 0; z < d.length; z++) {
        d[z] = m.figures().load(z, s);
        for (int t = 0; t < steps; t++) {
          m.balance(s).add(z, t, -d[z][t]);
          m.balance(s).add(z, t, spill.at(z, t), -1);
          m.cleanLoad(s, z, d[z][t] * s.grid().annualHours(t));
          for (String kind : List.of("clean", "renewable"))
            m.score().add(s, z, kind, spill.at(z, t), -s.grid().annualHours(t));
        }
      }
      load.add(d);
      List<Block> blocks = new ArrayList<>();
      for (int k = 0; k < segments.size(); k++) {
        Block u = m.lp().columns("load.unserved" + (k + 1), "GW", s.index(), zones, steps, 0, Double.POSITIVE_INFINITY);
        blocks.add(u);
        for (int z = 0; z < d.length; z++) {
          double ai = m.withAi() && k + 1 == segments.size() ? m.figures().largestAi(z, s) : 0;
          for (int t = 0; t < steps; t++) {
            m.lp().bounds(u.at(z, t), 0, segments.get(k).share() * d[z][t] + ai); // (2)
            m.lp().cost(u.at(z, t), "unserved", segments.get(k).usdPerMwh() * m.perMwh(s, t));
            m.balance(s).add(z, t, u.at(z, t), 1); // (1)
          }
        }
      }
      unserved.add(blocks);
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    Sheet dispatch = tables.get("dispatch");
    Sheet generation = tables.get("generation");
    Sheet prices = tables.get("prices");
    for (Stage s : m.stages()) {
      TimeGrid g = s.grid();
      for (int z = 0; z < load.get(s.index()).length; z++) {
        String zone = m.figures().data().zones().get(z).zone();
        double served = 0;
        double lost = 0;
        double spilt = 0;
        for (int t = 0; t < g.steps(); t++) {
          double d = load.get(s.index())[z][t];
          double u = 0;
          for (Block b : unserved.get(s.index())) u += r.value(b.at(z, t));
          double spill = r.value(surplus.get(s.index()).at(z, t));
          served += d * g.annualHours(t);
          lost += u * g.annualHours(t);
          spilt += spill * g.annualHours(t);
          m.row(dispatch, grid, s, t, zone, "load", -d);
          if (u > 1e-7) m.row(dispatch, grid, s, t, zone, "unserved", u);
          if (spill > 1e-7) m.row(dispatch, grid, s, t, zone, "surplus", -spill);
          double price = r.dual(m.balance(s).row(z, t)) / m.perMwh(s, t);
          prices.add(grid, s.year(), g.number(t), g.firstHour(t), g.hours(t), g.weight(t), zone, price);
        }
        generation.add(grid, s.year(), zone, "load", -served * 1e3);
        generation.add(grid, s.year(), zone, "unserved", lost * 1e3);
        generation.add(grid, s.year(), zone, "surplus", -spilt * 1e3);
      }
    }
  }
}
