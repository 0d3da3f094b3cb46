package org.loadstar.grid;

import org.jspecify.annotations.Nullable;

/// What happens at once at the start of a cascade.
///
/// @param branches out of service
/// @param generators out of service
/// @param demandMw change of demand by bus: an attack on loads, or campuses that leave; null for none
public record Shock(int[] branches, int[] generators, double @Nullable [] demandMw) {
  static final int[] NONE = {};

  static Shock ofBranches(int... branches) {
    return new Shock(branches, NONE, null);
  }
}
