package org.loadstar.cases.pypsa;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import java.lang.reflect.Array;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One variable of a NetCDF-4 file with the conventions of its attributes: fill values, packed numbers, truth values, times and texts of
/// single characters.
///
/// Sources: NetCDF Climate and Forecast conventions 1.11 (units of time, `_FillValue`, `missing_value`, `scale_factor`, `add_offset`);
/// xarray writes truth values as bytes with the attribute `dtype = "bool"`.
final class NetCdfVariable {
  /// A variable that cannot be read, with the reason.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }
  }

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final Map<String, ChronoUnit> UNITS = Map.of(
      "days", ChronoUnit.DAYS, "hours", ChronoUnit.HOURS, "minutes", ChronoUnit.MINUTES, "seconds", ChronoUnit.SECONDS,
      "milliseconds", ChronoUnit.MILLIS, "microseconds", ChronoUnit.MICROS, "nanoseconds", ChronoUnit.NANOS);

  private final Dataset dataset;
  private final @Nullable Number fill;
  private final @Nullable Number missing;
  private final @Nullable Number scale;
  private final @Nullable Number offset;

  NetCdfVariable(Dataset dataset) {
    this.dataset = dataset;
    fill = number("_FillValue");
    missing = number("missing_value");
    scale = number("scale_factor");
    offset = number("add_offset");
  }

  String name() {
    return dataset.getName();
  }

  /// Lengths of the dimensions; a text of single characters has its length as the last.
  int[] dimensions() {
    return dataset.getDimensions();
  }

  boolean isText() {
    return dataset.getJavaType() == String.class || dataset.getJavaType() == char.class;
  }

  /// True when the values are single characters whose last dimension runs along a text.
  private boolean isCharacters() {
    return isText() && !dataset.isVariableLength() && dataset.getDataType().getSize() == 1;
  }

  /// The values as texts in row-major order: numbers in full, `inf`, times as `2030-01-31 13:00:00`, truth as `True` and `False`; empty
  /// where a value is missing.
  String[] texts() throws Unreadable {
    Object data = flat();
    if (isText()) return isCharacters() ? joined(data) : cleaned(data);
    int n = Array.getLength(data);
    String[] texts = new String[n];
    String units = text("units");
    boolean time = units != null && units.contains(" since ");
    boolean truth = "bool".equals(text("dtype"));
    boolean whole = !(data instanceof double[]) && !(data instanceof float[]) && !packed();
    for (int k = 0; k < n; k++) {
      double x = value(data, k);
      if (Double.isNaN(x)) texts[k] = "";
      else if (time) texts[k] = stamp(x, String.valueOf(units));
      else if (truth) texts[k] = x != 0 ? "True" : "False";
      else if (whole) texts[k] = Long.toString(((Number) Array.get(data, k)).longValue());
      else texts[k] = Double.isInfinite(x) ? x > 0 ? "inf" : "-inf" : Double.toString(x);
    }
    return texts;
  }

  /// The values as numbers in row-major order, NaN where missing.
  double[] numbers() throws Unreadable {
    if (isText()) throw new Unreadable("texts stand where numbers are needed");
    Object data = flat();
    int n = Array.getLength(data);
    double[] all = new double[n];
    if (data instanceof double[] d && !packed() && isNaN(missing) && isNaN(fill)) return d;
    for (int k = 0; k < n; k++) all[k] = value(data, k);
    return all;
  }

  private static boolean isNaN(@Nullable Number value) {
    return value == null || Double.isNaN(value.doubleValue());
  }

  private Object flat() throws Unreadable {
    Object data;
    try {
      data = dataset.isEmpty() || dataset.getSize() == 0 ? new double[0] : dataset.getDataFlat();
    } catch (RuntimeException e) {
      throw new Unreadable("the values cannot be read (" + e.getMessage() + ")");
    }
    Class<?> type = data.getClass().getComponentType();
    boolean number = type != null && type.isPrimitive() && type != char.class && type != boolean.class;
    if (isText() || number) return data;
    throw new Unreadable("values of this type are not read; texts, whole numbers, floating-point numbers and truth values are");
  }

  private double value(Object data, int k) {
    Number raw = (Number) Array.get(data, k);
    if (raw.equals(fill) || raw.equals(missing)) return Double.NaN;
    double x = raw.doubleValue();
    if (scale != null) x *= scale.doubleValue();
    return offset == null ? x : x + offset.doubleValue();
  }

  private boolean packed() {
    return scale != null || offset != null;
  }

  private String[] cleaned(Object data) throws Unreadable {
    int n = Array.getLength(data);
    String[] texts = new String[n];
    for (int k = 0; k < n; k++) {
      Object x = Array.get(data, k);
      texts[k] = x == null ? "" : whole(x.toString());
    }
    return texts;
  }

  private String[] joined(Object data) throws Unreadable {
    int[] dimensions = dimensions();
    int length = dimensions.length == 0 ? 1 : dimensions[dimensions.length - 1];
    String[] texts = new String[length == 0 ? 0 : Array.getLength(data) / length];
    for (int k = 0; k < texts.length; k++) {
      StringBuilder text = new StringBuilder(length);
      for (int c = 0; c < length; c++) text.append(Array.get(data, k * length + c));
      texts[k] = whole(text.toString());
    }
    return texts;
  }

  private String whole(String text) throws Unreadable {
    int end = text.indexOf('\0');
    String t = end < 0 ? text : text.substring(0, end);
    if (t.indexOf('\uFFFD') >= 0) throw new Unreadable("'" + t + "' holds characters that are not written as UTF-8");
    return t;
  }

  private String stamp(double x, String units) throws Unreadable {
    String[] words = units.split(" since ", 2);
    ChronoUnit unit = UNITS.get(words[0].strip());
    String calendar = text("calendar");
    boolean gregorian = calendar == null || calendar.equals("standard") || calendar.endsWith("gregorian");
    if (unit == null || !gregorian)
      throw new Unreadable("times in '" + units + "' of the calendar '" + calendar + "' are not read");
    double nanos = unit.getDuration().toNanos() * x;
    return origin(words[1].strip(), units).plusNanos(Math.round(nanos)).format(STAMP);
  }

  private static LocalDateTime origin(String text, String units) throws Unreadable {
    String iso = text.length() <= 10 ? text + "T00:00:00" : text.replace(' ', 'T');
    try {
      return LocalDateTime.parse(iso);
    } catch (DateTimeParseException e) {
      throw new Unreadable("the times begin at '" + units + "', which is no date");
    }
  }

  private @Nullable Number number(String attribute) {
    Attribute a = dataset.getAttribute(attribute);
    Object v = a == null ? null : a.getData();
    if (v != null && v.getClass().isArray() && Array.getLength(v) > 0) v = Array.get(v, 0);
    return v instanceof Number x ? x : null;
  }

  private @Nullable String text(String attribute) {
    return text(dataset.getAttribute(attribute));
  }

  /// An attribute as a text: its only value, or null where it has none.
  static @Nullable String text(@Nullable Attribute a) {
    Object v = a == null ? null : a.getData();
    if (v != null && v.getClass().isArray()) v = Array.getLength(v) == 0 ? null : Array.get(v, 0);
    return v == null ? null : v.toString();
  }

  @Override
  public String toString() {
    return name() + Arrays.toString(dimensions());
  }
}
