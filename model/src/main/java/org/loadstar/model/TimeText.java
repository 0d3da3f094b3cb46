package org.loadstar.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A time resolution as it is written in `case.yaml` and after `--time`.
///
/// @param form kind of the timesteps
/// @param count number of days, weeks or segments; 1 for the full year
/// @param step hours of a timestep of a day or a week, else 1
/// @param days further days of the year that stand for themselves, 1 to 365, UTC; of days only
public record TimeText(Form form, int count, int step, List<Integer> days) {
  public TimeText {
    days = List.copyOf(days);
  }

  TimeText(Form form, int count, int step) {
    this(form, count, step, List.of());
  }

  /// Kinds of timesteps.
  public enum Form {
    FULL,
    DAYS,
    WEEKS,
    SEGMENTS
  }

  /// What is allowed, in words.
  public static final String ALLOWED =
      "full, reps:N (N representative days, 1 to 365), reps:Nw (weeks, 1 to 53), reps:N@H or reps:Nw@H (these in steps of H hours,"
          + " H below 100 and a divisor of 24 or of 168), reps:N+D+D or reps:N@H+D+D (further days of the year that stand for themselves, 1 to 365), segments:N (N runs of hours, 12 to 8760)";

  /// What is allowed, as a regular expression for the whole text that Java and JSON Schema read alike.
  public static final String SYNTAX =
      "full"
          + "|reps:([1-9][0-9]?|[12][0-9]{2}|3[0-5][0-9]|36[0-5])(?:@(1|2|3|4|6|8|12|24))?((?:\\+(?:[1-9][0-9]?|[12][0-9]{2}|3[0-5][0-9]|36[0-5]))*)"
          + "|reps:([1-9]|[1-4][0-9]|5[0-3])w(?:@(1|2|3|4|6|7|8|12|14|21|24|28|42|56|84))?"
          + "|segments:(1[2-9]|[2-9][0-9]|[1-9][0-9]{2}|[1-7][0-9]{3}|8[0-6][0-9]{2}|87[0-5][0-9]|8760)";

  private static final Pattern PATTERN = Pattern.compile(SYNTAX);

  /// The resolution, empty when the text is none of the forms.
  public static Optional<TimeText> of(String text) {
    Matcher m = PATTERN.matcher(text);
    if (!m.matches()) return Optional.empty();
    if (m.group(1) != null) return Optional.of(new TimeText(Form.DAYS, Integer.parseInt(m.group(1)), step(m.group(2)), days(m.group(3))));
    if (m.group(4) != null) return Optional.of(new TimeText(Form.WEEKS, Integer.parseInt(m.group(4)), step(m.group(5))));
    if (m.group(6) != null) return Optional.of(new TimeText(Form.SEGMENTS, Integer.parseInt(m.group(6)), 1));
    return Optional.of(new TimeText(Form.FULL, 1, 1));
  }

  private static List<Integer> days(@Nullable String added) {
    if (added == null) return List.of();
    return Arrays.stream(added.split("\\+")).filter(d -> !d.isEmpty()).map(Integer::valueOf).distinct().toList();
  }

  private static int step(@Nullable String hours) {
    return hours == null ? 1 : Integer.parseInt(hours);
  }
}
