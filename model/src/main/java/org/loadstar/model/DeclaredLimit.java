package org.loadstar.model;

import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// A limit that a case gives as a figure and that the program holds as the upper side of a row, as the upper bound of a column, or as what
/// the lower side of a row asks for. Its constraint, place and year are those of the table `binding`.
///
/// @param row -1 where it is the bound of a column
/// @param column -1 where it is a row
/// @param unit unit of what is reported
/// @param scale reported units per unit of the row or column
/// @param share of a row that asks: its two sides; null for an upper side
public record DeclaredLimit(String constraint, String place, Stage stage, int row, int column, String unit, double scale, @Nullable Share share) {
  /// What a row asks for, and what of the plan counts for it, in the unit of the row.
  public record Share(ToDoubleFunction<Result> asked, ToDoubleFunction<Result> given) {}

  /// What a plan uses of it; of what is asked for, that.
  public double used(Result r) {
    if (share != null) return scale * share.asked.applyAsDouble(r) + 0.0;
    return scale * (row >= 0 ? r.activity(row) : r.value(column)) + 0.0;
  }

  /// What there is of it; of what is asked for, what counts for it.
  public double limit(Result r) {
    if (share != null) return scale * share.given.applyAsDouble(r);
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
      case "onsite" -> "the plants on the site of " + place.replace('_', ' ') + " up to " + year;
      case "contract" -> "the new clean power that campuses in " + place + " must contract in " + year;
      case "campus" -> "the " + item + " of " + place + " up to " + year;
      default -> constraint.replace('_', ' ') + " " + place + " of " + year;
    };
  }

  /// What 1 % of it is worth, discounted USD.
  public double worth(Result r) {
    return row >= 0 ? r.worth(row) : r.worthOfBound(column);
  }
}
