package org.loadstar.study.ensemble;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// A kind of cluster that a module of its own knows, found on the class path by [ServiceLoader].
public interface Cluster {
  /// Beginning of its addresses, as `spark://`.
  String scheme();

  /// Where its tasks are done.
  ///
  /// @param folder reached from all its machines; what is done is written there ([Kept])
  Ensemble at(String address, Path folder);

  /// The kinds on the class path.
  static List<Cluster> all() {
    return ServiceLoader.load(Cluster.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  /// The kind of an address; null when none serves it.
  static @Nullable Cluster of(String address) {
    return all().stream().filter(c -> address.startsWith(c.scheme())).findFirst().orElse(null);
  }
}
