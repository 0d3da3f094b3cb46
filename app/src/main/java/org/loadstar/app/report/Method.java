package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.loadstar.model.Sheet;

/// How the plan was found and why it may be trusted: certificate, solve progress, size, versions,

/// inputs and their limits.
final class Method {
  private final Run run;

  Method(Run run) {
    this.run = run;
  }

  String html(String number) {
    return Sections.open("method", number, "Method, certificate, inputs")
        + "<div class=\"cards\">"
        + progress()
        + certificate()
        + facts()
        + inputs()
        + "</div></section>\n";
  }

  private String progress() {
    Sheet it = run.tables.get("iterations");
    Rows all = Rows.of(it);
    Rows plan = all.is("phase", "plan");
    Rows rows =
        !plan.isEmpty() || all.isEmpty()
            ? plan
            : all.is("phase", all.text(all.stream().findFirst().getAsInt(), "phase"));
    if (rows.isEmpty())
      return Sections.empty(
          "progress", "The solve left no record of its bounds", "n/a: table iterations is empty");
    int n = rows.count();
    double[] x = new double[n];
    double[] lower = new double[n];
    double[] upper = new double[n];
    Twin twin = new Twin("phase", "seconds", "lower USD", "upper USD", "gap");
    int[] at = rows.stream().toArray();
    for (int i = 0; i < n; i++) {
      x[i] = rows.number(at[i], "seconds");
      lower[i] = finite(rows.number(at[i], "lower_usd") / 1e9);
      upper[i] = finite(rows.number(at[i], "upper_usd") / 1e9);
    }
    all.stream()
        .forEach(
            r ->
                twin.row(
                    all.text(r, "phase"),
                    all.number(r, "seconds"),
                    all.number(r, "lower_usd"),
                    all.number(r, "upper_usd"),
                    all.number(r, "gap")));
    double u = last(upper);
    double l = last(lower);
    double[] finite =
        Arrays.stream(new double[][] {lower, upper})
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .toArray();
    if (finite.length == 0)
      return Sections.empty(
          "progress", "The solve left no bounds", "n/a: table iterations has no finite bound");
    double middle = Double.isNaN(u) ? l : u;
    double reach = Math.max(Math.abs(middle) * 0.02, Double.isNaN(u - l) ? 0 : Math.abs(u - l) * 4);
    double low = Math.max(Arrays.stream(finite).min().getAsDouble(), middle - reach);
    double high = Math.min(Arrays.stream(finite).max().getAsDouble(), middle + reach);
    boolean cut = Arrays.stream(finite).anyMatch(v -> v < low || v > high);
    double gap = run.number("gap");
    double seconds = x[n - 1];
    List<Lines.Tick> ticks = new ArrayList<>();
    double step = Plot.step(x[0], Math.max(seconds, x[0] + 1e-3), 6);
    for (double t = Math.ceil(x[0] / step) * step; t <= seconds; t += step)
      ticks.add(new Lines.Tick(t, Figures.tick(t, step) + Figures.THIN + "s"));
    List<Lines.Line> lines =
        List.of(
            new Lines.Line("best plan", "l-strong", x, upper, true, false),
            new Lines.Line("proven bound", "l-dash", x, lower, true, false));
    String title =
        Double.isNaN(gap)
            ? "The solve ran " + Figures.sig(seconds) + " s without a proven gap"
            : "The solve proved a gap of "
                + Figures.percent(gap)
                + " in "
                + Figures.sig(seconds)
                + " s";
    return new Card(
            "progress",
            title,
            "Cost of the best plan and proven lower bound, discounted $bn over all stages, over"
                + " seconds of the solve"
                + (cut ? "; early bounds beyond the frame are cut" : "")
                + "; the axis does not start at 0",
            new Lines(lines, "$bn", ticks, false, low, high),
            List.of(
                Card.Key.line(
                    "l-strong", "best plan (upper)", Double.isNaN(u) ? "" : Figures.money(u * 1e9)),
                Card.Key.line(
                    "l-dash",
                    "proven bound (lower)",
                    Double.isNaN(l) ? "" : Figures.money(l * 1e9))),
            "",
            run.source("iterations"),
            twin,
            false)
        .html();
  }

  private static double finite(double x) {
    return Double.isFinite(x) ? x : Double.NaN;
  }

  private static double last(double[] v) {
    for (int i = v.length - 1; i >= 0; i--) if (Double.isFinite(v[i])) return v[i];
    return Double.NaN;
  }

  private String certificate() {
    Map<String, Object> c = Run.object(run.summary, "certificate");
    List<String[]> rows = new ArrayList<>();
    c.forEach(
        (k, v) -> {
          if (!k.equals("ok"))
            rows.add(
                new String[] {
                  k.replace('_', ' '),
                  v instanceof Number n
                      ? k.endsWith("objective")
                          ? dollars(n.doubleValue())
                          : Figures.sig(n.doubleValue())
                      : v.toString()
                });
        });
    for (String k : List.of("objective_usd", "lower_bound_usd", "full_year_cost_usd"))
      if (!Double.isNaN(run.number(k))) rows.add(new String[] {label(k), dollars(run.number(k))});
    for (String k : run.isNetwork() ? List.of("gap") : List.of("gap", "gap_decision", "full_year_gap"))
      rows.add(
          new String[] {
            label(k),
            Double.isNaN(run.number(k))
                ? "n/a: not proven in this run"
                : Figures.percent(run.number(k))
          });
    Object ok = c.get("ok");
    String title =
        ok == null
            ? "This run has no certificate"
            : run.isNetwork() && Boolean.FALSE.equals(ok) && !run.text("lower_bound").equals("proven")
            ? "Feasible and recomputed; its bound is claimed, not proven"
            : Boolean.TRUE.equals(ok)
                ? "Certified: the plan is feasible, its cost and its bound were recomputed"
                : "Not certified: the solution failed its check";
    return words(
        "certificate",
        title,
        "Recomputed from the plan and the duals, apart from the solver",
        rows,
        "summary");
  }

  private static String dollars(double usd) {
    return (usd < 0 ? Figures.MINUS : "")
        + "$"
        + Figures.sig(Math.abs(usd) / 1e9, 6)
        + Figures.THIN
        + "bn";
  }

  private static String label(String key) {
    return switch (key) {
      case "objective_usd" -> "cost of the plan, discounted";
      case "lower_bound_usd" -> "proven lower bound";
      case "full_year_cost_usd" -> "cost of the target year over all its hours";
      case "gap" -> "gap";
      case "gap_decision" -> "gap on the decisions (without sunk fleet and chips)";
      case "full_year_gap" -> "gap against the full-year model";
      default -> key.replace('_', ' ');
    };
  }

  private String facts() {
    List<String[]> rows = new ArrayList<>();
    for (String k : List.of("rows", "columns", "nonzeros"))
      if (!Double.isNaN(run.number(k)))
        rows.add(new String[] {k + " of the program", Figures.whole(run.number(k))});
    Run.object(run.summary, "seconds")
        .forEach(
            (k, v) -> {
              if (v instanceof Number n)
                rows.add(new String[] {"seconds, " + k, Figures.sig(n.doubleValue())});
            });
    if (!Double.isNaN(run.number("peak_memory_mb")))
      rows.add(new String[] {"peak memory, MB", Figures.whole(run.number("peak_memory_mb"))});
    flat("", run.summary.get("resolution"), "resolution", rows);
    flat(
        "",
        run.summary.get("versions") == null
            ? run.manifest.get("versions")
            : run.summary.get("versions"),
        "version",
        rows);
    for (String k : List.of("case_hash", "result_hash"))
      if (!run.text(k).isEmpty()) rows.add(new String[] {k.replace('_', ' '), run.text(k)});
    flat("", run.manifest.get("options"), "option", rows);
    for (String k : List.of("seed", "created"))
      if (run.manifest.get(k) != null)
        rows.add(new String[] {k, String.valueOf(run.manifest.get(k))});
    return words(
        "facts",
        "Same case, seed and versions give the same result",
        "Size, time, versions and options of this run",
        rows,
        "summary, manifest");
  }

  private static void flat(
      String path,
      @org.jspecify.annotations.Nullable Object value,
      String name,
      List<String[]> rows) {
    if (value == null) return;
    if (value instanceof Map<?, ?> m)
      m.forEach((k, v) -> flat(path.isEmpty() ? String.valueOf(k) : path + "." + k, v, name, rows));
    else
      rows.add(
          new String[] {
            path.isEmpty() ? name : name + ", " + path,
            value instanceof Double d ? Figures.sig(d, 6) : String.valueOf(value)
          });
  }

  private String words(
      String id, String title, String subtitle, List<String[]> rows, String source) {
    StringBuilder s =
        new StringBuilder(
            "<div class=\"card words\" id=\""
                + id
                + "\"><h3>"
                + Svg.escape(title)
                + "</h3><p class=\"sub\">"
                + Svg.escape(subtitle)
                + "</p><dl class=\"facts\">");
    for (String[] r : rows)
      s.append("<div><dt>")
          .append(Svg.escape(r[0]))
          .append("</dt><dd>")
          .append(Svg.escape(r[1]))
          .append("</dd></div>");
    return s.append("</dl><p class=\"source\">Source: ")
        .append(Svg.escape(run.source(source)))
        .append("</p></div>\n")
        .toString();
  }

  private String inputs() {
    List<String> lines = new ArrayList<>();
    Object description = run.manifest.get("description");
    if (description != null) lines.add(description.toString());
    int weather = run.setting("weather_year");
    int demand = run.setting("demand_year");
    if (weather > 0 && demand > 0 && weather != demand)
      lines.add(
          "Profiles are of the weather of "
              + weather
              + ", hourly demand of "
              + demand
              + ". Cold or heat that moves both is not seen together.");
    lines.add(
        "Prices are long-run marginal values of the plan (duals), load-weighted; they hold the"
            + " capital that scarcity pays and are not a price forecast.");
    if (!run.isNetwork()) {
      lines.add(
          "Between zones power moves by transport limits; the network inside a zone is not"
              + " modelled.");
      lines.add("Subsidy is not saving: resource cost counts no transfers, private cost does.");
      lines.add(
          "Sources and licences of each input row stand in the case folder (SOURCES) and in the copy"
              + " of the case that the run folder holds.");
    } else {
      lines.add("Components and their equations: package org.loadstar.model.network; what is read from where: docs/peers.md.");
    }
    Object licence =
        run.manifest.get("licence") == null
            ? run.manifest.get("license")
            : run.manifest.get("licence");
    if (licence != null) lines.add("Licence of the inputs: " + licence);
    return "<div class=\"card words tail\" id=\"inputs\"><h3>Inputs, licence and limits</h3><p"
        + " class=\"sub\">Case "
        + Svg.escape(run.caseName())
        + "</p>"
        + Answer.list(lines, "")
        + "<p class=\"source\">Source: "
        + Svg.escape(run.source("manifest"))
        + "</p></div>\n";
  }
}
