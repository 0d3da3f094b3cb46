package org.loadstar.model;

/// What a plant, store, border or the AI load of a zone earns and costs in a year of a stage: a row of the table `accounts`.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | p_t, lambda_t | GW, USD/MWh | net output to the zone; price of energy |
/// | C_k, mu_k | GW, M$/GW/yr | firm capacity in season k; dual of the reserve margin over d_y |
///
/// ```
/// (1) energy revenue = sum_t w_t h_t p_t lambda_t
/// (2) firm revenue   = sum_k C_k mu_k
/// ```
///
/// At the plan's own prices, so that what plants earn is what loads pay, less the rent of lines (the balance of each zone and hour times its price).
///
/// @param standing capacity, GW
/// @param added new capacity in it, GW
/// @param built built for the stage, GW
/// @param output p_t, GW
/// @param firm firm revenue, M$ a year
/// @param fuel M$ a year, as the next two
/// @param variable variable O&M; of a border what its trade costs
/// @param fixed fixed O&M
/// @param capex overnight capex of what is built for the stage, M$
/// @param co2 kt a year
record Account(
    String zone, String technology, String name, double standing, double added, double built, double[] output, double firm, double fuel, double variable,
    double fixed, double capex, double co2) {
  private static final double MILLION = 1e6;

  /// Writes the row.
  void write(Model m, Result r, Stage s, Tables tables, String grid) {
    int z = m.figures().zone(zone);
    double energy = 0;
    double earned = 0; // M$ a year: duals are M$ per GW, discounted
    for (int t = 0; t < output.length; t++) {
      energy += output[t] * s.grid().annualHours(t);
      earned += output[t] * r.dual(m.balance(s).row(z, t)) / s.discount();
    }
    tables.get("accounts").add(grid, s.year(), zone, technology, name, standing * 1e3, added * 1e3, built * 1e3, energy * 1e3, earned * MILLION,
        firm * MILLION, fuel * MILLION, variable * MILLION, fixed * MILLION, capex * MILLION, co2 * 1e3);
  }
}
