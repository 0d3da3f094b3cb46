package org.loadstar.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Zone;

/// What it costs to leave a zone out: of federal money, or of hosting campuses.
///
/// ```
/// (1) money:  no tax credit, guarantee or equity of the fund reaches the zone        (zones.Z.federal_share = 0)
/// (2) host:   none of its sites may be built                                          (campuses[zone=Z].pin = forbid)
/// (3) ratepayers of the zone:  sum_y d_y (p_y - p'_y) L_y,  p' of the case as it stands, L its load without new AI load
/// ```
///
/// Each is a least-cost plan with fractions of modules, beside that of the case as it stands; what is told is the difference. The objective holds
/// what misses its target at its price, the private cost does not. Prices are the plan's duals.
public final class Exclusion {
  private final PlanOptions options;
  private final StudyProgress progress;
  private final Clock clock = new Clock();

  private Exclusion(PlanOptions options, StudyProgress progress) {
    this.options = options.withoutTwin().withFullYear("none").withIntegers(false).withGoal(PlanOptions.Goal.COST);
    this.progress = progress;
  }

  /// Plans the case as it stands, then without each of some zones.
  ///
  /// @param zones `all` for every zone of the case
  /// @return the object of `levers --exclude-zone --json`
  /// @throws OptionRefused for an unknown zone
  public static Map<String, @Nullable Object> run(PlanOptions options, List<String> zones, StudyProgress progress) {
    Case data = Stages.withStages(CaseReader.read(options.source()).orThrow(), options.stages());
    List<String> known = data.zones().stream().map(Zone::zone).toList();
    List<String> names = zones.equals(List.of("all")) ? known : zones.stream().distinct().toList();
    for (String z : names) if (!known.contains(z)) throw new OptionRefused("zone '" + z + "': the case has " + String.join(", ", known));
    return new Exclusion(options, progress).run(data, names);
  }

  private Map<String, @Nullable Object> run(Case data, List<String> zones) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    Map<String, @Nullable Object> by = new LinkedHashMap<>();
    out.put("status", "stopped");
    out.put("resolution", options.time() == null ? data.settings().time() : options.time());
    out.put("stages", data.settings().stages());
    out.put("target_year", data.settings().targetYear());
    out.put("excluded", by);
    try {
      PlanResult base = plan(options.source(), "the case as it stands");
      for (String z : zones) {
        Map<String, @Nullable Object> of = new LinkedHashMap<>();
        of.put("money", difference(plan(options.source().withSet("zones." + z + ".federal_share=0"), z + " without federal money"), base, z));
        boolean sites = data.campuses().stream().anyMatch(c -> c.zone().equals(z));
        of.put("host", !sites ? null : difference(plan(options.source().withSet("campuses[zone=" + z + "].pin=forbid"), z + " without campuses"), base, z));
        by.put(z, of);
      }
      out.put("status", "done");
    } catch (StoppedException e) {
      out.put("zones_done", by.size());
    }
    out.put("seconds", clock.total());
    out.put("cpu_seconds", Clock.cpuSeconds());
    return out;
  }

  private PlanResult plan(CaseSource source, String label) throws StoppedException {
    double left = options.maxSeconds() - clock.total();
    if (left <= 0) throw new StoppedException();
    PlanResult r = Plan.run(options.withSource(source).withMaxSeconds(left), (stage, seconds, done, lower, upper) -> progress.report(label, clock.total(), done, lower, upper));
    if (r.status().equals("infeasible")) throw new OptionRefused(label + ": the case has no solution");
    if (!(r.summary().get("objective_usd") instanceof Double)) throw new StoppedException();
    return r;
  }

  private static Map<String, @Nullable Object> difference(PlanResult r, PlanResult base, String zone) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    for (String k : List.of("objective_usd", "resource_cost_usd", "private_cost_usd")) m.put(k, number(r.summary(), k) - number(base.summary(), k));
    m.put("open_usd", number(r.summary(), "objective_usd") - number(r.summary(), "lower_bound_usd") + number(base.summary(), "objective_usd") - number(base.summary(), "lower_bound_usd"));
    m.put("tax_credits_usd", -number(r.summary(), "cost_usd_by_category", "tax_credit") + number(base.summary(), "cost_usd_by_category", "tax_credit"));
    Case data = base.data();
    Figures figures = new Figures(data);
    Zone z = data.zones().stream().filter(q -> q.zone().equals(zone)).findFirst().orElseThrow();
    double ratepayers = 0;
    for (int k = 0; k < data.settings().stages().size(); k++) {
      int year = data.settings().stages().get(k);
      double mwh = 1e3 * 8760 * figures.demand(z).mean() * figures.growthWithoutDataCentres(zone, year);
      double rise = number(r.summary(), "price_usd_per_mwh", "" + year, zone, "total") - number(base.summary(), "price_usd_per_mwh", "" + year, zone, "total");
      ratepayers += data.settings().discountWeight(k) * rise * mwh;
    }
    m.put("ratepayers_usd", ratepayers);
    String target = "" + data.settings().targetYear();
    m.put("price_usd_per_mwh", number(r.summary(), "price_usd_per_mwh", target, zone, "total") - number(base.summary(), "price_usd_per_mwh", target, zone, "total"));
    m.put("ai_gw_zone", number(r.summary(), "ai_gw_by_zone", target, zone) - number(base.summary(), "ai_gw_by_zone", target, zone));
    m.put("ai_gw", number(r.summary(), "ai_gw", target) - number(base.summary(), "ai_gw", target));
    m.put("built_mw_zone", built(r, zone) - built(base, zone));
    return m;
  }

  /// MW built in a zone over all stages.
  private static double built(PlanResult r, String zone) {
    double sum = 0;
    if (r.summary().get("built_mw") instanceof Map<?, ?> years)
      for (Object of : years.values())
        if (of instanceof Map<?, ?> zones && zones.get(zone) instanceof Map<?, ?> by) for (Object v : by.values()) sum += v instanceof Number n ? n.doubleValue() : 0;
    return sum;
  }

  /// The number at a path of maps, 0 where there is none.
  private static double number(Map<?, ?> m, String... path) {
    Object at = m;
    for (String k : path) at = at instanceof Map<?, ?> map ? map.get(k) : null;
    return at instanceof Number n ? n.doubleValue() : 0;
  }
}
