package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SolveOptions;
import org.loadstar.model.Case;
import org.loadstar.model.Decisions;
import org.loadstar.model.Figures;
import org.loadstar.model.Model;
import org.loadstar.model.Result;
import org.loadstar.model.Tables;

/// The months of an operated year share one limit of time.
class OperationLimitTest {
  private static final SolveOptions ONE_THREAD = new SolveOptions(1e-4, Double.POSITIVE_INFINITY, 1, 0);

  private final Case data =
      Stages.withStages(CaseReader.read(CaseSource.of(Path.of("../examples/two-zones").toAbsolutePath().normalize())).orThrow(), List.of(2030));
  private final Figures figures = new Figures(data);

  private Decisions decisions() {
    Model model = new Model(figures, new Model.Spec(Stages.of(data.settings(), TimeChoice.of("reps:1", data)), null, true));
    Lp lp = model.program().relaxed();
    return model.decisions(new Result(lp, Solving.solve(lp, "highs", ONE_THREAD, Progress.silent()).solution()));
  }

  @Test
  void noMonthBeginsAfterTheLimitOfAll() throws Exception {
    Decisions decisions = decisions();
    Set<Double> done = new TreeSet<>();
    AtomicBoolean slept = new AtomicBoolean();
    StudyProgress slow =
        (stage, seconds, share, lower, upper) -> {
          done.add(share);
          if (slept.getAndSet(true)) return true;
          try {
            Thread.sleep(3000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return true;
        };
    assertThatThrownBy(
            () -> Operation.run(figures, 2030, decisions, true, "full", new Tables(), new SideBySide("auto", null), ONE_THREAD.withMaxSeconds(2.9), slow))
        .isInstanceOf(StoppedException.class);
    assertThat(done).hasSizeLessThanOrEqualTo(2);

    assertThat(Operation.run(figures, 2030, decisions, true, "full", new Tables(), new SideBySide("auto", null), ONE_THREAD, StudyProgress.silent()).ok()).isTrue();
  }
}
