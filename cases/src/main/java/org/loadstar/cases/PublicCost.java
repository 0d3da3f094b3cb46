package org.loadstar.cases;

/// What a lever costs the public: an amount for each of what it is counted by.
///
/// @param low USD at low intensity, in the money of the lever's source
/// @param middle USD at middle intensity
/// @param high USD at high intensity
/// @param per what is counted
/// @param technology technology whose units or megawatts are counted, empty otherwise
public record PublicCost(double low, double middle, double high, Per per, String technology) {
  /// What is counted.
  public enum Per {
    /// Once, when the lever is in force.
    ONCE,
    /// Every year in which it is in force.
    YEAR,
    /// Every year and zone.
    ZONE_YEAR,
    /// MW of new AI load in the zones.
    AI_MW,
    /// MW kept open after their retirement, every year.
    KEPT_MW_YEAR,
    /// The first unit of a technology that the plan builds.
    FIRST_UNIT,
    /// MW of a technology that the plan builds.
    MW,
    /// Lines of the case.
    LINE
  }

  /// USD at an intensity, interpolated between off (0), low (0.5), middle (1) and high (2).
  public double at(double level) {
    if (level <= Lever.LOW) return low * level / Lever.LOW;
    if (level <= Lever.MIDDLE) return low + (middle - low) * (level - Lever.LOW) / (Lever.MIDDLE - Lever.LOW);
    return middle + (high - middle) * (level - Lever.MIDDLE) / (Lever.HIGH - Lever.MIDDLE);
  }
}
