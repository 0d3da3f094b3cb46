package org.loadstar.cases.pypsa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loadstar.lp.Block;
import org.loadstar.lp.Lp;

/// A program of one stage as series: each member of its blocks over all timesteps, with its coefficients by row.
final class ProgramSeries {
  private final Lp lp;
  private final int steps;
  private final List<Rows> timed = new ArrayList<>();
  private final List<Rows> untimed = new ArrayList<>();
  private final List<Columns> columns = new ArrayList<>();

  /// A member of a block of rows.
  final class Rows {
    private final Block block;
    private final int member;
    private boolean used;

    private Rows(Block block, int member) {
      this.block = block;
      this.member = member;
    }

    String block() {
      return block.name();
    }

    String member() {
      return block.members().get(member);
    }

    String name() {
      return ProgramSeries.name(block, member);
    }

    double lower(int t) {
      return lp.rowLowers()[block.at(member, t)];
    }

    double upper(int t) {
      return lp.rowUppers()[block.at(member, t)];
    }

    /// True when a column stands in it.
    boolean used() {
      return used;
    }
  }

  /// A member of a block of columns.
  final class Columns {
    private final Block block;
    private final int member;
    private final Map<Rows, double[]> rows = new LinkedHashMap<>();
    private final Map<Rows, double[]> sums = new LinkedHashMap<>();
    private final Map<Rows, double[][]> across = new LinkedHashMap<>();

    private Columns(Block block, int member) {
      this.block = block;
      this.member = member;
    }

    boolean timed() {
      return block.timed();
    }

    String name() {
      return ProgramSeries.name(block, member);
    }

    double lower(int t) {
      return lp.lowers()[block.at(member, t)];
    }

    double upper(int t) {
      return lp.uppers()[block.at(member, t)];
    }

    double cost(int t) {
      return lp.costs()[block.at(member, t)];
    }

    /// Coefficients in rows by timestep, of the column at the same timestep.
    Map<Rows, double[]> rows() {
      return rows;
    }

    /// Coefficients in rows outside time, by timestep of the column.
    Map<Rows, double[]> sums() {
      return sums;
    }

    /// Coefficients in rows of other timesteps: `[0]` the coefficient, `[1]` the timestep of the row, by timestep of the column.
    Map<Rows, double[][]> across() {
      return across;
    }

    boolean crosses() {
      return !across.isEmpty();
    }
  }

  ProgramSeries(Lp lp, int steps) {
    this.lp = lp;
    this.steps = steps;
    Rows[] of = new Rows[lp.rows()];
    for (Block b : lp.rowBlocks())
      for (int i = 0; i < b.n(); i++) {
        Rows r = new Rows(b, i);
        (b.timed() ? timed : untimed).add(r);
        for (int t = 0; t < b.hours(); t++) of[b.at(i, t)] = r;
      }
    for (Block b : lp.columnBlocks())
      for (int i = 0; i < b.n(); i++) {
        Columns c = new Columns(b, i);
        columns.add(c);
        for (int t = 0; t < b.hours(); t++) entries(c, t, of);
      }
  }

  private void entries(Columns c, int t, Rows[] of) {
    int j = c.block.at(c.member, t);
    for (int e = lp.starts()[j]; e < lp.starts()[j + 1]; e++) {
      int i = lp.indices()[e];
      double a = lp.values()[e];
      if (a == 0) continue;
      Rows r = of[i];
      r.used = true;
      int at = lp.rowHours()[i];
      if (!r.block.timed()) c.sums.computeIfAbsent(r, k -> new double[steps])[t] = a;
      else if (!c.block.timed() || at == t) c.rows.computeIfAbsent(r, k -> new double[steps])[at] = a;
      else {
        double[][] cross = c.across.computeIfAbsent(r, k -> new double[2][steps]);
        if (cross[0][t] != 0) cross[1][t] = Double.NaN;
        else {
          cross[0][t] = a;
          cross[1][t] = at;
        }
      }
    }
  }

  List<Rows> timed() {
    return timed;
  }

  List<Rows> untimed() {
    return untimed;
  }

  List<Columns> columns() {
    return columns;
  }

  /// Columns by timestep that stand in a row series.
  List<Columns> timedIn(Rows r) {
    return columns.stream().filter(c -> c.timed() && (c.rows.containsKey(r) || c.across.containsKey(r))).toList();
  }

  /// Columns outside time that stand in a row series.
  List<Columns> untimedIn(Rows r) {
    return columns.stream().filter(c -> !c.timed() && c.rows.containsKey(r)).toList();
  }

  private static String name(Block b, int member) {
    return (b.name() + " " + b.members().get(member)).replace(',', ';');
  }

  static boolean constant(double[] v) {
    return Arrays.stream(v).allMatch(x -> x == v[0]);
  }
}
