package org.loadstar.cases;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Changes values of `case.yaml` before they are read.
final class SettingsOverlay {
  private static final Set<Type> NUMBERS =
      Set.of(int.class, Integer.class, double.class, Double.class);

  private static final Set<Type> BY_YEAR = Set.of(Integer.class, Double.class);

  private final Format format;
  private final Yaml.Mapping root;
  private final Faults faults;

  SettingsOverlay(Format format, Yaml.Mapping root, Faults faults) {
    this.format = format;
    this.root = root;
    this.faults = faults;
  }

  /// What a path leads to.
  ///
  /// @param key the annotated key that holds it
  private record Target(Type type, ColumnSchema key) {
    boolean scalar() {
      return type instanceof Class<?> c && !c.isRecord();
    }

    /// True for numbers by year.
    boolean byYear() {
      return type instanceof ParameterizedType p && p.getRawType() instanceof Class<?> c && Map.class.isAssignableFrom(c) && Set.of(p.getActualTypeArguments()).equals(BY_YEAR);
    }
  }

  /// Writes or multiplies the value at a dotted path; items of lists are counted from 1.
  void set(String path, String text, Place place) {
    List<String> steps = List.of(path.split("\\.", -1));
    Target target = target(steps);
    if (target == null) {
      String near = nearest(path);
      faults.add(
          place,
          path,
          "the path is not known; it is a key of case.yaml or TABLE.KEY.COLUMN",
          near == null ? null : "'" + near + "'");
      return;
    }
    Yaml value = target.byYear() && Edit.orNumber(text) != null ? years(steps, text, place) : written(target, text, place);
    if (value != null) put(root, steps, target, value, place);
  }

  /// Numbers by year changed as one: a number is that of the last year, those before keep their relation to it; `x0.7` multiplies each.
  private @Nullable Yaml years(List<String> steps, String text, Place place) {
    Yaml at = root;
    for (String step : steps) at = at == null ? null : child(at, step);
    if (!(at instanceof Yaml.Mapping standing) || standing.entries().isEmpty()) {
      faults.add(place, text, "no year stands here that could be changed", String.join(".", steps) + ".2030=" + text);
      return null;
    }
    Edit edit = Edit.of(text);
    String last = Collections.max(standing.entries().keySet(), Comparator.comparingDouble(Decimal::parse));
    double from = standing.get(last) instanceof Yaml.Scalar s ? Decimal.parse(s.text()) : Double.NaN;
    double to = Decimal.parse(text);
    Edit each = edit != null ? edit : from == 0 ? Edit.NEUTRAL : new Edit(to / from, 0);
    Yaml.Mapping changed = new Yaml.Mapping(place);
    standing.entries().forEach((year, e) -> {
      double v = e.value() instanceof Yaml.Scalar s ? Decimal.parse(s.text()) : Double.NaN;
      boolean end = edit == null && year.equals(last);
      // What is no number is told where it stands.
      changed.put(place, year, Double.isNaN(v) ? e.value() : new Yaml.Scalar(place, Decimal.text(end ? to : each.of(v))));
    });
    return changed;
  }

  /// The known path nearest to the whole of an unknown one, to its end, or to its beginning.
  private @Nullable String nearest(String path) {
    var known = new ArrayList<>(SettingsReader.paths(format.settings()).keySet());
    known.addAll(format.tables().keySet());
    for (String k : known) if (k.endsWith("." + path)) return k;
    for (String head = path; ; head = head.substring(0, head.lastIndexOf('.'))) {
      String near = Nearest.to(head, known);
      if (near != null || head.indexOf('.') < 0) return near;
    }
  }

  private @Nullable Yaml written(Target target, String text, Place place) {
    if (target.scalar()) return new Yaml.Scalar(place, text);
    boolean list =
        target.type() instanceof ParameterizedType p
            && p.getRawType() == List.class
            && !text.startsWith("[");
    return YamlFile.parse(list ? "[" + text + "]" : text, place, faults);
  }

  private void put(Yaml.Mapping root, List<String> steps, Target target, Yaml value, Place place) {
    Yaml at = root;
    for (String step : steps.subList(0, steps.size() - 1)) {
      Yaml next = child(at, step);
      if (next == null && at instanceof Yaml.Mapping m) {
        next = new Yaml.Mapping(place);
        m.put(place, step, next);
      }
      if (next == null) {
        faults.add(
            place,
            step,
            "there is no such item; the list has "
                + (at instanceof Yaml.Sequence s ? s.items().size() : 0));
        return;
      }
      at = next;
    }
    String last = steps.getLast();
    Yaml changed = multiplied(target, child(at, last), value);
    if (changed == null) return;
    if (at instanceof Yaml.Mapping m) m.put(place, last, changed);
    else if (child(at, last) != null && at instanceof Yaml.Sequence s)
      s.items().set(Integer.parseInt(last) - 1, changed);
    else faults.add(place, last, "there is no such item");
  }

  private static @Nullable Yaml child(Yaml at, String step) {
    return switch (at) {
      case Yaml.Mapping m -> m.get(step);
      case Yaml.Sequence s -> {
        double i = Decimal.parse(step);
        yield i == Math.rint(i) && i >= 1 && i <= s.items().size()
            ? s.items().get((int) i - 1)
            : null;
      }
      case Yaml.Scalar s -> null;
    };
  }

  /// The value, or the product with what stands there when it is a factor; null with a fault when
  /// nothing stands there.
  private @Nullable Yaml multiplied(Target target, @Nullable Yaml old, Yaml value) {
    if (!NUMBERS.contains(target.type()) || !(value instanceof Yaml.Scalar v)) return value;
    Edit edit = Edit.of(v.text());
    if (edit == null) return value;
    String absent =
        target.key().required() || target.type() != target.key().type()
            ? ""
            : target.key().column().absent();
    String text = old instanceof Yaml.Scalar s ? s.text() : absent;
    double product = edit.ofText(text);
    if (!Double.isNaN(product)) return new Yaml.Scalar(value.place(), Decimal.text(product));
    if (text.isEmpty())
      faults.add(
          value.place(),
          v.text(),
          "nothing stands here that could be multiplied",
          "a number without x");
    return null;
  }

  /// Lays the settings of a scenario file over those of the case; mappings are merged key by key.
  void merge(Yaml.Mapping over, Set<String> ignored) {
    merge(root, over, List.of(), ignored);
  }

  private void merge(Yaml.Mapping into, Yaml.Mapping over, List<String> path, Set<String> ignored) {
    over.entries()
        .forEach(
            (name, e) -> {
              if (path.isEmpty() && ignored.contains(name)) return;
              var steps = new ArrayList<>(path);
              steps.add(name);
              Target target = target(steps);
              Yaml old = into.get(name);
              if (e.value() instanceof Yaml.Mapping m && target != null && !target.scalar()) {
                Yaml.Mapping sub = old instanceof Yaml.Mapping o ? o : new Yaml.Mapping(m.place());
                if (sub != old) into.put(e.key(), name, sub);
                merge(sub, m, steps, ignored);
                return;
              }
              Yaml changed = target == null ? e.value() : multiplied(target, old, e.value());
              if (changed != null) into.put(e.key(), name, changed);
            });
  }

  private @Nullable Target target(List<String> steps) {
    Type type = format.settings();
    ColumnSchema key = null;
    for (String step : steps) {
      if (type instanceof ParameterizedType p) {
        Type[] t = p.getActualTypeArguments();
        type = t[t.length - 1];
        continue;
      }
      if (!(type instanceof Class<?> c) || !c.isRecord()) return null;
      key =
          ColumnSchema.of(c).stream().filter(k -> k.header().equals(step)).findFirst().orElse(null);
      if (key == null) return null;
      type = key.source().getGenericType();
    }
    return key == null ? null : new Target(type, key);
  }
}
