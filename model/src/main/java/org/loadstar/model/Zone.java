package org.loadstar.model;

/// One row of `zones.csv`: a zone whose load and plants are planned.
@Table(file = "zones.csv", required = true, key = "zone", doc = "A zone whose load and plants are planned.")
public record Zone(
    @Column(doc = "Key of the zone.") String zone,
    @Column(doc = "Name for people.") String name,
    @Column(doc = "ISO code of the country.", absent = "US") String country,
    @Column(doc = "Synchronous area.", absent = "") String interconnect,
    @Column(doc = "Planning region of the reserve margin and of the backcast.", absent = "") String planningRegion,
    @Column(doc = "Region key of reserve_margins.csv.", absent = "") String reserveRegion,
    @Column(unit = "deg", doc = "Latitude of the load centre.", absent = "NaN", min = -90, max = 90) double latitude,
    @Column(unit = "deg", doc = "Longitude of the load centre.", absent = "NaN", min = -180, max = 180)
        double longitude,
    @Column(doc = "Multiplies the hourly demand of the file (footprint scaling).", absent = "1", min = 0)
        double demandScale,
    @Column(
            doc = "Share of its annual energy that every campus of the zone may be interrupted for, firm connections too (a law); 0: only interruptible"
                + " connections are interrupted, as `ai.curtailment_share` says.",
            absent = "0",
            min = 0,
            max = 1)
        double curtailmentShare,
    @Column(
            doc = "Share of the zone that federal instruments reach: tax credits, guarantees, equity of the public fund; 0 where its states get none.",
            absent = "1",
            min = 0,
            max = 1)
        double federalShare) {}
