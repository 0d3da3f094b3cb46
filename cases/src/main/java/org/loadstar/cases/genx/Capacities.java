package org.loadstar.cases.genx;

import org.loadstar.model.network.Sizing;

/// Writes the capacities of resources.
final class Capacities {
  private final GenxStage in;

  Capacities(GenxStage in) {
    this.in = in;
  }

  /// Names of the attributes of one capacity of a resource.
  record Names(String existing, String min, String max, String investment, String fixed) {
    static final Names POWER =
        new Names("existing_cap_mw", "min_cap_mw", "max_cap_mw", "inv_cost_per_mwyr", "fixed_om_cost_per_mwyr");
    static final Names ENERGY =
        new Names("existing_cap_mwh", "min_cap_mwh", "max_cap_mwh", "inv_cost_per_mwhyr", "fixed_om_cost_per_mwhyr");
    static final Names CHARGE =
        new Names(
            "existing_charge_cap_mw", "min_charge_cap_mw", "max_charge_cap_mw", "inv_cost_charge_per_mwyr",
            "fixed_om_cost_charge_per_mwyr");
  }

  /// The capacity in power of a resource, under its name.
  void power(Resource r, double unit, boolean whole) {
    add(r, r.name(), Sizing.Quantity.POWER, Names.POWER, unit, whole);
  }

  /// A capacity of a resource; limits of 0 or less are none, and nothing is built where the largest is 0.
  void add(Resource r, String name, Sizing.Quantity quantity, Names names, double unit, boolean whole) {
    add(r, name, quantity, names, unit, whole, false);
  }

  /// As above.
  ///
  /// @param zeroCounts true where a largest capacity of 0 is a limit
  void add(Resource r, String name, Sizing.Quantity quantity, Names names, double unit, boolean whole, boolean zeroCounts) {
    double max = r.number(names.max, -1);
    double existing = r.number(names.existing, 0);
    if (existing < 0) {
      r.fault(names.existing, "what stands must not be negative");
      existing = 0;
    }
    in.draft()
        .add(
            new Sizing.Row(
                name, in.label(), in.bus(r), r.carrier(), quantity, existing, r.yes("new_build") && max != 0, r.yes("can_retire"),
                Math.max(0, r.number(names.min, -1)), max > 0 || max == 0 && zeroCounts ? max : Double.POSITIVE_INFINITY, unit, whole,
                r.number(names.investment, 0), r.number(names.fixed, 0)));
  }
}
