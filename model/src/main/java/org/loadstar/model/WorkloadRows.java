package org.loadstar.model;

/// Rows of the tables of workloads.
public final class WorkloadRows {
  private WorkloadRows() {}

  /// How a workload may move.
  public enum Kind {
    TRAINING,
    INFERENCE,
    BATCH
  }

  @Table(file = "workloads.csv", key = "workload", doc = "A class of computation on the new AI load.")
  public record Workload(
      @Column(doc = "Key of the workload.") String workload,
      @Column(doc = "training, inference or batch.") Kind kind,
      @Column(doc = "Share of the energy of computation; the shares sum to 1.", min = 0, max = 1) double share,
      @Column(doc = "Part of it that may be put off.", absent = "0", min = 0, max = 1) double deferrable,
      @Column(unit = "hours", doc = "Window in which what is put off must be made good.", absent = "24", min = 1, max = 8760) double window,
      @Column(unit = "hours", doc = "Least run before a pause.", absent = "0", min = 0, max = 8760) double minRun,
      @Column(unit = "hours", doc = "Longest pause.", absent = "24", min = 0, max = 8760) double maxPause,
      @Column(doc = "Energy lost (checkpoints) per energy put off.", absent = "0", min = 0, max = 1) double loss,
      @Column(unit = "ms", doc = "Round trip allowed between origin and site; inf for anywhere.", absent = "inf", min = 0, infinite = true)
          double latency,
      @Column(doc = "Countries where it may run, joined by ';'; empty for all.", absent = "") String countries,
      @Column(unit = "usd_per_gpu_hour", doc = "What an hour of an accelerator is worth to its user.", absent = "NaN", min = 0, money = true)
          double value,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}

  @Table(file = "workload_origins.csv", key = {"workload", "zone"}, doc = "Where inference comes from.")
  public record Origin(
      @Column(doc = "Workload.", ref = "workloads") String workload,
      @Column(doc = "Zone of the users.", ref = "zones") String zone,
      @Column(doc = "Share of the workload; the shares of a workload sum to 1.", min = 0, max = 1) double share) {}

  @Table(
      file = "ai_demand.csv",
      key = {"scenario", "year"},
      doc = "Electricity of data centres in the home zones by scenario; the target follows it when `ai.target_from` says so.")
  public record Demand(
      @Column(doc = "Scenario name.") String scenario,
      @Column(doc = "Calendar year.", min = 1990, max = 2200) int year,
      @Column(unit = "twh", doc = "Electricity.", min = 0) double energy) {}
}
