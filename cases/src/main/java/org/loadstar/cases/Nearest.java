package org.loadstar.cases;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The allowed name that was probably meant.
public final class Nearest {
  private static final int LISTED = 8;

  /// Words shorter than this may differ by one letter only.
  private static final int SHORT = 4;

  private Nearest() {}

  /// The candidate with the fewest edits (insert, delete, replace; case ignored; of equals one with
  /// the same first letter), or null when none is near.
  public static @Nullable String to(String word, Collection<String> candidates) {
    String w = word.strip().toLowerCase(Locale.ROOT);
    if (w.isEmpty()) return null;
    String best = null;
    int least = 2 * (w.length() < SHORT ? 1 : Math.max(2, w.length() / 3)) + 2;
    for (String c : candidates) {
      String lower = c.toLowerCase(Locale.ROOT);
      int d = edits(w, lower);
      int distance = 2 * d + (lower.startsWith(w.substring(0, 1)) ? 0 : 1);
      if (distance < least && d < Math.max(w.length(), c.length())) {
        least = distance;
        best = c;
      }
    }
    return best;
  }

  /// The candidate that a word misspells: the same letters but for case, spaces and underscores, or at most two edits away (one in a word
  /// of less than 6 letters, none in one of less than 4); null where there is none.
  public static @Nullable String misspelt(String word, Collection<String> candidates) {
    String w = letters(word);
    String best = null;
    int least = 1 + (w.length() < SHORT ? 0 : w.length() < SHORT + 2 ? 1 : 2);
    for (String c : candidates) {
      int d = Math.abs(w.length() - c.length()) > 2 * least + c.length() / 2 ? least : edits(w, letters(c));
      if (d < least) {
        least = d;
        best = c;
      }
    }
    return best;
  }

  private static String letters(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
  }

  /// The candidates joined by commas, cut after a few.
  public static String listed(Collection<String> names) {
    if (names.isEmpty()) return "none";
    String s = names.stream().sorted().limit(LISTED).collect(Collectors.joining(", "));
    return names.size() > LISTED ? s + ", ... (" + names.size() + ")" : s;
  }

  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) row[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
