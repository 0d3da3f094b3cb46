package org.loadstar.cases;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// YAML 1.2 text with the line of every value. Refused: a key given twice, aliases, more than one
/// document.
final class YamlFile {
  private static final YAMLFactory FACTORY = new YAMLFactory();
  private static final Pattern LINE = Pattern.compile("line (\\d+), column");

  private final YAMLParser parser;
  private final @Nullable Place fixed;
  private final String file;
  private final Faults faults;

  private YamlFile(YAMLParser parser, String file, @Nullable Place fixed, Faults faults) {
    this.parser = parser;
    this.file = file;
    this.fixed = fixed;
    this.faults = faults;
  }

  /// The document, or null with a fault.
  static @Nullable Yaml parse(String text, String file, Faults faults) {
    return parse(text, file, null, faults);
  }

  /// As above for text whose place is not a file, as an override.
  static @Nullable Yaml parse(String text, Place place, Faults faults) {
    return parse(text, place.file(), place, faults);
  }

  private static @Nullable Yaml parse(
      String text, String file, @Nullable Place fixed, Faults faults) {
    int before = faults.count();
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      var reader = new YamlFile((YAMLParser) parser, file, fixed, faults);
      JsonToken first = parser.nextToken();
      if (first == null) {
        faults.add(reader.whole(), "", "the file is empty");
        return null;
      }
      Yaml root = reader.value(first);
      if (parser.nextToken() != null)
        faults.add(reader.here(), "---", "only one YAML document is allowed");
      return faults.count() == before ? root : null;
    } catch (JacksonException e) {
      faults.add(errorPlace(e, file, fixed), "", "this is not YAML: " + problem(e), hint(e));
      return null;
    }
  }

  private Yaml value(JsonToken token) {
    Place place = here();
    return switch (token) {
      case START_OBJECT -> mapping(place);
      case START_ARRAY -> sequence(place);
      case VALUE_NULL -> new Yaml.Scalar(place, "");
      default -> {
        if (parser.isCurrentAlias())
          faults.add(
              place, "*" + parser.getString(), "aliases are not allowed; write the value out");
        yield new Yaml.Scalar(place, parser.getString().strip());
      }
    };
  }

  private Yaml mapping(Place place) {
    var m = new Yaml.Mapping(place);
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      Place key = here();
      String name = parser.getString();
      var value = value(parser.nextToken());
      Yaml.Entry old = m.entries().get(name);
      if (old != null)
        faults.add(key, name, "the key is given twice, first on line " + old.key().line());
      m.put(key, name, value);
    }
    return m;
  }

  private Yaml sequence(Place place) {
    var s = new Yaml.Sequence(place);
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken())
      s.items().add(value(t));
    return s;
  }

  private Place here() {
    return fixed != null ? fixed : new Place(file, parser.currentTokenLocation().getLineNr());
  }

  private Place whole() {
    return fixed != null ? fixed : new Place(file, 0);
  }

  private static Place errorPlace(JacksonException e, String file, @Nullable Place fixed) {
    if (fixed != null) return fixed;
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    var m = LINE.matcher(e.getOriginalMessage());
    while (m.find()) line = Integer.parseInt(m.group(1));
    return new Place(file, line);
  }

  /// The lines of the parser's message that are words, not an excerpt of the file.
  private static String problem(JacksonException e) {
    var words = new StringBuilder();
    for (String line : e.getOriginalMessage().split("\n")) {
      if (line.isBlank() || line.startsWith(" ")) continue;
      if (!words.isEmpty()) words.append(", ");
      words.append(line.strip());
    }
    return words.toString().replaceAll("\\.$", "");
  }

  private static @Nullable String hint(JacksonException e) {
    String m = e.getOriginalMessage();
    if (m.contains("TAB")) return "spaces instead of a tab";
    if (m.contains("mapping values are not allowed"))
      return "the indentation, or quotes around a text that holds ': '";
    if (m.contains("<stream end>")) return "a bracket or quote that was not closed";
    return null;
  }
}
