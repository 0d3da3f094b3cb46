package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.model.FinanceRows.Item;

/// The table of finance beside the case of two zones.
class FinanceChecksTest {
  private static final String HEADER = "item,technology,zone,first_year,last_year,value";

  @TempDir Path temp;

  private static Stream<String> complete(Predicate<Item> kept) {
    return Stream.of(Item.values()).filter(kept).map(i -> word(i) + ",all,,0,9999," + (i == Item.MACRS_YEARS ? 20 : Math.max(i.least(), Math.min(1, i.most()))));
  }

  private static String word(Item i) {
    return i.name().toLowerCase(Locale.ROOT);
  }

  private List<String> faults(Stream<String> rows, String... more) throws IOException {
    Path folder = temp.resolve("case");
    if (!Files.exists(folder)) Folders.copy(Folders.TWO_ZONES, folder);
    String text = HEADER + "\n" + String.join("\n", Stream.concat(rows, Stream.of(more)).toList()) + "\n";
    Files.writeString(folder.resolve("finance.csv"), text);
    return CaseReader.read(folder).faults().stream().map(Fault::toString).toList();
  }

  @Test
  void aCompleteTableIsRead() throws IOException {
    assertThat(faults(complete(i -> true), "guarantee_share,wind,West,2030,2034,0.6", "dscr,line,,0,9999,1.4")).isEmpty();
  }

  @Test
  void everyItemIsGivenForAll() throws IOException {
    assertThat(faults(complete(i -> i != Item.DSCR))).singleElement().asString().contains("finance.csv:1", "dscr", "technology all");
    assertThat(faults(complete(i -> i != Item.DSCR), "dscr,wind,,0,9999,1.3")).singleElement().asString().contains("dscr");
  }

  @Test
  void rangesPeriodsAndNames() throws IOException {
    assertThat(faults(complete(i -> true), "guarantee_share,wind,,0,9999,0.81")).singleElement().asString().contains("'0.81'", "0 to 0.8");
    assertThat(faults(complete(i -> true), "macrs_years,wind,,0,9999,6")).singleElement().asString().contains("'6'", "3, 5, 7");
    assertThat(faults(complete(i -> true), "debt_tenor_years,wind,,0,9999,12.5")).singleElement().asString().contains("whole");
    assertThat(faults(complete(i -> true), "dscr,wnd,,0,9999,1.2")).singleElement().asString().contains("'wnd'", "wind");
    assertThat(faults(complete(i -> true), "dscr,wind,,2030,2029,1.2")).singleElement().asString().contains("last_year");
    assertThat(faults(complete(i -> true), "debt_rate_nominal,wind,,0,9999,7")).singleElement().asString().contains("0 to 1", "Maybe 0.07");
    assertThat(faults(complete(i -> i != Item.TAX_RATE), "tax_rate,all,,0,9999,0.25")).singleElement().asString().contains("'0.99'", "which is 0.25 there");
    assertThat(faults(complete(i -> i != Item.TAX_RATE && i != Item.STATE_TAX_RATE), "tax_rate,all,,0,9999,0.25", "state_tax_rate,all,,0,9999,0.25")).isEmpty();
    assertThat(faults(complete(i -> true), "dsc,wind,,0,9999,1.2")).singleElement().asString().contains("'dsc'", "dscr");
  }
}
