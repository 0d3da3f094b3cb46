package org.loadstar.lp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Programs and solutions as files, so that another process can solve a program: the numbers to the last bit, without names.
///
/// Little-endian: a mark and a version of 4 bytes each, the counts, then the arrays one after another, each with its length. Files are
/// for processes of one version of Loadstar, not for keeping; [MpsWriter] writes what others read.
public final class ProgramFile {
  private static final int PROGRAM = 0x4C535052;
  private static final int SOLUTION = 0x4C53534F;
  private static final int VERSION = 1;
  private static final int BUFFER = 1 << 20;

  private ProgramFile() {}

  /// Writes a program; its blocks, which are names only, stay behind.
  public static void write(Lp lp, Path file) throws IOException {
    try (Out out = new Out(file, PROGRAM)) {
      out.number(lp.offset());
      out.doubles(lp.costs());
      out.doubles(lp.quadratics());
      out.doubles(lp.lowers());
      out.doubles(lp.uppers());
      out.doubles(lp.rowLowers());
      out.doubles(lp.rowUppers());
      out.ints(lp.starts());
      out.ints(lp.indices());
      out.doubles(lp.values());
      int[] integer = new int[lp.columns()];
      for (int j = 0; j < integer.length; j++) integer[j] = lp.integers()[j] ? 1 : 0;
      out.ints(integer);
      out.ints(lp.columnStages());
      out.ints(lp.columnHours());
      out.ints(lp.rowStages());
      out.ints(lp.rowHours());
    }
  }

  /// Reads a program that [#write] wrote.
  ///
  /// @throws IOException when the file cannot be read, or is none of this version
  public static Lp read(Path file) throws IOException {
    try (In in = new In(file, PROGRAM)) {
      double offset = in.number();
      double[] cost = in.doubles();
      double[] quadratic = in.doubles();
      double[] lower = in.doubles();
      double[] upper = in.doubles();
      double[] rowLower = in.doubles();
      double[] rowUpper = in.doubles();
      int[] start = in.ints();
      int[] index = in.ints();
      double[] value = in.doubles();
      int[] marked = in.ints();
      boolean[] integer = new boolean[marked.length];
      for (int j = 0; j < integer.length; j++) integer[j] = marked[j] != 0;
      int[][] tags = {in.ints(), in.ints(), in.ints(), in.ints()};
      return new Lp(cost, quadratic, lower, upper, rowLower, rowUpper, start, index, value, integer, tags, List.of(), List.of(), offset);
    }
  }

  /// Writes a solution without its basis.
  public static void write(Solution s, Path file) throws IOException {
    try (Out out = new Out(file, SOLUTION)) {
      out.ints(new int[] {s.status().ordinal(), s.vertex() ? 1 : 0, s.local() ? 1 : 0, s.x() == null ? 0 : 1, s.rowDual() == null ? 0 : 1});
      out.doubles(new double[] {s.objective(), s.bound(), s.iterations(), s.seconds()});
      out.doubles(s.x() == null ? new double[0] : s.x());
      out.doubles(s.rowDual() == null ? new double[0] : s.rowDual());
      out.ints(s.algorithm().chars().toArray());
    }
  }

  /// Reads a solution that [#write] wrote.
  ///
  /// @throws IOException when the file cannot be read, or is none of this version
  public static Solution solution(Path file) throws IOException {
    try (In in = new In(file, SOLUTION)) {
      int[] flags = in.ints();
      double[] figures = in.doubles();
      double[] x = in.doubles();
      double[] dual = in.doubles();
      int[] name = in.ints();
      return new Solution(Status.values()[flags[0]], present(x, flags[3]), present(dual, flags[4]), figures[0], figures[1], (long) figures[2], figures[3],
          new String(name, 0, name.length), flags[1] != 0, null, flags[2] != 0);
    }
  }

  private static double @Nullable [] present(double[] values, int flag) {
    return flag == 0 ? null : values;
  }

  private static final class Out implements AutoCloseable {
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

    Out(Path file, int mark) throws IOException {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
      buffer.putInt(mark).putInt(VERSION);
    }

    void number(double d) throws IOException {
      room(Double.BYTES);
      buffer.putDouble(d);
    }

    void doubles(double[] values) throws IOException {
      room(Integer.BYTES);
      buffer.putInt(values.length);
      for (double d : values) number(d);
    }

    void ints(int[] values) throws IOException {
      room(Integer.BYTES);
      buffer.putInt(values.length);
      for (int i : values) {
        room(Integer.BYTES);
        buffer.putInt(i);
      }
    }

    private void room(int bytes) throws IOException {
      if (buffer.remaining() < bytes) drain();
    }

    private void drain() throws IOException {
      buffer.flip();
      while (buffer.hasRemaining()) channel.write(buffer);
      buffer.clear();
    }

    @Override
    public void close() throws IOException {
      try (channel) {
        drain();
      }
    }
  }

  private static final class In implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

    In(Path file, int mark) throws IOException {
      this.file = file;
      channel = FileChannel.open(file, StandardOpenOption.READ);
      buffer.limit(0);
      try {
        if (whole() != mark || whole() != VERSION) throw new IOException(file + ": not what this version of Loadstar writes");
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    }

    double number() throws IOException {
      room(Double.BYTES);
      return buffer.getDouble();
    }

    double[] doubles() throws IOException {
      double[] values = new double[count(Double.BYTES)];
      for (int i = 0; i < values.length; i++) values[i] = number();
      return values;
    }

    int[] ints() throws IOException {
      int[] values = new int[count(Integer.BYTES)];
      for (int i = 0; i < values.length; i++) values[i] = whole();
      return values;
    }

    private int whole() throws IOException {
      room(Integer.BYTES);
      return buffer.getInt();
    }

    /// A length that the rest of the file can hold.
    private int count(int bytes) throws IOException {
      int n = whole();
      long left = channel.size() - channel.position() + buffer.remaining();
      if (n < 0 || (long) n * bytes > left) throw new IOException(file + ": cut short");
      return n;
    }

    private void room(int bytes) throws IOException {
      if (buffer.remaining() >= bytes) return;
      buffer.compact();
      while (buffer.position() < bytes) if (channel.read(buffer) < 0) throw new IOException(file + ": cut short");
      buffer.flip();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
