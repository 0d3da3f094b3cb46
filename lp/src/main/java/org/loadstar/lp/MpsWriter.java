package org.loadstar.lp;

import java.io.IOException;
import java.io.Writer;

/// Writes a program as free-format MPS. Names are unique and without spaces; the objective row is `OBJ`, its constant
/// stands (negated, as the format wants) as its right-hand side; a range is a `G` row with its width under `RANGES`; rows
/// without any bound are further `N` rows. Bounds of integer columns are always written, because readers differ in what
/// they assume. Quadratic costs stand under `QUADOBJ`.
public final class MpsWriter {
  private static final String OBJECTIVE = "OBJ";

  private final Lp lp;
  private final LineWriter out;
  private final EntryNames columns;
  private final EntryNames rows;

  private MpsWriter(Lp lp, Writer out) {
    this.lp = lp;
    this.out = new LineWriter(out);
    columns = EntryNames.ofColumns(lp);
    rows = EntryNames.ofRows(lp);
  }

  /// Writes the program; the caller closes (and buffers) the writer.
  ///
  /// @throws IOException when the writer does
  public static void write(Lp lp, Writer writer) throws IOException {
    MpsWriter w = new MpsWriter(lp, writer);
    w.out.line("NAME loadstar");
    w.rowTypes();
    w.columns();
    w.rightHandSides();
    w.ranges();
    w.bounds();
    w.squares();
    w.out.line("ENDATA");
  }

  private void rowTypes() throws IOException {
    out.line("ROWS");
    out.line(" N " + OBJECTIVE);
    for (int i = 0; i < lp.rows(); i++) out.text(" ").text(type(i)).text(" ").name(rows, i).end();
  }

  private String type(int i) {
    double lo = lp.rowLowers()[i];
    double up = lp.rowUppers()[i];
    if (lo == up) return "E";
    if (Double.isFinite(lo)) return "G";
    return Double.isFinite(up) ? "L" : "N";
  }

  private void columns() throws IOException {
    out.line("COLUMNS");
    boolean integer = false;
    int markers = 0;
    for (int j = 0; j < lp.columns(); j++) {
      if (lp.integers()[j] != integer) {
        integer = !integer;
        out.line(" MARKER" + markers++ + " 'MARKER' " + (integer ? "'INTORG'" : "'INTEND'"));
      }
      if (lp.costs()[j] != 0 || lp.starts()[j] == lp.starts()[j + 1])
        out.text(" ").name(columns, j).text(" " + OBJECTIVE + " ").number(lp.costs()[j]).end();
      for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++)
        out.text(" ").name(columns, j).text(" ").name(rows, lp.indices()[k]).text(" ").number(lp.values()[k]).end();
    }
    if (integer) out.line(" MARKER" + markers + " 'MARKER' 'INTEND'");
  }

  private void rightHandSides() throws IOException {
    out.line("RHS");
    if (lp.offset() != 0) out.text(" RHS " + OBJECTIVE + " ").number(-lp.offset()).end();
    for (int i = 0; i < lp.rows(); i++) {
      double side = Double.isFinite(lp.rowLowers()[i]) ? lp.rowLowers()[i] : lp.rowUppers()[i];
      if (side != 0 && Double.isFinite(side)) out.text(" RHS ").name(rows, i).text(" ").number(side).end();
    }
  }

  private void ranges() throws IOException {
    boolean opened = false;
    for (int i = 0; i < lp.rows(); i++) {
      double lo = lp.rowLowers()[i];
      double up = lp.rowUppers()[i];
      if (lo == up || !Double.isFinite(lo) || !Double.isFinite(up)) continue;
      if (!opened) out.line("RANGES");
      opened = true;
      out.text(" RNG ").name(rows, i).text(" ").number(up - lo).end();
    }
  }

  private void bounds() throws IOException {
    out.line("BOUNDS");
    for (int j = 0; j < lp.columns(); j++) {
      double lo = lp.lowers()[j];
      double up = lp.uppers()[j];
      boolean open = up == Double.POSITIVE_INFINITY;
      if (lo == Double.NEGATIVE_INFINITY && open) {
        bound("FR", j);
      } else if (lo == up) {
        bound("FX", j, lo);
      } else {
        if (lo == Double.NEGATIVE_INFINITY) bound("MI", j);
        else if (lo != 0 || lp.integers()[j]) bound("LO", j, lo);
        if (!open) bound("UP", j, up);
        else if (lp.integers()[j]) bound("PL", j);
      }
    }
  }

  /// The diagonal of Q in 1/2 x'Qx.
  private void squares() throws IOException {
    if (!lp.isQuadratic()) return;
    out.line("QUADOBJ");
    for (int j = 0; j < lp.columns(); j++)
      if (lp.quadratic(j) != 0)
        out.text(" ").name(columns, j).text(" ").name(columns, j).text(" ").number(lp.quadratic(j)).end();
  }

  private void bound(String type, int j) throws IOException {
    out.text(" ").text(type).text(" BND ").name(columns, j).end();
  }

  private void bound(String type, int j, double v) throws IOException {
    out.text(" ").text(type).text(" BND ").name(columns, j).text(" ").number(v).end();
  }
}
