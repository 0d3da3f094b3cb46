package org.loadstar.ledger;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.CampusRows;
import org.loadstar.model.Case;
import org.loadstar.model.Country;
import org.loadstar.model.Figures;
import org.loadstar.model.Finance;
import org.loadstar.model.Financing;
import org.loadstar.model.Settings;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// Campuses: the developer builds shell and power plant and lets them, the hyperscaler buys the chips and pays for power.
///
/// ```
/// (1) lease = capex of shell and power x CRF(rate of campuses, life)            USD a year, what the plan charges for them
/// (2) cost of compute = (lease + chips x CRF + energy + capacity) / (accelerators x hours of use)      USD per GPU-hour
/// (3) accelerators = facility power / facility power of one
/// ```
final class Campuses {
  private enum Part {
    SHELL("campus_shell", Party.SUPPLIER),
    POWER("campus_power", Party.EQUIPMENT_MAKER),
    CHIPS("campus_chips", Party.CHIP_MAKER);

    private final String capital;
    private final Party maker;

    Part(String capital, Party maker) {
      this.capital = capital;
      this.maker = maker;
    }

    double capex(CampusRows.Site c) {
      return switch (this) {
        case SHELL -> c.capexShell();
        case POWER -> c.capexPower();
        case CHIPS -> c.capexChips();
      };
    }

    int life(Settings.Ai ai) {
      return switch (this) {
        case SHELL -> ai.shellLifeYears();
        case POWER -> ai.powerLifeYears();
        case CHIPS -> ai.chipsLifeYears();
      };
    }
  }

  private final Case data;
  private final Tables tables;
  private final Accounts accounts;
  private final Capital capital;
  private final Book book;
  private final Years years;
  private final Figures figures;
  private final Map<String, Double> tolls;
  private final Map<String, Country> countries = new HashMap<>();
  private final Map<String, TreeMap<Integer, Double>> power = new TreeMap<>();

  /// @param tolls what campuses pay for plants on their sites beyond what these earn, by `year|campus`
  Campuses(Case data, Tables tables, Accounts accounts, Book book, Map<String, Double> tolls) {
    this.tolls = tolls;
    this.data = data;
    this.tables = tables;
    this.accounts = accounts;
    this.book = book;
    capital = new Capital(book, new Financing(data), data.settings());
    years = new Years(data.settings());
    figures = new Figures(data);
    for (Country c : data.countries()) countries.put(c.country(), c);
    Sheet p = tables.get("campus_power");
    for (int i = 0; i < p.rows(); i++)
      if (p.text(i, 0).equals("plan")) power.computeIfAbsent(p.text(i, 2), k -> new TreeMap<>()).merge(p.integer(i, 1), p.number(i, 4), Double::sum);
  }

  void write() {
    for (CampusRows.Site c : data.campuses()) {
      double before = 0;
      for (int stage : data.settings().stages()) {
        double mw = energised(c, stage);
        if (mw > before + 1e-6) build(c, stage, mw - before);
        if (mw > 1e-6) compute(c, stage, mw);
        before = Math.max(before, mw);
      }
    }
  }

  private double energised(CampusRows.Site c, int stage) {
    return power.getOrDefault(c.campus(), new TreeMap<>()).getOrDefault(stage, 0.0);
  }

  private double rate(CampusRows.Site c) {
    @Nullable Country k = countries.get(c.country());
    return data.settings().ai().wacc() + (k == null ? 0 : k.waccAdder());
  }

  /// Capital charge of a part of so many MW of facility, USD a year.
  private double charge(CampusRows.Site c, Part p, double mw) {
    return capex(c, p, mw) * Finance.crf(rate(c), p.life(data.settings().ai()));
  }

  private static double capex(CampusRows.Site c, Part p, double mw) {
    return p.capex(c) * mw / c.pue() * 1e6; // USD per W of IT
  }

  private void build(CampusRows.Site c, int year, double mw) {
    for (Part p : Part.values()) {
      double capex = capex(c, p, mw);
      if (capex <= 0) continue;
      double[] spend = new double[p == Part.CHIPS ? 1 : Math.max(1, (int) Math.ceil(c.construction() / 12))];
      Arrays.fill(spend, 1.0 / spend.length);
      double charge = charge(c, p, mw);
      Party owner = p == Part.CHIPS ? Party.HYPERSCALER : Party.DEVELOPER;
      var asset = new Capital.Asset(p.capital, c.zone(), owner, p.maker, year, p.life(data.settings().ai()), capex, spend, charge, rate(c), 0);
      if (p == Part.CHIPS) {
        capital.writeUnlevered(asset);
        continue;
      }
      capital.write(asset, y -> charge);
      for (int y = year; y <= years.last(); y++) book.pay(y, Party.HYPERSCALER, Party.DEVELOPER, "lease", charge);
    }
  }

  private void compute(CampusRows.Site c, int stage, double mw) { // (2)
    double kw = figures.chipPower(stage);
    if (!(kw > 0)) return;
    double gpus = mw * 1e3 / kw;
    double chips = charge(c, Part.CHIPS, mw);
    double shell = charge(c, Part.SHELL, mw);
    double plant = charge(c, Part.POWER, mw);
    double energy = energy(c, stage, mw) + tolls.getOrDefault(stage + "|" + c.campus(), 0.0);
    double hours = gpus * data.settings().supply().gpuHoursPerYear();
    tables.get("compute_costs").add(stage, c.campus(), c.zone(), mw, gpus, (chips + shell + plant + energy) / hours, chips, shell, plant, energy);
  }

  /// What the power of a campus costs, USD a year: its part of the zone's AI load, or the host's price.
  private double energy(CampusRows.Site c, int stage, double mw) {
    @Nullable Country k = countries.get(c.country());
    if (k != null) return mw * 8760 * data.settings().ai().utilisation() * k.price();
    double paid = -accounts.aiEnergy(stage, c.zone());
    double all = 0;
    for (Accounts.Account a : accounts.of(stage)) {
      if (!a.ai() || !a.zone().equals(c.zone())) continue;
      paid -= a.firmUsd();
      all += a.standing();
    }
    return all > 0 ? paid * mw / all : 0;
  }
}
