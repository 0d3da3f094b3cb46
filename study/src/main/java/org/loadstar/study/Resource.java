package org.loadstar.study;

import java.util.Set;

/// Which cost categories are resources and which are transfers or prices of slacks.
final class Resource {
  /// Paid by one party to another, or no money at all. Capital stands in the `resource:` memos at the social rate.
  private static final Set<String> NOT_RESOURCE =
      Set.of(
          "carbon", "hurdle", "tax_credit", "ai_shortfall", "reserve_shortfall", "clean_shortfall", "generator_capital",
          "storage_capital", "line_capital", "ai_shell", "ai_power", "ai_chips", "equipment_premium");

  private Resource() {}

  static boolean counts(String category) {
    return !NOT_RESOURCE.contains(category);
  }
}
