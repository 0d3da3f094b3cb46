package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CyclesTest {
  /// Angles of nodes give flows whose sum around any cycle is 0, and there are edges - nodes + parts cycles.
  @Test
  void differencesOfAnglesVanishAroundEveryCycle() {
    Random random = new Random(3);
    for (int round = 0; round < 20; round++) {
      int nodes = 2 + random.nextInt(30);
      int n = random.nextInt(80);
      int[] from = random.ints(n, 0, nodes).toArray();
      int[] to = random.ints(n, 0, nodes).toArray();
      double[] angle = random.doubles(nodes).toArray();
      List<Cycles.Cycle> basis = Cycles.basis(nodes, from, to);
      assertThat(basis).hasSize(n - nodes + parts(nodes, from, to));
      boolean[] closed = new boolean[n];
      for (Cycles.Cycle c : basis) {
        double sum = 0;
        for (int k = 0; k < c.edges().length; k++) sum += c.signs()[k] * (angle[from[c.edges()[k]]] - angle[to[c.edges()[k]]]);
        assertThat(sum).isCloseTo(0, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(closed[c.edges()[0]]).as("each cycle has an edge of its own").isFalse();
        closed[c.edges()[0]] = true;
      }
    }
  }

  private static int parts(int nodes, int[] from, int[] to) {
    int[] part = java.util.stream.IntStream.range(0, nodes).toArray();
    for (int round = 0; round < nodes; round++)
      for (int e = 0; e < from.length; e++) {
        int least = Math.min(part[from[e]], part[to[e]]);
        part[from[e]] = least;
        part[to[e]] = least;
      }
    return (int) java.util.Arrays.stream(part).distinct().count();
  }
}
