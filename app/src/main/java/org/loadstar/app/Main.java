package org.loadstar.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loadstar.cases.CaseException;
import org.loadstar.study.OptionRefused;
import org.loadstar.study.store.RunRefused;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program `loadstar`.
@Command(
    name = "loadstar",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Plans AI infrastructure and the power that feeds it.",
    footer = {
      "",
      "Also `loadstar test [MAVEN ARGUMENTS]`, `loadstar bench NAME`, `loadstar format` (from a source checkout).",
      "Exit codes: 0 done, 2 wrong input or no solution, 3 stopped by a limit or Ctrl-C, 70 a fault of Loadstar."
    })
public final class Main {
  private static final long MB = 1 << 20;

  private Main() {}

  public static void main(String[] args) {
    System.setOut(utf8(System.out));
    System.setErr(utf8(System.err));
    Leash.hold();
    int code = run(Console.system(), args);
    System.out.flush();
    System.err.flush();
    System.exit(code);
  }

  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /// Runs a command line and returns its exit code.
  static int run(Console console, String... args) {
    CommandLine root = new CommandLine(new Main());
    root.addSubcommand(new PlanCommand(console));
    root.addSubcommand(new CheckCommand(console));
    root.addSubcommand(new DescribeCommand(console));
    root.addSubcommand(new CompareCommand(console));
    root.addSubcommand(new ReportCommand(console));
    root.addSubcommand(new ExportCommand(console));
    root.addSubcommand(new ImportCommand(console));
    root.addSubcommand(new BackcastCommand(console));
    root.addSubcommand(new HeadroomCommand(console));
    root.addSubcommand(new WeatherCommand(console));
    root.addSubcommand(new SweepCommand(console));
    root.addSubcommand(new ClaimsCommand(console));
    root.addSubcommand(new LeversCommand(console));
    root.addSubcommand(new LedgerCommand(console));
    root.addSubcommand(new AllianceCommand(console));
    root.addSubcommand(new GridCommand(console));
    root.addSubcommand(new AdequacyCommand(console));
    root.addSubcommand(new FuzzCommand(console));
    root.addSubcommand(new WorkerCommand(console));
    root.addSubcommand(new StochasticCommand(console));
    root.addSubcommand(new AlternativesCommand(console));
    root.addSubcommand(new ServeCommand(console));
    root.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    root.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    root.setUsageHelpAutoWidth(true);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    boolean json = List.of(args).contains("--json");
    root.setParameterExceptionHandler(
        (e, given) -> {
          if (json) console.json(error(brief(e), Exit.INPUT));
          console.err().println("loadstar: " + e.getMessage());
          CommandLine.UnmatchedArgumentException.printSuggestions(e, root.getErr());
          console.err().println("Maybe `loadstar " + path(e.getCommandLine()) + "--help`.");
          return Exit.INPUT;
        });
    root.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          if (e instanceof CaseException bad) {
            if (json) console.json(faults(bad));
            console.err().println(bad.getMessage());
            return Exit.INPUT;
          }
          if (e instanceof Refusal || e instanceof RunRefused || e instanceof OptionRefused) {
            if (json) console.json(error(brief(e), Exit.INPUT));
            console.err().println("loadstar: " + e.getMessage() + ".");
            return Exit.INPUT;
          }
          return fault(console, e, brief(e), args);
        });
    if (args.length == 0) {
      root.usage(root.getOut());
      return Exit.DONE;
    }
    try {
      return root.execute(args);
    } catch (OutOfMemoryError e) {
      return fault(console, e, Runtime.getRuntime().maxMemory() / MB + " MB of heap are not enough. Maybe LOADSTAR_HEAP=8g", args);
    } catch (StackOverflowError e) {
      return fault(console, e, brief(e), args);
    }
  }

  private static int fault(Console console, Throwable e, String words, String[] args) {
    Path log = log(console, e, args);
    if (List.of(args).contains("--json")) console.json(error("a fault of Loadstar (" + words + "), log " + log, Exit.FAULT));
    console.err().println("loadstar: a fault of Loadstar, not of your input: " + words);
    console.err().println("The log is " + log + "; please send it with what you ran.");
    return Exit.FAULT;
  }

  private static String path(CommandLine command) {
    return command.getParent() == null ? "" : command.getCommandName() + " ";
  }

  private static Map<String, Object> error(String message, int code) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("status", code == Exit.INPUT ? "refused" : "fault");
    m.put("error", message);
    m.put("exit", code);
    return m;
  }

  private static Map<String, Object> faults(CaseException e) {
    Map<String, Object> m = error("the case has faults", Exit.INPUT);
    m.put("faults", e.faults());
    return m;
  }

  private static String brief(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }

  private static Path log(Console console, Throwable e, String[] args) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.println("loadstar " + String.join(" ", args));
    Versions.all().forEach((k, v) -> out.println(k + " " + v));
    e.printStackTrace(out);
    String name = "fault-" + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").format(LocalDateTime.now()) + ".log";
    try {
      Path dir = Files.createDirectories(console.root().resolve(".loadstar/logs"));
      return Files.writeString(dir.resolve(name), text.toString());
    } catch (IOException cannot) {
      console.err().print(text);
      return Path.of("(above)");
    }
  }
}
