package org.loadstar.spark;

import java.nio.file.Path;
import org.loadstar.study.ensemble.Cluster;
import org.loadstar.study.ensemble.Ensemble;

/// A standalone Spark cluster at `spark://HOST:PORT`.
public final class SparkCluster implements Cluster {
  @Override
  public String scheme() {
    return "spark://";
  }

  @Override
  public Ensemble at(String address, Path folder) {
    return new SparkEnsemble(address, folder.toAbsolutePath().normalize());
  }
}
