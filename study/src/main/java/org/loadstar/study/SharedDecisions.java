package org.loadstar.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Decimal;
import org.loadstar.lp.Alike;
import org.loadstar.lp.Block;
import org.loadstar.lp.Lp;
import org.loadstar.model.Commitments;

/// The decisions of several futures ([Commitments]), by what is the same in them.
final class SharedDecisions {
  /// Within this of its value, in GW or modules and relative to values above 1, a decision counts as held: 1 kW.
  private static final double HELD = 1e-6;

  /// A decision.
  ///
  /// @param name as `generator.build ERCOT solar new`
  /// @param stage index of its stage
  /// @param column in each future, -1 where there is none
  /// @param words technology, zone and words of the name
  record Decision(String name, int stage, int[] column, Set<String> words) {
    boolean builds() {
      return name.split(" ")[0].endsWith(".build");
    }

    /// True where a future can take it.
    boolean open(List<FutureProgram> futures) {
      for (int s = 0; s < column.length; s++) if (column[s] >= 0 && futures.get(s).lp().uppers()[column[s]] > 0) return true;
      return false;
    }
  }

  private final List<FutureProgram> futures;
  private final List<Decision> all;

  SharedDecisions(List<FutureProgram> futures) {
    this.futures = List.copyOf(futures);
    Alike alike = Alike.columns(futures.stream().map(FutureProgram::lp).toList());
    Map<Integer, Decision> by = new LinkedHashMap<>();
    for (int s = 0; s < futures.size(); s++) {
      for (Block b : futures.get(s).lp().columnBlocks()) {
        if (!Commitments.hold(b)) continue;
        for (int i = 0; i < b.n(); i++) {
          int k = alike.of(s, b.at(i));
          String member = b.members().get(i);
          by.computeIfAbsent(k, id -> {
            int[] column = new int[futures.size()];
            for (int f = 0; f < column.length; f++) column[f] = alike.in(f, id);
            return new Decision(b.name() + " " + member, b.stage(), column, new HashSet<>(List.of(member.split(" "))));
          });
        }
      }
      for (Commitments.Build b : futures.get(s).model().builds()) {
        Decision d = by.get(alike.of(s, b.column()));
        if (d != null) d.words.addAll(List.of(b.technology(), b.zone()));
      }
    }
    all = List.copyOf(by.values());
  }

  /// Those of the stages up to one.
  List<Decision> upTo(int stage) {
    return all.stream().filter(d -> d.stage <= stage).toList();
  }

  /// Builds of a technology, site, zone or other word of the name.
  List<Decision> of(String word) {
    return all.stream().filter(d -> d.builds() && d.words.contains(word)).toList();
  }

  /// All words that can be asked for.
  Set<String> words() {
    Set<String> out = new TreeSet<>();
    all.stream().filter(Decision::builds).forEach(d -> out.addAll(d.words));
    return out;
  }

  static List<int[]> columns(List<Decision> decisions) {
    return decisions.stream().map(Decision::column).toList();
  }

  /// Their values in the plan of a future; 0 where it cannot take one.
  static double[] values(List<Decision> decisions, int future, double[] x) {
    return decisions.stream().mapToDouble(d -> d.column[future] < 0 ? 0 : x[d.column[future]]).toArray();
  }

  /// The program of a future with decisions held at values; null where a bound of the future does not let it.
  @Nullable Lp held(int future, List<Decision> decisions, double[] values) {
    Lp lp = futures.get(future).lp().copy();
    for (int k = 0; k < values.length; k++) {
      int j = decisions.get(k).column[future];
      double room = HELD * Math.max(1, Math.abs(values[k]));
      if (j < 0 && Math.abs(values[k]) > room) return null;
      if (j < 0) continue;
      double low = Math.max(lp.lowers()[j], values[k] - room);
      double high = Math.min(lp.uppers()[j], values[k] + room);
      if (low > high) return null;
      lp.bounds(j, low, high);
    }
    return lp;
  }

  /// What a future does not let be held, in words, at most three.
  List<String> refused(int future, List<Decision> decisions, double[] values) {
    List<String> out = new ArrayList<>();
    Lp lp = futures.get(future).lp();
    for (int k = 0; k < values.length && out.size() < 3; k++) {
      Decision d = decisions.get(k);
      int j = d.column[future];
      double room = HELD * Math.max(1, Math.abs(values[k]));
      double high = j < 0 ? 0 : lp.uppers()[j];
      if (values[k] > high + room || j >= 0 && values[k] < lp.lowers()[j] - room)
        out.add("%s of %d: %s decided, %s".formatted(
            d.name, futures.get(future).data().settings().stages().get(d.stage), text(values[k]), j < 0 ? "not open here" : "at most " + text(high) + " here"));
    }
    return out;
  }

  private static String text(double amount) {
    return Decimal.text(Math.rint(amount * 1e4) / 1e4);
  }
}
