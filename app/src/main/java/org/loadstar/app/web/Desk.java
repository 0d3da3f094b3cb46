package org.loadstar.app.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.loadstar.study.store.RunRefused;

/// The desk: one server over one workspace.
public final class Desk implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 1000;
  private static final long IDLE_MILLIS = 30_000;
  private static final long SLOWEST_BYTES_PER_SECOND = 500;

  private final DeskOptions options;
  private final Workspace workspace;
  private final Catalog catalog;
  private final OpenRuns open;
  private final JobQueue queue;
  private final Routes routes;
  private final Guard guard;
  private final Pages pages = new Pages();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Javalin javalin;

  private Desk(DeskOptions options, Workspace workspace) {
    this.options = options;
    this.workspace = workspace;
    List<Path> folders = new ArrayList<>(List.of(workspace.runs()));
    folders.addAll(options.runs());
    catalog = new Catalog(folders);
    Shelf shelf = new Shelf(options.root(), workspace);
    open = new OpenRuns(Math.max(2, Runtime.getRuntime().availableProcessors()));
    queue = new JobQueue(options, workspace, catalog);
    guard = new Guard(options.loopback(), options.token());
    GridRoutes grids = new GridRoutes(workspace, options.root(), queue);
    Answers answers = new Answers();
    JobRequest requests = new JobRequest(catalog, shelf, workspace, grids::get, options.jobSeconds(), queue::promised);
    routes =
        new Routes(
            options, guard, queue, new RunRoutes(catalog, shelf, open, answers, workspace), new CaseRoutes(shelf, new CaseCheck(workspace), open, answers), grids,
            new JobRoutes(queue, requests));
    javalin = Javalin.create(this::configure);
  }

  /// Starts a desk; it answers when this returns.
  ///
  /// @throws DeskRefused when the workspace or the port cannot be had
  public static Desk start(DeskOptions options) {
    Workspace workspace = Workspace.open(options.workspace());
    Desk desk = new Desk(options, workspace);
    try {
      desk.javalin.start();
    } catch (RuntimeException e) {
      desk.close();
      if (deepest(e).contains("in use"))
        throw new DeskRefused("port " + options.port() + " of " + options.host() + " cannot be had: another program has it. Maybe --port 0 (any free one)", e);
      throw new DeskRefused("cannot listen on " + options.host() + " port " + options.port() + ": " + deepest(e) + ". Maybe another --host or --port", e);
    }
    desk.queue.resume();
    desk.catalog.all().stream().findFirst().ifPresent(desk.open::warm);
    return desk;
  }

  private static String deepest(Throwable e) {
    Throwable t = e;
    while (t.getCause() != null) t = t.getCause();
    return String.valueOf(t.getMessage());
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = CaseRoutes.MOST_BYTES;
    config.jetty.modifyHttpConfiguration(Desk::configureHttp);
    config.jetty.addConnector(
        (server, http) -> {
          ServerConnector c = new ServerConnector(server, new HttpConnectionFactory(http));
          c.setHost(options.host());
          c.setPort(options.port());
          c.setIdleTimeout(IDLE_MILLIS);
          return c;
        });
    config.jetty.modifyServer(Desk::configureServer);
    config.routes.before(guard::check);
    for (Routes.Route r : routes.all()) config.routes.addHttpHandler(r.method(), r.path(), r.handler()::accept);
    config.routes.get("/", pages::send);
    config.routes.get("/<page>", pages::send);
    config.routes.exception(Problem.class, (e, ctx) -> answer(ctx, e));
    config.routes.exception(HttpResponseException.class, (e, ctx) -> answer(ctx, new Problem(e.getStatus(), words(e))));
    config.routes.exception(RunRefused.class, (e, ctx) -> answer(ctx, Problem.absent(plain(e), null)));
    config.routes.exception(Exception.class, this::fault);
  }

  private static void configureHttp(HttpConfiguration http) {
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(8192);
    http.setMinRequestDataRate(SLOWEST_BYTES_PER_SECOND);
  }

  private static void configureServer(Server server) {
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(0);
  }

  private static String words(HttpResponseException e) {
    return switch (e.getStatus()) {
      case 404 -> "no such route";
      case 405 -> "this route does not take this method";
      case 413 -> "the body is too large";
      default -> "the request is refused";
    };
  }

  /// The refusal of a run without its place on this machine.
  private String plain(RunRefused e) {
    return String.valueOf(e.getMessage()).replace(options.workspace() + "/", "").replace(options.root() + "/", "");
  }

  private static void answer(Context ctx, Problem p) {
    if (ctx.res().isCommitted()) return;
    ctx.res().resetBuffer();
    ctx.removeHeader("Content-Encoding").removeHeader("Content-Disposition").removeHeader("ETag");
    ctx.header("Cache-Control", "no-store");
    ctx.status(p.status());
    if (p.status() == Problem.TOO_LARGE || p.status() == Problem.TYPE) ctx.header("Connection", "close");
    if (p.status() == Problem.TOKEN) ctx.header("WWW-Authenticate", "Bearer");
    Answers.json(ctx, p.json());
  }

  /// A fault of ours: a log for us, no detail for the reader.
  private void fault(Exception e, Context ctx) {
    if (ctx.res().isCommitted()) return; // the reader has gone
    if (e instanceof RejectedExecutionException) {
      answer(ctx, new Problem(503, "the desk is ending"));
      return;
    }
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    String name = "fault-" + Long.toHexString(System.nanoTime()) + ".log";
    try {
      Path logs = options.workspace().resolve("logs");
      Files.createDirectories(logs);
      Files.writeString(logs.resolve(name), ctx.method() + " " + ctx.path() + "\n" + text);
    } catch (IOException lost) {
      throw new UncheckedIOException(lost);
    }
    answer(ctx, new Problem(500, "a fault of Loadstar, not of your request", "the log is logs/" + name + " in the workspace"));
  }

  /// Where it answers, as `http://127.0.0.1:8400/`.
  public String address() {
    String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
    return "http://" + host + ":" + port() + "/";
  }

  /// The port it listens on.
  public int port() {
    return javalin.port();
  }

  /// Whether the pages of the front end are built.
  public boolean hasPages() {
    return pages.present();
  }

  /// All routes of the API, for the test that holds its document to them.
  List<Routes.Route> routes() {
    return routes.all();
  }

  /// Waits until the desk is closed.
  public void join() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    if (ended.getCount() == 0) return;
    ended.countDown();
    queue.close();
    javalin.stop();
    open.close();
    workspace.close();
  }
}
