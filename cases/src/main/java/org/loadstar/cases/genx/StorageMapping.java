package org.loadstar.cases.genx;

import org.loadstar.model.network.Sizing;
import org.loadstar.model.network.Storage;

/// Maps `Storage.csv`: symmetric (Model 1) and asymmetric (Model 2) storage, of long duration where `LDS` says so.
final class StorageMapping {
  private final GenxStage in;

  StorageMapping(GenxStage in) {
    this.in = in;
  }

  /// Name of the energy capacity of a resource.
  static String energy(Resource r) {
    return r.name() + " energy";
  }

  /// Name of the charge capacity of an asymmetric storage.
  static String charge(Resource r) {
    return r.name() + " charge";
  }

  void map() {
    for (Resource r : in.resources(Resource.Kind.STORAGE)) {
      double model = r.number("model");
      if (model != 1 && model != 2) r.fault("model", "Model of " + r.name() + " must be 1 (symmetric) or 2 (asymmetric)");
      boolean apart = model == 2;
      var capacities = new Capacities(in);
      capacities.power(r, 1, false);
      capacities.add(r, energy(r), Sizing.Quantity.ENERGY, Capacities.Names.ENERGY, 1, false);
      if (apart) capacities.add(r, charge(r), Sizing.Quantity.POWER, Capacities.Names.CHARGE, 1, false);
      in.draft()
          .add(
              new Storage.Row(
                  r.name(), in.label(), in.bus(r), r.carrier(), energy(r), apart ? charge(r) : "", r.number("eff_up", 1),
                  r.number("eff_down", 1), r.number("self_disch"), r.number("var_om_cost_per_mwh", 0),
                  r.number("var_om_cost_per_mwh_in", 0), r.number("min_duration"), r.number("max_duration"), longDuration(in, r, "lds"),
                  in.settings().on("LDSAdditionalConstraints")));
    }
  }

  /// Whether a resource carries its level from period to period; then there must be a map of periods.
  static boolean longDuration(GenxStage in, Resource r, String attribute) {
    if (!r.yes(attribute) || in.periods() == 1) return false;
    if (in.modelledPeriods() == 0) r.fault(attribute, "long duration needs Period_map.csv in the system folder");
    return true;
  }
}
