package org.loadstar.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loadstar.app.web.Desk;
import org.loadstar.app.web.DeskOptions;
import org.loadstar.app.web.DeskRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `serve`
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "The planning desk in the browser, and its JSON API (/api/openapi.yaml).",
      "Only this machine reaches it unless --host and --token say otherwise. Ctrl-C ends it; what ran is marked and can be run again."
    })
final class ServeCommand implements Callable<Integer> {
  private static final int SHORTEST_TOKEN = 12;
  private static final long MEBI = 1 << 20;

  private final Console console;

  @Option(names = "--port", paramLabel = "P", defaultValue = "8400", description = "Port (default: ${DEFAULT-VALUE}; 0 takes a free one).")
  private int port = 8400;

  @Option(names = "--host", paramLabel = "H", defaultValue = "127.0.0.1", description = "Address to listen on (default: ${DEFAULT-VALUE}); one that others can reach needs a token.")
  private String host = "127.0.0.1";

  @Option(names = "--token", paramLabel = "T",
      description = "What every request must carry (Authorization: Bearer T, or a cookie after one login); default: the environment's LOADSTAR_TOKEN.")
  private @Nullable String token;

  @Option(names = "--workspace", paramLabel = "DIR", defaultValue = "workspace", description = "Folder for runs, copies of cases and jobs of the desk (default: ${DEFAULT-VALUE}).")
  private Path workspace = Path.of("workspace");

  @Option(names = "--runs", paramLabel = "DIR", defaultValue = "runs", description = "Further folder whose runs are shown, unchanged (default: ${DEFAULT-VALUE}). May be repeated.")
  private List<Path> runs = List.of(Path.of("runs"));

  @Option(names = "--jobs", paramLabel = "N", defaultValue = "1", description = "Jobs that run at once; others wait (default: ${DEFAULT-VALUE}).")
  private int jobs = 1;

  @Option(names = "--job-memory", paramLabel = "MB", defaultValue = "0", description = "Most memory of a job (default: half of the machine's, at most 8192).")
  private int memory;

  @Option(names = "--job-seconds", paramLabel = "N", defaultValue = "7200", description = "Most seconds of a job (default: ${DEFAULT-VALUE}).")
  private int seconds = 7200;

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    DeskOptions options = options();
    try (Desk desk = Desk.start(options)) {
      console.err().println("loadstar: the desk is at " + desk.address() + " (workspace " + options.workspace() + "). Ctrl-C ends it.");
      if (!desk.hasPages())
        console.err().println("loadstar: its pages are not built, only the API answers. Maybe install Node 20.19 or newer (with npm) and start again from a source checkout.");
      Runtime.getRuntime().addShutdownHook(new Thread(desk::close));
      desk.join();
      return Exit.DONE;
    } catch (DeskRefused e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private DeskOptions options() {
    if (port < 0 || port > 65535) throw new Refusal("port " + port + ": allowed is 0 to 65535");
    if (jobs < 1 || jobs > 64) throw new Refusal("jobs " + jobs + ": allowed is 1 to 64");
    if (seconds < 1) throw new Refusal("job-seconds " + seconds + ": allowed is 1 or more");
    if (memory != 0 && memory < 512) throw new Refusal("job-memory " + memory + ": allowed is 512 MB or more");
    String given = token == null ? System.getenv("LOADSTAR_TOKEN") : token;
    String secret = given == null || given.isBlank() ? null : given.strip();
    if (secret != null && secret.length() < SHORTEST_TOKEN)
      throw new Refusal("the token has " + secret.length() + " characters: at least " + SHORTEST_TOKEN + " are needed. Maybe `openssl rand -hex 16`");
    boolean loopback = loopback();
    if (!loopback && secret == null)
      throw new Refusal("host " + host + ": others can reach this address, so --token is needed. Maybe `--token $(openssl rand -hex 16)`, or the default host 127.0.0.1");
    return new DeskOptions(
        host, port, loopback, secret, folder(workspace), runs.stream().map(ServeCommand::absolute).toList(), jobs, memory == 0 ? defaultMemory() : memory, seconds,
        console.root(), Versions.all(), Main.class.getName());
  }

  private boolean loopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new Refusal("host '" + host + "': no address of this machine. Maybe 127.0.0.1");
    }
  }

  private static Path folder(Path given) {
    try {
      return Files.createDirectories(given).toRealPath();
    } catch (IOException e) {
      throw new Refusal(given + ": no folder that can be written. Maybe another --workspace");
    }
  }

  private static Path absolute(Path given) {
    return given.toAbsolutePath().normalize();
  }

  private static int defaultMemory() {
    return java.lang.management.ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
        ? (int) Math.clamp(os.getTotalMemorySize() / 2 / MEBI, 1024, 8192)
        : 4096;
  }
}
