package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Stages and timesteps of a network case.
///
/// | symbol | meaning |
/// |---|---|
/// | y | stage, `index` 0.. in order, with weight d_y of its annual costs |
/// | t | timestep of a stage, 0 .. steps-1; its snapshot is `first + t` |
/// | o_t | hours for which operating costs are paid, `objective(t)` |
/// | g_t | hours of the year that the timestep stands for, `energy(t)` |
/// | h_t | hours to the next timestep, `elapsed(t)` |
/// | p | period: a run of timesteps of a stage |
public final class Horizon {
  private final List<Stage> stages;

  public Horizon(List<Snapshot> snapshots, List<StageRow> rows) {
    List<Stage> all = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    int begin = 0;
    for (int k = 1; k <= snapshots.size(); k++) {
      if (k < snapshots.size() && snapshots.get(k).stage() == snapshots.get(begin).stage()) continue;
      int label = snapshots.get(begin).stage();
      if (!seen.add(label)) throw new IllegalArgumentException("the snapshots of stage " + label + " do not stand together");
      StageRow row = rows.stream().filter(r -> r.stage() == label).findFirst().orElse(new StageRow(label, 1, 1));
      all.add(new Stage(all.size(), label, row.objective(), row.years(), begin, snapshots.subList(begin, k)));
      begin = k;
    }
    stages = List.copyOf(all);
  }

  public List<Stage> stages() {
    return stages;
  }

  /// A stage with its timesteps.
  public static final class Stage {
    private final int index;
    private final int label;
    private final double weight;
    private final double years;
    private final int first;
    private final double[] objective;
    private final double[] energy;
    private final double[] elapsed;
    private final int[] period;
    private final int[] periodFirst;
    private final int[] periodLabel;

    Stage(int index, int label, double weight, double years, int first, List<Snapshot> steps) {
      this.index = index;
      this.label = label;
      this.weight = weight;
      this.years = years;
      this.first = first;
      int n = steps.size();
      objective = new double[n];
      energy = new double[n];
      elapsed = new double[n];
      period = new int[n];
      int[] begins = new int[n + 1];
      int[] labels = new int[n];
      int p = -1;
      for (int t = 0; t < n; t++) {
        Snapshot s = steps.get(t);
        objective[t] = s.objective();
        energy[t] = s.energy();
        elapsed[t] = s.elapsed();
        if (t == 0 || s.period() != steps.get(t - 1).period()) begins[++p] = t;
        labels[p] = s.period();
        period[t] = p;
      }
      begins[p + 1] = n;
      periodFirst = java.util.Arrays.copyOf(begins, p + 2);
      periodLabel = java.util.Arrays.copyOf(labels, p + 1);
    }

    public int index() {
      return index;
    }

    /// Calendar year or number of the stage, as in its rows.
    public int label() {
      return label;
    }

    /// Words for it in a sentence: ` in 2030`, ` in stage 2`; nothing where there is one stage without a year.
    public String words() {
      return label == 0 ? "" : (label < 1000 ? " in stage " : " in ") + label;
    }

    /// d_y: weight of annual costs in the objective.
    public double weight() {
      return weight;
    }

    public double years() {
      return years;
    }

    /// Snapshot of timestep 0.
    public int first() {
      return first;
    }

    public int steps() {
      return objective.length;
    }

    /// o_t.
    public double objective(int t) {
      return objective[t];
    }

    /// g_t.
    public double energy(int t) {
      return energy[t];
    }

    /// h_t.
    public double elapsed(int t) {
      return elapsed[t];
    }

    public int periods() {
      return periodFirst.length - 1;
    }

    public int period(int t) {
      return period[t];
    }

    /// First timestep of period p; `periodFirst(periods())` is the number of timesteps.
    public int periodFirst(int p) {
      return periodFirst[p];
    }

    /// Label of period p, as in its snapshots.
    public int periodLabel(int p) {
      return periodLabel[p];
    }

    public boolean firstOfPeriod(int t) {
      return t == periodFirst[period[t]];
    }

    /// The timestep before t in its period; the first follows the last.
    public int previousCyclic(int t) {
      return firstOfPeriod(t) ? periodFirst[period[t] + 1] - 1 : t - 1;
    }

    /// Objective money [M] per GW at timestep t for one unit of currency per MWh.
    public double perMwh(int t) {
      return weight * objective[t] * 1e-3;
    }

    /// Objective money [M] per GW for one unit of currency per MW and year.
    public double perMwYear() {
      return weight * 1e-3;
    }
  }
}
