import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints one row of the table of {@code bench/year.sh} from the summary that {@code ./loadstar plan --json} wrote: status,
 * gap, CPU and wall seconds, memory, and the wall seconds at which the proven gap first fell below 1e-2 to 1e-6.
 *
 * <pre>java bench/YearRow.java CASE SOLVER SUMMARY.json | java bench/YearRow.java (the head of the table)</pre>
 */
public final class YearRow {
  private static final double[] GAPS = {1e-2, 1e-3, 1e-4, 1e-5, 1e-6};
  private static final Pattern STEP =
      Pattern.compile("\"seconds\"\\s*:\\s*([-0-9.eE+]+)\\s*,\\s*\"lower\"\\s*:\\s*[^,]+,\\s*\"upper\"\\s*:\\s*[^,]+,\\s*\"gap\"\\s*:\\s*([-0-9.eE+]+)");

  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      System.out.println("| case | solver | status | objective, USD | proven bound, USD | gap | CPU s | wall s | peak MB | s to 1 % | 0.1 % | 1e-4 | 1e-5 | 1e-6 |");
      System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
      return;
    }
    String json = Files.readString(Path.of(args[2]));
    int steps = json.indexOf("\"iterations\"");
    String head = steps < 0 ? json : json.substring(0, steps) + json.substring(json.indexOf(']', steps));
    StringBuilder row = new StringBuilder("| " + args[0] + " | " + args[1] + " | " + text(head, "status"));
    for (String key : new String[] {"objective_usd", "lower_bound_usd"}) row.append(" | ").append(shown("%.6e", Math.abs(value(head, key)) < 1 ? 0 : value(head, key)));
    row.append(" | ").append(shown("%.1e", value(head, "gap")));
    row.append(" | ").append(shown("%.0f", value(head, "cpu_seconds"))).append(" | ").append(shown("%.0f", value(head, "seconds\"\\s*:\\s*\\{[^}]*\"total")));
    row.append(" | ").append(shown("%.0f", value(head, "peak_memory_mb")));
    for (double gap : GAPS) row.append(" | ").append(shown("%.0f", reached(json, gap)));
    System.out.println(row + " |");
  }

  private static double reached(String json, double gap) {
    for (Matcher m = STEP.matcher(json); m.find(); ) if (Double.parseDouble(m.group(2)) <= gap) return Double.parseDouble(m.group(1));
    return Double.NaN;
  }

  private static double value(String json, String key) {
    Matcher m = Pattern.compile("\"" + key + "\"\\s*:\\s*([-0-9.eE+]+)").matcher(json);
    return m.find() ? Double.parseDouble(m.group(1)) : Double.NaN;
  }

  private static String text(String json, String key) {
    Matcher m = Pattern.compile("\"" + key + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    return m.find() ? m.group(1) : "-";
  }

  private static String shown(String format, double v) {
    return Double.isNaN(v) ? "-" : String.format(Locale.ROOT, format, v);
  }
}
