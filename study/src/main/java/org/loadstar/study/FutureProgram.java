package org.loadstar.study;

import java.util.Map;
import java.util.TreeMap;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.Futures;
import org.loadstar.lp.Block;
import org.loadstar.lp.Lp;
import org.loadstar.model.Case;
import org.loadstar.model.Commitments;
import org.loadstar.model.Figures;
import org.loadstar.model.Model;
import org.loadstar.model.Stage;
import org.loadstar.model.TimeGrid;

/// The program of a case in one future, on timesteps that all futures share.
record FutureProgram(Futures.Future future, Case data, Figures figures, Model model, Lp lp) {
  /// Capacity below which nothing counts as built, MW.
  static final double DUST_MW = 0.1;

  /// @throws OptionRefused when the future changes the stages of the case
  static FutureProgram of(Futures.Future future, Case base, TimeGrid grid, PlanOptions options) {
    Case data = Stages.withStages(CaseReader.read(future.source()).orThrow(), options.stages());
    if (!data.settings().stages().equals(base.settings().stages()))
      throw new OptionRefused("future " + future.name() + ": its stages " + data.settings().stages() + " are not those of the others, " + base.settings().stages());
    Figures figures = new Figures(data);
    Model model = new Model(figures, new Model.Spec(Stages.of(data.settings(), grid), null, true));
    Lp lp = options.integers() ? model.program() : model.program().relaxed();
    return new FutureProgram(future, data, figures, model, lp);
  }

  /// {zone: {technology: MW}} built by the end of a year.
  Map<String, Map<String, Double>> built(double[] x, int year) {
    Map<String, Map<String, Double>> out = new TreeMap<>();
    for (Commitments.Build b : model.builds())
      if (b.stage().year() <= year) out.computeIfAbsent(b.zone(), z -> new TreeMap<>()).merge(b.technology(), b.amount() * x[b.column()] * 1e3, Double::sum);
    out.values().forEach(m -> m.values().removeIf(mw -> mw < DUST_MW));
    out.values().removeIf(Map::isEmpty);
    return out;
  }

  /// {modules of a site outside the zones: MW} built by the end of a year.
  Map<String, Double> abroad(double[] x, int year) {
    Map<Integer, String> names = new TreeMap<>();
    for (Block b : lp.columnBlocks()) if (Commitments.hold(b)) for (int i = 0; i < b.n(); i++) names.put(b.at(i), b.members().get(i));
    Map<String, Double> out = new TreeMap<>();
    for (Commitments.Build b : model.builds())
      if (b.stage().year() <= year && b.zone().equals(Commitments.Build.ABROAD))
        out.merge(names.getOrDefault(b.column(), b.technology()), b.amount() * x[b.column()] * 1e3, Double::sum);
    out.values().removeIf(mw -> mw < DUST_MW);
    return out;
  }

  /// New AI load in the zones by year, GW.
  Map<String, Double> aiGw(double[] x) {
    Map<String, Double> out = new TreeMap<>();
    for (Stage s : model.stages()) {
      double gw = 0;
      for (Map.Entry<Integer, Double> e : model.aiColumns(s).entrySet()) gw += e.getValue() * x[e.getKey()];
      out.put("" + s.year(), Math.rint(gw * 1e6) / 1e6 + 0.0);
    }
    return out;
  }
}
