package org.loadstar.model.network;

import org.loadstar.model.Column;
import org.loadstar.model.Table;

/// One period of the year and the period of the snapshots that stands for it.
@Table(file = "period_map.csv", key = {"stage", "period"}, doc = "The periods of the year in order, each with the one that stands for it.")
public record PeriodMap(
    @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
    @Column(doc = "Number of the period in the year, from 1 in order.", min = 1) int period,
    @Column(doc = "Period of snapshots.csv by which it is represented.", min = 0) int represented,
    @Column(doc = "It is that very period.", absent = "false") boolean itself) {}
