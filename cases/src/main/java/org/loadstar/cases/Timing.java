package org.loadstar.cases;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/// From when a change counts.
///
/// - A duration of a campus (`campuses`, unit months) runs from the first of January 2026: one that has ended when the change comes into
///   force stays, of a longer one only the part that remains is changed.
/// - A row of a table with a column `year` is changed by the share of its year in which the change is in force.
/// - Anything else changes from the beginning.
///
/// @param inForce first day on which the change is in force
record Timing(LocalDate inForce) {
  private static final LocalDate MONTH_0 = LocalDate.of(2026, 1, 1);
  private static final double DAYS = 365.25;
  private static final String CAMPUSES = "campuses";
  private static final String YEAR = "year";

  /// The changed number, or what stood there where the change comes too late.
  double apply(Edit edit, double old, TableSchema schema, RawTable table, RawTable.Row row, ColumnSchema column) {
    if (schema.name().equals(CAMPUSES) && column.column().unit().equals("months")) {
      double begun = Math.max(0, ChronoUnit.MONTHS.between(MONTH_0, inForce));
      return old <= begun ? old : begun + Math.max(0, edit.of(old - begun));
    }
    if (schema.column(YEAR) == null || Double.isInfinite(old)) return edit.of(old);
    double year = Decimal.parse(table.cell(row, Objects.requireNonNull(schema.column(YEAR)).header()));
    if (Double.isNaN(year)) return edit.of(old);
    double after = ChronoUnit.DAYS.between(inForce, LocalDate.of((int) year + 1, 1, 1)) / DAYS;
    double share = Math.clamp(after, 0, 1);
    return share == 0 ? old : old + share * (edit.of(old) - old);
  }
}
