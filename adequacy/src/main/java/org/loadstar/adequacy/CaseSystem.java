package org.loadstar.adequacy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Flexibility;
import org.loadstar.model.Generator;
import org.loadstar.model.Hourly;
import org.loadstar.model.Hydro;
import org.loadstar.model.Line;
import org.loadstar.model.Neighbour;
import org.loadstar.model.OutageRows;
import org.loadstar.model.Rows;
import org.loadstar.model.Settings;
import org.loadstar.model.Storage;
import org.loadstar.model.TimeGrid;

/// The system of a case with a fleet in a year: nameplate with outages instead of the plan's derated capacity, and the load, hydro, storage and
/// flexible load of the plan.
public final class CaseSystem {
  /// Winter days of highest load that are cold spells, as a share: there are no temperatures in a case, load stands for them.
  private static final double COLD_DAYS = 0.03;

  private static final int DEGREES_PER_HOUR = 15;
  private final Figures figures;
  private final Case data;
  private final Fleet fleet;
  private final int year;
  private final Assumptions assumptions;
  private final TimeGrid grid = TimeGrid.fullYear();
  private final PowerSystem.Builder b = new PowerSystem.Builder(Hourly.HOURS);
  private final double[][] need;
  private final double[] planned;
  private final double[] maintained;

  /// @param cold whether units fail more often in cold spells
  /// @param maintenance when planned outages are taken
  public record Assumptions(boolean cold, Maintenance maintenance) {}

  private CaseSystem(Figures figures, Fleet fleet, int year, Assumptions assumptions) {
    this.figures = figures;
    data = figures.data();
    this.fleet = fleet;
    this.year = year;
    this.assumptions = assumptions;
    int zones = data.zones().size();
    need = new double[zones][Hourly.HOURS];
    planned = new double[zones];
    maintained = new double[zones];
  }

  public static PowerSystem of(Figures figures, Fleet fleet, int year, Assumptions assumptions) {
    return new CaseSystem(figures, fleet, year, assumptions).system();
  }

  private PowerSystem system() {
    for (org.loadstar.model.Zone z : data.zones()) {
      b.zone(new PowerSystem.Zone(z.zone(), z.planningRegion().isEmpty() ? z.zone() : z.planningRegion(), behind(z)));
    }
    load();
    for (Generator.Row g : figures.generators()) generator(g);
    new TreeMap<>(fleet.onSite()).forEach(this::onSite);
    for (Hydro.Row h : data.hydro()) hydro(h);
    for (Storage.Row s : figures.storages()) store(s);
    for (Neighbour.Row n : data.neighbours()) imports(n);
    for (Line.Row l : data.lines()) tie(l);
    flexible();
    for (int z = 0; z < need.length; z++) b.maintenance(z, assumptions.maintenance().share(need[z], planned[z], maintained[z]));
    return b.build();
  }

  /// Hours by which local time is behind UTC.
  private static int behind(org.loadstar.model.Zone z) {
    return Double.isNaN(z.longitude()) ? 0 : (int) Math.round(-z.longitude() / DEGREES_PER_HOUR);
  }

  private void load() {
    for (int z = 0; z < need.length; z++) {
      org.loadstar.model.Zone zone = data.zones().get(z);
      double growth = figures.growthWithoutDataCentres(zone.zone(), year);
      double[] d = figures.demand(zone).map(v -> 1e3 * growth * v).toArray();
      if (assumptions.cold()) b.cold(z, coldSpells(d, behind(zone)));
      double firm = fleet.firmAi().getOrDefault(zone.zone(), 0.0) + fleet.interruptibleAi().getOrDefault(zone.zone(), 0.0);
      double[] pue = figures.relativePue(zone.zone(), grid);
      for (int h = 0; h < d.length; h++) d[h] += data.settings().ai().utilisation() * pue[h] * firm;
      b.load(z, d);
      add(z, d, 1);
    }
  }

  private void add(int z, double[] mw, double sign) {
    for (int h = 0; h < mw.length; h++) need[z][h] += sign * mw[h];
  }

  /// Local days from November to March whose peak is among the highest.
  private static boolean[] coldSpells(double[] load, int behind) {
    double[] peak = new double[Hourly.HOURS / 24];
    for (int h = 0; h < load.length; h++) {
      int day = Math.floorMod(h - behind, Hourly.HOURS) / 24;
      peak[day] = Math.max(peak[day], load[h]);
    }
    List<Integer> winter = IntStream.range(0, peak.length).filter(d -> TimeGrid.monthOf(24 * d) <= 3 || TimeGrid.monthOf(24 * d) >= 11).boxed()
        .sorted(Comparator.comparingDouble(d -> -peak[d])).toList();
    List<Integer> chosen = winter.subList(0, (int) Math.ceil(COLD_DAYS * winter.size()));
    boolean[] cold = new boolean[Hourly.HOURS];
    for (int h = 0; h < cold.length; h++) cold[h] = chosen.contains(Math.floorMod(h - behind, Hourly.HOURS) / 24);
    return cold;
  }

  private void generator(Generator.Row g) {
    double mw = fleet.capacity(g.generator());
    if (mw <= 0) return;
    int z = figures.zone(g.zone());
    if (!g.profile().isEmpty()) {
      double[] cf = figures.profile(g.profile(), g.profileMean()).toArray();
      b.weather(z, cf, mw);
      add(z, cf, -mw);
      return;
    }
    Rows.Technology t = figures.technology(g.technology());
    OutageRows.Technology o = figures.outageFigures(g.technology());
    double forced = Double.isNaN(o.forcedOutage()) ? t.forcedOutage() : o.forcedOutage();
    // A case may say that a technology is never available; the model of outages needs some time up.
    if (forced >= 1) return;
    double cold = assumptions.cold() ? o.coldFactor() : 1;
    double old = Math.min(mw, 1e3 * figures.scheduled(g.generator(), g.existing(), year));
    int had = figures.units(g.generator());
    double oldUnit = had > 0 && g.existing() > 0 ? g.existing() / had : o.unit();
    units(g.generator(), g.technology(), z, old, oldUnit, forced, o.repair(), t.plannedOutage(), cold);
    units(g.generator() + " new", g.technology(), z, mw - old, g.unit() > 0 ? g.unit() : o.unit(), forced, o.repair(), t.plannedOutage(), cold);
    planned[z] += mw * t.plannedOutage();
    if (t.plannedOutage() > 0) maintained[z] += mw;
  }

  /// Thermal plants on sites count for their zone like any other, and so do variable ones and storage, which are clusters of it. What a campus is
  /// fed by and what its zone is are one here.
  private void onSite(String key, double mw) {
    int bar = key.indexOf('|');
    int z = figures.zone(key.substring(0, bar));
    Rows.Technology t = figures.technology(key.substring(bar + 1));
    if (t.kind() != Rows.Kind.THERMAL) return;
    OutageRows.Technology o = figures.outageFigures(t.technology());
    double forced = Double.isNaN(o.forcedOutage()) ? t.forcedOutage() : o.forcedOutage();
    if (forced >= 1) return;
    units("on site " + key, t.technology(), z, mw, o.unit(), forced, o.repair(), t.plannedOutage(), assumptions.cold() ? o.coldFactor() : 1);
    planned[z] += mw * t.plannedOutage();
    if (t.plannedOutage() > 0) maintained[z] += mw;
  }

  private void units(String name, String technology, int z, double mw, double unit, double forced, double repair, double planned, double cold) {
    if (mw < 1e-3) return;
    int count = (int) Math.max(1, Math.round(mw / unit));
    b.units(new PowerSystem.Units(name, technology, z, count, mw / count, forced, repair, planned, cold));
  }

  private void hydro(Hydro.Row q) {
    double mw = fleet.capacity(q.hydro());
    if (mw <= 0) return;
    double[] month = new double[13];
    for (Hydro.Monthly c : data.hydroMonthly()) if (c.hydro().equals(q.hydro())) month[c.month()] = c.capacityFactor();
    double[] mean = IntStream.range(0, Hourly.HOURS).mapToDouble(h -> mw * month[TimeGrid.monthOf(h)]).toArray();
    int z = figures.zone(q.zone());
    add(z, mean, -1);
    if (q.runOfRiver()) b.fixed(z, mean);
    else b.reservoir(new PowerSystem.Reservoir(q.hydro(), q.technology(), z, mw, boxed(mean), q.minFlowShare()));
  }

  private static List<Double> boxed(double[] v) {
    return DoubleStream.of(v).boxed().toList();
  }

  private void store(Storage.Row s) {
    double mw = fleet.capacity(s.storage());
    double mwh = fleet.energy(s.storage());
    if (mw <= 0 || mwh <= 0) return;
    OutageRows.Technology o = figures.outageFigures(s.technology());
    double eta = Math.sqrt(figures.roundTrip(s, year));
    double forced = Double.isNaN(o.forcedOutage()) ? figures.technology(s.technology()).forcedOutage() : o.forcedOutage();
    int had = figures.units(s.storage());
    double unit = had > 0 && s.existing() > 0 ? s.existing() / had : o.unit();
    int count = (int) Math.max(1, Math.round(mw / unit));
    b.store(new PowerSystem.Store(s.storage(), s.technology(), figures.zone(s.zone()), mw, mw, mwh, eta, eta, count, forced, o.repair(), 1));
  }

  /// Trade of a border without a price is spread evenly over the year, as in the plan; a border with a price gives what is firm. Exports
  /// stop in a shortage.
  private void imports(Neighbour.Row n) {
    double mw = Double.isNaN(n.price()) ? Math.min(n.importLimit(), figures.trade(n.neighbour(), year, Neighbour.Energy::imported) * 1e6 / Hourly.HOURS) : n.firm();
    double[] flat = new double[Hourly.HOURS];
    Arrays.fill(flat, mw);
    b.fixed(figures.zone(n.zone()), flat);
    add(figures.zone(n.zone()), flat, -1);
  }

  private void tie(Line.Row l) {
    double forward = fleet.forward().getOrDefault(l.line(), 0.0);
    double reverse = fleet.reverse().getOrDefault(l.line(), 0.0);
    if (forward > 0 || reverse > 0)
      b.tie(new PowerSystem.Tie(l.line(), figures.zone(l.fromZone()), figures.zone(l.toZone()), forward, reverse, 0, 1));
  }

  private void interruptible(String what, org.loadstar.model.Zone zone, Flexibility f, double facility, double share) {
    double mw = facility * f.utilisation();
    if (!(mw > 0 && share > 0)) return;
    double[] power = Arrays.stream(figures.relativePue(zone.zone(), grid)).map(p -> p * mw).toArray();
    double day = new Flexibility.Pauses(Flexibility.DAY, data.settings().ai().curtailmentHoursPerDay()).within(Flexibility.DAY);
    b.interruptible(new PowerSystem.Interruptible(what + zone.zone(), figures.zone(zone.zone()), boxed(power), share * Arrays.stream(power).sum(), day * mw));
  }

  /// Interruptible campuses, and work of the others that may be put off: given in a shortage, made good from surplus.
  private void flexible() {
    Flexibility f = new Flexibility(data);
    Settings.Ai ai = data.settings().ai();
    for (org.loadstar.model.Zone zone : data.zones()) {
      int z = figures.zone(zone.zone());
      double firm = fleet.firmAi().getOrDefault(zone.zone(), 0.0);
      interruptible("interruptible ", zone, f, fleet.interruptibleAi().getOrDefault(zone.zone(), 0.0), Math.max(ai.curtailmentShare(), zone.curtailmentShare()));
      interruptible("interruptible by law ", zone, f, firm, zone.curtailmentShare());
      double all = f.deferrals().stream().mapToDouble(Flexibility.Deferral::share).sum();
      for (Flexibility.Deferral d : f.deferrals()) {
        double power = d.share() * firm;
        if (power <= 0) continue;
        b.store(new PowerSystem.Store("put off " + d.name() + " " + zone.zone(), "put off", z, f.spare() * firm * d.share() / all, power,
            power * d.pauses().within(d.window()), 1 / (1 + d.loss()), 1, 1, 0, 1, 1, d.window()));
      }
    }
  }
}
