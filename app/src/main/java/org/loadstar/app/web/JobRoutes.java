package org.loadstar.app.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The routes below /api/jobs.
final class JobRoutes {
  private static final int MOST_BODY = 1 << 18;
  private static final int MOST_LOG = 1 << 18;

  private final JobQueue queue;
  private final JobRequest requests;
  private final EventStream streams;

  JobRoutes(JobQueue queue, JobRequest requests) {
    this.queue = queue;
    this.requests = requests;
    streams = new EventStream(queue);
  }

  void list(Context ctx) {
    Ask ask = Ask.of(ctx, "state", "limit", "offset");
    String state = ask.oneOf("state", Job.STATES);
    int limit = ask.whole("limit", 1, 500, 50);
    int offset = ask.whole("offset", 0, 1_000_000_000, 0);
    List<Job> all = queue.all().stream().filter(j -> state == null || j.state().equals(state)).toList();
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("total", all.size());
    m.put("offset", offset);
    m.put("limit", limit);
    m.put("jobs", all.stream().skip(offset).limit(limit).map(queue::json).toList());
    Answers.json(ctx, m);
  }

  void start(Context ctx) {
    Map<String, Object> body = Ask.of(ctx).json(MOST_BODY);
    queued(ctx, body);
  }

  private void queued(Context ctx, Map<String, Object> request) {
    Job job;
    synchronized (queue) {
      job = queue.add(request, requests.command(request));
    }
    ctx.status(202).header("Location", "/api/jobs/" + job.id());
    Answers.json(ctx, queue.json(job));
  }

  private Job job(Ask ask) {
    return queue.get(ask.path("id", Ask.JOB));
  }

  void one(Context ctx) {
    Answers.json(ctx, queue.json(job(Ask.of(ctx))));
  }

  void cancel(Context ctx) {
    Job job = job(Ask.of(ctx));
    queue.cancel(job);
    ctx.status(202);
    Answers.json(ctx, queue.json(job));
  }

  void stop(Context ctx) {
    Job job = job(Ask.of(ctx));
    queue.stop(job);
    ctx.status(202);
    Answers.json(ctx, queue.json(job));
  }

  void rerun(Context ctx) {
    Job job = job(Ask.of(ctx));
    if (!job.hasEnded()) throw new Problem(Problem.CONFLICT, "job " + job.id() + " has not ended, it is " + job.state());
    Map<String, Object> request = new LinkedHashMap<>(job.request());
    Path out = job.command().out();
    if (out != null && Files.exists(out)) request.remove("name");
    queued(ctx, request);
  }

  void result(Context ctx) {
    Job job = job(Ask.of(ctx));
    Path file = queue.folder(job).resolve(JobProcess.RESULT);
    try {
      if (!job.hasEnded() || !Files.isRegularFile(file) || Files.size(file) == 0)
        throw Problem.absent("job " + job.id() + " has no result, it is " + job.state(), job.hasEnded() ? "its log" : "wait for its end");
      Answers.send(ctx, Answers.JSON, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void log(Context ctx) {
    Job job = job(Ask.of(ctx));
    Path file = queue.folder(job).resolve(JobProcess.LOG);
    byte[] tail = new byte[0];
    if (Files.isRegularFile(file)) {
      try (RandomAccessFile f = new RandomAccessFile(file.toFile(), "r")) {
        f.seek(Math.max(0, f.length() - MOST_LOG));
        tail = new byte[(int) Math.min(MOST_LOG, f.length() - f.getFilePointer())];
        f.readFully(tail);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Answers.send(ctx, "text/plain; charset=utf-8", tail);
  }

  void events(Context ctx) {
    Ask ask = Ask.of(ctx);
    streams.send(ctx, job(ask));
  }
}
