package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  @Test
  void everyFormIsRead() {
    assertThat(TimeText.of("full")).contains(new TimeText(TimeText.Form.FULL, 1, 1));
    assertThat(TimeText.of("reps:12")).contains(new TimeText(TimeText.Form.DAYS, 12, 1));
    assertThat(TimeText.of("reps:4@2")).contains(new TimeText(TimeText.Form.DAYS, 4, 2));
    assertThat(TimeText.of("reps:4@2+17+365")).contains(new TimeText(TimeText.Form.DAYS, 4, 2, java.util.List.of(17, 365)));
    assertThat(TimeText.of("reps:3w@7")).contains(new TimeText(TimeText.Form.WEEKS, 3, 7));
    assertThat(TimeText.of("segments:200")).contains(new TimeText(TimeText.Form.SEGMENTS, 200, 1));
  }

  @Test
  void allCountsInRangeAndNoOthersAreRead() {
    assertThat(read("reps:", "")).containsExactly(IntStream.rangeClosed(1, 365).toArray());
    assertThat(read("reps:", "w")).containsExactly(IntStream.rangeClosed(1, 53).toArray());
    assertThat(read("segments:", "")).containsExactly(IntStream.rangeClosed(12, Hourly.HOURS).toArray());
  }

  @Test
  void stepsDivideThePeriod() {
    assertThat(read("reps:1@", "")).containsExactly(IntStream.rangeClosed(1, 99).filter(h -> 24 % h == 0).toArray());
    assertThat(read("reps:1w@", "")).containsExactly(IntStream.rangeClosed(1, 99).filter(h -> 168 % h == 0).toArray());
  }

  private static int[] read(String before, String after) {
    return IntStream.range(0, 10_000).filter(n -> TimeText.of(before + n + after).isPresent()).toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "reps", "reps:", "reps:01", "reps:4@", "full@2", "reps:4+0", "reps:4+366", "reps:4+", "reps:2w+5", "segments:100@2", "Full", "reps:4 ", "weekly"})
  void otherTextIsNot(String text) {
    assertThat(TimeText.of(text)).isEmpty();
  }
}
