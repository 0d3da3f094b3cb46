package org.loadstar.model;

/// Rows of the table of capital.
public final class CapitalRows {
  private CapitalRows() {}

  /// What money is spent on.
  public enum Purpose {
    SHELL,
    POWER,
    CHIPS,
    GENERATION,
    STORAGE,
    NETWORK
  }

  @Table(
      file = "capital.csv",
      key = {"investor", "scenario", "year"},
      doc = "Money that a class of investors can spend in a year; years between are interpolated, outside held.")
  public record Budget(
      @Column(doc = "Class of investors.") String investor,
      @Column(doc = "Scenario name.") String scenario,
      @Column(doc = "Calendar year.", min = 1990, max = 2200) int year,
      @Column(doc = "What it pays for, joined by ';': shell, power, chips, generation, storage, network.") String purposes,
      @Column(unit = "busd", doc = "Budget of the year, billion USD.", min = 0, infinite = true, money = true) double budget,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}
}
