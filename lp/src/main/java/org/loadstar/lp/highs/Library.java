package org.loadstar.lp.highs;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The loaded HiGHS library and its C functions. Signatures are those of `highs_c_api.h` of HiGHS 1.12 with 32-bit
/// integers; only `getCallbackDataOutItem` reads callback data, so that no struct layout is assumed but the first field
/// of the callback's input.
final class Library {
  private static @Nullable Library loaded;

  private final SymbolLookup symbols;
  private final Path path;
  private final Map<String, MethodHandle> handles = new ConcurrentHashMap<>();

  private Library(Path path) {
    this.path = path;
    try {
      this.symbols = SymbolLookup.libraryLookup(path, Arena.global());
    } catch (IllegalArgumentException e) {
      throw new HighsException("cannot load the HiGHS library " + path + ": " + e.getMessage(), e);
    }
  }

  /// The library, loaded at the first call.
  static synchronized Library load() {
    Library l = loaded;
    if (l == null) {
      l = new Library(LibraryFile.find());
      loaded = l;
    }
    return l;
  }

  Path path() {
    return path;
  }

  /// Calls a function that returns `HighsInt`; the argument types follow from the arguments.
  int integer(String function, Object... args) {
    return (int) call(function, JAVA_INT, args);
  }

  double real(String function, Object... args) {
    return (double) call(function, JAVA_DOUBLE, args);
  }

  MemorySegment pointer(String function, Object... args) {
    return (MemorySegment) call(function, ADDRESS, args);
  }

  void run(String function, Object... args) {
    call(function, null, args);
  }

  private Object call(String function, @Nullable MemoryLayout result, Object... args) {
    MethodHandle h = handles.get(function);
    if (h == null) {
      h = bind(function, result, args);
      handles.put(function, h);
    }
    try {
      return h.invoke(args);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new HighsException(function + ": " + e, e);
    }
  }

  private MethodHandle bind(String function, @Nullable MemoryLayout result, Object... args) {
    MemoryLayout[] layouts = new MemoryLayout[args.length];
    for (int i = 0; i < args.length; i++)
      layouts[i] =
          switch (args[i]) {
            case Integer _ -> JAVA_INT;
            case Double _ -> JAVA_DOUBLE;
            case MemorySegment _ -> ADDRESS;
            default -> throw new IllegalArgumentException(function + ": argument " + i + " is " + args[i].getClass());
          };
    FunctionDescriptor d =
        result == null ? FunctionDescriptor.ofVoid(layouts) : FunctionDescriptor.of(result, layouts);
    MemorySegment symbol =
        symbols
            .find(function)
            .orElseThrow(() -> new HighsException(path + " has no function " + function + ". Maybe it is not HiGHS >= 1.12."));
    // Arguments arrive as one array, so every function has the same Java type Object[] -> Object.
    MethodHandle h = Linker.nativeLinker().downcallHandle(symbol, d).asSpreader(Object[].class, args.length);
    return h.asType(java.lang.invoke.MethodType.methodType(Object.class, Object[].class));
  }
}
