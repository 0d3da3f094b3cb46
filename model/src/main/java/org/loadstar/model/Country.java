package org.loadstar.model;

/// A country outside the zones that can host campuses.
@Table(file = "countries.csv", key = "country", doc = "A country outside the zones that can host campuses.")
public record Country(
    @Column(doc = "Key of the country.") String country,
    @Column(doc = "Name for people.", absent = "") String name,
    @Column(unit = "usd_per_mwh", doc = "Price of industrial power.", min = 0, money = true) double price,
    @Column(unit = "kg_per_mwh", doc = "Carbon of its power, life cycle.", absent = "0", min = 0, max = 2000) double carbon,
    @Column(unit = "mw", doc = "Largest facility power of new AI load; inf for no limit.", absent = "inf", min = 0, infinite = true) double limit,
    @Column(doc = "Added to the campus' WACC for country risk, real share.", absent = "0", min = -0.1, max = 0.5) double waccAdder,
    @Column(doc = "Probability that chips may be exported there.", absent = "1", min = 0, max = 1) double licenceProbability,
    @Column(unit = "months", doc = "Delay by the export licence.", absent = "0", min = 0, max = 600) double licenceDelay,
    @Column(unit = "chips_per_yr", doc = "Chips a year under licence; inf for no cap.", absent = "inf", min = 0, infinite = true) double chips,
    @Column(doc = "What its law says of data, for people.", absent = "") String sovereignty,
    @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}
