package org.loadstar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseKind;
import org.loadstar.cases.CaseSource;
import org.loadstar.study.PlanAsPypsa;
import org.loadstar.study.Program;
import org.loadstar.study.PypsaExport;
import org.loadstar.study.StoppedException;
import org.loadstar.study.StudyProgress;
import org.loadstar.study.store.Manifest;
import org.loadstar.study.store.Proof;
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
      "RUN csv|parquet: the tables. RUN mps: the program with primal.csv, dual.csv and box.csv, so that anyone can"
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

  private static final double MILLION = 1e6;

  /// What a gap may differ from that of the run without a word, and as a share of it.
  private static final double NEAR = 1e-6;

  private static final double NEAR_SHARE = 0.01;

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

  /// Of what was proven, in the money of the case; NaN where nothing was.
  private double cost = Double.NaN;

  private double bound = Double.NaN;

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
      console.err().println("loadstar: stopped; nothing was written");
      return Exit.STOPPED;
    }
    if (json) {
      Map<String, @Nullable Object> m = new LinkedHashMap<>();
      m.put("files", written);
      if (!Double.isNaN(cost)) {
        m.put("objective_usd", cost);
        m.put("lower_bound_usd", Double.isFinite(bound) ? bound : null);
        m.put("gap", Double.isFinite(bound) ? gap() : null);
      }
      console.json(m);
    } else {
      if (!Double.isNaN(cost)) console.out().printf(Locale.ROOT, "cost %.10g, proven to be at least %.10g: gap %.3g %%%n", cost, bound, 100 * gap());
      console.out().println(written.size() + (written.size() == 1 ? " file in " : " files in ") + target);
    }
    return Exit.DONE;
  }


  private List<Path> exportCase(CaseKind kind) throws IOException, StoppedException {
    if (format == Format.CSV || format == Format.PARQUET)
      throw new Refusal(source + " is a case: it is exported as mps or lp; csv and parquet are for runs");
    CaseSource from = CaseSource.of(console.existing(source));
    if (format == Format.PYPSA)
      return drafted(d -> kind.network() ? PypsaExport.of(flags.network(from, kind)).write(d) : PlanAsPypsa.of(flags.options(from)).write(d));
    Program program = kind.network() ? Program.of(flags.network(from, kind)) : Program.of(flags.options(from));
    return drafted(d -> List.of(program.write(d, name())));
  }

  private List<Path> exportRun() throws IOException, StoppedException {
    try (Run run = RunStore.open(source)) {
      return switch (format) {
        case CSV, PARQUET -> tables(run);
        case LP -> drafted(d -> List.of(program(run).write(d, name())));
        case MPS -> proven(run);
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
        return drafted(d -> export.writeSolved(d, progress));
      }
      PlanAsPypsa plan = PlanAsPypsa.of(PlanFlags.of(m, console));
      requireSame(run, plan.caseHash());
      return drafted(d -> plan.writeSolved(d, progress));
    }
  }

  private void requireSame(Run run, String caseHash) {
    if (!caseHash.equals(run.manifest().caseHash()))
      throw new Refusal(source + ": the case " + run.manifest().options().get("case") + " has changed since this run. Maybe plan it again");
  }

  private List<Path> tables(Run run) throws IOException, StoppedException {
    return drafted(
        d -> {
          List<Path> written = new ArrayList<>();
          for (String table : run.tables()) {
            Path file = d.resolve(table + "." + name());
            run.copy(table, name(), file);
            written.add(file);
          }
          return written;
        });
  }

  private List<Path> proven(Run run) throws IOException, StoppedException {
    Proof proof = run.proof();
    if (proof == null)
      throw new Refusal(source + ": keeps no " + Proof.FILE + " (made by an earlier version, or for another objective than cost). Maybe plan it again, or export it as lp");
    Program program = program(run);
    try (StopRequest stop = new StopRequest(console);
        ProgressLine line = new ProgressLine(console.err(), console.terminal(), 0)) {
      return drafted(d -> {
        Program.Written w = program.writeProven(d, proof, new PlanProgress(line, stop.asked()));
        cost = w.cost() * MILLION;
        bound = w.bound() * MILLION;
        return w.files();
      });
    } finally {
      note(run.summary());
    }
  }

  private double gap() {
    return (cost - bound) / Math.max(1, Math.abs(cost));
  }

  /// Says why what duals prove alone is not what the run proved.
  private void note(Map<String, ?> summary) {
    if (!(summary.get("gap") instanceof Number said) || !(Math.abs(gap() - said.doubleValue()) > NEAR + NEAR_SHARE * said.doubleValue())) return;
    String why = "proven by branching".equals(summary.get("lower_bound")) ? "its bound is proven by branching over whole numbers, which no duals repeat"
        : summary.get("plan_from") != null ? "its plan was operated month by month, and its bound is that of segments of hours" : "its money leaves out a constant";
    console.err().printf(Locale.ROOT, "loadstar: the gap of the run is %.3g %%: %s; what is written proves %.3g %%%n", 100 * said.doubleValue(), why, 100 * gap());
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

  /// Writes files into a folder.
  private interface Writer {
    List<Path> write(Path folder) throws IOException, StoppedException;
  }

  /// Writes into a folder beside the target and moves the files there once they are whole, so that an export that is refused or stopped
  /// leaves nothing behind.
  private List<Path> drafted(Writer writer) throws IOException, StoppedException {
    Path place = target.toAbsolutePath().normalize();
    if (Files.exists(place) && !Files.isDirectory(place)) throw new Refusal(target + ": is a file, not a folder");
    Path draft = draft(place);
    try {
      List<Path> files = writer.write(draft).stream().distinct().toList();
      Set<String> names = names(draft);
      if (format == Format.PYPSA) requireOnly(place, names);
      Files.createDirectories(place);
      for (String name : names) Files.move(draft.resolve(name), place.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      return files.stream().map(f -> target.resolve(draft.relativize(f))).toList();
    } finally {
      remove(draft);
    }
  }

  /// A new folder below the nearest one above the target that exists.
  private Path draft(Path place) {
    Path above = place;
    while (!Files.exists(above) && above.getParent() != null) above = above.getParent();
    try {
      return Files.createTempDirectory(above, ".export-");
    } catch (IOException e) {
      throw new Refusal(target + ": cannot be written (" + above + " takes no new folder). Maybe another folder");
    }
  }

  /// PyPSA reads every CSV file of a folder, so those of another network may not stand beside ours.
  private void requireOnly(Path place, Set<String> names) throws IOException {
    if (!Files.isDirectory(place)) return;
    try (Stream<Path> standing = Files.list(place)) {
      standing.map(p -> String.valueOf(p.getFileName())).filter(n -> n.endsWith(".csv") && !names.contains(n)).sorted().findFirst()
          .ifPresent(n -> {
            throw new Refusal(target + ": holds " + n + ", which this network does not have and PyPSA would read. Maybe another folder");
          });
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> String.valueOf(p.getFileName())).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static void remove(Path draft) throws IOException {
    try (Stream<Path> all = Files.walk(draft)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(p);
    }
  }
}
