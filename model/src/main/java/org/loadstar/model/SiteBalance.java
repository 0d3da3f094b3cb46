package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Block;

/// The balance of each site of a campus that has storage, variable plants, or a grid connection smaller than what may stand there.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | h, a | GW | facility power that stands on the site; the part of it without a grid connection |
/// | k, C | GW | largest draw from the grid; limit of the connection |
/// | P_i, F | GW | what can be called for at any time: capacity of thermal plants over 1 + spare; storage at 4 hours or more, in proportion below |
/// | g_t, q_t, c_t | GW | output of plants on the site, discharge, charge |
/// | v_t, V | GW, USD/MWh | load without the grid that is not served; price of the last segment of unserved energy |
/// | u, p_t | 1 | utilisation; PUE of the month over the mean PUE |
///
/// ```
/// (1) h = sum of all that stands;   a = what stands without a grid connection
/// (2) k + a <= h,   0 <= k <= C
/// (3) k + sum P + F >= h
/// (4) sum of P and F that may not export <= h
/// (5) sum g_t + q_t - c_t + v_t + k >= u p_t h
/// (6) sum of g_t + q_t - c_t that may not export <= u p_t h
/// (7) balance(z, t) += v_t
///     cost  d_y w_t h_t V v_t
/// ```
///
/// The load of the site stands in the balance of its zone ([Campus]), and so do g, q and c (`OnSite`, `Generator`, `Storage`); (5) says that the
/// difference, what the site draws from the grid, is never above k. A site without a connection (k = a - h = 0) is an island: each hour it lives on its own
/// plants and storage. One with a connection may let its storage serve it when the zone is short, in place of an interruption, and with a small connection may
/// stand with more than C, by (3) at full use and by (5) on the mean. (3) replaces the row `onsite.feeds` of sites with thermal plants alone, so both ask the same of
/// those. The dual of the upper bound C is what a GW of connection is worth.
final class SiteBalance implements Component {
  /// A site in a stage; what is fixed while a plan is operated has no columns.
  ///
  /// @param unserved v, null where nothing can be fed or sold
  private record Balanced(Stage stage, int site, int power, int alone, int draw, @Nullable Block unserved) {}

  private final Model m;
  private final CampusFigures figures;
  private final List<Balanced> sites = new ArrayList<>();

  SiteBalance(Model m) {
    this.m = m;
    figures = m.figures().campuses();
  }

  @Override
  public void build() {
    if (!m.withAi()) return;
    for (Stage s : m.stages())
      for (int k = 0; k < figures.sites().size(); k++) {
        CampusRows.Site site = figures.sites().get(k);
        if (figures.balanced(site)) site(s, k, site);
      }
  }

  private int zone(CampusRows.Site site) {
    return m.figures().zone(site.zone());
  }

  private void site(Stage s, int k, CampusRows.Site site) {
    List<CampusFigures.Plant> plants = figures.plants(site);
    boolean sells = plants.stream().anyMatch(p -> p.row().export());
    boolean held = plants.stream().anyMatch(p -> !p.row().export());
    boolean hourly = !plants.isEmpty() && (sells || figures.shortest(site).readyBy(s.year()));
    List<String> name = List.of(site.campus());
    int steps = s.grid().steps();
    Block balance = hourly ? m.lp().rows("site.balance", "GW", s.index(), name, steps) : null;
    Block within = hourly && held ? m.lp().rows("site.within", "GW", s.index(), name, steps) : null;
    if (m.operating()) {
      m.sites().open(s, k, new SiteLedger.Rows(-1, -1, balance, within));
      m.sites().alone(s, zone(site), new SiteLedger.Part(-1, m.decided(key("alone", site), s)));
      sites.add(new Balanced(s, k, -1, -1, -1, hours(s, site, balance, within, -1, -1)));
      return;
    }
    int power = m.lp().columns("site.power", "GW", s.index(), name, 0, Double.POSITIVE_INFINITY).at(0);
    int alone = m.lp().columns("site.alone", "GW", s.index(), name, 0, Double.POSITIVE_INFINITY).at(0);
    int draw = m.lp().columns("site.draw", "GW", s.index(), name, 0, CampusFigures.connection(site)).at(0); // (2)
    if (Double.isFinite(CampusFigures.connection(site))) m.declareBound("site.draw", site.campus(), s, draw, "MW", 1e3);
    stands(s, k, "site.stands", power, false); // (1)
    stands(s, k, "site.stands_alone", alone, true);
    int connected = m.lp().rows("site.connected", "GW", s.index(), name).at(0);
    m.lp().at(connected).add(draw, 1).add(alone, 1).add(power, -1).le(0); // (2)
    int feeds = m.lp().rows("site.feeds", "GW", s.index(), name).at(0);
    m.lp().at(feeds).add(draw, 1).add(power, -1).ge(0); // (3)
    int fits = held ? m.lp().rows("site.fits", "GW", s.index(), name).at(0) : -1;
    if (held) m.lp().at(fits).add(power, -1).le(0); // (4)
    m.sites().open(s, k, new SiteLedger.Rows(feeds, fits, balance, within));
    m.sites().alone(s, zone(site), new SiteLedger.Part(alone, 0));
    sites.add(new Balanced(s, k, power, alone, draw, hours(s, site, balance, within, power, draw)));
  }

  /// Holds a column to what stands on a site, or to the part of it without a grid connection.
  private void stands(Stage s, int k, String name, int column, boolean alone) {
    int row = m.lp().rows(name, "GW", s.index(), List.of(figures.sites().get(k).campus())).at(0);
    var sum = m.lp().at(row).add(column, 1);
    for (AiLedger.Term t : m.ai().site(s, k)) if (!alone || t.is(CampusFigures.Connection.ONSITE)) sum.add(t.column(), -t.perUnit());
    sum.eq(0);
    m.ai().backs(s, k, new AiLedger.Backing(row, alone));
  }

  /// Rows (5) and (6) but for plants and storage, and (7).
  private @Nullable Block hours(Stage s, CampusRows.Site site, @Nullable Block balance, @Nullable Block within, int power, int draw) {
    if (balance == null) return null;
    double[] load = m.figures().relativePue(site.zone(), s.grid());
    double u = m.figures().settings().ai().utilisation();
    double price = m.figures().settings().unserved().getLast().usdPerMwh();
    double stands = m.decided(key("power", site), s);
    double drawn = m.decided(key("draw", site), s);
    Block v = m.lp().columns("site.unserved", "GW", s.index(), List.of(site.campus()), load.length, 0, Double.POSITIVE_INFINITY);
    for (int t = 0; t < load.length; t++) {
      double mean = u * load[t];
      var row = m.lp().at(balance.at(0, t)).add(v.at(0, t), 1); // (5)
      if (power >= 0) row.add(draw, 1).add(power, -mean);
      row.ge(mean * stands - drawn);
      if (within != null) { // (6)
        var most = m.lp().at(within.at(0, t));
        if (power >= 0) most.add(power, -mean);
        most.le(mean * stands);
      }
      m.balance(s).add(zone(site), t, v.at(0, t), 1); // (7)
      m.lp().cost(v.at(0, t), "unserved", price * m.perMwh(s, t));
    }
    return v;
  }

  private static String key(String quantity, CampusRows.Site site) {
    return "site." + quantity + "/" + site.campus();
  }

  @Override
  public void decide(Result r, Decisions d) {
    for (Balanced b : sites) {
      if (b.power < 0) continue;
      CampusRows.Site site = figures.sites().get(b.site);
      d.put(key("power", site), b.stage.year(), Math.max(0, r.value(b.power)));
      d.put(key("alone", site), b.stage.year(), Math.max(0, r.value(b.alone)));
      d.put(key("draw", site), b.stage.year(), Math.max(0, r.value(b.draw)));
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Balanced b : sites) {
      CampusRows.Site site = figures.sites().get(b.site);
      if (b.unserved != null) unserved(r, b, b.unserved, site, tables, grid);
      double limit = CampusFigures.connection(site);
      double value = b.draw < 0 || Double.isInfinite(limit) ? 0 : Math.max(0, -r.binding().reduced(b.draw)) / b.stage.discount();
      if (value > 1 && r.value(b.draw) >= 0.999 * limit)
        tables.bind(grid, "site.draw", site.campus(), b.stage.year(), value, "USD/kW-yr", 1e4 * value * b.stage.discount() * limit,
            String.format(Locale.ROOT, "%s draws %s from the grid, all that its connection gives; one more kW of it would save %.0f USD a year in %d",
                site.name().isEmpty() ? site.campus() : site.name(), Words.power(limit), value, b.stage.year()));
    }
  }

  private void unserved(Result r, Balanced b, Block v, CampusRows.Site site, Tables tables, String grid) {
    double energy = 0;
    for (int t = 0; t < v.hours(); t++) {
      double lost = r.value(v.at(0, t));
      if (lost < 1e-7) continue;
      energy += lost * b.stage.grid().annualHours(t);
      Model.row(tables.get("dispatch"), grid, b.stage, t, site.zone(), "unserved", lost);
    }
    if (energy > 1e-7) tables.get("generation").add(grid, b.stage.year(), site.zone(), "unserved", energy * 1e3);
  }
}
