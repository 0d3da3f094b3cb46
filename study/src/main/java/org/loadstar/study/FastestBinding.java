package org.loadstar.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Block;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Solution;
import org.loadstar.model.Case;
import org.loadstar.model.DeclaredLimit;
import org.loadstar.model.Sheet;

/// What binds the most load: rows and columns outside the hours at their limit, by what the limit as it stands contributes.
///
/// The dual of a limit is the GW that one more unit of it gives (for small changes, and never more than that in all); what it
/// contributes is dual times limit.
final class FastestBinding {
  /// Contributions below this many GW are not told.
  private static final double LEAST = 0.01;

  private static final int MOST = 40;

  private static final String WORTH_UNIT = "GW";

  private record Limit(String constraint, String place, int stage, double dual, double limit, String unit) {
    double contribution() {
      return Math.abs(dual * limit);
    }
  }

  private final Case data;
  private final List<Limit> limits = new ArrayList<>();
  private final Map<String, Double> byZone = new TreeMap<>();

  /// @param declared limits of the case, by whose names those of the program are told
  FastestBinding(Lp lp, Solution s, Case data, List<DeclaredLimit> declared) {
    this.data = data;
    Map<Integer, DeclaredLimit> rows = new HashMap<>();
    for (DeclaredLimit d : declared) if (d.row() >= 0) rows.put(d.row(), d);
    double[] y = s.duals();
    for (Block b : lp.rowBlocks()) {
      if (b.timed() || Explanation.isDefinition(b.name())) continue;
      boolean target = b.stage() == data.settings().stages().size() - 1;
      if (b.name().equals("ai.power") && target) for (int k = 0; k < b.n(); k++) byZone.put(b.members().get(k), Math.abs(y[b.at(k)]));
      for (int k = 0; k < b.n(); k++) {
        int i = b.at(k);
        double limit = y[i] > 0 ? lp.rowLowers()[i] : lp.rowUppers()[i];
        if (Double.isFinite(limit) && limit != 0) limits.add(limit(b, k, -y[i], limit, rows.get(i)));
      }
    }
    double[] aty = lp.transposeTimes(y);
    for (Block b : lp.columnBlocks()) {
      if (b.timed() || Explanation.isDefinition(b.name())) continue;
      for (int k = 0; k < b.n(); k++) {
        int j = b.at(k);
        double reduced = lp.costs()[j] - aty[j];
        double limit = lp.uppers()[j];
        if (reduced < 0 && Double.isFinite(limit)) limits.add(limit(b, k, -reduced, limit, null));
      }
    }
    limits.removeIf(q -> q.contribution() < LEAST);
    limits.sort(Comparator.comparingDouble(Limit::contribution).reversed());
  }

  private static Limit limit(Block b, int k, double dual, double limit, @Nullable DeclaredLimit declared) {
    return declared == null
        ? new Limit(b.name(), b.members().get(k), b.stage(), dual, limit, b.unit())
        : new Limit(declared.constraint(), declared.place(), b.stage(), dual, limit, b.unit());
  }

  /// @param campuses the sites of the plan, with the month in which each can be energised
  void write(Sheet binding, Sheet campuses) {
    waiting(binding, campuses);
    for (Limit q : limits.subList(0, Math.min(MOST, limits.size()))) {
      int year = data.settings().stages().get(Math.max(0, q.stage));
      binding.add(
          "plan", q.constraint, q.place, year, q.dual, "GW per " + q.unit,
          String.format(
              Locale.ROOT, "%s%s: %s %s up to %d; one %s more would give up to %.3g GW", words(q.constraint),
              q.place.equals("all") ? "" : " of " + q.place, number(q.limit), many(q.unit), year, one(q.unit), q.dual),
          0.01 * q.contribution(), WORTH_UNIT);
    }
  }

  /// Sites that cannot be energised in time, by the step that ends last; a GW there is worth what it is in the zone.
  private void waiting(Sheet binding, Sheet campuses) {
    int year = data.settings().targetYear();
    int zone = campuses.column("zone");
    int power = campuses.column("max_mw");
    Map<String, List<Integer>> byStep = new TreeMap<>();
    for (int i = 0; i < campuses.rows(); i++) {
      String ready = campuses.text(i, campuses.column("ready_p50"));
      boolean late = ready.length() < 4 || Integer.parseInt(ready.substring(0, 4)) > year;
      if (late && !campuses.text(i, zone).isEmpty()) byStep.computeIfAbsent(campuses.text(i, campuses.column("binding_step")), k -> new ArrayList<>()).add(i);
    }
    byStep.forEach(
        (step, sites) -> {
          double waits = 0;
          double worth = 0;
          int largest = sites.getFirst();
          for (int i : sites) {
            double gw = campuses.number(i, power) / 1e3;
            waits += gw;
            worth += gw * byZone.getOrDefault(campuses.text(i, zone), 0.0);
            if (gw > campuses.number(largest, power) / 1e3) largest = i;
          }
          if (worth < LEAST) return;
          binding.add(
              "plan", constraint(step), "all", year, worth, "GW",
              String.format(
                  Locale.ROOT, "%.1f GW at %d sites (the largest: %s) cannot be energised by %d because of the %s; in time it would give up to %.1f GW",
                  waits, sites.size(), campuses.text(largest, campuses.column("name")), year, step, worth),
              0.01 * worth, WORTH_UNIT);
        });
  }

  private static String constraint(String step) {
    if (step.contains("licence")) return "campus.licence";
    if (step.contains("queue")) return "campus.queue";
    return step.contains("permit") ? "campus.permit+construction" : "campus.equipment";
  }

  private static String words(String constraint) {
    return switch (constraint) {
      case "campus.modules", "campus.maximum" -> "All modules";
      case "campus.ramp" -> "What can be energised a year";
      case "chips" -> "All accelerators";
      case "cost_cap" -> "Cost";
      default -> {
        String item = constraint.substring(constraint.indexOf('.') + 1).replace('_', ' ');
        if (constraint.startsWith("equipment.")) yield "Deliveries of " + item;
        yield constraint.startsWith("capital.") ? "Budget of " + item : constraint.replace('.', ' ').replace('_', ' ');
      }
    };
  }

  private static String many(String unit) {
    return unit.equals("million") ? "million accelerators" : unit;
  }

  private static String one(String unit) {
    return unit.equals("modules") ? "module" : many(unit);
  }

  private static String number(double v) {
    return Math.abs(v) >= 1000 ? String.format(Locale.ROOT, "%.0f", v) : String.format(Locale.ROOT, "%.3g", v);
  }
}
