package org.loadstar.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.loadstar.lp.Block;
import org.loadstar.lp.Lp;
import org.loadstar.model.TimeGrid;

/// A row outside time that holds the hours of a window or run, as the energy of a week: on few timesteps there are fewer of them, each
/// over the hours of several.
///
/// @param key block, stage and member without the number of its window
/// @param row index
/// @param first first hour of the year in it
/// @param end hour after its last
record WindowRow(String key, int row, int first, int end) {
  /// The rows of the blocks asked for.
  static List<WindowRow> of(Lp lp, TimeGrid grid, Predicate<Block> blocks) {
    int[] first = new int[lp.rows()];
    int[] end = new int[lp.rows()];
    Arrays.fill(first, Integer.MAX_VALUE);
    for (int j = 0; j < lp.columns(); j++) {
      int t = lp.columnHours()[j];
      if (t < 0) continue;
      int from = grid.firstHour(t);
      int to = from + (int) grid.hours(t);
      for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) {
        int i = lp.indices()[k];
        first[i] = Math.min(first[i], from);
        end[i] = Math.max(end[i], to);
      }
    }
    List<WindowRow> rows = new ArrayList<>();
    for (Block b : lp.rowBlocks()) {
      if (b.timed() || !blocks.test(b)) continue;
      for (int i = 0; i < Math.min(b.n(), b.members().size()); i++) {
        String member = b.members().get(i);
        String kind = member.replaceFirst("\\d+$", "");
        int row = b.at(i);
        if (kind.length() < member.length() && end[row] > 0) rows.add(new WindowRow(b.name() + "|" + b.stage() + "|" + kind, row, first[row], end[row]));
      }
    }
    return rows;
  }

  /// Gives each row of fine ones the duals of the coarse rows that it is part of: of rows side by side those within the hours of the coarse
  /// one, of rows that overlap as many as follow one another in them, and the one that ends with them.
  static void spread(List<WindowRow> coarse, double[] dual, List<WindowRow> fine, double[] into) {
    Map<String, TreeMap<Integer, WindowRow>> of = new HashMap<>();
    for (WindowRow r : fine) of.computeIfAbsent(r.key, k -> new TreeMap<>()).put(r.first, r);
    for (WindowRow c : coarse) {
      TreeMap<Integer, WindowRow> rows = of.get(c.key);
      if (rows == null || dual[c.row] == 0) continue;
      int at = c.first;
      while (at < c.end) {
        WindowRow r = rows.get(at);
        if (r != null && r.end > c.end) r = rows.get(c.end - (r.end - r.first));
        if (r == null) break;
        into[r.row] += dual[c.row];
        at = Math.max(at + 1, r.end);
      }
    }
  }
}
