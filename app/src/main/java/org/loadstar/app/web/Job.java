package org.loadstar.app.web;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Json;

/// A job from its request to its end. Its state changes under its own lock.
final class Job {
  static final String QUEUED = "queued";
  static final String RUNNING = "running";
  static final String INTERRUPTED = "interrupted";
  static final String CANCELLED = "cancelled";
  static final List<String> STATES = List.of(QUEUED, RUNNING, "done", "infeasible", "stopped", "refused", "failed", CANCELLED, INTERRUPTED);

  private final String id;
  private final Map<String, Object> request;
  private final JobRequest.Command command;
  private final Instant created;
  private final JobEvents events = new JobEvents();
  private String state = QUEUED;
  private @Nullable Instant started;
  private @Nullable Instant ended;
  private @Nullable Integer exit;
  private @Nullable String message;
  private List<?> faults = List.of();
  private @Nullable String run;
  private @Nullable Double memoryMb;
  private @Nullable Map<String, Object> progress;
  private boolean cancelled;

  Job(String id, Map<String, Object> request, JobRequest.Command command, Instant created) {
    this.id = id;
    this.request = request;
    this.command = command;
    this.created = created;
  }

  /// A job as it was kept.
  ///
  /// @throws RuntimeException when the text is none of a job
  static Job read(String text) {
    Map<String, Object> m = Json.read(text);
    Object out = m.get("out");
    JobRequest.Command command =
        new JobRequest.Command(String.valueOf(m.get("verb")), RunCard.texts(m.get("words")), out instanceof String s ? Path.of(s) : null);
    Job job = new Job(String.valueOf(m.get("id")), object(m.get("request")), command, Instant.parse(String.valueOf(m.get("created"))));
    job.state = String.valueOf(m.get("state"));
    if (!Ask.JOB.matcher(job.id).matches() || !STATES.contains(job.state)) throw new IllegalArgumentException("no job");
    job.started = instant(m.get("started"));
    job.ended = instant(m.get("ended"));
    job.exit = m.get("exit") instanceof Integer i ? i : null;
    job.message = m.get("message") instanceof String s ? s : null;
    job.faults = m.get("faults") instanceof List<?> l ? l : List.of();
    job.run = m.get("run") instanceof String s ? s : null;
    job.memoryMb = RunCard.number(m.get("memory_mb"));
    job.progress = m.get("progress") instanceof Map<?, ?> p ? object(p) : null;
    return job;
  }

  private static @Nullable Instant instant(@Nullable Object text) {
    return text instanceof String s ? Instant.parse(s) : null;
  }

  static Map<String, Object> object(@Nullable Object map) {
    Map<String, Object> out = new LinkedHashMap<>();
    if (map instanceof Map<?, ?> m) m.forEach((k, v) -> out.put(String.valueOf(k), v));
    return out;
  }

  String id() {
    return id;
  }

  Map<String, Object> request() {
    return request;
  }

  JobRequest.Command command() {
    return command;
  }

  Instant created() {
    return created;
  }

  JobEvents events() {
    return events;
  }

  synchronized String state() {
    return state;
  }

  synchronized boolean waits() {
    return state.equals(QUEUED);
  }

  synchronized boolean runs() {
    return state.equals(RUNNING);
  }

  synchronized boolean hasEnded() {
    return !waits() && !runs();
  }

  synchronized void start() {
    state = RUNNING;
    started = Instant.now();
  }

  synchronized void cancel() {
    cancelled = true;
  }

  synchronized boolean cancelled() {
    return cancelled;
  }

  synchronized void progress(Map<String, Object> now) {
    progress = now;
  }

  synchronized void memory(double mb) {
    Double before = memoryMb;
    memoryMb = before == null ? mb : Math.max(before, mb);
  }

  /// The job has ended.
  ///
  /// @param why it did not end as asked, null when it did
  synchronized void end(String how, @Nullable Integer code, @Nullable String why, List<?> found, @Nullable String made) {
    state = how;
    ended = Instant.now();
    exit = code;
    message = why;
    faults = found;
    run = made;
  }

  /// The object of the API.
  ///
  /// @param position in the queue, null when it does not wait
  synchronized Map<String, @Nullable Object> json(@Nullable Integer position) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("id", id);
    m.put("verb", command.verb());
    m.put("state", state);
    m.put("created", created.toString());
    m.put("started", Objects.toString(started, null));
    m.put("ended", Objects.toString(ended, null));
    m.put("request", request);
    m.put("position", position);
    m.put("progress", progress);
    m.put("run", run);
    m.put("exit", exit);
    m.put("message", message);
    m.put("faults", faults);
    m.put("memory_mb", memoryMb);
    m.put("command", "./loadstar " + CommandText.line(command.words().stream().filter(w -> !w.equals("--json")).toList()));
    return m;
  }

  /// What is kept on the disk.
  Map<String, @Nullable Object> kept() {
    Map<String, @Nullable Object> m = json(null);
    m.put("words", command.words());
    m.put("out", command.out() == null ? null : command.out().toString());
    return m;
  }
}
