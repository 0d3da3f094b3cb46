package org.loadstar.study.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.study.store.Json;

@Timeout(60)
class EnsembleTest {
  @TempDir Path dir;

  private static Task task(String verb, int x) {
    return new Task(verb, Map.of("x", x), Map.of());
  }

  private static List<Task> squares(int n) {
    return IntStream.range(0, n).mapToObj(x -> task("square", x)).toList();
  }

  private static Workers workers(int n, Workers.Limits limits) {
    return new Workers(WorkerProgram.command(), n, limits);
  }

  private static Ensemble threads(int n) {
    return new InProcess(WorkerProgram.WORKS, n);
  }

  @Test
  void threadsAndWorkersGiveTheSame() {
    List<Outcome> here = threads(2).run(squares(12), () -> true);
    List<Outcome> there = workers(2, Workers.Limits.NONE).run(squares(12), () -> true);
    assertThat(here).allMatch(Outcome::isDone).extracting(o -> o.summary().get("square")).startsWith(0, 1, 4, 9, 16);
    assertThat(there).extracting(Outcome::hash).isEqualTo(here.stream().map(Outcome::hash).toList());
    assertThat(here.get(1).hash()).isNotEqualTo(here.get(2).hash());
  }

  @Test
  void aCrashLosesOneTaskOnly() {
    List<Task> tasks = List.of(task("square", 3), task("crash", 1), new Task("crash-once", Map.of("x", 5), Map.of("notes", dir + "/")), task("refuse", 0), task("square", 4));
    List<Integer> ended = Collections.synchronizedList(new ArrayList<>());
    List<Outcome> out = workers(2, Workers.Limits.NONE).run(tasks, new Watch() {
      @Override
      public boolean goOn() {
        return true;
      }

      @Override
      public void ended(int task, Outcome outcome) {
        ended.add(task);
      }
    });
    assertThat(out.get(1).ended()).isEqualTo(Outcome.Ended.FAILED);
    assertThat(out.get(1).tries()).isEqualTo(Ensemble.TRIES);
    assertThat(out.get(1).error()).contains("signal 6", "out of luck");
    assertThat(out.get(2).summary()).containsEntry("square", 25);
    assertThat(out.get(2).tries()).isEqualTo(2);
    assertThat(out.get(0).isDone() && out.get(4).isDone()).isTrue();
    assertThat(ended).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
  }

  /// A library that prints what begins like an answer costs a try, not the study.
  @Test
  void whatALibraryPrintsIsNoAnswer() {
    assertThat(workers(1, Workers.Limits.NONE).run(List.of(task("talk", 0)), () -> true).getFirst().error()).contains("cannot be read");
  }

  @Test
  void aTaskThatTakesTooMuchIsEnded() {
    Outcome hang = workers(1, new Workers.Limits(Long.MAX_VALUE, 0.3)).run(List.of(task("hang", 0)), () -> true).getFirst();
    assertThat(hang.ended()).isEqualTo(Outcome.Ended.FAILED);
    assertThat(hang.error()).contains("more than 0.3 s");
    List<Outcome> hog = workers(1, Workers.Limits.NONE).run(List.of(task("hog", 0), task("square", 2)), () -> true);
    assertThat(hog.getFirst().error()).contains("exit code 3");
    assertThat(hog.get(1).isDone()).isTrue();
    if (!Files.isReadable(Path.of("/proc/self/status"))) return;
    assertThat(workers(1, new Workers.Limits(1, Double.POSITIVE_INFINITY)).run(List.of(task("hang", 0)), () -> true).getFirst().error()).contains("more than 1 MB");
  }

  @Test
  void faultsAreTriedAgainAndRefusalsAreNot() {
    AtomicInteger tries = new AtomicInteger();
    Ensemble e = new InProcess(Map.of("third", (task, says) -> {
      if (tries.incrementAndGet() < 3) throw new IllegalStateException("not yet");
      return Map.of("status", "optimal");
    }), 1);
    assertThat(e.run(List.of(task("third", 0)), () -> true).getFirst()).matches(o -> o.isDone() && o.tries() == 3);
    for (Ensemble where : List.of(threads(1), workers(1, Workers.Limits.NONE))) {
      List<Outcome> out = where.run(List.of(task("throw", 0), task("refuse", 0), task("unheard", 0)), () -> true);
      assertThat(out).extracting(Outcome::ended).containsExactly(Outcome.Ended.FAILED, Outcome.Ended.REFUSED, Outcome.Ended.FAILED);
      assertThat(out).extracting(Outcome::tries).containsExactly(3, 1, 3);
      assertThat(out.getFirst().error()).contains("out of order", "WorkerProgram");
      assertThat(out.get(1).error()).isEqualTo("allowed is 1");
    }
  }

  @Test
  void aStopGivesUpWhatHasNotEnded() {
    for (Ensemble where : List.of(threads(1), workers(1, Workers.Limits.NONE))) {
      AtomicInteger asked = new AtomicInteger();
      List<Outcome> out = where.run(WorkerProgram.slow(50, dir.resolve("stopped")), () -> asked.incrementAndGet() < 5);
      assertThat(out).hasSize(50).last().extracting(Outcome::ended).isEqualTo(Outcome.Ended.STOPPED);
    }
  }

  @Test
  void workersThatNeverStartAreToldOnce() {
    Workers none = new Workers(List.of("/no/such/program"), 2, Workers.Limits.NONE);
    assertThatThrownBy(() -> none.run(squares(100), () -> true)).isInstanceOf(IllegalStateException.class).hasMessageContaining("no worker starts");
  }

  @Test
  void whatIsKeptIsNotDoneAgain() throws IOException {
    Path notes = dir.resolve("notes");
    Path folder = dir.resolve("kept");
    Kept kept = new Kept(folder, threads(1));
    List<Outcome> first = kept.run(WorkerProgram.slow(3, notes), () -> true);
    List<Outcome> again = kept.run(WorkerProgram.slow(4, notes), () -> true);
    assertThat(Files.readAllLines(notes)).containsExactly("begun 0", "begun 1", "begun 2", "begun 3");
    assertThat(again).extracting(Outcome::tries).containsExactly(0, 0, 0, 1);
    assertThat(again.get(2).hash()).isEqualTo(first.get(2).hash());
    Path file = folder.resolve(WorkerProgram.slow(1, notes).getFirst().key() + ".json");
    String whole = Files.readString(file);
    for (String damaged : List.of("", whole.substring(0, 40), whole.replace("\"x\":0", "\"x\":7"))) {
      Files.writeString(file, damaged);
      assertThat(kept.run(WorkerProgram.slow(1, notes), () -> true).getFirst().tries()).isEqualTo(1);
    }
    assertThat(kept.run(List.of(task("throw", 0)), () -> true).getFirst().ended()).isEqualTo(Outcome.Ended.FAILED);
    assertThat(Kept.find(folder, task("throw", 0))).isNull();
    Path other = Files.writeString(folder.resolve("mine.json"), "{}");
    Kept.clear(folder);
    assertThat(folder.toFile().list()).containsExactly("mine.json");
    Files.delete(other);
    Kept.clear(folder);
    assertThat(folder).doesNotExist();
  }

  @Test
  void theKeyIsOfWhatIsAsked() {
    Task a = new Task("v", Json.read("{\"a\": 1, \"b\": {\"c\": [1.5], \"d\": null}}"), Map.of("threads", 1));
    Task b = new Task("v", Json.read("{\"b\": {\"d\": null, \"c\": [1.5]}, \"a\": 1}"), Map.of("threads", 2));
    assertThat(a.key()).isEqualTo(b.key()).hasSize(64);
    assertThat(new Task("v", Map.of("a", 2), Map.of()).key()).isNotEqualTo(new Task("v", Map.of("a", 1), Map.of()).key());
    assertThat(Task.of(Json.read(Json.line(a.json())))).isEqualTo(a);
  }

  /// A study that is killed loses what was under way, leaves no worker behind and goes on from what it kept.
  @Test
  void aKilledStudyGoesOn() throws Exception {
    Path folder = dir.resolve("study");
    Path notes = dir.resolve("notes");
    Process study = new ProcessBuilder(WorkerProgram.command(folder.toString(), "12", notes.toString())).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    while (kept(folder) < 3) TimeUnit.MILLISECONDS.sleep(20);
    List<ProcessHandle> workers = study.descendants().toList();
    study.destroyForcibly().waitFor();
    for (ProcessHandle w : workers) w.onExit().get(20, TimeUnit.SECONDS);
    long done = kept(folder);
    assertThat(done).isBetween(3L, 11L);
    long begun = Files.readAllLines(notes).size();
    List<Outcome> out = new Kept(folder, threads(4)).run(WorkerProgram.slow(12, notes), () -> true);
    assertThat(out).allMatch(Outcome::isDone).extracting(o -> o.summary().get("x")).containsExactlyElementsOf(IntStream.range(0, 12).boxed().toList());
    assertThat(Files.readAllLines(notes)).hasSize((int) (begun + 12 - done));
    assertThat(begun - done).isLessThanOrEqualTo(2);
  }

  private static long kept(Path folder) {
    return Kept.keys(folder).size();
  }
}
