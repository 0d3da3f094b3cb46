package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.loadstar.lp.Block;

/// Firm capacity by reserve region and season, installed basis.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | r, k | | reserve region, season: 0 summer (April to October), 1 winter |
/// | L_r,k | GW | largest coincident load of the region in the season |
/// | M_r,y | 1 | planning reserve margin |
///
/// ```
/// (1) firm(r, k, y):     sum credit x capacity + firm imports - firm exports + shortfall >= (1 + M) (L + AI load)
/// (2) imports(r, k, y):  sum of firm imports <= import share x (1 + M) L
/// ```
///
/// The credit of a variable plant is its mean output in the 100 hours of the season with the highest net load of its region
/// (load less the standing variable fleet). Thermal plants count installed, because the margins used hold their outages.
public final class FirmLedger {
  static final int SEASONS = 2;

  private record Draw(int stage, int region, int column, double perUnit) {}

  private final Model m;
  private final List<String> regions;
  private final int[] regionOf;
  private final List<Ledger> firm = new ArrayList<>();
  private final List<Block> imports = new ArrayList<>();
  private final List<Draw> draws = new ArrayList<>();
  private final double[][][] peak;
  private final int[][][][] topHours;

  FirmLedger(Model m) {
    this.m = m;
    Case data = m.figures().data();
    boolean on = data.settings().reserve().enforced() && !m.operating();
    regionOf = new int[data.zones().size()];
    TreeSet<String> names = new TreeSet<>();
    for (Zone z : data.zones())
      if (on && !Double.isNaN(m.figures().reserveMargin(z.reserveRegion(), m.stages().getFirst().year())))
        names.add(z.reserveRegion());
    regions = List.copyOf(names);
    for (int z = 0; z < regionOf.length; z++) regionOf[z] = regions.indexOf(data.zones().get(z).reserveRegion());
    List<String> members = new ArrayList<>();
    for (String r : regions) for (String k : List.of("summer", "winter")) members.add(r + " " + k);
    int n = m.stages().size();
    peak = new double[n][regions.size()][SEASONS];
    topHours = new int[n][regions.size()][SEASONS][];
    List<double[]> fleet = new ArrayList<>();
    for (int r = 0; r < regions.size(); r++) fleet.add(PeakHours.fleet(m.figures(), in(r)));
    for (Stage s : m.stages()) {
      firm.add(new Ledger(m.lp(), m.lp().rows("firm.capacity", "GW", s.index(), members)));
      imports.add(m.lp().rows("firm.imports", "GW", s.index(), members));
      for (int r = 0; r < regions.size(); r++) measure(s, r, fleet.get(r));
    }
  }

  private Predicate<Zone> in(int r) {
    return z -> regionOf[m.figures().zone(z.zone())] == r;
  }

  private void measure(Stage s, int r, double[] fleet) {
    double[] load = PeakHours.load(m.figures(), in(r), s.year());
    for (int h = 0; h < Hourly.HOURS; h++) {
      int k = PeakHours.season(h);
      peak[s.index()][r][k] = Math.max(peak[s.index()][r][k], load[h]);
    }
    for (int k = 0; k < SEASONS; k++) topHours[s.index()][r][k] = PeakHours.of(load, fleet, k);
  }

  List<String> regions() {
    return regions;
  }

  /// Region of a zone, -1 when it has none or the margin is not enforced.
  int region(int zone) {
    return regionOf[zone];
  }

  double peak(Stage s, int r, int k) {
    return peak[s.index()][r][k];
  }

  double margin(Stage s, int r) {
    return m.figures().reserveMargin(regions.get(r), s.year());
  }

  double constant(Stage s, int r, int k) {
    return firm.get(s.index()).constant(r * SEASONS + k, 0);
  }

  int row(Stage s, int r, int k) {
    return firm.get(s.index()).row(r * SEASONS + k, 0);
  }

  int importRow(Stage s, int r, int k) {
    return imports.get(s.index()).at(r * SEASONS + k);
  }

  /// Mean of hourly availabilities in the highest net-load hours of the season of the zone's region.
  double variableCredit(Stage s, int zone, int season, Hourly availability) {
    if (regionOf[zone] < 0) return 0;
    return PeakHours.mean(availability, topHours[s.index()][regionOf[zone]][season]);
  }

  /// Adds `credit` per GW of a capacity that stands in a zone.
  void credit(Stage s, int zone, int season, Standing capacity, double credit) {
    if (regionOf[zone] < 0) return;
    Ledger f = firm.get(s.index());
    int i = regionOf[zone] * SEASONS + season;
    f.add(i, 0, credit * capacity.fixed());
    if (capacity.added() >= 0) f.add(i, 0, capacity.added(), credit);
    if (capacity.retired() >= 0) f.add(i, 0, capacity.retired(), -credit);
    if (capacity.kept() >= 0) f.add(i, 0, capacity.kept(), credit);
  }

  /// Adds a constant firm capacity in a zone, both seasons.
  void credit(Stage s, int zone, double amount) {
    if (regionOf[zone] < 0) return;
    for (int k = 0; k < SEASONS; k++) firm.get(s.index()).add(regionOf[zone] * SEASONS + k, 0, amount);
  }

  /// Adds a firm load of `column` GW, with its margin, both seasons.
  void draw(Stage s, int zone, int column, double perUnit) {
    int r = regionOf[zone];
    if (r < 0) return;
    for (int k = 0; k < SEASONS; k++)
      firm.get(s.index()).add(r * SEASONS + k, 0, column, -perUnit * (1 + margin(s, r)));
    draws.add(new Draw(s.index(), r, column, perUnit));
  }

  /// Firm load of columns in a region, without its margin.
  double drawn(Result result, Stage s, int region) {
    double sum = 0;
    for (Draw d : draws)
      if (d.stage == s.index() && d.region == region) sum += d.perUnit * result.value(d.column);
    return sum;
  }

  /// What a firm GW in a zone earns in a season, M$ a year; 0 without a margin.
  double worth(Result result, Stage s, int zone, int season) {
    int r = regionOf[zone];
    return r < 0 ? 0 : Math.max(0, result.dual(row(s, r, season))) / s.discount();
  }

  /// The same in both seasons together.
  double worth(Result result, Stage s, int zone) {
    double sum = 0;
    for (int k = 0; k < SEASONS; k++) sum += worth(result, s, zone, k);
    return sum;
  }

  /// True when a firm transfer between two zones crosses regions.
  boolean crosses(int from, int to) {
    return regionOf[from] >= 0 && regionOf[to] >= 0 && regionOf[from] != regionOf[to];
  }

  /// A firm transfer in a season.
  void transfer(Stage s, int from, int to, int season, int column) {
    Ledger f = firm.get(s.index());
    f.add(regionOf[from] * SEASONS + season, 0, column, -1);
    f.add(regionOf[to] * SEASONS + season, 0, column, 1);
    m.lp().at(importRow(s, regionOf[to], season)).add(column, 1);
  }

  Ledger ledger(Stage s) {
    return firm.get(s.index());
  }

  void close() {
    for (Ledger f : firm) f.closeAtLeast();
  }
}
