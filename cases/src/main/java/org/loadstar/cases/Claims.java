package org.loadstar.cases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The published claims of a case folder (`claims.csv`) held against its figures.
///
/// Figures are those of the folder with its overlays, as written: money in dollars of its row, every scenario selectable.
public final class Claims {
  static final String FILE = "claims.csv";
  private static final TableSchema SCHEMA = TableSchema.of(Claim.class, "");

  /// More than this many times off, up or down, a claim is wrong.
  private static final double WRONG = 2;

  /// What came of a claim.
  public enum Verdict {
    AGREES,
    DIFFERS,
    WRONG,
    NOT_CHECKED;

    /// `not checked`
    public String words() {
      return ColumnSchema.enumText(this).replace('_', ' ');
    }
  }

  /// A claim with our figure.
  ///
  /// @param ours NaN where it is not checked
  public record Checked(Claim claim, double ours, Verdict verdict) {}

  private final @Nullable Yaml settings;
  private final Map<String, RawTable> tables;

  private Claims(@Nullable Yaml settings, Map<String, RawTable> tables) {
    this.settings = settings;
    this.tables = tables;
  }

  /// Every claim of a case, in the order of the file; none where it has no such file.
  ///
  /// @throws CaseException when the case, the file or a formula has a fault
  public static List<Checked> of(CaseSource source) {
    CaseReader.read(source).orThrow();
    var faults = new Faults();
    CaseFolder folder = CaseFolder.load(source.folder(), faults);
    Overlays.apply(source, Format.PLANNING, folder.settings(), folder.tables(), folder.broken(), faults);
    var out = new ArrayList<Checked>();
    var claims = new Claims(folder.settings(), folder.tables());
    for (ReadTable.Entry e : read(source.folder(), faults)) {
      Claim c = (Claim) e.value();
      try {
        out.add(claims.checked(c));
      } catch (IllegalArgumentException wrong) {
        faults.add(e.place("check"), c.check(), String.valueOf(wrong.getMessage()));
      }
    }
    if (!faults.none()) throw new CaseException(faults.sorted());
    return out;
  }

  /// What `claims --json` prints: every claim with its verdict and the command that checks it alone, and how many have each verdict.
  ///
  /// @param name of the case in the command, a folder or an id
  public static Map<String, Object> table(String name, List<Checked> all) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Checked q : all) {
      Claim c = q.claim();
      Map<String, @Nullable Object> m = new LinkedHashMap<>();
      m.put("id", c.claim());
      m.put("claim", c.statement());
      m.put("source", c.source());
      m.put("quality", c.quality());
      m.put("printed", c.value());
      m.put("ours", Double.isNaN(q.ours()) ? null : q.ours());
      m.put("unit", c.unit());
      m.put("verdict", q.verdict().words());
      m.put("check", c.check());
      m.put("note", c.note());
      m.put("command", command(name, c));
      rows.add(m);
    }
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("case", name);
    out.put("claims", rows);
    out.put("verdicts", counts(all));
    return out;
  }

  /// How many claims have each verdict, in the order of the verdicts.
  public static Map<String, Integer> counts(List<Checked> all) {
    Map<String, Integer> n = new LinkedHashMap<>();
    for (Verdict v : Verdict.values()) n.put(v.words(), 0);
    all.forEach(q -> n.merge(q.verdict().words(), 1, Integer::sum));
    return n;
  }

  /// The command that checks a claim alone.
  public static String command(String name, Claim c) {
    return "./loadstar claims " + name + " --claim " + c.claim();
  }

  /// Rows of the file.
  static List<ReadTable.Entry> read(Path folder, Faults faults) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) return List.of();
    String text = TextFile.read(file, FILE, faults);
    RawTable raw = text == null ? null : RawTable.parse(text, FILE, faults);
    return raw == null ? List.of() : ReadTable.of(SCHEMA, raw, faults).entries();
  }

  private Checked checked(Claim c) {
    if (c.check().isEmpty()) return new Checked(c, Double.NaN, Verdict.NOT_CHECKED);
    double ours = Formula.value(c.check(), this::figures);
    return new Checked(c, ours, verdict(c.value(), ours, c.tolerance()));
  }

  /// How our figure stands to a printed one.
  static Verdict verdict(double printed, double ours, double tolerance) {
    if (Math.abs(ours - printed) <= tolerance * Math.abs(printed)) return Verdict.AGREES;
    double ratio = ours / printed;
    return ratio > WRONG || ratio < 1 / WRONG ? Verdict.WRONG : Verdict.DIFFERS;
  }

  /// The figures at a path as in `--set`.
  private List<Double> figures(String path) {
    String head = path.split("[.\\[]", 2)[0];
    RawTable table = tables.get(head);
    List<String> texts = table == null ? setting(path) : cells(head, table, path.substring(head.length()));
    var out = new ArrayList<Double>();
    for (String t : texts) {
      double v = t.equals("inf") ? Double.POSITIVE_INFINITY : Decimal.parse(t);
      if (Double.isNaN(v)) throw new IllegalArgumentException(path + " holds '" + t + "', which is no number");
      out.add(v);
    }
    if (out.isEmpty()) throw new IllegalArgumentException("the case has no figure at " + path);
    return out;
  }

  private static List<String> cells(String name, RawTable table, String rest) {
    TableSchema schema = TableSchema.tables().get(name);
    int dot = rest.lastIndexOf('.');
    Selector selector = dot < 1 ? null : Selector.parse(rest.startsWith(".") ? rest.substring(1, dot) : rest.substring(0, dot));
    if (schema == null || selector == null) throw new IllegalArgumentException("the path must be TABLE.KEY.COLUMN: " + name + rest);
    var faults = new Faults();
    List<RawTable.Row> rows = selector.rows(schema, table, rest, table.place(), faults);
    ColumnSchema column = schema.column(rest.substring(dot + 1));
    if (column == null) throw new IllegalArgumentException(schema.file() + " has no column " + rest.substring(dot + 1));
    return rows.stream()
        .map(r -> table.cell(r, column.header()))
        .map(t -> t.isEmpty() && !column.required() ? column.column().absent() : t)
        .toList();
  }

  private List<String> setting(String path) {
    Yaml at = settings;
    for (String step : path.split("\\.", -1)) at = at instanceof Yaml.Mapping m ? m.get(step) : null;
    if (at instanceof Yaml.Scalar s) return List.of(s.text());
    ColumnSchema key = SettingsReader.paths(Format.PLANNING.settings()).get(path);
    if (key == null || key.required()) return List.of();
    return List.of(key.column().absent());
  }
}
