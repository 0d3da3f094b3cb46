package org.loadstar.app;

import java.util.List;
import java.util.Locale;
import org.loadstar.model.Case;
import org.loadstar.model.ProfileGuard;

/// What reshaping did to the lulls of each profile, in words and a table.
final class ProfileTable {
  private final List<ProfileGuard.Row> rows;

  ProfileTable(Case data) {
    rows = ProfileGuard.of(data);
  }

  /// The rows by field: `{generator, zone, profile, mean: {before, after, plain}, percentile5, longest_lull_hours, ...}`.
  List<ProfileGuard.Row> json() {
    return rows;
  }

  String text() {
    StringBuilder out = new StringBuilder();
    long unchanged = rows.stream().filter(ProfileGuard.Row::unchanged).count();
    out.append("Profiles reshaped to the mean of their plants: as read / as the plan uses them / by the plain exponent 1-(1-c)^k.\n");
    out.append("Outputs over capacity. p5: not reached in 5 % of the hours; lull: longest run of hours below ");
    out.append(ProfileGuard.LULL).append("; week: lowest 168 hours;\nsummer, winter: mean in the 100 hours of highest net load. ");
    out.append(unchanged).append(" clusters use their profile as read and are left out.\n\n");
    TextTable t = new TextTable(List.of("Cluster", "mean", "p5", "lull, h", "week", "summer", "winter"));
    for (ProfileGuard.Row r : rows) {
      if (r.unchanged()) continue;
      t.add(
          List.of(
              r.generator(), figure(r.mean(), 3), figure(r.percentile5(), 3), figure(r.longestLullHours(), 0), figure(r.lowestWeek(), 3),
              figure(r.creditSummer(), 3), figure(r.creditWinter(), 3)));
    }
    return out.append(t).toString();
  }

  private static String figure(ProfileGuard.Figure f, int decimals) {
    String one = "%." + decimals + "f";
    return String.format(Locale.ROOT, one + " / " + one + " / " + one, f.before(), f.after(), f.plain());
  }
}
