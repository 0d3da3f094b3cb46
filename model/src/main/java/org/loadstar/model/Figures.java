package org.loadstar.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks up the figures of a case by key and year: values between the given years are interpolated, outside held. Safe for
/// use from many threads.
public final class Figures {
  /// Capacity [GW] below which a cluster is gone: sums of a schedule leave such crumbs.
  private static final double NOTHING = 1e-9;

  /// First calendar year of what is new: months of sites, fabs and lead times count from its first day.
  public static final int FIRST_YEAR = 2026;

  private final Case data;
  private final Map<String, Integer> zoneIndex = new HashMap<>();
  private final Map<String, Rows.Technology> technology;
  private final Map<String, TreeMap<Integer, Rows.TechnologyCost>> costs;
  private final Map<String, TreeMap<Integer, Rows.FuelPrice>> prices;
  private final Map<String, TreeMap<Integer, Rows.DemandGrowth>> growth;
  private final Map<String, TreeMap<Integer, Rows.ReserveMargin>> margins;
  private final Map<String, TreeMap<Integer, Neighbour.Energy>> trade;
  private final Map<String, TreeMap<Integer, Rows.BuildLimit>> limits;
  private final Map<String, Rows.Fuel> fuels;
  private final Map<String, List<Generator.PlannedBuild>> builds;
  private final Map<String, List<Generator.Retirement>> retirements;
  private final TreeMap<Integer, ChipRows.Year> chips = new TreeMap<>();
  private final Map<String, LearningCurve> curves;
  private final Map<String, Hourly> reshaped = new ConcurrentHashMap<>();
  private final CampusFigures campuses;
  private final OnSiteClusters onSite;
  private final Financing financing;
  private final Map<String, OutageRows.Technology> outages;
  private final Map<String, Integer> units;

  public Figures(Case data) {
    this.data = data;
    for (int z = 0; z < data.zones().size(); z++) zoneIndex.put(data.zones().get(z).zone(), z);
    technology = data.technologies().stream().collect(Collectors.toMap(Rows.Technology::technology, r -> r));
    fuels = data.fuels().stream().collect(Collectors.toMap(Rows.Fuel::fuel, r -> r));
    costs = byYear(data.technologyCosts(), Rows.TechnologyCost::technology, Rows.TechnologyCost::year);
    prices = byYear(data.fuelPrices(), r -> r.fuel() + "|" + r.zone(), Rows.FuelPrice::year);
    growth = byYear(data.demandGrowth(), Rows.DemandGrowth::zone, Rows.DemandGrowth::year);
    margins = byYear(data.reserveMargins(), Rows.ReserveMargin::reserveRegion, Rows.ReserveMargin::year);
    trade = byYear(data.neighbourEnergy(), Neighbour.Energy::neighbour, Neighbour.Energy::year);
    limits = byYear(data.buildLimits(), Rows.BuildLimit::limit, Rows.BuildLimit::year);
    for (ChipRows.Year c : data.chipSupply()) chips.put(c.year(), c);
    curves = data.learning().stream().collect(Collectors.toMap(PlantRows.Learning::technology, LearningCurve::new));
    builds = data.plannedBuilds().stream().collect(Collectors.groupingBy(Generator.PlannedBuild::generator));
    campuses = new CampusFigures(data);
    onSite = new OnSiteClusters(data, campuses);
    financing = new Financing(data);
    outages = data.outages().stream().collect(Collectors.toMap(OutageRows.Technology::technology, r -> r));
    units = data.units().stream().collect(Collectors.toMap(OutageRows.Cluster::cluster, OutageRows.Cluster::units));
    retirements = data.retirements().stream().collect(Collectors.groupingBy(Generator.Retirement::generator));
  }

  /// Prices and caps on carbon: those of the table, and the cap of the settings.
  List<Rows.Carbon> carbon() {
    Settings.Policy p = data.settings().policy();
    if (Double.isInfinite(p.co2CapMt())) return data.carbon();
    return Stream.concat(data.carbon().stream(), Stream.of(new Rows.Carbon("all", p.co2CapFrom(), 0, p.co2CapMt(), data.settings().moneyYear()))).toList();
  }

  static <R> Map<String, TreeMap<Integer, R>> byYear(
      List<R> rows, Function<R, String> key, ToIntFunction<R> year) {
    Map<String, TreeMap<Integer, R>> map = new TreeMap<>(Comparator.naturalOrder());
    for (R r : rows) map.computeIfAbsent(key.apply(r), k -> new TreeMap<>()).put(year.applyAsInt(r), r);
    return map;
  }

  /// Value of a quantity in a year: interpolated between rows, held outside; NaN without rows. Between an infinite or absent
  /// value and another the earlier one holds.
  static <R> double at(@Nullable TreeMap<Integer, R> rows, int year, ToDoubleFunction<R> value) {
    if (rows == null || rows.isEmpty()) return Double.NaN;
    var lo = rows.floorEntry(year);
    var hi = rows.ceilingEntry(year);
    if (lo == null) return value.applyAsDouble(rows.firstEntry().getValue());
    if (hi == null) return value.applyAsDouble(lo.getValue());
    double a = value.applyAsDouble(lo.getValue());
    double b = value.applyAsDouble(hi.getValue());
    if (lo.getKey().equals(hi.getKey()) || a == b || !Double.isFinite(a) || !Double.isFinite(b)) return a;
    return a + (b - a) * (year - lo.getKey()) / (hi.getKey() - lo.getKey());
  }

  public Case data() {
    return data;
  }

  public Settings settings() {
    return data.settings();
  }

  /// Position of a zone.
  public int zone(String zone) {
    Integer z = zoneIndex.get(zone);
    if (z == null) throw new IllegalArgumentException("unknown zone " + zone);
    return z;
  }

  public Rows.Technology technology(String name) {
    Rows.Technology t = technology.get(name);
    if (t == null) throw new IllegalArgumentException("unknown technology " + name);
    return t;
  }

  /// A cost figure of a technology in a commercial year, 0 when the technology has no costs.
  public double cost(String tech, int year, ToDoubleFunction<Rows.TechnologyCost> figure) {
    double v = at(costs.get(tech), year, figure);
    return Double.isNaN(v) ? 0 : v;
  }

  /// Price of a fuel in USD/MMBtu; a price of the zone goes before one of all zones; 0 without fuel.
  public double fuelPrice(String fuel, String zone, int year) {
    if (fuel.isEmpty()) return 0;
    double v = at(prices.get(fuel + "|" + zone), year, Rows.FuelPrice::price);
    if (Double.isNaN(v)) v = at(prices.get(fuel + "|"), year, Rows.FuelPrice::price);
    if (Double.isNaN(v)) throw new IllegalArgumentException("no price of " + fuel + " in " + zone);
    return v;
  }

  /// CO2 of a fuel in t/MMBtu.
  public double co2(String fuel) {
    if (fuel.isEmpty()) return 0;
    Rows.Fuel f = fuels.get(fuel);
    if (f == null) throw new IllegalArgumentException("unknown fuel " + fuel);
    return f.co2();
  }

  /// Demand of a year over that of the demand year, data-centre growth included, 1 when not given.
  public double growth(String zone, int year) {
    double v = at(growth.get(zone), year, Rows.DemandGrowth::multiplier);
    return Double.isNaN(v) ? 1 : v;
  }

  /// Demand of a year over that of the demand year after the data-centre share of the growth is removed.
  public double growthWithoutDataCentres(String zone, int year) {
    double g = growth(zone, year) - 1;
    return 1 + (g > 0 ? g * (1 - settings().growthDataCentreShare()) : g);
  }

  /// Hourly demand of a zone in the demand year, GW.
  public Hourly demand(Zone zone) {
    Hourly h = data.demand().get(zone.zone());
    if (h == null) throw new IllegalArgumentException("no demand of " + zone.zone());
    double scale = zone.demandScale() / 1000;
    return h.map(v -> v * scale);
  }

  public double reserveMargin(String region, int year) {
    return at(margins.get(region), year, Rows.ReserveMargin::margin);
  }

  /// Price of a missing kW of firm capacity for a year, USD: that of the region's last row until then, else that of the settings.
  public double shortfallPrice(String region, int year) {
    TreeMap<Integer, Rows.ReserveMargin> rows = margins.get(region);
    Map.Entry<Integer, Rows.ReserveMargin> row = rows == null ? null : rows.floorEntry(year) == null ? rows.firstEntry() : rows.floorEntry(year);
    return row == null || Double.isNaN(row.getValue().shortfall()) ? settings().reserve().shortfallUsdPerKwYr() : row.getValue().shortfall();
  }

  /// Annual trade in TWh, 0 when not given.
  public double trade(String neighbour, int year, ToDoubleFunction<Neighbour.Energy> figure) {
    double v = at(trade.get(neighbour), year, figure);
    return Double.isNaN(v) ? 0 : v;
  }

  /// Build limits by name and year.
  Map<String, TreeMap<Integer, Rows.BuildLimit>> limits() {
    return limits;
  }

  /// Hourly capacity factors of a profile, moved by the case's weather shift and reshaped to a mean when one is given.
  public Hourly profile(String key, double mean) {
    Hourly raw = data.profiles().get(key);
    if (raw == null) throw new IllegalArgumentException("no profile " + key);
    int shift = 24 * settings().weatherShiftDays();
    if (Double.isNaN(mean) && shift == 0) return raw;
    return reshaped.computeIfAbsent(
        key + "|" + mean,
        k -> {
          Hourly moved = shift == 0 ? raw : raw.shifted(shift);
          return Double.isNaN(mean) ? moved : Reshape.toMean(moved, mean);
        });
  }

  /// Load of zone z in each timestep of a stage without new AI load, GW.
  public double[] load(int z, Stage s) {
    Zone zone = data.zones().get(z);
    double g = growthWithoutDataCentres(zone.zone(), s.year());
    double[] d = s.grid().sample(demand(zone), Double.POSITIVE_INFINITY);
    for (int t = 0; t < d.length; t++) d[t] *= g;
    return d;
  }

  CampusFigures campuses() {
    return campuses;
  }

  /// The clusters of the case and the variable plants that may be built on the sites of campuses.
  public List<Generator.Row> generators() {
    return Stream.concat(data.generators().stream(), onSite.generators().stream()).toList();
  }

  /// The storage of the case and that which may be built on the sites of campuses.
  public List<Storage.Row> storages() {
    return Stream.concat(data.storages().stream(), onSite.storages().stream()).toList();
  }

  /// The site on which a variable plant or storage may be built; null for one of its zone.
  OnSiteClusters.@Nullable Place onSite(String cluster) {
    return onSite.place(cluster);
  }

  /// Largest AI load of zone z that its sites allow by the end of a stage, GW, in its worst month.
  double largestAi(int z, Stage s) {
    String zone = data.zones().get(z).zone();
    double p = campuses.potential(zone, s.year());
    return p == 0 ? 0 : p * settings().ai().utilisation() * worstPue(zone, s.grid());
  }

  /// Largest of [#relativePue].
  double worstPue(String zone, TimeGrid grid) {
    return Arrays.stream(relativePue(zone, grid)).max().orElse(1);
  }

  /// PUE of each timestep over the mean PUE of the zone; 1 without monthly figures.
  public double[] relativePue(String zone, TimeGrid grid) {
    double[] byMonth = new double[13];
    double mean = 0;
    for (CampusRows.Pue p : data.pue()) {
      if (!p.zone().equals(zone)) continue;
      byMonth[p.month()] = p.pue();
      mean += p.pue() / 12;
    }
    double[] r = new double[grid.steps()];
    for (int t = 0; t < r.length; t++) r[t] = mean == 0 ? 1 : grid.monthly(t, month -> byMonth[month]) / mean;
    return r;
  }

  /// Capacity of a cluster that stands by schedule at the end of a year, GW: existing + committed - scheduled retirements.
  public double scheduled(String cluster, double existingMw, int year) {
    double mw = existingMw;
    for (Generator.PlannedBuild b : builds.getOrDefault(cluster, List.of())) if (b.year() <= year) mw += b.built();
    double left = mw / 1e3 - scheduledRetirements(cluster, Integer.MIN_VALUE, year);
    return left < NOTHING ? 0 : left;
  }

  /// Capacity of a cluster that the schedule retires after the end of year `after` and before the end of `year`, GW.
  double scheduledRetirements(String cluster, int after, int year) {
    double mw = 0;
    for (Generator.Retirement b : retirements.getOrDefault(cluster, List.of()))
      if (b.year() > after && b.year() <= year) mw += b.retired();
    return mw / 1e3;
  }

  /// Hourly availability of a technology without profile: forced outages all year, planned outages in March to May and
  /// September to November.
  Hourly outages(String tech) {
    return reshaped.computeIfAbsent(
        "outages|" + tech,
        k -> {
          Rows.Technology q = technology(tech);
          double[] a = new double[Hourly.HOURS];
          for (int h = 0; h < a.length; h++) {
            int month = TimeGrid.monthOf(h);
            boolean offPeak = month >= 3 && month <= 5 || month >= 9 && month <= 11;
            a[h] = (1 - q.forcedOutage()) * (1 - (offPeak ? Math.min(1, 2 * q.plannedOutage()) : 0));
          }
          return Hourly.of(a);
        });
  }

  /// Units and repair of a technology; the defaults of the table where it has no row.
  public OutageRows.Technology outageFigures(String tech) {
    OutageRows.Technology q = outages.get(tech);
    return q == null ? OutageRows.Technology.absent(tech) : q;
  }

  /// Units in which a cluster stood before the first stage, 0 when the case does not say.
  public int units(String cluster) {
    return units.getOrDefault(cluster, 0);
  }

  /// Round-trip efficiency of a storage in a year: its own, else its technology's.
  public double roundTrip(Storage.Row q, int year) {
    return Double.isNaN(q.roundTripEfficiency()) ? cost(q.technology(), year, Rows.TechnologyCost::roundTripEfficiency) : q.roundTripEfficiency();
  }

  /// The order under which plants of a technology and zone may be kept open in a year: the first that names them and keeps anything.
  PlantRows.@Nullable KeepOpen keepOpen(String tech, String zone, int year) {
    for (PlantRows.KeepOpen k : data.keepOpen()) if (k.most() > 0 && KeepOpen.holds(k, year) && KeepOpen.names(k, tech, zone)) return k;
    return null;
  }

  /// The learning curve of a technology, null when its cost comes from technology_costs.csv.
  @Nullable LearningCurve learning(String tech) {
    return curves.get(tech);
  }

  /// Figures of finance and instruments.
  public Financing financing() {
    return financing;
  }

  /// Facility power of an accelerator bought in a year, kW; NaN without chips.
  public double chipPower(int year) {
    return at(chips, year, ChipRows.Year::power);
  }

  /// What years bring of accelerators, by year.
  TreeMap<Integer, ChipRows.Year> chips() {
    return chips;
  }

  /// Money of a vintage: capex and the tax credits that the statute gives a plant commercial in that year.
  Expansion.Money money(String tech, String zone, int year, double capex, double meanOutput) {
    double itc = 0;
    double ptc = 0;
    Rows.Technology t = technology(tech);
    for (Rows.TaxCredit c : data.taxCredits()) {
      if (!c.technology().equals(tech) || year < c.firstYear() || year > c.lastYear()) continue;
      if (c.instrument() == Rows.Instrument.ITC) itc += c.share();
      else {
        // Paid for some years, levelised over the financing term: USD/MWh x MWh/kW-yr = USD/kW-yr = M$/GW-yr.
        double rate = settings().wacc() + t.waccAdder() + financing.change(tech, zone, year);
        double level = Finance.crf(rate, t.financing()) / Finance.crf(rate, Math.max(1, c.paid()));
        if (c.paid() > 0) ptc += c.value() * meanOutput * 8.76 * level;
      }
    }
    double federal = financing.federal(zone);
    return new Expansion.Money(capex, federal * itc, federal * ptc);
  }
}
