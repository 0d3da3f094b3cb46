package org.loadstar.app;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.loadstar.study.StudyWorks;
import org.loadstar.study.ensemble.Work;
import org.loadstar.study.ensemble.WorkerLoop;
import picocli.CommandLine.Command;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// `worker`: does the tasks that a study writes to its standard input. Started by studies, not by people.
@Command(name = "worker", hidden = true, description = "Does the tasks of a study that come as lines of standard input.")
final class WorkerCommand implements Callable<Integer> {
  /// What a worker does, by verb.
  static final Map<String, Work> WORKS;

  static {
    Map<String, Work> works = new HashMap<>(StudyWorks.ALL);
    works.put(FuzzTrial.VERB, FuzzTrial::work);
    WORKS = Map.copyOf(works);
  }

  private final Console console;

  WorkerCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    // Ctrl-C of a terminal comes to all its processes; the study decides.
    Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
    WorkerLoop.serve(WORKS, System.in, console.out());
    // The study is gone: what is being done is nobody's.
    Runtime.getRuntime().halt(Exit.DONE);
    return Exit.DONE;
  }
}
