package org.loadstar.model;

import java.util.List;
import java.util.Set;

/// Rows of the table of finance.
public final class FinanceRows {
  /// What has capital beside the technologies.
  public static final List<String> OTHER_CAPITAL = List.of("line", "campus_shell", "campus_power", "campus_chips");

  /// Recovery periods that the tax knows, years.
  public static final Set<Double> RECOVERY_PERIODS = Set.of(3.0, 5.0, 7.0, 10.0, 15.0, 20.0, 39.0);

  private FinanceRows() {}

  /// A figure of finance, with the range that it may have.
  public enum Item {
    DEBT_RATE_NOMINAL(0, 1),
    EQUITY_RETURN_NOMINAL(0, 1),
    DEBT_SHARE(0, 1),
    TAX_RATE(0, 0.99),
    STATE_TAX_RATE(0, 0.99),
    INFLATION(-0.1, 0.5),
    DSCR(1, 10),
    DEBT_TENOR_YEARS(1, 60),
    MACRS_YEARS(3, 39),
    BONUS_DEPRECIATION(0, 1),
    ITC_SHARE(0, 1),
    PTC_USD_PER_MWH(0, 1000),
    TREASURY_RATE_NOMINAL(0, 1),
    GUARANTEE_SHARE(0, 0.8),
    GUARANTEE_SPREAD(0, 0.5),
    GUARANTEE_FEE(0, 0.5),
    DEFAULT_PROBABILITY(0, 0.99),
    LOSS_GIVEN_DEFAULT(0, 1),
    OFFTAKE_SHARE(0, 1),
    OFFTAKE_PUBLIC(0, 1),
    OFFTAKE_DEBT_GAIN(0, 1),
    OFFTAKE_EQUITY_GAIN(0, 0.5),
    FUND_EQUITY_SHARE(0, 1),
    FUND_RETURN_NOMINAL(0, 1),
    ZONE_TAX_RELIEF(0, 1),
    MINIMUM_DEMAND_SHARE(0, 1);

    private final double least;
    private final double most;

    Item(double least, double most) {
      this.least = least;
      this.most = most;
    }

    public double least() {
      return least;
    }

    public double most() {
      return most;
    }
  }

  @Table(
      file = "finance.csv",
      key = {"item", "scenario", "technology", "zone", "firstYear"},
      doc =
          "Figures of finance and instruments. The row that names technology and zone goes before one of the technology, that before one of the"
              + " zone, that before `all`. A case with the table has every item for `all`, and gets a ledger of parties.")
  public record Figure(
      @Column(doc = "What it is; what each means stands in docs/math/ledger.md.") Item item,
      @Column(doc = "Scenario name; `all` holds in every scenario.", absent = "all") String scenario,
      @Column(doc = "A technology, `line`, `campus_shell`, `campus_power`, `campus_chips`, or `all`.", absent = "all")
          String technology,
      @Column(doc = "Zone; empty for all.", absent = "", ref = "zones") String zone,
      @Column(doc = "First commercial year for which it holds.", absent = "0", min = 0, max = 9999) int firstYear,
      @Column(doc = "Last commercial year.", absent = "9999", min = 0, max = 9999) int lastYear,
      @Column(doc = "Value: shares and rates of 1 a year (not percent), years, USD/MWh of the money year.") double value) {}
}
