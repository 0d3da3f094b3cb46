package org.loadstar.ledger;

import java.util.Arrays;
import org.loadstar.model.CapitalStructure;
import org.loadstar.model.FinanceRows.Item;
import org.loadstar.model.Financing;
import org.loadstar.model.Settings;

/// Writes what a project moves between its owner, the lender, the public and a fund.
///
/// ```
/// (1) owner -> maker spend_j;  lender -> owner drawn_j;  fund -> owner f spend_j
/// (2) owner -> lender S_k;  owner -> state, federal tax_k;  federal -> owner credits;  state -> owner relief x state tax_k
/// (3) guarantee:  owner -> federal fee;  each year the lender goes without claim_k (Guarantee) of the service and gets it from the federal government
/// (4) owner -> fund  f / (1 - B_0 / K)  of what is left for equity each year, where that is above 0
/// (5) at the end of the last year:  after_horizon -> owner V;  owner -> lender B
/// ```
///
/// (4) is the fund's part of what the loan leaves to be paid, which is more than the least equity where the cash flow carries no larger loan. A plant is renewed at the end of its term at the same price, without credits. Flows of a year are dated at its end;
/// construction ends in the year before the first of service.
final class Capital {
  /// An asset of one vintage.
  ///
  /// @param capital name under which `finance.csv` knows it
  /// @param owner who pays for it and earns with it
  /// @param maker who is paid for it
  /// @param service first year of service
  /// @param term years after which it is renewed
  /// @param capex overnight, USD
  /// @param spend shares by construction year
  /// @param charge capital charge of the plan, USD a year
  /// @param rate real rate of the charge
  /// @param investmentCredit share of capex
  record Asset(
      String capital, String zone, Party owner, Party maker, int service, int term, double capex, double[] spend, double charge, double rate,
      double investmentCredit) {}

  /// What an asset earns in a calendar year before tax and credits, and its production credit, USD.
  interface Earnings {
    double cash(int year);

    /// @param age years of service before
    default double credit(int year, int age) {
      return 0;
    }
  }

  private final Book book;
  private final Financing financing;
  private final int last;

  Capital(Book book, Financing financing, Settings settings) {
    this.book = book;
    this.financing = financing;
    this.last = new Years(settings).last();
  }

  /// Writes an asset and what renews it.
  void write(Asset a, Earnings earnings) {
    for (int from = a.service; from <= last; from += a.term) once(a, from, earnings);
  }

  /// Writes an asset that is paid without a loan, and what is left of it at the end.
  void writeUnlevered(Asset a) {
    for (int from = a.service; from <= last; from += a.term) {
      build(a, from, a.maker);
      left(a, from, Math.min(a.term, last - from + 1));
    }
  }

  private void build(Asset a, int service, Party maker) {
    for (int j = 0; j < a.spend.length; j++) book.pay(service - a.spend.length + j, a.owner, maker, "construction", a.capex * a.spend[j]);
  }

  /// Worth of the rest at the end of the horizon.
  private double left(Asset a, int from, int years) {
    double v = from + a.term - 1 > last ? Levelised.left(a.charge, a.rate, a.term, years) : 0;
    book.pay(last, Party.AFTER_HORIZON, a.owner, "plant_left", v);
    return v;
  }

  private double value(Item item, Asset a) {
    return financing.value(item, a.capital, a.zone, a.service);
  }

  private void once(Asset a, int from, Earnings earnings) {
    int years = Math.min(a.term, last - from + 1);
    boolean first = from == a.service;
    CapitalStructure c = financing.financed(a.capital, a.zone, a.service);
    var terms = new Debt.Terms(c.debtShare(), c.debtRate(), c.inflation(), value(Item.DSCR, a), (int) value(Item.DEBT_TENOR_YEARS, a));
    double[] cash = new double[Math.max(years, Math.min(a.term, terms.tenor()))];
    for (int k = 0; k < cash.length; k++) cash[k] = earnings.cash(Math.min(last, from + k));
    double[] credit = new double[years];
    if (first) for (int k = 0; k < years; k++) credit[k] = earnings.credit(from + k, k);
    double[] spend = Arrays.stream(a.spend).map(s -> s * a.capex).toArray();
    double itc = first ? a.investmentCredit : 0;
    build(a, from, a.maker);
    double left = left(a, from, years);
    double[] depreciation = Depreciation.shares((int) value(Item.MACRS_YEARS, a), value(Item.BONUS_DEPRECIATION, a));
    Project p = Project.of(new Project.Plan(spend, cash, years, itc, credit, left), terms, c.taxRate(), depreciation);
    for (int j = 0; j < spend.length; j++) {
      book.pay(from - spend.length + j, Party.LENDER, a.owner, "loan", p.debt().drawn()[j]);
      book.pay(from - spend.length + j, Party.FUND, a.owner, "fund_equity", c.fundShare() * spend[j]);
    }
    book.pay(from, Party.FEDERAL, a.owner, "investment_credit", itc * a.capex);
    double equity = a.capex - Arrays.stream(p.debt().drawn()).sum();
    double toFund = equity > 0 ? Math.min(1, c.fundShare() * a.capex / equity) : 0; // (4)
    for (int k = 0; k < years; k++) {
      int year = from + k;
      book.pay(year, a.owner, Party.LENDER, "debt_service", p.debt().service()[k]);
      book.pay(year, Party.FEDERAL, a.owner, "production_credit", credit[k]);
      tax(year, a, p.tax()[k], c.taxRate());
      book.pay(year, a.owner, Party.FUND, "dividend", toFund * Math.max(0, p.equity()[spend.length + k]));
    }
    book.pay(last, a.owner, Party.LENDER, "loan_left", from + years - 1 == last ? p.debt().balance()[years - 1] : 0);
    guarantee(a, from, years, p, c);
  }

  private void tax(int year, Asset a, double tax, double rate) {
    double state = value(Item.STATE_TAX_RATE, a);
    double share = rate > 0 ? Math.min(1, state / rate) : 0;
    long whole = Book.cents(tax);
    long ofState = Book.cents(tax * share);
    book.transfer(year, a.owner, Party.STATE, "tax", ofState);
    book.transfer(year, a.owner, Party.FEDERAL, "tax", whole - ofState);
    book.pay(year, Party.STATE, a.owner, "tax_relief", value(Item.ZONE_TAX_RELIEF, a) * Math.max(0, tax * share));
  }

  private void guarantee(Asset a, int from, int years, Project p, CapitalStructure c) {
    double share = value(Item.GUARANTEE_SHARE, a);
    if (share == 0 || c.debtShare() == 0) return;
    double part = Math.min(1, share / c.debtShare());
    book.pay(from, a.owner, Party.FEDERAL, "guarantee_fee", value(Item.GUARANTEE_FEE, a) * part * p.debt().principal());
    double yearly = Guarantee.yearly(value(Item.DEFAULT_PROBABILITY, a), (int) value(Item.DEBT_TENOR_YEARS, a));
    double[] begin = new double[years];
    for (int k = 0; k < years; k++) begin[k] = part * (k == 0 ? p.debt().principal() : p.debt().balance()[k - 1]);
    double[] claims = Guarantee.claims(yearly, value(Item.LOSS_GIVEN_DEFAULT, a), begin);
    for (int k = 0; k < years; k++) {
      book.pay(from + k, Party.LENDER, a.owner, "default", claims[k]);
      book.pay(from + k, Party.FEDERAL, Party.LENDER, "guarantee_claim", claims[k]);
    }
  }
}
