package org.loadstar.app.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.loadstar.study.store.Json;

/// Server-sent events of a job, on the thread of the request: it waits for the next event and writes it. A reader that is gone or does not
/// read is noticed at the next comment and let go.
final class EventStream {
  private static final int MOST_STREAMS = 64;
  private static final int COMMENT_SECONDS = 15;
  private static final int MOST_PAST = 400;

  private final JobQueue queue;
  private final Semaphore places = new Semaphore(MOST_STREAMS);

  EventStream(JobQueue queue) {
    this.queue = queue;
  }

  void send(Context ctx, Job job) {
    long from = from(ctx);
    if (from > 0 && job.events().ended() && job.events().last() <= from) {
      ctx.status(204); // a browser asks again until it is told that there is no more
      return;
    }
    if (!places.tryAcquire()) throw new Problem(Problem.BUSY, MOST_STREAMS + " streams of events are open", "GET /api/jobs/" + job.id());
    try {
      ctx.contentType("text/event-stream; charset=utf-8");
      ctx.res().setHeader("X-Accel-Buffering", "no");
      OutputStream out = ctx.res().getOutputStream();
      long told = from;
      if (from == 0) {
        told = job.events().last();
        event(out, 0, "state", new String(Json.compact(queue.json(job)), StandardCharsets.UTF_8));
        if (job.hasEnded()) past(out, job);
      }
      ctx.res().flushBuffer();
      follow(ctx, out, job, from, told);
    } catch (IOException e) {
      // the reader is gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  /// @param told states up to this one are told already
  private static void follow(Context ctx, OutputStream out, Job job, long from, long told) throws IOException, InterruptedException {
    long last = from;
    while (true) {
      List<JobEvents.Event> events = job.events().after(last, COMMENT_SECONDS);
      for (JobEvents.Event e : events) {
        if (e.id() > told || !e.name().equals("state")) event(out, e.id(), e.name(), e.data());
        last = e.id();
      }
      if (events.isEmpty()) {
        if (job.events().ended()) return;
        out.write(": waiting\n\n".getBytes(StandardCharsets.UTF_8));
      }
      ctx.res().flushBuffer();
    }
  }

  private static long from(Context ctx) {
    String id = ctx.header("Last-Event-ID");
    if (id == null) return 0;
    if (!id.matches("[0-9]{1,12}")) throw Problem.input("Last-Event-ID '" + Ask.brief(id) + "': allowed is a whole number");
    return Long.parseLong(id);
  }

  /// The progress of a job of an earlier desk, from its file.
  private void past(OutputStream out, Job job) throws IOException {
    if (job.events().hasProgress()) return;
    Path file = queue.folder(job).resolve(JobProcess.PROGRESS);
    if (!Files.isRegularFile(file)) return;
    List<String> lines = Files.readAllLines(file);
    int step = Math.max(1, lines.size() / MOST_PAST);
    for (int i = lines.size() % step; i < lines.size(); i += step) event(out, 0, "progress", lines.get(i));
  }

  private static void event(OutputStream out, long id, String name, String data) throws IOException {
    out.write(("id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
  }
}
