package org.loadstar.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.peers.NetworkSource;
import org.loadstar.cases.pypsa.PypsaWriter;
import org.loadstar.lp.Lp;
import org.loadstar.model.Result;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkModel;

/// A network case as a CSV folder of PyPSA, solved or not.
public final class PypsaExport {
  private final NetworkOptions options;
  private final Network data;

  private PypsaExport(NetworkOptions options, Network data) {
    this.options = options;
    this.data = data;
  }

  /// Reads the case.
  ///
  /// @throws org.loadstar.cases.CaseException when the case is refused
  public static PypsaExport of(NetworkOptions options) {
    return new PypsaExport(options, NetworkSource.read(options.kind(), options.source()).orThrow());
  }

  public String caseHash() {
    return CaseHash.of(data);
  }

  /// Writes the inputs.
  ///
  /// @return the files
  /// @throws org.loadstar.cases.CaseException when PyPSA cannot say what the case says
  public List<Path> write(Path folder) throws IOException {
    return PypsaWriter.write(data, folder);
  }

  /// Solves it again and writes the inputs and the results.
  ///
  /// @return the files
  /// @throws StoppedException when it was stopped before there was a solution
  /// @throws org.loadstar.cases.CaseException when PyPSA cannot say what the case says
  public List<Path> writeSolved(Path folder, StudyProgress progress) throws IOException, StoppedException {
    NetworkModel model = new NetworkModel(data);
    Lp lp = NetworkPlan.program(model, options.integers());
    Solving.Solved solved =
        Solving.solve(lp, options.solver(), options.solve(lp.isMixedInteger(), data.settings().integerGap(), options.maxSeconds()),
            (s, i, lo, up) -> progress.report("solve", s, Double.NaN, lo * 1e6, up * 1e6));
    if (!solved.hasPlan()) throw new StoppedException();
    Result result = new Result(lp, solved.solution().rowDual() == null ? NetworkPlan.unpriced(lp, solved.solution()) : solved.solution());
    return PypsaWriter.write(model, result, folder);
  }
}
