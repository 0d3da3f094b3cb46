package org.loadstar.cases.pypsa;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Decimal;
import org.loadstar.cases.Faults;
import org.loadstar.cases.NumberRule;
import org.loadstar.model.Column;

/// Reads one of PyPSA's lists into rows of ours: a component of the row is the attribute of the same name, the first one is the name.
/// Missing cells take the default of the column, which is PyPSA's.
final class ListReader<R extends Record> {
  private final Class<R> type;
  private final PypsaData.Rows rows;
  private final Faults faults;
  private final Map<String, IntFunction<Object>> computed = new HashMap<>();

  ListReader(Class<R> type, PypsaData.Rows rows, Faults faults) {
    this.type = type;
    this.rows = rows;
    this.faults = faults;
  }

  /// Takes the value of an attribute from a function of the row instead of its cell.
  ListReader<R> with(String attribute, IntFunction<Object> value) {
    computed.put(attribute, value);
    return this;
  }

  /// True where a component takes part in the optimisation.
  boolean isActive(int row) {
    return truth(row, "active", true);
  }

  String name(int row) {
    return rows.names()[row];
  }

  /// The rows of all active components.
  List<R> read() {
    RecordComponent[] components = type.getRecordComponents();
    List<Part> parts = Arrays.stream(components).map(Part::of).toList();
    Constructor<R> constructor = constructor(components);
    List<R> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int k = 0; k < rows.size(); k++) {
      if (!seen.add(rows.names()[k])) faults.add(rows.places().at(k, "name"), rows.names()[k], "the name is given twice");
      if (rows.names()[k].isEmpty()) faults.add(rows.places().at(k, "name"), "", "a name is needed");
      if (!isActive(k)) continue;
      Object[] values = new Object[parts.size()];
      values[0] = rows.names()[k];
      for (int c = 1; c < values.length; c++) values[c] = value(k, parts.get(c));
      try {
        all.add(constructor.newInstance(values));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return all;
  }

  /// A component of the row type.
  ///
  /// @param absent default of a number
  private record Part(String attribute, Class<?> kind, Column column, double absent, NumberRule rule) {
    static Part of(RecordComponent c) {
      Column column = c.getAnnotation(Column.class);
      String text = column.absent();
      double absent = text.equals(Column.REQUIRED) ? Double.NaN : Values.number(text);
      return new Part(Attributes.attribute(c), c.getType(), column, absent, NumberRule.of(c.getDeclaringRecord(), c.getName()));
    }
  }

  private Constructor<R> constructor(RecordComponent[] parts) {
    try {
      return type.getDeclaredConstructor(Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object value(int row, Part part) {
    String attribute = part.attribute;
    IntFunction<Object> own = computed.get(attribute);
    if (own != null) {
      Object v = own.apply(row);
      if (v instanceof Double d) require(row, part, d);
      return v;
    }
    if (part.kind == boolean.class) return truth(row, attribute, part.column.absent().equals("1"));
    if (part.kind == String.class) return rows.cell(row, attribute);
    double v = number(row, attribute, part.absent);
    require(row, part, v);
    return part.kind == double.class ? (Object) v : (Object) (int) v;
  }

  private void require(int row, Part part, double v) {
    boolean whole = part.kind == double.class || v == Math.rint(v) && Math.abs(v) <= Integer.MAX_VALUE;
    if (whole && part.rule.admits(v)) return;
    faults.add(rows.places().at(row, part.attribute), rows.cell(row, part.attribute),
        part.attribute + " of " + rows.names()[row] + " must be " + part.rule.words(v), part.rule.maybe(v));
  }

  /// Number in a cell, or the default where it is missing.
  double number(int row, String attribute, double absent) {
    return number(rows, row, attribute, absent, faults);
  }

  void fault(int row, String attribute, String message) {
    faults.add(rows.places().at(row, attribute), rows.cell(row, attribute), message + " (" + rows.names()[row] + ")");
  }

  static double number(PypsaData.Rows rows, int row, String attribute, double absent, Faults faults) {
    String text = rows.cell(row, attribute);
    boolean missing = Values.isMissing(text);
    if (text.isEmpty() || missing && Double.isNaN(absent)) return absent;
    double v = Values.number(text);
    if (!Double.isNaN(v)) return v;
    faults.add(rows.places().at(row, attribute), text, attribute + " of " + rows.names()[row] + " must be a number",
        missing ? "an empty cell, which stands for " + Decimal.text(absent) : text.matches("[+-]?\\d+,\\d+") ? text.replace(',', '.') : null);
    return absent;
  }

  /// Truth in a cell. Where True is the default an empty cell is refused: versions of PyPSA differ in what it means.
  boolean truth(int row, String attribute, boolean absent) {
    String text = rows.cell(row, attribute);
    if (text.isEmpty() && !(absent && rows.columns().containsKey(attribute))) return absent;
    @Nullable Boolean v = Values.truth(text);
    if (v != null) return v;
    faults.add(rows.places().at(row, attribute), text, attribute + " of " + rows.names()[row] + " must be True or False");
    return absent;
  }
}
