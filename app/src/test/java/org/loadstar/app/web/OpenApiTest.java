package org.loadstar.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.study.store.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The document of the API and the server agree: the same routes, and real answers that keep to the schemas.
class OpenApiTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  @TempDir static Path workspace;
  private static Visitor visitor;
  private static JsonNode document;
  private static String job;
  private static String run;

  @BeforeAll
  static void aPlanOfTheSmallestExample() {
    document = new YAMLMapper().readTree(Routes.document());
    visitor = Visitor.of(workspace);
    job = visitor.start("{\"verb\": \"plan\", \"case\": \"three-zones\", \"time\": \"reps:1@6\", \"stages\": [2026, 2030], \"options\": {\"integers\": \"off\"}}");
    Map<String, Object> ended = visitor.ended(job);
    assertThat(ended).as(visitor.get("/api/jobs/" + job + "/log").body()).containsEntry("state", "done");
    run = String.valueOf(ended.get("run"));
  }

  @AfterAll
  static void close() {
    visitor.close();
  }

  @Test
  void theDocumentHasTheRoutesOfTheServerAndNoOther() {
    Set<String> written = new TreeSet<>();
    document.path("paths").propertyStream().forEach(p ->
        p.getValue().propertyNames().stream().filter(m -> !m.equals("parameters")).forEach(m -> written.add(m.toUpperCase(Locale.ROOT) + " " + p.getKey())));
    Set<String> served = new TreeSet<>();
    for (Routes.Route r : visitor.desk().routes()) served.add(r.method().name() + " " + r.path());
    assertThat(written).isEqualTo(served);
    assertThat(visitor.get("/api/openapi.yaml").body()).startsWith("openapi: 3.1.0");
  }

  @Test
  void everyOperationSaysWhatItRefuses() {
    document.path("paths").propertyStream().forEach(p -> p.getValue().propertyStream().filter(o -> !o.getKey().equals("parameters")).forEach(o -> {
      assertThat(o.getValue().path("operationId").asString("")).as(p.getKey()).isNotEmpty();
      assertThat(o.getValue().path("summary").asString("")).as(p.getKey()).isNotEmpty();
      if (!p.getKey().equals("/api/health")) assertThat(o.getValue().path("responses").has("4XX")).as(p.getKey()).isTrue();
    }));
  }

  /// What the answer of an operation breaks of its schema.
  private static List<String> violations(String method, String route, HttpResponse<String> r) {
    JsonNode responses = document.path("paths").path(route).path(method).path("responses");
    JsonNode response = responses.path(r.statusCode() >= 400 ? "4XX" : "" + r.statusCode());
    if (response.isMissingNode()) return List.of("status " + r.statusCode() + " is not written down: " + r.body());
    if (response.has("$ref")) response = document.at(response.path("$ref").asString("").substring(1));
    if (!response.has("content")) return r.body().isEmpty() ? List.of() : List.of("a body is not written down");
    String type = r.headers().firstValue("Content-Type").orElse("").split(";")[0];
    JsonNode schema = response.path("content").path(type);
    if (schema.isMissingNode()) return List.of("type " + type + " is not written down");
    if (!type.equals("application/json")) return List.of();
    ObjectNode whole = (ObjectNode) MAPPER.readTree(MAPPER.writeValueAsString(schema.path("schema")));
    whole.set("components", document.path("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(MAPPER.writeValueAsString(whole), InputFormat.JSON)
        .validate(r.body(), InputFormat.JSON).stream().map(e -> e.getInstanceLocation() + " " + e.getMessage()).toList();
  }

  private static void keeps(String route, String path, int status) {
    HttpResponse<String> r = visitor.get(path);
    assertThat(r.statusCode()).as(path + ": " + r.body()).isEqualTo(status);
    assertThat(violations("get", route, r)).as(path).isEmpty();
  }

  @Test
  void answersKeepToTheirSchemas() {
    Map<String, String> paths = new LinkedHashMap<>();
    String r = "/api/runs/{id}";
    paths.put("/api/health", "/api/health");
    paths.put("/api/openapi.yaml", "/api/openapi.yaml");
    paths.put("/api/runs", "/api/runs?limit=10");
    for (String part : List.of("", "/tables", "/dispatch", "/geo", "/ledger")) paths.put(r + part, "/api/runs/" + run + part);
    paths.put(r + "/tables/{name}", "/api/runs/" + run + "/tables/capacity?grid=plan&year=2030&columns=zone,technology,standing_mw");
    paths.put(r + "/download/{file}", "/api/runs/" + run + "/download/summary.json");
    paths.put("/api/compare", "/api/compare?a=" + run + "&b=" + run);
    paths.put("/api/cases", "/api/cases");
    paths.put("/api/cases/{name}", "/api/cases/north-america");
    paths.put("/api/cases/{name}/geo", "/api/cases/three-zones/geo");
    paths.put("/api/cases/{name}/tables/{file}", "/api/cases/three-zones/tables/campuses.csv");
    paths.put("/api/cases/{name}/claims", "/api/cases/two-zones/claims");
    paths.put("/api/grids", "/api/grids");
    paths.put("/api/jobs", "/api/jobs?state=done");
    for (String part : List.of("", "/result", "/log")) paths.put("/api/jobs/{id}" + part, "/api/jobs/" + job + part);
    paths.forEach((route, path) -> keeps(route, path, 200));
    keeps(r + "/adequacy", "/api/runs/" + run + "/adequacy", 404);
    keeps(r + "/levers", "/api/runs/" + run + "/levers", 404);
    keeps(r, "/api/runs/ffffffffffff", 404);
    keeps("/api/jobs/{id}", "/api/jobs/20260101-000000-abcdef", 404);
    for (String file : List.of("report.html", "capacity.csv", "capacity.parquet", "csv.zip", "parquet.zip"))
      keeps(r + "/download/{file}", "/api/runs/" + run + "/download/" + file, 200);
  }

  @Test
  void numbersAreThoseOfTheRun() {
    Map<String, Object> detail = visitor.json("/api/runs/" + run);
    assertThat(detail.get("summary")).isEqualTo(Json.read(visitor.get("/api/runs/" + run + "/download/summary.json").body()));
    Map<String, Object> d = visitor.json("/api/runs/" + run + "/dispatch?grid=full&from=0&to=168");
    assertThat((List<?>) d.get("hour")).hasSize(168);
    Map<String, Object> zone = visitor.json("/api/runs/" + run + "/tables/zones");
    String first = String.valueOf(((List<?>) ((List<?>) zone.get("values")).getFirst()).getFirst());
    Map<String, Object> one = visitor.json("/api/runs/" + run + "/dispatch?grid=full&from=0&to=168&zone=" + first);
    for (Map<String, Object> m : List.of(d, one)) balanced(m);
  }

  /// Supply and demand of every hour, but for what lines lose.
  private static void balanced(Map<String, Object> d) {
    double supply = sum(d, "unserved_mw") + sum(d, "export_mw") + sum(d, "surplus_mw") + sum(d, "trade_mw");
    for (Object g : (List<?>) d.get("generation")) supply += sum(Job.object(g), "power_mw");
    for (Object s : (List<?>) d.get("storage")) supply += sum(Job.object(s), "charge_mw");
    double demand = sum(d, "load_mw") + sum(d, "ai_mw");
    assertThat(demand).isPositive();
    assertThat(supply).isBetween(demand * (1 - 1e-6), demand * 1.05);
  }

  private static double sum(Map<String, Object> m, String key) {
    return ((List<?>) m.get(key)).stream().mapToDouble(v -> v instanceof Number n ? n.doubleValue() : 0).sum();
  }

  @Test
  void aCopyIsChangedAndACaseOfTheInstallationIsNot() throws Exception {
    HttpResponse<String> copy = visitor.post("/api/cases", "{\"from\": \"two-zones\", \"name\": \"mine\"}");
    assertThat(violations("post", "/api/cases", copy)).isEmpty();
    assertThat(copy.statusCode()).isEqualTo(201);
    assertThat(visitor.post("/api/cases", "{\"from\": \"two-zones\", \"name\": \"mine\"}").statusCode()).isEqualTo(409);
    String table = visitor.send(visitor.request("/api/cases/mine/tables/campuses.csv?format=csv").build()).body();
    String wrong = table.replace("West ranch,West,", "West ranch,Wset,");
    HttpResponse<String> refused = visitor.put("/api/cases/mine/tables/campuses.csv", "text/csv", wrong);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(violations("put", "/api/cases/{name}/tables/{file}", refused)).isEmpty();
    assertThat(refused.body()).contains("campuses.csv", "Wset", "'West'", "\"line\":2");
    HttpResponse<String> checked = visitor.post("/api/cases/mine/validate", Json.write(Map.of("tables", Map.of("campuses.csv", wrong))));
    assertThat(violations("post", "/api/cases/{name}/validate", checked)).isEmpty();
    assertThat(checked.body()).contains("Wset");
    assertThat(Files.readString(workspace.resolve("cases/mine/campuses.csv"))).isEqualTo(table);
    String right = table.replace(",300,50,", ",1000,50,");
    HttpResponse<String> kept = visitor.put("/api/cases/mine/tables/campuses.csv", "text/csv", right);
    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
    assertThat(violations("put", "/api/cases/{name}/tables/{file}", kept)).isEmpty();
    assertThat(Files.readString(workspace.resolve("cases/mine/campuses.csv"))).isEqualTo(right);
    HttpRequest old = visitor.request("/api/cases/mine/tables/campuses.csv").header("Content-Type", "text/csv").header("If-Match", CaseFiles.version(table.getBytes()))
        .PUT(HttpRequest.BodyPublishers.ofString(table)).build();
    assertThat(visitor.send(old).statusCode()).isEqualTo(412);
    assertThat(visitor.put("/api/cases/two-zones/tables/campuses.csv", "text/csv", right).statusCode()).isEqualTo(409);
    assertThat(visitor.json("/api/cases/mine").get("case").toString()).contains("copied_from=two-zones", "name=mine", "writable=true");
  }

  @Test
  void claimsAreThoseOfTheCommand() {
    HttpResponse<String> r = visitor.get("/api/cases/north-america/claims");
    assertThat(violations("get", "/api/cases/{name}/claims", r)).isEmpty();
    List<?> claims = (List<?>) Json.read(r.body()).get("claims");
    assertThat(claims).hasSizeGreaterThan(30);
    assertThat(r.body()).contains("\"verdict\":\"agrees\"", "./loadstar claims cases/north-america --claim");
    HttpResponse<String> network = visitor.get("/api/cases/nothing/claims");
    assertThat(network.statusCode()).isEqualTo(404);
  }

  @Test
  void aGridIsBroughtAndStudied() throws Exception {
    String text = Files.readString(Visitor.ROOT.resolve("examples/grids/twelve_buses.m"));
    HttpResponse<String> kept = visitor.put("/api/grids/brought.m", "text/plain", text);
    assertThat(violations("put", "/api/grids/{file}", kept)).isEmpty();
    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
    assertThat(visitor.get("/api/grids").body()).contains("brought.m", "twelve_buses.m");
    String study = visitor.start("{\"verb\": \"grid\", \"grid\": \"brought.m\", \"options\": {\"n_1\": true, \"hosting\": true, \"cascade\": true, \"events\": 50, \"attack\": [\"vendor=0.2\"]}}");
    assertThat(visitor.ended(study)).as(visitor.get("/api/jobs/" + study + "/log").body()).containsEntry("state", "done");
    assertThat(visitor.get("/api/jobs/" + study + "/result").body()).contains("\"n_1\"", "\"hosting\"", "vendor=0.2");
    for (String file : List.of("buses.csv", "branches.csv", "report.html")) keeps("/api/jobs/{id}/files/{file}", "/api/jobs/" + study + "/files/" + file, 200);
    assertThat(visitor.get("/api/jobs/" + study + "/files/buses.csv").body().lines()).hasSize(13).first().asString().isEqualTo("bus,load_mw,x,y");
    keeps("/api/jobs/{id}/files/{file}", "/api/jobs/" + job + "/files/buses.csv", 404);
    String placed = visitor.start("{\"verb\": \"grid\", \"grid\": \"brought.m\", \"run\": \"" + run + "\", \"places\": [{\"place\": \"ERCOT\", \"bus\": \"3\"}, {\"place\": \"PJM_East\", \"bus\": \"7\", \"share\": 1}], \"options\": {\"n_1\": true, \"year\": 2030}}");
    assertThat(visitor.ended(placed)).as(visitor.get("/api/jobs/" + placed + "/log").body()).containsEntry("state", "done");
    Map<?, ?> file = (Map<?, ?>) ((List<?>) Json.read(visitor.get("/api/jobs/" + placed + "/result").body()).get("files")).getFirst();
    Map<?, ?> plan = (Map<?, ?>) file.get("plan");
    double mw = ((Number) plan.get("placed_mw")).doubleValue();
    assertThat(mw).isPositive();
    assertThat(((Number) ((Map<?, ?>) plan.get("after")).get("load_mw")).doubleValue()).isEqualTo(((Number) file.get("load_mw")).doubleValue() + mw, within(1e-6));
    keeps("/api/jobs/{id}/files/{file}", "/api/jobs/" + placed + "/files/reinforcements.csv", 200);
    assertThat(violations("get", "/api/jobs/{id}", visitor.get("/api/jobs/" + placed))).isEmpty();
    String nowhere = visitor.start("{\"verb\": \"grid\", \"grid\": \"brought.m\", \"run\": \"" + run + "\", \"places\": [{\"place\": \"West\", \"bus\": \"=3,\\\"4\"}]}");
    Map<String, Object> fault = visitor.ended(nowhere);
    assertThat(fault).containsEntry("state", "refused");
    assertThat(String.valueOf(fault.get("faults"))).contains("map.csv", "=3,\"4", "no such bus");
    String brief = visitor.start("{\"verb\": \"grid\", \"grid\": \"brought.m\", \"options\": {\"n_1\": true, \"max_seconds\": 0.001}}");
    assertThat(visitor.ended(brief)).containsEntry("state", "stopped").containsEntry("exit", 3);
    visitor.put("/api/grids/broken.m", "text/plain", "function mpc = broken\nmpc.bus = [ 1 2 ];\n");
    String refused = visitor.start("{\"verb\": \"grid\", \"grid\": \"broken.m\", \"options\": {}}");
    assertThat(visitor.ended(refused)).containsEntry("state", "refused");
  }

  @Test
  void settingsAreKeptAsYamlAndCheckedBefore() {
    assertThat(visitor.post("/api/cases", "{\"from\": \"two-zones\", \"name\": \"settled\"}").statusCode()).isEqualTo(201);
    String path = "/api/cases/settled/tables/case.yaml";
    String was = String.valueOf(visitor.json(path).get("text"));
    for (String type : List.of("application/yaml", "text/yaml", "text/plain"))
      assertThat(visitor.put(path, type, was + "# " + type + "\n").statusCode()).as(type).isEqualTo(200);
    assertThat(visitor.put(path, "text/csv", was).statusCode()).isEqualTo(415);
    HttpResponse<String> wrong = visitor.put(path, "application/yaml", was + "targt_year: 2030\n");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("targt_year", "target_year");
    assertThat(String.valueOf(visitor.json(path).get("text"))).endsWith("# text/plain\n");
  }

  @Test
  void compressedAndNotTheSame() {
    List<String> bodies = new ArrayList<>();
    String path = "/api/runs/" + run + "/tables";
    bodies.add(visitor.get(path).body());
    HttpResponse<String> tagged = visitor.get(path);
    HttpRequest again = visitor.request(path).header("If-None-Match", tagged.headers().firstValue("ETag").orElseThrow()).build();
    assertThat(visitor.send(again).statusCode()).isEqualTo(304);
    HttpResponse<String> packed = visitor.send(visitor.request(path).header("Accept-Encoding", "gzip").build());
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(packed.body().length()).isLessThan(bodies.getFirst().length());
  }
}
