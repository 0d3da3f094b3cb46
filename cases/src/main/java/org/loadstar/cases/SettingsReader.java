package org.loadstar.cases;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads `case.yaml` into the record of its settings by the annotations of its components.
final class SettingsReader {
  private static final int FIRST_YEAR = 1990;
  private static final int LAST_YEAR = 2200;

  private final Class<? extends Record> settings;
  private final Faults faults;

  private SettingsReader(Class<? extends Record> settings, Faults faults) {
    this.settings = settings;
    this.faults = faults;
  }

  /// The settings, or null with faults.
  static <S extends Record> @Nullable S read(Class<S> settings, Yaml root, Faults faults) {
    return settings.cast(new SettingsReader(settings, faults).record(settings, root, ""));
  }

  /// Every key as a dotted path with its schema; keys inside lists and maps are not followed.
  static Map<String, ColumnSchema> paths(Class<? extends Record> settings) {
    var paths = new LinkedHashMap<String, ColumnSchema>();
    collect(settings, "", paths);
    return paths;
  }

  private static void collect(Class<?> record, String prefix, Map<String, ColumnSchema> paths) {
    for (ColumnSchema c : ColumnSchema.of(record)) {
      paths.put(prefix + c.header(), c);
      if (c.type().isRecord()) collect(c.type(), prefix + c.header() + ".", paths);
    }
  }

  private @Nullable Object record(Class<?> type, Yaml node, String path) {
    if (!(node instanceof Yaml.Mapping m)) {
      faults.add(
          node.place(),
          text(node),
          (path.isEmpty() ? "the file" : path) + " must be a mapping of keys to values");
      return null;
    }
    List<ColumnSchema> keys = ColumnSchema.of(type);
    List<String> names = keys.stream().map(ColumnSchema::header).toList();
    var meant = new ArrayList<String>();
    m.entries()
        .forEach(
            (name, entry) -> {
              if (names.contains(name)) return;
              String maybe = nearestPath(name, path, names);
              faults.add(
                  entry.key(),
                  name,
                  "the key is not known; "
                      + (path.isEmpty() ? "case.yaml" : path)
                      + " has "
                      + String.join(", ", names),
                  maybe);
              if (maybe != null) meant.add(maybe);
            });
    var values = new Object[keys.size()];
    boolean complete = true;
    for (ColumnSchema k : keys) {
      Yaml value = m.get(k.header());
      String at = path.isEmpty() ? k.header() : path + "." + k.header();
      if (value == null && k.required()) {
        if (!meant.contains("'" + at + "'"))
          faults.add(m.place(), "", "the key " + at + " is missing (" + k.column().doc() + ")");
        complete = false;
        continue;
      }
      Object v =
          value(k.source().getGenericType(), k, value == null ? absent(k, m.place()) : value, at);
      if (v == null) complete = false;
      else values[k.index()] = v;
    }
    return complete ? Reflection.create(Reflection.constructor(type), values) : null;
  }

  private @Nullable String nearestPath(String name, String path, List<String> names) {
    String near = Nearest.to(name, names);
    if (near != null) return "'" + (path.isEmpty() ? near : path + "." + near) + "'";
    for (String p : paths(settings).keySet()) if (p.endsWith("." + name)) return "'" + p + "'";
    return null;
  }

  /// The default as YAML, at the place of the mapping that lacks it.
  private static Yaml absent(ColumnSchema k, Place place) {
    if (k.type() == String.class) return new Yaml.Scalar(place, k.column().absent());
    var own = new Faults();
    Yaml value = YamlFile.parse(k.column().absent(), place, own);
    if (value == null) throw new IllegalStateException(k.source() + ": " + own.sorted());
    return value;
  }

  private @Nullable Object value(Type type, ColumnSchema k, Yaml node, String path) {
    if (type instanceof ParameterizedType p) {
      Type[] t = p.getActualTypeArguments();
      return p.getRawType() == List.class
          ? list(t[0], k, node, path)
          : map(t[0], t[1], k, node, path);
    }
    Class<?> c = (Class<?>) type;
    if (c.isRecord()) return record(c, node, path);
    if (!(node instanceof Yaml.Scalar s)) {
      faults.add(
          node.place(),
          "",
          path + " must be one value (" + new Scalar(k, c).schema().allowed() + ")");
      return null;
    }
    ColumnSchema schema = new Scalar(k, c).schema();
    if (c == String.class && !schema.required()) return s.text();
    return schema.parse(s.text(), s.place(), faults);
  }

  /// A column schema for an item of a list or map: the range of the key, the type of the item, no
  /// default.
  private record Scalar(ColumnSchema key, Class<?> type) {
    ColumnSchema schema() {
      Class<?> plain =
          type == Integer.class ? int.class : type == Double.class ? double.class : type;
      return new ColumnSchema(
          key.component(), key.header(), key.index(), plain, key.column(), key.source());
    }
  }

  private @Nullable Object list(Type item, ColumnSchema k, Yaml node, String path) {
    if (!(node instanceof Yaml.Sequence s)) {
      faults.add(
          node.place(),
          text(node),
          path + " must be a list",
          node instanceof Yaml.Scalar one ? "[" + one.text() + "]" : null);
      return null;
    }
    if (s.items().isEmpty()) {
      faults.add(s.place(), "[]", path + " must have at least one item");
      return null;
    }
    var items = new ArrayList<Object>();
    for (int i = 0; i < s.items().size(); i++) {
      Object v = value(item, k, s.items().get(i), path + "[" + (i + 1) + "]");
      if (v != null) items.add(v);
    }
    return items.size() == s.items().size() ? List.copyOf(items) : null;
  }

  private @Nullable SortedMap<?, ?> map(
      Type keyType, Type valueType, ColumnSchema k, Yaml node, String path) {
    if (node instanceof Yaml.Scalar s && s.text().isEmpty())
      return Collections.unmodifiableSortedMap(new TreeMap<>());
    if (!(node instanceof Yaml.Mapping m)) {
      faults.add(node.place(), text(node), path + " must be a mapping of keys to values");
      return null;
    }
    var map = new TreeMap<Object, Object>();
    m.entries()
        .forEach(
            (name, entry) -> {
              Object key = keyType == Integer.class ? year(name, entry.key(), path) : name;
              Object v = value(valueType, k, entry.value(), path + "." + name);
              if (key != null && v != null) map.put(key, v);
            });
    return map.size() == m.entries().size() ? Collections.unmodifiableSortedMap(map) : null;
  }

  private @Nullable Integer year(String name, Place place, String path) {
    double v = Decimal.parse(name);
    if (v == Math.rint(v) && v >= FIRST_YEAR && v <= LAST_YEAR) return (int) v;
    faults.add(
        place,
        name,
        "the keys of " + path + " must be years from " + FIRST_YEAR + " to " + LAST_YEAR);
    return null;
  }

  private static String text(Yaml node) {
    return node instanceof Yaml.Scalar s ? s.text() : "";
  }
}
