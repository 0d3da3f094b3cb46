package org.loadstar.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;
import org.loadstar.adequacy.Assessment;
import org.loadstar.adequacy.CaseSystem;
import org.loadstar.adequacy.Estimate;
import org.loadstar.adequacy.Fleet;
import org.loadstar.adequacy.MonteCarlo;
import org.loadstar.adequacy.Options;
import org.loadstar.adequacy.PowerSystem;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Tables;

/// Does a fleet hold: what stands by schedule, or what a run has planned, drawn through outages and weather (docs/math/adequacy.md).
public final class Adequacy {
  private final Figures figures;
  private final Question question;
  private final StudyProgress progress;
  private final Map<String, @Nullable Object> out = new LinkedHashMap<>();

  /// What is asked.
  ///
  /// @param year calendar year; 0: of a case the end of the year before its first stage, of a run its target year
  /// @param options of the Monte Carlo
  /// @param assumptions on outages
  /// @param elcc resources whose effective load carrying capability is wanted, `RESOURCE[@ZONE]`
  /// @param firm zones and planning regions whose missing firm capacity is wanted
  /// @param standard LOLE at which both are measured, days a year
  public record Question(
      int year, Options options, CaseSystem.Assumptions assumptions, List<String> elcc, List<String> firm, double standard) {
    public Question {
      elcc = List.copyOf(elcc);
      firm = List.copyOf(firm);
      if (!(standard > 0)) throw new OptionRefused("standard " + standard + ": allowed is above 0");
    }
  }

  /// @param summary the object of `adequacy --json`
  /// @param assessment of the fleet asked for
  public record Answer(Map<String, @Nullable Object> summary, Assessment assessment) {}

  private Adequacy(Case data, Question question, StudyProgress progress) {
    figures = new Figures(data);
    this.question = question;
    this.progress = progress;
  }

  /// The fleet that stands by the schedule of a case, without new AI load.
  ///
  /// @throws org.loadstar.cases.CaseException when the case is refused
  public static Answer ofCase(CaseSource source, Question question, StudyProgress progress) {
    Case data = CaseReader.read(source).orThrow();
    int year = question.year == 0 ? data.settings().stages().getFirst() - 1 : question.year;
    return new Adequacy(data, question, progress).standing(year);
  }

  /// The fleet of a run, beside its twin without new AI load.
  ///
  /// @param source the case of the run with what was laid over it
  /// @param caseHash of the run
  /// @param stages that the run was asked for, empty for the case's own
  /// @throws OptionRefused when the case has changed since or the run has no such year
  public static Answer ofRun(
      CaseSource source, String caseHash, List<Integer> stages, Tables tables, int targetYear, Question question, StudyProgress progress) {
    Case data = Stages.withStages(CaseReader.read(source).orThrow(), stages);
    if (!CaseHash.of(data).equals(caseHash)) throw new OptionRefused("the case " + source.folder() + " has changed since this run. Maybe plan it again");
    int year = question.year == 0 ? targetYear : question.year;
    var years = FleetOfRun.years(tables, "plan");
    if (!years.contains(year)) throw new OptionRefused("year " + year + ": the run has " + years);
    return new Adequacy(data, question, progress).planned(tables, year);
  }

  private Answer standing(int year) {
    out.put("fleet", "standing by schedule at the end of " + year);
    Fleet fleet = Fleet.standing(figures, year);
    PowerSystem system = system(fleet, year);
    Assessment a = run(system, "outages");
    return answer(system, fleet, a, year, null);
  }

  private Answer planned(Tables tables, int year) {
    out.put("fleet", "planned for " + year);
    Fleet fleet = FleetOfRun.of(tables, "plan", year);
    PowerSystem system = system(fleet, year);
    Assessment a = run(system, "outages");
    Map<String, @Nullable Object> twin = null;
    if (FleetOfRun.years(tables, Twin.GRID).contains(year)) {
      PowerSystem without = system(FleetOfRun.of(tables, Twin.GRID, year), year);
      twin = new LinkedHashMap<>();
      risks(twin, run(without, Twin.LABEL));
    }
    out.put("ai_mw", fleet.ai());
    return answer(system, fleet, a, year, twin);
  }

  private PowerSystem system(Fleet fleet, int year) {
    return CaseSystem.of(figures, fleet, year, question.assumptions);
  }

  private Assessment run(PowerSystem system, String label) {
    long begun = System.nanoTime();
    return MonteCarlo.run(system, question.options, done ->
        progress.report(label, (System.nanoTime() - begun) / 1e9, done, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  private Answer answer(PowerSystem system, Fleet fleet, Assessment a, int year, @Nullable Map<String, @Nullable Object> twin) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("status", a.stopped() ? "stopped" : "done");
    m.putAll(out);
    m.put("year", year);
    risks(m, a);
    m.put("by_zone", risks(a.byZone()));
    m.put("by_region", risks(a.byGroup()));
    if (twin != null) m.put("no_ai", twin);
    if (!question.firm.isEmpty() || !question.elcc.isEmpty()) firm(m, fleet, year);
    m.put("samples", a.samples());
    m.put("converged", a.converged());
    m.put("weather_years", List.of(figures.settings().weatherYear()));
    m.put("demand_year", figures.settings().demandYear());
    m.put("weather_shift_days", question.options.shiftDays());
    m.put("load_error", question.options.loadError());
    m.put("maintenance", question.assumptions.maintenance().name().toLowerCase(java.util.Locale.ROOT));
    m.put("cold_outages", question.assumptions.cold());
    m.put("seed", question.options.seed());
    m.put("peak_mw", peaks(system));
    m.put("hours_behind_utc", (int) Math.round(system.zones().stream().mapToInt(PowerSystem.Zone::utcOffset).average().orElse(0)));
    m.put("error_note", "standard errors are of the outages and shifts drawn; weather and demand years that are not in the case are not in them");
    m.put("seconds", a.seconds());
    m.put("cpu_seconds", Clock.cpuSeconds());
    return new Answer(m, a);
  }

  private void firm(Map<String, @Nullable Object> m, Fleet fleet, int year) {
    FirmWorth worth = new FirmWorth(figures, fleet, year, question.assumptions, question.options);
    m.put("standard_lole_days", question.standard);
    Map<String, Object> missing = new LinkedHashMap<>();
    for (String area : question.firm) missing.put(area, worth.missing(area, question.standard, goOn("firm capacity of " + area)));
    if (!missing.isEmpty()) m.put("firm", missing);
    List<Object> elcc = new ArrayList<>();
    for (String resource : question.elcc) elcc.add(worth.elcc(resource, question.standard, goOn("worth of " + resource)));
    if (!elcc.isEmpty()) m.put("elcc", elcc);
  }

  private DoublePredicate goOn(String label) {
    long begun = System.nanoTime();
    return done -> progress.report(label, (System.nanoTime() - begun) / 1e9, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private static Map<String, Double> peaks(PowerSystem system) {
    Map<String, Double> m = new LinkedHashMap<>();
    for (int z = 0; z < system.zones().size(); z++) m.put(system.zones().get(z).name(), system.peak(z));
    return m;
  }

  private static Map<String, Object> risks(SortedMap<String, Assessment.Risk> by) {
    Map<String, Object> m = new LinkedHashMap<>();
    by.forEach((name, r) -> {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      risk(one, r);
      m.put(name, one);
    });
    return m;
  }

  private static void risks(Map<String, @Nullable Object> into, Assessment a) {
    risk(into, a.all());
  }

  private static void risk(Map<String, @Nullable Object> into, Assessment.Risk r) {
    into.put("lole_days", estimate(r.loleDays()));
    into.put("lolh", estimate(r.lolh()));
    into.put("eue_mwh", estimate(r.eue()));
    into.put("neue_ppm", estimate(r.neue()));
  }

  static Map<String, @Nullable Object> estimate(Estimate e) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("value", e.value());
    m.put("standard_error", Double.isNaN(e.standardError()) ? null : e.standardError());
    return m;
  }
}
