package org.loadstar.study.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Hourly;

/// The numbers that prove the cost and the bound of a run: kept with it as `proof.bin`, so that its program can be written with them
/// without solving it again.
///
/// @param plan the plan, as values of columns
/// @param bound what proves the lower bound, as duals of rows; null when nothing does
public record Proof(Part plan, @Nullable Part bound) {
  /// Name of the file in a run folder.
  public static final String FILE = "proof.bin";

  private static final int MARK = 0x4C535046;
  private static final int VERSION = 1;
  private static final int BUFFER = 1 << 16;

  /// Values of a program, of the run's own or of one on fewer timesteps.
  ///
  /// @param time timesteps of that program; empty for the run's own
  /// @param starts first hours of its segments, when it has such; else empty
  /// @param columns values of columns; may be empty
  /// @param rows duals of rows; may be empty
  public record Part(String time, int[] starts, double[] columns, double[] rows) {
    /// True for values of the run's own program.
    public boolean own() {
      return time.isEmpty();
    }
  }

  /// Values of the run's own program.
  ///
  /// @param duals null when there are none
  public static Proof of(double[] columns, double @Nullable [] duals) {
    return new Proof(new Part("", new int[0], columns, new double[0]), duals(duals));
  }

  /// Duals of the run's own program.
  public static @Nullable Part duals(double @Nullable [] rows) {
    return rows == null ? null : new Part("", new int[0], new double[0], rows);
  }

  /// As the content of a file, compressed.
  public byte[] bytes() {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (OutputStream packed = new DeflaterOutputStream(to, fast, BUFFER);
        DataOutputStream out = new DataOutputStream(packed)) {
      out.writeInt(MARK);
      out.writeInt(VERSION);
      write(plan, out);
      out.writeBoolean(bound != null);
      if (bound != null) write(bound, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      fast.end();
    }
    return to.toByteArray();
  }

  /// Reads what [#bytes] wrote.
  ///
  /// @throws IOException when it is damaged or of another version
  static Proof of(byte[] file) throws IOException {
    try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(file)))) {
      if (in.readInt() != MARK || in.readInt() != VERSION) throw new IOException("not what this version of Loadstar writes");
      Part plan = part(in);
      return new Proof(plan, in.readBoolean() ? part(in) : null);
    }
  }

  private static void write(Part p, DataOutputStream out) throws IOException {
    out.writeUTF(p.time);
    out.writeInt(p.starts.length);
    for (int h : p.starts) out.writeInt(h);
    doubles(p.columns, out);
    doubles(p.rows, out);
  }

  private static void doubles(double[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    ByteBuffer chunk = ByteBuffer.allocate(BUFFER);
    for (double v : values) {
      if (!chunk.hasRemaining()) drain(chunk, out);
      chunk.putDouble(v);
    }
    drain(chunk, out);
  }

  private static void drain(ByteBuffer chunk, DataOutputStream out) throws IOException {
    out.write(chunk.array(), 0, chunk.position());
    chunk.clear();
  }

  private static Part part(DataInputStream in) throws IOException {
    String time = in.readUTF();
    int[] starts = new int[count(in, Hourly.HOURS)];
    for (int k = 0; k < starts.length; k++) starts[k] = in.readInt();
    return new Part(time, starts, doubles(in), doubles(in));
  }

  private static double[] doubles(DataInputStream in) throws IOException {
    int n = count(in, Integer.MAX_VALUE);
    // Grows as it is read: a damaged length must not ask for memory.
    double[] values = new double[Math.min(n, BUFFER)];
    byte[] chunk = new byte[BUFFER];
    for (int at = 0; at < n; ) {
      int here = Math.min(n - at, BUFFER / Double.BYTES);
      in.readFully(chunk, 0, here * Double.BYTES);
      if (at + here > values.length) values = Arrays.copyOf(values, (int) Math.min(n, 2L * values.length));
      ByteBuffer.wrap(chunk).asDoubleBuffer().get(values, at, here);
      at += here;
    }
    return values;
  }

  private static int count(DataInputStream in, int most) throws IOException {
    int n = in.readInt();
    if (n < 0 || n > most) throw new IOException("damaged");
    return n;
  }
}
