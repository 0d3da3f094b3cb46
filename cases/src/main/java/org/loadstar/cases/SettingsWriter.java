package org.loadstar.cases;

import java.util.List;
import java.util.Map;
import org.loadstar.model.Settings;

/// Writes settings as `case.yaml`: block mappings, lists in flow style, texts in double quotes.
final class SettingsWriter {
  private SettingsWriter() {}

  /// @param scenarios written in place of those of the settings
  static String text(Settings settings, Map<String, String> scenarios) {
    var s = new StringBuilder();
    for (ColumnSchema c : ColumnSchema.of(Settings.class))
      entry(c.header(), c.header().equals("scenarios") ? scenarios : c.of(settings), "", s);
    return s.toString();
  }

  static String text(Record settings) {
    var s = new StringBuilder();
    for (ColumnSchema c : ColumnSchema.of(settings.getClass())) entry(c.header(), c.of(settings), "", s);
    return s.toString();
  }

  private static void entry(String key, Object value, String indent, StringBuilder s) {
    s.append(indent).append(key).append(':');
    switch (value) {
      case Record r -> {
        s.append('\n');
        for (ColumnSchema c : ColumnSchema.of(r.getClass()))
          entry(c.header(), c.of(r), indent + "  ", s);
      }
      case Map<?, ?> m when !m.isEmpty() -> {
        s.append('\n');
        m.forEach(
            (k, v) -> entry(k instanceof String t ? quoted(t) : k.toString(), v, indent + "  ", s));
      }
      default -> s.append(' ').append(flow(value)).append('\n');
    }
  }

  private static String flow(Object value) {
    return switch (value) {
      case String t -> quoted(t);
      case Double d -> Decimal.text(d);
      case List<?> l ->
          "[" + String.join(", ", l.stream().map(SettingsWriter::flow).toList()) + "]";
      case Map<?, ?> m -> "{}";
      case Record r ->
          "{"
              + String.join(
                  ", ",
                  ColumnSchema.of(r.getClass()).stream()
                      .map(c -> c.header() + ": " + flow(c.of(r)))
                      .toList())
              + "}";
      case Enum<?> e -> e.name().toLowerCase(java.util.Locale.ROOT);
      default -> value.toString();
    };
  }

  private static String quoted(String text) {
    var s = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') s.append('\\').appendCodePoint(c);
              else if (c == '\n') s.append("\\n");
              else if (Character.isISOControl(c)) s.append(String.format("\\u%04x", c));
              else s.appendCodePoint(c);
            });
    return s.append('"').toString();
  }
}
