package org.loadstar.study;

import java.util.ArrayList;
import java.util.List;
import org.loadstar.model.Case;
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
    List<Integer> years = new ArrayList<>(data.settings().stages().stream().filter(y -> y < year).toList());
    years.add(year);
    return data.with(data.settings().untilWithoutTarget(List.copyOf(years)));
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
