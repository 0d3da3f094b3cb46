package org.loadstar.app;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.Claim;
import org.loadstar.cases.Claims;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `claims [CASE]`
@Command(
    name = "claims",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Holds published claims (claims.csv of the case) against the figures of the case: printed, ours, verdict.")
final class ClaimsCommand implements Callable<Integer> {
  /// Characters of a statement in the table.
  private static final int WIDTH = 70;

  private final Console console;

  @Mixin private CaseOptions data = new CaseOptions();

  @Option(names = "--claim", paramLabel = "ID", description = "Only this claim, with its formula.")
  private @Nullable String only;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  ClaimsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CaseSource source = data.source(console);
    if (data.kind(source).network()) throw new Refusal("claims: a network case has no claims; a planning case is needed");
    List<Claims.Checked> all = Claims.of(source);
    if (only != null) {
      all = all.stream().filter(c -> c.claim().claim().equals(only)).toList();
      if (all.isEmpty()) throw new Refusal("claim '" + only + "': claims.csv has no such claim");
    }
    if (json) console.json(Claims.table(source.folder().toString(), all));
    else console.out().print(text(source, all));
    return Exit.DONE;
  }

  private String text(CaseSource source, List<Claims.Checked> all) {
    if (all.isEmpty()) return "The case has no claims (file claims.csv in its folder).\n";
    StringBuilder out = new StringBuilder();
    TextTable t = new TextTable(List.of("Claim", "printed", "ours", "unit", "verdict"));
    for (Claims.Checked q : all) {
      if (only == null && q.verdict() == Claims.Verdict.NOT_CHECKED) continue;
      Claim c = q.claim();
      t.add(List.of(c.claim() + " " + shortened(c.statement()), number(c.value()), number(q.ours()), c.unit(), q.verdict().words()));
    }
    out.append(t).append('\n');
    for (Claims.Checked q : all) {
      Claim c = q.claim();
      boolean told = only != null || q.verdict() == Claims.Verdict.WRONG || q.verdict() == Claims.Verdict.DIFFERS;
      if (!told) continue;
      out.append(c.claim()).append(": ").append(q.verdict().words()).append(". ");
      if (!c.note().isEmpty()) out.append(c.note()).append(". ");
      if (!c.check().isEmpty()) out.append("Ours: ").append(c.check()).append(". ");
      out.append("Source: ").append(c.source()).append('\n');
    }
    if (only == null) {
      Map<String, Integer> n = Claims.counts(all);
      out.append('\n').append(String.join(", ", n.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList()));
      out.append(". One claim: ").append(Claims.command(source.folder().toString(), all.getFirst().claim())).append('\n');
    }
    return out.toString();
  }

  private String shortened(String statement) {
    return only != null || statement.length() <= WIDTH ? statement : statement.substring(0, WIDTH - 3) + "...";
  }

  private static String number(double v) {
    if (Double.isNaN(v)) return "-";
    double a = Math.abs(v);
    return TextTable.figure(v, a >= 1000 || v == Math.rint(v) ? 0 : a >= 10 ? 1 : 3);
  }
}
