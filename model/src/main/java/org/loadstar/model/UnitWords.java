package org.loadstar.model;

/// Units of amounts in a planner's words.
public final class UnitWords {
  private UnitWords() {}

  /// Of several: `units of 100 MVA and more` for `units >=100 MVA`, `GW` for `GW/yr`.
  public static String many(String unit) {
    String s = unit.replaceFirst("/yr$", "");
    return switch (s) {
      case "million" -> "million accelerators";
      case "B$" -> "billion USD";
      case "M$" -> "million USD";
      case "kt" -> "kt of CO2";
      case "1" -> "units";
      default -> s.replaceFirst(" *>= *(.+)", " of $1 and more").replaceFirst(" *<= *(.+)", " of at most $1").replaceFirst(" *~ *(.+)", " of about $1").strip();
    };
  }

  /// Of one: `unit of 100 MVA and more`.
  public static String one(String unit) {
    String s = many(unit);
    int end = s.indexOf(' ') < 0 ? s.length() : s.indexOf(' ');
    String first = s.substring(0, end);
    boolean plural = first.endsWith("s") && first.length() > 3 && !first.endsWith("ss");
    return (plural ? first.substring(0, end - 1) : first) + s.substring(end);
  }
}
