package org.loadstar.lp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Terms (row, column, value) in the order in which they were written, kept in chunks so that growing copies nothing and
/// no array is large while they come in.
final class Terms {
  private static final int CHUNK = 1 << 15;

  private record Chunk(int[] row, int[] column, double[] value) {
    Chunk() {
      this(new int[CHUNK], new int[CHUNK], new double[CHUNK]);
    }
  }

  /// A matrix by columns: rows ascending within a column, no duplicates, no zeros.
  record Columns(int[] start, int[] index, double[] value) {}

  private final List<Chunk> full = new ArrayList<>();
  private Chunk chunk = new Chunk();
  private int at;

  void add(int row, int column, double value) {
    if (at == CHUNK) {
      full.add(chunk);
      chunk = new Chunk();
      at = 0;
    }
    chunk.row[at] = row;
    chunk.column[at] = column;
    chunk.value[at++] = value;
  }

  /// Adds up terms of equal row and column and gives the matrix by columns; forgets the terms.
  ///
  /// Two counting passes, by row and then by column, leave the rows of each column ascending.
  Columns merge(int rows, int columns) {
    int terms = Math.addExact(Math.multiplyExact(full.size(), CHUNK), at);
    full.add(chunk);
    int[] rowStart = new int[rows + 1];
    int[] start = new int[columns + 1];
    for (int c = 0; c < full.size(); c++) {
      Chunk chunk = full.get(c);
      int n = length(c);
      for (int k = 0; k < n; k++) {
        rowStart[chunk.row[k] + 1]++;
        start[chunk.column[k] + 1]++;
      }
    }
    for (int i = 0; i < rows; i++) rowStart[i + 1] += rowStart[i];
    for (int j = 0; j < columns; j++) start[j + 1] += start[j];
    int[] column = new int[terms];
    double[] coefficient = new double[terms];
    for (int c = 0; c < full.size(); c++) {
      Chunk chunk = full.get(c);
      int n = length(c);
      for (int k = 0; k < n; k++) {
        int p = rowStart[chunk.row[k]]++;
        column[p] = chunk.column[k];
        coefficient[p] = chunk.value[k];
      }
    }
    full.clear();
    chunk = new Chunk();
    at = 0;
    return byColumn(rowStart, column, coefficient, start);
  }

  private int length(int c) {
    return c == full.size() - 1 ? at : CHUNK;
  }

  /// @param rowEnd end of each row in `column` and `coefficient`
  /// @param start place of each column, duplicates and zeros included
  private static Columns byColumn(int[] rowEnd, int[] column, double[] coefficient, int[] start) {
    int columns = start.length - 1;
    int[] fill = Arrays.copyOf(start, columns);
    int[] index = new int[column.length];
    double[] value = new double[column.length];
    int q = 0;
    for (int i = 0; i < rowEnd.length - 1; i++)
      for (; q < rowEnd[i]; q++) {
        int j = column[q];
        int p = fill[j];
        if (p > start[j] && index[p - 1] == i) {
          value[p - 1] += coefficient[q];
        } else {
          index[p] = i;
          value[p] = coefficient[q];
          fill[j] = p + 1;
        }
      }
    int n = 0;
    for (int j = 0; j < columns; j++) {
      int from = start[j];
      start[j] = n;
      for (int p = from; p < fill[j]; p++) {
        if (value[p] == 0) continue;
        index[n] = index[p];
        value[n++] = value[p];
      }
    }
    start[columns] = n;
    return n == index.length
        ? new Columns(start, index, value)
        : new Columns(start, Arrays.copyOf(index, n), Arrays.copyOf(value, n));
  }
}
