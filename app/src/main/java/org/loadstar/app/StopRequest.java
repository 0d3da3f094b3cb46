package org.loadstar.app;

import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// Turns Ctrl-C, or the word of the process that holds this one's [Leash], into a request to stop with what there is. A second one ends the
/// program at once.
final class StopRequest implements AutoCloseable {
  private final AtomicBoolean asked = new AtomicBoolean();
  private final Signal interrupt = new Signal("INT");
  private final SignalHandler before;

  StopRequest(Console console) {
    Leash.onStop(() -> asked.set(true));
    before =
        Signal.handle(
            interrupt,
            s -> {
              if (asked.getAndSet(true)) Runtime.getRuntime().halt(Exit.STOPPED);
              console.err().println("\nloadstar: stopping with what there is; Ctrl-C again ends at once");
            });
  }

  /// Whether the user asked to stop.
  AtomicBoolean asked() {
    return asked;
  }

  @Override
  public void close() {
    Leash.onStop(() -> {});
    Signal.handle(interrupt, before);
  }
}
