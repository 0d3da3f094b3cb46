package org.loadstar.model;

import java.util.Set;
import org.loadstar.lp.Block;

/// Which columns of the program are decided before the hours: what is built, retired early, kept open and committed to a site. All other
/// columns follow from them (what stands, what is ordered and spent) or belong to the operation.
public final class Commitments {
  private static final String BUILD = ".build";
  private static final Set<String> OTHERS = Set.of("campus.joins", "generator.retired", "generator.kept", "onsite.committed");

  private Commitments() {}

  /// True for a block of such columns.
  public static boolean hold(Block b) {
    return !b.timed() && b.stage() >= 0 && (b.name().endsWith(BUILD) || OTHERS.contains(b.name()));
  }

  /// What is built by a unit of a column.
  ///
  /// @param zone key of the zone, [#ABROAD] for a country outside the zones
  /// @param technology as in the orders: that of a plant, `campus` or `line`
  /// @param amount GW per unit of the column; of a campus facility power
  public record Build(Stage stage, String zone, String technology, int column, double amount) {
    /// The zone of what stands in none.
    public static final String ABROAD = "abroad";
  }
}
