package org.loadstar.study;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.peers.NetworkSource;
import org.loadstar.lp.Boxes;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.CertificateFiles;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpTextWriter;
import org.loadstar.lp.MpsWriter;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SafeBound;
import org.loadstar.lp.SolveOptions;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Model;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkModel;

/// The linear program of a plan, as files for other tools.
public final class Program {
  /// Solves the program as the study did.
  @FunctionalInterface
  private interface Way {
    Solving.Solved solve(Lp lp, Progress progress);
  }

  private final Way way;
  private final String hash;
  private final Lp lp;

  private Program(Way way, String hash, Lp lp) {
    this.way = way;
    this.hash = hash;
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
    if (options.goal().fastest())
      throw new OptionRefused("objective fastest: its two programs are not exported; allowed is the program of least cost");
    Lp whole = new Model(new Figures(data), new Model.Spec(stages, null, true)).program();
    Lp lp = options.integers() ? whole : whole.relaxed();
    SolveOptions solve = new SolveOptions(options.gap(), options.maxSeconds(), options.threads(), options.seed());
    return new Program((p, progress) -> Integers.orPlain(p, options, solve, progress), CaseHash.of(data), lp);
  }

  /// Reads a network case and builds the program.
  ///
  /// @throws org.loadstar.cases.CaseException when the case is refused
  public static Program of(NetworkOptions options) {
    Network data = NetworkSource.read(options.kind(), options.source()).orThrow();
    Lp lp = NetworkPlan.program(new NetworkModel(data), options.integers());
    SolveOptions solve = options.solve(lp.isMixedInteger(), data.settings().integerGap(), options.maxSeconds());
    return new Program((p, progress) -> Solving.solve(p, options.solver(), solve, progress), CaseHash.of(data), lp);
  }

  /// Hash of the case from which it was built.
  public String caseHash() {
    return hash;
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

  /// Solves it again and writes `model.mps`, `primal.csv`, `dual.csv` (the duals that prove the bound) and `box.csv`.
  ///
  /// @throws StoppedException when it was stopped before there was a solution
  public List<Path> writeSolved(Path folder, StudyProgress progress) throws IOException, StoppedException {
    Solving.Solved solved =
        way.solve(lp, (s, i, lo, up) -> progress.report("solve", s, Double.NaN, lo * 1e6, up * 1e6));
    if (!solved.hasPlan()) throw new StoppedException();
    Boxes boxes = Certificate.boxes(lp, solved.certificate().recomputedObjective());
    double[] proof = SafeBound.mended(lp, solved.proof() == null ? solved.solution().duals() : solved.proof(), boxes);
    CertificateFiles.write(folder, lp, solved.solution().withDuals(proof), boxes);
    return List.of("model.mps", "primal.csv", "dual.csv", "box.csv").stream().map(folder::resolve).toList();
  }
}
