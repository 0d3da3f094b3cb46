package org.loadstar.lp.ipm;

import java.util.Arrays;

/// Scales rows and columns of a program in place by powers of two so that the largest entry of each is near one (Ruiz,
/// "A scaling algorithm to equilibrate both rows and columns norms in matrices", RAL-TR-2001-034), then costs and right
/// hand sides by one factor each. With scaled quantities in capitals:
///
/// ```
/// A_ij = row_i a_ij column_j,   x_j = column_j X_j / side,   y_i = row_i Y_i / price
/// ```
final class Equilibration {
  private static final int PASSES = 6;
  /// Largest scaled cost and right hand side.
  private static final double TARGET = 100;

  final double[] row;
  final double[] column;
  final double price;
  final double side;

  Equilibration(Program p) {
    row = new double[p.rows];
    column = new double[p.columns];
    Arrays.fill(row, 1);
    Arrays.fill(column, 1);
    for (int pass = 0; pass < PASSES; pass++) {
      double[] rowMax = new double[p.rows];
      double[] columnMax = new double[p.columns];
      for (int j = 0; j < p.columns; j++) {
        for (int k = p.start[j]; k < p.start[j + 1]; k++) {
          double v = Math.abs(p.value[k]) * row[p.index[k]] * column[j];
          if (v > rowMax[p.index[k]]) rowMax[p.index[k]] = v;
          if (v > columnMax[j]) columnMax[j] = v;
        }
      }
      for (int i = 0; i < p.rows; i++) if (rowMax[i] > 0) row[i] /= Math.sqrt(rowMax[i]);
      for (int j = 0; j < p.columns; j++) if (columnMax[j] > 0) column[j] /= Math.sqrt(columnMax[j]);
    }
    for (int i = 0; i < p.rows; i++) row[i] = powerOfTwo(row[i]);
    for (int j = 0; j < p.columns; j++) column[j] = powerOfTwo(column[j]);
    double c = 0;
    for (int j = 0; j < p.columns; j++) {
      for (int k = p.start[j]; k < p.start[j + 1]; k++) p.value[k] *= row[p.index[k]] * column[j];
      p.cost[j] *= column[j];
      p.lower[j] /= column[j];
      p.upper[j] /= column[j];
      c = Math.max(c, Math.abs(p.cost[j]));
    }
    double b = 0;
    for (int i = 0; i < p.rows; i++) {
      for (int k = p.rowStart[i]; k < p.rowStart[i + 1]; k++) p.rowValue[k] *= row[i] * column[p.rowIndex[k]];
      p.rowLower[i] *= row[i];
      p.rowUpper[i] *= row[i];
      b = Math.max(b, Math.max(finite(p.rowLower[i]), finite(p.rowUpper[i])));
    }
    for (int j = 0; j < p.columns; j++) b = Math.max(b, finite(p.lower[j]));
    price = c > 0 ? powerOfTwo(TARGET / c) : 1;
    side = b > 0 ? powerOfTwo(TARGET / b) : 1;
    for (int j = 0; j < p.columns; j++) {
      p.cost[j] *= price;
      p.lower[j] *= side;
      p.upper[j] *= side;
    }
    for (int i = 0; i < p.rows; i++) {
      p.rowLower[i] *= side;
      p.rowUpper[i] *= side;
    }
  }

  private static double finite(double v) {
    return Double.isInfinite(v) ? 0 : Math.abs(v);
  }

  private static double powerOfTwo(double v) {
    return Math.scalb(1.0, Math.max(-60, Math.min(60, (int) Math.rint(Math.log(v) / Math.log(2)))));
  }

  double[] unscaleColumns(double[] x) {
    double[] out = new double[column.length];
    for (int j = 0; j < out.length; j++) out[j] = x[j] * column[j] / side;
    return out;
  }

  double[] scaleColumns(double[] x) {
    double[] out = new double[column.length];
    for (int j = 0; j < out.length; j++) out[j] = x[j] / column[j] * side;
    return out;
  }

  double[] scaleRows(double[] y) {
    double[] out = new double[row.length];
    for (int i = 0; i < out.length; i++) out[i] = y[i] / row[i] * price;
    return out;
  }

  double[] unscaleRows(double[] y) {
    double[] out = new double[row.length];
    for (int i = 0; i < out.length; i++) out[i] = y[i] * row[i] / price;
    return out;
  }
}
