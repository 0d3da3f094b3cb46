package org.loadstar.study;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Block;
import org.loadstar.lp.Lp;
import org.loadstar.model.CampusRows;
import org.loadstar.model.Case;
import org.loadstar.model.CriticalPath;
import org.loadstar.model.DeclaredLimit;
import org.loadstar.model.Readiness;
import org.loadstar.model.Result;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;
import org.loadstar.model.UnitWords;

/// What binds the most load: rows and columns outside the hours at their limit, by what the limit as it stands contributes, and sites
/// that are not ready in time, by the step that ends last.
///
/// The dual of a limit is the GW that one more unit of it gives (for small changes, and never more than that in all); what it
/// contributes is dual times limit.
final class FastestBinding {
  /// Contributions below this many GW are not told.
  private static final double LEAST = 0.01;

  /// GW that one unit of what there is none of must give to be told.
  private static final double LEAST_OF_NONE = 1e-5;

  private static final int MOST = 40;

  /// Power of a site that counts as none, MW.
  private static final double LEAST_MW = 0.1;

  /// Part of a module by which a number of them may miss being whole.
  private static final double WHOLE = 1e-4;

  private record Limit(String constraint, String place, int stage, double dual, double limit, String unit) {
    double contribution() {
      return Math.abs(dual * limit);
    }

    /// True for one that is worth telling: also one of which there is none, and more would give load.
    boolean matters() {
      return contribution() >= LEAST || limit == 0 && Math.abs(dual) > LEAST_OF_NONE;
    }
  }

  /// A limit as told.
  ///
  /// @param value GW that one more unit gives; of sites that wait: GW that they would give in time
  /// @param percent GW that 1 % more of it gives
  record Told(String constraint, String place, int year, double value, String unit, String words, double percent) {}

  private final Case data;
  private final int year;
  private final double months;
  private final List<Limit> limits = new ArrayList<>();
  private final Map<String, Double> bySite = new TreeMap<>();
  private final Map<String, Double> byConnection = new TreeMap<>();
  private final Map<String, Double> standing = new TreeMap<>();

  /// @param months sites that are ready so many months after 2026-01-01 are in time; infinite: by the end of the target year
  FastestBinding(Fastest.Relaxed most, Case data, double months) {
    this.data = data;
    this.year = data.settings().targetYear();
    this.months = Math.min(months, CriticalPath.monthsTo(year));
    Lp lp = most.program();
    Result relaxed = new Result(lp, most.solved().solution());
    Map<Integer, DeclaredLimit> rows = new HashMap<>();
    Map<Integer, DeclaredLimit> columns = new HashMap<>();
    for (DeclaredLimit d : most.limits()) (d.row() >= 0 ? rows : columns).put(d.row() >= 0 ? d.row() : d.column(), d);
    double[] y = most.solved().solution().duals();
    for (Block b : lp.rowBlocks()) {
      if (b.timed() || Explanation.isDefinition(b.name())) continue;
      for (int k = 0; k < b.n(); k++) {
        int i = b.at(k);
        DeclaredLimit d = rows.get(i);
        double limit = d != null && d.share() != null ? d.used(relaxed) / d.scale() : y[i] > 0 ? lp.rowLowers()[i] : lp.rowUppers()[i];
        if (Double.isFinite(limit) && (limit != 0 || d != null)) limits.add(limit(b, k, -y[i], limit, d));
      }
    }
    double[] aty = lp.transposeTimes(y);
    for (Block b : lp.columnBlocks()) {
      if (b.timed() || Explanation.isDefinition(b.name())) continue;
      for (int k = 0; k < b.n(); k++) {
        int j = b.at(k);
        double reduced = lp.costs()[j] - aty[j];
        double limit = lp.uppers()[j];
        if (reduced < 0 && Double.isFinite(limit) && (limit != 0 || columns.containsKey(j))) limits.add(limit(b, k, -reduced, limit, columns.get(j)));
      }
    }
    sites(lp, aty, y, relaxed);
    limits.removeIf(q -> !q.matters());
    limits.sort(Comparator.comparingDouble(Limit::contribution).reversed());
  }

  /// What a GW of each site gives in the target year: the reduced costs of a module that stands and is built for it, chips, equipment
  /// and budgets that it takes at their duals, over its power. No more than itself. The site's own maximum and ramp are part of what a
  /// connection takes, and not of what the site is worth.
  private void sites(Lp lp, double[] aty, double[] y, Result relaxed) {
    int last = data.settings().stages().size() - 1;
    boolean[] power = new boolean[lp.rows()];
    boolean[] own = new boolean[lp.rows()];
    for (Block b : lp.rowBlocks()) {
      if (b.name().equals("ai.power")) Arrays.fill(power, b.first(), b.first() + b.size(), true);
      if (b.name().equals("campus.maximum") || b.name().equals("campus.ramp")) Arrays.fill(own, b.first(), b.first() + b.size(), true);
    }
    Block stands = null;
    Block built = null;
    for (Block b : lp.columnBlocks()) {
      if (b.stage() != last) continue;
      if (b.name().equals("campus.modules")) stands = b;
      if (b.name().equals("campus.build")) built = b;
    }
    if (stands == null || built == null) return;
    for (int k = 0; k < stands.n(); k++) {
      int n = stands.at(k);
      int j = built.at(k);
      double gw = 0;
      for (int e = lp.starts()[n]; e < lp.starts()[n + 1]; e++) if (power[lp.indices()[e]]) gw = Math.max(gw, Math.abs(lp.values()[e]));
      if (gw == 0) continue;
      standing.merge(site(stands.members().get(k)), gw * relaxed.value(n), Double::sum);
      double gain = -(lp.costs()[n] - aty[n] + lp.costs()[j] - aty[j]);
      byConnection.merge(stands.members().get(k), Math.clamp(gain / gw, 0, 1), Math::max);
      for (int c : new int[] {n, j}) for (int e = lp.starts()[c]; e < lp.starts()[c + 1]; e++) if (own[lp.indices()[e]]) gain -= lp.values()[e] * y[lp.indices()[e]];
      bySite.merge(stands.members().get(k), Math.clamp(gain / gw, 0, 1), Math::max);
    }
  }

  private static Limit limit(Block b, int k, double dual, double limit, @Nullable DeclaredLimit declared) {
    return declared == null
        ? new Limit(b.name(), b.members().get(k), b.stage(), dual, limit, b.unit())
        : new Limit(declared.constraint(), declared.place(), b.stage(), dual, limit, b.unit());
  }

  /// All that binds: sites that wait first, then limits by what they contribute.
  List<Told> all() {
    List<Told> told = waiting();
    for (Limit q : limits.subList(0, Math.min(MOST, limits.size())))
      told.add(new Told(q.constraint, q.place, year(q), q.dual, "GW per " + UnitWords.one(q.unit), words(q), 0.01 * q.contribution()));
    return told;
  }

  /// The constraints that bind anywhere.
  Set<String> constraints() {
    Set<String> names = new TreeSet<>();
    for (Told t : waiting()) names.add(t.constraint);
    for (Limit q : limits) names.add(q.constraint);
    return names;
  }

  private int year(Limit q) {
    return data.settings().stages().get(Math.max(0, q.stage));
  }

  private String subject(Limit q) {
    Map<String, String> names = new HashMap<>();
    for (CampusRows.Site c : data.campuses()) names.put(c.campus(), c.name());
    return LimitWords.named(LimitWords.of(q.constraint, q.place), q.place, names);
  }

  private String words(Limit q) {
    double step = LimitWords.step(q.unit);
    String at = q.stage < 0 ? "" : " up to " + year(q);
    return String.format(
        Locale.ROOT, "%s: %s%s; one %s %s would give up to %s of load", subject(q), q.limit == 0 ? "none" : LimitWords.amount(q.limit, q.unit), at,
        q.dual < 0 ? "less" : "more", LimitWords.one(q.unit), LimitWords.power(step * Math.abs(q.dual)));
  }

  /// True when a limit of the case binds in a stage, told or not.
  boolean binds(DeclaredLimit d) {
    return limits.stream().anyMatch(q -> q.constraint.equals(d.constraint()) && q.place.equals(d.place()) && q.stage == d.stage().index());
  }

  /// Sites that cannot be energised in time, by the step that ends last, and grid connections that sites have not in time which stand by
  /// another; a GW there is worth what it is in the zone.
  private List<Told> waiting() {
    Map<CriticalPath.Step, List<Readiness>> byStep = new TreeMap<>();
    for (Readiness r : Readiness.of(data))
      if (r.open() && r.months() > months) byStep.computeIfAbsent(r.path().step(), k -> new ArrayList<>()).add(r);
    Map<CriticalPath.Step, List<Readiness>> later = new TreeMap<>();
    Set<String> told = new HashSet<>();
    byStep.values().forEach(of -> of.forEach(r -> told.add(r.campus())));
    Readiness.later(data).stream()
        .filter(r -> r.open() && r.months() > months && room(r) * worthOfConnection(r) > LEAST)
        .sorted(Comparator.comparingDouble(r -> -worthOfConnection(r)))
        // Of a site the connection that is worth most.
        .filter(r -> told.add(site(r.campus())))
        .forEach(r -> later.computeIfAbsent(r.path().step(), k -> new ArrayList<>()).add(r));
    List<Told> out = new ArrayList<>();
    for (CriticalPath.Step step : CriticalPath.Step.values()) {
      List<Readiness> sites = byStep.getOrDefault(step, List.of());
      List<Readiness> connections = later.getOrDefault(step, List.of());
      double bySites = sites.stream().mapToDouble(r -> r.powerGw() * worth(r)).sum();
      double byConnections = connections.stream().mapToDouble(r -> room(r) * worthOfConnection(r)).sum();
      if (bySites + byConnections < LEAST) continue;
      List<String> words = new ArrayList<>();
      if (bySites > 0) words.add(held(sites, Readiness::powerGw, "cannot be energised", step, bySites));
      if (byConnections > 0) words.add(held(connections, this::room, "have no grid connection, or none that is firm,", step, byConnections));
      out.add(new Told(step.constraint(), "all", year, bySites + byConnections, "GW", String.join("; ", words), 0.01 * (bySites + byConnections)));
    }
    return out;
  }

  private String held(List<Readiness> sites, ToDoubleFunction<Readiness> power, String what, CriticalPath.Step step, double worth) {
    String largest = sites.stream().max(Comparator.comparingDouble(power)).orElseThrow().name();
    String by = months < CriticalPath.monthsTo(year) ? CriticalPath.date(months) : "" + year;
    return String.format(
        Locale.ROOT, "%s GW at %s %s by %s because of the %s; in time it would give up to %s GW", plain(sites.stream().mapToDouble(power).sum()),
        sites.size() == 1 ? largest : sites.size() + " sites (the largest: " + largest + ")", sites.size() == 1 ? what.replace("have no", "has no") : what, by, step.words(), plain(worth));
  }

  /// Two digits, never as a power of ten.
  private static String plain(double gw) {
    return new BigDecimal(gw).round(new MathContext(2)).toPlainString();
  }

  /// The site of modules that are named after it and a connection.
  private static String site(String modules) {
    return modules.split(" ", 2)[0];
  }

  /// GW that a site could still take by another connection, its maximum and its ramp by the target year kept.
  private double room(Readiness connection) {
    String site = site(connection.campus());
    double most = Readiness.of(data).stream().filter(r -> r.campus().equals(site)).mapToDouble(r -> r.gwBy(year)).findFirst().orElse(0);
    return Math.max(0, most - standing.getOrDefault(site, 0.0));
  }

  /// GW of load that one more GW of a site by one of its connections gives.
  private double worthOfConnection(Readiness r) {
    String key = r.campus();
    int end = key.indexOf(' ');
    String last = end < 0 ? key + " last" : key.substring(0, end) + " last" + key.substring(end);
    return Math.max(byConnection.getOrDefault(key, 0.0), byConnection.getOrDefault(last, 0.0));
  }

  /// GW of load that one more GW of a site gives, by the best of its connections.
  private double worth(Readiness r) {
    return bySite.entrySet().stream().filter(e -> e.getKey().equals(r.campus()) || e.getKey().startsWith(r.campus() + " "))
        .mapToDouble(Map.Entry::getValue).max().orElse(0);
  }

  /// Takes over the tables of a plan: `binding` and the reasons of its sites are told in GW, and what duals say of load, chips,
  /// equipment and budgets is left out, because the load of this plan is no answer to prices.
  void tell(Tables from, Tables into) {
    for (Sheet s : from.all()) {
      switch (s.name()) {
        case "binding" -> {
          // Facts without a price, which hold for any plan.
          for (int i = 0; i < s.rows(); i++) if (Double.isNaN(s.number(i, 4))) into.get("binding").add(s.cells(i));
          for (Told t : all()) into.get("binding").add("plan", t.constraint, t.place, t.year, t.value, t.unit, t.words, t.percent, "GW");
        }
        case "campuses" -> reasons(s, into.get(s.name()));
        case "ai", "ai_abroad" -> without(s, "marginal_usd_per_kw_yr", into.get(s.name()));
        case "chips" -> without(s, "value_usd_per_gpu_hour", into.get(s.name()));
        case "equipment" -> without(s, "value_usd_per_unit_yr", into.get(s.name()));
        case "capital" -> without(s, "value", into.get(s.name()));
        default -> into.get(s.name()).addAll(s);
      }
    }
  }

  private static void without(Sheet from, String column, Sheet into) {
    int c = from.column(column);
    for (int r = 0; r < from.rows(); r++) {
      Object[] cells = from.cells(r);
      cells[c] = Double.NaN;
      into.add(cells);
    }
  }

  private void reasons(Sheet from, Sheet into) {
    Map<String, Readiness> sites = new TreeMap<>();
    for (Readiness r : Readiness.of(data)) sites.put(r.campus(), r);
    int why = from.column("why");
    for (int r = 0; r < from.rows(); r++) {
      Object[] cells = from.cells(r);
      Readiness site = sites.get(from.text(r, from.column("campus")));
      cells[why] = site == null ? "No part of the load sought, which counts in the zones alone" : reason(site, from.number(r, from.column("planned_mw")));
      into.add(cells);
    }
  }

  private String reason(Readiness r, double mw) {
    if (!r.open()) return "Not built: forbidden by its pin";
    double worth = worth(r);
    String more = String.format(Locale.ROOT, "one more GW of it would give up to %.2g GW", worth);
    if (r.months() > months)
      return String.format(Locale.ROOT, "Not ready before %s, decided by %s; ", r.date(), r.path().step().words())
          + (worth > LEAST ? String.format(Locale.ROOT, "in time it would give up to %.2g GW", r.powerGw() * worth) : "in time it would add nothing: other limits bind");
    if (mw > 1e3 * r.powerGw() * 0.999) return worth > LEAST ? "Built whole; " + more : "Built whole; others could stand in for it";
    String part = mw > LEAST_MW ? String.format(Locale.ROOT, "Built in part, %.0f of %.0f MW%s", mw, 1e3 * r.powerGw(), modules(r, mw)) : "Ready in time and not built";
    boolean ramp = mw > LEAST_MW && r.gwBy(year) < 0.999 * r.powerGw() && mw + moduleMw(r) > 1e3 * r.gwBy(year) * 0.99;
    return ramp
        ? part + ": its ramp allows " + String.format(Locale.ROOT, "%.0f MW by %d; ", 1e3 * r.gwBy(year), year) + (worth > LEAST ? more : "others could stand in for it")
        : part + ": other limits than its own bind" + first(r) + (worth > LEAST ? ", or no whole module fits; " + more : "");
  }

  /// The limit that holds back most of those that could hold back a site: not those of another site.
  private String first(Readiness r) {
    Set<String> others = new HashSet<>();
    for (CampusRows.Site c : data.campuses()) if (!c.campus().equals(r.campus())) others.add(c.campus());
    return limits.stream().filter(q -> !others.contains(site(q.place))).findFirst().map(q -> ", first " + lower(subject(q))).orElse("");
  }

  /// Facility power of one of its modules, MW.
  private double moduleMw(Readiness r) {
    return data.campuses().stream().filter(c -> c.campus().equals(r.campus())).mapToDouble(c -> c.moduleOrAll() * c.pue()).findFirst().orElse(0);
  }

  /// ` (3 of 8 modules)` of a site that is built in whole modules, the smaller one of its rest apart; empty for parts of modules.
  private String modules(Readiness r, double mw) {
    double module = moduleMw(r);
    if (module <= LEAST_MW) return "";
    double all = Math.floor(1e3 * r.powerGw() / module + WHOLE);
    double rest = 1e3 * r.powerGw() - all * module;
    for (double more : rest > WHOLE * module ? new double[] {0, rest} : new double[] {0}) {
      double n = Math.rint((mw - more) / module);
      if (Math.abs(n * module + more - mw) > WHOLE * module) continue;
      String last = more == 0 ? "" : n == 0 ? "its last, smaller module alone" : " and the last, smaller one";
      return " (" + (n == 0 ? "" : String.format(Locale.ROOT, "%.0f of %.0f modules", n, all)) + last + ")";
    }
    return "";
  }

  /// Words inside a sentence.
  private static String lower(String words) {
    return words.startsWith("The ") || words.startsWith("What ") ? Character.toLowerCase(words.charAt(0)) + words.substring(1) : words;
  }
}
