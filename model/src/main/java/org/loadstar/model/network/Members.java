package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Rows of a table of memberships by policy, in the order of the table.
final class Members {
  private Members() {}

  static <R> Map<String, List<R>> of(List<R> rows, Function<R, String> policy) {
    Map<String, List<R>> byPolicy = new LinkedHashMap<>();
    for (R row : rows) byPolicy.computeIfAbsent(policy.apply(row), k -> new ArrayList<>()).add(row);
    return byPolicy;
  }
}
