package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.loadstar.model.CampusFigures.Connection;
import org.loadstar.model.CampusFigures.Unit;

/// What a plan says of its campuses: power by zone, country and site, what binds, dates, and why each is built or not.
final class CampusReport {
  /// Power of a site below which it is the dust of an interior solution, GW.
  private static final double DUST = 1e-4;

  /// Smallest plant on a site that is told, MW: below it lies the rest that a solver leaves.
  private static final double LEAST_PLANT_MW = 5;

  /// Probabilities of the reported dates and powers.
  private static final double MEDIAN = 0.5;
  private static final double LATE = 0.9;

  /// What decides the date of a site that could stand in a stage before the one for which it is built.
  private static final String CHOSEN = "the plan, which wants it later";

  /// Worth below which nothing is said to bind, USD/kW-yr.
  private static final double WORTH = 1;

  private final Model m;
  private final Campus.Columns c;
  private final Result r;
  private final CampusFigures figures;
  private final CampusWorth worth;
  private final CampusLimits limits;

  /// True when the modules of the plan are whole and the duals are those of parts of them.
  private final boolean whole;
  private final Stage target;

  CampusReport(Model m, Campus.Columns c, Result r) {
    this.m = m;
    this.c = c;
    this.r = r.binding();
    whole = r.binding() != r;
    figures = m.figures().campuses();
    worth = new CampusWorth(m, c, this.r);
    limits = new CampusLimits(m, c, this.r);
    Stage at = m.stages().getFirst();
    for (Stage s : m.stages()) if (s.year() <= m.figures().settings().targetYear()) at = s;
    target = at;
  }

  /// Facility power of a site by a connection in a stage, GW.
  private double power(int site, Connection k, Stage s) {
    double p = 0;
    for (int u = 0; u < c.units().size(); u++) {
      Unit unit = c.units().get(u);
      if (unit.site() == site && unit.connection() == k) p += unit.power() * r.value(c.standing()[s.index()][u]);
    }
    return p < DUST ? 0 : p;
  }

  private double power(int site, Stage s) {
    double p = 0;
    for (Connection k : Connection.values()) p += power(site, k, s);
    return p;
  }

  /// Powers and what binds.
  void write(Tables tables, String grid) {
    for (Stage s : m.stages()) {
      for (Zone z : m.figures().data().zones()) zone(z.zone(), s, tables, grid);
      for (int p = 0; p < c.places().size(); p++)
        if (c.places().get(p).zone() == ScopedLedger.ABROAD) country(p, s, tables, grid);
      for (int k = 0; k < figures.sites().size(); k++)
        for (Connection q : Connection.values()) {
          double gw = power(k, q, s);
          if (gw > 0) tables.get("campus_power").add(grid, s.year(), figures.sites().get(k).campus(), q.words(), gw * 1e3);
        }
      ramps(s, tables, grid);
    }
    for (int k = 0; k < figures.sites().size(); k++) {
      late(k, tables, grid);
      full(k, tables, grid);
    }
  }

  private void zone(String zone, Stage s, Tables tables, String grid) {
    double gw = 0;
    double value = 0;
    double total = 0;
    for (int k = 0; k < figures.sites().size(); k++) {
      if (!figures.sites().get(k).zone().equals(zone)) continue;
      gw += power(k, s);
      if (worth.ready(k) > s.index() || forbidden(k)) continue;
      value = Math.max(value, worth.best(k).annual());
      total = Math.max(total, worth.best(k).total());
    }
    double potential = figures.potential(zone, s.year());
    tables.get("ai").add(grid, s.year(), zone, gw * 1e3, potential * 1e3, 0.0, 0.0, value);
    if (value > WORTH && potential > 0 && gw > 0.999 * potential)
      bind(tables, grid, "ai.potential", zone, s, value, total * potential, "All %s of sites that can be energised in %s by %d are used; one more kW would save %.0f USD"
          + " a year", Words.power(potential), zone, s.year(), value);
  }

  private boolean forbidden(int site) {
    return figures.sites().get(site).pin() == CampusRows.Pin.FORBID;
  }

  private void country(int p, Stage s, Tables tables, String grid) {
    Country k = figures.country(c.places().get(p).name());
    int e = c.energised()[s.index()][p];
    double gw = Math.max(0, r.value(e));
    double twh = 8.76 * m.figures().settings().ai().utilisation() * gw;
    double value = Math.max(0, -r.reduced(e)) / s.discount();
    tables.get("ai_abroad").add(grid, s.year(), k.country(), gw * 1e3, finite(k.limit()), 0.0, 0.0, twh * 1e6, twh * k.price() * 1e6,
        twh * k.carbon() * 1e3, value);
    if (value > WORTH && gw > 0.999 * k.limit() / 1e3)
      bind(tables, grid, "country.limit", k.country(), s, value, value * s.discount() * gw, "%s gives power to %s of new AI load; one more kW would save %.0f USD a year",
          nameOf(k), Words.power(gw), value);
    int row = c.licence()[s.index()][p];
    double chips = row < 0 ? 0 : Math.max(0, -r.dual(row)) / left(s);
    if (chips > WORTH)
      bind(tables, grid, "country.licence", k.country(), s, chips, chips * left(s) * r.lp().rowUppers()[row],
          "The export licence of %s lets chips for %s in by %d; chips for one more kW would save %.0f USD a year", nameOf(k),
          Words.power(r.lp().rowUppers()[row]), s.year(), chips);
  }

  private static double finite(double mw) {
    return Double.isInfinite(mw) ? Double.NaN : mw;
  }

  private static String nameOf(Country k) {
    return k.name().isEmpty() ? k.country() : k.name();
  }

  /// Discount weights from a stage to the end.
  private double left(Stage s) {
    return m.stages().subList(s.index(), m.stages().size()).stream().mapToDouble(Stage::discount).sum();
  }

  private void ramps(Stage s, Tables tables, String grid) {
    for (int k = 0; k < figures.sites().size(); k++) {
      int row = c.ramp()[s.index()][k];
      CampusRows.Site site = figures.sites().get(k);
      double value = row < 0 ? 0 : Math.max(0, -r.dual(row)) / left(s) / site.pue();
      if (value > WORTH)
        bind(tables, grid, "campus.ramp", site.campus(), s, value, r.worth(row) / 1e4,
            "%s can energise %s of IT power a year; one more kW in %d would save %.0f USD for each year that it stands", title(site),
            Words.power(site.ramp() / 1e3), s.year(), value);
    }
  }

  /// A site that is not ready by the target year and would be worth having.
  private void late(int k, Tables tables, String grid) {
    CampusRows.Site site = figures.sites().get(k);
    double value = forbidden(k) ? 0 : worth.ofBeingReady(k, target.index());
    if (value <= WORTH) return;
    CriticalPath path = figures.shortest(site);
    bind(tables, grid, path.step().constraint(), site.campus(), target, value,
        value * worth.weight(target.index(), worth.ready(k)) * CampusFigures.power(site),
        "%s is ready in %s, decided by %s; each kW ready by the end of %d would save %.0f USD a year until then", title(site),
        CriticalPath.date(path.months()), path.step().words(), target.year(), value);
  }

  /// A site that is built whole by the target year and would be worth more, in a zone that has others; of a zone that is full
  /// `ai.potential` speaks.
  private void full(int k, Tables tables, String grid) {
    CampusRows.Site site = figures.sites().get(k);
    double value = worth.best(k).annual();
    if (site.pin() != CampusRows.Pin.FREE || value <= WORTH || power(k, target) < 0.999 * CampusFigures.power(site)) return;
    double gw = 0;
    for (int q = 0; q < figures.sites().size(); q++) if (figures.sites().get(q).zone().equals(site.zone())) gw += power(q, target);
    if (CampusFigures.abroad(site) || gw < 0.999 * figures.potential(site.zone(), target.year()))
      bind(tables, grid, "campus.maximum", site.campus(), target, value, worth.best(k).total() * CampusFigures.power(site), "%s is built whole, %s; one more kW there would save %.0f USD a year", title(site),
          Words.power(CampusFigures.power(site)), value);
  }

  private static String title(CampusRows.Site c) {
    return c.name().isEmpty() ? c.campus() : c.name();
  }

  /// @param worth of the whole limit, discounted M$
  private void bind(
      Tables tables, String grid, String constraint, String place, Stage s, double value, double worth, String words, Object... of) {
    tables.bind(grid, constraint, place, s.year(), value, "USD/kW-yr", 1e4 * worth, String.format(Locale.ROOT, words, of));
  }

  /// Dates, ranges and reasons, once all components have reported.
  void conclude(Tables tables, String grid) {
    if (!grid.equals("plan")) return;
    int n = figures.sites().size();
    CriticalPath[] paths = new CriticalPath[n];
    for (int k = 0; k < n; k++) paths[k] = figures.path(figures.sites().get(k), connection(k));
    CampusDates dates = new CampusDates(figures, paths);
    Map<String, String> supply = supply(tables, grid);
    for (int k = 0; k < n; k++) site(k, paths[k], dates, supply, tables);
    for (Stage s : m.stages()) range(s, dates, tables);
  }

  /// The connection by which most of a site stands first, or by which it would stand first.
  private Connection connection(int k) {
    for (Stage s : m.stages()) {
      Connection most = Connection.FIRM;
      for (Connection q : Connection.values()) if (power(k, q, s) > power(k, most, s)) most = q;
      if (power(k, most, s) > 0) return most;
    }
    CampusRows.Site site = figures.sites().get(k);
    for (Connection q : Connection.values()) if (figures.offered(site, q) && figures.path(site, q).equals(figures.shortest(site))) return q;
    throw new IllegalStateException(site.campus());
  }

  private void range(Stage s, CampusDates dates, Tables tables) {
    double[] planned = new double[figures.sites().size()];
    for (int k = 0; k < planned.length; k++) if (!CampusFigures.abroad(figures.sites().get(k))) planned[k] = power(k, s);
    LoadRange range = LoadRange.of(figures, dates, planned, s.year());
    tables.get("ai_range").add(s.year(), range.planned() * 1e3, range.expected() * 1e3, range.late() * 1e3);
  }

  private void site(int k, CriticalPath path, CampusDates dates, Map<String, String> supply, Tables tables) {
    CampusRows.Site site = figures.sites().get(k);
    int first = 0;
    double before = 0;
    boolean waited = false;
    for (Stage s : m.stages()) {
      if (power(k, s) > 0) {
        first = s.year();
        break;
      }
      waited = path.readyBy(s.year());
      before = Math.max(0, CriticalPath.monthsTo(s.year()));
    }
    boolean built = first > 0;
    double gw = power(k, m.stages().getLast());
    String grid = CampusFigures.abroad(site) ? "grid of " + nameOf(figures.country(site.country())) : supply.getOrDefault(site.zone(), "");
    String own = onSite(k, tables.get("onsite"));
    boolean alone = !own.isEmpty() && power(k, Connection.FIRM, target) + power(k, Connection.INTERRUPTIBLE, target) == 0;
    boolean stands = power(k, target) > 0;
    String used = !stands ? "" : alone ? own : own.isEmpty() ? grid : own + "; " + grid;
    String by = site.onSite().isEmpty() ? used : "announced: " + site.onSite() + (stands ? "; in the plan: " + used : "");
    int months = (int) Math.ceil(path.months());
    tables.get("campuses").add(site.campus(), site.name(), site.zone(), site.country(), site.kind(), site.latitude(), site.longitude(),
        CampusFigures.power(site) * 1e3, power(k, target) * 1e3, first,
        built ? CriticalPath.date(later(dates.months(k, MEDIAN), before)) : "",
        built ? CriticalPath.date(later(dates.months(k, LATE), before)) : "",
        CriticalPath.date(path.months()), built && waited ? CHOSEN : path.step().words(), figures.completion(site),
        CampusCosts.capex(site) * gw / site.pue() * 1e6, by, why(k, path));
    for (CriticalPath.Span q : path.spans()) tables.get("campus_steps").add(site.campus(), q.step(), q.from(), q.to());
    int last = Math.max(0, months - 1);
    if (!CampusFigures.abroad(site))
      tables.get("ai_sites").add(m.figures().settings().targetYear(), site.campus(), site.name(), site.zone(), site.latitude(),
          site.longitude(), CampusFigures.power(site) * 1e3, Figures.FIRST_YEAR + last / 12, last % 12 + 1, path.step().words());
  }

  /// The month of a site that is ready after some months, but is not wanted before the month after `before`.
  private static double later(double ready, double before) {
    return before > 0 ? Math.max(ready, before + 1) : ready;
  }

  private String why(int k, CriticalPath path) {
    CampusRows.Site site = figures.sites().get(k);
    CampusWorth.Net best = worth.best(k);
    double gw = power(k, m.stages().getLast());
    boolean all = gw > 0.999 * CampusFigures.power(site);
    if (site.pin() == CampusRows.Pin.FORBID) return "Not built: forbidden by its pin";
    if (site.pin() == CampusRows.Pin.BUILD && (gw == 0 || best.stage() < 0))
      return "Pinned, but not ready before " + CriticalPath.date(path.months()) + ", decided by " + path.step().words();
    if (site.pin() == CampusRows.Pin.BUILD)
      return String.format(Locale.ROOT, "Built because it is pinned: each kW %s %.0f USD a year", best.annual() >= 0 ? "saves" : "costs",
          Math.abs(best.annual()));
    if (gw > 0) {
      String reason = best.annual() > WORTH
          ? String.format(Locale.ROOT, "Built because each kW saves %.0f USD a year against the last that is built", best.annual())
          : whole && best.annual() < -WORTH
          ? String.format(Locale.ROOT, "Built because its whole modules fit, though each kW costs %.0f USD a year more than the last of a plan with parts of modules", -best.annual())
          : "Built at the margin: its worth equals its cost, its part of what is scarce included";
      return all ? reason : reason + "; " + Words.power(CampusFigures.power(site) - gw) + " of it are left";
    }
    if (CampusFigures.abroad(site) && figures.alliedTarget(m.stages().getLast().year()) <= 0)
      return "Not built: no target abroad, and no pin, asks for it";
    double late = worth.ofBeingReady(k, target.index());
    if (late > WORTH)
      return String.format(Locale.ROOT, "Not ready before %s, decided by %s; each kW ready by the end of %d would save %.0f USD a year until then",
          CriticalPath.date(path.months()), path.step().words(), target.year(), late);
    if (best.stage() < 0) return "Not ready before " + CriticalPath.date(path.months()) + ", decided by " + path.step().words();
    if (best.annual() > WORTH || best.annual() > -WORTH && (whole || missed(site)))
      return fits(best, missed(site) ? limits.blocking(best.unit(), best.stage()) : "");
    if (best.annual() < -WORTH && missed(site)) return goes(best, limits.scarce(best.unit(), best.stage()));
    return String.format(Locale.ROOT, "Not built because cheaper sites suffice: each kW would cost %.0f USD a year more", Math.max(0, -best.annual()));
  }

  /// What stands on a site of its own in the target year, in words, and by what the site is fed; empty without plants.
  private String onSite(int k, Sheet onSite) {
    String campus = figures.sites().get(k).campus();
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < onSite.rows(); i++)
      if (onSite.text(i, 0).equals("plan") && onSite.integer(i, 1) == target.year() && onSite.text(i, 2).equals(campus) && onSite.number(i, 5) > LEAST_PLANT_MW)
        parts.add(String.format(Locale.ROOT, "%s %.0f MW", onSite.text(i, 4).replace('_', ' '), onSite.number(i, 5)));
    if (parts.isEmpty()) return "";
    List<String> fed = new ArrayList<>();
    for (Connection q : Connection.values()) {
      double gw = power(k, q, target);
      String by = q == Connection.ONSITE ? "without the grid" : "by a " + q.words() + " connection";
      if (gw > 0) fed.add(String.format(Locale.ROOT, "%.0f MW %s", 1e3 * gw, by));
    }
    return "on site in " + target.year() + ": " + String.join(", ", parts) + (fed.isEmpty() ? "" : " (" + String.join(", ", fed) + ")");
  }

  /// Why a site is not built that would be worth its cost.
  private String fits(CampusWorth.Net best, String blocking) {
    String though = best.annual() > WORTH ? String.format(Locale.ROOT, "though a kW would save %.0f USD a year", best.annual()) : "though a kW is worth its cost";
    if (!blocking.isEmpty())
      return "Not built because " + (whole ? "no whole module of it" : "no more") + " fits into " + blocking + ", " + though;
    if (!whole) return "Not built because missing the target costs no more than a kW of it";
    return "Not built because no whole module of it fits what is still wanted, " + though;
  }

  /// Why a site is not built though load is missing.
  private static String goes(CampusWorth.Net best, String scarce) {
    double more = -best.annual();
    if (scarce.isEmpty())
      return String.format(Locale.ROOT, "Not built because each kW would cost %.0f USD a year more than the price of missing the target", more);
    return String.format(Locale.ROOT, "Not built because other sites make more of %s: each kW would cost %.0f USD a year more", scarce, more);
  }

  /// True when a target that a site would count for is missed in some stage, by more than whole modules leave of it: by one of the site
  /// at least.
  private boolean missed(CampusRows.Site site) {
    boolean abroad = CampusFigures.abroad(site);
    double least = DUST;
    if (whole) least = c.units().stream().filter(u -> figures.sites().get(u.site()).equals(site)).mapToDouble(Unit::power).min().orElse(DUST);
    for (Stage s : m.stages()) {
      double lacking = abroad ? figures.alliedTarget(s.year()) : figures.target(s.year());
      for (int k = 0; k < figures.sites().size(); k++) if (CampusFigures.abroad(figures.sites().get(k)) == abroad) lacking -= power(k, s);
      if (lacking >= least * (1 - 1e-6)) return true;
    }
    return false;
  }

  /// What feeds each zone in the target year, in words: the three largest technologies of its generation.
  private Map<String, String> supply(Tables tables, String grid) {
    Sheet g = tables.get("generation");
    Map<String, Map<String, Double>> energy = new TreeMap<>();
    for (int i = 0; i < g.rows(); i++)
      if (g.text(i, 0).equals(grid) && g.integer(i, 1) == target.year() && g.number(i, 4) > 0 && !g.text(i, 3).equals("unserved"))
        energy.computeIfAbsent(g.text(i, 2), z -> new TreeMap<>()).merge(g.text(i, 3), g.number(i, 4), Double::sum);
    Map<String, String> words = new TreeMap<>();
    energy.forEach((zone, mix) -> {
      double all = mix.values().stream().mapToDouble(v -> v).sum();
      List<Map.Entry<String, Double>> largest = new ArrayList<>(mix.entrySet());
      largest.sort(Map.Entry.<String, Double>comparingByValue().reversed());
      words.put(zone, "grid of " + zone + " in " + target.year() + ": " + largest.stream().limit(3)
          .map(e -> String.format(Locale.ROOT, "%s %.0f %%", e.getKey(), 100 * e.getValue() / all)).collect(Collectors.joining(", ")));
    });
    return words;
  }
}
