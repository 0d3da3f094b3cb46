package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.loadstar.model.Sheet;

/// All result tables: each folded, with its CSV inside. Hourly tables and any that would make the

/// page too heavy are named
/// with the Parquet file of the run folder that holds them.
final class AllTables {
  private static final Set<String> HOURLY = Set.of("dispatch", "levels", "flows", "prices");

  /// Largest CSV that one table may add to the page, characters.
  private static final int MOST = 500_000;

  private static final int SHOWN = 60;

  private final Run run;

  AllTables(Run run) {
    this.run = run;
  }

  String html(String number) {
    StringBuilder s = new StringBuilder(Sections.open("tables", number, "All tables"));
    s.append(
        "<p class=\"sub\">Power MW, energy MWh, money USD of the case's money year, as in the run"
            + " folder.</p>\n");
    for (Sheet sheet : run.tables.all()) s.append(table(sheet));
    return s.append("</section>\n").toString();
  }

  private String table(Sheet sheet) {
    String file = "tables/" + sheet.name() + ".parquet";
    String count = Figures.whole(sheet.rows()) + (sheet.rows() == 1 ? " row" : " rows");
    String head =
        "<details class=\"table\" id=\"table-"
            + sheet.name()
            + "\"><summary><b>"
            + sheet.name()
            + "</b> <span>"
            + count;
    if (sheet.rows() == 0)
      return head + "</span></summary><p>n/a: this run has no row of it.</p></details>\n";
    Twin all = HOURLY.contains(sheet.name()) ? null : twin(sheet);
    if (all == null || all.csv().length() > MOST)
      return head
          + ", not in this page</span></summary><p>Too large for this page: see <code>"
          + file
          + "</code> of the run folder. Columns: "
          + Svg.escape(String.join(", ", sheet.columns()))
          + ".</p></details>\n";
    String note =
        sheet.rows() > SHOWN
            ? "<p>The first " + SHOWN + " of " + count + "; the CSV has all.</p>"
            : "";
    return head
        + "</span></summary><div class=\"tools\">"
        + all.csvLink(sheet.name(), "CSV, " + count)
        + "</div>"
        + note
        + all.html(sheet.name(), SHOWN)
        + "</details>\n";
  }

  private static Twin twin(Sheet sheet) {
    Twin t = new Twin(sheet.columns());
    for (int r = 0; r < sheet.rows(); r++) {
      List<Object> row = new ArrayList<>();
      for (int c = 0; c < sheet.columns().size(); c++)
        row.add(
            switch (sheet.type(c)) {
              case INTEGER -> sheet.integer(r, c);
              case NUMBER -> sheet.number(r, c);
              case TEXT -> java.util.Objects.requireNonNullElse(sheet.text(r, c), "");
              case FLAG -> sheet.flag(r, c) ? "true" : "false";
            });
      t.row(row);
    }
    return t;
  }
}
