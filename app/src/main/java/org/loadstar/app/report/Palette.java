package org.loadstar.app.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One family of technology, one colour. The constants stand in stack order: firm, variable,

/// flexible, storage, imports,
/// unserved; the loads follow. Hues come in two columns, for a white and for a near-black page.
enum Palette {
  NUCLEAR("nuclear", "#52129B", "#694BBE", Decal.NONE),
  SMR("SMR", "#9573B0", "#957AA1", Decal.SLASH),
  FUSION("fusion", "#ECA9FE", "#E4B5D8", Decal.DOT),
  GEOTHERMAL("geothermal", "#642E1E", "#B87053", Decal.NONE),
  BIOMASS("biomass", "#5E892C", "#B0D88D", Decal.NONE),
  COAL("coal", "#161818", "#676D74", Decal.NONE),
  HYDRO("hydro", "#156E65", "#10B392", Decal.NONE),
  WIND_ONSHORE("wind onshore", "#64B0C5", "#9FEAFF", Decal.NONE),
  WIND_OFFSHORE("wind offshore", "#0064DB", "#617CC5", Decal.NONE),
  SOLAR("solar", "#F9CB52", "#FFE20C", Decal.NONE),
  GAS_CC("gas CC", "#953801", "#A83E0F", Decal.NONE),
  GAS_CT("gas CT and steam", "#BF9571", "#E69C5C", Decal.SLASH),
  OIL("oil", "#705A44", "#9F8676", Decal.NONE),
  PUMPED_HYDRO("pumped hydro", "#6F0C46", "#9C415E", Decal.NONE),
  BATTERY("battery", "#CC4477", "#EB399D", Decal.NONE),
  LONG_STORAGE("long storage", "#E5BCC1", "#F098A5", Decal.DOT),
  IMPORTS("imports", "#818694", "#E8E9EE", Decal.BACKSLASH),
  UNSERVED("unserved", "#FB312A", "#FB322B", Decal.CROSS),
  OTHER("other load", "#5A6D78", "#939A9F", Decal.NONE),
  AI_INFERENCE("AI inference", "#5C92EA", "#56BDFD", Decal.DASH),
  AI_TRAINING("AI training", "#163791", "#2463A5", Decal.EQUALS);

  /// Texture over the hue, so that it is not told by colour alone.
  enum Decal {
    NONE,
    SLASH,
    BACKSLASH,
    DOT,
    CROSS,
    DASH,
    EQUALS
  }

  static final String LIGHT_PAGE = "#FFFFFF";
  static final String DARK_PAGE = "#0B0E13";

  /// Edge of the hues that stand out too little on white.
  static final String EDGE = "#5A5F66";

  /// Five steps from low to high on white; reversed on the dark page.
  static final List<String> RAMP = List.of("#F1EEF6", "#BDC9E1", "#74A9CF", "#2B8CBE", "#045A8D");

  static final List<String> LESS_MORE_LIGHT = List.of("#2166AC", "#B35806");
  static final List<String> LESS_MORE_DARK = List.of("#67A9CF", "#F1A340");

  /// The supply families, bottom to top of a stack.
  static final List<Palette> STACK = List.of(values()).subList(0, UNSERVED.ordinal() + 1);

  final String label;
  final String light;
  final String dark;
  final Decal decal;

  Palette(String label, String light, String dark, Decal decal) {
    this.label = label;
    this.light = light;
    this.dark = dark;
    this.decal = decal;
  }

  /// Name of the CSS class that fills with this hue.
  String css() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// True when the contrast against white is under 3:1, so that marks get an edge.
  boolean needsEdge() {
    return contrast(light, LIGHT_PAGE) < 3;
  }

  /// The family of a technology of a case or of a row of `dispatch`; `:charge` belongs to its

  /// storage.
  static Palette of(String technology) {
    String t = technology.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    int colon = t.indexOf(':');
    if (colon >= 0) t = t.substring(0, colon);
    if (t.equals("import") || t.equals("export") || t.equals("imports")) return IMPORTS;
    if (t.equals("unserved")) return UNSERVED;
    if (t.equals("ai")) return AI_INFERENCE;
    if (t.equals("load")) return OTHER;
    if (t.contains("smr")) return SMR;
    if (t.contains("fusion")) return FUSION;
    if (t.startsWith("nuclear")) return NUCLEAR;
    if (t.startsWith("geo")) return GEOTHERMAL;
    if (t.startsWith("bio")) return BIOMASS;
    if (t.contains("coal") || t.startsWith("lignite")) return COAL;
    if (t.startsWith("pumped") || t.startsWith("phs")) return PUMPED_HYDRO;
    if (t.startsWith("hydro") && !t.startsWith("hydrogen") || t.startsWith("run_of_river") || t.equals("ror") || t.endsWith("_hydro")) return HYDRO;
    if (t.contains("offwind") || t.contains("offshore")) return WIND_OFFSHORE;
    if (t.contains("onwind") || t.contains("onshore") || t.startsWith("wind")) return WIND_ONSHORE;
    if (t.startsWith("solar") || t.startsWith("csp") || t.startsWith("pv") || t.endsWith("_pv")) return SOLAR;
    if (t.startsWith("gas_cc") || t.startsWith("ccgt") || t.startsWith("h2_cc") || t.contains("combined_cycle")) return GAS_CC;
    if (t.startsWith("gas") || t.startsWith("natural_gas") || t.equals("ng") || t.startsWith("ocgt") || t.startsWith("h2_ct")) return GAS_CT;
    if (t.startsWith("oil") || t.startsWith("diesel")) return OIL;
    if (t.startsWith("batter") || t.endsWith("_battery") || t.startsWith("li_ion")) return BATTERY;
    if (t.equals("h2") || t.contains("storage") || t.startsWith("caes") || t.startsWith("iron_air"))
      return LONG_STORAGE;
    return OTHER;
  }

  /// The name shown for a family in a supply chart, where the rest has no load in it.
  String supplyLabel() {
    return this == OTHER ? "other" : label;
  }

  /// WCAG 2 contrast of two `#RRGGBB` colours.
  static double contrast(String a, String b) {
    double la = luminance(a);
    double lb = luminance(b);
    return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
  }

  private static double luminance(String hex) {
    double[] c = linear(hex);
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
  }

  /// Linear-light sRGB in [0, 1].
  static double[] linear(String hex) {
    double[] c = new double[3];
    for (int i = 0; i < 3; i++) {
      double v = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      c[i] = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
    return c;
  }

  /// The hues as CSS variables of one page colour.
  static String variables(boolean darkPage) {
    StringBuilder s = new StringBuilder();
    for (Palette p : values())
      s.append("--").append(p.css()).append(':').append(darkPage ? p.dark : p.light).append(';');
    for (int i = 0; i < RAMP.size(); i++)
      s.append("--r")
          .append(i)
          .append(':')
          .append(RAMP.get(darkPage ? RAMP.size() - 1 - i : i))
          .append(';');
    List<String> lm = darkPage ? LESS_MORE_DARK : LESS_MORE_LIGHT;
    return s.append("--less:")
        .append(lm.get(0))
        .append(";--more:")
        .append(lm.get(1))
        .append(';')
        .toString();
  }

  /// The classes that fill a mark: hue, edge where it is needed, or a one-pixel gap to the

  /// neighbour.
  static String rules() {
    StringBuilder s = new StringBuilder();
    for (Palette p : values()) {
      s.append(".f-")
          .append(p.css())
          .append("{fill:var(--")
          .append(p.css())
          .append(");stroke:")
          .append(p.needsEdge() ? "var(--edge)" : "var(--card)")
          .append("}.s-")
          .append(p.css())
          .append("{stroke:var(--")
          .append(p.css())
          .append(")}\n");
    }
    for (int i = 0; i < RAMP.size(); i++)
      s.append(".r").append(i).append("{fill:var(--r").append(i).append(")}");
    return s.append('\n').toString();
  }

  private static final Map<Decal, String> PATTERNS =
      new EnumMap<>(
          Map.of(
              Decal.SLASH, "M-1 5L5 -1M3 9L9 3M-1 9L9 -1",
              Decal.BACKSLASH, "M-1 -1L9 9M-1 3L5 9M3 -1L9 5",
              Decal.CROSS, "M-1 -1L9 9M-1 9L9 -1",
              Decal.DASH, "M1 4H6",
              Decal.EQUALS, "M0 2H8M0 6H8"));

  /// Definitions of the decals, to stand once in the page.
  static String patterns() {
    StringBuilder s = new StringBuilder();
    for (Decal d : Decal.values()) {
      if (d == Decal.NONE) continue;
      s.append("<pattern id=\"decal-")
          .append(d.name().toLowerCase(Locale.ROOT))
          .append("\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">");
      if (d == Decal.DOT)
        s.append(
            "<circle cx=\"2\" cy=\"2\" r=\"1\" class=\"decal-dot\"/><circle cx=\"6\" cy=\"6\""
                + " r=\"1\" class=\"decal-dot\"/>");
      else s.append("<path class=\"decal-line\" d=\"").append(PATTERNS.get(d)).append("\"/>");
      s.append("</pattern>");
    }
    String lines = "M-1 1L1 -1M-1 8L8 -1M6 8L8 6";
    return s.append(
            "<pattern id=\"hatch\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\">")
        .append(
            "<path class=\"hatch-halo\" d=\""
                + lines
                + "\"/><path class=\"hatch\" d=\""
                + lines
                + "\"/></pattern>")
        .toString();
  }

  /// Fill reference of the decal, or empty.
  String decalFill() {
    return decal == Decal.NONE ? "" : "url(#decal-" + decal.name().toLowerCase(Locale.ROOT) + ")";
  }
}
