package org.loadstar.model.network;

import org.loadstar.model.Column;

/// The settings of a network case (`case.yaml` with `kind: network`).
///
/// @param kind `network`
/// @param name short name
/// @param description one paragraph
/// @param peer the tool that the case was read from, empty for a case of our own
/// @param peerObjectiveScale the peer's objective is ours in currency units times this (1e-6: it prints millions)
/// @param peerObjectiveConstant currency that the peer takes off its objective (capital cost of what stands already)
/// @param peerStageGap relative gap at which the peer ends its decomposition by stages (it prints what each stage was worth then); 0: it
///     has none
/// @param integerGap relative gap at which a plan with whole numbers may end where the user names none; 0: that of the program
public record NetworkSettings(
    @Column(doc = "`network`.") String kind,
    @Column(doc = "Short name of the case.") String name,
    @Column(doc = "One paragraph.", absent = "") String description,
    @Column(doc = "The tool that the case was read from, as pypsa or genx; empty for none.", absent = "") String peer,
    @Column(doc = "The peer prints its objective in currency units times this.", absent = "1", min = 0) double peerObjectiveScale,
    @Column(doc = "Currency that the peer takes off its objective: capital cost of what stands already.", absent = "0")
        double peerObjectiveConstant,
    @Column(doc = "Relative gap at which the peer ends its decomposition by stages; 0: it has none.", absent = "0", min = 0) double peerStageGap,
    @Column(doc = "Relative gap at which a plan with whole numbers may end where `--gap` names none; 0: 0.0001.", absent = "0", min = 0, max = 0.999)
        double integerGap) {}
