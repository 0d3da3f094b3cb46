package org.loadstar.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loadstar.model.FinanceRows.Item;

/// Figures of finance by technology, zone and commercial year, and what instruments change of the cost of capital.
///
/// ```
/// (1) change(technology, zone, year) = real WACC with instruments - real WACC without
/// ```
///
/// The plan's rate of a technology is the case's WACC plus the technology's adder plus (1): without instruments exactly what it is without the table.
public final class Financing {
  /// Name under which every item has a row.
  public static final String ALL = "all";

  /// Instruments of the federal government, which reach a zone as far as it is eligible.
  private static final Set<Item> FEDERAL = EnumSet.of(Item.GUARANTEE_SHARE, Item.FUND_EQUITY_SHARE);

  private final Map<Item, List<FinanceRows.Figure>> rows = new EnumMap<>(Item.class);
  private final Map<String, Double> federal = new HashMap<>();

  public Financing(Case data) {
    this(data.finance());
    for (Zone z : data.zones()) if (z.federalShare() < 1) federal.put(z.zone(), z.federalShare());
  }

  Financing(List<FinanceRows.Figure> figures) {
    for (FinanceRows.Figure f : figures) rows.computeIfAbsent(f.item(), k -> new ArrayList<>()).add(f);
  }

  /// True when the case has figures of finance.
  public boolean given() {
    return !rows.isEmpty();
  }

  /// The figure that names most of technology and zone, of a federal instrument as far as it reaches the zone; zone may be empty.
  ///
  /// @throws IllegalStateException when no row holds
  public double value(Item item, String technology, String zone, int year) {
    FinanceRows.Figure best = null;
    for (FinanceRows.Figure f : rows.getOrDefault(item, List.of())) {
      boolean holds = (f.technology().equals(ALL) || f.technology().equals(technology)) && (f.zone().isEmpty() || f.zone().equals(zone))
          && f.firstYear() <= year && year <= f.lastYear();
      if (holds && (best == null || rank(f) > rank(best) || rank(f) == rank(best) && f.firstYear() > best.firstYear())) best = f;
    }
    if (best == null) throw new IllegalStateException("finance.csv has no " + item + " for " + technology + " in " + year);
    return FEDERAL.contains(item) ? best.value() * federal(zone) : best.value();
  }

  /// Share of a zone that federal instruments reach, tax credits included; 1 where no zone is named.
  public double federal(String zone) {
    return federal.getOrDefault(zone, 1.0);
  }

  private static int rank(FinanceRows.Figure f) {
    return (f.technology().equals(ALL) ? 0 : 2) + (f.zone().isEmpty() ? 0 : 1);
  }

  private boolean any(Item item, String technology, String zone, int year) {
    return given() && value(item, technology, zone, year) > 0;
  }

  /// Capital without instruments.
  public CapitalStructure plain(String technology, String zone, int year) {
    return new CapitalStructure(value(Item.DEBT_SHARE, technology, zone, year), value(Item.DEBT_RATE_NOMINAL, technology, zone, year),
        value(Item.EQUITY_RETURN_NOMINAL, technology, zone, year), value(Item.TAX_RATE, technology, zone, year),
        value(Item.INFLATION, technology, zone, year), 0, 0);
  }

  /// Capital with the instruments that hold.
  public CapitalStructure financed(String technology, String zone, int year) {
    double share = value(Item.GUARANTEE_SHARE, technology, zone, year);
    double offtake = value(Item.OFFTAKE_SHARE, technology, zone, year);
    var guarantee = new CapitalStructure.Guaranteed(share,
        value(Item.TREASURY_RATE_NOMINAL, technology, zone, year) + value(Item.GUARANTEE_SPREAD, technology, zone, year),
        value(Item.GUARANTEE_FEE, technology, zone, year), (int) value(Item.DEBT_TENOR_YEARS, technology, zone, year));
    return plain(technology, zone, year).with(guarantee, offtake * value(Item.OFFTAKE_DEBT_GAIN, technology, zone, year),
        offtake * value(Item.OFFTAKE_EQUITY_GAIN, technology, zone, year), value(Item.FUND_EQUITY_SHARE, technology, zone, year),
        value(Item.FUND_RETURN_NOMINAL, technology, zone, year));
  }

  /// (1); exactly 0 without instruments.
  public double change(String technology, String zone, int year) {
    boolean instruments = any(Item.GUARANTEE_SHARE, technology, zone, year) || any(Item.OFFTAKE_SHARE, technology, zone, year)
        || any(Item.FUND_EQUITY_SHARE, technology, zone, year);
    return instruments ? financed(technology, zone, year).real() - plain(technology, zone, year).real() : 0;
  }
}
