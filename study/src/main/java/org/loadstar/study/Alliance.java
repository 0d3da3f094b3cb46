package org.loadstar.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.MemberTables;
import org.loadstar.lp.Block;
import org.loadstar.lp.Lp;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Model;
import org.loadstar.model.TimeGrid;
import org.loadstar.study.attribution.Attribution;
import org.loadstar.study.attribution.Worth;

/// What each country gains by planning together with others, and who would rather not.
///
/// | symbol | meaning |
/// |---|---|
/// | c(S) | discounted cost of the least-cost plan of the zones of the coalition S ([Membership]), fractions of modules |
/// | x_i | cost that member i bears |
/// | o_i | cost of member i in the common plan: its own plan, given what the others send, take and use of common limits there |
///
/// ```
/// (1) x_i = Shapley value of i in the game c                      sum x_i = c(N)
/// (2) transfer_i = x_i - o_i - b / n,   b = c(N) - sum o_i        b: hurdles and lines between members, orders beyond pooled deliveries; transfers sum to 0
/// (3) stable: sum of x_i over S <= c(S) for every S               (the core), beyond the proven gaps of the plans
/// ```
///
/// A member that plans alone has no trade with the other members. All plans have the same hours, those of the whole case.
public final class Alliance {
  private static final int MOST = 8;

  /// Columns of what is ordered beyond the deliveries, which pooled equipment has once for all.
  private static final String ORDERS_BEYOND = "equipment.extra";

  private final PlanOptions options;
  private final Membership membership;
  private final Membership.Terms terms;
  private final List<String> members;
  private final TimeGrid grid;
  private final Stops progress;
  private final Clock clock = new Clock();
  private final Map<Long, Solved> known = new HashMap<>();

  /// A plan; USD.
  private record Solved(Lp lp, double[] point, double cost, double lower) {}

  /// What is asked.
  ///
  /// @param members countries, empty for all of the case
  /// @param hurdleFactor multiplies the hurdle rates of the lines between members
  /// @param reservePoints taken from the reserve margins of members that plan together, percentage points
  /// @param pools of `equipment`, `chips` and `budgets` those that they pool
  public record Asked(List<String> members, double hurdleFactor, double reservePoints, List<String> pools) {
    public Asked {
      members = List.copyOf(members);
      pools = List.copyOf(pools);
    }
  }

  private static Set<Membership.Pool> pools(List<String> names) {
    Set<Membership.Pool> out = EnumSet.noneOf(Membership.Pool.class);
    for (String n : names)
      out.add(Stream.of(Membership.Pool.values()).filter(p -> p.name().toLowerCase(Locale.ROOT).equals(n)).findFirst()
          .orElseThrow(() -> new OptionRefused("pool '" + n + "': allowed are equipment, chips and budgets")));
    return out;
  }

  private Alliance(PlanOptions options, Case data, TimeGrid grid, List<String> members, Asked asked, StudyProgress progress) {
    this.options = options;
    this.membership = new Membership(data);
    this.terms = new Membership.Terms(asked.hurdleFactor, asked.reservePoints, pools(asked.pools));
    this.members = members;
    this.grid = grid;
    this.progress = new Stops(progress, options.maxSeconds(), clock);
  }

  /// Plans all coalitions. Tables of further members stand in the folder `members` of the case.
  ///
  /// @return the object of `alliance --json`
  /// @throws OptionRefused for a member without load, fleet or hydro, by name
  public static Map<String, @Nullable Object> run(PlanOptions options, Asked asked, StudyProgress progress) {
    if (!(asked.hurdleFactor >= 0) || !(asked.hurdleFactor <= 100)) throw new OptionRefused("hurdle factor " + asked.hurdleFactor + ": allowed are 0 to 100");
    if (!(asked.reservePoints >= 0) || !(asked.reservePoints <= 100)) throw new OptionRefused("reserve points " + asked.reservePoints + ": allowed are 0 to 100");
    Case data = Stages.withStages(read(options.source()), options.stages());
    Membership membership = new Membership(data);
    List<String> members = asked.members.isEmpty() ? List.copyOf(membership.countries()) : asked.members.stream().distinct().sorted().toList();
    for (String m : members) {
      List<String> lacks = membership.lacks(m);
      if (!lacks.isEmpty())
        throw new OptionRefused("alliance: member '" + m + "' has no " + String.join(", no ", lacks) + " in the case (its tables stand in the folder members); countries with zones are "
            + String.join(", ", membership.countries()));
    }
    if (members.size() < 2 || members.size() > MOST) throw new OptionRefused("alliance: " + members.size() + " members; allowed are 2 to " + MOST);
    String time = options.time() == null ? data.settings().time() : options.time();
    return new Alliance(options, data, TimeChoice.of(time, data), members, asked, progress).run(time, data);
  }

  private static Case read(CaseSource source) {
    if (!MemberTables.in(source.folder())) return CaseReader.read(source).orThrow();
    try {
      Path merged = Files.createTempDirectory("loadstar-members");
      try {
        MemberTables.write(source.folder(), merged);
        return CaseReader.read(new CaseSource(merged, source.scenarios(), source.levers(), source.sets())).orThrow();
      } finally {
        try (Stream<Path> all = Files.walk(merged)) {
          for (Path p : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(p);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long everyone() {
    return (1L << members.size()) - 1;
  }

  private Set<String> names(long set) {
    Set<String> out = new TreeSet<>();
    for (int i = 0; i < members.size(); i++) if ((set & 1L << i) != 0) out.add(members.get(i));
    return out;
  }

  private Map<String, @Nullable Object> run(String time, Case data) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("status", "stopped");
    out.put("resolution", time);
    out.put("pools", terms.pools().stream().map(p -> p.name().toLowerCase(Locale.ROOT)).toList());
    out.put("stages", data.settings().stages());
    try {
      for (long s = 1; s <= everyone(); s++) {
        Lp lp = program(membership.of(names(s), terms));
        known.put(s, solve(lp, "coalition " + String.join("+", names(s))));
      }
      tell(out);
      out.put("status", "done");
    } catch (StoppedException e) {
      progress.early();
      out.put("plans_done", known.size());
    }
    progress.write(out);
    out.put("seconds", clock.total());
    out.put("cpu_seconds", Clock.cpuSeconds());
    return out;
  }

  private Lp program(Case part) {
    return new Model(new Figures(part), new Model.Spec(Stages.of(part.settings(), grid), null, true)).program().relaxed();
  }

  private Solved solve(Lp lp, String label) throws StoppedException {
    double left = options.maxSeconds() - clock.total();
    if (left <= 0) throw new StoppedException();
    boolean[] stop = {false};
    Solving.Solved s = Solving.solve(lp, options.solver(), new SolveOptions(options.gap(), left, options.threads(), options.seed()), (seconds, k, lower, upper) -> {
      stop[0] |= !progress.report(label, clock.total(), Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
      return !stop[0];
    });
    if (s.solution().status() == Status.INFEASIBLE) throw new OptionRefused(label + ": the case of these members has no solution");
    if (stop[0] || !s.hasPlan()) throw new StoppedException();
    return new Solved(lp, s.solution().point(), s.certificate().recomputedObjective() * Attempt.MILLION, s.certificate().lowerBound() * Attempt.MILLION);
  }

  private Solved of(long set) {
    Solved s = known.get(set);
    if (s == null) throw new IllegalStateException("coalition " + names(set));
    return s;
  }

  private void tell(Map<String, @Nullable Object> out) throws StoppedException {
    int n = members.size();
    Attribution game = new Attribution(n, set -> {
      if (set == 0) return Worth.Interval.of(0);
      Solved s = of(set);
      return new Worth.Interval(-s.cost, -s.cost, Math.max(-s.cost, -s.lower));
    });
    List<Attribution.Value> shares = game.exact();
    double[] own = new double[n];
    double border = of(everyone()).cost;
    for (int i = 0; i < n; i++) {
      own[i] = inside(i);
      border -= own[i];
    }
    Map<String, Object> by = new LinkedHashMap<>();
    double alone = 0;
    for (int i = 0; i < n; i++) {
      Map<String, Object> m = new LinkedHashMap<>();
      double single = of(1L << i).cost;
      double share = -shares.get(i).share();
      alone += single;
      m.put("alone", single);
      m.put("joined", own[i] + border / n);
      m.put("share", share);
      m.put("gain", single - share);
      m.put("gain_low", single + shares.get(i).low());
      m.put("gain_high", single + shares.get(i).high());
      m.put("transfer", share - own[i] - border / n);
      by.put(members.get(i), m);
    }
    out.put("members", by);
    out.put("alone_usd", alone);
    out.put("together_usd", of(everyone()).cost);
    out.put("gain_usd", alone - of(everyone()).cost);
    out.put("border_usd", border);
    List<Map<String, Object>> leavers = new ArrayList<>();
    Map<String, Object> coalitions = new LinkedHashMap<>();
    double gap = of(everyone()).cost - of(everyone()).lower;
    for (long s = 1; s <= everyone(); s++) {
      double borne = 0;
      for (int i = 0; i < n; i++) if ((s & 1L << i) != 0) borne -= shares.get(i).share();
      Solved c = of(s);
      coalitions.put(String.join("+", names(s)), Map.of("cost", c.cost, "lower_bound", c.lower, "share", borne));
      if (s != everyone() && borne > c.cost + gap + c.cost - c.lower) leavers.add(Map.of("members", List.copyOf(names(s)), "saves_usd", borne - c.cost));
    }
    out.put("coalitions", coalitions);
    out.put("stable", leavers.isEmpty());
    out.put("leavers", leavers);
    out.put("sum_check", by.keySet().stream().collect(Collectors.summingDouble(k -> ((Map<?, ?>) by.getOrDefault(k, Map.of())).get("transfer") instanceof Double t ? t : 0)));
  }

  /// o_i: member i planned alone, with every row as in the common plan less what the columns of others put into it.
  private double inside(int i) throws StoppedException {
    Solved all = of(everyone());
    Lp lp = program(membership.of(Set.of(members.get(i)), terms, true));
    Map<String, Block> rows = index(all.lp.rowBlocks());
    Map<String, Integer> columns = new HashMap<>();
    for (Block b : lp.columnBlocks()) for (int k = 0; k < b.n(); k++) columns.put(key(b, k), b.hours());
    double[] others = all.point.clone();
    Map<String, Block> common = index(all.lp.columnBlocks());
    for (Block b : all.lp.columnBlocks())
      for (int k = 0; k < b.n(); k++) if (columns.containsKey(key(b, k))) for (int t = 0; t < b.hours(); t++) others[b.at(k, t)] = 0;
    for (Block b : lp.columnBlocks())
      for (int k = 0; k < b.n(); k++) {
        Block of = common.get(key(b, k));
        if (of == null || of.hours() != b.hours()) continue;
        int at = of.members().indexOf(b.members().get(k));
        for (int t = 0; t < b.hours(); t++) lp.bounds(b.at(k, t), all.lp.lowers()[of.at(at, t)], all.lp.uppers()[of.at(at, t)]);
        if (b.name().equals(ORDERS_BEYOND) && terms.pools().contains(Membership.Pool.EQUIPMENT)) held(lp, b.at(k, 0), all.point[of.at(at, 0)]);
      }
    double[] put = all.lp.times(others);
    for (Block b : lp.rowBlocks())
      for (int k = 0; k < b.n(); k++) {
        Block of = rows.get(key(b, k));
        if (of == null || of.hours() != b.hours()) continue;
        int at = of.members().indexOf(b.members().get(k));
        for (int t = 0; t < b.hours(); t++) {
          int r = of.at(at, t);
          lp.rowBounds(b.at(k, t), all.lp.rowLowers()[r] - put[r], all.lp.rowUppers()[r] - put[r]);
        }
      }
    return solve(lp, members.get(i) + " in the common plan").cost;
  }

  /// What all members together decide stands as they did, and is nobody's own cost.
  private static void held(Lp lp, int column, double value) {
    lp.bounds(column, value, value);
    lp.cost(column, 0);
  }

  private static Map<String, Block> index(List<Block> blocks) {
    Map<String, Block> out = new TreeMap<>();
    for (Block b : blocks) for (int k = 0; k < b.n(); k++) out.put(key(b, k), b);
    return out;
  }

  private static String key(Block b, int member) {
    return b.name() + "|" + b.stage() + "|" + b.members().get(member);
  }
}
