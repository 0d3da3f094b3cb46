package org.loadstar.lp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which columns, or rows, of several programs are the same: those of equal block name, stage, member and number of timesteps. A name
/// that a program gives twice is told apart by its turn.
public final class Alike {
  /// Entries of one member of a block, over its timesteps.
  ///
  /// @param first number of its first entry
  record Group(Block block, String member, int first) {}

  private record Key(String name, int stage, int hours, boolean timed, String member, int turn) {}

  private final List<Group> groups = new ArrayList<>();
  private final int[][] at;
  private final int[][] back;
  private int count;

  private Alike(List<List<Block>> programs, int[] sizes) {
    Map<Key, Integer> known = new HashMap<>();
    at = new int[programs.size()][];
    for (int p = 0; p < at.length; p++) {
      at[p] = new int[sizes[p]];
      Map<Key, Integer> turns = new HashMap<>();
      for (Block b : programs.get(p))
        for (int i = 0; i < b.n(); i++) {
          String member = i < b.members().size() ? b.members().get(i) : "" + i;
          Key plain = new Key(b.name(), b.stage(), b.hours(), b.timed(), member, 0);
          int turn = turns.merge(plain, 1, Integer::sum) - 1;
          Key key = new Key(b.name(), b.stage(), b.hours(), b.timed(), member, turn);
          Integer first = known.get(key);
          if (first == null) {
            first = count;
            known.put(key, first);
            groups.add(new Group(b, member, first));
            count = Math.addExact(count, b.hours());
          }
          for (int t = 0; t < b.hours(); t++) at[p][b.at(i, t)] = first + t;
        }
    }
    back = new int[at.length][count];
    for (int p = 0; p < at.length; p++) {
      Arrays.fill(back[p], -1);
      for (int j = 0; j < at[p].length; j++) back[p][at[p][j]] = j;
    }
  }

  /// The columns of some programs.
  public static Alike columns(List<Lp> programs) {
    return new Alike(programs.stream().map(Lp::columnBlocks).toList(), programs.stream().mapToInt(Lp::columns).toArray());
  }

  /// The rows of some programs.
  public static Alike rows(List<Lp> programs) {
    return new Alike(programs.stream().map(Lp::rowBlocks).toList(), programs.stream().mapToInt(Lp::rows).toArray());
  }

  /// How many different ones there are.
  public int count() {
    return count;
  }

  /// The different one that entry j of a program is.
  public int of(int program, int j) {
    return at[program][j];
  }

  /// Where a program has a different one, -1 where it has it not.
  public int in(int program, int k) {
    return back[program][k];
  }

  List<Group> groups() {
    return groups;
  }
}
