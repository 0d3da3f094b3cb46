package org.loadstar.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Json;

/// A desk on a free port of this machine, and a client of it.
final class Visitor implements AutoCloseable {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final String MAIN = "org.loadstar.app.Main";
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final Desk desk;

  private Visitor(Desk desk) {
    this.desk = desk;
  }

  static DeskOptions options(Path workspace, @Nullable String token) {
    return new DeskOptions("127.0.0.1", 0, true, token, real(workspace), List.of(), 1, 2048, 600, ROOT, Map.of("loadstar", "test"), MAIN);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Visitor of(Path workspace) {
    return of(options(workspace, null));
  }

  static Visitor of(DeskOptions options) {
    return new Visitor(Desk.start(options));
  }

  Desk desk() {
    return desk;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + desk.port() + path);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(request(path).build());
  }

  HttpResponse<String> post(String path, String json) {
    return send(request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)).build());
  }

  HttpResponse<String> put(String path, String type, String body) {
    return send(request(path).header("Content-Type", type).PUT(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  HttpResponse<String> delete(String path) {
    return send(request(path).DELETE().build());
  }

  Map<String, Object> json(String path) {
    HttpResponse<String> r = get(path);
    assertThat(r.statusCode()).as(path + " " + r.body()).isEqualTo(200);
    return Json.read(r.body());
  }

  /// Starts a job; its id.
  String start(String json) {
    HttpResponse<String> r = post("/api/jobs", json);
    assertThat(r.statusCode()).as(r.body()).isEqualTo(202);
    return String.valueOf(Json.read(r.body()).get("id"));
  }

  /// Waits for a job to leave some states.
  Map<String, Object> whileIn(String job, List<String> states) {
    long until = System.nanoTime() + Duration.ofSeconds(180).toNanos();
    while (System.nanoTime() < until) {
      Map<String, Object> m = json("/api/jobs/" + job);
      if (!states.contains(String.valueOf(m.get("state")))) return m;
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("job " + job + " is still in one of " + states);
  }

  /// Waits for the end of a job.
  Map<String, Object> ended(String job) {
    return whileIn(job, List.of("queued", "running"));
  }

  @Override
  public void close() {
    desk.close();
    client.close();
  }
}
