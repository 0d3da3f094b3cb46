package org.loadstar.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/// A verb of the contract that this version does not have. It says so and ends with exit code 2.
@Command
final class NotBuilt implements Callable<Integer> {
  private static final List<String[]> VERBS =
      List.<String[]>of(
          new String[] {"serve", "the web desk"});

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", hidden = true)
  private boolean json;

  @Unmatched private final List<String> ignored = new ArrayList<>();

  private final Console console;

  private NotBuilt(Console console) {
    this.console = console;
  }

  static void addTo(CommandLine root, Console console) {
    for (String[] verb : VERBS) {
      CommandLine command = new CommandLine(new NotBuilt(console));
      command.getCommandSpec().usageMessage().description("Not built yet: " + verb[1] + ".");
      root.addSubcommand(verb[0], command);
    }
  }

  @Override
  public Integer call() {
    throw new Refusal((spec == null ? "this command" : spec.name()) + ": not built yet in this version. `loadstar --help` lists what is");
  }
}
