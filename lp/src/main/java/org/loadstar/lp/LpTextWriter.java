package org.loadstar.lp;

import java.io.IOException;
import java.io.Writer;

/// Writes a program in the CPLEX LP text format, row by row, for people to read and solvers to check. The same program
/// gives the same text. A range is written as two rows, `.lo` and `.up`, because not every reader knows ranges; rows
/// without any bound cannot be said in the format and stand as comments.
public final class LpTextWriter {
  private static final int WIDTH = 100;

  private final Lp lp;
  private final LineWriter out;
  private final EntryNames columns;
  private final EntryNames rows;

  private LpTextWriter(Lp lp, Writer out) {
    this.lp = lp;
    this.out = new LineWriter(out);
    columns = EntryNames.ofColumns(lp);
    rows = EntryNames.ofRows(lp);
  }

  /// Writes the program; the caller closes (and buffers) the writer.
  ///
  /// @throws IOException when the writer does
  public static void write(Lp lp, Writer writer) throws IOException {
    LpTextWriter w = new LpTextWriter(lp, writer);
    w.objective();
    w.rows();
    w.bounds();
    w.integers();
    w.out.line("End");
  }

  private void objective() throws IOException {
    out.line("Minimize");
    out.text(" obj:");
    for (int j = 0; j < lp.columns(); j++) {
      boolean empty = lp.starts()[j] == lp.starts()[j + 1];
      // a column that stands nowhere else is named here, so that no column is lost
      if (lp.costs()[j] != 0 || empty) term(lp.costs()[j], j);
    }
    if (lp.offset() != 0) signed(lp.offset());
    squares();
    out.end();
  }

  /// The squares stand in brackets over 2, so that q_j is the coefficient.
  private void squares() throws IOException {
    if (!lp.isQuadratic()) return;
    out.text(" + [");
    boolean first = true;
    for (int j = 0; j < lp.columns(); j++) {
      if (lp.quadratic(j) == 0) continue;
      if (out.length() > WIDTH) {
        out.end();
        out.text("   ");
      }
      out.text(first ? " " : " + ").number(lp.quadratic(j)).text(" ").name(columns, j).text(" ^ 2");
      first = false;
    }
    out.text(" ] / 2");
  }

  private void rows() throws IOException {
    out.line("Subject To");
    RowMatrix matrix = RowMatrix.of(lp);
    for (int i = 0; i < lp.rows(); i++) {
      double lo = lp.rowLowers()[i];
      double up = lp.rowUppers()[i];
      boolean free = lo == Double.NEGATIVE_INFINITY && up == Double.POSITIVE_INFINITY;
      if (free) {
        out.text("\\ free row ").name(rows, i).end();
        continue;
      }
      boolean range = lo != up && Double.isFinite(lo) && Double.isFinite(up);
      if (lo == up) row(matrix, i, "", " = ", lo);
      else if (range) {
        row(matrix, i, ".lo", " >= ", lo);
        row(matrix, i, ".up", " <= ", up);
      } else if (Double.isFinite(up)) row(matrix, i, "", " <= ", up);
      else row(matrix, i, "", " >= ", lo);
    }
  }

  private void row(RowMatrix matrix, int i, String suffix, String sense, double side) throws IOException {
    out.text(" ").name(rows, i).text(suffix).text(":");
    if (matrix.start()[i] == matrix.start()[i + 1] && lp.columns() > 0) term(0, 0);
    for (int k = matrix.start()[i]; k < matrix.start()[i + 1]; k++) term(matrix.value()[k], matrix.column()[k]);
    out.text(sense).number(side).end();
  }

  private void term(double coefficient, int j) throws IOException {
    if (out.length() > WIDTH) {
      out.end();
      out.text("   ");
    }
    signed(coefficient);
    out.text(" ").name(columns, j);
  }

  private void signed(double v) {
    out.text(v < 0 ? " - " : " + ").number(Math.abs(v));
  }

  private void bounds() throws IOException {
    out.line("Bounds");
    for (int j = 0; j < lp.columns(); j++) {
      double lo = lp.lowers()[j];
      double up = lp.uppers()[j];
      if (lo == 0 && up == Double.POSITIVE_INFINITY && !lp.integers()[j]) continue;
      out.text(" ");
      if (lo == Double.NEGATIVE_INFINITY && up == Double.POSITIVE_INFINITY) {
        out.name(columns, j).text(" free");
      } else if (lo == up) {
        out.name(columns, j).text(" = ").number(lo);
      } else if (up == Double.POSITIVE_INFINITY) {
        out.name(columns, j).text(" >= ").number(lo);
      } else {
        if (lo == Double.NEGATIVE_INFINITY) out.text("-inf");
        else out.number(lo);
        out.text(" <= ").name(columns, j).text(" <= ").number(up);
      }
      out.end();
    }
  }

  private void integers() throws IOException {
    if (!lp.isMixedInteger()) return;
    out.line("General");
    for (int j = 0; j < lp.columns(); j++) if (lp.integers()[j]) out.text(" ").name(columns, j).end();
  }
}
