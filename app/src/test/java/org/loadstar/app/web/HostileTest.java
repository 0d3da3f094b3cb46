package org.loadstar.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two hundred requests that mean no good, written to the socket as they are: each is refused with a status from 400 to 499, nothing is
/// written, no answer tells of the inside, and the desk still answers.
class HostileTest {
  private static final String TOKEN = "correct-horse-battery";
  private static final String JSON = "Content-Type: application/json\r\n";
  @TempDir static Path dir;
  private static Path workspace;
  private static Visitor open;
  private static Visitor locked;

  @BeforeAll
  static void start() throws IOException {
    workspace = Files.createDirectories(dir.resolve("open"));
    Files.writeString(dir.resolve("secret.txt"), "the secret");
    open = Visitor.of(workspace);
    locked = Visitor.of(Visitor.options(Files.createDirectories(dir.resolve("locked")), TOKEN));
    assertThat(open.post("/api/cases", "{\"from\": \"two-zones\", \"name\": \"mine\"}").statusCode()).isEqualTo(201);
    Files.createSymbolicLink(workspace.resolve("cases/mine/link.csv"), dir.resolve("secret.txt"));
    Files.createSymbolicLink(workspace.resolve("grids/link.m"), dir.resolve("secret.txt"));
  }

  @AfterAll
  static void stop() {
    open.close();
    locked.close();
  }

  /// A request as text; `HOST` stands for the right header.
  private static String request(String method, String path, String headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return method + " " + path + " HTTP/1.1\r\nHOST" + headers + (body.isEmpty() ? "" : "Content-Length: " + bytes.length + "\r\n") + "Connection: close\r\n\r\n" + body;
  }

  private static List<String> hostile() {
    List<String> all = new ArrayList<>();
    traversal(all);
    wrongMethods(all);
    wrongBodies(all);
    wrongParameters(all);
    strangers(all);
    return all;
  }

  private static void traversal(List<String> all) {
    for (String way : List.of("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "....//", "%c0%ae%c0%ae/", "..;/", "%00", "%252e%252e%252f", "/etc/passwd%00", "./../", "%2F")) {
      all.add(request("GET", "/" + way + way + way + "etc/passwd", "", ""));
      all.add(request("GET", "/assets/" + way + "secret.txt", "", ""));
      all.add(request("GET", "/api/runs/" + way + "secret", "", ""));
      all.add(request("GET", "/api/runs/aaaaaaaaaaaa/download/" + way + "manifest.json", "", ""));
      all.add(request("GET", "/api/cases/" + way + "secret.txt", "", ""));
      all.add(request("GET", "/api/cases/mine/tables/" + way + "case.yaml", "", ""));
      all.add(request("PUT", "/api/cases/mine/tables/" + way + "x.csv", "Content-Type: text/csv\r\n", "a,b\n1,2\n"));
      all.add(request("GET", "/api/jobs/" + way + "log", "", ""));
    }
    for (String way : List.of("../", "..%2f", "%2e%2e%2f", "..%5c", "%00", "/etc/")) {
      all.add(request("PUT", "/api/grids/" + way + "x.m", "Content-Type: text/plain\r\n", "function mpc = x\n"));
      all.add(request("GET", "/api/jobs/20260101-000000-abcdef/files/" + way + "buses.csv", "", ""));
      all.add(request("GET", "/api/cases/" + way + "claims", "", ""));
    }
    for (String name : List.of("x.zip", "x.xiidm", "x", ".m", "x.m.exe", "x%20y.m", "-x.m", "a".repeat(80) + ".m", "x.m%0d%0aSet-Cookie:y", "link.m"))
      all.add(request("PUT", "/api/grids/" + name, "Content-Type: text/plain\r\n", "function mpc = x\n"));
    all.add(request("GET", "/api/cases/mine/tables/link.csv", "", ""));
    all.add(request("PUT", "/api/cases/mine/tables/link.csv", "Content-Type: text/csv\r\n", "a\n1\n"));
    for (String name : List.of("../evil", "..", "/evil", "a/b", "A", "", "a b", "con:", "x".repeat(60), "\\u0000"))
      all.add(request("POST", "/api/cases", JSON, "{\"from\": \"two-zones\", \"name\": \"" + name + "\"}"));
  }

  private static void wrongMethods(List<String> all) {
    for (String method : List.of("PUT", "DELETE", "PATCH", "TRACE", "BREW"))
      for (String path : List.of("/api/health", "/api/runs", "/", "/api/compare")) all.add(request(method, path, "", ""));
    all.add(request("GET", "/api/jobs/20260101-000000-abcdef/stop", "", ""));
    all.add(request("POST", "/api/cases/mine", JSON, "{}"));
    all.add(request("POST", "/api/runs", "X-HTTP-Method-Override: GET\r\n", ""));
  }

  private static void wrongBodies(List<String> all) {
    String jobs = "/api/jobs";
    for (String type : List.of("", "Content-Type: text/plain\r\n", "Content-Type: application/x-www-form-urlencoded\r\n", "Content-Type: multipart/form-data; boundary=x\r\n", "Content-Type: \u0001\r\n"))
      all.add(request("POST", jobs, type, "{\"verb\": \"plan\"}"));
    for (String body :
        List.of(
            "", "{", "[]", "null", "1", "\"plan\"", "{\"verb\": 1}", "{\"verb\": \"serve\"}", "{\"verb\": \"export\"}", "{\"verb\": \"plan\", \"case\": \"/etc\"}",
            "{\"verb\": \"plan\", \"case\": \"..\"}", "{\"verb\": \"plan\", \"out\": \"/elsewhere\"}", "{\"verb\": \"plan\", \"set\": \"wacc=1\"}",
            "{\"verb\": \"plan\", \"set\": [\"--out=/elsewhere\"]}", "{\"verb\": \"plan\", \"set\": [\"@/etc/passwd\"]}", "{\"verb\": \"plan\", \"set\": [\"a=b\\nc\"]}",
            "{\"verb\": \"plan\", \"set\": [1]}", "{\"verb\": \"plan\", \"time\": \"full --out=/elsewhere\"}", "{\"verb\": \"plan\", \"stages\": [\"2030\"]}",
            "{\"verb\": \"plan\", \"stages\": [99999]}", "{\"verb\": \"plan\", \"levers\": {\"../x\": 1}}", "{\"verb\": \"plan\", \"levers\": {\"smr\": 9}}",
            "{\"verb\": \"plan\", \"scenario\": [\"../../case\"]}", "{\"verb\": \"plan\", \"name\": \"../x\"}", "{\"verb\": \"plan\", \"name\": \".hidden\"}",
            "{\"verb\": \"plan\", \"options\": {\"solver\": \"highs\"}}", "{\"verb\": \"plan\", \"options\": {\"gap\": -1}}", "{\"verb\": \"plan\", \"options\": {\"threads\": 1e9}}",
            "{\"verb\": \"plan\", \"options\": []}", "{\"verb\": \"ledger\", \"run\": \"../../x\"}", "{\"verb\": \"compare\", \"run\": \"aaaaaaaaaaaa\"}", "{\"verb\": \"adequacy\"}",
            "{\"verb\": \"levers\", \"options\": {\"levers\": [\"a,b --store=/tmp\"]}}", "{\"verb\": \"plan\", \"verb2\": 1}", "[".repeat(5000), "{\"a\":".repeat(3000)))
      all.add(request("POST", jobs, JSON, body));
    for (String body :
        List.of(
            "{\"verb\": \"grid\"}", "{\"verb\": \"grid\", \"grid\": \"absent.m\"}", "{\"verb\": \"grid\", \"grid\": \"/etc/passwd\"}", "{\"verb\": \"grid\", \"grid\": \"../x.m\"}",
            "{\"verb\": \"grid\", \"grid\": \"link.m\"}", "{\"verb\": \"grid\", \"grid\": \"twelve_buses.m\", \"run\": \"aaaaaaaaaaaa\"}",
            "{\"verb\": \"grid\", \"grid\": \"twelve_buses.m\", \"options\": {\"out\": \"/elsewhere\"}}",
            "{\"verb\": \"grid\", \"grid\": \"twelve_buses.m\", \"options\": {\"events\": 1e9}}",
            "{\"verb\": \"grid\", \"grid\": \"twelve_buses.m\", \"options\": {\"attack\": [\"vendor=0.2 --out=/elsewhere\"]}}",
            "{\"verb\": \"grid\", \"grid\": \"twelve_buses.m\", \"options\": {\"attack\": [\"load=2\"]}}",
            "{\"verb\": \"grid\", \"grid\": \"twelve_buses.m\", \"options\": {\"n_1\": \"yes\"}}",
            "{\"verb\": \"grid\", \"grid\": \"twelve_buses.m\", \"options\": {\"year\": 2030}}",
            "{\"verb\": \"grid\", \"grid\": \"twelve_buses.m\", \"places\": [{\"place\": \"West\", \"bus\": \"1\"}]}",
            "{\"verb\": \"grid\", \"grid\": \"twelve_buses.m\", \"run\": \"../../secret\", \"places\": [{\"place\": \"West\", \"bus\": \"1\"}]}",
            "{\"verb\": \"grid\", \"grid\": \"twelve_buses.m\", \"run\": \"aaaaaaaaaaaa\", \"places\": [{\"place\": \"West\", \"bus\": \"1\\n2\"}]}",
            "{\"verb\": \"grid\", \"grid\": \"twelve_buses.m\", \"run\": \"aaaaaaaaaaaa\", \"places\": [{\"place\": \"West\", \"bus\": \"1\", \"share\": -1}]}",
            "{\"verb\": \"grid\", \"grid\": \"twelve_buses.m\", \"run\": \"aaaaaaaaaaaa\", \"places\": [[\"West\", \"1\"]]}",
            "{\"verb\": \"grid\", \"grid\": \"twelve_buses.m\", \"run\": \"aaaaaaaaaaaa\", \"places\": \"@/etc/passwd\"}",
            "{\"verb\": \"grid\", \"grid\": \"twelve_buses.m\", \"run\": \"aaaaaaaaaaaa\", \"places\": [" + "{\"place\": \"a\", \"bus\": \"1\"},".repeat(2000) + "{\"place\": \"a\", \"bus\": \"1\"}]}"))
      all.add(request("POST", jobs, JSON, body));
    all.add(request("PUT", "/api/grids/x.m", JSON, "{}"));
    all.add(request("PUT", "/api/grids/x.m", "Content-Type: text/plain\r\n", "zero\u0000"));
    all.add("PUT /api/grids/x.m HTTP/1.1\r\nHOSTContent-Type: text/plain\r\nContent-Length: 90000000\r\nConnection: close\r\n\r\nfunction");
    all.add(request("DELETE", "/api/grids/x.m", "", ""));
    all.add(request("GET", "/api/grids?limit=1", "", ""));
    all.add(request("PUT", "/api/cases/mine/tables/case.yaml", "Content-Type: application/yaml\r\n", "name: [\n"));
    all.add(request("PUT", "/api/cases/mine/tables/case.yaml", "Content-Type: application/yaml\r\n", "a: &a [x]\nb: [*a,*a,*a,*a]\n".repeat(3)));
    all.add("POST /api/jobs HTTP/1.1\r\nHOST" + JSON + "Content-Length: 99999999999\r\nConnection: close\r\n\r\n{}");
    all.add("POST /api/jobs HTTP/1.1\r\nHOST" + JSON + "Content-Length: 300000\r\nConnection: close\r\n\r\n" + "x".repeat(1000));
    all.add("POST /api/jobs HTTP/1.1\r\nHOST" + JSON + "Content-Length: -5\r\nConnection: close\r\n\r\n{}");
    all.add("POST /api/jobs HTTP/1.1\r\nHOST" + JSON + "Content-Length: 2\r\nContent-Length: 3\r\nConnection: close\r\n\r\n{}x");
    all.add("PUT /api/cases/mine/tables/zones.csv HTTP/1.1\r\nHOSTContent-Type: text/csv\r\nContent-Length: 90000000\r\nConnection: close\r\n\r\nzone");
    all.add(request("PUT", "/api/cases/mine/tables/zones.csv", JSON, "{}"));
    all.add(request("PUT", "/api/cases/mine/tables/zones.csv", "Content-Type: text/csv\r\n", "zone\u0000"));
    all.add(request("PUT", "/api/cases/mine/tables/zones.csv", "Content-Type: text/csv\r\n", "nonsense\n"));
    all.add(request("PUT", "/api/cases/mine/tables/zones.csv", "Content-Type: text/csv\r\n", "zone,name\nWest," + "w".repeat(70_000) + "\n"));
    all.add(request("PUT", "/api/cases/mine/tables/unheard_of.csv", "Content-Type: text/csv\r\n", "a\n1\n"));
    all.add(request("PUT", "/api/cases/two-zones/tables/zones.csv", "Content-Type: text/csv\r\n", "zone\n"));
    all.add(request("POST", "/api/cases/mine/validate", JSON, "{\"tables\": {\"../x.csv\": \"a\"}}"));
    all.add(request("POST", "/api/cases/mine/validate", JSON, "{\"tables\": {\"zones.csv\": 5}}"));
  }

  private static void wrongParameters(List<String> all) {
    for (String q :
        List.of(
            "limit=0", "limit=-1", "limit=1e3", "limit=99999999999999", "offset=-1", "limit=1&limit=2", "unheard=1", "kind=%27%20OR%201=1", "limit=%zz", "case=" + "x".repeat(3000)))
      all.add(request("GET", "/api/runs?" + q, "", ""));
    for (String q : List.of("", "a=1&b=2", "a=aaaaaaaaaaaa", "a=../..&b=../..")) all.add(request("GET", "/api/compare?" + q, "", ""));
    for (String id : List.of("x", "AAAAAAAAAAAA", "aaaaaaaaaaaa", "'; DROP TABLE runs; --".replace(" ", "%20"), "aaaaaaaaaaaa%0d%0aSet-Cookie:x")) {
      all.add(request("GET", "/api/runs/" + id, "", ""));
      all.add(request("GET", "/api/runs/" + id + "/tables/zones", "", ""));
    }
    all.add(request("GET", "/api/jobs?state=any", "", ""));
    all.add(request("GET", "/api/jobs/20260101-000000-abcdef/events", "Accept: text/event-stream\r\n", ""));
    all.add(request("GET", "/" + "a".repeat(20_000), "", ""));
    all.add(request("GET", "/api/runs", "X-Long: " + "a".repeat(20_000) + "\r\n", ""));
  }

  /// Requests under a foreign name or from a foreign page, and what is no HTTP.
  private static void strangers(List<String> all) {
    for (String host : List.of("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8400", "169.254.169.254", "0.0.0.0"))
      all.add("GET /api/runs HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    all.add("GET /api/runs HTTP/1.1\r\nConnection: close\r\n\r\n");
    for (String origin : List.of("http://evil.example", "null", "https://127.0.0.1:1", "http://localhost:3000", "::::")) {
      all.add(request("GET", "/api/runs", "Origin: " + origin + "\r\n", ""));
      all.add(request("POST", "/api/jobs", "Origin: " + origin + "\r\n" + JSON, "{\"verb\": \"plan\", \"case\": \"two-zones\"}"));
    }
    all.add(request("GET", "/api/runs", "Sec-Fetch-Site: cross-site\r\n", ""));
    all.add("GET /api/runs HTTP/9.9\r\nHOSTConnection: close\r\n\r\n");
    all.add("nonsense\r\n\r\n");
    all.add("GET /api/runs HTTP/1.1 more\r\nHOSTConnection: close\r\n\r\n");
    all.add("GET /api/runs HTTP/1.1\r\nHOSTA b: c\r\nConnection: close\r\n\r\n");
  }

  /// Sends bytes and reads all that comes back.
  private static String answer(Visitor to, String request) throws IOException {
    try (Socket s = new Socket("127.0.0.1", to.desk().port())) {
      s.setSoTimeout(20_000);
      OutputStream out = s.getOutputStream();
      try {
        out.write(request.replace("HOST", "Host: 127.0.0.1:" + to.desk().port() + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      } catch (IOException refusedWhileWriting) {
        assertThat(request.length()).isGreaterThan(1000);
      }
      InputStream in = s.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static int status(String answer) {
    return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
  }

  /// Files and their sizes.
  private static Map<String, Long> files() throws IOException {
    Map<String, Long> out = new TreeMap<>();
    try (Stream<Path> all = Files.walk(dir)) {
      for (Path p : all.filter(Files::isRegularFile).toList()) out.put(dir.relativize(p).toString(), Files.size(p));
    }
    return out;
  }

  @Test
  void twoHundredHostileRequestsAreRefused() throws IOException {
    Map<String, Long> before = files();
    List<String> all = hostile();
    assertThat(all).hasSizeGreaterThanOrEqualTo(200);
    Map<String, String> wrong = new LinkedHashMap<>();
    for (String request : all) {
      String answer = answer(open, request);
      boolean tells = answer.contains("Exception") || answer.contains("\tat ") || answer.contains("org.loadstar") || answer.contains(dir.toString()) || answer.contains("the secret") || answer.contains("root:");
      if (status(answer) < 400 || status(answer) > 499 || tells) wrong.put(request.substring(0, Math.min(120, request.length())), answer);
    }
    assertThat(wrong).isEmpty();
    assertThat(files()).isEqualTo(before);
    assertThat(open.json("/api/health")).containsEntry("status", "up").containsEntry("jobs_queued", 0).containsEntry("jobs_running", 0);
  }

  @Test
  void withoutTheTokenNothingIsTold() throws IOException {
    for (String header :
        List.of(
            "", "Authorization: Bearer\r\n", "Authorization: Bearer wrong\r\n", "Authorization: Basic " + TOKEN + "\r\n", "Authorization: Bearer " + TOKEN + "x\r\n",
            "Authorization: Bearer " + TOKEN.substring(1) + "\r\n", "Cookie: loadstar_token=" + TOKEN + "\r\n", "Cookie: loadstar_token=\r\n"))
      for (String path : List.of("/api/runs", "/api/cases", "/api/jobs", "/api/openapi.yaml", "/api/runs/aaaaaaaaaaaa"))
        assertThat(status(answer(locked, request("GET", path, header, "")))).as(header + path).isEqualTo(401);
    assertThat(status(answer(locked, request("POST", "/api/login", JSON, "{\"token\": \"wrong\"}")))).isEqualTo(401);
    assertThat(locked.get("/api/health").body()).contains("\"token_required\":true").doesNotContain("workspace");
    assertThat(status(answer(locked, request("GET", "/api/runs", "Authorization: Bearer " + TOKEN + "\r\n", "")))).isEqualTo(200);
    String login = answer(locked, request("POST", "/api/login", JSON, "{\"token\": \"" + TOKEN + "\"}"));
    assertThat(status(login)).isEqualTo(204);
    assertThat(login).contains("HttpOnly", "SameSite=Strict").doesNotContain(TOKEN);
    String cookie = login.lines().filter(l -> l.startsWith("Set-Cookie: ")).findFirst().orElseThrow().substring("Set-Cookie: ".length()).split(";")[0];
    assertThat(status(answer(locked, request("GET", "/api/runs", "Cookie: " + cookie + "\r\n", "")))).isEqualTo(200);
  }

  /// Streams that are opened and left, and requests that are begun and not ended, hold up nobody.
  @Test
  void halfOpenConnectionsHoldUpNobody() throws IOException {
    String id = open.start("{\"verb\": \"plan\", \"case\": \"two-zones\", \"time\": \"reps:1@12\", \"stages\": [2030], \"options\": {\"full_year\": \"none\"}}");
    List<Socket> left = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        Socket s = new Socket("127.0.0.1", open.desk().port());
        left.add(s);
        String begun = i % 2 == 0 ? request("GET", "/api/jobs/" + id + "/events", "", "") : "POST /api/jobs HTTP/1.1\r\nHOST" + JSON + "Content-Length: 100\r\n\r\n{";
        s.getOutputStream().write(begun.replace("HOST", "Host: localhost\r\n").getBytes(StandardCharsets.UTF_8));
        s.getOutputStream().flush();
        if (i % 3 == 0) s.shutdownOutput();
      }
      assertThat(open.json("/api/health")).containsEntry("status", "up");
      assertThat(open.get("/").statusCode()).isEqualTo(200);
    } finally {
      for (Socket s : left) s.close();
    }
    assertThat(open.ended(id)).containsEntry("state", "done");
  }

  @Test
  void everyAnswerHasTheHeadersThatKeepABrowserSafe() {
    for (String path : List.of("/", "/api/health", "/api/unheard-of"))
      Guard.HEADERS.keySet().forEach(h -> assertThat(open.get(path).headers().firstValue(h)).as(path + " " + h).isPresent());
  }
}
