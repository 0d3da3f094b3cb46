package org.loadstar.cases;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A named policy overlay of a case, with three intensities: the file `levers/NAME.yaml` of its folder.
///
/// @param name name of the file without `.yaml`
/// @param description one sentence
/// @param group under which it is shown, as `permitting`
/// @param quality of its figures: read, secondary, derived or assumption
/// @param source where its figures come from
/// @param unit of its intensities, for people
/// @param start date on which it is decided
/// @param lagMonths months from then until it is in force
/// @param on whether it is on when nobody says otherwise
/// @param values what it changes
/// @param publicCost what it costs the public; empty where nothing is counted
public record Lever(
    String name,
    String description,
    String group,
    String quality,
    String source,
    String unit,
    LocalDate start,
    int lagMonths,
    boolean on,
    List<Value> values,
    List<PublicCost> publicCost) {
  static final double LOW = 0.5;
  static final double MIDDLE = 1;

  /// Largest intensity.
  public static final double HIGH = 2;

  public Lever {
    values = List.copyOf(values);
    publicCost = List.copyOf(publicCost);
  }

  /// One change. Each text is as in `--set`.
  ///
  /// @param path as in `--set`
  /// @param off when the lever is off; `x1` leaves what stands there
  public record Value(String path, String off, String low, String middle, String high) {
    /// The text laid over the case at an intensity, or null where what stands there stays.
    ///
    /// Numbers and factors are interpolated between off (0), low (0.5), middle (1) and high (2); other texts hold up to their intensity.
    @Nullable String at(double level) {
      String text = level <= 0 ? off : level <= LOW ? low : level <= MIDDLE ? middle : high;
      String before = level <= LOW ? off : level <= MIDDLE ? low : middle;
      double from = level <= LOW ? 0 : level <= MIDDLE ? LOW : MIDDLE;
      double to = level <= LOW ? LOW : level <= MIDDLE ? MIDDLE : HIGH;
      Edit a = Edit.orNumber(before);
      Edit b = Edit.orNumber(text);
      if (level > 0 && a != null && b != null) text = a.towards(b, (level - from) / (to - from)).text();
      return Edit.NEUTRAL.equals(Edit.of(text)) ? null : text;
    }
  }

  /// The first day on which it is in force.
  public LocalDate inForce() {
    return start.plusMonths(lagMonths);
  }

  /// Its intensity when nobody says otherwise.
  public double byDefault() {
    return on ? MIDDLE : 0;
  }
}
