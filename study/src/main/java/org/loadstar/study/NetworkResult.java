package org.loadstar.study;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Tables;
import org.loadstar.model.network.Network;
import org.loadstar.study.store.Proof;

/// What the plan of a network case gave: the summary (the object of `plan --json` but for what the run store adds), and the tables of
/// docs/run-format.md.
///
/// @param caseHash hash of the case with its overlays
/// @param summary `status` is `optimal`, `within_gap`, `stopped` or `infeasible`
/// @param tables empty when there is no plan
/// @param proof the numbers behind its cost and bound; null when there is no plan, or none of one program
public record NetworkResult(Network data, String caseHash, Map<String, @Nullable Object> summary, Tables tables, @Nullable Proof proof) {
  public String status() {
    return String.valueOf(summary.get("status"));
  }
}
