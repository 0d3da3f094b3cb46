package org.loadstar.lp.highs;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;

/// One native HiGHS object. Every return code is checked: an error throws, a warning is accepted only where HiGHS uses it
/// to say that a limit was reached or that tiny matrix entries were dropped. Not safe for use from two threads at once.
final class Highs implements AutoCloseable {
  private static final int ERROR = -1;
  private static final int OK = 0;
  /// `kHighsHessianFormatTriangular`.
  private static final int TRIANGULAR = 1;
  /// Threads that the scheduler of the calling thread was started with; HiGHS keeps one scheduler per thread.
  private static final ThreadLocal<Integer> SCHEDULER = new ThreadLocal<>();

  private final Library library;
  private MemorySegment handle;

  Highs() {
    library = Library.load();
    handle = library.pointer("Highs_create");
    if (handle.equals(MemorySegment.NULL)) throw new HighsException("HiGHS could not create an object");
    int bytes = library.integer("Highs_getSizeofHighsInt", handle);
    if (bytes != Integer.BYTES) {
      close();
      throw new HighsException(library.path() + " uses " + 8 * bytes + "-bit integers. Maybe build it with HIGHSINT64=OFF.");
    }
    option("output_flag", false);
  }

  static String version() {
    MemorySegment text = Library.load().pointer("Highs_version");
    return text.reinterpret(64).getString(0);
  }

  private MemorySegment handle() {
    if (handle.equals(MemorySegment.NULL)) throw new IllegalStateException("the session is closed");
    return handle;
  }

  private int status(String function, Object... args) {
    Object[] all = new Object[args.length + 1];
    all[0] = handle();
    System.arraycopy(args, 0, all, 1, args.length);
    return library.integer(function, all);
  }

  private void check(String function, Object... args) {
    int s = status(function, args);
    if (s != OK) throw new HighsException(function + " returned " + s + (s == ERROR ? " (error)" : " (warning)"));
  }

  private void checkNoError(String function, Object... args) {
    if (status(function, args) == ERROR) throw new HighsException(function + " returned an error");
  }

  void option(String name, boolean value) {
    try (Arena a = Arena.ofConfined()) {
      check("Highs_setBoolOptionValue", a.allocateFrom(name), value ? 1 : 0);
    }
  }

  void option(String name, int value) {
    try (Arena a = Arena.ofConfined()) {
      check("Highs_setIntOptionValue", a.allocateFrom(name), value);
    }
  }

  void option(String name, double value) {
    try (Arena a = Arena.ofConfined()) {
      check("Highs_setDoubleOptionValue", a.allocateFrom(name), value);
    }
  }

  void option(String name, String value) {
    try (Arena a = Arena.ofConfined()) {
      check("Highs_setStringOptionValue", a.allocateFrom(name), a.allocateFrom(value));
    }
  }

  /// Hands over a whole program by columns; tiny entries that HiGHS drops are a warning.
  void pass(
      double offset, double[] cost, double[] lower, double[] upper, double[] rowLower, double[] rowUpper,
      int[] start, int[] index, double[] value, int[] integrality) {
    int nonzeros = start[cost.length];
    try (Arena a = Arena.ofConfined()) {
      Object[] args = {
        cost.length, rowLower.length, nonzeros, 1, 1, offset, copy(a, cost), copy(a, lower), copy(a, upper),
        copy(a, rowLower), copy(a, rowUpper), copy(a, start), copy(a, index), copy(a, value), copy(a, integrality)
      };
      checkNoError("Highs_passMip", args);
    }
  }

  /// Hands over the diagonal of the Hessian, empty or all zero for none; forgets basis and solution.
  void hessian(int columns, double[] diagonal) {
    int[] start = new int[columns];
    int[] index = new int[diagonal.length];
    double[] value = new double[diagonal.length];
    int n = 0;
    for (int j = 0; j < columns; j++) {
      start[j] = n;
      if (diagonal.length == 0 || diagonal[j] == 0) continue;
      index[n] = j;
      value[n++] = diagonal[j];
    }
    try (Arena a = Arena.ofConfined()) {
      checkNoError(
          "Highs_passHessian", columns, n, TRIANGULAR, copy(a, start), copy(a, Arrays.copyOf(index, n)),
          copy(a, Arrays.copyOf(value, n)));
    }
  }

  void costs(int[] set, double[] cost) {
    try (Arena a = Arena.ofConfined()) {
      check("Highs_changeColsCostBySet", set.length, copy(a, set), copy(a, cost));
    }
  }

  /// Bounds that cross are a warning; the solve then ends infeasible.
  void bounds(int[] set, double[] lower, double[] upper) {
    try (Arena a = Arena.ofConfined()) {
      checkNoError("Highs_changeColsBoundsBySet", set.length, copy(a, set), copy(a, lower), copy(a, upper));
    }
  }

  void rowBounds(int[] set, double[] lower, double[] upper) {
    try (Arena a = Arena.ofConfined()) {
      checkNoError("Highs_changeRowsBoundsBySet", set.length, copy(a, set), copy(a, lower), copy(a, upper));
    }
  }

  void integrality(int[] set, int[] kind) {
    try (Arena a = Arena.ofConfined()) {
      checkNoError("Highs_changeColsIntegralityBySet", set.length, copy(a, set), copy(a, kind));
    }
  }

  void coefficient(int row, int column, double value) {
    checkNoError("Highs_changeCoeff", row, column, value);
  }

  void basis(int[] columns, int[] rows) {
    try (Arena a = Arena.ofConfined()) {
      check("Highs_setBasis", copy(a, columns), copy(a, rows));
    }
  }

  /// Forgets basis and solution.
  void forget() {
    check("Highs_clearSolver");
  }

  /// A starting point for branch and cut. HiGHS warns when it is incomplete or infeasible; it then starts cold.
  void solution(double[] x) {
    try (Arena a = Arena.ofConfined()) {
      MemorySegment none = MemorySegment.NULL;
      checkNoError("Highs_setSolution", copy(a, x), none, none, none);
    }
  }

  /// Runs the chosen method.
  ///
  /// @return false when HiGHS reports an error, so that the model status says what happened
  boolean run(int threads) {
    Integer before = SCHEDULER.get();
    if (before != null && before != threads) library.run("Highs_resetGlobalScheduler", 1);
    SCHEDULER.set(threads);
    check("Highs_zeroAllClocks");
    return status("Highs_run") != ERROR;
  }

  /// Crossover from an interior point. HiGHS 1.12 writes beyond its arrays here when a row is a range or free, so the
  /// program must have none, and reads a scheduler that only a run on this thread starts (see [Crossover]).
  boolean crossover(double[] x, double[] reducedCost, double[] rowDual) {
    try (Arena a = Arena.ofConfined()) {
      return status("Highs_crossover", x.length, rowDual.length, copy(a, x), copy(a, reducedCost), copy(a, rowDual))
          != ERROR;
    }
  }

  int modelStatus() {
    return library.integer("Highs_getModelStatus", handle());
  }

  double objective() {
    return library.real("Highs_getObjectiveValue", handle());
  }

  /// An item of the information on the last solve; 0 when HiGHS warns that there is none.
  int intInfo(String name) {
    try (Arena a = Arena.ofConfined()) {
      MemorySegment out = a.allocate(JAVA_INT);
      checkNoError("Highs_getIntInfoValue", a.allocateFrom(name), out);
      return out.get(JAVA_INT, 0);
    }
  }

  double doubleInfo(String name) {
    try (Arena a = Arena.ofConfined()) {
      MemorySegment out = a.allocate(JAVA_DOUBLE);
      check("Highs_getDoubleInfoValue", a.allocateFrom(name), out);
      return out.get(JAVA_DOUBLE, 0);
    }
  }

  /// Fills the primal values and the row duals.
  void readSolution(double[] x, double[] rowDual) {
    try (Arena a = Arena.ofConfined()) {
      MemorySegment columns = a.allocate(JAVA_DOUBLE, Math.max(1, x.length));
      MemorySegment reduced = a.allocate(JAVA_DOUBLE, Math.max(1, x.length));
      MemorySegment rows = a.allocate(JAVA_DOUBLE, Math.max(1, rowDual.length));
      MemorySegment duals = a.allocate(JAVA_DOUBLE, Math.max(1, rowDual.length));
      check("Highs_getSolution", columns, reduced, rows, duals);
      MemorySegment.copy(columns, JAVA_DOUBLE, 0, x, 0, x.length);
      MemorySegment.copy(duals, JAVA_DOUBLE, 0, rowDual, 0, rowDual.length);
    }
  }

  void readBasis(int[] columns, int[] rows) {
    try (Arena a = Arena.ofConfined()) {
      MemorySegment c = a.allocate(JAVA_INT, Math.max(1, columns.length));
      MemorySegment r = a.allocate(JAVA_INT, Math.max(1, rows.length));
      check("Highs_getBasis", c, r);
      MemorySegment.copy(c, JAVA_INT, 0, columns, 0, columns.length);
      MemorySegment.copy(r, JAVA_INT, 0, rows, 0, rows.length);
    }
  }

  /// Installs the callback for every point at which HiGHS can be interrupted.
  void callback(Callback callback) {
    check("Highs_setCallback", callback.stub(), MemorySegment.NULL);
    for (int kind : Callback.INTERRUPTIBLE) check("Highs_startCallback", kind);
  }

  /// An item of the callback's output, all zero-length when HiGHS does not know it.
  static MemorySegment item(MemorySegment out, MemorySegment name) {
    return Library.load().pointer("Highs_getCallbackDataOutItem", out, name);
  }

  /// Reads a model from a file in the format of its extension.
  void read(Path file) {
    try (Arena a = Arena.ofConfined()) {
      check("Highs_readModel", a.allocateFrom(file.toString()));
    }
  }

  @Override
  public void close() {
    if (handle.equals(MemorySegment.NULL)) return;
    library.run("Highs_destroy", handle);
    handle = MemorySegment.NULL;
    // destroying any object ends the scheduler of the thread
    SCHEDULER.remove();
  }

  static double real(MemorySegment item) {
    return item.equals(MemorySegment.NULL) ? Double.NaN : item.reinterpret(8).get(JAVA_DOUBLE, 0);
  }

  static long int64(MemorySegment item) {
    return item.equals(MemorySegment.NULL) ? 0 : item.reinterpret(8).get(JAVA_LONG, 0);
  }

  static int int32(MemorySegment item) {
    return item.equals(MemorySegment.NULL) ? 0 : item.reinterpret(4).get(JAVA_INT, 0);
  }

  private static MemorySegment copy(Arena a, double[] values) {
    return values.length == 0 ? MemorySegment.NULL : a.allocateFrom(JAVA_DOUBLE, values);
  }

  private static MemorySegment copy(Arena a, int[] values) {
    return values.length == 0 ? MemorySegment.NULL : a.allocateFrom(JAVA_INT, values);
  }
}
