package org.loadstar.model.network;

import org.loadstar.model.Column;
import org.loadstar.model.Table;

/// A node at which power of one carrier balances in every timestep.
@Table(file = "buses.csv", required = true, key = "bus", doc = "Nodes at which power of one carrier balances.")
public record Bus(
    @Column(doc = "Name.") String bus,
    @Column(doc = "Carrier, as AC, DC, heat, hydrogen.", absent = "AC") String carrier,
    @Column(doc = "Zone or country for policies and reports; empty: the bus itself.", absent = "") String zone,
    @Column(unit = "kv", doc = "Nominal voltage, for lines in ohm.", absent = "1", min = 0) double nominalVoltage,
    @Column(doc = "Longitude.", absent = "NaN") double longitude,
    @Column(doc = "Latitude.", absent = "NaN") double latitude) {

  /// The zone of reports.
  public String place() {
    return zone.isEmpty() ? bus : zone;
  }
}
