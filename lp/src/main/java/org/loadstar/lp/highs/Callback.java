package org.loadstar.lp.highs;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Progress;

/// Carries HiGHS' callbacks to a [Progress] and its wish to stop back to HiGHS. What the progress throws stops the solve
/// and is thrown again by [#rethrow], because nothing may be thrown through native frames.
final class Callback implements AutoCloseable {
  private static final int SIMPLEX = 1;
  private static final int IPM = 2;
  private static final int MIP = 6;
  /// The kinds of callback at which HiGHS reads the interrupt flag.
  static final int[] INTERRUPTIBLE = {SIMPLEX, IPM, MIP};

  private static final long EVERY_NANOS = 20_000_000;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment stub;
  private final MemorySegment simplexIterations = arena.allocateFrom("simplex_iteration_count");
  private final MemorySegment ipmIterations = arena.allocateFrom("ipm_iteration_count");
  private final MemorySegment mipIterations = arena.allocateFrom("mip_total_lp_iterations");
  private final MemorySegment primalBound = arena.allocateFrom("mip_primal_bound");
  private final MemorySegment dualBound = arena.allocateFrom("mip_dual_bound");
  private volatile Progress progress = Progress.silent();
  private volatile boolean stopped;
  private volatile boolean silent;
  private volatile @Nullable Throwable failure;
  private volatile long began;
  private volatile long last;

  Callback() {
    try {
      MethodHandle target =
          MethodHandles.lookup()
              .bind(
                  this,
                  "call",
                  MethodType.methodType(
                      void.class, int.class, MemorySegment.class, MemorySegment.class, MemorySegment.class,
                      MemorySegment.class));
      stub =
          Linker.nativeLinker()
              .upcallStub(target, FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS), arena);
    } catch (ReflectiveOperationException e) {
      throw new HighsException("cannot make the callback", e);
    }
  }

  MemorySegment stub() {
    return stub;
  }

  /// Begins a solve.
  void begin(Progress p) {
    progress = p;
    stopped = false;
    silent = false;
    failure = null;
    began = System.nanoTime();
    last = began - EVERY_NANOS;
  }

  /// Reports no more and lets what follows run, even after a stop.
  void silence() {
    silent = true;
  }

  double seconds() {
    return 1e-9 * (System.nanoTime() - began);
  }

  boolean stopped() {
    return stopped;
  }

  void rethrow() {
    Throwable t = failure;
    failure = null;
    if (t instanceof RuntimeException e) throw e;
    if (t instanceof Error e) throw e;
  }

  @SuppressWarnings("unused") // called by HiGHS through the stub
  private void call(int kind, MemorySegment message, MemorySegment out, MemorySegment in, MemorySegment user) {
    try {
      long now = System.nanoTime();
      if (!stopped && !silent && now - last >= EVERY_NANOS) {
        last = now;
        stopped = !report(kind, out);
      }
    } catch (Throwable t) {
      failure = t;
      stopped = true;
    }
    // user_interrupt is the first field of the callback's input
    if (!in.equals(MemorySegment.NULL)) in.reinterpret(Integer.BYTES).set(JAVA_INT, 0, stopped && !silent ? 1 : 0);
  }

  private boolean report(int kind, MemorySegment out) {
    double seconds = seconds();
    if (kind == MIP) {
      double lower = Highs.real(Highs.item(out, dualBound));
      double upper = Highs.real(Highs.item(out, primalBound));
      return progress.report(
          seconds, Highs.int64(Highs.item(out, mipIterations)), finite(lower, Double.NEGATIVE_INFINITY),
          finite(upper, Double.POSITIVE_INFINITY));
    }
    int iterations = Highs.int32(Highs.item(out, kind == IPM ? ipmIterations : simplexIterations));
    return progress.report(seconds, iterations, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private static double finite(double v, double otherwise) {
    return Double.isNaN(v) || Math.abs(v) >= 1e100 ? otherwise : v;
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) arena.close();
  }
}
