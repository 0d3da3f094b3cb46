package org.loadstar.app;

import java.util.Scanner;

/// How a process that starts this one holds it (`-Dloadstar.leash=true`): a line `stop` on standard input is Ctrl-C, and the end of standard
/// input, which comes also when that process is killed, ends this one at once. Works where a signal would be ignored.
final class Leash {
  private static Runnable stop = () -> {};
  private static boolean asked;

  private Leash() {}

  /// Begins to read standard input when this process is held.
  static void hold() {
    if (Boolean.getBoolean("loadstar.leash")) Thread.ofPlatform().daemon().name("leash").start(Leash::read);
  }

  /// What a stop does from now on; done at once when it was asked for before.
  static synchronized void onStop(Runnable action) {
    stop = action;
    if (asked) action.run();
  }

  private static synchronized void stop() {
    asked = true;
    stop.run();
  }

  private static void read() {
    try (Scanner in = new Scanner(System.in)) {
      while (in.hasNextLine()) if (in.nextLine().equals("stop")) stop();
    }
    Runtime.getRuntime().halt(Exit.STOPPED);
  }
}
