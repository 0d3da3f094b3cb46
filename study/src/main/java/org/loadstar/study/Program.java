package org.loadstar.study;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.peers.NetworkSource;
import org.loadstar.lp.Boxes;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.CertificateFiles;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpTextWriter;
import org.loadstar.lp.MpsWriter;
import org.loadstar.lp.SafeBound;
import org.loadstar.lp.Solution;
import org.loadstar.lp.Status;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Model;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkModel;
import org.loadstar.study.store.Proof;

/// The linear program of a plan, as files for other tools.
public final class Program {
  private final Lp lp;
  private final String hash;
  private final @Nullable OperatedPoint operated;

  private Program(Lp lp, String hash, @Nullable OperatedPoint operated) {
    this.lp = lp;
    this.hash = hash;
    this.operated = operated;
  }

  /// What was written of a proof.
  ///
  /// @param cost of the plan, M$
  /// @param bound proven lower bound, M$
  public record Written(List<Path> files, double cost, double bound) {}

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
    return new Program(options.integers() ? whole : whole.relaxed(), CaseHash.of(data), new OperatedPoint(options, data));
  }

  /// Reads a network case and builds the program.
  ///
  /// @throws org.loadstar.cases.CaseException when the case is refused
  public static Program of(NetworkOptions options) {
    Network data = NetworkSource.read(options.kind(), options.source()).orThrow();
    return new Program(NetworkPlan.program(new NetworkModel(data), options.integers()), CaseHash.of(data), null);
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

  /// Writes `model.mps`, `primal.csv` (the plan), `dual.csv` (the duals that prove the bound) and `box.csv`. A plan that was operated month
  /// by month is operated again.
  ///
  /// @throws OptionRefused when the numbers are not those of this program
  /// @throws StoppedException when it was stopped on the way
  public Written writeProven(Path folder, Proof proof, StudyProgress progress) throws IOException, StoppedException {
    double[] x = operated == null ? proof.plan().columns() : operated.columns(lp, proof.plan(), progress);
    if (x == null)
      throw new OptionRefused("the plan of this run, operated month by month, breaks a row of the year (plan_note says which limits it pays for): there is no point to write");
    double cost = Certificate.objective(lp, requireSize(x, lp.columns()));
    if (!(Certificate.primalResidual(lp, x) <= Certificate.FEASIBLE)) throw new OptionRefused("the plan of this run breaks a row of its program: there is no point to write. Maybe plan it again");
    Proof.Part bound = proof.bound();
    double[] none = new double[lp.rows()];
    double[] y = bound == null ? none : requireSize(operated == null ? bound.rows() : operated.duals(lp, bound), lp.rows());
    Boxes boxes = Certificate.boxes(lp, cost);
    double[] mended = SafeBound.mended(lp, y, boxes);
    double proven = SafeBound.of(lp, mended, boxes);
    double least = bound == null || bound.own() ? proven : SafeBound.of(lp, none, boxes);
    // Duals of few segments may prove less than none do: costs over the boxes of the columns.
    if (least > proven) mended = none;
    CertificateFiles.write(folder, lp, new Solution(Status.OPTIMAL, x, mended, cost, Double.NEGATIVE_INFINITY, 0, 0, "kept", false, null), boxes);
    List<Path> files = List.of("model.mps", "primal.csv", "dual.csv", "box.csv").stream().map(folder::resolve).toList();
    return new Written(files, cost, Math.max(proven, least));
  }

  /// @throws OptionRefused when there are not as many, or some is no number
  static double[] requireSize(double[] values, int n) {
    if (Arrays.stream(values).anyMatch(v -> !Double.isFinite(v))) throw new OptionRefused("the numbers of this run are damaged. Maybe plan it again");
    if (values.length != n)
      throw new OptionRefused("the numbers of this run are those of another program (" + values.length + " instead of " + n + "). Maybe it was made by another version; plan it again");
    return values;
  }
}
