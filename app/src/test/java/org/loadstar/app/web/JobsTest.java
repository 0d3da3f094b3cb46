package org.loadstar.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.study.store.Json;

/// Jobs wait for one another, are stopped, cancelled, refused, and survive the end of the desk.
class JobsTest {
  private static final String QUICK = "{\"verb\": \"plan\", \"case\": \"two-zones\", \"time\": \"reps:1@12\", \"stages\": [2030], \"options\": {\"full_year\": \"none\"}}";
  /// Does not end within the time of a test.
  private static final String LONG = "{\"verb\": \"plan\", \"case\": \"north-america\", \"time\": \"reps:4\"}";

  @TempDir Path workspace;

  @Test
  void twoJobsRunOneAfterTheOtherAndTellHowFarTheyAre() throws IOException {
    try (Visitor v = Visitor.of(workspace)) {
      String first = v.start(QUICK);
      String second = v.start(QUICK);
      assertThat(v.json("/api/jobs/" + second)).containsEntry("state", "queued").containsEntry("position", 1);
      String events = v.get("/api/jobs/" + first + "/events").body();
      String last = events.substring(events.lastIndexOf("id: ") + 4).lines().findFirst().orElseThrow();
      assertThat(v.send(v.request("/api/jobs/" + first + "/events").header("Last-Event-ID", last).build()).statusCode()).isEqualTo(204);
      assertThat(events).contains("event: state", "event: progress", "\"stage\":", "event: end", "\"state\":\"done\"");
      assertThat(v.ended(second)).containsEntry("state", "done").containsEntry("exit", 0);
      Map<String, Object> a = v.json("/api/jobs/" + first);
      Map<String, Object> b = v.json("/api/jobs/" + second);
      assertThat(String.valueOf(b.get("started"))).isGreaterThanOrEqualTo(String.valueOf(a.get("ended")));
      assertThat(a.get("run")).isNotEqualTo(b.get("run"));
      assertThat(v.json("/api/runs")).containsEntry("total", 2);
    }
  }

  @Test
  void whatIsWrongIsSaidAtSightOrByTheCommand() {
    try (Visitor v = Visitor.of(workspace)) {
      HttpResponse<String> r = v.post("/api/jobs", "{\"verb\": \"plan\", \"case\": \"two-zones\", \"time\": \"never\"}");
      assertThat(r.statusCode()).isEqualTo(400);
      assertThat(r.body()).contains("never", "reps");
      Map<String, Object> job = v.ended(v.start("{\"verb\": \"plan\", \"case\": \"two-zones\", \"set\": [\"wacc=9\"]}"));
      assertThat(job).containsEntry("state", "refused").containsEntry("exit", 2);
      assertThat(job.get("faults").toString()).contains("wacc", "9");
    }
  }

  @Test
  void aJobThatRunsIsCancelledAndOneThatWaitsToo() throws IOException {
    try (Visitor v = Visitor.of(workspace)) {
      String runs = v.start(LONG);
      String waits = v.start(LONG);
      assertThat(v.whileIn(runs, List.of("queued"))).containsEntry("state", "running");
      assertThat(v.delete("/api/jobs/" + waits).statusCode()).isEqualTo(202);
      assertThat(v.json("/api/jobs/" + waits)).containsEntry("state", "cancelled");
      assertThat(v.delete("/api/jobs/" + runs).statusCode()).isEqualTo(202);
      assertThat(v.ended(runs)).containsEntry("state", "cancelled");
      assertThat(v.delete("/api/jobs/" + runs).statusCode()).isEqualTo(409);
      assertThat(v.json("/api/health")).containsEntry("jobs_running", 0).containsEntry("jobs_queued", 0);
      try (Stream<Path> left = Files.list(workspace.resolve("runs"))) {
        assertThat(left.filter(p -> !String.valueOf(p.getFileName()).startsWith("."))).isEmpty();
      }
    }
  }

  @Test
  void aJobThatTakesTooMuchMemoryIsEnded() {
    DeskOptions o = Visitor.options(workspace, null);
    DeskOptions small = new DeskOptions(o.host(), 0, true, null, o.workspace(), List.of(), 1, 48, 600, o.root(), o.versions(), o.main());
    try (Visitor v = Visitor.of(small)) {
      Map<String, Object> job = v.ended(v.start(LONG));
      assertThat(job).containsEntry("state", "failed");
      assertThat(String.valueOf(job.get("message"))).contains("MB of memory", "48");
    }
  }

  /// A desk in a process of its own, killed without warning while one job runs and one waits.
  @Test
  void aDeskThatIsKilledGoesOnWhereItWas() throws Exception {
    Process desk = new ProcessBuilder(command()).redirectErrorStream(true).start();
    String running;
    String waiting;
    try {
      URI api = address(desk);
      running = started(api, LONG);
      waiting = started(api, QUICK);
      while (!state(api, running).equals("running") || !get(api, "/api/jobs/" + running).contains("\"stage\"")) Thread.sleep(100);
    } finally {
      desk.destroyForcibly();
    }
    assertThat(desk.waitFor(10, TimeUnit.SECONDS)).isTrue();
    try (Visitor v = Visitor.of(workspace)) {
      Map<String, Object> job = v.json("/api/jobs/" + running);
      assertThat(job).containsEntry("state", "interrupted");
      assertThat(String.valueOf(job.get("message"))).contains("ended while this job ran");
      assertThat(v.get("/api/jobs/" + running + "/events").body()).contains("event: end");
      assertThat(v.ended(waiting)).containsEntry("state", "done");
      assertThat(v.json("/api/runs")).containsEntry("total", 1);
      HttpResponse<String> again = v.post("/api/jobs/" + running + "/rerun", "");
      assertThat(again.statusCode()).isEqualTo(202);
      String id = String.valueOf(Json.read(again.body()).get("id"));
      v.delete("/api/jobs/" + id);
      assertThat(v.ended(id)).containsEntry("state", "cancelled");
    }
    assertThat(ProcessHandle.allProcesses().filter(p -> p.info().commandLine().orElse("").contains(workspace.toString()))).isEmpty();
  }

  private List<String> command() {
    List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-Dloadstar.root=" + Visitor.ROOT));
    words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"), Visitor.MAIN));
    words.addAll(List.of("serve", "--port", "0", "--workspace", workspace.toString(), "--job-memory", "3000"));
    return words;
  }

  private static URI address(Process desk) throws IOException {
    BufferedReader out = new BufferedReader(new InputStreamReader(desk.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      int at = line.indexOf("http://");
      if (at >= 0) return URI.create(line.substring(at, line.indexOf('/', at + 7)));
    }
    throw new AssertionError("the desk did not start");
  }

  private static String started(URI api, String body) throws Exception {
    HttpRequest r = HttpRequest.newBuilder(api.resolve("/api/jobs")).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return String.valueOf(Json.read(client.send(r, HttpResponse.BodyHandlers.ofString()).body()).get("id"));
    }
  }

  private static String state(URI api, String job) throws Exception {
    return String.valueOf(Json.read(get(api, "/api/jobs/" + job)).get("state"));
  }

  private static String get(URI api, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(api.resolve(path)).timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
