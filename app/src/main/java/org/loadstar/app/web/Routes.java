package org.loadstar.app.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// All routes of the API, as `openapi.yaml` has them.
final class Routes {
  private static final Pattern TOKEN = Pattern.compile("[^\\p{Cntrl}]{1,512}");

  /// One route.
  ///
  /// @param path with parameters in braces
  record Route(HandlerType method, String path, Consumer<Context> handler) {}

  private final DeskOptions options;
  private final Guard guard;
  private final JobQueue queue;
  private final Instant began = Instant.now();
  private final List<Route> all;

  Routes(DeskOptions options, Guard guard, JobQueue queue, RunRoutes runs, CaseRoutes cases, GridRoutes grids, JobRoutes jobs) {
    this.options = options;
    this.guard = guard;
    this.queue = queue;
    all =
        List.of(
            get("/api/health", this::health),
            get("/api/openapi.yaml", Routes::openapi),
            post("/api/login", this::login),
            get("/api/runs", runs::list),
            get("/api/runs/{id}", runs::one),
            get("/api/runs/{id}/tables", runs::tables),
            get("/api/runs/{id}/tables/{name}", runs::table),
            get("/api/runs/{id}/dispatch", runs::dispatch),
            get("/api/runs/{id}/geo", runs::geo),
            get("/api/runs/{id}/ledger", runs::ledger),
            get("/api/runs/{id}/adequacy", runs::adequacy),
            get("/api/runs/{id}/levers", runs::levers),
            get("/api/runs/{id}/download/{file}", runs::download),
            get("/api/compare", runs::compare),
            get("/api/cases", cases::list),
            post("/api/cases", cases::copy),
            get("/api/cases/{name}", cases::one),
            get("/api/cases/{name}/geo", cases::geo),
            get("/api/cases/{name}/tables/{file}", cases::table),
            new Route(HandlerType.PUT, "/api/cases/{name}/tables/{file}", cases::put),
            post("/api/cases/{name}/validate", cases::validate),
            get("/api/cases/{name}/claims", cases::claims),
            get("/api/grids", grids::list),
            new Route(HandlerType.PUT, "/api/grids/{file}", grids::put),
            get("/api/jobs", jobs::list),
            post("/api/jobs", jobs::start),
            get("/api/jobs/{id}", jobs::one),
            new Route(HandlerType.DELETE, "/api/jobs/{id}", jobs::cancel),
            post("/api/jobs/{id}/stop", jobs::stop),
            post("/api/jobs/{id}/rerun", jobs::rerun),
            get("/api/jobs/{id}/result", jobs::result),
            get("/api/jobs/{id}/log", jobs::log),
            get("/api/jobs/{id}/files/{file}", grids::file),
            get("/api/jobs/{id}/events", jobs::events));
  }

  private static Route get(String path, Consumer<Context> handler) {
    return new Route(HandlerType.GET, path, handler);
  }

  private static Route post(String path, Consumer<Context> handler) {
    return new Route(HandlerType.POST, path, handler);
  }

  List<Route> all() {
    return all;
  }

  private void health(Context ctx) {
    Ask.of(ctx);
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("status", "up");
    m.put("token_required", guard.tokenRequired());
    if (guard.known(ctx)) {
      m.put("version", options.versions().get("loadstar"));
      m.put("workspace", options.workspace().toString());
      m.put("uptime_seconds", Duration.between(began, Instant.now()).toMillis() / 1e3);
      m.put("jobs_running", queue.runningCount());
      m.put("jobs_queued", queue.waitingCount());
      m.put("jobs_at_once", options.jobsAtOnce());
      m.put("job_memory_mb", options.jobMemoryMb());
      m.put("job_max_seconds", options.jobSeconds());
      m.put("processors", Runtime.getRuntime().availableProcessors());
    }
    Answers.json(ctx, m);
  }

  private static void openapi(Context ctx) {
    Ask.of(ctx);
    Answers.send(ctx, "application/yaml", document());
  }

  /// The text of `openapi.yaml`.
  static byte[] document() {
    try (InputStream in = Objects.requireNonNull(Routes.class.getResourceAsStream("openapi.yaml"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void login(Context ctx) {
    Fields f = Fields.of(Ask.of(ctx).json(1 << 12), "token");
    guard.login(ctx, f.text("token", TOKEN));
    ctx.status(204);
  }
}
