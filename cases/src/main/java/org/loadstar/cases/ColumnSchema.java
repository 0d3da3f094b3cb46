package org.loadstar.cases;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Column;

/// One column of a table or one key of `case.yaml`, as annotated in the model.
///
/// @param component name of the record component
/// @param header name in the file: snake case and unit
/// @param index position among the record's components
record ColumnSchema(
    String component,
    String header,
    int index,
    Class<?> type,
    Column column,
    RecordComponent source) {

  static ColumnSchema of(RecordComponent c, int index) {
    Column column = c.getAnnotation(Column.class);
    if (column == null)
      throw new IllegalStateException(
          c.getDeclaringRecord().getName() + "." + c.getName() + " has no @Column");
    String header = snake(c.getName()) + (column.unit().isEmpty() ? "" : "_" + column.unit());
    return new ColumnSchema(c.getName(), header, index, c.getType(), column, c);
  }

  private static final ClassValue<List<ColumnSchema>> ALL =
      new ClassValue<>() {
        @Override
        protected List<ColumnSchema> computeValue(Class<?> record) {
          RecordComponent[] c = record.getRecordComponents();
          return IntStream.range(0, c.length).mapToObj(i -> of(c[i], i)).toList();
        }
      };

  /// The components of an annotated record.
  static List<ColumnSchema> of(Class<?> record) {
    return ALL.get(record);
  }

  /// `maxNew` as `max_new`.
  static String snake(String camel) {
    return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /// True where a value must be given: without a default, and for each item of a list or mapping.
  boolean required() {
    return column.absent().equals(Column.REQUIRED) || type != source.getType();
  }

  boolean infinite() {
    return column.infinite() || column.absent().equals("inf");
  }

  List<String> refs() {
    return column.ref().isEmpty() ? List.of() : List.of(column.ref().split("\\|"));
  }

  /// Value of a record in this column.
  Object of(Object record) {
    return Reflection.value(source, record);
  }

  /// The value written in `text`; null with a fault when it is not allowed.
  @Nullable Object parse(String text, Place place, Faults faults) {
    String s = text.strip();
    if (s.isEmpty()) {
      if (!required()) return parseAbsent();
      faults.add(place, "", "a value is needed for " + header + " (" + allowed() + ")");
      return null;
    }
    if (type == String.class) return s;
    if (type.isEnum()) return enumValue(s, place, faults);
    if (type == boolean.class) return truth(s, place, faults);
    if (type == int.class) return whole(s, place, faults);
    return real(s, place, faults);
  }

  private Object parseAbsent() {
    String s = column.absent();
    if (type == double.class && s.equals("NaN")) return Double.NaN;
    if (type == double.class && s.equals("inf")) return Double.POSITIVE_INFINITY;
    if (type == String.class) return s;
    var own = new Faults();
    Object v = parse(s, new Place(header, 0), own);
    if (v == null) throw new IllegalStateException("default of " + source + ": " + own.sorted());
    return v;
  }

  private @Nullable Object real(String s, Place place, Faults faults) {
    if (s.equals("inf") && infinite()) return Double.POSITIVE_INFINITY;
    if (s.equals("-inf") && infinite() && column.min() == Double.NEGATIVE_INFINITY) return Double.NEGATIVE_INFINITY;
    double v = Decimal.parse(s);
    if (Double.isNaN(v) || Double.isInfinite(v)) {
      String empty = column.absent().equals("NaN") || !required() ? "an empty cell" : null;
      boolean missing =
          Set.of("nan", "na", "n/a", "null", "none", "-").contains(s.toLowerCase(Locale.ROOT));
      faults.add(place, s, header + " must be " + allowed(), missing ? empty : numberHint(s));
      return null;
    }
    if (Math.abs(v) > NumberRule.LARGEST) {
      faults.add(place, s, header + " must be " + allowed() + NumberRule.IN_SIZE, infinite() && v > 0 ? "inf" : null);
      return null;
    }
    return inRange(v, s, place, faults) ? v : null;
  }

  private @Nullable Object whole(String s, Place place, Faults faults) {
    double v = Decimal.parse(s);
    if (v != Math.rint(v) || Math.abs(v) > Integer.MAX_VALUE) {
      faults.add(
          place, s, header + " must be " + allowed(), Double.isNaN(v) ? numberHint(s) : null);
      return null;
    }
    return inRange(v, s, place, faults) ? (int) v : null;
  }

  private boolean inRange(double v, String s, Place place, Faults faults) {
    if (v >= column.min() && v <= column.max()) return true;
    String maybe = null;
    if (column.max() == 1 && v > 1 && v <= 100)
      maybe = Decimal.text(v / 100) + " (a share, not percent)";
    else if (v < column.min() && -v >= column.min() && -v <= column.max() && column.min() == 0)
      maybe = Decimal.text(-v);
    faults.add(place, s, header + " must be " + allowed(), maybe);
    return false;
  }

  private @Nullable Object truth(String s, Place place, Faults faults) {
    switch (s.toLowerCase(Locale.ROOT)) {
      case "1", "true" -> {
        return true;
      }
      case "0", "false" -> {
        return false;
      }
      default -> {
        String l = s.toLowerCase(Locale.ROOT);
        String maybe =
            Set.of("yes", "y", "on", "t").contains(l)
                ? "1"
                : Set.of("no", "n", "off", "f").contains(l) ? "0" : null;
        faults.add(place, s, header + " must be " + allowed(), maybe);
        return null;
      }
    }
  }

  private @Nullable Object enumValue(String s, Place place, Faults faults) {
    for (Object c : type.getEnumConstants()) if (enumText(c).equals(s)) return c;
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(ColumnSchema::enumText).toList();
    String near = Nearest.to(s, names);
    faults.add(place, s, header + " must be " + allowed(), near == null ? null : "'" + near + "'");
    return null;
  }

  static String enumText(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String numberHint(String s) {
    if (s.matches("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?")) return s.replace(",", "");
    if (s.matches("[+-]?\\d+,\\d+")) return s.replace(',', '.');
    if (s.matches("[+-]?[\\d_]+(\\.\\d+)?")) return s.replace("_", "");
    if (s.matches("[+-]?[\\d.]+ ?%") && !Double.isNaN(Decimal.parse(s.replaceAll(" ?%", ""))))
      return Decimal.text(Decimal.parse(s.replaceAll(" ?%", "")) / 100);
    return null;
  }

  /// What may be written, in words.
  String allowed() {
    if (type == String.class) return "text";
    if (type == boolean.class) return "0 or 1 (false or true)";
    if (type.isEnum())
      return String.join(
          " or ", Arrays.stream(type.getEnumConstants()).map(ColumnSchema::enumText).toList());
    String number =
        type == int.class || type == Integer.class
            ? "a whole number"
            : infinite() ? "a number or inf" : "a number";
    return number + range();
  }

  /// ` from 0 to 1`, empty without bounds.
  String range() {
    boolean low = column.min() > Double.NEGATIVE_INFINITY;
    boolean high = column.max() < Double.POSITIVE_INFINITY;
    if (low && high)
      return " from " + Decimal.text(column.min()) + " to " + Decimal.text(column.max());
    if (low) return " of " + Decimal.text(column.min()) + " or more";
    return high ? " of " + Decimal.text(column.max()) + " or less" : "";
  }
}
