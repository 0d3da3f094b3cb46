package org.loadstar.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Money that classes of investors can spend: what a stage's years spend for a purpose is paid out of their budgets.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | s_p,y | B$ | overnight capex for purpose p in the years of stage y, by the construction profiles |
/// | q_i,p,y | B$ | paid by investor i |
/// | B_i,y | B$ | budgets of the years of the stage, real |
///
/// ```
/// (1) s_p,y - sum_i q_i,p,y <= 0     for every purpose that some investor names
/// (2) sum_p q_i,p,y <= B_i,y
/// ```
///
/// The years of a stage are those after the stage before it, of the first stage those since 2026-01-01. A purpose that no investor names is not limited. What is not spent
/// does not wait. The dual of (2) is what one more dollar of budget saves, in dollars of the first stage.
final class Capital implements Component {
  private record Budget(String investor, Stage stage, Set<CapitalRows.Purpose> purposes, double amount, int row) {}

  private final Model m;
  private final List<Budget> budgets = new ArrayList<>();

  /// Purposes of campuses for which nobody has a budget up to the target year.
  private final Set<CapitalRows.Purpose> unpaid = EnumSet.noneOf(CapitalRows.Purpose.class);

  Capital(Model m) {
    this.m = m;
  }

  /// Purposes of a row.
  static Set<CapitalRows.Purpose> purposes(String joined) {
    return Arrays.stream(joined.split(";"))
        .map(p -> CapitalRows.Purpose.valueOf(p.strip().toUpperCase(Locale.ROOT)))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(CapitalRows.Purpose.class)));
  }

  @Override
  public void build() {
    if (m.operating()) return;
    Map<String, TreeMap<Integer, CapitalRows.Budget>> investors =
        Figures.byYear(m.figures().data().capital(), CapitalRows.Budget::investor, CapitalRows.Budget::year);
    for (Stage s : m.stages()) {
      Map<CapitalRows.Purpose, List<Integer>> payers = new TreeMap<>();
      investors.forEach((name, rows) -> {
        double amount = 0;
        for (int a = m.yearBefore(s) + 1; a <= s.year(); a++) amount += Figures.at(rows, a, CapitalRows.Budget::budget);
        var of = purposes(Objects.requireNonNullElse(rows.floorEntry(s.year()), rows.firstEntry()).getValue().purposes());
        pay(name, s, of, amount, payers);
      });
      payers.forEach((purpose, columns) -> spend(s, purpose, columns));
    }
  }

  private void pay(String name, Stage s, Set<CapitalRows.Purpose> of, double amount, Map<CapitalRows.Purpose, List<Integer>> payers) {
    for (CapitalRows.Purpose p : of) payers.computeIfAbsent(p, k -> new ArrayList<>());
    if (amount <= 0) return;
    boolean limited = Double.isFinite(amount);
    int row = limited ? m.lp().rows("capital.budget", "B$", s.index(), List.of(name)).at(0) : -1;
    for (CapitalRows.Purpose p : of) {
      int q = m.lp().columns("capital.paid", "B$", s.index(), List.of(name + " " + word(p)), 0, Double.POSITIVE_INFINITY).at(0);
      payers.getOrDefault(p, List.of()).add(q);
      if (limited) m.lp().at(row).add(q, 1);
    }
    if (!limited) return;
    m.lp().at(row).le(amount); // (2)
    m.declare("capital." + name, "all", s, row, "USD", 1e9);
    budgets.add(new Budget(name, s, of, amount, row));
  }

  private void spend(Stage s, CapitalRows.Purpose purpose, List<Integer> payers) {
    boolean[] zones = m.zonesOf("all");
    if (payers.isEmpty()) {
      m.spending().forbid(s, zones, purpose.name());
      if (s.year() == m.figures().settings().targetYear() && asked(purpose)) unpaid.add(purpose);
      return;
    }
    int row = m.lp().rows("capital.purpose", "B$", s.index(), List.of(word(purpose))).at(0);
    m.spending().cover(row, s, zones, purpose.name(), 1e-3);
    for (int q : payers) m.lp().at(row).add(q, -1);
    m.lp().at(row).le(0); // (1)
  }

  /// True when a site that could be energised in time spends for a purpose.
  private boolean asked(CapitalRows.Purpose purpose) {
    Map<String, CampusRows.Site> sites = m.figures().data().campuses().stream().collect(Collectors.toMap(CampusRows.Site::campus, c -> c));
    return Readiness.of(m.figures().data()).stream()
        .filter(r -> r.hasRoom() && r.months() <= CriticalPath.monthsTo(m.figures().settings().targetYear()))
        .map(r -> Objects.requireNonNull(sites.get(r.campus())))
        .anyMatch(c -> switch (purpose) {
          case SHELL -> c.capexShell() > 0;
          case POWER -> c.capexPower() > 0;
          case CHIPS -> c.capexChips() > 0;
          case GENERATION, STORAGE, NETWORK -> false;
        });
  }

  private static String word(CapitalRows.Purpose p) {
    return p.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    if (!grid.equals("plan")) return;
    if (!unpaid.isEmpty()) {
      String purposes = unpaid.stream().map(Capital::word).collect(Collectors.joining(", "));
      int year = m.figures().settings().targetYear();
      tables.bind(grid, "capital", "all", year, Double.NaN, "USD/USD", Double.NaN,
          String.format(Locale.ROOT, "No investor has a budget for %s of campuses for %d: none can be energised in that stage", purposes, year));
    }
    for (Budget b : budgets) {
      double value = Math.max(0, -r.binding().dual(b.row)) / 1e3;
      String purposes = b.purposes.stream().map(Capital::word).collect(Collectors.joining(";"));
      tables.get("capital").add(b.stage.year(), b.investor, purposes, b.amount * 1e9, r.activity(b.row) * 1e9, value);
      if (value > 1e-3)
        tables.bind(grid, "capital." + b.investor, "all", b.stage.year(), value, "USD/USD", r.binding().worth(b.row),
            String.format(Locale.ROOT, "%s of the billion USD of %s up to %d (%s) are spent%s; one more dollar would save %.2f",
                Words.share(r.activity(b.row), b.amount, 1), b.investor.replace('_', ' '), b.stage.year(), purposes.replace(";", ", "),
                Words.rest(r.activity(b.row), b.amount), value));
    }
  }
}
