package org.loadstar.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Case;
import org.loadstar.model.Finance;
import org.loadstar.model.FinanceRows.Item;
import org.loadstar.model.Financing;
import org.loadstar.model.Line;
import org.loadstar.model.Rows;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// Plants, stores and lines that the plan builds: their money, and what a MWh of them costs.
///
/// ```
/// (1) cash of a vintage = its part of the plant's (energy + firm revenue - fuel - O&M - carbon)  +  what a contract adds
/// (2) contract: (K - p) o E to the plant, K its levelised cost in its first year less the credits, p what its output earns
/// (3) on the site of a campus: the hyperscaler pays the plan's capital charge and all costs, and has what the output earns
/// ```
///
/// A contract runs as long as the loan. K is what the plan's own capital charge asks for, so that a contract is worth 0 in a plan whose prices pay for the
/// plant.
final class Plants {
  /// Use of capacity below which a cost per MWh says nothing.
  private static final double LEAST_USE = 0.01;

  private record Vintage(int year, double charge, double credit) {}

  private final Case data;
  private final Tables tables;
  private final Accounts accounts;
  private final Financing financing;
  private final Capital capital;
  private final Book book;
  private final Years years;
  private final Map<String, Rows.Technology> technologies = new HashMap<>();
  private final Map<String, Double> learned = new HashMap<>();
  private final Map<String, List<Vintage>> vintages = new HashMap<>();
  private final Map<String, String> onSite = new HashMap<>();
  private final Map<String, Double> tolls = new HashMap<>();

  Plants(Case data, Tables tables, Accounts accounts, Book book) {
    this.data = data;
    this.tables = tables;
    this.accounts = accounts;
    this.book = book;
    financing = new Financing(data);
    capital = new Capital(book, financing, data.settings());
    years = new Years(data.settings());
    for (Rows.Technology t : data.technologies()) technologies.put(t.technology(), t);
    Sheet l = tables.get("learning");
    for (int i = 0; i < l.rows(); i++) learned.put(l.integer(i, 0) + "|" + l.text(i, 1), l.number(i, 3));
    Sheet o = tables.get("onsite");
    for (int i = 0; i < o.rows(); i++) if (o.text(i, 0).equals("plan")) onSite.put(o.text(i, 2) + " " + o.text(i, 4), o.text(i, 2));
  }

  void write() {
    for (int stage : data.settings().stages()) {
      for (Accounts.Account a : accounts.of(stage)) if (a.plant() && a.built() > 1e-6) plant(a);
      for (Accounts.Account a : accounts.of(stage)) if (onSite.containsKey(a.name())) toll(a);
      costs(stage);
    }
    lines();
  }

  /// What a campus pays for the plants on its site beyond what they earn, USD a year, by `year|campus`.
  Map<String, Double> tolls() {
    return tolls;
  }

  private void toll(Accounts.Account a) { // (3)
    double charge = vintages.getOrDefault(a.name(), List.of()).stream().mapToDouble(v -> v.charge - v.credit).sum();
    double toll = charge + a.fixed() + a.fuel() + a.variable() + a.co2() * accounts.carbonPrice(a.year()) - a.energyUsd() - a.firmUsd();
    tolls.merge(a.year() + "|" + onSite.get(a.name()), toll, Double::sum);
    for (int y : years.of(a.year())) book.pay(y, Party.HYPERSCALER, Party.DEVELOPER, "on_site_power", toll);
  }

  private void plant(Accounts.Account a) {
    Rows.@Nullable Technology t = technologies.get(a.technology());
    if (t == null) return;
    int year = a.year();
    double capex = a.capex() + learned.getOrDefault(year + "|" + a.technology(), 0.0) * a.built() * 1e3;
    if (capex <= 0) return;
    double rate = data.settings().wacc() + t.waccAdder() + financing.change(a.technology(), a.zone(), year);
    double[] spend = Finance.spendProfile(t.spendProfile());
    double charge = Levelised.charge(capex, rate, t.financing(), spend);
    double itc = 0;
    double ptc = 0;
    int paid = 0;
    for (Rows.TaxCredit c : data.taxCredits()) {
      if (!c.technology().equals(a.technology()) || year < c.firstYear() || year > c.lastYear()) continue;
      if (c.instrument() == Rows.Instrument.ITC) itc += c.share();
      else if (c.value() > 0) {
        ptc += c.value();
        paid = c.paid();
      }
    }
    itc *= financing.federal(a.zone());
    ptc *= financing.federal(a.zone());
    double perMwh = ptc == 0 ? 0 : TaxCredits.levelised(1, ptc, rate, paid, t.financing());
    double energy = part(a, a) * a.energy();
    double credit = itc * charge + perMwh * Math.max(0, energy);
    vintages.computeIfAbsent(a.name(), k -> new ArrayList<>()).add(new Vintage(year, charge, credit));
    double strike = energy > 1 ? (charge - credit + part(a, a) * (a.fixed() + a.fuel() + a.variable())) / energy : Double.NaN;
    double offtake = Double.isNaN(strike) || onSite.containsKey(a.name()) ? 0 : financing.value(Item.OFFTAKE_SHARE, a.technology(), a.zone(), year);
    boolean isPublic = financing.value(Item.OFFTAKE_PUBLIC, a.technology(), a.zone(), year) >= 0.5;
    int until = year + (int) financing.value(Item.DEBT_TENOR_YEARS, a.technology(), a.zone(), year);
    double value = ptc;
    int paidYears = paid;
    boolean tolled = onSite.containsKey(a.name());
    var earnings = new Capital.Earnings() {
      @Override
      public double cash(int y) {
        if (tolled) return charge - credit;
        Accounts.Account now = accounts.of(years.stage(y), a.name());
        if (now == null) return 0;
        double own = part(a, now) * (now.energyUsd() + now.firmUsd() - now.fuel() - now.variable() - now.fixed() - now.co2() * accounts.carbonPrice(now.year()));
        return own + contract(y);
      }

      @Override
      public double credit(int y, int age) {
        Accounts.Account now = accounts.of(years.stage(y), a.name());
        return now == null || age >= paidYears ? 0 : value * part(a, now) * now.energy();
      }

      double contract(int y) {
        Accounts.Account now = accounts.of(years.stage(y), a.name());
        if (offtake == 0 || y >= until || now == null || now.energy() < 1) return 0;
        double e = part(a, now) * now.energy();
        double price = (now.energyUsd() + now.firmUsd()) / now.energy();
        return isPublic ? Offtake.difference(e, offtake, strike, price) : Offtake.fixed(e, offtake, strike) - offtake * e * price;
      }
    };
    Party buyer = isPublic ? Party.FEDERAL : Party.HYPERSCALER;
    for (int y = year; offtake > 0 && y < until && y <= years.last(); y++) book.pay(y, buyer, Party.DEVELOPER, isPublic ? "difference_contract" : "offtake", earnings.contract(y));
    capital.write(new Capital.Asset(a.technology(), a.zone(), Party.DEVELOPER, Party.EQUIPMENT_MAKER, year, t.financing(), capex, spend, charge, rate, itc), earnings);
  }

  /// Share of a plant's account that a vintage has in a later year.
  private static double part(Accounts.Account vintage, Accounts.Account now) {
    return now.standing() > 0 ? Math.min(1, vintage.built() / now.standing()) : 0;
  }

  /// Levelised cost of what the plan has built of each plant that is used, and what it earns.
  private void costs(int stage) {
    for (Accounts.Account a : accounts.of(stage)) {
      Rows.@Nullable Technology t = technologies.get(a.technology());
      double energy = a.share() * a.energy();
      if (!a.plant() || a.added() <= 1e-3 || t == null || t.kind() == Rows.Kind.STORAGE || energy < LEAST_USE * 8760 * a.added()) continue;
      double charge = vintages.getOrDefault(a.name(), List.of()).stream().mapToDouble(Vintage::charge).sum() / energy;
      double fixed = a.share() * a.fixed() / energy;
      double running = (a.fuel() + a.variable()) / a.energy();
      tables.get("plant_costs").add(stage, a.zone(), a.technology(), a.name(), a.added(), energy, charge + fixed + running, charge, fixed, running,
          (a.energyUsd() + a.firmUsd()) / a.energy(), better(a, t));
    }
  }

  /// The credit of the statute that would be worth more to a plant of this stage: empty when it is given none.
  private String better(Accounts.Account a, Rows.Technology t) {
    List<Vintage> built = vintages.getOrDefault(a.name(), List.of());
    if (built.isEmpty() || built.getLast().year != a.year() || !t.clean()) return "";
    double begun = a.year() - Finance.spendProfile(t.spendProfile()).length;
    double share = TaxCredits.share(t.kind() == Rows.Kind.VARIABLE, begun, a.year());
    if (share == 0) return "";
    double rate = data.settings().wacc() + t.waccAdder();
    double capex = built.getLast().charge / Finance.crf(rate, t.financing());
    double investment = TaxCredits.investment(share, financing.value(Item.ITC_SHARE, a.technology(), a.zone(), a.year()), capex);
    double production = TaxCredits.production(share, financing.value(Item.PTC_USD_PER_MWH, a.technology(), a.zone(), a.year()), part(a, a) * a.energy(), rate, 10);
    return production > investment ? "ptc" : "itc";
  }

  /// New lines: the network owner pays them without a loan.
  private void lines() {
    Map<String, Line.Row> rows = new HashMap<>();
    for (Line.Row q : data.lines()) rows.put(q.line(), q);
    Sheet l = tables.get("lines");
    for (int i = 0; i < l.rows(); i++) {
      Line.@Nullable Row q = rows.get(l.text(i, 2));
      double built = l.number(i, 8);
      if (!l.text(i, 0).equals("plan") || q == null || built <= 1e-6) continue;
      double capex = built * 1e3 * q.capex();
      double rate = data.settings().wacc() + financing.change("line", q.fromZone(), l.integer(i, 1));
      capital.writeUnlevered(new Capital.Asset("line", q.fromZone(), Party.NETWORK_OWNER, Party.SUPPLIER, l.integer(i, 1), q.financing(), capex, new double[] {1},
          Levelised.charge(capex, rate, q.financing(), 1), rate, 0));
    }
  }
}
