package org.loadstar.model;

/// A limit that a case gives as a figure and that the program holds as the upper side of a row, or as the upper bound of a column. Its
/// constraint, place and year are those of the table `binding`.
///
/// @param row -1 where it is the bound of a column
/// @param column -1 where it is a row
/// @param unit unit of what is reported
/// @param scale reported units per unit of the row or column
public record DeclaredLimit(String constraint, String place, Stage stage, int row, int column, String unit, double scale) {
  /// What a plan uses of it.
  public double used(Result r) {
    return scale * (row >= 0 ? r.activity(row) : r.value(column)) + 0.0;
  }

  public double limit(Result r) {
    return scale * (row >= 0 ? r.lp().rowUppers()[row] : r.lp().uppers()[column]);
  }

  /// Its dual, M$ per unit of the row or column; 0 where it does not bind.
  double rent(Result r) {
    return Math.max(0, row >= 0 ? -r.dual(row) : -r.reduced(column));
  }

  /// It inside a sentence.
  String words() {
    int year = stage.year();
    int dot = constraint.indexOf('.');
    String item = constraint.substring(dot + 1).replace('_', ' ');
    return switch (dot < 0 ? constraint : constraint.substring(0, dot)) {
      case "chips" -> "the accelerators that can be had by " + year;
      case "equipment" -> "the deliveries of " + item + " for " + year;
      case "capital" -> "the budget of " + item + " up to " + year;
      case "country" -> (item.equals("licence") ? "the export licence of " : "the power of ") + place + " in " + year;
      case "campus" -> "the " + item + " of " + place + " up to " + year;
      default -> constraint.replace('_', ' ') + " " + place + " of " + year;
    };
  }

  /// What 1 % of it is worth, discounted USD.
  public double worth(Result r) {
    return row >= 0 ? r.worth(row) : r.worthOfBound(column);
  }
}
