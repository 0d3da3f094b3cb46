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
/// @param growthDataCentreShare share of the baseline demand growth that is data centres, removed before AI load is added
/// @param time default time resolution, as `full`, `reps:N`, `segments:N`
/// @param unserved segments of unserved energy, cheapest first; the last has share 1
/// @param scenarios chosen scenario of each table that has a `scenario` column, by table name
/// @param ai the AI load
/// @param reserve the planning reserve margin
public record Settings(
    String name,
    String description,
    int moneyYear,
    int demandYear,
    int weatherYear,
    List<Integer> stages,
    int endYears,
    int targetYear,
    double discountRate,
    double socialDiscountRate,
    double wacc,
    double transferFactor,
    double growthDataCentreShare,
    String time,
    List<UnservedSegment> unserved,
    SortedMap<String, String> scenarios,
    Ai ai,
    Reserve reserve) {

  /// @param share share of the load of the hour that this segment may leave unserved, in (0, 1]
  /// @param usdPerMwh value of lost load of the segment
  public record UnservedSegment(double share, double usdPerMwh) {}

  /// @param targetGw new AI load (facility GW, cumulative since 2026-01-01) wanted by the end of each year
  /// @param shortfallUsdPerKwYr price of a missing kW of the target for a year
  /// @param utilisation mean facility load over its nameplate
  /// @param shellLifeYears economic life of land and buildings
  /// @param powerLifeYears economic life of electrical and cooling plant
  /// @param chipsLifeYears economic life of chips and network
  /// @param wacc rate of the campus' capital charges
  public record Ai(
      SortedMap<Integer, Double> targetGw,
      double shortfallUsdPerKwYr,
      double utilisation,
      int shellLifeYears,
      int powerLifeYears,
      int chipsLifeYears,
      double wacc) {}

  /// @param enforced whether the margin is part of the plan
  /// @param shortfallUsdPerKwYr price of a missing kW of firm capacity for a year
  /// @param importShare largest share of a region's requirement that simultaneous firm imports may cover
  public record Reserve(boolean enforced, double shortfallUsdPerKwYr, double importShare) {}

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
