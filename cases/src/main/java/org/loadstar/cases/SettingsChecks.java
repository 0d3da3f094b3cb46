package org.loadstar.cases;

import java.util.List;
import java.util.Map;
import org.loadstar.model.Settings;
import org.loadstar.model.TimeText;

/// What must hold between the settings of a case.
final class SettingsChecks {
  private SettingsChecks() {}

  static void check(Settings s, Yaml root, Faults faults) {
    checkStages(s, root, faults);
    checkTime(s, root, faults);
    checkUnserved(s, root, faults);
    double before = 0;
    for (Map.Entry<Integer, Double> t : s.ai().targetGw().entrySet()) {
      if (t.getValue() < before)
        faults.add(
            root.placeOf("ai", "target_gw", t.getKey().toString()),
            Decimal.text(t.getValue()),
            "the target is cumulative, so it must not be less than the "
                + Decimal.text(before)
                + " GW of an earlier year");
      before = t.getValue();
    }
    targetsAfterTheEnd(s, root, faults);
  }

  /// Targets of years after the last stage hold nothing.
  private static void targetsAfterTheEnd(Settings s, Yaml root, Faults faults) {
    int last = s.stages().getLast();
    List<Integer> late = s.ai().targetGw().keySet().stream().filter(y -> y > last).toList();
    if (!late.isEmpty())
      faults.warn(
          root.placeOf("ai", "target_gw", late.getFirst().toString()), late.getFirst().toString(),
          "no year of stages " + s.stages() + " is as late: this target is no part of a plan", late.getFirst() + " among the stages");
  }

  private static void checkTime(Settings s, Yaml root, Faults faults) {
    if (TimeText.of(s.time()).isPresent()) return;
    String meant = s.time().strip().replaceFirst("^(reps|segments)[ =:-]*(?=\\d)", "$1:");
    faults.add(
        root.placeOf("time"),
        s.time(),
        "allowed are " + TimeText.ALLOWED,
        TimeText.of(meant).isPresent() ? "'" + meant + "'" : Nearest.to(s.time(), List.of("full")));
  }

  private static void checkStages(Settings s, Yaml root, Faults faults) {
    boolean ascending = true;
    for (int k = 1; k < s.stages().size(); k++)
      ascending &= s.stages().get(k) > s.stages().get(k - 1);
    if (!ascending) {
      String sorted = s.stages().stream().sorted().distinct().toList().toString();
      faults.add(
          root.placeOf("stages"),
          s.stages().toString(),
          "stages must ascend, each year once",
          sorted);
    }
    if (!s.stages().contains(s.targetYear())) {
      int nearest = s.stages().getFirst();
      for (int y : s.stages())
        if (Math.abs(y - s.targetYear()) < Math.abs(nearest - s.targetYear())) nearest = y;
      faults.add(
          root.placeOf("target_year"),
          Integer.toString(s.targetYear()),
          "target_year must be one of the stages " + s.stages(),
          Integer.toString(nearest));
    }
  }

  private static void checkUnserved(Settings s, Yaml root, Faults faults) {
    List<Settings.UnservedSegment> u = s.unserved();
    if (u.getLast().share() != 1)
      faults.add(
          root.placeOf("unserved"),
          Decimal.text(u.getLast().share()),
          "the last segment of unserved must have share 1");
    for (int i = 1; i < u.size(); i++)
      if (u.get(i).usdPerMwh() < u.get(i - 1).usdPerMwh())
        faults.add(
            root.placeOf("unserved"),
            Decimal.text(u.get(i).usdPerMwh()),
            "segments of unserved must come cheapest first");
  }
}
