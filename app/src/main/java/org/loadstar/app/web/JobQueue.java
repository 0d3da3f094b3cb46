package org.loadstar.app.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Json;

/// Jobs, some at once, the others in the order in which they came. Every change is on the disk before it is told, so that a desk that is
/// killed goes on with the jobs that waited and says of the one that ran that it was interrupted.
final class JobQueue implements AutoCloseable {
  private static final String FILE = "job.json";
  private static final int MOST_WAITING = 100;
  private static final int STOP_SECONDS = 5;

  private final DeskOptions options;
  private final Workspace workspace;
  private final Catalog catalog;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Deque<Job> waiting = new ArrayDeque<>();
  private final Map<String, JobProcess> running = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private int busy;
  private boolean closing;

  JobQueue(DeskOptions options, Workspace workspace, Catalog catalog) {
    this.options = options;
    this.workspace = workspace;
    this.catalog = catalog;
  }

  /// Takes up what was left: waiting jobs wait again, one that ran was interrupted.
  synchronized void resume() {
    List<Job> kept = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(workspace.jobs())) {
      for (Path folder : folders) {
        Job job = read(folder.resolve(FILE));
        if (job != null) kept.add(job);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    kept.sort(Comparator.comparing(Job::created).thenComparing(Job::id));
    for (Job job : kept) {
      jobs.put(job.id(), job);
      if (job.waits()) {
        waiting.add(job);
      } else if (job.runs()) {
        finish(job, Job.INTERRUPTED, null, "the desk ended while this job ran. Maybe run it again");
      }
      if (job.hasEnded()) job.events().add("end", line(job));
    }
    pump();
  }

  private static @Nullable Job read(Path file) {
    if (!Files.isRegularFile(file)) return null;
    try {
      return Job.read(Files.readString(file));
    } catch (IOException | RuntimeException e) {
      return null; // not a job of this desk
    }
  }

  /// Makes a job and puts it into the queue.
  synchronized Job add(Map<String, Object> request, JobRequest.Command command) {
    if (closing) throw new Problem(503, "the desk is ending");
    if (waiting.size() >= MOST_WAITING) throw new Problem(Problem.BUSY, MOST_WAITING + " jobs are waiting", "cancel some");
    byte[] digits = new byte[3];
    random.nextBytes(digits);
    String id = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now()) + "-" + HexFormat.of().formatHex(digits);
    Job job = new Job(id, request, command, Instant.now());
    try {
      Files.createDirectory(workspace.jobs().resolve(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    command.files().forEach((name, text) -> Workspace.write(folder(job).resolve(name), text.getBytes(StandardCharsets.UTF_8)));
    save(job);
    jobs.put(id, job);
    waiting.add(job);
    tell(job);
    pump();
    return job;
  }

  /// Whether a job that has not ended will write there.
  synchronized boolean promised(Path out) {
    return jobs.values().stream().anyMatch(j -> !j.hasEnded() && out.equals(j.command().out()));
  }

  /// All jobs, the newest first.
  synchronized List<Job> all() {
    return List.copyOf(jobs.values()).reversed();
  }

  synchronized Job get(String id) {
    Job job = jobs.get(id);
    if (job == null) throw Problem.absent("no job " + id, "GET /api/jobs lists them");
    return job;
  }

  synchronized int waitingCount() {
    return waiting.size();
  }

  synchronized int runningCount() {
    return busy;
  }

  /// The object of the API.
  synchronized Map<String, @Nullable Object> json(Job job) {
    return job.json(job.waits() ? Integer.valueOf(new ArrayList<>(waiting).indexOf(job) + 1) : null);
  }

  Path folder(Job job) {
    return workspace.jobs().resolve(job.id());
  }

  private void pump() {
    while (!closing && busy < options.jobsAtOnce() && !waiting.isEmpty()) {
      Job job = waiting.removeFirst();
      busy++;
      job.start();
      save(job);
      tell(job);
      Thread.ofVirtual().name("job-" + job.id()).start(() -> run(job));
    }
  }

  private void run(Job job) {
    try {
      JobProcess process = JobProcess.start(options, job.command().words(), folder(job));
      running.put(job.id(), process);
      if (job.cancelled() || closing()) process.kill("cancelled");
      int exit = process.follow(folder(job), listener(job));
      end(job, process, exit);
    } catch (IOException | RuntimeException e) {
      finish(job, "failed", null, "the job could not be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running.remove(job.id());
      synchronized (this) {
        busy--;
        pump();
      }
    }
  }

  private synchronized boolean closing() {
    return closing;
  }

  private JobProcess.Listener listener(Job job) {
    return new JobProcess.Listener() {
      @Override
      public void progress(Map<String, Object> progress, String line) {
        job.progress(progress);
        job.events().add("progress", line);
      }

      @Override
      public void log(String line) {
        job.events().add("log", new String(Json.compact(Map.of("line", line)), StandardCharsets.UTF_8));
      }

      @Override
      public void memory(double mb) {
        job.memory(mb);
      }
    };
  }

  private void end(Job job, JobProcess process, int exit) throws IOException {
    if (closing()) return; // the next desk says so
    String killed = process.killed();
    if (job.cancelled()) {
      Path out = job.command().out();
      if (out != null) Workspace.delete(out);
      finish(job, Job.CANCELLED, exit, "cancelled");
      return;
    }
    if (killed != null) {
      finish(job, "failed", exit, killed);
      return;
    }
    Map<String, Object> printed = printed(job);
    RunCard made = job.command().out() == null ? null : catalog.at(job.command().out());
    List<?> faults = printed.get("faults") instanceof List<?> l ? l : List.of();
    boolean infeasible = "infeasible".equals(printed.get("status"));
    String how = exit == 0 ? "done" : exit == 3 ? "stopped" : exit != 2 ? "failed" : infeasible ? "infeasible" : "refused";
    job.end(how, exit, exit == 0 ? null : why(how, printed), faults, made == null ? null : made.id());
    save(job);
    job.events().add("end", line(job));
  }

  private static String why(String how, Map<String, Object> printed) {
    if (printed.get("error") instanceof String error) return error;
    return switch (how) {
      case "stopped" -> "stopped by a limit or on request, with what there was";
      case "infeasible" -> "there is no solution; the result explains what must give";
      case "refused" -> "the input is wrong; the log says where";
      default -> "a fault of Loadstar; the log of the job has more";
    };
  }

  /// The object that the command printed; empty where it printed none.
  private Map<String, Object> printed(Job job) {
    Path file = folder(job).resolve(JobProcess.RESULT);
    try {
      return Files.isRegularFile(file) && Files.size(file) > 0 ? Json.read(Files.readString(file)) : Map.of();
    } catch (IOException | IllegalArgumentException e) {
      return Map.of();
    }
  }

  private void finish(Job job, String how, @Nullable Integer exit, String why) {
    job.end(how, exit, why, List.of(), null);
    save(job);
    job.events().add("end", line(job));
  }

  private void save(Job job) {
    Workspace.write(folder(job).resolve(FILE), Json.write(job.kept()).getBytes(StandardCharsets.UTF_8));
  }

  private void tell(Job job) {
    job.events().add("state", line(job));
  }

  private String line(Job job) {
    return new String(Json.compact(json(job)), StandardCharsets.UTF_8);
  }

  /// Asks a running job to stop with what it has.
  void stop(Job job) {
    JobProcess process = running.get(job.id());
    if (process == null || !job.runs()) throw new Problem(Problem.CONFLICT, "job " + job.id() + " does not run, it is " + job.state());
    process.stop();
  }

  /// Cancels a job: one that waits at once, one that runs is asked and then killed.
  void cancel(Job job) {
    synchronized (this) {
      if (job.hasEnded()) throw new Problem(Problem.CONFLICT, "job " + job.id() + " has ended, it is " + job.state());
      job.cancel();
      if (waiting.remove(job)) {
        finish(job, Job.CANCELLED, null, "cancelled before it began");
        return;
      }
    }
    JobProcess process = running.get(job.id());
    if (process == null) return; // about to start; it looks whether it is cancelled
    process.stop();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                if (!process.endsWithin(STOP_SECONDS)) process.kill("cancelled");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /// Ends all processes; what ran is interrupted.
  @Override
  public void close() {
    synchronized (this) {
      if (closing) return;
      closing = true;
    }
    running.values().forEach(p -> p.kill("the desk ended"));
    for (Job job : all()) if (job.runs()) finish(job, Job.INTERRUPTED, null, "the desk ended while this job ran. Maybe run it again");
  }
}
