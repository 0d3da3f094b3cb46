package org.loadstar.study.store;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON objects as maps in the order of their keys. Written numbers are finite: what is not becomes null.
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private static final JsonMapper LINE = JsonMapper.builder().build();
  private static final JsonMapper SORTED = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Json() {}

  /// One JSON object, indented, with a closing line feed.
  public static String write(Map<String, ?> object) {
    return MAPPER.writeValueAsString(plain(object)) + "\n";
  }

  /// One JSON object in one line, without a line feed.
  public static String line(Map<String, ?> object) {
    return LINE.writeValueAsString(plain(object));
  }

  /// As [#line] with the keys of every object in their order as text: equal objects give equal text.
  public static String sorted(Map<String, ?> object) {
    return SORTED.writeValueAsString(plain(object));
  }

  /// The object as it is after writing and reading.
  public static Map<String, @Nullable Object> copy(Map<String, ?> object) {
    return new LinkedHashMap<>(read(line(object)));
  }

  /// The value as an object; an empty one when it is none.
  public static Map<String, Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> m ? text(m) : Map.of();
  }

  /// A JSON object or list on one line, in UTF-8.
  public static byte[] compact(Object value) {
    return LINE.writeValueAsBytes(plain(value));
  }

  /// The components of a record by name in snake case, nested records alike.
  public static Map<String, Object> object(Record record) {
    return read(write(Map.of("record", record))).get("record") instanceof Map<?, ?> m ? text(m) : Map.of();
  }

  private static Map<String, Object> text(Map<?, ?> map) {
    Map<String, Object> out = new LinkedHashMap<>();
    map.forEach((k, v) -> out.put(String.valueOf(k), v));
    return out;
  }

  /// Reads one JSON object.
  ///
  /// @throws IllegalArgumentException when the text is no JSON object
  public static Map<String, Object> read(String text) {
    try {
      Map<String, Object> object = MAPPER.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
      if (object == null) throw new IllegalArgumentException("not a JSON object");
      return object;
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw new IllegalArgumentException("not a whole JSON object" + (at == null ? "" : ", read until line " + at.getLineNr()), e);
    }
  }

  /// The value made of maps with text keys, lists, text, numbers, booleans and null only.
  static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Double d -> Double.isFinite(d) ? d + 0.0 : null;
      case Float f -> Float.isFinite(f) ? f : null;
      case String s -> s;
      case Boolean b -> b;
      case Number n -> n;
      case Optional<?> o -> plain(o.orElse(null));
      case Enum<?> e -> e.name().toLowerCase(Locale.ROOT);
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        map.forEach((k, v) -> out.put(String.valueOf(k), plain(v)));
        yield out;
      }
      case Iterable<?> items when !(value instanceof java.nio.file.Path) -> {
        List<@Nullable Object> out = new ArrayList<>();
        items.forEach(v -> out.add(plain(v)));
        yield out;
      }
      case Record record -> plain(MAPPER.convertValue(record, new TypeReference<LinkedHashMap<String, Object>>() {}));
      default -> {
        if (!value.getClass().isArray()) yield value.toString();
        List<@Nullable Object> out = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) out.add(plain(Array.get(value, i)));
        yield out;
      }
    };
  }
}
