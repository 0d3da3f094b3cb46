package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// The timesteps of one year of one grid, summed over the zones: supply by family, charge and

/// exports, loads, prices.
/// Powers are GW at positive sign, whatever side they stand on.
final class Hours {
  final String grid;
  final int[] hour;
  final double[] hours;
  final double[] weight;
  final Map<Palette, double[]> supply = new EnumMap<>(Palette.class);
  final Map<Palette, double[]> charge = new EnumMap<>(Palette.class);
  final double[] load;
  final double[] ai;

  /// USD/MWh by zone, NaN where the table has no row.
  final Map<String, double[]> price = new TreeMap<>();

  /// Load and AI load by zone, GW.
  private final Map<String, double[]> zoneLoad = new HashMap<>();

  private final double[] none;

  private Hours(String grid, int steps) {
    none = new double[steps];
    this.grid = grid;
    hour = new int[steps];
    hours = new double[steps];
    weight = new double[steps];
    load = new double[steps];
    ai = new double[steps];
  }

  /// The full year when the run has it, else the steps of the plan.
  static Hours best(Tables tables, int year) {
    Hours full = read(tables, "full", year);
    return full.steps() > 0 ? full : read(tables, "plan", year);
  }

  static Hours read(Tables tables, String grid, int year) {
    Sheet d = tables.get("dispatch");
    int[] rows = Rows.of(d).is("grid", grid).is("year", year).stream().toArray();
    int t = d.column("t");
    int first = Arrays.stream(rows).map(r -> d.integer(r, t)).min().orElse(0);
    int steps =
        rows.length == 0
            ? 0
            : Arrays.stream(rows).map(r -> d.integer(r, t)).max().getAsInt() - first + 1;
    Hours h = new Hours(grid, steps);
    int zone = d.column("zone");
    int technology = d.column("technology");
    int power = d.column("power_mw");
    Map<String, Palette> family = new HashMap<>();
    for (int r : rows) {
      int i = d.integer(r, t) - first;
      h.hour[i] = d.integer(r, d.column("hour"));
      h.hours[i] = d.number(r, d.column("hours"));
      h.weight[i] = d.number(r, d.column("weight"));
      double gw = d.number(r, power) / 1e3;
      String name = d.text(r, technology);
      switch (name) {
        case "load", "ai" -> {
          (name.equals("ai") ? h.ai : h.load)[i] -= gw;
          h.zoneLoad.computeIfAbsent(d.text(r, zone), z -> new double[steps])[i] -= gw;
        }
        default -> {
          Palette p = family.computeIfAbsent(name, Palette::of);
          (gw >= 0 ? h.supply : h.charge).computeIfAbsent(p, q -> new double[steps])[i] +=
              Math.abs(gw);
        }
      }
    }
    h.readPrices(tables, year, first);
    return h;
  }

  private void readPrices(Tables tables, int year, int first) {
    Sheet p = tables.get("prices");
    Rows.of(p).is("grid", grid).is("year", year).stream()
        .forEach(
            r -> {
              int i = p.integer(r, p.column("t")) - first;
              if (i < 0 || i >= hour.length) return;
              price
                      .computeIfAbsent(
                          p.text(r, p.column("zone")),
                          z -> {
                            double[] a = new double[hour.length];
                            Arrays.fill(a, Double.NaN);
                            return a;
                          })[i] =
                  p.number(r, p.column("price_usd_per_mwh"));
            });
  }

  int steps() {
    return hour.length;
  }

  double[] of(Palette p) {
    return supply.getOrDefault(p, none);
  }

  double demand(int i) {
    return load[i] + ai[i];
  }

  double unserved(int i) {
    double[] u = supply.get(Palette.UNSERVED);
    return u == null ? 0 : u[i];
  }

  /// Load not served below this is what a solver leaves of zero, GW.
  static final double SERVED = 1e-3;

  /// Unserved energy of the year over the steps that miss more than [#SERVED], GWh.
  double unservedEnergy() {
    double s = 0;
    for (int i = 0; i < hour.length; i++)
      if (unserved(i) > SERVED) s += unserved(i) * hours[i] * weight[i];
    return s;
  }

  /// In words, which hours these are.
  String words() {
    return grid.equals("full") ? "all 8" + Figures.THIN + "760 hours" : "the timesteps of the plan";
  }

  /// Load that wind and solar leave.
  double netLoad(int i) {
    return demand(i)
        - of(Palette.WIND_ONSHORE)[i]
        - of(Palette.WIND_OFFSHORE)[i]
        - of(Palette.SOLAR)[i];
  }

  /// Price of step i, weighted with the load of the zones.
  double meanPrice(int i) {
    double sum = 0;
    double energy = 0;
    for (Map.Entry<String, double[]> e : price.entrySet()) {
      double[] l = zoneLoad.get(e.getKey());
      double w = l == null ? 0 : l[i];
      if (w <= 0 || Double.isNaN(e.getValue()[i])) continue;
      sum += w * e.getValue()[i];
      energy += w;
    }
    return energy > 0 ? sum / energy : Double.NaN;
  }

  /// Steps that together last about a week, the given step in their middle, beginning with a day.
  List<Integer> week(int centre) {
    int from = centre;
    double before = 0;
    while (from > 0 && before < 84) before += hours[--from];
    while (from > 0 && hour[from] % 24 != 0 && hour[from - 1] < hour[from]) from--;
    double span = 0;
    int to = from;
    while (to < hour.length && span < 168) span += hours[to++];
    while (from > 0 && span < 168) span += hours[--from];
    List<Integer> out = new ArrayList<>();
    for (int i = from; i < to; i++) out.add(i);
    return out;
  }

  /// The day of an hour of the year, as `17 Jan`, and its hour.
  static String date(int hourOfYear) {
    return day(hourOfYear) + ", " + String.format("%02d:00 UTC", hourOfYear % 24);
  }

  static String day(int hourOfYear) {
    java.time.LocalDate d =
        java.time.LocalDate.of(2023, 1, 1).plusDays(Math.floorMod(hourOfYear / 24, 365));
    return d.getDayOfMonth()
        + THIN_SPACE
        + d.getMonth().getDisplayName(java.time.format.TextStyle.SHORT, java.util.Locale.ENGLISH);
  }

  private static final String THIN_SPACE = "\u00a0";
}
