package org.loadstar.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.loadstar.cases.CaseKind;
import org.loadstar.cases.CaseSource;
import org.loadstar.study.PlanAsPypsa;
import org.loadstar.study.Program;
import org.loadstar.study.PypsaExport;
import org.loadstar.study.StoppedException;
import org.loadstar.study.StudyProgress;
import org.loadstar.study.store.Manifest;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `export RUN|CASE mps|lp|csv|parquet|pypsa DIR`
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a run or a case as files.",
      "RUN csv|parquet: the tables. RUN mps: the program, solved again, with primal.csv, dual.csv and box.csv, so that anyone can"
          + " recompute feasibility, cost and bound. RUN|CASE lp, CASE mps: the program alone.",
      "RUN pypsa: a network case or a plan of one stage, solved again, as a CSV folder of PyPSA with its results. CASE pypsa: without them."
    })
final class ExportCommand implements Callable<Integer> {
  /// Formats of an export.
  enum Format {
    MPS,
    LP,
    CSV,
    PARQUET,
    PYPSA
  }

  private final Console console;

  @Parameters(index = "0", paramLabel = "RUN|CASE", description = "Folder of a run or of a case.")
  private Path source = Path.of("");

  @Parameters(index = "1", paramLabel = "FORMAT", description = "mps, lp, csv, parquet or pypsa.")
  private Format format = Format.CSV;

  @Parameters(index = "2", paramLabel = "DIR", description = "Folder to write into; made when missing.")
  private Path target = Path.of("");

  @Mixin private PlanFlags flags = new PlanFlags();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<Path> written;
    try {
      CaseKind kind = CaseKind.of(console.existing(source));
      written = kind == null ? exportRun() : exportCase(kind);
    } catch (StoppedException e) {
      console.err().println("loadstar: stopped before there was a solution");
      return Exit.STOPPED;
    }
    if (json) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("files", written);
      console.json(m);
    } else {
      console.out().println(written.size() + (written.size() == 1 ? " file in " : " files in ") + target);
    }
    return Exit.DONE;
  }


  private List<Path> exportCase(CaseKind kind) throws IOException {
    if (format == Format.CSV || format == Format.PARQUET)
      throw new Refusal(source + " is a case: it is exported as mps or lp; csv and parquet are for runs");
    CaseSource from = CaseSource.of(console.existing(source));
    if (format == Format.PYPSA)
      return kind.network() ? PypsaExport.of(flags.network(from, kind)).write(folder()) : PlanAsPypsa.of(flags.options(from)).write(folder());
    Program program = kind.network() ? Program.of(flags.network(from, kind)) : Program.of(flags.options(from));
    return List.of(program.write(folder(), name()));
  }

  private List<Path> exportRun() throws IOException, StoppedException {
    try (Run run = RunStore.open(source)) {
      return switch (format) {
        case CSV, PARQUET -> tables(run);
        case LP -> List.of(program(run).write(folder(), name()));
        case MPS -> solved(run);
        case PYPSA -> pypsa(run);
      };
    }
  }

  private List<Path> pypsa(Run run) throws IOException, StoppedException {
    Manifest m = run.manifest();
    try (StopRequest stop = new StopRequest(console);
        ProgressLine line = new ProgressLine(console.err(), console.terminal(), 0)) {
      StudyProgress progress = new PlanProgress(line, stop.asked());
      if (NetworkFlags.isNetwork(m)) {
        PypsaExport export = PypsaExport.of(NetworkFlags.of(m, console));
        requireSame(run, export.caseHash());
        return export.writeSolved(folder(), progress);
      }
      PlanAsPypsa plan = PlanAsPypsa.of(PlanFlags.of(m, console));
      requireSame(run, plan.caseHash());
      return plan.writeSolved(folder(), progress);
    }
  }

  private void requireSame(Run run, String caseHash) {
    if (!caseHash.equals(run.manifest().caseHash()))
      throw new Refusal(source + ": the case " + run.manifest().options().get("case") + " has changed since this run. Maybe plan it again");
  }

  private List<Path> tables(Run run) {
    List<Path> written = new ArrayList<>();
    for (String table : run.tables()) {
      Path file = folder().resolve(table + "." + name());
      run.copy(table, name(), file);
      written.add(file);
    }
    return written;
  }

  private List<Path> solved(Run run) throws IOException, StoppedException {
    Program program = program(run);
    try (StopRequest stop = new StopRequest(console);
        ProgressLine line = new ProgressLine(console.err(), console.terminal(), 0)) {
      return program.writeSolved(folder(), new PlanProgress(line, stop.asked()));
    }
  }

  /// The program of a run, built again from its case.
  private Program program(Run run) {
    Manifest m = run.manifest();
    Program program = NetworkFlags.isNetwork(m) ? Program.of(NetworkFlags.of(m, console)) : Program.of(PlanFlags.of(m, console));
    requireSame(run, program.caseHash());
    return program;
  }

  private String name() {
    return format.name().toLowerCase(Locale.ROOT);
  }

  private Path folder() {
    if (Files.exists(target) && !Files.isDirectory(target)) throw new Refusal(target + ": is a file, not a folder");
    try {
      return Files.createDirectories(target);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + target, e);
    }
  }
}
