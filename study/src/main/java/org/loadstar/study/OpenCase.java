package org.loadstar.study;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.CaseVariants;
import org.loadstar.cases.Reading;

/// The files of the case that the tasks of this process are about, parsed once for all of them.
final class OpenCase {
  private record Files(Path folder, String hash, CaseVariants variants) {}

  private @Nullable Files last;

  /// The case of a source.
  ///
  /// @param hash of its files: others are parsed anew
  Reading read(CaseSource source, String hash) {
    return variants(source, hash).read(source);
  }

  private synchronized CaseVariants variants(CaseSource source, String hash) {
    Files open = last;
    if (open == null || !open.folder.equals(source.folder()) || !open.hash.equals(hash)) last = open = new Files(source.folder(), hash, CaseVariants.of(source));
    return open.variants;
  }
}
