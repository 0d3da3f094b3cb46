package org.loadstar.model.network;

import org.loadstar.model.Column;
import org.loadstar.model.Table;

/// One timestep of a network case.
@Table(
    file = "snapshots.csv",
    required = true,
    key = {"stage", "snapshot"},
    doc = "Timesteps in order, those of a stage and of a period together.")
public record Snapshot(
    @Column(doc = "Label, as a time.") String snapshot,
    @Column(doc = "Investment stage (a calendar year or a number); 0 where there is one only.", absent = "0", min = 0) int stage,
    @Column(doc = "Period inside the stage; levels marked cyclic per period return to their start in each.", absent = "0", min = 0)
        int period,
    @Column(unit = "h", doc = "Hours that an operating cost of one USD/MWh is paid for (weight of the objective).", absent = "1", min = 0)
        double objective,
    @Column(unit = "h", doc = "Hours of energy of the stage's year that the timestep stands for (energy and emission limits).", absent = "1", min = 0)
        double energy,
    @Column(unit = "h", doc = "Hours between this timestep and the next for stores and ramps.", absent = "1", min = 0) double elapsed) {}
