package org.loadstar.cases;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.FinanceRows;
import org.loadstar.model.FinanceRows.Item;
import org.loadstar.model.Financing;

/// What must hold inside the table of finance: ranges, names of technologies, and every item for all of them.
final class FinanceChecks {
  private final ReadTable finance;
  private final Faults faults;

  private FinanceChecks(ReadTable finance, Faults faults) {
    this.finance = finance;
    this.faults = faults;
  }

  static void check(Map<String, ReadTable> tables, Faults faults) {
    var checks = new FinanceChecks(Objects.requireNonNull(tables.get("finance")), faults);
    ReadTable technologies = Objects.requireNonNull(tables.get("technologies"));
    Set<String> known = new TreeSet<>(FinanceRows.OTHER_CAPITAL);
    known.add(Financing.ALL);
    known.addAll(technologies.names());
    for (ReadTable.Entry e : checks.finance.entries()) checks.row((FinanceRows.Figure) e.value(), e, technologies.sound() ? known : Set.of());
    if (checks.finance.sound() && !checks.finance.entries().isEmpty()) checks.complete();
  }

  private void row(FinanceRows.Figure f, ReadTable.Entry e, Set<String> known) {
    if (!known.isEmpty() && !known.contains(f.technology())) faults.addUnknown(e.place("technology"), f.technology(), "technology", known);
    Item i = f.item();
    if (!(f.value() >= i.least() && f.value() <= i.most()))
      faults.add(e.place("value"), Decimal.text(f.value()), word(i) + " must be from " + Decimal.text(i.least()) + " to " + Decimal.text(i.most()), ofOne(f));
    else if (i == Item.MACRS_YEARS && !FinanceRows.RECOVERY_PERIODS.contains(f.value()))
      faults.add(e.place("value"), Decimal.text(f.value()), "macrs_years must be one of 3, 5, 7, 10, 15, 20, 39");
    else if (i == Item.DEBT_TENOR_YEARS && f.value() != Math.rint(f.value()))
      faults.add(e.place("value"), Decimal.text(f.value()), "debt_tenor_years must be a whole number");
    if (i == Item.STATE_TAX_RATE) state(f, e);
    if (f.lastYear() < f.firstYear())
      faults.add(e.place("last_year"), Integer.toString(f.lastYear()), "last_year must be " + f.firstYear() + ", the first_year, or later");
  }

  private void complete() {
    Set<Item> missing = EnumSet.allOf(Item.class);
    for (FinanceRows.Figure f : finance.values(FinanceRows.Figure.class))
      if (f.technology().equals(Financing.ALL) && f.zone().isEmpty() && f.firstYear() == 0 && f.lastYear() == 9999) missing.remove(f.item());
    for (Item i : missing)
      faults.add(new Place(finance.schema().file(), 1), word(i), "a row for technology all, every zone and every year is missing");
  }

  /// A share or rate that was given in percent, of 1.
  private static @Nullable String ofOne(FinanceRows.Figure f) {
    double v = Math.rint(1e10 * f.value()) / 1e12;
    return f.item().most() <= 1 && f.value() > 1 && v >= f.item().least() && v <= f.item().most() ? Decimal.text(v) : null;
  }

  /// The state's rate is part of the whole, which stands in the row of the same place or in a wider one.
  private void state(FinanceRows.Figure f, ReadTable.Entry e) {
    double most = Double.NEGATIVE_INFINITY;
    for (FinanceRows.Figure w : finance.values(FinanceRows.Figure.class))
      if (w.item() == Item.TAX_RATE && (w.technology().equals(f.technology()) || w.technology().equals(Financing.ALL)) && (w.zone().equals(f.zone()) || w.zone().isEmpty()))
        most = Math.max(most, w.value());
    if (f.value() > most && most >= 0)
      faults.add(e.place("value"), Decimal.text(f.value()), "state_tax_rate is part of tax_rate, which is " + Decimal.text(most) + " there; allowed is up to that");
  }

  private static String word(Item i) {
    return i.name().toLowerCase(Locale.ROOT);
  }
}
