package org.loadstar.cases;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.loadstar.model.Settings;
import org.loadstar.model.TimeText;
import org.loadstar.model.network.NetworkSettings;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON schemas of `case.yaml` from the annotations of the model.
public final class CaseSchema {
  private static final String YEAR = "^[0-9]{4}$";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CaseSchema() {}

  /// The schema (draft 2020-12) as indented JSON text.
  public static String json() {
    return json("Loadstar case.yaml", Settings.class);
  }

  /// The schema of a network case's `case.yaml`.
  public static String networkJson() {
    return json("Loadstar case.yaml of a network case", NetworkSettings.class);
  }

  private static String json(String title, Class<?> settings) {
    ObjectNode root = JSON.createObjectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", title);
    object(settings, root);
    var indent = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
    return JSON.writer().with(printer).writeValueAsString(root) + "\n";
  }

  private static void object(Class<?> record, ObjectNode node) {
    node.put("type", "object").put("additionalProperties", false);
    ObjectNode properties = node.putObject("properties");
    var required = JSON.createArrayNode();
    for (ColumnSchema c : ColumnSchema.of(record)) {
      ObjectNode p = properties.putObject(c.header());
      p.put("description", c.column().doc());
      value(c.source().getGenericType(), c, p);
      if (record == Settings.class && c.header().equals("time")) p.put("pattern", "^(?:" + TimeText.SYNTAX + ")$");
      if (record == NetworkSettings.class && c.header().equals("kind")) p.put("const", NetworkReader.KIND);
      if (c.required()) required.add(c.header());
      else absent(c, p);
    }
    if (!required.isEmpty()) node.set("required", required);
  }

  private static void value(Type type, ColumnSchema c, ObjectNode node) {
    if (type instanceof ParameterizedType p) {
      Type[] t = p.getActualTypeArguments();
      if (p.getRawType() == List.class) {
        node.put("type", "array").put("minItems", 1);
        value(t[0], c, node.putObject("items"));
      } else {
        node.put("type", "object");
        if (t[0] == Integer.class) node.putObject("propertyNames").put("pattern", YEAR);
        value(t[1], c, node.putObject("additionalProperties"));
      }
      return;
    }
    Class<?> k = (Class<?>) type;
    if (k.isRecord()) object(k, node);
    else if (k == String.class) node.put("type", "string");
    else if (k == boolean.class) node.put("type", "boolean");
    else number(k == int.class || k == Integer.class, c, node);
  }

  private static void number(boolean whole, ColumnSchema c, ObjectNode node) {
    node.put("type", whole ? "integer" : "number");
    bound("minimum", c.column().min(), whole, node);
    bound("maximum", c.column().max(), whole, node);
  }

  private static void bound(String key, double v, boolean whole, ObjectNode node) {
    if (Double.isInfinite(v)) return;
    if (whole || v == Math.rint(v)) node.put(key, (long) v);
    else node.put(key, v);
  }

  private static void absent(ColumnSchema c, ObjectNode node) {
    String text = c.column().absent();
    if (c.type() == String.class) node.put("default", text);
    else if (c.type() == boolean.class) node.put("default", Boolean.parseBoolean(text));
    else if (c.type() == int.class) node.put("default", Integer.parseInt(text));
    else if (c.type() == double.class) node.put("default", Decimal.parse(text));
  }

  /// Writes the schemas in `docs/schema` and `docs/case-format.md`, `docs/network-format.md` below the directory given.
  public static void main(String[] args) throws IOException {
    Path docs = Path.of(args.length == 0 ? "." : args[0]).resolve("docs");
    Files.createDirectories(docs.resolve("schema"));
    Files.writeString(docs.resolve("schema/case.schema.json"), json());
    Files.writeString(docs.resolve("case-format.md"), CaseFormat.markdown());
    Files.writeString(docs.resolve("schema/network.schema.json"), networkJson());
    Files.writeString(docs.resolve("network-format.md"), NetworkFormat.markdown());
  }
}
