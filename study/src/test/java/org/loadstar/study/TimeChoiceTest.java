package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.cases.CaseReader;
import org.loadstar.model.Case;
import org.loadstar.model.TimeGrid;

class TimeChoiceTest {
  private static final Case TWO_ZONES = CaseReader.read(Path.of("../examples/two-zones")).orThrow();

  @ParameterizedTest
  @CsvSource({
    "full,8760,1", "reps:1,24,1", "reps:6,144,6", "reps:6@2,72,6", "reps:3w,504,3", "segments:200,200,1", "reps:365,8760,365", "reps:12,288,12"
  })
  void everyGridStandsForTheWholeYear(String text, int steps, int periods) {
    TimeGrid g = TimeChoice.of(text, TWO_ZONES);
    assertThat(g.steps()).isEqualTo(steps);
    assertThat(g.periods()).isEqualTo(periods);
    assertThat(g.coveredHours()).isCloseTo(8760, within(1e-6));
    assertThat(g.windows().stream().mapToInt(w -> w.last() - w.first() + 1).sum()).isEqualTo(steps);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "reps", "reps:0", "reps:366", "reps:54w", "reps:4@5", "segments:3", "segments:9000", "weeks:4", "full:2"})
  void whatIsNotATimeIsRefusedWithWhatIs(String text) {
    assertThatThrownBy(() -> TimeChoice.of(text, TWO_ZONES)).hasMessageContaining("allowed").hasMessageContaining("reps:N");
  }

  @org.junit.jupiter.api.Test
  void theDaysOfHighestNetLoadStandForThemselves() {
    TimeGrid g = TimeChoice.of("reps:5", TWO_ZONES);
    long alone = java.util.stream.IntStream.range(0, g.periods()).filter(p -> g.weight(g.periodFirst(p)) == 1).count();
    assertThat(alone).isGreaterThanOrEqualTo(2);
  }

  @org.junit.jupiter.api.Test
  void theChoiceIsRepeatable() {
    assertThat(TimeChoice.of("reps:5", TWO_ZONES).order()).isEqualTo(TimeChoice.of("reps:5", TWO_ZONES).order());
  }
}
