package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.lp.Block;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpBuilder;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SolveOptions;
import org.loadstar.model.Case;
import org.loadstar.model.Decisions;
import org.loadstar.model.Figures;
import org.loadstar.model.Model;
import org.loadstar.model.Result;
import org.loadstar.model.Tables;
import org.loadstar.study.ensemble.Ensemble;
import org.loadstar.study.ensemble.InProcess;
import org.loadstar.study.ensemble.Work;

/// Threads and an ensemble give the same solutions, and what an ensemble cannot do is done here.
@Timeout(120)
class SideBySideTest {
  private static final SolveOptions OPTIONS = new SolveOptions(1e-6, Double.POSITIVE_INFINITY, 2, 0);

  private static Ensemble doing(Work work) {
    return new InProcess(Map.of(SideBySide.VERB, work), 2);
  }

  /// Least x with x >= k.
  private static SideBySide.Prepared<Double> least(int k) {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "1", -1, List.of("x"), 0, 100);
    Block r = b.rows("r", "1", -1, List.of("r"));
    b.cost(x.at(0), "c", 1);
    b.at(r.at(0)).add(x.at(0), 1).ge(k);
    return new SideBySide.Prepared<>(b.build(), s -> s.certificate().lowerBound());
  }

  private static List<Double> solved(Ensemble ensemble) throws StoppedException {
    List<SideBySide.Part<Double>> parts = new ArrayList<>();
    for (int k = 1; k <= 5; k++) {
      int n = k;
      parts.add(() -> least(n));
    }
    List<Double> out = new ArrayList<>();
    new SideBySide("auto", ensemble).solve(parts, false, OPTIONS, () -> true, out::add);
    return out;
  }

  @Test
  void solutionsComeBackInOrderAndAreCertifiedHere() throws StoppedException {
    AtomicInteger worked = new AtomicInteger();
    List<Double> out = solved(doing((task, says) -> {
      worked.incrementAndGet();
      return SideBySide.work(task, says);
    }));
    assertThat(worked).hasValue(5);
    for (int k = 1; k <= 5; k++) assertThat(out.get(k - 1)).isEqualTo(k, within(1e-9));
  }

  @Test
  void whatNoWorkerCanSolveIsSolvedHere() throws StoppedException {
    List<Double> out = solved(doing((task, says) -> {
      throw new IllegalStateException("broken");
    }));
    for (int k = 1; k <= 5; k++) assertThat(out.get(k - 1)).isEqualTo(k, within(1e-9));
  }

  @Test
  void aStopEndsTheWork() {
    SideBySide how = new SideBySide("auto", doing(SideBySide::work));
    List<SideBySide.Part<Double>> one = List.of(() -> least(1));
    assertThatThrownBy(() -> how.solve(one, false, OPTIONS, () -> false, x -> {})).isInstanceOf(StoppedException.class);
    assertThatThrownBy(() -> how.solve(one, false, OPTIONS.withMaxSeconds(0), () -> true, x -> {})).isInstanceOf(StoppedException.class);
  }

  @Test
  void aProgramOfNothingIsSolved() throws StoppedException {
    List<String> out = new ArrayList<>();
    List<SideBySide.Part<String>> nothing = List.of(() -> new SideBySide.Prepared<>(new LpBuilder().build(), s -> "made"));
    new SideBySide("auto", null).solve(nothing, true, OPTIONS, () -> true, out::add);
    assertThat(out).containsExactly("made");
  }

  @Test
  void anOperatedYearIsTheSame() throws StoppedException {
    Case data = Stages.withStages(CaseReader.read(CaseSource.of(Path.of("../examples/two-zones").toAbsolutePath().normalize())).orThrow(), List.of(2030));
    Figures figures = new Figures(data);
    Model model = new Model(figures, new Model.Spec(Stages.of(data.settings(), TimeChoice.of("reps:1", data)), null, true));
    Lp lp = model.program().relaxed();
    Decisions decisions = model.decisions(new Result(lp, Solving.solve(lp, "highs", OPTIONS, Progress.silent()).solution()));
    Operation.Year here = Operation.run(figures, 2030, decisions, true, "full", new Tables(), new SideBySide("auto", null), OPTIONS, StudyProgress.silent());
    Tables tables = new Tables();
    Operation.Year there =
        Operation.run(figures, 2030, decisions, true, "full", tables, new SideBySide("auto", new InProcess(StudyWorks.ALL, 2)), OPTIONS, StudyProgress.silent());
    assertThat(there).isEqualTo(here);
    assertThat(tables.all()).isNotEmpty();
  }
}
