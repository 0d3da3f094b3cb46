package org.loadstar.model;

import java.util.List;
import java.util.SortedMap;

/// The settings of a case (`case.yaml`). Money is USD of `moneyYear`, real; rates are real and per year.
///
/// @param name short name
/// @param description one paragraph
/// @param moneyYear year of all money after reading (tables carry their own dollar year and are converted)
/// @param demandYear calendar year of the hourly demand
/// @param weatherYear calendar year of the hourly profiles
/// @param stages calendar years that are planned, ascending
/// @param endYears years that the last stage stands for
/// @param targetYear the stage that is dispatched over the full year and reported first
/// @param discountRate rate of the discount weights d_y
/// @param socialDiscountRate rate of the resource cost
/// @param wacc rate of the capital charges before a technology's own adder
/// @param transferFactor multiplies every transfer limit (sensitivity)
/// @param weatherShiftDays days by which the profiles are moved later against the demand (sensitivity to their joint weather)
/// @param growthDataCentreShare share of the baseline demand growth that is data centres, removed before AI load is added
/// @param time default time resolution, one of the forms of [TimeText]
/// @param unserved segments of unserved energy, cheapest first; the last has share 1
/// @param scenarios chosen scenario of each table that has a `scenario` column, by table name
/// @param ai the AI load
/// @param reserve the planning reserve margin
/// @param supply new fabs and exports of chips
/// @param policy policies on the power of campuses and on CO2
public record Settings(
    @Column(doc = "Short name of the case.") String name,
    @Column(doc = "One paragraph.", absent = "") String description,
    @Column(doc = "Year of all money after reading; tables carry their own dollar year and are converted.", min = 1990, max = 2100)
        int moneyYear,
    @Column(doc = "Calendar year of the hourly demand.", min = 1990, max = 2200) int demandYear,
    @Column(doc = "Calendar year of the hourly profiles.", min = 1900, max = 2200) int weatherYear,
    @Column(doc = "Calendar years that are planned, ascending.", min = 1990, max = 2200) List<Integer> stages,
    @Column(doc = "Years that the last stage stands for.", absent = "10", min = 1, max = 100) int endYears,
    @Column(doc = "The stage that is dispatched over the full year and reported first.", min = 1990, max = 2200) int targetYear,
    @Column(doc = "Real rate of the discount weights, per year.", absent = "0.05", min = 0, max = 0.5) double discountRate,
    @Column(doc = "Real rate of the resource cost, per year.", absent = "0.03", min = 0, max = 0.5) double socialDiscountRate,
    @Column(doc = "Real rate of the capital charges before a technology's own adder.", absent = "0.0536", min = 0, max = 0.5)
        double wacc,
    @Column(doc = "Multiplies every transfer limit (sensitivity).", absent = "1", min = 0, max = 100) double transferFactor,
    @Column(
            doc = "Days by which the hourly profiles are moved later against the demand, around the year (sensitivity).",
            absent = "0",
            min = -182,
            max = 182)
        int weatherShiftDays,
    @Column(
            doc = "Share of the baseline demand growth that is data centres, removed before AI load is added.",
            absent = "0",
            min = 0,
            max = 1)
        double growthDataCentreShare,
    @Column(doc = "Time resolution: " + TimeText.ALLOWED + ".", absent = "full") String time,
    @Column(
            doc = "Segments of unserved energy, cheapest first; the last has share 1.",
            absent = "[{share: 1, usd_per_mwh: 10000}]")
        List<UnservedSegment> unserved,
    @Column(
            doc =
                "Chosen scenario of each table that has a `scenario` column, by table name; several joined by a comma lay"
                    + " later ones over earlier. A table with one scenario needs no choice.",
            absent = "{}")
        SortedMap<String, String> scenarios,
    @Column(doc = "The AI load.", absent = "{}") Ai ai,
    @Column(doc = "The planning reserve margin.", absent = "{}") Reserve reserve,
    @Column(doc = "Chips: new fabs and exports.", absent = "{}") Supply supply,
    @Column(doc = "Policies on the power of campuses and on CO2.", absent = "{}") Policy policy) {

  /// @param share share of the load of the hour that this segment may leave unserved, in (0, 1]
  /// @param usdPerMwh value of lost load of the segment
  public record UnservedSegment(
      @Column(doc = "Share of the load of the hour that the segment may leave unserved.", min = 1e-6, max = 1) double share,
      @Column(doc = "Value of lost load of the segment.", min = 0) double usdPerMwh) {}

  /// @param targetGw new AI load (facility GW, cumulative since 2026-01-01) wanted by the end of each year
  /// @param alliedTargetGw the same in countries outside the zones
  /// @param shortfallUsdPerKwYr price of a missing kW of the target for a year
  /// @param utilisation mean facility load over its nameplate
  /// @param shellLifeYears economic life of land and buildings
  /// @param powerLifeYears economic life of electrical and cooling plant
  /// @param chipsLifeYears economic life of chips and network
  /// @param wacc rate of the campus' capital charges
  public record Ai(
      @Column(
              doc = "New AI load (facility GW, cumulative since 2026-01-01) wanted by the end of each year.",
              absent = "{}",
              min = 0,
              max = 10000)
          SortedMap<Integer, Double> targetGw,
      @Column(
              doc = "The same in countries outside the zones: without it a campus abroad stands only when it is pinned.",
              absent = "{}",
              min = 0,
              max = 10000)
          SortedMap<Integer, Double> alliedTargetGw,
      @Column(doc = "Price of a missing kW of the target for a year, beside what the users of workloads with a value lose.", absent = "20000", min = 0)
          double shortfallUsdPerKwYr,
      @Column(doc = "Mean facility load over its nameplate.", absent = "0.85", min = 0, max = 1) double utilisation,
      @Column(doc = "Economic life of land and buildings.", absent = "25", min = 1, max = 100) int shellLifeYears,
      @Column(doc = "Economic life of electrical and cooling plant.", absent = "20", min = 1, max = 100) int powerLifeYears,
      @Column(doc = "Economic life of chips and network.", absent = "5", min = 1, max = 100) int chipsLifeYears,
      @Column(doc = "Real rate of the campus' capital charges.", absent = "0.08", min = 0, max = 0.5) double wacc,
      @Column(doc = "Where the target comes from: target_gw or ai_demand (table ai_demand.csv).", absent = "target_gw") TargetFrom targetFrom,
      @Column(
              doc = "Share of its annual energy that an interruptible campus may be without; 0: only firm connections are offered.",
              absent = "0",
              min = 0,
              max = 1)
          double curtailmentShare,
      @Column(doc = "Longest event: full-load hours without power in any 24 hours.", absent = "8", min = 0, max = 24)
          double curtailmentHoursPerDay,
      @Column(doc = "Value of a MWh of computation that an interruption or a pause takes away.", absent = "0", min = 0)
          double curtailmentUsdPerMwh,
      @Column(doc = "Facility power without computation over that at full use.", absent = "0.2", min = 0, max = 1) double idleShare) {}

  /// Where the target of new AI load comes from.
  public enum TargetFrom {
    TARGET_GW,
    AI_DEMAND
  }

  /// @param fabs new fabs at home, decided by 2026-01-01
  /// @param fabLeadMonths from 2026-01-01 to the first wafer
  /// @param fabRampMonths from the first wafer to full output
  /// @param fabWafersPerMonth of a fab at full output
  /// @param fabBusd capex of a fab
  /// @param fabPackagingShare packaging wafers that come with the wafers of new fabs, share
  /// @param exportChipsPerYear accelerators a year sent abroad in full stacks
  /// @param gpuHoursPerYear hours a year that an accelerator is used
  public record Supply(
      @Column(doc = "New fabs at home, decided by 2026-01-01.", absent = "0", min = 0, max = 1000) double fabs,
      @Column(doc = "Months from 2026-01-01 to the first wafer.", absent = "36", min = 0, max = 240)
          double fabLeadMonths,
      @Column(doc = "Months from the first wafer to full output.", absent = "15", min = 0, max = 240) double fabRampMonths,
      @Column(doc = "Wafers a month of a fab at full output.", absent = "20000", min = 0) double fabWafersPerMonth,
      @Column(doc = "Capex of a fab, billion USD.", absent = "43", min = 0) double fabBusd,
      @Column(doc = "Packaging that comes with the wafers of new fabs, as a share of what they need.", absent = "0", min = 0, max = 1)
          double fabPackagingShare,
      @Column(doc = "Accelerators a year sent abroad in full stacks.", absent = "0", min = 0) double exportChipsPerYear,
      @Column(doc = "Hours a year that an accelerator is used, for the price of an hour.", absent = "7446", min = 1, max = 8760)
          double gpuHoursPerYear) {}

  /// @param enforced whether the margin is part of the plan
  /// @param shortfallUsdPerKwYr price of a missing kW of firm capacity for a year
  /// @param importShare largest share of a region's requirement that simultaneous firm imports may cover
  public record Reserve(
      @Column(doc = "Whether the margin is part of the plan.", absent = "true") boolean enforced,
      @Column(doc = "Price of a missing kW of firm capacity for a year.", absent = "500", min = 0) double shortfallUsdPerKwYr,
      @Column(
              doc = "Largest share of a region's requirement that simultaneous firm imports may cover.",
              absent = "0.2",
              min = 0,
              max = 1)
          double importShare) {}

  /// @param hourlyMatching share of the campuses' energy matched in the same hour and zone by new clean supply
  /// @param hourlyMatchingFrom first year in which it holds
  /// @param campusCleanShare share of the campuses' energy contracted over the year from new clean supply of any zone
  /// @param campusCleanShareFrom first year in which it holds
  /// @param matchingUsdPerMwh price of a MWh that misses either share; infinite where none may
  /// @param co2CapMt cap on the CO2 of all zones in a year
  /// @param co2CapFrom first year in which it holds
  public record Policy(
      @Column(
              doc = "Share of the energy of new AI load that new clean supply of its zone matches hour by hour (24/7).",
              absent = "0",
              min = 0,
              max = 1)
          double hourlyMatching,
      @Column(doc = "First year in which hourly matching holds.", absent = "0", min = 0, max = 2200) int hourlyMatchingFrom,
      @Column(
              doc = "Share of the energy of new AI load that is contracted over the year from new clean supply of any zone.",
              absent = "0",
              min = 0,
              max = 1)
          double campusCleanShare,
      @Column(doc = "First year in which the clean share of campuses holds.", absent = "0", min = 0, max = 2200) int campusCleanShareFrom,
      @Column(doc = "Price of a MWh that misses either share, USD/MWh; inf: none may.", absent = "inf", min = 0) double matchingUsdPerMwh,
      @Column(doc = "Cap on the CO2 of all zones in a year, Mt; not beside rows of carbon.csv for `all`.", absent = "inf", min = 0) double co2CapMt,
      @Column(doc = "First year in which the cap on CO2 holds.", absent = "0", min = 0, max = 2200) int co2CapFrom) {
    /// True when campuses must contract in some year.
    boolean contracts() {
      return hourlyMatching > 0 || campusCleanShare > 0;
    }

    boolean matchesHours(int year) {
      return hourlyMatching > 0 && year >= hourlyMatchingFrom;
    }

    boolean sharesYear(int year) {
      return campusCleanShare > 0 && year >= campusCleanShareFrom;
    }
  }

  /// The same settings with other planned years, the last of which is the target year, and with other targets of new AI load at home,
  /// none abroad.
  ///
  /// @param targetGw by year; empty for none
  /// @param shortfallUsdPerKwYr price of a missing kW of these targets
  public Settings until(List<Integer> years, SortedMap<Integer, Double> targetGw, double shortfallUsdPerKwYr) {
    Ai free =
        new Ai(
            targetGw, new java.util.TreeMap<>(), shortfallUsdPerKwYr, ai.utilisation, ai.shellLifeYears, ai.powerLifeYears, ai.chipsLifeYears,
            ai.wacc, TargetFrom.TARGET_GW, ai.curtailmentShare, ai.curtailmentHoursPerDay, ai.curtailmentUsdPerMwh, ai.idleShare);
    return new Settings(
        name, description, moneyYear, demandYear, weatherYear, years, endYears, years.getLast(), discountRate, socialDiscountRate, wacc,
        transferFactor, weatherShiftDays, growthDataCentreShare, time, unserved, scenarios, free, reserve, supply, policy);
  }

  /// Years that stage k stands for.
  public int years(int k) {
    return k + 1 < stages.size() ? stages.get(k + 1) - stages.get(k) : endYears;
  }

  /// d_y of stage k: sum over its years of (1 + r)^-(year - first stage).
  public double discountWeight(int k) {
    return discountWeight(k, discountRate);
  }

  public double discountWeight(int k, double rate) {
    double s = 0;
    for (int i = 0; i < years(k); i++) s += Math.pow(1 + rate, -(stages.get(k) + i - stages.getFirst()));
    return s;
  }
}
