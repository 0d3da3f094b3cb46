package org.loadstar.lp.ipm;

import java.util.Arrays;
import org.loadstar.lp.Lp;

/// Removes what needs no solving and takes the answer back: fixed and empty columns, empty, free and redundant rows,
/// single-entry rows (they become bounds), columns that cost drives to a bound because no row holds them there.
///
/// The way back is exact. Primal: a removed column has its value. Dual: going back in time, a removed single-entry row
/// whose bound is the one the column leans on takes over the column's reduced cost; other removed rows have dual zero.
final class Presolve {
  private static final double INF = Double.POSITIVE_INFINITY;
  /// Relative violation of a bound or row from which a contradiction counts as proven.
  private static final double PROOF = 1e-6;

  /// What presolve found.
  enum Outcome {
    REDUCED,
    INFEASIBLE,
    /// A column may run to infinity with gain; whether the program is feasible is not known.
    RAY
  }

  private final Lp lp;
  private final Watch watch;
  private final double[] lower;
  private final double[] upper;
  private final double[] rowLower;
  private final double[] rowUpper;
  private final int[] lowerOwner;
  private final int[] upperOwner;
  private final int[] byRow;
  private final int[] rowColumn;
  private final double[] rowValue;
  private final boolean[] columnGone;
  private final boolean[] rowGone;
  private final int[] rowCount;
  private final int[] columnCount;
  private final double[] x;
  private final int[] singleRow;
  private final int[] singleColumn;
  private final double[] singleValue;
  private int singles;
  private final int[] rowQueue;
  private final int[] columnQueue;
  private int rowsQueued;
  private int columnsQueued;
  private final boolean[] rowWaits;
  private final boolean[] columnWaits;
  private Outcome outcome = Outcome.REDUCED;
  private int[] columnMap = {};
  private int[] rowMap = {};

  Presolve(Lp lp, Watch watch) {
    this.lp = lp;
    this.watch = watch;
    int n = lp.columns();
    int m = lp.rows();
    lower = lp.lowers().clone();
    upper = lp.uppers().clone();
    rowLower = lp.rowLowers().clone();
    rowUpper = lp.rowUppers().clone();
    lowerOwner = new int[n];
    upperOwner = new int[n];
    Arrays.fill(lowerOwner, -1);
    Arrays.fill(upperOwner, -1);
    columnGone = new boolean[n];
    rowGone = new boolean[m];
    columnCount = new int[n];
    x = new double[n];
    singleRow = new int[m];
    singleColumn = new int[m];
    singleValue = new double[m];
    rowQueue = new int[m];
    columnQueue = new int[n];
    rowWaits = new boolean[m];
    columnWaits = new boolean[n];
    byRow = new int[m + 1];
    int[] start = lp.starts();
    int[] index = lp.indices();
    for (int k = 0; k < start[n]; k++) byRow[index[k] + 1]++;
    for (int i = 0; i < m; i++) byRow[i + 1] += byRow[i];
    rowColumn = new int[start[n]];
    rowValue = new double[start[n]];
    int[] next = byRow.clone();
    rowCount = new int[m];
    for (int j = 0; j < n; j++) {
      for (int k = start[j]; k < start[j + 1]; k++) {
        if (lp.values()[k] == 0) continue;
        int q = next[index[k]]++;
        rowColumn[q] = j;
        rowValue[q] = lp.values()[k];
        rowCount[index[k]]++;
        columnCount[j]++;
      }
    }
    run();
  }

  Outcome outcome() {
    return outcome;
  }

  /// Columns of the program that are left, by stage and hour.
  int[] columnMap() {
    return columnMap;
  }

  /// Rows of the program that are left, by stage and hour.
  int[] rowMap() {
    return rowMap;
  }

  private void run() {
    for (int i = 0; i < lp.rows(); i++) queueRow(i);
    for (int j = 0; j < lp.columns(); j++) queueColumn(j);
    drain();
    for (int pass = 0; pass < 2 && outcome == Outcome.REDUCED; pass++) {
      for (int i = 0; i < lp.rows(); i++) if (!rowGone[i] && isRedundant(i)) removeRow(i);
      drain();
    }
    columnMap = remaining(columnGone, lp.columnStages(), lp.columnHours());
    rowMap = remaining(rowGone, lp.rowStages(), lp.rowHours());
  }

  /// What is left, by stage and hour, so that neighbours in the program are neighbours in memory.
  private static int[] remaining(boolean[] gone, int[] stage, int[] hour) {
    int n = 0;
    for (boolean g : gone) if (!g) n++;
    int[] left = new int[n];
    int last = -1;
    n = 0;
    for (int k = 0; k < gone.length; k++) {
      if (gone[k]) continue;
      left[n++] = k;
      last = Math.max(last, hour[k]);
    }
    int stages = -1;
    for (int k : left) stages = Math.max(stages, stage[k]);
    if ((long) (stages + 2) * (last + 2) > Integer.MAX_VALUE - 16) return left;
    int[] next = new int[(stages + 2) * (last + 2) + 1];
    for (int k : left) next[(stage[k] + 1) * (last + 2) + hour[k] + 2]++;
    for (int q = 1; q < next.length; q++) next[q] += next[q - 1];
    int[] map = new int[n];
    for (int k : left) map[next[(stage[k] + 1) * (last + 2) + hour[k] + 1]++] = k;
    return map;
  }

  private void drain() {
    for (int visits = 1; outcome == Outcome.REDUCED && (rowsQueued > 0 || columnsQueued > 0); visits++) {
      if ((visits & 0xffff) == 0) watch.check();
      if (columnsQueued > 0) {
        int j = columnQueue[--columnsQueued];
        columnWaits[j] = false;
        if (!columnGone[j]) visitColumn(j);
      } else {
        int i = rowQueue[--rowsQueued];
        rowWaits[i] = false;
        if (!rowGone[i]) visitRow(i);
      }
    }
  }

  private void queueRow(int i) {
    if (rowGone[i] || rowWaits[i]) return;
    rowWaits[i] = true;
    rowQueue[rowsQueued++] = i;
  }

  private void queueColumn(int j) {
    if (columnGone[j] || columnWaits[j]) return;
    columnWaits[j] = true;
    columnQueue[columnsQueued++] = j;
  }

  private void visitRow(int i) {
    if (rowLower[i] > rowUpper[i] + PROOF * Math.max(1, Math.abs(rowUpper[i]))) {
      outcome = Outcome.INFEASIBLE;
    } else if (rowLower[i] == -INF && rowUpper[i] == INF) {
      removeRow(i);
    } else if (rowCount[i] == 0) {
      double scale = PROOF * Math.max(1, largestRowTerm(i));
      if (rowLower[i] > scale || rowUpper[i] < -scale) outcome = Outcome.INFEASIBLE;
      else removeRow(i);
    } else if (rowCount[i] == 1) {
      for (int k = byRow[i]; k < byRow[i] + countOf(i); k++)
        if (!columnGone[rowColumn[k]]) {
          toBound(i, rowColumn[k], rowValue[k]);
          return;
        }
    }
  }

  private int countOf(int i) {
    return byRow[i + 1] - byRow[i];
  }

  private double largestRowTerm(int i) {
    double s = 0;
    for (int k = byRow[i]; k < byRow[i + 1]; k++)
      if (columnGone[rowColumn[k]]) s = Math.max(s, Math.abs(rowValue[k] * x[rowColumn[k]]));
    return s;
  }

  private void toBound(int i, int j, double a) {
    double lo = a > 0 ? rowLower[i] / a : rowUpper[i] / a;
    double up = a > 0 ? rowUpper[i] / a : rowLower[i] / a;
    if (lo > lower[j]) {
      lower[j] = lo;
      lowerOwner[j] = i;
    }
    if (up < upper[j]) {
      upper[j] = up;
      upperOwner[j] = i;
    }
    singleRow[singles] = i;
    singleColumn[singles] = j;
    singleValue[singles++] = a;
    removeRow(i);
    queueColumn(j);
  }

  private void removeRow(int i) {
    rowGone[i] = true;
    for (int k = byRow[i]; k < byRow[i + 1]; k++) {
      int j = rowColumn[k];
      if (rowValue[k] == 0 || columnGone[j]) continue;
      columnCount[j]--;
      queueColumn(j);
    }
  }

  private void visitColumn(int j) {
    double span = upper[j] - lower[j];
    double scale = Double.isInfinite(span) ? 1 : Math.max(1, Math.abs(lower[j]));
    if (span < -PROOF * scale) {
      outcome = Outcome.INFEASIBLE;
    } else if (span <= 1e-11 * scale) {
      fix(j, span >= 0 || lowerOwner[j] >= 0 ? Math.min(lower[j], upper[j]) : Math.max(lower[j], upper[j]));
    } else {
      int side = freeDirection(j);
      if (side == 0) return;
      double v = side > 0 ? upper[j] : lower[j];
      if (Double.isInfinite(v)) {
        if (lp.costs()[j] == 0) {
          if (columnCount[j] == 0) fix(j, Math.max(lower[j], Math.min(upper[j], 0)));
        } else if (columnCount[j] == 0) {
          outcome = Outcome.RAY;
        }
      } else {
        fix(j, v);
      }
    }
  }

  /// -1 or 1 when no row hinders the column from going down or up and cost does not either; 0 when held.
  private int freeDirection(int j) {
    double c = lp.costs()[j];
    boolean down = c >= 0;
    boolean up = c <= 0;
    for (int k = lp.starts()[j]; k < lp.starts()[j + 1] && (down || up); k++) {
      int i = lp.indices()[k];
      double a = lp.values()[k];
      if (rowGone[i] || a == 0) continue;
      boolean lowers = a > 0 ? rowLower[i] > -INF : rowUpper[i] < INF;
      boolean raises = a > 0 ? rowUpper[i] < INF : rowLower[i] > -INF;
      if (lowers) down = false;
      if (raises) up = false;
    }
    if (down && up) return lower[j] > -INF ? -1 : 1;
    return down ? -1 : up ? 1 : 0;
  }

  private void fix(int j, double v) {
    columnGone[j] = true;
    x[j] = v;
    for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) {
      int i = lp.indices()[k];
      double a = lp.values()[k];
      if (rowGone[i] || a == 0) continue;
      rowLower[i] -= a * v;
      rowUpper[i] -= a * v;
      if (--rowCount[i] <= 1) queueRow(i);
    }
  }

  private boolean isRedundant(int i) {
    double low = 0;
    double high = 0;
    double size = 0;
    for (int k = byRow[i]; k < byRow[i + 1]; k++) {
      int j = rowColumn[k];
      double a = rowValue[k];
      if (a == 0 || columnGone[j]) continue;
      low += a > 0 ? a * lower[j] : a * upper[j];
      high += a > 0 ? a * upper[j] : a * lower[j];
      size = Math.max(size, Math.abs(a) * Math.max(Math.abs(lower[j]), Math.abs(upper[j])));
    }
    double slack = Double.isInfinite(size) ? 0 : 1e-12 * size;
    return low + slack >= rowLower[i] && high - slack <= rowUpper[i];
  }

  /// The program that is left. Its arrays are fresh.
  Program program() {
    int n = columnMap.length;
    int m = rowMap.length;
    int[] newRow = new int[lp.rows()];
    Arrays.fill(newRow, -1);
    for (int i = 0; i < m; i++) newRow[rowMap[i]] = i;
    int[] start = new int[n + 1];
    for (int j = 0; j < n; j++) start[j + 1] = start[j] + columnCount[columnMap[j]];
    int[] index = new int[start[n]];
    double[] value = new double[start[n]];
    int q = 0;
    for (int j = 0; j < n; j++) {
      int old = columnMap[j];
      for (int k = lp.starts()[old]; k < lp.starts()[old + 1]; k++) {
        int i = newRow[lp.indices()[k]];
        if (i < 0 || lp.values()[k] == 0) continue;
        index[q] = i;
        value[q++] = lp.values()[k];
      }
    }
    double[][] bounds = {
      pick(lower, columnMap), pick(upper, columnMap), pick(rowLower, rowMap), pick(rowUpper, rowMap)
    };
    int[][] tags = {
      pick(lp.columnStages(), columnMap),
      pick(lp.columnHours(), columnMap),
      pick(lp.rowStages(), rowMap),
      pick(lp.rowHours(), rowMap)
    };
    return new Program(pick(lp.costs(), columnMap), bounds, start, index, value, tags);
  }

  private static double[] pick(double[] a, int[] map) {
    double[] out = new double[map.length];
    for (int k = 0; k < map.length; k++) out[k] = a[map[k]];
    return out;
  }

  private static int[] pick(int[] a, int[] map) {
    int[] out = new int[map.length];
    for (int k = 0; k < map.length; k++) out[k] = a[map[k]];
    return out;
  }

  /// All columns from the reduced ones, inside their bounds.
  double[] restoreColumns(double[] reduced) {
    double[] out = x.clone();
    for (int j = 0; j < reduced.length; j++) {
      int old = columnMap[j];
      out[old] = Math.max(lower[old], Math.min(upper[old], reduced[j]));
    }
    for (int j = 0; j < out.length; j++) out[j] = Math.max(lp.lowers()[j], Math.min(lp.uppers()[j], out[j]));
    return out;
  }

  /// The columns that are left of a point of the whole program.
  double[] reduceColumns(double[] x) {
    return pick(x, columnMap);
  }

  /// The rows that are left of row duals of the whole program.
  double[] reduceRows(double[] y) {
    return pick(y, rowMap);
  }

  /// All row duals from the reduced ones.
  double[] restoreRows(double[] reduced) {
    double[] y = new double[lp.rows()];
    for (int i = 0; i < reduced.length; i++) y[rowMap[i]] = reduced[i];
    for (int s = singles - 1; s >= 0; s--) {
      int i = singleRow[s];
      int j = singleColumn[s];
      if (lowerOwner[j] != i && upperOwner[j] != i) continue;
      double d = lp.costs()[j];
      for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) d -= lp.values()[k] * y[lp.indices()[k]];
      if (d > 0 ? lowerOwner[j] == i : upperOwner[j] == i) y[i] = d / singleValue[s];
    }
    return y;
  }
}
