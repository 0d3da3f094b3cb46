package org.loadstar.cases;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.loadstar.model.WorkloadRows;

/// Shares of workloads, and of the origins of each, must sum to 1.
final class WorkloadChecks {
  /// What a sum may miss 1 by: shares are written to few digits.
  private static final double ROUNDING = 5e-3;

  /// Shares that belong together, and the last row of them.
  private static final class Sum {
    private double share;
    private ReadTable.Entry last;

    private Sum(ReadTable.Entry first) {
      last = first;
    }
  }

  private WorkloadChecks() {}

  static void check(ReadTable workloads, ReadTable origins, Faults faults) {
    sums(workloads, WorkloadRows.Workload.class, w -> "", WorkloadRows.Workload::share, "the shares of all workloads", faults);
    sums(origins, WorkloadRows.Origin.class, WorkloadRows.Origin::workload, WorkloadRows.Origin::share, "the shares of the origins of ", faults);
  }

  private static <R> void sums(ReadTable table, Class<R> type, Function<R, String> group, ToDoubleFunction<R> share, String what, Faults faults) {
    if (!table.sound()) return;
    Map<String, Sum> sums = new LinkedHashMap<>();
    for (ReadTable.Entry e : table.entries()) {
      R row = type.cast(e.value());
      Sum sum = sums.computeIfAbsent(group.apply(row), k -> new Sum(e));
      sum.share += share.applyAsDouble(row);
      sum.last = e;
    }
    sums.forEach(
        (name, sum) -> {
          if (Math.abs(sum.share - 1) > ROUNDING)
            faults.add(
                sum.last.place("share"), Decimal.text(Math.rint(sum.share * 1e6) / 1e6),
                what + (name.isEmpty() ? "" : "'" + name + "'") + " must sum to 1 (the sum stands here, in its last row)");
        });
  }
}
