package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/// Deliveries of equipment and the work of crews: what is built takes its units out of what arrives, and more arrives at a
/// rising price once the lead time is over.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | b_t,v | GW | new capacity of technology t for stage v (`campus`: facility power of new AI load) |
/// | u_t, l_t | unit/GW, yr | units of a GW; years from delivery to the commercial date |
/// | D_a | unit/yr | deliveries of year a that are not sold elsewhere |
/// | x_T,k | unit | more than that in the years after the date before T up to T, price bin k of 10, 15, 25 % of the deliveries |
/// | p_k | M$/unit | price of the unit x (step_k - 1) |
///
/// ```
/// (1) sum_{t, v: v - l_t <= T} u_t b_t,v - sum_{T' <= T} sum_k x_T',k <= sum_{a = 2026 - l .. T} D_a
/// (2) 0 <= x_T,k <= share_k sum_{a in (T-1, T]} deliveries_a x (part of year a after the lead)
///     cost  x_T,k p_k CRF(WACC, life of power plant) sum_{y >= its stage} d_y
/// ```
///
/// One row (1) for each date T = stage - lag at which the equipment of a stage must have arrived; l is the longest lag. What cannot be
/// kept (the work of crews) has (1) without the sums over earlier dates. Lead times count from 2026-01-01, as the months of the sites do, and
/// hold only for orders beyond the deliveries: what is delivered anyway was ordered before. Committed builds are part of the fleet and
/// take nothing; deliveries for them belong to `sold_elsewhere`. Campuses abroad take what has the scope `all` alone. With d_y taken out, the dual of (1) is the annual value of one more unit.
final class Equipment implements Component {
  private static final double[] BIN = {0.10, 0.15, 0.25};
  private static final List<ToDoubleFunction<EquipmentRows.Slot>> STEP =
      List.of(EquipmentRows.Slot::priceStep1, EquipmentRows.Slot::priceStep2, EquipmentRows.Slot::priceStep3);

  /// Scope of all zones without what is built abroad.
  private static final String HOME = "home";

  /// A date at which equipment must have arrived, and the stage and lag that ask for it.
  private record Date(int year, Stage stage, int lag) {}

  /// A written row, with what has arrived and the columns of what is more.
  private record Held(EquipmentRows.Slot item, double unitsOfGw, Date date, int row, double arrived, List<Integer> extra) {}

  private final Model m;
  private final List<Held> held = new ArrayList<>();

  Equipment(Model m) {
    this.m = m;
  }

  @Override
  public void build() {
    if (m.operating()) return;
    Case data = m.figures().data();
    Figures.byYear(data.equipment(), EquipmentRows.Slot::item, EquipmentRows.Slot::year).forEach((item, slots) -> {
      List<EquipmentRows.Use> uses = data.equipmentUses().stream()
          .filter(u -> u.item().equals(item) && u.units() > 0 && (m.withAi() || !u.technology().equals("campus")))
          .toList();
      if (!uses.isEmpty()) hold(slots, uses);
    });
  }

  private List<Date> dates(List<EquipmentRows.Use> uses) {
    TreeSet<Integer> lags = new TreeSet<>();
    for (EquipmentRows.Use u : uses) lags.add(u.lag());
    TreeMap<Integer, Date> dates = new TreeMap<>();
    for (Stage s : m.stages())
      for (int lag : lags) dates.putIfAbsent(s.year() - lag, new Date(s.year() - lag, s, lag));
    return List.copyOf(dates.values());
  }

  private void hold(TreeMap<Integer, EquipmentRows.Slot> slots, List<EquipmentRows.Use> uses) {
    EquipmentRows.Slot item = slots.firstEntry().getValue();
    boolean abroad = item.scope().equals("all");
    boolean[] zones = m.zonesOf(item.scope().equals(HOME) ? "all" : item.scope());
    double most = uses.stream().mapToDouble(EquipmentRows.Use::units).max().orElseThrow();
    int before = Figures.FIRST_YEAR - 1 - uses.stream().mapToInt(EquipmentRows.Use::lag).max().orElseThrow();
    long lags = uses.stream().mapToInt(EquipmentRows.Use::lag).distinct().count();
    double arrived = 0;
    List<Integer> extra = new ArrayList<>();
    for (Date d : dates(uses)) {
      int from = before;
      if (!item.kept()) {
        arrived = 0;
        extra.clear();
      }
      double deliveries = 0;
      for (; before < d.year; before++)
        deliveries += Figures.at(slots, before + 1, EquipmentRows.Slot::deliveries) * (1 - Figures.at(slots, before + 1, EquipmentRows.Slot::soldElsewhere));
      arrived += deliveries;
      if (!Double.isFinite(arrived)) continue;
      extra.addAll(more(slots, d, from));
      int row = m.lp().rows("equipment", item.unit(), d.stage.index(), List.of(item.item() + (lags > 1 ? " " + d.lag + " years ahead" : ""))).at(0);
      for (EquipmentRows.Use u : uses)
        for (Stage v : m.stages()) {
          int needed = v.year() - u.lag();
          if (needed > d.year || !item.kept() && needed <= from) continue;
          if (arrived == 0 && extra.isEmpty()) m.orders().forbid(v, zones, abroad, u.technology());
          else m.orders().cover(row, v, zones, abroad, u.technology(), u.units());
        }
      for (int x : extra) m.lp().at(row).add(x, -1);
      m.lp().at(row).le(arrived); // (1)
      m.declare("equipment." + item.item(), item.scope(), d.stage, row, item.unit(), 1);
      held.add(new Held(item, most, d, row, arrived, List.copyOf(extra)));
    }
  }

  /// Opens the columns of what is delivered beyond the deliveries in the years after `from` up to a date.
  private List<Integer> more(TreeMap<Integer, EquipmentRows.Slot> slots, Date d, int from) {
    List<Integer> columns = new ArrayList<>();
    EquipmentRows.Slot item = slots.firstEntry().getValue();
    for (int k = 0; k < BIN.length; k++) {
      double most = 0;
      for (int a = from + 1; a <= d.year; a++) {
        double months = 12.0 * (a - Figures.FIRST_YEAR + 1) - Figures.at(slots, a, EquipmentRows.Slot::lead);
        most += BIN[k] * Figures.at(slots, a, EquipmentRows.Slot::deliveries) * Math.clamp(months / 12, 0, 1);
      }
      if (most <= 0) continue;
      String member = item.item() + " price step " + (k + 1) + " to " + d.year;
      int x = m.lp().columns("equipment.extra", item.unit(), d.stage.index(), List.of(member), 0, most).at(0); // (2)
      double price = Figures.at(slots, d.year, EquipmentRows.Slot::price) / 1e6 * (Figures.at(slots, d.year, STEP.get(k)) - 1);
      Settings set = m.figures().settings();
      for (Stage y : m.stages().subList(d.stage.index(), m.stages().size())) {
        int life = set.ai().powerLifeYears();
        m.lp().cost(x, "equipment_premium", y.index(), y.discount() * price * Finance.crf(set.wacc(), life));
        m.lp().memo(x, "resource:equipment_premium", y.index(), y.socialDiscount() * price * Finance.crf(set.socialDiscountRate(), life));
      }
      columns.add(x);
    }
    return columns;
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    if (!grid.equals("plan")) return;
    for (Held h : held) {
      double extra = h.extra.stream().mapToDouble(r::value).sum();
      double value = Math.max(0, -r.binding().dual(h.row)) / h.date.stage.discount(); // M$ a unit and year
      tables.get("equipment").add(h.date.stage.year(), h.item.item(), h.item.unit(), h.arrived, extra, r.activity(h.row) + extra, value * 1e6, h.item.scope(), h.date.year);
      if (value * h.unitsOfGw < 1) continue;
      boolean power = h.item.unit().startsWith("GW");
      tables.bind(grid, "equipment." + h.item.item(), h.item.scope(), h.date.stage.year(), power ? value : value * 1e6,
          power ? "USD/kW-yr" : "USD/unit-yr", r.binding().worth(h.row),
          String.format(Locale.ROOT, "%s %s of %s that arrive by %d are used for %d%s; one %s more would save %.3g million USD a year",
              Words.share(r.activity(h.row) + extra, h.arrived + extra, 1), UnitWords.many(h.item.unit()), h.item.item().replace('_', ' '), h.date.year,
              h.date.stage.year(), Words.rest(r.activity(h.row), h.arrived), UnitWords.one(h.item.unit()), value));
    }
  }
}
