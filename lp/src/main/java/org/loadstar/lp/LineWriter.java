package org.loadstar.lp;

import java.io.IOException;
import java.io.Writer;

/// Streams lines to a writer; numbers are written so that they read back to the same double.
final class LineWriter {
  private final Writer out;
  private final StringBuilder line = new StringBuilder(128);

  LineWriter(Writer out) {
    this.out = out;
  }

  LineWriter text(String s) {
    line.append(s);
    return this;
  }

  LineWriter name(EntryNames names, int k) {
    names.append(line, k);
    return this;
  }

  LineWriter number(double v) {
    if (v == Math.rint(v) && Math.abs(v) < 1e15) line.append((long) v);
    else line.append(v);
    return this;
  }

  int length() {
    return line.length();
  }

  void end() throws IOException {
    line.append('\n');
    out.append(line);
    line.setLength(0);
  }

  void line(String s) throws IOException {
    text(s).end();
  }
}
