package org.loadstar.cases.pypsa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.loadstar.cases.NetworkReader;
import org.loadstar.cases.NetworkWriter;
import org.loadstar.lp.Block;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkModel;

/// A network case with its solved program.
record SolvedNetwork(Network network, Lp lp, Solution solution) {
  static SolvedNetwork of(Network network) {
    Lp lp = new NetworkModel(network).program();
    Solution s = new HighsSolver().solve(lp, SolveOptions.defaults().withMaxSeconds(300).withGap(1e-9), Progress.silent());
    assertThat(s.status()).isEqualTo(Status.OPTIMAL);
    return new SolvedNetwork(network, lp, s);
  }

  /// Writes a network as a folder of our own and reads it again.
  static Network roundTrip(Network network, Path folder) throws IOException {
    NetworkWriter.write(network, folder);
    return NetworkReader.read(folder).orThrow();
  }

  /// What the peer prints as its objective, in its unit.
  double peerObjective() {
    return solution.objective() * 1e6 * network.settings().peerObjectiveScale() - constant();
  }

  double constant() {
    return network.settings().peerObjectiveConstant();
  }

  /// Dual of the first row of a block.
  double dual(String block) {
    return solution.duals()[row(block, "", 0)];
  }

  double dual(String block, String member, int t) {
    return solution.duals()[row(block, member, t)];
  }

  double value(String block, String member, int t) {
    for (Block b : lp.columnBlocks())
      if (b.name().equals(block) && b.members().contains(member)) return solution.point()[b.at(b.members().indexOf(member), t)];
    throw new IllegalArgumentException(block + " " + member);
  }

  private int row(String block, String member, int t) {
    for (Block b : lp.rowBlocks())
      if (b.name().equals(block) && (member.isEmpty() || b.members().contains(member)))
        return b.at(member.isEmpty() ? 0 : b.members().indexOf(member), t);
    throw new IllegalArgumentException(block + " " + member);
  }
}
