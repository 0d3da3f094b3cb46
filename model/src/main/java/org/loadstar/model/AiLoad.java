package org.loadstar.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loadstar.lp.Block;

/// New AI load, sited by the plan: continuous per zone up to what the candidate sites allow by each date.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | e_z,y | GW | facility load (IT x PUE) energised after 2025-12-31 and standing at the end of year y |
/// | b_z,y | GW | energised for stage y |
/// | P_z,y | GW | potential: sum of IT x PUE of the sites whose critical path ends by the end of y |
/// | T_y, q_y | GW | target and its shortfall |
/// | u, p_z,t | 1 | utilisation; PUE of the month over the mean PUE |
///
/// ```
/// (1) e_z,y - e_z,y-1 - b_z,y = 0,   0 <= e_z,y <= P_z,y
/// (2) sum_z e_z,y + q_y >= T_y
/// (3) balance(z, t) -= u p_z,t e_z,y;   the firm ledger takes u max_t p_z,t e_z,y
///     cost  sum_v b_z,v a_z,v sum_{y >= v} d_y + d_y (shortfall price) q_y
/// ```
///
/// Critical path of a site in months from 2026-01-01: max(queue, permit + construction, equipment + 6). The annuity a has three
/// parts with economic lives of their own (shell, power, chips); chips are renewed at the end of theirs at the same price, so
/// their annuity stands as long as the campus. The dual of P is the annual value of one more GW of site in the zone; the dual
/// of (2) is what the last GW of the target costs a year.
public final class AiLoad implements Component {
  /// Months from delivery of equipment to energisation.
  public static final int INSTALLATION_MONTHS = 6;

  /// First year of the months of the sites.
  public static final int FIRST_YEAR = 2026;

  private final Model m;
  private final int zones;
  private final int[][] energised;
  private final int[][] built;
  private final double[][] decided;
  private final int[] targetRow;
  private final int[] shortfall;

  AiLoad(Model m) {
    this.m = m;
    zones = m.figures().data().zones().size();
    int n = m.stages().size();
    energised = new int[n][zones];
    built = new int[n][zones];
    decided = new double[n][zones];
    targetRow = new int[n];
    shortfall = new int[n];
    for (int[] a : energised) Arrays.fill(a, -1);
    for (int[] a : built) Arrays.fill(a, -1);
    Arrays.fill(targetRow, -1);
    Arrays.fill(shortfall, -1);
  }

  /// Step of a site that ends last.
  public enum Step {
    QUEUE("grid connection queue"),
    CONSTRUCTION("permit and construction"),
    EQUIPMENT("equipment and installation");

    private final String words;

    Step(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// Months from the first of January 2026 to energisation.
  public static double readyMonths(Site site) {
    return Math.max(
        Math.max(site.queue, site.permit + site.construction), site.equipment + INSTALLATION_MONTHS);
  }

  /// The step that decides [#readyMonths].
  public static Step bindingStep(Site site) {
    double ready = readyMonths(site);
    if (site.permit + site.construction == ready) return Step.CONSTRUCTION;
    return site.queue == ready ? Step.QUEUE : Step.EQUIPMENT;
  }

  /// True when the site can be energised on or before the last day of the year.
  public static boolean readyBy(Site site, int year) {
    return readyMonths(site) <= 12.0 * (year - FIRST_YEAR + 1);
  }

  /// Facility power of the sites of a zone that can be energised by the end of a year, GW.
  static double potential(List<Site> sites, String zone, int year) {
    double p = 0;
    for (Site c : sites) if (c.zone.equals(zone) && readyBy(c, year)) p += c.maxIt * c.pue / 1000;
    return p;
  }

  @Override
  public void build() {
    if (!m.withAi()) return;
    Case data = m.figures().data();
    Settings.Ai ai = data.settings().ai();
    for (Stage s : m.stages()) {
      int y = s.index();
      List<Integer> open = new ArrayList<>();
      for (int z = 0; z < zones; z++)
        if (potential(data.campuses(), data.zones().get(z).zone(), s.year()) > 0) open.add(z);
      List<String> names = open.stream().map(z -> data.zones().get(z).zone()).toList();
      if (m.operating()) {
        for (int z = 0; z < zones; z++) {
          decided[y][z] = m.decided("ai/" + data.zones().get(z).zone(), s);
          draw(s, z, -1, decided[y][z]);
        }
        continue;
      }
      Block e = m.lp().columns("ai.energised", "GW", y, names, 0, Double.POSITIVE_INFINITY);
      Block b = m.lp().columns("ai.build", "GW", y, names, 0, Double.POSITIVE_INFINITY);
      Block growth = m.lp().rows("ai.growth", "GW", y, names);
      for (int k = 0; k < open.size(); k++) {
        int z = open.get(k);
        energised[y][z] = e.at(k);
        built[y][z] = b.at(k);
        var row = m.lp().at(growth.at(k)).add(e.at(k), 1).add(b.at(k), -1); // (1)
        if (y > 0 && energised[y - 1][z] >= 0) row.add(energised[y - 1][z], -1);
        row.eq(0);
        double potential = potential(data.campuses(), data.zones().get(z).zone(), s.year());
        m.lp().bounds(e.at(k), 0, potential);
        m.orders().add(s, z, "campus", b.at(k), 1);
        charge(b.at(k), data.zones().get(z).zone(), s, ai);
        draw(s, z, e.at(k), 0);
        double worst = m.figures().worstPue(data.zones().get(z).zone(), s.grid());
        m.firm().draw(s, z, e.at(k), ai.utilisation() * worst);
      }
      double target = target(ai, s.year());
      if (target <= 0) continue;
      Block q = m.lp().columns("ai.shortfall", "GW", y, List.of("all"), 0, Double.POSITIVE_INFINITY);
      Block t = m.lp().rows("ai.target", "GW", y, List.of("all"));
      var row = m.lp().at(t.at(0)).add(q.at(0), 1); // (2)
      for (int k = 0; k < open.size(); k++) row.add(e.at(k), 1);
      row.ge(target);
      m.lp().cost(q.at(0), "ai_shortfall", s.discount() * ai.shortfallUsdPerKwYr());
      targetRow[y] = t.at(0);
      shortfall[y] = q.at(0);
    }
  }

  /// The target of a year: that of the latest year not after it, so that a target once met is kept.
  static double target(Settings.Ai ai, int year) {
    var entry = ai.targetGw().headMap(year + 1);
    return entry.isEmpty() ? 0 : entry.get(entry.lastKey());
  }

  private void draw(Stage s, int z, int column, double constant) { // (3)
    m.ai().add(s, z, new AiLedger.Term(column, 1, column >= 0 ? 0 : constant, false));
    String zone = m.figures().data().zones().get(z).zone();
    double u = m.figures().settings().ai().utilisation();
    double[] pue = m.figures().relativePue(zone, s.grid());
    for (int t = 0; t < pue.length; t++) {
      if (column >= 0) {
        m.balance(s).add(z, t, column, -u * pue[t]);
        m.cleanLoad(s, z, column, u * pue[t] * s.grid().annualHours(t));
      } else {
        m.balance(s).add(z, t, -u * pue[t] * constant);
      }
    }
  }

  private void charge(int column, String zone, Stage vintage, Settings.Ai ai) {
    // Mean of the zone's sites, weighted by IT power, per facility GW (capex is per IT W).
    double facility = 0;
    double[] capex = new double[3];
    for (Site c : m.figures().data().campuses()) {
      if (!c.zone.equals(zone)) continue;
      facility += c.maxIt * c.pue;
      capex[0] += c.maxIt * c.capexShell;
      capex[1] += c.maxIt * c.capexPower;
      capex[2] += c.maxIt * c.capexChips;
    }
    String[] part = {"ai_shell", "ai_power", "ai_chips"};
    int[] life = {ai.shellLifeYears(), ai.powerLifeYears(), ai.chipsLifeYears()};
    for (int k = 0; k < 3; k++) {
      double perGw = 1000 * capex[k] / facility; // USD/W is 1000 M$/GW
      double social = m.figures().settings().socialDiscountRate();
      for (Stage y : m.stages().subList(vintage.index(), m.stages().size())) {
        m.lp().cost(column, part[k], y.index(), y.discount() * perGw * Finance.crf(ai.wacc(), life[k]));
        m.lp()
            .memo(column, "resource:" + part[k], y.index(), y.socialDiscount() * perGw * Finance.crf(social, life[k]));
      }
    }
  }

  @Override
  public void decide(Result r, Decisions d) {
    for (Stage s : m.stages())
      for (int z = 0; z < zones; z++)
        if (energised[s.index()][z] >= 0)
          d.put("ai/" + m.figures().data().zones().get(z).zone(), s.year(), Math.max(0, r.value(energised[s.index()][z])));
  }

  private double level(Result r, int y, int z) {
    return m.operating() ? decided[y][z] : energised[y][z] < 0 ? 0 : r.value(energised[y][z]);
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    if (!m.withAi()) return;
    Case data = m.figures().data();
    Settings.Ai ai = data.settings().ai();
    for (Stage s : m.stages()) {
      int y = s.index();
      double total = 0;
      double potentials = 0;
      for (int z = 0; z < zones; z++) {
        String zone = data.zones().get(z).zone();
        double e = level(r, y, z);
        double p = potential(data.campuses(), zone, s.year());
        total += e;
        potentials += p;
        double value = energised[y][z] < 0 ? 0 : Math.max(0, -r.reduced(energised[y][z])) / s.discount();
        reportPower(r, s, z, e, tables, grid);
        if (m.operating()) continue;
        tables.get("ai").add(grid, s.year(), zone, e * 1e3, p * 1e3, 0.0, 0.0, value);
        if (value > 1 && p > 0)
          tables
              .get("binding")
              .add(grid, "ai.potential", zone, s.year(), value, "USD/kW-yr",
                  String.format(java.util.Locale.ROOT, "All %s of sites that can be energised in %s by %d are used; "
                          + "one more kW would save %.0f USD a year", Words.power(p), zone, s.year(), value));
      }
      if (m.operating()) continue;
      double q = shortfall[y] < 0 ? 0 : r.value(shortfall[y]);
      double price = targetPrice(r, y);
      tables.get("ai").add(grid, s.year(), "", total * 1e3, potentials * 1e3, target(ai, s.year()) * 1e3, q * 1e3, price);
      if (targetRow[y] >= 0 && price > 1)
        tables
            .get("binding")
            .add(grid, "ai.target", "all", s.year(), price, "USD/kW-yr",
                String.format(java.util.Locale.ROOT, "The target of %s from %d on costs %.0f USD a year for its last kW%s",
                    Words.power(target(ai, s.year())), s.year(), price,
                    q > 1e-4 ? "; " + Words.power(q) + " are missed" : ""));
    }
    if (!m.operating() && grid.equals("plan")) reportSites(tables);
  }

  /// What the last kW of the target costs a year when it is held from stage y to the end: a kW once energised stands, so the duals
  /// of single stages share that cost in no unique way, but their sum does not.
  private double targetPrice(Result r, int y) {
    double dual = 0;
    double years = 0;
    for (Stage s : m.stages().subList(y, m.stages().size())) {
      years += s.discount();
      if (targetRow[s.index()] >= 0) dual += r.dual(targetRow[s.index()]);
    }
    return dual / years;
  }

  private void reportPower(Result r, Stage s, int z, double e, Tables tables, String grid) {
    if (e < 1e-7) return;
    Case data = m.figures().data();
    String zone = data.zones().get(z).zone();
    double[] pue = m.figures().relativePue(zone, s.grid());
    double energy = 0;
    for (int t = 0; t < s.grid().steps(); t++) {
      double p = data.settings().ai().utilisation() * pue[t] * e;
      energy += p * s.grid().annualHours(t);
      m.row(tables.get("dispatch"), grid, s, t, zone, "ai", -p);
    }
    tables.get("generation").add(grid, s.year(), zone, "ai", -energy * 1e3);
  }

  private void reportSites(Tables tables) {
    int target = m.figures().settings().targetYear();
    for (Site c : m.figures().data().campuses()) {
      int months = (int) Math.ceil(readyMonths(c));
      // Ready at the end of month `months`; month 0 is ready at once.
      int k = Math.max(0, months - 1);
      tables
          .get("ai_sites")
          .add(target, c.campus, c.name, c.zone, c.latitude, c.longitude, c.maxIt * c.pue, FIRST_YEAR + k / 12,
              k % 12 + 1, bindingStep(c).words());
    }
  }

  @Table(file = "campuses.csv", key = "campus", doc = "A candidate site of AI load; months count from 2026-01-01.")
  public record Site(
      @Column(doc = "Key of the site.") String campus,
      @Column(doc = "Name for people.") String name,
      @Column(doc = "Zone; empty for a site in a country outside the zones.", absent = "", ref = "zones") String zone,
      @Column(doc = "Country outside the zones; empty for a site in a zone.", absent = "", ref = "countries") String country,
      @Column(doc = "announced, generic or allied.", absent = "generic") String kind,
      @Column(unit = "deg", doc = "Latitude.", absent = "NaN", min = -90, max = 90) double latitude,
      @Column(unit = "deg", doc = "Longitude.", absent = "NaN", min = -180, max = 180) double longitude,
      @Column(unit = "mw", doc = "IT power at full build.", min = 0) double maxIt,
      @Column(unit = "mw", doc = "IT power of a module.", absent = "NaN", min = 0) double module,
      @Column(unit = "months", doc = "Queue of a firm grid connection.", min = 0, max = 600) double queue,
      @Column(
              unit = "months",
              doc = "Queue of an interruptible grid connection; empty: none is offered.",
              absent = "NaN",
              min = 0,
              max = 600)
          double queueInterruptible,
      @Column(unit = "months", doc = "Permits.", min = 0, max = 600) double permit,
      @Column(unit = "months", doc = "Construction.", min = 0, max = 600) double construction,
      @Column(unit = "months", doc = "Delivery of equipment.", min = 0, max = 600) double equipment,
      @Column(doc = "Standard deviation of the logarithm of the queue's duration.", absent = "0", min = 0, max = 3) double queueSigma,
      @Column(doc = "The same of the permit's.", absent = "0", min = 0, max = 3) double permitSigma,
      @Column(doc = "The same of the construction's.", absent = "0", min = 0, max = 3) double constructionSigma,
      @Column(doc = "The same of the equipment's.", absent = "0", min = 0, max = 3) double equipmentSigma,
      @Column(doc = "Probability that the site is ever energised.", absent = "1", min = 0, max = 1) double completion,
      @Column(unit = "mw_per_year", doc = "Largest IT power energised in a calendar year.", absent = "inf", min = 0, infinite = true)
          double ramp,
      @Column(doc = "free, build (all of it as soon as it can be) or forbid.", absent = "free") Pin pin,
      @Column(unit = "usd_per_w", doc = "Capex of land and shell, per IT W.", absent = "0", min = 0, money = true) double capexShell,
      @Column(unit = "usd_per_w", doc = "Capex of power and cooling, per IT W.", absent = "0", min = 0, money = true) double capexPower,
      @Column(unit = "usd_per_w", doc = "Capex of chips and network, per IT W.", absent = "0", min = 0, money = true) double capexChips,
      @Column(doc = "Mean power usage effectiveness.", absent = "1.1", min = 1, max = 3) double pue,
      @Column(unit = "ms", doc = "Round trip to the nearest metro.", absent = "0", min = 0) double latency,
      @Column(doc = "What supplies it on its site, for people.", absent = "") String onSite,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}

  /// A decision on a site that is not left to the plan.
  public enum Pin {
    FREE,
    BUILD,
    FORBID
  }

  @Table(file = "pue.csv", key = {"zone", "month"}, doc = "Power usage effectiveness by month; empty: the sites' mean.")
  public record Pue(
      @Column(doc = "Zone.", ref = "zones") String zone,
      @Column(doc = "Month, 1 to 12 (UTC).", min = 1, max = 12) int month,
      @Column(doc = "Facility power over IT power.", min = 1, max = 3) double pue) {}
}
