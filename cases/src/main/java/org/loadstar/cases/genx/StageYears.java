package org.loadstar.cases.genx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loadstar.cases.Decimal;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Place;

/// Years and discounting of the stages of a case with several.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | n_y | years | length of stage y |
/// | w | | rate of interest |
/// | d_y | | weight of annual costs: (1 + w)^-(years before y) times the sum of (1 + w)^-i over i = 0 .. n_y - 1 |
///
/// @param index stage, from 0
/// @param lengths years of the stages
/// @param rate w
record StageYears(int index, List<Integer> lengths, double rate) {
  private static final String FILE = "settings/multi_stage_settings.yml";

  /// Settings of GenX's decomposition and outputs, which ours has no use for: it solves the stages at once.
  private static final Set<String> IDLE = Set.of("ConvergenceTolerance", "WriteIntermittentOutputs");

  /// The stages of a case folder; none with a fault.
  static List<StageYears> read(Path root, Faults faults) {
    Map<String, GenxSettings.Entry> all = GenxSettings.pairs(root, FILE, faults);
    List<StageYears> stages = new ArrayList<>();
    if (all.isEmpty()) return stages;
    all.forEach(
        (key, entry) -> {
          if (!Set.of("NumStages", "StageLengths", "WACC", "Myopic").contains(key) && !IDLE.contains(key))
            faults.add(entry.place(), key, "the setting is not known");
        });
    double number = number(all, "NumStages", faults);
    double rate = number(all, "WACC", faults);
    GenxSettings.Entry myopic = all.get("Myopic");
    if (myopic == null || Decimal.parse(myopic.text()) != 0)
      faults.add(
          myopic == null ? new Place(FILE, 0) : myopic.place(), myopic == null ? "" : myopic.text(),
          "planning stage by stage (Myopic 1, which GenX takes where it is not given) is not supported; Myopic must be 0");
    GenxSettings.Entry lengths = all.get("StageLengths");
    if (lengths == null) {
      faults.add(new Place(FILE, 0), "", "StageLengths is missing");
      return stages;
    }
    List<Integer> years = new ArrayList<>();
    for (String part : lengths.text().replaceAll("[\\[\\]\\s]", "").split(",")) {
      double v = Decimal.parse(part);
      if (!(v >= 1) || v != Math.rint(v)) faults.add(lengths.place(), lengths.text(), "StageLengths must be a list of years, as [10, 10]");
      else years.add((int) v);
    }
    if (years.size() < number) faults.add(lengths.place(), lengths.text(), "StageLengths must have NumStages entries");
    if (!faults.none()) return stages;
    for (int y = 0; y < number; y++) stages.add(new StageYears(y, List.copyOf(years.subList(0, (int) number)), rate));
    return stages;
  }

  /// Relative gap at which GenX ends its decomposition by stages; 0.01 where none is given.
  static double gap(Path root) {
    GenxSettings.Entry e = GenxSettings.pairs(root, FILE, new Faults()).get("ConvergenceTolerance");
    double v = e == null ? 0.01 : Decimal.parse(e.text());
    return v > 0 ? v : 0;
  }

  private static double number(Map<String, GenxSettings.Entry> all, String key, Faults faults) {
    GenxSettings.Entry e = all.get(key);
    if (e == null) {
      faults.add(new Place(FILE, 0), "", key + " is missing");
      return 0;
    }
    double v = Decimal.parse(e.text());
    if (Double.isNaN(v)) faults.add(e.place(), e.text(), key + " must be a number");
    return v;
  }

  int years() {
    return lengths.get(index);
  }

  private double years(double rate, int from, double to) {
    double sum = 0;
    for (int i = from; i <= to; i++) sum += Math.pow(1 + rate, -i);
    return sum;
  }

  /// d_y.
  double weight() {
    int before = lengths.subList(0, index).stream().mapToInt(n -> n).sum();
    return Math.pow(1 + rate, -before) * years(rate, 0, years() - 1);
  }

  /// What an annuity of capital, paid from the year after the begin of the stage to the end of its recovery or of the horizon, is worth in
  /// annual costs of the stage: capital that is paid after the horizon is recovered.
  double capital(double recovery, double rate) {
    int left = lengths.subList(index, lengths.size()).stream().mapToInt(n -> n).sum();
    return years(rate, 1, Math.min(recovery, left)) / years(this.rate, 0, years() - 1);
  }
}
