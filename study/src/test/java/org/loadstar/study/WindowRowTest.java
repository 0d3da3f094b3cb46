package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SolveOptions;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Model;
import org.loadstar.model.TimeGrid;

class WindowRowTest {
  private static WindowRow row(int index, int first, int end) {
    return new WindowRow("w|0|x ", index, first, end);
  }

  /// A window of 48 hours is the sum of two of 24; a run of 30 hours holds two of 12 hours one after another and one that ends with it.
  @Test
  void aRowGoesToThoseItIsMadeOf() {
    double[] y = new double[60];
    WindowRow.spread(List.of(row(0, 0, 48), row(1, 48, 72)), new double[] {2, 3}, List.of(row(0, 0, 24), row(1, 24, 48), row(2, 48, 72)), y);
    assertThat(y).startsWith(2, 2, 3, 0);
    double[] z = new double[60];
    List<WindowRow> runs = java.util.stream.IntStream.range(0, 60).mapToObj(t -> row(t, t, t + 12)).toList();
    WindowRow.spread(List.of(row(0, 3, 33)), new double[] {-1}, runs, z);
    for (int t = 0; t < 60; t++) assertThat(z[t]).as("run from " + t).isEqualTo(t == 3 || t == 15 || t == 21 ? -1 : 0);
    double[] none = new double[1];
    WindowRow.spread(List.of(new WindowRow("other", 0, 0, 24)), new double[] {1}, List.of(row(0, 0, 24)), none);
    assertThat(none).containsExactly(0);
  }

  /// Work that waits within a day, on segments that end in the middle of days: the duals of their windows prove nearly what the segments do.
  @Test
  void windowsKeepTheirPartOfABound() {
    CaseSource source = CaseSource.of(Path.of("../examples/three-zones").toAbsolutePath().normalize());
    Case data = Stages.withStages(CaseReader.read(source).orThrow(), List.of(2030));
    TimeGrid few = TimeChoice.of("segments:120", data);
    TimeGrid fine = TimeChoice.of("segments:1000", data);
    Lp coarse = new Model(new Figures(data), new Model.Spec(Stages.of(data.settings(), few), null, true)).program().relaxed();
    Lp lp = new Model(new Figures(data), new Model.Spec(Stages.of(data.settings(), fine), null, true)).program().relaxed();
    var solved = Solving.once(coarse, "ipm", new SolveOptions(1e-6, 600, 1, 0), Progress.silent());
    double least = solved.certificate().lowerBound();
    EarlyBound early = Objects.requireNonNull(EarlyBound.of(coarse, few, solved.solution().rowDual()));
    double bound = EarlyBound.of(lp, fine, early, 2 * least);
    assertThat(coarse.rowBlocks()).anyMatch(b -> b.name().equals("workload.window"));
    assertThat(bound).isBetween(0.995 * least, least * (1 + 1e-9));
  }
}
