package org.loadstar.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.StudyWorks;
import org.loadstar.study.ensemble.Cluster;
import org.loadstar.study.ensemble.Ensemble;
import org.loadstar.study.ensemble.InProcess;
import org.loadstar.study.ensemble.Kept;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where the many plans of a study are made, as typed.
final class EnsembleFlags {
  private static final String THREADS = "threads";
  private static final String WORKERS = "workers";

  @Option(names = "--on", paramLabel = "threads|workers|spark://HOST:PORT",
      description = "Where plans are made: threads of this process, worker processes, of which a crash loses no more than a try, or a Spark cluster (default: threads, with --workers workers).")
  private @Nullable String on;

  @Option(names = "--parallel", paramLabel = "N", description = "Of threads: plans at the same time, which share the threads and the memory (default: 1).")
  private @Nullable Integer parallel;

  @Mixin private WorkerFlags processes = new WorkerFlags();

  @Option(names = "--resume", paramLabel = "DIR",
      description = "Folder of plans that are made, as a study leaves it that was stopped: none of them is made again. Needs the same case and options.")
  private @Nullable Path resume;

  /// Where, and how many at a time.
  ///
  /// @param atOnce plans at the same time, 0 on a cluster, which has its own number
  /// @param folder of plans that are made
  /// @param lasting whether the folder stays when the study is done
  record Place(Ensemble ensemble, String on, int atOnce, Path folder, boolean lasting) {
    /// Threads of one plan of those of all.
    int threads(int all) {
      return atOnce == 0 ? 1 : Math.max(1, all / atOnce);
    }

    /// Removes what a study that is done no longer needs.
    void clear() {
      if (!lasting) Kept.clear(folder);
    }
  }

  /// The place.
  ///
  /// @param out run folder of the study; plans that are made are kept beside it while it runs
  /// @throws Refusal when an option is not allowed
  Place place(Console console, Path out) {
    if (resume != null && !Files.isDirectory(resume)) throw new Refusal("resume " + resume + ": no such folder");
    Path folder = resume != null ? resume : Path.of(out.toAbsolutePath().normalize() + ".members");
    if (on != null && on.contains("://")) return cluster(on, folder);
    Integer workers = processes.count();
    boolean apart = on == null ? workers != null : on.equals(WORKERS);
    if (on != null && !List.of(THREADS, WORKERS).contains(on)) throw new Refusal("on '" + on + "': allowed are threads, workers and spark://HOST:PORT");
    if (apart && parallel != null) throw new Refusal("parallel " + parallel + ": belongs to --on threads. Maybe --workers " + parallel);
    if (!apart && workers != null) throw new Refusal("workers " + workers + ": belongs to --on workers. Maybe --parallel " + workers);
    Integer given = apart ? workers : parallel;
    int n = given != null ? given : apart ? Runtime.getRuntime().availableProcessors() : 1;
    if (n < 1) throw new Refusal((apart ? "workers " : "parallel ") + n + ": allowed is 1 or more");
    Ensemble where = apart ? processes.of(console, n) : new InProcess(StudyWorks.ALL, n);
    return new Place(new Kept(folder, where), apart ? WORKERS : THREADS, n, folder, resume != null);
  }

  private Place cluster(String address, Path folder) {
    Cluster cluster = Cluster.of(address);
    if (cluster == null)
      throw new Refusal("on '" + address + "': no module that serves it is on the class path; there is one for spark://HOST:PORT. Maybe bench/spark-local.sh shows how");
    if (parallel != null || processes.count() != null) throw new Refusal("on '" + address + "': the cluster has its own number of workers; leave --workers and --parallel out");
    return new Place(new Kept(folder, cluster.at(address, folder)), address, 0, folder, resume != null);
  }
}
