package org.loadstar.model.network;

import org.loadstar.model.Column;
import org.loadstar.model.Table;

/// One investment stage of a network case; a case without this table has one stage of weight 1.
@Table(file = "stages.csv", key = "stage", doc = "Investment stages in order.")
public record StageRow(
    @Column(doc = "Stage: a calendar year or a number.", min = 0) int stage,
    @Column(doc = "Weight of the stage's annual costs in the objective (years and discounting).", absent = "1", min = 0) double objective,
    @Column(unit = "years", doc = "Years that the stage stands for, for limits over the whole horizon.", absent = "1", min = 0)
        double years) {}
