package org.loadstar.model;

/// Rows of the tables of chip supply.
public final class ChipRows {
  private ChipRows() {}

  @Table(
      file = "chip_supply.csv",
      key = {"scenario", "year"},
      doc = "What a year brings of accelerators and of what they are made of; years between are interpolated, outside held.")
  public record Year(
      @Column(doc = "Scenario name.") String scenario,
      @Column(doc = "Calendar year.", min = 1990, max = 2200) int year,
      @Column(unit = "per_yr", doc = "Accelerators that can be had; inf: only the parts limit.", absent = "inf", min = 0, infinite = true)
          double chips,
      @Column(unit = "per_yr", doc = "Leading-edge logic wafers for accelerators without new fabs.", absent = "inf", min = 0, infinite = true)
          double wafers,
      @Column(doc = "Good dies of a wafer.", absent = "54", min = 1) double diesPerWafer,
      @Column(doc = "Dies of an accelerator.", absent = "2", min = 0.1) double diesPerChip,
      @Column(unit = "per_yr", doc = "Wafers of advanced packaging.", absent = "inf", min = 0, infinite = true) double packagingWafers,
      @Column(doc = "Accelerators of a packaging wafer.", absent = "16", min = 0.1) double chipsPerPackagingWafer,
      @Column(unit = "gb_per_yr", doc = "High-bandwidth memory.", absent = "inf", min = 0, infinite = true) double memory,
      @Column(unit = "gb", doc = "High-bandwidth memory of an accelerator.", absent = "192", min = 1) double memoryPerChip,
      @Column(unit = "kw", doc = "Facility power of an accelerator, everything counted.", min = 0.01, max = 1000) double power,
      @Column(doc = "Share of the supply that buyers of the case can have.", absent = "1", min = 0, max = 1) double share) {}
}
