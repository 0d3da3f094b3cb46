package org.loadstar.lp.ipm;

/// The program that the iteration works on: `min c'x, rowLower <= A x <= rowUpper, lower <= x <= upper`, with A by
/// columns and by rows. Arrays are shared, not copied; scaling writes into them.
final class Program {
  final int columns;
  final int rows;
  final double[] cost;
  final double[] lower;
  final double[] upper;
  final double[] rowLower;
  final double[] rowUpper;
  final int[] start;
  final int[] index;
  final double[] value;
  final int[] rowStart;
  final int[] rowIndex;
  final double[] rowValue;
  final int[] columnStage;
  final int[] columnHour;
  final int[] rowStage;
  final int[] rowHour;

  /// @param bounds lower, upper, row lower, row upper
  /// @param tags column stage, column hour, row stage, row hour
  Program(double[] cost, double[][] bounds, int[] start, int[] index, double[] value, int[][] tags) {
    this.columns = cost.length;
    this.rows = bounds[2].length;
    this.cost = cost;
    this.lower = bounds[0];
    this.upper = bounds[1];
    this.rowLower = bounds[2];
    this.rowUpper = bounds[3];
    this.start = start;
    this.index = index;
    this.value = value;
    this.columnStage = tags[0];
    this.columnHour = tags[1];
    this.rowStage = tags[2];
    this.rowHour = tags[3];
    rowStart = new int[rows + 1];
    for (int k = 0; k < start[columns]; k++) rowStart[index[k] + 1]++;
    for (int i = 0; i < rows; i++) rowStart[i + 1] += rowStart[i];
    rowIndex = new int[start[columns]];
    rowValue = new double[start[columns]];
    int[] next = rowStart.clone();
    for (int j = 0; j < columns; j++)
      for (int k = start[j]; k < start[j + 1]; k++) {
        int q = next[index[k]]++;
        rowIndex[q] = j;
        rowValue[q] = value[k];
      }
  }

  int nonzeros() {
    return start[columns];
  }

  boolean isEquality(int i) {
    return rowLower[i] == rowUpper[i];
  }

  boolean isFree(int j) {
    return lower[j] == Double.NEGATIVE_INFINITY && upper[j] == Double.POSITIVE_INFINITY;
  }

  /// (A x)_i.
  double rowTimes(int i, double[] x) {
    double s = 0;
    for (int k = rowStart[i], e = rowStart[i + 1]; k < e; k++) s += rowValue[k] * x[rowIndex[k]];
    return s;
  }

  /// (A' y)_j.
  double columnTimes(int j, double[] y) {
    double s = 0;
    for (int k = start[j], e = start[j + 1]; k < e; k++) s += value[k] * y[index[k]];
    return s;
  }
}
