package org.loadstar.app.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a desk is served.
///
/// @param host address to listen on
/// @param port port, 0 for a free one
/// @param loopback whether only this machine reaches the address
/// @param token what every request must carry; null where none is needed
/// @param workspace real path of the folder that holds runs, copies of cases and jobs; nothing is written outside it
/// @param runs further folders whose runs are shown
/// @param jobsAtOnce jobs that run at the same time
/// @param jobMemoryMb largest resident set of a job, MB
/// @param jobSeconds longest time of a job, s
/// @param root folder of the program, with its cases
/// @param versions of Loadstar, Java and the operating system
/// @param main class whose `main` takes a command line, for jobs
public record DeskOptions(
    String host,
    int port,
    boolean loopback,
    @Nullable String token,
    Path workspace,
    List<Path> runs,
    int jobsAtOnce,
    int jobMemoryMb,
    int jobSeconds,
    Path root,
    Map<String, String> versions,
    String main) {
  public DeskOptions {
    runs = List.copyOf(runs);
    versions = Map.copyOf(versions);
  }
}
