package org.loadstar.ledger;

import java.util.Locale;

/// Who pays and who is paid.
public enum Party {
  /// Owns the plants and stores that the plan builds, and shell and power plant of the campuses.
  DEVELOPER,
  LENDER,
  /// Rents the campuses, owns the chips, pays for power. What its computation earns is not part of the ledger.
  HYPERSCALER,
  /// All other load.
  RATEPAYER,
  /// Owners of plants and stores that stand or are committed without the plan.
  INCUMBENT_GENERATORS,
  /// Owner of the lines: has the rent of congestion.
  NETWORK_OWNER,
  /// Makers and erectors of plants, stores, power and cooling.
  EQUIPMENT_MAKER,
  CHIP_MAKER,
  /// Fuel, operation, construction of shells and lines.
  SUPPLIER,
  STATE,
  FEDERAL,
  FUND,
  /// Countries that host campuses.
  ALLY,
  /// Markets across the border.
  ABROAD,
  /// Whoever has the plants after the last year: pays for what is left of them.
  AFTER_HORIZON;

  /// True for who lays money out to get it back: only these have a rate of return.
  public boolean invests() {
    return this == DEVELOPER || this == LENDER || this == NETWORK_OWNER || this == FUND;
  }

  /// Its name in tables and JSON.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
