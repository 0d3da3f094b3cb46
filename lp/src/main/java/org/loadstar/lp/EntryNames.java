package org.loadstar.lp;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Names of columns or rows for files that other programs read: `storage.level.ERCOT_battery.s2030.t12`. They hold
/// letters, digits, `_` and `.` only, begin with what no reader takes for a number, and are unique: a member whose name
/// would be taken gets `_2`, `_3`, … at its end. The same program gives the same names.
final class EntryNames {
  private final List<Block> blocks;
  private final String[][] prefixes;

  private EntryNames(List<Block> blocks) {
    this.blocks = blocks;
    prefixes = new String[blocks.size()][];
    Set<String> taken = new HashSet<>();
    for (int b = 0; b < prefixes.length; b++) {
      Block block = blocks.get(b);
      prefixes[b] = new String[block.n()];
      for (int i = 0; i < block.n(); i++) prefixes[b][i] = unique(portable(text(block, i)), taken);
    }
  }

  static EntryNames ofColumns(Lp lp) {
    return new EntryNames(lp.columnBlocks());
  }

  static EntryNames ofRows(Lp lp) {
    return new EntryNames(lp.rowBlocks());
  }

  private static String text(Block block, int i) {
    String member = i < block.members().size() ? block.members().get(i) : Integer.toString(i);
    return block.name() + "." + member + (block.stage() >= 0 ? ".s" + block.stage() : "");
  }

  /// A trailing `.t7` is left out of the comparison, because the timestep is written behind the prefix.
  private static String unique(String name, Set<String> taken) {
    String candidate = name;
    for (int k = 2; !taken.add(candidate.replaceFirst("\\.t[0-9]+$", "")); k++) candidate = name + "_" + k;
    return candidate;
  }

  private static String portable(String text) {
    StringBuilder s = new StringBuilder(text.length());
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      boolean ok = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_';
      s.append(ok ? c : '_');
    }
    String name = s.toString();
    // readers take these for numbers: 12, .5, e7, infinity, nan
    return name.matches("(?i)([0-9.]|e[0-9.+]|inf|nan).*") ? "_" + name : name;
  }

  /// Appends the name of entry k; k must lie in the block that `block` finds.
  void append(StringBuilder out, int k) {
    int b = block(k);
    Block block = blocks.get(b);
    int at = k - block.first();
    out.append(prefixes[b][at / block.hours()]);
    if (block.timed()) out.append(".t").append(at % block.hours());
  }

  String of(int k) {
    StringBuilder s = new StringBuilder();
    append(s, k);
    return s.toString();
  }

  private int block(int k) {
    int lo = 0;
    int hi = blocks.size() - 1;
    while (lo < hi) {
      int mid = (lo + hi + 1) >>> 1;
      if (blocks.get(mid).first() <= k) lo = mid;
      else hi = mid - 1;
    }
    // blocks without members share their first index with the next one
    while (blocks.get(lo).size() == 0) lo--;
    return lo;
  }
}
