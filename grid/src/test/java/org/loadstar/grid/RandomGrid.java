package org.loadstar.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Random networks: a random tree, some more branches, and branches that run beside others.
final class RandomGrid {
  private RandomGrid() {}

  static Grid of(long seed) {
    var random = new SplittableRandom(seed);
    int n = random.nextInt(4, 40);
    List<Grid.Bus> buses = new ArrayList<>();
    List<Grid.Branch> branches = new ArrayList<>();
    List<Grid.Generator> generators = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      buses.add(new Grid.Bus("" + i, random.nextDouble(0, 50), 0, 0, 0, 100, 1, 0, false));
      if (i > 0) branches.add(branch(branches.size(), random.nextInt(i), i, random));
    }
    int more = random.nextInt(n + 1);
    for (int k = 0; k < more; k++) {
      int a = random.nextInt(n);
      int b = random.nextInt(n);
      if (a != b) branches.add(branch(branches.size(), a, b, random));
    }
    int units = random.nextInt(1, n);
    for (int g = 0; g < units; g++) {
      double most = random.nextDouble(10, 200);
      generators.add(new Grid.Generator("g" + g, random.nextInt(n), random.nextDouble(0, most), 0, most, 0, 0, 0, 1, "gas", null));
    }
    var convention = random.nextBoolean() ? Grid.Convention.PGLIB : Grid.Convention.FULL;
    return new Grid("random", 100, convention, buses, branches, generators, List.of());
  }

  private static Grid.Branch branch(int k, int from, int to, SplittableRandom random) {
    double shift = random.nextInt(5) == 0 ? random.nextDouble(-0.1, 0.1) : 0;
    double tap = random.nextInt(5) == 0 ? random.nextDouble(0.9, 1.1) : 1;
    double rating = random.nextDouble(20, 200);
    return new Grid.Branch("b" + k, from, to, random.nextDouble(0, 0.02), random.nextDouble(0.01, 0.3), 0, rating, rating, tap, shift, Double.POSITIVE_INFINITY);
  }
}
