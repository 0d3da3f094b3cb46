package org.loadstar.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.pypsa.ProgramWriter;
import org.loadstar.cases.pypsa.Pypsa;
import org.loadstar.cases.pypsa.PypsaWriter;
import org.loadstar.lp.Lp;
import org.loadstar.lp.SolveOptions;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Model;
import org.loadstar.model.Result;
import org.loadstar.model.Stage;
import org.loadstar.model.TimeGrid;
import org.loadstar.model.network.NetworkModel;

/// The plan of a planning case with one stage as a CSV folder of PyPSA.
public final class PlanAsPypsa {
  private final PlanOptions options;
  private final String name;
  private final String hash;
  private final Lp lp;
  private final Stage stage;

  private PlanAsPypsa(PlanOptions options, String name, String hash, Lp lp, Stage stage) {
    this.options = options;
    this.name = name;
    this.hash = hash;
    this.lp = lp;
    this.stage = stage;
  }

  /// Reads the case and builds the program. PyPSA knows no modules of campuses: where modules and units are whole, the plan is made
  /// first and they stand at its numbers.
  ///
  /// @throws org.loadstar.cases.CaseException when the case is refused
  /// @throws OptionRefused when there are several stages
  public static PlanAsPypsa of(PlanOptions options) {
    Case data = Stages.withStages(CaseReader.read(options.source()).orThrow(), options.stages());
    String chosen = options.time();
    String time = chosen == null || chosen.isEmpty() ? data.settings().time() : chosen;
    List<Stage> stages = Stages.of(data.settings(), TimeChoice.of(time, data));
    if (stages.size() != 1)
      throw new OptionRefused("stages: PyPSA is given a plan of one stage, this has " + stages.size() + ". Maybe --stages " + stages.getLast().year());
    Lp whole = new Model(new Figures(data), new Model.Spec(stages, null, true)).program();
    Lp lp = whole.isMixedInteger() ? Integers.settled(whole, options) : whole;
    return new PlanAsPypsa(options, data.settings().name(), CaseHash.of(data), lp, stages.getFirst());
  }

  public String caseHash() {
    return hash;
  }

  /// The program, as it is planned.
  public Lp program() {
    return lp;
  }

  /// Writes the network.
  ///
  /// @return the files
  /// @throws org.loadstar.cases.CaseException when PyPSA cannot say what the plan says
  public List<Path> write(Path folder) throws IOException {
    TimeGrid grid = stage.grid();
    double[] annual = new double[grid.steps()];
    double[] hours = new double[grid.steps()];
    for (int t = 0; t < annual.length; t++) {
      annual[t] = grid.annualHours(t);
      hours[t] = grid.hours(t);
    }
    return ProgramWriter.write(name, lp, new ProgramWriter.Steps(stage.discount(), annual, hours), folder);
  }

  /// Writes the network, solves it and writes its results beside its inputs.
  ///
  /// @return the files
  /// @throws StoppedException when it was stopped before there was a solution
  /// @throws org.loadstar.cases.CaseException when PyPSA cannot say what the plan says
  public List<Path> writeSolved(Path folder, StudyProgress progress) throws IOException, StoppedException {
    write(folder);
    NetworkModel model = new NetworkModel(Pypsa.read(folder).orThrow());
    Lp network = model.program();
    SolveOptions solve = new SolveOptions(options.gap(), options.maxSeconds(), options.threads(), options.seed());
    Solving.Solved solved =
        Solving.solve(network, options.solver(), solve, (s, i, lo, up) -> progress.report("solve", s, Double.NaN, lo * 1e6, up * 1e6));
    if (!solved.hasPlan()) throw new StoppedException();
    return PypsaWriter.write(model, new Result(network, solved.solution()), folder);
  }
}
