package org.loadstar.cases;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

/// Text of comma-separated values.
public final class CsvText {
  private CsvText() {}

  /// Reads cells with or without quotes; a quote that is not closed, or text after one that is, ends the reading with an error.
  public static CsvReader.CsvReaderBuilder reader() {
    return CsvReader.builder()
        .allowExtraFields(true)
        .allowMissingFields(true)
        .skipEmptyLines(true)
        .allowUnclosedQuote(false)
        .allowExtraCharsAfterClosingQuote(false);
  }

  /// True when a header has semicolons where commas are expected.
  public static boolean isSemicolons(CsvRecord header) {
    return header.getField(0).contains(";") && header.getFieldCount() == 1;
  }
}
