package org.loadstar.model.network;

import java.util.function.IntToDoubleFunction;
import org.loadstar.model.Result;
import org.loadstar.model.Tables;

/// What an asset burns fuel as: the share of its CO2 that does not count, and what putting captured CO2 away costs.
///
/// @param biomass share of CO2 that does not count
/// @param disposal cost of a tonne of captured CO2
record Combustion(String asset, String bus, String carrier, double biomass, double disposal) {
  /// Charges and posts the fuel `rate * factor(t)` of the columns `first + t`, of whose CO2 a share is captured.
  void burn(NetworkModel m, Horizon.Stage s, Fuel fuel, int first, IntToDoubleFunction factor, double rate, double capture) {
    if (rate == 0) return;
    Profile price = m.network().profile(Fuel.class, "price", fuel.fuel(), s, fuel.price());
    double kept = fuel.co2() * (1 - biomass - capture);
    double away = fuel.co2() * capture * disposal;
    for (int t = 0; t < s.steps(); t++) {
      double burnt = s.perMwh(t) * rate * factor.applyAsDouble(t);
      if (price.at(t) != 0) m.lp().cost(first + t, "fuel", burnt * price.at(t));
      if (away != 0) m.lp().cost(first + t, "co2_disposal", burnt * away);
    }
    if (kept != 0) m.book().post(Book.Account.EMISSION, s, asset, first, t -> kept * rate * factor.applyAsDouble(t));
  }

  /// Reports the CO2 of the asset.
  void emissions(NetworkModel m, Result r, Tables tables, String grid, Horizon.Stage s) {
    double co2 = 0;
    for (int t = 0; t < s.steps(); t++) co2 += s.energy(t) * m.book().value(r, Book.Account.EMISSION, s, asset, t) * 1e3;
    tables.get("emissions").add(grid, s.label(), m.place(bus), carrier, co2);
  }
}
