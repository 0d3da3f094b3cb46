package org.loadstar.ledger;

import org.loadstar.model.Settings;

/// Calendar years of a plan: a stage stands for the years up to the next, the last for the case's end years.
final class Years {
  private final Settings settings;

  Years(Settings settings) {
    this.settings = settings;
  }

  int first() {
    return settings.stages().getFirst();
  }

  int last() {
    int k = settings.stages().size() - 1;
    return settings.stages().get(k) + settings.years(k) - 1;
  }

  /// The planned year that stands for a calendar year; of years before the first the first, after the last the last.
  int stage(int year) {
    int of = first();
    for (int s : settings.stages()) if (s <= year) of = s;
    return of;
  }

  /// Calendar years for which a planned year stands.
  int[] of(int stage) {
    int k = settings.stages().indexOf(stage);
    return java.util.stream.IntStream.range(stage, stage + settings.years(k)).toArray();
  }
}
