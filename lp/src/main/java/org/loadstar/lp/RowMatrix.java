package org.loadstar.lp;

/// The matrix of a program by rows: entries of row i at `start[i] .. start[i+1]-1`, columns ascending.
record RowMatrix(int[] start, int[] column, double[] value) {
  static RowMatrix of(Lp lp) {
    int n = lp.nonzeros();
    int[] start = new int[lp.rows() + 2];
    for (int k = 0; k < n; k++) start[lp.indices()[k] + 2]++;
    for (int i = 2; i < start.length; i++) start[i] += start[i - 1];
    int[] column = new int[n];
    double[] value = new double[n];
    for (int j = 0; j < lp.columns(); j++)
      for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) {
        int p = start[lp.indices()[k] + 1]++;
        column[p] = j;
        value[p] = lp.values()[k];
      }
    return new RowMatrix(java.util.Arrays.copyOf(start, lp.rows() + 1), column, value);
  }
}
