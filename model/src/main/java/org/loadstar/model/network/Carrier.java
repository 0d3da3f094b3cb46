package org.loadstar.model.network;

import org.loadstar.model.Column;
import org.loadstar.model.Table;

/// A carrier or technology with its emissions.
@Table(file = "carriers.csv", key = "carrier", doc = "Carriers (fuels, technologies) and their emissions.")
public record Carrier(
    @Column(doc = "Name.") String carrier,
    @Column(unit = "t_per_mwh", doc = "CO2 per MWh of primary energy.", absent = "0") double co2) {}
