package org.loadstar.cases.genx;

import org.loadstar.model.network.Sizing;

/// Writes the capacities of resources.
final class Capacities {
  private static final String RECOVERY = "capital_recovery_period";
  private static final String RATE = "wacc";

  private final GenxStage in;

  Capacities(GenxStage in) {
    this.in = in;
  }

  /// Names of the attributes of one capacity of a resource: what stands, its limits and costs, the years in which capital is paid back and
  /// its rate of interest, what must be retired.
  record Names(
      String existing, String min, String max, String investment, String fixed, String recovery, String rate, String minRetired) {
    static final Names POWER =
        new Names("existing_cap_mw", "min_cap_mw", "max_cap_mw", "inv_cost_per_mwyr", "fixed_om_cost_per_mwyr", RECOVERY, RATE, "min_retired_cap_mw");
    static final Names ENERGY =
        new Names(
            "existing_cap_mwh", "min_cap_mwh", "max_cap_mwh", "inv_cost_per_mwhyr", "fixed_om_cost_per_mwhyr", RECOVERY, RATE,
            "min_retired_energy_cap_mw");
    static final Names CHARGE =
        new Names(
            "existing_charge_cap_mw", "min_charge_cap_mw", "max_charge_cap_mw", "inv_cost_charge_per_mwyr",
            "fixed_om_cost_charge_per_mwyr", RECOVERY, RATE, "min_retired_charge_cap_mw");
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
    double investment = r.number(names.investment, 0);
    double life = Double.POSITIVE_INFINITY;
    double minRetired = 0;
    StageYears years = in.years();
    if (years != null) {
      double recovery = r.number(names.recovery, 0);
      if (recovery <= 0 && investment > 0) r.fault(names.recovery, names.recovery + " of " + r.name() + " must be more than 0 where building costs");
      investment *= years.capital(recovery, r.number(names.rate, 0));
      life = r.number("lifetime");
      minRetired = r.number(names.minRetired, 0);
    }
    in.draft()
        .add(
            new Sizing.Row(
                name, in.label(), in.bus(r), r.carrier(), quantity, existing, r.yes("new_build") && max != 0, r.yes("can_retire"),
                Math.max(0, r.number(names.min, -1)), max > 0 || max == 0 && zeroCounts ? max : Double.POSITIVE_INFINITY, unit, whole,
                investment, r.number(names.fixed, 0), names == Names.POWER && r.yes("can_retrofit"), life, minRetired, Double.POSITIVE_INFINITY));
  }
}
