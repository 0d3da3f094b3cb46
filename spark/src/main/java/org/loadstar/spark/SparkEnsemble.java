package org.loadstar.spark;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.StudyWorks;
import org.loadstar.study.ensemble.Ensemble;
import org.loadstar.study.ensemble.Kept;
import org.loadstar.study.ensemble.Outcome;
import org.loadstar.study.ensemble.Task;
import org.loadstar.study.ensemble.Trial;
import org.loadstar.study.ensemble.Watch;
import org.loadstar.study.store.Json;

/// Tasks as one job of Spark, each a partition of its own. The executor writes what is done into the folder of the study before it
/// answers, so that a task whose executor dies afterwards is found and not done again.
///
/// Settings of Spark are system properties that begin with `spark.`. Unless given, executors get the class path of the driver.
///
/// @param folder reached from all executors
record SparkEnsemble(String master, Path folder) implements Ensemble {
  private static final long POLL_MILLIS = 1000;
  private static final String FLAGS = "--enable-native-access=ALL-UNNAMED --add-modules jdk.incubator.vector --sun-misc-unsafe-memory-access=allow";

  /// A task on its way; nothing but text.
  private record Parcel(int place, String folder, String task) implements Serializable {}

  /// An outcome on its way back.
  private record Answer(int place, String outcome) implements Serializable {}

  @Override
  public List<Outcome> run(List<Task> tasks, Watch watch) {
    List<@Nullable Outcome> out = new ArrayList<>();
    for (int k = 0; k < tasks.size(); k++) out.add(null);
    if (tasks.isEmpty()) return List.of();
    String trouble = "";
    try (JavaSparkContext spark = new JavaSparkContext(conf())) {
      List<Parcel> parcels = IntStream.range(0, tasks.size()).mapToObj(k -> new Parcel(k, folder.toString(), Json.line(tasks.get(k).json()))).toList();
      JavaFutureAction<List<Answer>> job = spark.parallelize(new ArrayList<>(parcels), parcels.size()).map(SparkEnsemble::done).collectAsync();
      for (Answer a : await(job, tasks, out, watch)) ended(a.place, Outcome.of(Json.read(a.outcome)), out, watch);
    } catch (ExecutionException e) {
      trouble = "the job was given up: " + e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Outcome> all = new ArrayList<>();
    for (int k = 0; k < tasks.size(); k++) {
      Outcome o = out.get(k);
      if (o == null && !trouble.isEmpty()) ended(k, o = new Outcome(Outcome.Ended.FAILED, Map.of(), trouble, TRIES, 0), out, watch);
      all.add(o == null ? new Outcome(Outcome.Ended.STOPPED, Map.of(), "", 0, 0) : o);
    }
    return all;
  }

  private SparkConf conf() {
    // One try more than a task has: the last says what became of those before it.
    return new SparkConf().setMaster(master).setAppName("loadstar")
        .setIfMissing("spark.ui.enabled", "false")
        .setIfMissing("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .setIfMissing("spark.executor.extraJavaOptions", FLAGS)
        .set("spark.task.maxFailures", "" + (TRIES + 1));
  }

  /// On an executor: does a task, or finds that it is done.
  private static Answer done(Parcel p) {
    Task task = Task.of(Json.read(p.task));
    Path folder = Path.of(p.folder);
    int tries = TaskContext.get().attemptNumber() + 1;
    Outcome o = Kept.find(folder, task);
    if (o == null && tries > TRIES) o = new Outcome(Outcome.Ended.FAILED, Map.of(), "its executor was lost " + TRIES + " times", TRIES, 0);
    if (o == null) {
      o = Trial.of(StudyWorks.ALL, task, tries, words -> !TaskContext.get().isInterrupted());
      if (o.ended() == Outcome.Ended.FAILED && tries < TRIES) throw new IllegalStateException(o.error());
      Kept.keep(folder, task, o);
    }
    return new Answer(p.place, Json.line(o.json()));
  }

  /// The answers of the job; tells meanwhile what has been written into the folder.
  private List<Answer> await(JavaFutureAction<List<Answer>> job, List<Task> tasks, List<@Nullable Outcome> out, Watch watch)
      throws InterruptedException, ExecutionException {
    Map<String, Integer> open = new HashMap<>();
    for (int k = 0; k < tasks.size(); k++) open.put(tasks.get(k).key(), k);
    while (true) {
      try {
        return job.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (!watch.goOn()) job.cancel(true);
        for (String key : Kept.keys(folder)) {
          Integer k = open.remove(key);
          Outcome o = k == null ? null : Kept.find(folder, tasks.get(k));
          if (o != null) ended(k, o, out, watch);
        }
      } catch (CancellationException e) {
        return List.of();
      }
    }
  }

  private static void ended(int place, Outcome o, List<@Nullable Outcome> out, Watch watch) {
    if (out.get(place) != null) return;
    out.set(place, o);
    if (o.ended() != Outcome.Ended.STOPPED) watch.ended(place, o);
  }
}
