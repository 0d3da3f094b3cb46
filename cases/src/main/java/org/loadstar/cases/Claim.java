package org.loadstar.cases;

import org.loadstar.model.Column;
import org.loadstar.model.Table;

/// A published claim that a case can be held against.
@Table(file = "claims.csv", key = "claim", doc = "Published claims, and how the case computes the same figure; no part of the model.")
public record Claim(
    @Column(doc = "Key of the claim.") String claim,
    @Column(doc = "What it is about.", absent = "") String topic,
    @Column(doc = "The claim in words.") String statement,
    @Column(doc = "The figure as printed.") double value,
    @Column(doc = "Unit of the figure.", absent = "") String unit,
    @Column(doc = "Year that it speaks of; 0 for none.", absent = "0", min = 0, max = 2200) int year,
    @Column(doc = "Formula of the same figure: numbers, + - * / ( ), paths as in --set, and sum, mean, min, max or count of the cells of a path;"
            + " empty: not checked.", absent = "") String check,
    @Column(doc = "Relative difference up to which it agrees.", absent = "0.1", min = 0, max = 1) double tolerance,
    @Column(doc = "Where it was printed.", absent = "") String source,
    @Column(doc = "How well it was read.", absent = "") String quality,
    @Column(doc = "A remark.", absent = "") String note) {}
