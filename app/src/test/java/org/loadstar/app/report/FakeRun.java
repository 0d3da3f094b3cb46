package org.loadstar.app.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.loadstar.model.Tables;

/// A made-up run with the shape of a real one: 18 zones, 7 stages, 8760 hours in the target year.

/// Its numbers mean nothing.
final class FakeRun {
  static final int[] YEARS = {2026, 2027, 2028, 2029, 2030, 2032, 2035};
  static final int TARGET = 2030;
  private static final double[] WANTED = {5, 12, 22, 35, 50, 62, 80};

  record Zone(
      String key,
      String name,
      String region,
      double lat,
      double lon,
      double meanGw,
      double share) {}

  static final List<Zone> ZONES =
      List.of(
          new Zone("CAISO", "California", "CAISO", 36.184, -118.713, 31, 0.03),
          new Zone("ERCOT", "Texas (ERCOT)", "ERCOT", 30.644, -97.453, 53, 0.26),
          new Zone("FRCC", "Florida", "FRCC", 27.958, -81.596, 30, 0.02),
          new Zone("ISONE", "New England", "ISONE", 42.584, -71.777, 13, 0.01),
          new Zone(
              "MISO_Central", "MISO Central (IL/IN/MI/MO/KY)", "MISO", 40.828, -86.985, 30, 0.09),
          new Zone("MISO_North", "MISO North (MN/WI/IA/ND)", "MISO", 44.341, -92.294, 24, 0.07),
          new Zone("MISO_South", "MISO South (AR/LA/MS/E.TX)", "MISO", 31.734, -92.056, 20, 0.06),
          new Zone("NYISO", "New York", "NYISO", 42.471, -74.955, 17, 0.01),
          new Zone(
              "NorthernGrid_East",
              "NorthernGrid East (MT/ID/WY)",
              "NorthernGrid",
              44.847,
              -112.596,
              5,
              0.02),
          new Zone(
              "NorthernGrid_South",
              "NorthernGrid South (NV/UT)",
              "NorthernGrid",
              38.031,
              -113.864,
              9,
              0.03),
          new Zone(
              "NorthernGrid_West",
              "NorthernGrid West (WA/OR)",
              "NorthernGrid",
              46.316,
              -121.034,
              19,
              0.03),
          new Zone("PJM_East", "PJM East (PA/NJ/MD/VA/OH/WV)", "PJM", 39.369, -79.004, 81, 0.14),
          new Zone("PJM_West", "PJM West (ComEd + SW Michigan)", "PJM", 41.787, -88.601, 11, 0.04),
          new Zone(
              "SERTP", "Southeast (TVA/Southern/Carolinas)", "SERTP", 34.157, -83.502, 76, 0.1),
          new Zone("SPP_North", "SPP North (NE/SD/ND)", "SPP", 43.631, -99.631, 8, 0),
          new Zone(
              "SPP_South", "SPP South (OK/KS/W.MO/TX panhandle)", "SPP", 36.362, -97.117, 27, 0.04),
          new Zone(
              "WestConnect_North",
              "WestConnect North (CO/WY)",
              "WestConnect",
              40.188,
              -105.674,
              9,
              0.02),
          new Zone(
              "WestConnect_South",
              "WestConnect South (AZ/NM)",
              "WestConnect",
              33.827,
              -110.499,
              14,
              0.06));

  private static final String[] TECHS = {
    "nuclear",
    "smr",
    "geothermal",
    "biomass",
    "coal",
    "hydro",
    "wind_onshore",
    "wind_offshore",
    "solar_pv",
    "gas_cc",
    "gas_ct",
    "oil",
    "pumped_hydro",
    "battery"
  };
  private static final double[] CAPACITY = {
    0.24, 0.001, 0.008, 0.012, 0.42, 0.2, 0.38, 0.004, 0.33, 0.68, 0.36, 0.06, 0.05, 0.11
  };
  private static final double[] GROWTH = {
    0.005, 0.5, 0.1, 0, -0.06, 0, 0.06, 0.35, 0.11, 0.012, 0.035, -0.04, 0, 0.17
  };

  final Tables tables = new Tables();
  final Map<String, Object> summary = new LinkedHashMap<>();
  final Map<String, Object> manifest = new LinkedHashMap<>();
  final Random random = new Random(7);

  /// @param hourly whether the dispatch of the full year is made
  static FakeRun make(boolean hourly) {
    FakeRun f = new FakeRun();
    f.annual();
    f.dispatch("plan", 4, 0.03);
    f.dispatch("no_ai", 4, 0);
    if (hourly) f.dispatch("full", 1, 0.03);
    FakeFindings.add(f);
    return f;
  }

  double ai(Zone z, int k) {
    return Math.min(WANTED[k], WANTED[k] * 0.82 + (k > 4 ? 30 : 0)) * z.share * 1e3 / 1.03;
  }

  private double standing(Zone z, int t, int k, boolean withAi) {
    int years = YEARS[k] - 2026;
    double growth = Math.pow(1 + GROWTH[t], years);
    double extra =
        withAi
                && (TECHS[t].equals("gas_cc")
                    || TECHS[t].equals("solar_pv")
                    || TECHS[t].equals("battery"))
            ? ai(z, k) * 0.35
            : 0;
    double skew = 0.6 + 0.8 * Math.abs(Math.sin(z.lat * (t + 2) + z.lon));
    return z.meanGw * 1e3 * CAPACITY[t] * growth * skew + extra;
  }

  private void annual() {
    var zones = tables.get("zones");
    ZONES.forEach(z -> zones.add(z.key, z.name, "US", z.region, z.lat, z.lon));
    for (String t : TECHS)
      tables
          .get("technologies")
          .add(
              t,
              "generator",
              !t.startsWith("gas") && !t.equals("coal") && !t.equals("oil"),
              t.startsWith("wind") || t.startsWith("solar"),
              "");
    for (String grid : List.of("plan", "no_ai")) {
      boolean ai = grid.equals("plan");
      for (int k = 0; k < YEARS.length; k++) {
        double total = 0;
        double shortfall = 0;
        for (Zone z : ZONES) {
          double gen = 0;
          for (int t = 0; t < TECHS.length; t++) {
            double now = standing(z, t, k, ai);
            double before = k == 0 ? now * 0.99 : standing(z, t, k - 1, ai);
            tables
                .get("capacity")
                .add(
                    grid,
                    YEARS[k],
                    z.key,
                    TECHS[t],
                    TECHS[t],
                    now,
                    Math.max(0, now - before),
                    Math.max(0, before - now),
                    TECHS[t].equals("battery") ? now * 4 : 0,
                    now * 2);
            double cf =
                switch (TECHS[t]) {
                  case "nuclear", "smr" -> 0.91;
                  case "geothermal", "biomass" -> 0.7;
                  case "coal" -> 0.45;
                  case "hydro" -> 0.4;
                  case "wind_onshore" -> 0.35;
                  case "wind_offshore" -> 0.42;
                  case "solar_pv" -> 0.24;
                  case "gas_cc" -> 0.6;
                  case "gas_ct" -> 0.08;
                  default -> 0.01;
                };
            tables.get("generation").add(grid, YEARS[k], z.key, TECHS[t], now * cf * 8760);
            gen += now * cf * 8760;
            if (!TECHS[t].equals("coal") && !TECHS[t].startsWith("gas") && !TECHS[t].equals("oil"))
              continue;
            tables
                .get("emissions")
                .add(
                    grid,
                    YEARS[k],
                    z.key,
                    TECHS[t],
                    now * cf * 8760 * (TECHS[t].equals("coal") ? 0.97 : 0.4));
          }
          double load = ai ? ai(z, k) : 0;
          tables
              .get("generation")
              .add(grid, YEARS[k], z.key, "battery:charge", -standing(z, 13, k, ai) * 900);
          tables.get("generation").add(grid, YEARS[k], z.key, "load", -gen * 0.97 + load * 7446);
          if (ai) tables.get("generation").add(grid, YEARS[k], z.key, "ai", -load * 7446);
          if (ai)
            tables
                .get("ai")
                .add(
                    grid,
                    YEARS[k],
                    z.key,
                    load,
                    z.share == 0 ? 400.0 : load * (z.share > 0.09 ? 1 : 1.6),
                    0.0,
                    0.0,
                    z.share > 0.09 ? 800 * z.share : 0);
          double price = 28 + 30 * Math.abs(Math.sin(z.lon)) + (ai ? load / 700 : 0);
          tables
              .get("price_summary")
              .add(grid, YEARS[k], z.key, price * 0.8, price * 0.05, price * 0.15, price);
          tables.get("emissions").add(grid, YEARS[k], z.key, "other", 0.0);
          total += load;
        }
        shortfall = Math.max(0, WANTED[k] * 1e3 - total);
        if (ai)
          tables.get("ai").add(grid, YEARS[k], "", total, 0.0, WANTED[k] * 1e3, shortfall, 900.0);
        String[] categories = {
          "fuel",
          "fixed_om",
          "variable_om",
          "sunk_fleet",
          "new_generation",
          "new_storage",
          "new_lines",
          "ai_chips",
          "ai_power_and_cooling",
          "ai_shell",
          "unserved",
          "reserve_shortfall"
        };
        double[] base = {61, 45, 12, 120, 18, 6, 2, 0, 0, 0, 0.1, 0};
        double[] more = {13, 3, 2, 0, 16, 5, 2.5, 190, 52, 21, 0.4, 1.1};
        for (int c = 0; c < base.length; c++) {
          double usd = (base[c] + (ai ? more[c] * total / 41e3 : 0)) * 1e9;
          if (usd != 0)
            tables.get("costs").add(grid, YEARS[k], categories[c], usd, usd * 3.1, true);
        }
        tables.get("costs").add(grid, YEARS[k], "tax_credits", -7e9, -20e9, false);
      }
    }
    int[][] pairs = {
      {0, 9}, {0, 10}, {0, 17}, {1, 15}, {1, 6}, {2, 13}, {3, 7}, {4, 5}, {4, 6}, {4, 12}, {4, 11},
      {4, 13}, {5, 12}, {5, 14}, {6, 13}, {6, 15}, {7, 11}, {8, 10}, {8, 9}, {8, 16}, {9, 16},
      {9, 17}, {11, 13}, {11, 12}, {14, 15}, {16, 17}, {5, 15}
    };
    for (int[] p : pairs) {
      double net = (random.nextDouble() - 0.35) * 30e6;
      tables
          .get("lines")
          .add(
              "plan",
              TARGET,
              ZONES.get(p[0]).key + "-" + ZONES.get(p[1]).key,
              ZONES.get(p[0]).key,
              ZONES.get(p[1]).key,
              "ac",
              4000.0,
              4000.0,
              300.0,
              Math.max(0, net) + 1e6,
              Math.max(0, -net) + 1e6);
    }
  }

  private void dispatch(String grid, int length, double aiShare) {
    var d = tables.get("dispatch");
    var prices = tables.get("prices");
    int k = 4;
    for (int t = 0; t < 8760 / length; t++) {
      int hour = t * length;
      double day = hour / 24.0;
      double sun =
          Math.max(0, Math.sin((hour % 24 - 13) / 12.0 * Math.PI))
              * (0.75 - 0.25 * Math.cos(day / 365 * 2 * Math.PI));
      double wind = 0.35 + 0.25 * Math.sin(day / 3.7) + 0.1 * Math.sin(day * 1.7);
      double season =
          1
              + 0.16 * Math.cos((day - 200) / 365 * 2 * Math.PI)
              + 0.1 * Math.cos((day - 15) / 180 * 2 * Math.PI);
      for (Zone z : ZONES) {
        double load =
            z.meanGw
                * 1e3
                * 0.92
                * season
                * (1 + 0.16 * Math.sin((hour % 24 - 16) / 12.0 * Math.PI + 1.2))
                * (1 + 0.05 * Math.sin(day));
        double ai = aiShare > 0 ? ai(z, k) * 0.85 : 0;
        double need = load + ai;
        double available;
        for (int i = 0; i < TECHS.length - 2; i++) {
          double cap = standing(z, i, k, aiShare > 0);
          available =
              switch (TECHS[i]) {
                case "wind_onshore", "wind_offshore" -> cap * wind;
                case "solar_pv" -> cap * sun;
                case "hydro" -> cap * 0.45;
                default -> cap * 0.92;
              };
          double used = Math.max(0, Math.min(need, available));
          need -= used;
          if (used > 0) d.add(grid, TARGET, t, hour, (double) length, 1.0, z.key, TECHS[i], used);
        }
        double battery = Math.min(need, standing(z, 13, k, aiShare > 0));
        if (battery > 0)
          d.add(grid, TARGET, t, hour, (double) length, 1.0, z.key, "battery", battery);
        if (sun > 0.6)
          d.add(
              grid,
              TARGET,
              t,
              hour,
              (double) length,
              1.0,
              z.key,
              "battery:charge",
              -standing(z, 13, k, true) * 0.4);
        if (need - battery > 1)
          d.add(
              grid,
              TARGET,
              t,
              hour,
              (double) length,
              1.0,
              z.key,
              hour > 4800 ? "unserved" : "import",
              need - battery);
        d.add(grid, TARGET, t, hour, (double) length, 1.0, z.key, "load", -load);
        if (ai > 0) d.add(grid, TARGET, t, hour, (double) length, 1.0, z.key, "ai", -ai);
        double price =
            need - battery > 1
                ? 2500
                : (0.7 + 0.6 * Math.abs(Math.sin(z.lon)))
                        * 45
                        * Math.pow(load / (z.meanGw * 1e3), 3)
                        * (1.1 - sun * 0.6)
                    + ai / 1000;
        prices.add(grid, TARGET, t, hour, (double) length, 1.0, z.key, price);
      }
    }
  }

  /// Squares of four degrees as outlines of zones.
  static String squares() {
    StringBuilder s = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
    for (Zone z : ZONES) {
      if (s.charAt(s.length() - 1) == '}') s.append(',');
      double a = z.lon - 3.2;
      double b = z.lon + 3.2;
      double c = z.lat - 2;
      double d = z.lat + 2;
      s.append("{\"type\":\"Feature\",\"properties\":{\"zone\":\"")
          .append(z.key)
          .append("\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[")
          .append(a)
          .append(',')
          .append(c)
          .append("],[")
          .append(b)
          .append(',')
          .append(c)
          .append("],[")
          .append(b)
          .append(',')
          .append(d)
          .append("],[")
          .append(a)
          .append(',')
          .append(d)
          .append("],[")
          .append(a)
          .append(',')
          .append(c)
          .append("]]]}}");
    }
    return s.append("]}").toString();
  }
}
