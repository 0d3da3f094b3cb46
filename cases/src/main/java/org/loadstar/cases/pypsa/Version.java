package org.loadstar.cases.pypsa;

/// The version of PyPSA that wrote a network, and what it did otherwise than later ones.
///
/// @param number `1.2.3` as 10203; the newest where it is not given
record Version(int number) {
  static Version of(String text) {
    int number = 0;
    String[] parts = text.strip().split("\\.");
    for (int k = 0; k < 3; k++) {
      String digits = k < parts.length ? parts[k].replaceAll("\\D.*", "") : "";
      number = 100 * number + (digits.isEmpty() || digits.length() > 2 ? 0 : Integer.parseInt(digits));
    }
    return new Version(text.isBlank() ? Integer.MAX_VALUE : number);
  }

  /// True where the capital cost of what stands is taken off the objective; from 1.1 on not with investment periods.
  boolean takesOffExisting(boolean periods) {
    return !periods || number < 10100;
  }

  /// True where the set point of a list counts. Net power of storage units counts from 1.1 on, of stores from 1.2 on.
  boolean countsSetPoint(String list, String attribute) {
    if (!attribute.equals("p_set")) return true;
    return switch (list) {
      case "storage_units" -> number >= 10100;
      case "stores" -> number >= 10200;
      default -> true;
    };
  }

  /// True where a set point counts that is one number for all snapshots: from 1.2.3 on, and from 1.0 on beside a series of the attribute.
  boolean countsConstantSetPoint(String list, String attribute, boolean series) {
    return countsSetPoint(list, attribute) && (number >= 10203 || series && number >= 10000);
  }
}
