package org.loadstar.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Looks up the figures of candidate sites: their paths, modules, countries and targets.
final class CampusFigures {
  /// What a module is fed by: a kind of grid connection, or plants on the site alone.
  enum Connection {
    FIRM,
    INTERRUPTIBLE,
    ONSITE;

    String words() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// What is added to the name of a place or of modules with this connection.
    String suffix() {
      return this == FIRM ? "" : " " + words();
    }
  }

  /// Modules of one size that a site can energise by one kind of connection.
  ///
  /// @param site position of the site
  /// @param last true for the smaller module that is left when the site is no multiple of its module
  /// @param it IT power of a module, GW
  /// @param power facility power of a module, GW
  /// @param count modules of this size at the site
  record Unit(int site, Connection connection, boolean last, double it, double power, int count) {
    /// The same modules by whatever connection.
    boolean sharesWith(Unit other) {
      return site == other.site && last == other.last;
    }
  }

  /// A technology that may be built on a site.
  ///
  /// @param most largest new capacity, GW
  record Plant(OnSiteRows.Plant row, double most, Rows.Kind kind) {
    boolean thermal() {
      return kind == Rows.Kind.THERMAL;
    }

    /// True when it can feed a module alone.
    boolean generates() {
      return kind != Rows.Kind.STORAGE;
    }

    /// Part of a GW that can be called for at any time, units out of service left out.
    double feeds() {
      return 1 / (1 + row.spare());
    }

    /// Months until the first of it runs.
    double months() {
      return row.committed() > 0 ? Math.min(row.committedMonths(), most > 0 ? row.months() : Double.POSITIVE_INFINITY) : row.months();
    }
  }

  private static final double WHOLE = 1e-9;

  private final Case data;
  private final Map<String, Country> countries = new HashMap<>();
  private final Map<String, Rows.Kind> kinds = new HashMap<>();
  private final TreeMap<Integer, WorkloadRows.Demand> demand = new TreeMap<>();

  CampusFigures(Case data) {
    this.data = data;
    for (Rows.Technology t : data.technologies()) kinds.put(t.technology(), t.kind());
    for (Country c : data.countries()) countries.put(c.country(), c);
    for (WorkloadRows.Demand d : data.aiDemand()) demand.put(d.year(), d);
  }

  List<CampusRows.Site> sites() {
    return data.campuses();
  }

  private Settings.Ai ai() {
    return data.settings().ai();
  }

  static boolean abroad(CampusRows.Site c) {
    return c.zone().isEmpty();
  }

  Country country(String key) {
    Country c = countries.get(key);
    if (c == null) throw new IllegalArgumentException("unknown country " + key);
    return c;
  }

  /// True when a site is offered a connection: an interruptible one at home only, where computation may be interrupted; supply by
  /// its own plants where there can be any.
  boolean offered(CampusRows.Site c, Connection k) {
    return switch (k) {
      case FIRM -> true;
      case INTERRUPTIBLE -> !abroad(c) && ai().curtailmentShare() > 0 && !Double.isNaN(c.queueInterruptible());
      case ONSITE -> plants(c).stream().anyMatch(Plant::generates);
    };
  }

  /// Share of the annual energy of campuses with a connection that may be interrupted.
  double curtailment(String zone, Connection k) {
    double all = data.zones().stream().filter(z -> z.zone().equals(zone)).mapToDouble(Zone::curtailmentShare).findFirst().orElse(0);
    return switch (k) {
      case FIRM -> all;
      case INTERRUPTIBLE -> Math.max(all, ai().curtailmentShare());
      case ONSITE -> 0;
    };
  }

  /// Technologies that may be built on a site: of each technology the row that names the site, else that of its zone, else that of
  /// all sites.
  List<Plant> plants(CampusRows.Site c) {
    if (abroad(c)) return List.of();
    TreeMap<String, OnSiteRows.Plant> rows = new TreeMap<>();
    for (OnSiteRows.Plant r : data.onSite())
      if (r.names(c)) rows.merge(r.technology(), r, (a, b) -> b.rank() > a.rank() ? b : a);
    return rows.values().stream()
        .map(r -> new Plant(r, Math.min(r.most() / 1e3, r.mostShare() * power(c)), kinds.getOrDefault(r.technology(), Rows.Kind.THERMAL)))
        .filter(p -> p.most > 0 || p.row.committed() > 0)
        .toList();
  }

  /// Largest power that a site may draw from the grid, GW; infinite where it may draw all that stands.
  static double connection(CampusRows.Site c) {
    return !abroad(c) && c.connection() / 1e3 < power(c) ? c.connection() / 1e3 : Double.POSITIVE_INFINITY;
  }

  /// True when what a site draws and what its plants give is balanced for itself: one with storage, variable plants or a small connection.
  boolean balanced(CampusRows.Site c) {
    return Double.isFinite(connection(c)) || plants(c).stream().anyMatch(p -> !p.thermal());
  }

  CriticalPath path(CampusRows.Site c, Connection k) {
    CriticalPath p = CriticalPath.of(c);
    if (k == Connection.INTERRUPTIBLE) return p.withQueue(c.queueInterruptible());
    if (k == Connection.ONSITE) return p.onSite(plants(c).stream().filter(Plant::generates).mapToDouble(Plant::months).min().orElseThrow());
    return abroad(c) ? p.withLicence(country(c.country()).licenceDelay()) : p;
  }

  /// The path of the connection offered to a site that ends first.
  CriticalPath shortest(CampusRows.Site c) {
    CriticalPath shortest = path(c, Connection.FIRM);
    for (Connection k : List.of(Connection.INTERRUPTIBLE, Connection.ONSITE))
      if (offered(c, k) && path(c, k).months() < shortest.months()) shortest = path(c, k);
    return shortest;
  }

  /// The path of the grid connection offered to a site that ends first.
  CriticalPath shortestToGrid(CampusRows.Site c) {
    CriticalPath firm = path(c, Connection.FIRM);
    boolean other = offered(c, Connection.INTERRUPTIBLE) && path(c, Connection.INTERRUPTIBLE).months() < firm.months();
    return other ? path(c, Connection.INTERRUPTIBLE) : firm;
  }

  /// Probability that a site is ever energised, the licence for its chips included.
  double completion(CampusRows.Site c) {
    return c.completion() * (abroad(c) ? country(c.country()).licenceProbability() : 1);
  }

  /// The modules of a site by the connections that it is offered.
  List<Unit> units(int site) {
    CampusRows.Site c = data.campuses().get(site);
    List<Unit> units = new ArrayList<>();
    double module = c.moduleOrAll();
    if (module <= 0) return units;
    int whole = (int) Math.floor(c.maxIt() / module + WHOLE);
    double rest = c.maxIt() - whole * module;
    for (Connection k : Connection.values()) {
      if (!offered(c, k)) continue;
      if (whole > 0) units.add(new Unit(site, k, false, module / 1e3, module * c.pue() / 1e3, whole));
      if (rest > WHOLE * c.maxIt()) units.add(new Unit(site, k, true, rest / 1e3, rest * c.pue() / 1e3, 1));
    }
    return units;
  }

  /// Facility power of the sites of a zone that can be energised by the end of a year by any connection, GW.
  double potential(String zone, int year) {
    double p = 0;
    for (CampusRows.Site c : data.campuses()) if (c.zone().equals(zone) && shortest(c).readyBy(year)) p += power(c);
    return p;
  }

  /// Facility power of a site at full build, GW.
  static double power(CampusRows.Site c) {
    return c.maxIt() * c.pue() / 1e3;
  }

  /// New AI load wanted at home by the end of a year, GW: given, or what the electricity of data centres grows by after 2025.
  double target(int year) {
    if (ai().targetFrom() == Settings.TargetFrom.TARGET_GW) return latest(ai().targetGw(), year);
    double more = Figures.at(demand, year, WorkloadRows.Demand::energy)
        - Figures.at(demand, Figures.FIRST_YEAR - 1, WorkloadRows.Demand::energy);
    return Double.isNaN(more) ? 0 : Math.max(0, more) / (8.76 * ai().utilisation());
  }

  /// New AI load wanted in countries outside the zones by the end of a year, GW.
  double alliedTarget(int year) {
    return latest(ai().alliedTargetGw(), year);
  }

  /// The target of a year: that of the latest year not after it, so that a target once met is kept.
  private static double latest(java.util.SortedMap<Integer, Double> targets, int year) {
    var entry = targets.headMap(year + 1);
    return entry.isEmpty() ? 0 : entry.get(entry.lastKey());
  }
}
