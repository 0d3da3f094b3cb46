import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes the proven gap over time of the summaries that {@code bench/year.sh} left in a folder, named CASE-SOLVER.json, as
 * {@code gap.csv} (case, solver, seconds, lower, upper, gap) and as the picture {@code gap.svg}: one panel for each case, the gap on a
 * logarithmic scale. A solver that never had both a plan and a bound is named below its panel.
 *
 * <pre>java bench/GapPlot.java FOLDER</pre>
 */
public final class GapPlot {
  private static final Pattern STEP =
      Pattern.compile("\"seconds\"\\s*:\\s*([-0-9.eE+]+)\\s*,\\s*\"lower\"\\s*:\\s*([^,]+),\\s*\"upper\"\\s*:\\s*([^,]+),\\s*\"gap\"\\s*:\\s*([-0-9.eE+]+|null)");
  private static final Map<String, String> COLOURS = new LinkedHashMap<>();
  private static final int WIDTH = 330;
  private static final int HEIGHT = 240;
  private static final int LEFT = 52;
  private static final int TOP = 34;
  private static final int MOST = 0;
  private static final int LEAST = -9;

  static {
    COLOURS.put("ipm", "#0b6e99");
    COLOURS.put("highs-ipm", "#c4622d");
    COLOURS.put("highs-simplex", "#7a7a7a");
  }

  private record Step(double seconds, double gap) {}

  private record Solve(List<Step> steps, double total, String status) {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Map<String, Map<String, Solve>> cases = new TreeMap<>();
    StringBuilder csv = new StringBuilder("case,solver,seconds,lower,upper,gap\n");
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
    for (Path f : files) {
      String stem = f.getFileName().toString().replace(".json", "");
      int cut = stem.indexOf('-');
      String name = stem.substring(0, cut);
      String solver = stem.substring(cut + 1);
      cases.computeIfAbsent(name, k -> new LinkedHashMap<>()).put(solver, read(name, solver, Files.readString(f), csv));
    }
    Files.writeString(folder.resolve("gap.csv"), csv);
    Files.writeString(folder.resolve("gap.svg"), picture(cases));
    System.err.println(folder.resolve("gap.csv") + " and " + folder.resolve("gap.svg"));
  }

  private static Solve read(String name, String solver, String json, StringBuilder csv) {
    List<Step> steps = new ArrayList<>();
    for (Matcher m = STEP.matcher(json); m.find(); ) {
      csv.append(String.join(",", name, solver, m.group(1), number(m.group(2)), number(m.group(3)), number(m.group(4)))).append('\n');
      if (!m.group(4).equals("null")) steps.add(new Step(Double.parseDouble(m.group(1)), Double.parseDouble(m.group(4))));
    }
    double total = value(json, "seconds\"\\s*:\\s*\\{[^}]*\"total");
    double gap = value(json, "gap");
    if (!Double.isNaN(gap) && !Double.isNaN(total)) steps.add(new Step(total, gap));
    Matcher status = Pattern.compile("\"status\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    return new Solve(steps, total, status.find() ? status.group(1) : "none");
  }

  private static String number(String s) {
    return s.strip().equals("null") ? "" : s.strip();
  }

  private static double value(String json, String key) {
    Matcher m = Pattern.compile("\"" + key + "\"\\s*:\\s*([-0-9.eE+]+)").matcher(json.replaceAll("(?s)\"iterations\"\\s*:\\s*\\[.*?\\]", ""));
    return m.find() ? Double.parseDouble(m.group(1)) : Double.NaN;
  }

  private static String picture(Map<String, Map<String, Solve>> cases) {
    StringBuilder s = new StringBuilder();
    int width = cases.size() * (WIDTH + LEFT + 16);
    int height = TOP + HEIGHT + 44 + 16 * COLOURS.size();
    s.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n".formatted(width, height, width, height));
    s.append("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n".formatted(width, height));
    int x0 = LEFT;
    for (var e : cases.entrySet()) {
      panel(s, x0, e.getKey(), e.getValue());
      x0 += WIDTH + LEFT + 16;
    }
    return s.append("</svg>\n").toString();
  }

  private static void panel(StringBuilder s, int x0, String name, Map<String, Solve> solves) {
    double most = Math.max(1, solves.values().stream().mapToDouble(Solve::total).filter(v -> !Double.isNaN(v)).max().orElse(1));
    s.append("<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s: proven gap over wall seconds</text>\n".formatted(x0, TOP - 14, name));
    for (int d = MOST; d >= LEAST; d -= 1) {
      double y = y(Math.pow(10, d));
      s.append(line(x0, y, x0 + WIDTH, y, "#e2e2e2"));
      s.append("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#555\">1e%d</text>\n".formatted(x0 - 6, y + 4, d));
    }
    for (int k = 0; k <= 4; k++) {
      double x = x0 + WIDTH * k / 4.0;
      s.append(line(x, TOP, x, TOP + HEIGHT, "#e2e2e2"));
      s.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#555\">%.0f s</text>%n", x, TOP + HEIGHT + 16, most * k / 4));
    }
    int row = 0;
    for (var c : COLOURS.entrySet()) {
      Solve solve = solves.get(c.getKey());
      if (solve == null) continue;
      StringBuilder path = new StringBuilder();
      double last = Double.NaN;
      for (Step step : solve.steps()) {
        double x = x0 + WIDTH * Math.min(1, step.seconds() / most);
        double y = y(step.gap());
        path.append(String.format(Locale.ROOT, path.isEmpty() ? "M%.1f %.1f" : "H%.1fV%.1f", x, y));
        last = step.gap();
      }
      if (!path.isEmpty()) s.append("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n".formatted(path, c.getValue()));
      String end = Double.isNaN(last) ? "no plan" : String.format(Locale.ROOT, "gap %.1e", Math.max(0, last));
      s.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s: %s, %s after %.0f s</text>%n", x0, TOP + HEIGHT + 38 + 16 * row++, c.getValue(), c.getKey(), end,
          solve.status().replace('_', ' '), solve.total()));
    }
  }

  private static double y(double gap) {
    double d = Math.max(LEAST, Math.min(MOST, Math.log10(Math.max(gap, 1e-300))));
    return TOP + HEIGHT * (MOST - d) / (MOST - LEAST);
  }

  private static String line(double x, double y, double u, double v, String colour) {
    return String.format(Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n", x, y, u, v, colour);
  }
}
