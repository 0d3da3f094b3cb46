package org.loadstar.model.network;

import org.loadstar.model.Column;
import org.loadstar.model.Table;

/// A fuel that plants burn.
@Table(file = "fuels.csv", key = "fuel", doc = "Fuels, their prices and their CO2.")
public record Fuel(
    @Column(doc = "Name.") String fuel,
    @Column(unit = "per_mmbtu", doc = "Price; a series `fuels-price` overrides it.", absent = "0", series = true) double price,
    @Column(unit = "t_per_mmbtu", doc = "CO2 of what is burnt.", absent = "0") double co2) {}
