package org.loadstar.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Case;
import org.loadstar.model.CriticalPath;
import org.loadstar.model.Readiness;
import org.loadstar.model.Settings;
import org.loadstar.model.Stage;
import org.loadstar.model.TimeGrid;

/// Stages of a plan or of its operation.
final class Stages {
  private Stages() {}

  static List<Stage> of(Settings s, TimeGrid grid) {
    List<Stage> stages = new ArrayList<>();
    for (int k = 0; k < s.stages().size(); k++)
      stages.add(
          new Stage(k, s.stages().get(k), s.years(k), s.discountWeight(k), s.discountWeight(k, s.socialDiscountRate()), grid));
    return stages;
  }

  /// One year for itself, undiscounted.
  static Stage single(int year, TimeGrid grid) {
    return new Stage(0, year, 1, 1, 1, grid);
  }

  /// The case planned until a year, without targets of new AI load.
  static Case until(Case data, int year) {
    return data.with(data.settings().until(years(data, year), new TreeMap<>(), data.settings().ai().shortfallUsdPerKwYr()));
  }

  /// The case planned until a year with a target of new AI load by then, and no other.
  ///
  /// @param missing price of a missing kW of it, USD a year
  static Case until(Case data, int year, double targetGw, double missing) {
    return data.with(data.settings().until(years(data, year), new TreeMap<>(Map.of(year, targetGw)), missing));
  }

  /// Says what is not obvious of a year of the most load: that it is no stage of the case, or before any site can be ready.
  static void note(Case data, int asked, StudyProgress progress, Map<String, @Nullable Object> summary) {
    int year = asked == 0 ? data.settings().targetYear() : asked;
    List<String> notes = new ArrayList<>();
    List<Integer> before = years(data, year).stream().filter(y -> y < year).toList();
    if (!data.settings().stages().contains(year))
      notes.add(year + " is no stage of the case: it is planned " + (before.isEmpty() ? "alone, before all of them" : "as the last one, after those of " + before));
    Readiness first = Readiness.of(data).stream().filter(Readiness::hasRoom).min(Comparator.comparingDouble(Readiness::months)).orElse(null);
    if (first == null) notes.add("the case has no site in its zones that has room and may be built");
    else if (first.months() > CriticalPath.monthsTo(year)) notes.add("no site can be energised by " + year + "; the first is " + first.name() + " in " + first.date());
    if (notes.isEmpty()) return;
    summary.put("target_note", String.join("; ", notes));
    notes.forEach(progress::warn);
  }

  private static List<Integer> years(Case data, int year) {
    return Stream.concat(data.settings().stages().stream().filter(y -> y < year), Stream.of(year)).toList();
  }

  /// The case with other planned years. The target year stays when it is among them, else it is the last.
  static Case withStages(Case data, List<Integer> years) {
    if (years.isEmpty()) return data;
    List<Integer> sorted = years.stream().distinct().sorted().toList();
    Settings s = data.settings();
    int target = sorted.contains(s.targetYear()) ? s.targetYear() : sorted.getLast();
    Settings t =
        new Settings(
            s.name(), s.description(), s.moneyYear(), s.demandYear(), s.weatherYear(), sorted, s.endYears(), target,
            s.discountRate(), s.socialDiscountRate(), s.wacc(), s.transferFactor(), s.weatherShiftDays(), s.growthDataCentreShare(), s.time(),
            s.unserved(), s.scenarios(), s.ai(), s.reserve(), s.supply(), s.policy());
    return data.with(t);
  }
}
