package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loadstar.model.Flexibility.Pauses;

class InterruptionTest {
  @Test
  void pausesOfARun() {
    Pauses p = new Pauses(24, 8);
    assertThat(List.of(p.within(4), p.within(8), p.within(24), p.within(28), p.within(40), p.within(48)))
        .isEqualTo(List.of(4.0, 8.0, 8.0, 12.0, 16.0, 16.0));
    assertThat(p.binds()).isTrue();
    assertThat(new Pauses(24, 24).binds()).isFalse();
  }

  /// Runs of 3 hours or more over steps of 1, 2, 1, 4 hours; pieces of 4 hours.
  @Test
  void runsAndPiecesOfMergedHours() {
    TimeGrid grid = TimeGrid.window(new int[] {0, 1, 3, 4}, 8, 0.5);
    TimeGrid.Window all = grid.windows().getFirst();
    assertThat(grid.runs(all, 3)).extracting(TimeGrid.Window::first, TimeGrid.Window::last)
        .containsExactly(tuple(0, 1), tuple(1, 2), tuple(2, 3), tuple(3, 3));
    assertThat(grid.runs(all, 9)).extracting(TimeGrid.Window::first, TimeGrid.Window::last).containsExactly(tuple(0, 3));
    assertThat(grid.pieces(all, 4)).extracting(TimeGrid.Window::first, TimeGrid.Window::last).containsExactly(tuple(0, 2), tuple(3, 3));
    assertThat(grid.pieces(all, 3)).extracting(TimeGrid.Window::first, TimeGrid.Window::last)
        .as("the end of hour 6 lies inside a step").containsExactly(tuple(0, 1), tuple(2, 3));
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }
}
