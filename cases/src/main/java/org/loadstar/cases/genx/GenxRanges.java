package org.loadstar.cases.genx;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.loadstar.cases.Decimal;
import org.loadstar.cases.genx.Resource.Kind;

/// Faults for attributes of resources that are outside what GenX documents, or that contradict each other. GenX itself would go on with
/// them to a program without sense.
final class GenxRanges {
  private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);
  private static final Set<Kind> STORES = EnumSet.of(Kind.STORAGE, Kind.VRE_STORAGE);
  private static final Set<Kind> STORAGE = EnumSet.of(Kind.STORAGE);
  private static final Set<Kind> LEAST_OUTPUT = EnumSet.of(Kind.THERMAL, Kind.HYDRO, Kind.ELECTROLYZER);
  private static final double NONE = Double.POSITIVE_INFINITY;

  /// The range [least, most] of an attribute, without `least` itself where it is open.
  private record Range(String attribute, Set<Kind> kinds, double least, boolean open, double most) {
    boolean holds(double v) {
      return (open ? v > least : v >= least) && v <= most;
    }

    String words() {
      if (most == NONE) return open ? "more than 0" : "0 or more";
      return open ? "above 0, and 1 at most" : "from 0 to 1";
    }
  }

  private static final List<Range> RANGES =
      List.of(
          positive("cap_size", EnumSet.of(Kind.THERMAL)), positive("lifetime", ALL), notNegative("capital_recovery_period", ALL), share("wacc", ALL),
          openShare("eff_up", STORAGE), openShare("eff_down", STORAGE), share("eff_up_dc", STORES), share("eff_down_dc", STORES),
          share("eff_up_ac", STORES), share("eff_down_ac", STORES), share("etainverter", STORES), share("self_disch", STORES),
          share("min_power", LEAST_OUTPUT), notNegative("ramp_up_percentage", LEAST_OUTPUT), notNegative("ramp_dn_percentage", LEAST_OUTPUT),
          notNegative("up_time", ALL), notNegative("down_time", ALL), notNegative("start_cost_per_mw", ALL),
          notNegative("start_fuel_mmbtu_per_mw", ALL), notNegative("heat_rate_mmbtu_per_mwh", ALL), share("co2_capture_fraction", ALL),
          share("co2_capture_fraction_startup", ALL), notNegative("min_duration", STORAGE), notNegative("max_duration", STORAGE),
          notNegative("max_flexible_demand_delay", ALL), notNegative("max_flexible_demand_advance", ALL), notNegative("num_vre_bins", ALL));

  private final GenxStage in;

  GenxRanges(GenxStage in) {
    this.in = in;
  }

  private static Range positive(String attribute, Set<Kind> kinds) {
    return new Range(attribute, kinds, 0, true, NONE);
  }

  private static Range notNegative(String attribute, Set<Kind> kinds) {
    return new Range(attribute, kinds, 0, false, NONE);
  }

  private static Range share(String attribute, Set<Kind> kinds) {
    return new Range(attribute, kinds, 0, false, 1);
  }

  private static Range openShare(String attribute, Set<Kind> kinds) {
    return new Range(attribute, kinds, 0, true, 1);
  }

  void check() {
    for (Resource r : in.resources()) {
      for (Range g : RANGES) {
        double v = value(r, g.attribute);
        if (g.kinds.contains(r.kind()) && !Double.isNaN(v) && !g.holds(v))
          r.fault(g.attribute, g.attribute + " of " + r.name() + " must be " + g.words());
      }
      for (String a : r.attributes())
        if (a.startsWith("min_cap_") && a.contains("mw") || a.equals("min_charge_cap_mw") || a.equals("min_duration")) order(r, a, "max" + a.substring(3));
    }
  }

  /// A largest value of less than 0 is none.
  private static void order(Resource r, String least, String most) {
    double min = value(r, least);
    double max = value(r, most);
    if (max >= 0 && min > max && (max > 0 || r.kind() == Kind.VRE_STORAGE))
      r.fault(most, r.column(most) + " of " + r.name() + " must not be less than " + r.column(least) + " (" + Decimal.text(min) + ")");
  }

  /// NaN where there is none or it is no number, which is a fault where it is read.
  private static double value(Resource r, String attribute) {
    return Decimal.parse(r.look(attribute));
  }
}
