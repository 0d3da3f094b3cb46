package org.loadstar.cases;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.network.Network;

/// What the number in a column of a row type may be: its range, whether it may be infinite, whether it may be missing. Readers of other
/// tools' files hold their figures against the same rule as the tables of our own cases.
///
/// @param infinite true where `inf` stands for no limit
/// @param missing true where NaN stands for none
/// @param allowed the rule in words, as `a number of 0 or more`
public record NumberRule(double least, double most, boolean infinite, boolean missing, String allowed) {
  /// Larger figures are no quantities of a power system, and solvers take them for infinite.
  static final double LARGEST = 1e15;

  static final String IN_SIZE = ", at most 1e15 in size";

  /// The rule of a component of a row type.
  ///
  /// @throws java.util.NoSuchElementException when there is no such component
  public static NumberRule of(Class<?> type, String component) {
    return of(ColumnSchema.of(type).stream().filter(c -> c.component().equals(component)).findFirst().orElseThrow());
  }

  private static NumberRule of(ColumnSchema c) {
    return new NumberRule(c.column().min(), c.column().max(), c.infinite(), c.column().absent().equals("NaN"), c.allowed());
  }

  public boolean admits(double v) {
    if (Double.isNaN(v)) return missing;
    return v >= least && v <= most && (infinite || Math.abs(v) <= LARGEST);
  }

  /// What the number must be, in words that fit one that is not admitted.
  public String words(double v) {
    return Double.isFinite(v) && Math.abs(v) > LARGEST ? allowed + IN_SIZE : allowed;
  }

  /// What is probably right instead of a number that is not allowed, or null.
  public @Nullable String maybe(double v) {
    return v < 0 && admits(-v) ? Decimal.text(-v) : null;
  }

  /// Holds all numbers of a row against their rules.
  ///
  /// @param name what the row is called
  /// @param named the file's name of a component
  public static void check(Record row, String name, Place place, UnaryOperator<String> named, Faults faults) {
    for (ColumnSchema c : ColumnSchema.of(row.getClass())) {
      if (!(c.of(row) instanceof Number n)) continue;
      NumberRule rule = of(c);
      double v = n.doubleValue();
      if (!rule.admits(v))
        faults.add(place, Decimal.text(v), named.apply(c.component()) + " of " + name + " must be " + rule.words(v), rule.maybe(v));
    }
  }

  /// Holds a whole network against the rules of its tables: what a reader let through that a case of ours may not hold.
  static List<Fault> check(Network network, String source) {
    var faults = new Faults();
    var place = new Place(source, 0);
    network.tables().forEach((type, rows) -> rows.forEach(row -> {
      String name = Network.file(type) + " " + ColumnSchema.of(type).getFirst().of(row);
      check((Record) row, name, place, component -> header(type, component), faults);
    }));
    network.series().forEach((file, columns) -> {
      ColumnSchema column = Objects.requireNonNull(NetworkReader.seriesColumn(file));
      NumberRule rule = of(column);
      columns.forEach((name, values) -> {
        for (double v : values)
          if (!rule.admits(v)) {
            faults.add(place, Decimal.text(v), file + " of " + name + " must be " + rule.words(v), rule.maybe(v));
            return;
          }
      });
    });
    return faults.sorted();
  }

  private static String header(Class<?> type, String component) {
    return ColumnSchema.of(type).stream().filter(c -> c.component().equals(component)).findFirst().orElseThrow().header();
  }
}
