package org.loadstar.model.network;

import org.loadstar.model.Result;

/// The levels of one store over all stages: which level comes before which.
///
/// Levels follow each other over all timesteps of the stages in which the store stands, or within each period where a store returns to
/// its start ([Mode#cyclicPerPeriod]) or starts anew ([Mode#initialPerPeriod]) in each. The level before the first is the last one
/// ([Mode#cyclic]) or given.
final class Chain {
  /// How the levels join; a store that is cyclic per period is so whatever else is set.
  record Mode(boolean cyclic, boolean cyclicPerPeriod, boolean initialPerPeriod) {}

  /// Instead of a column: the level before is the given one.
  static final int INITIAL = -1;

  private static final int ABSENT = -1;
  private final Mode mode;
  private final Horizon horizon;
  private final int[] first;

  Chain(Horizon horizon, Mode mode) {
    this.horizon = horizon;
    this.mode = mode;
    first = new int[horizon.stages().size()];
    java.util.Arrays.fill(first, ABSENT);
  }

  /// The store stands in a stage, with its level of timestep 0 in column `column`.
  void stands(Horizon.Stage s, int column) {
    first[s.index()] = column;
  }

  /// Column of the level before timestep t, or [#INITIAL].
  int before(Horizon.Stage s, int t) {
    if (mode.cyclicPerPeriod) return first[s.index()] + s.previousCyclic(t);
    if (mode.initialPerPeriod && s.firstOfPeriod(t)) return INITIAL;
    if (t > 0) return first[s.index()] + t - 1;
    for (int k = s.index() - 1; k >= 0; k--) if (first[k] != ABSENT) return last(k);
    if (!mode.cyclic) return INITIAL;
    return last(lastStage());
  }

  private int last(int stage) {
    return first[stage] + horizon.stages().get(stage).steps() - 1;
  }

  private int lastStage() {
    for (int k = first.length - 1; k >= 0; k--) if (first[k] != ABSENT) return k;
    throw new IllegalStateException("stands in no stage");
  }

  /// Posts what is drawn out of a store that need not return: the given level less the last one, times `sign`, in each period that
  /// starts anew, else once, in the last stage.
  void postDepletion(Book book, String asset, double initial) {
    if (mode.cyclic || mode.cyclicPerPeriod) return;
    for (Horizon.Stage s : horizon.stages()) {
      if (first[s.index()] == ABSENT || !mode.initialPerPeriod && s.index() != lastStage()) continue;
      Amount drawn = Amount.of(0);
      double given = 0;
      for (int p = mode.initialPerPeriod ? 0 : s.periods() - 1; p < s.periods(); p++) {
        drawn = drawn.plus(first[s.index()] + s.periodFirst(p + 1) - 1, -1);
        given += initial;
      }
      book.post(Book.Account.DEPLETION, s, asset, drawn.and(given));
    }
  }

  /// Level at timestep t in a solution [MWh].
  double level(Result r, Horizon.Stage s, int t) {
    return r.value(first[s.index()] + t) * 1e3;
  }
}
