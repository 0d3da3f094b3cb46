package org.loadstar.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.loadstar.lp.Block;
import org.loadstar.lp.Infeasibility;
import org.loadstar.lp.Lp;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.highs.HighsSolver;

/// Tells a planner why a case has no solution: what conflicts, where, and by how much.
final class Explanation {
  private static final int MOST = 40;

  /// Rows that define a quantity are dear to violate, so that the explanation names limits and not definitions.
  private static final double DEFINITION = 100;

  private Explanation() {}

  /// {constraint, place, amount, unit, words} for every bound of the conflict.
  static List<Map<String, Object>> of(Lp lp, SolveOptions options) {
    Infeasibility why =
        Infeasibility.explain(lp, new HighsSolver(), options, b -> isDefinition(b.name()) ? DEFINITION : 1);
    List<Map<String, Object>> out = new ArrayList<>();
    for (Infeasibility.Entry e : why.entries()) {
      if (out.size() == MOST) break;
      Block b = block(e.row() ? lp.rowBlocks() : lp.columnBlocks(), e.index());
      String place = e.row() ? lp.rowName(e.index()) : lp.columnName(e.index());
      String inside = place.substring(place.indexOf('[') + 1, place.length() - 1);
      double amount = Double.isNaN(e.alone()) ? e.amount() : e.alone();
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("constraint", b.name());
      m.put("place", inside);
      m.put("amount", amount);
      m.put("unit", b.unit());
      m.put("irreducible", e.irreducible());
      m.put("words", words(b, inside, e, amount));
      out.add(m);
    }
    return out;
  }

  private static String words(Block b, String place, Infeasibility.Entry e, double amount) {
    String side = e.lower() ? "at least" : "at most";
    String what = meaning(b.name());
    if (amount > 1e-6)
      return String.format(
          Locale.ROOT, "%s at %s is asked to be %s its limit, which the rest of the case misses by %.4g %s", what, place, side, amount, b.unit());
    return String.format(Locale.ROOT, "%s at %s (%s its limit) takes part in the conflict", what, place, side);
  }

  private static String meaning(String name) {
    return switch (name) {
      case "balance" -> "the power balance";
      case "generator.must_run" -> "the must-run output";
      case "hydro.energy" -> "the water of the month";
      case "neighbour.import_energy" -> "the annual import offered";
      case "emissions" -> "the carbon cap";
      case "score" -> "the clean-energy standard";
      case "build_limit" -> "the build limit";
      case "firm.imports" -> "the simultaneous import limit";
      case "ai.target" -> "the AI target";
      default -> name;
    };
  }

  private static boolean isDefinition(String name) {
    return name.endsWith(".growth") || name.endsWith(".chain") || name.endsWith(".stays_retired") || name.endsWith(".duration");
  }

  private static Block block(List<Block> blocks, int index) {
    for (Block b : blocks) if (index >= b.first() && index < b.first() + b.size()) return b;
    throw new IllegalArgumentException("entry " + index);
  }
}
