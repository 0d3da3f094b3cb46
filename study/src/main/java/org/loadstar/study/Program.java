package org.loadstar.study;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.CaseReader;
import org.loadstar.lp.Boxes;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.CertificateFiles;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpTextWriter;
import org.loadstar.lp.MpsWriter;
import org.loadstar.lp.SolveOptions;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Model;

/// The linear program of a plan, as files for other tools.
public final class Program {
  private final PlanOptions options;
  private final Case data;
  private final Lp lp;

  private Program(PlanOptions options, Case data, Lp lp) {
    this.options = options;
    this.data = data;
    this.lp = lp;
  }

  /// Reads the case and builds the program.
  ///
  /// @throws org.loadstar.cases.CaseException when the case is refused
  public static Program of(PlanOptions options) {
    Case data = Stages.withStages(CaseReader.read(options.source()).orThrow(), options.stages());
    String chosen = options.time();
    String time = chosen == null || chosen.isEmpty() ? data.settings().time() : chosen;
    var stages = Stages.of(data.settings(), TimeChoice.of(time, data));
    return new Program(options, data, new Model(new Figures(data), new Model.Spec(stages, null, true)).program());
  }

  /// Hash of the case from which it was built.
  public String caseHash() {
    return CaseHash.of(data);
  }

  /// Writes `model.mps` or `model.lp`.
  ///
  /// @param format `mps` or `lp`
  public Path write(Path folder, String format) throws IOException {
    Path file = Files.createDirectories(folder).resolve("model." + format.toLowerCase(Locale.ROOT));
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      if (format.equals("mps")) MpsWriter.write(lp, out);
      else LpTextWriter.write(lp, out);
    }
    return file;
  }

  /// Solves it again and writes `model.mps`, `primal.csv`, `dual.csv` and `box.csv`.
  ///
  /// @throws StoppedException when it was stopped before there was a solution
  public List<Path> writeSolved(Path folder, StudyProgress progress) throws IOException, StoppedException {
    SolveOptions o = new SolveOptions(options.gap(), options.maxSeconds(), options.threads(), options.seed());
    Solving.Solved solved =
        Solving.solve(lp, options.solver(), o, (s, i, lo, up) -> progress.report("solve", s, Double.NaN, lo * 1e6, up * 1e6));
    if (!solved.hasPlan()) throw new StoppedException();
    Boxes boxes = Certificate.boxes(lp, solved.certificate().recomputedObjective());
    CertificateFiles.write(folder, lp, solved.solution(), boxes);
    return List.of("model.mps", "primal.csv", "dual.csv", "box.csv").stream().map(folder::resolve).toList();
  }
}
