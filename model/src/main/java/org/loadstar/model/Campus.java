package org.loadstar.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.model.CampusFigures.Connection;
import org.loadstar.model.CampusFigures.Unit;

/// New AI load: every candidate site energises modules, whole ones, by a firm or an interruptible connection or fed by plants on its
/// site alone, once its critical path has ended.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | n_u,y | modules | energised by the end of year y; u: a site, a connection k, and the size (the site's module, or the smaller one that is left) |
/// | b_u,y | modules | energised for stage y |
/// | j_u>v,y | modules | that plants on the site fed alone and that join the grid for stage y |
/// | s_u, i_u | GW | facility (IT x PUE) and IT power of a module |
/// | N_u | modules | how many of this size the site has |
/// | e_p,y | GW | facility power of place p: a zone and a connection, or a country outside the zones |
/// | R_c | GW/yr | IT power that site c can energise in a calendar year |
/// | L, K | GW, GW/yr | power that a country can give; that of the chips its licence allows a year |
/// | u, p_z,t | 1 | utilisation; PUE of the month over the mean PUE |
/// | f | 1 | firm part of the load: 1, or 1 - min(1, curtailment share x 8760 / 100) of an interruptible connection |
///
/// ```
/// (1) n_u,y - n_u,y-1 - b_u,y + sum of j_u>v,y - sum of j_v>u,y = 0,  b >= 0, j >= 0;   n whole, 0 <= n_u,y <= N_u, and n_u,y = 0 until the
///     path of k has ended;   j only from plants on the site to a grid connection whose path has ended, after the first stage
/// (2) sum_k n_u,y <= N_u, over the connections of the same modules;  pin `build`: >= what grid and ramp allow; `forbid`: n = 0
/// (3) sum_u of c i_u b_u,y <= R_c (years since the last stage in which c can be energised)
/// (4) e_p,y - sum_u of p s_u n_u,y = 0
/// (5) balance(z, t) -= u p_z,t e_p,y;   the firm ledger takes f u max_t p_z,t e_p,y of what has a grid connection
/// (6) e_p,y <= L of the country;  sum_u of p s_u b_u,y <= K (years since the last stage)
///     cost  capital: CampusCosts;  abroad: d_y 8760 u price e_p,y
/// ```
///
/// Only e touches the hours. An interruptible connection stays one: as
/// interruption is an option, a plan never gains by a firm one. The column of a module that cannot stand yet is there, held at 0 by its
/// bound: what an earlier date would be worth is said by [CampusWorth]. The dual of (4), negative, is what a GW in the place is worth.
/// A site abroad is in no zone: its power is bought at the country's price and counts for the target of allies alone.
final class Campus implements Component {
  /// Hours of a season's peak in which the firm credit of an interruption is measured.
  private static final double PEAK_HOURS = 100;

  /// Where power is energised. An interruptible place abroad does not occur.
  ///
  /// @param zone position of the zone, or [ScopedLedger#ABROAD]
  record Place(String name, int zone, Connection connection) {
    String member() {
      return name + connection.suffix();
    }

    /// Its key in [Decisions].
    String key() {
      if (zone == ScopedLedger.ABROAD) return "ai_abroad/" + name;
      return switch (connection) {
        case FIRM -> "ai/";
        case INTERRUPTIBLE -> "ai_interruptible/";
        case ONSITE -> "ai_onsite/";
      } + name;
    }

    String column() {
      if (zone == ScopedLedger.ABROAD) return "ai.abroad";
      return switch (connection) {
        case FIRM -> "ai.energised";
        case INTERRUPTIBLE -> "ai.interruptible";
        case ONSITE -> "ai.onsite";
      };
    }
  }

  /// The columns and rows of the units and places, by stage first; -1 where there is none.
  ///
  /// @param placeOf place of each unit
  record Columns(
      List<Unit> units, List<Place> places, int[] placeOf, int[][] standing, int[][] built, int[][] growth, int[][] energised, int[][] power,
      int[][] ramp, int[][] licence) {}

  private final Model m;
  private final CampusFigures figures;
  private final Columns c;
  private final double[][] decided;

  Campus(Model m) {
    this.m = m;
    figures = m.figures().campuses();
    List<Unit> units = new ArrayList<>();
    for (int k = 0; k < figures.sites().size(); k++) units.addAll(figures.units(k));
    List<Place> places = new ArrayList<>();
    for (Zone z : m.figures().data().zones())
      for (Connection k : Connection.values()) places.add(new Place(z.zone(), m.figures().zone(z.zone()), k));
    for (Country k : m.figures().data().countries()) places.add(new Place(k.country(), ScopedLedger.ABROAD, Connection.FIRM));
    List<Place> used = places.stream().filter(p -> units.stream().anyMatch(u -> stands(u, p))).toList();
    int[] placeOf = new int[units.size()];
    for (int u = 0; u < placeOf.length; u++)
      for (int p = 0; p < used.size(); p++) if (stands(units.get(u), used.get(p))) placeOf[u] = p;
    int n = m.stages().size();
    int all = units.size();
    c = new Columns(units, used, placeOf, none(n, all), none(n, all), none(n, all), none(n, used.size()), none(n, used.size()),
        none(n, figures.sites().size()), none(n, used.size()));
    decided = new double[n][used.size()];
  }

  private static int[][] none(int n, int of) {
    int[][] a = new int[n][of];
    for (int[] row : a) Arrays.fill(row, -1);
    return a;
  }

  private boolean stands(Unit u, Place p) {
    CampusRows.Site site = figures.sites().get(u.site());
    return CampusFigures.abroad(site)
        ? p.zone == ScopedLedger.ABROAD && p.name.equals(site.country())
        : p.zone != ScopedLedger.ABROAD && p.name.equals(site.zone()) && p.connection == u.connection();
  }

  private String name(Unit u) {
    return figures.sites().get(u.site()).campus() + (u.last() ? " last" : "") + u.connection().suffix();
  }

  @Override
  public void build() {
    if (!m.withAi() || c.units.isEmpty()) return;
    for (Stage s : m.stages()) {
      if (m.operating()) {
        for (int p = 0; p < c.places.size(); p++) {
          decided[s.index()][p] = m.decided(c.places.get(p).key(), s);
          draw(s, p, -1, decided[s.index()][p]);
        }
        continue;
      }
      modules(s);
      sites(s);
      places(s);
    }
  }

  private void modules(Stage s) {
    int y = s.index();
    List<String> names = c.units.stream().map(this::name).toList();
    Block n = m.lp().columns("campus.modules", "modules", y, names, 0, 0);
    Block b = m.lp().columns("campus.build", "modules", y, names, 0, Double.POSITIVE_INFINITY);
    Block growth = m.lp().rows("campus.growth", "modules", y, names);
    for (int k = 0; k < c.units.size(); k++) {
      Unit u = c.units.get(k);
      CampusRows.Site site = figures.sites().get(u.site());
      c.standing[y][k] = n.at(k);
      c.built[y][k] = b.at(k);
      c.growth[y][k] = growth.at(k);
      var row = m.lp().at(growth.at(k)).add(n.at(k), 1).add(b.at(k), -1); // (1)
      if (y > 0) row.add(c.standing[y - 1][k], -1);
      row.eq(0);
      m.lp().integer(n.at(k));
      boolean open = figures.path(site, u.connection()).readyBy(s.year()) && site.pin() != CampusRows.Pin.FORBID;
      m.lp().bounds(n.at(k), 0, open ? u.count() : 0);
      CampusCosts.charge(m, site, u, b.at(k), s);
      if (!CampusFigures.abroad(site)) m.ai().stands(s, u.site(), new AiLedger.Term(n.at(k), u.power(), 0, u.connection()));
    }
    join(s);
  }

  /// Modules that plants on the site fed alone join the grid: j of (1).
  private void join(Stage s) {
    int y = s.index();
    if (y == 0) return;
    List<int[]> pairs = new ArrayList<>();
    for (int u = 0; u < c.units.size(); u++)
      for (int v = 0; v < c.units.size(); v++) if (joins(c.units.get(u), c.units.get(v), s)) pairs.add(new int[] {u, v});
    if (pairs.isEmpty()) return;
    List<String> names = pairs.stream().map(p -> name(c.units.get(p[0])) + " to " + c.units.get(p[1]).connection().words()).toList();
    Block joins = m.lp().columns("campus.joins", "modules", y, names, 0, Double.POSITIVE_INFINITY);
    for (int k = 0; k < pairs.size(); k++) {
      m.lp().at(c.growth[y][pairs.get(k)[0]]).add(joins.at(k), 1);
      m.lp().at(c.growth[y][pairs.get(k)[1]]).add(joins.at(k), -1);
    }
  }

  /// True when modules of a unit may become those of another for a stage.
  private boolean joins(Unit from, Unit to, Stage s) {
    return from.connection() == Connection.ONSITE && to.connection() != Connection.ONSITE && from.sharesWith(to)
        && figures.path(figures.sites().get(from.site()), to.connection()).readyBy(s.year());
  }

  /// Holds the modules at 0 whose path has not ended some months after 2026-01-01.
  void closeAfter(double months) {
    for (Stage s : m.stages())
      for (int k = 0; k < c.units.size(); k++) {
        Unit u = c.units.get(k);
        if (c.standing[s.index()][k] >= 0 && figures.path(figures.sites().get(u.site()), u.connection()).months() > months)
          m.lp().bounds(c.standing[s.index()][k], 0, 0);
      }
  }

  /// Calendar years of a stage in which a site can be energised, at least one.
  private int years(Stage s, CampusRows.Site site) {
    return Math.max(1, s.year() - Math.max(m.yearBefore(s), figures.shortest(site).firstYear() - 1));
  }

  private void sites(Stage s) {
    List<Unit> first = new ArrayList<>();
    for (Unit u : c.units) if (first.stream().noneMatch(u::sharesWith)) first.add(u);
    List<Unit> limited = first.stream().filter(u -> c.units.stream().filter(u::sharesWith).count() > 1 || pinned(u)).toList();
    Block maximum = m.lp().rows("campus.maximum", "modules", s.index(), limited.stream().map(this::name).toList());
    for (int k = 0; k < limited.size(); k++) {
      Unit u = limited.get(k);
      var row = m.lp().at(maximum.at(k));
      for (int j = 0; j < c.units.size(); j++) if (c.units.get(j).sharesWith(u)) row.add(c.standing[s.index()][j], 1);
      row.between(pinned(u) ? least(u, s) : 0, u.count()); // (2)
    }
    List<Integer> slow = new ArrayList<>();
    for (int k = 0; k < figures.sites().size(); k++) if (Double.isFinite(figures.sites().get(k).ramp())) slow.add(k);
    Block ramp = m.lp().rows("campus.ramp", "GW", s.index(), slow.stream().map(k -> figures.sites().get(k).campus()).toList());
    for (int r = 0; r < slow.size(); r++) {
      CampusRows.Site site = figures.sites().get(slow.get(r));
      c.ramp[s.index()][slow.get(r)] = ramp.at(r);
      m.declare("campus.ramp", site.campus(), s, ramp.at(r), "MW", 1e3);
      var row = m.lp().at(ramp.at(r));
      for (int j = 0; j < c.units.size(); j++)
        if (c.units.get(j).site() == slow.get(r)) row.add(c.built[s.index()][j], c.units.get(j).it());
      row.le(site.ramp() / 1e3 * years(s, site)); // (3)
    }
  }

  private boolean pinned(Unit u) {
    return figures.sites().get(u.site()).pin() == CampusRows.Pin.BUILD;
  }

  /// Modules of a size that a site stands with by stage s when it is built as soon as the grid and its ramp allow.
  private int least(Unit wanted, Stage s) {
    CampusRows.Site site = figures.sites().get(wanted.site());
    List<Unit> sizes = c.units.stream().filter(u -> u.site() == wanted.site() && u.connection() == Connection.FIRM).toList();
    int[] done = new int[sizes.size()];
    for (Stage v : m.stages().subList(0, s.index() + 1)) {
      if (!figures.shortestToGrid(site).readyBy(v.year())) continue;
      double room = site.ramp() / 1e3 * years(v, site);
      for (int k = 0; k < done.length; k++) {
        int more = (int) Math.min(sizes.get(k).count() - done[k], Math.floor(room / sizes.get(k).it() + 1e-9));
        done[k] += more;
        room -= more * sizes.get(k).it();
      }
    }
    for (int k = 0; k < done.length; k++) if (sizes.get(k).last() == wanted.last()) return done[k];
    throw new IllegalStateException(name(wanted));
  }

  private void places(Stage s) {
    int y = s.index();
    Block power = m.lp().rows("ai.power", "GW", y, c.places.stream().map(Place::member).toList());
    for (String kind : List.of("ai.energised", "ai.interruptible", "ai.onsite", "ai.abroad")) {
      List<Integer> of = new ArrayList<>();
      for (int p = 0; p < c.places.size(); p++) if (c.places.get(p).column().equals(kind)) of.add(p);
      if (of.isEmpty()) continue;
      Block e = m.lp().columns(kind, "GW", y, of.stream().map(p -> c.places.get(p).name).toList(), 0, Double.POSITIVE_INFINITY);
      for (int k = 0; k < of.size(); k++) c.energised[y][of.get(k)] = e.at(k);
    }
    for (int p = 0; p < c.places.size(); p++) {
      c.power[y][p] = power.at(p);
      var row = m.lp().at(power.at(p)).add(c.energised[y][p], 1); // (4)
      for (int k = 0; k < c.units.size(); k++) if (c.placeOf[k] == p) row.add(c.standing[y][k], -c.units.get(k).power());
      row.eq(0);
      draw(s, p, c.energised[y][p], 0);
      if (c.places.get(p).zone == ScopedLedger.ABROAD) country(s, p);
    }
  }

  private double utilisation() {
    return m.figures().settings().ai().utilisation();
  }

  private void draw(Stage s, int p, int column, double constant) { // (5)
    Place place = c.places.get(p);
    m.ai().add(s, place.zone, new AiLedger.Term(column, 1, column >= 0 ? 0 : constant, place.connection));
    if (place.zone == ScopedLedger.ABROAD) return;
    double u = utilisation();
    double[] pue = m.figures().relativePue(place.name, s.grid());
    for (int t = 0; t < pue.length; t++) {
      if (column >= 0) m.aiLoad(s, place.zone, t, column, u * pue[t]);
      else m.aiLoad(s, place.zone, t, u * pue[t] * constant);
    }
    if (place.connection == Connection.ONSITE) return;
    if (column >= 0) m.firm().draw(s, place.zone, column, firm(place, s));
  }

  /// Firm load of a GW with a grid connection that stands in a place, without its margin.
  private double firm(Place place, Stage s) {
    double share = 1 - Math.min(1, m.figures().campuses().curtailment(place.name, place.connection) * Hourly.HOURS / PEAK_HOURS);
    return share * utilisation() * m.figures().worstPue(place.name, s.grid());
  }

  private void country(Stage s, int p) { // (6)
    int y = s.index();
    Country k = figures.country(c.places.get(p).name);
    int e = c.energised[y][p];
    m.lp().bounds(e, 0, k.limit() / 1e3);
    if (Double.isFinite(k.limit())) m.declareBound("country.limit", k.country(), s, e, "MW", 1e3);
    double twh = 8.76 * utilisation();
    m.lp().cost(e, "ai_energy_abroad", s.discount() * twh * k.price());
    m.lp().memo(e, "resource:ai_energy_abroad", s.socialDiscount() * twh * k.price());
    if (Double.isInfinite(k.chips())) return;
    Block licence = m.lp().rows("country.licence", "GW", y, List.of(k.country()));
    c.licence[y][p] = licence.at(0);
    m.declare("country.licence", k.country(), s, licence.at(0), "MW", 1e3);
    var row = m.lp().at(licence.at(0));
    for (int u = 0; u < c.units.size(); u++) if (c.placeOf[u] == p) row.add(c.built[y][u], c.units.get(u).power());
    row.le(k.chips() / 1e6 * m.figures().chipPower(s.year()) * (s.year() - m.yearBefore(s))); // a million chips of 1 kW are 1 GW
  }

  @Override
  public void decide(Result r, Decisions d) {
    for (Stage s : m.stages())
      for (int p = 0; p < c.places.size(); p++)
        if (c.energised[s.index()][p] >= 0) d.put(c.places.get(p).key(), s.year(), Math.max(0, r.value(c.energised[s.index()][p])));
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    if (!m.withAi()) return;
    for (Stage s : m.stages())
      for (int p = 0; p < c.places.size(); p++) {
        int column = c.energised[s.index()][p];
        double e = m.operating() ? decided[s.index()][p] : Math.max(0, r.value(column));
        if (c.places.get(p).zone != ScopedLedger.ABROAD) reportPower(r, s, c.places.get(p), e, tables, grid);
      }
    if (!m.operating()) new CampusReport(m, c, r).write(tables, grid);
  }

  private void reportPower(Result r, Stage s, Place place, double e, Tables tables, String grid) {
    if (e < 1e-7) return;
    double[] pue = m.figures().relativePue(place.name, s.grid());
    double energy = 0;
    double[] drawn = new double[pue.length];
    for (int t = 0; t < s.grid().steps(); t++) {
      double p = utilisation() * pue[t] * e;
      drawn[t] = -p;
      energy += p * s.grid().annualHours(t);
      m.row(tables.get("dispatch"), grid, s, t, place.name, "ai", -p);
    }
    tables.get("generation").add(grid, s.year(), place.name, "ai", -energy * 1e3);
    if (m.operating()) return;
    int region = m.firm().region(place.zone);
    // What supplies itself pays for the capacity that its plants hold for it, without margin.
    double held = region < 0 ? 0 : place.connection == Connection.ONSITE ? e : (1 + m.firm().margin(s, region)) * firm(place, s) * e;
    new Account(place.name, "ai", place.connection.words(), e, e, 0, drawn, -held * m.firm().worth(r, s, place.zone), 0, 0, 0, 0, 0)
        .write(m, r, s, tables, grid);
  }

  @Override
  public void conclude(Result r, Tables tables, String grid) {
    if (m.withAi() && !m.operating()) new CampusReport(m, c, r).conclude(tables, grid);
  }
}
