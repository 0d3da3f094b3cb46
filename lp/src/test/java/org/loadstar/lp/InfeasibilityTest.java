package org.loadstar.lp;

import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loadstar.lp.highs.HighsSolver;

class InfeasibilityTest {
  private static final SolveOptions OPTIONS = SolveOptions.defaults();

  private static Infeasibility explain(Lp lp) {
    return Infeasibility.explain(lp, new HighsSolver(), OPTIONS);
  }

  private static List<String> irreducible(Lp lp, Infeasibility f) {
    return f.entries().stream()
        .filter(Infeasibility.Entry::irreducible)
        .map(e -> (e.row() ? lp.rowName(e.index()) : lp.columnName(e.index())) + (e.lower() ? " >=" : " <="))
        .toList();
  }

  /// 10 must be served; supply is at most 3 + 4; an unrelated target of 6 is out of reach of the 5 that it may use.
  private static LpBuilder supply() {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("supply", "GW", -1, List.of("gas", "wind", "idle"), 0, POSITIVE_INFINITY);
    b.bounds(x.at(0), 0, 3);
    Block r = b.rows("rule", "GW", -1, List.of("serve", "wind limit", "loose", "idle"));
    b.at(r.at(0)).add(x.at(0), 1).add(x.at(1), 1).ge(10);
    b.at(r.at(1)).add(x.at(1), 2).le(8);
    b.at(r.at(2)).add(x.at(0), 1).add(x.at(2), 1).le(100);
    b.at(r.at(3)).add(x.at(2), 1).ge(1);
    return b;
  }

  @Test
  void namesTheConflictAndHowFarEachBoundWouldHaveToMove() {
    Lp lp = supply().build();
    Infeasibility f = explain(lp);
    assertThat(f.complete()).isTrue();
    assertThat(irreducible(lp, f)).containsExactly("rule[serve] >=", "rule[wind limit] <=", "supply[gas] <=");
    assertThat(f.entries()).hasSize(3);
    assertThat(f.total()).isEqualTo(3, within(1e-6));
    assertThat(f.entries().get(0).alone()).isEqualTo(3, within(1e-6));
    assertThat(f.entries().get(1).alone()).isEqualTo(6, within(1e-6)); // 2 x wind
    assertThat(f.entries().get(2).alone()).isEqualTo(3, within(1e-6));
    double violated = f.entries().stream().mapToDouble(Infeasibility.Entry::amount).sum();
    assertThat(violated).isIn(3.0, 6.0);
  }

  @Test
  void pricesDecideWhatIsViolated() {
    Lp lp = supply().build();
    Infeasibility dear = Infeasibility.explain(lp, new HighsSolver(), OPTIONS, b -> 7);
    assertThat(dear.total()).isEqualTo(21, within(1e-6));
  }

  @Test
  void aSecondConflictIsToldByItsAmount() {
    LpBuilder b = supply();
    Block y = b.columns("chips", "1", -1, List.of("c"), 0, 5);
    Block r = b.rows("target", "1", -1, List.of("chips"));
    b.at(r.at(0)).add(y.at(0), 1).ge(6);
    Lp lp = b.build();
    Infeasibility f = explain(lp);
    assertThat(f.total()).isEqualTo(4, within(1e-6));
    List<String> core = irreducible(lp, f);
    assertThat(core).isIn(
        List.of("rule[serve] >=", "rule[wind limit] <=", "supply[gas] <="), List.of("target[chips] >=", "chips[c] <="));
    assertThat(f.entries().stream().filter(e -> !e.irreducible()).mapToDouble(Infeasibility.Entry::amount).sum())
        .isGreaterThan(0.9);
  }

  /// What is left is infeasible, and feasible without any one of its members: checked by solving.
  @Test
  void theSetIsInfeasibleAndIrreducible() {
    int conflicts = 0;
    for (int seed = 0; seed < 12; seed++) {
      Lp lp = RandomLps.feasible(seed, 30, 25);
      for (int i = 0; i < 6; i++) lp.rowBounds(i, 40, 40);
      if (status(lp) != Status.INFEASIBLE) continue;
      conflicts++;
      Infeasibility f = explain(lp);
      assertThat(f.complete()).isTrue();
      List<Infeasibility.Entry> core = f.entries().stream().filter(Infeasibility.Entry::irreducible).toList();
      assertThat(core).isNotEmpty();
      assertThat(status(only(lp, core, -1))).as("seed " + seed).isEqualTo(Status.INFEASIBLE);
      for (int k = 0; k < core.size(); k++)
        assertThat(status(only(lp, core, k))).as("seed " + seed + " without " + k).isEqualTo(Status.OPTIMAL);
    }
    assertThat(conflicts).isGreaterThan(3);
  }

  private static Status status(Lp lp) {
    Lp free = lp.copy();
    for (int j = 0; j < lp.columns(); j++) free.cost(j, 0);
    return new HighsSolver().solve(free, OPTIONS, Progress.silent()).status();
  }

  /// The program with no bounds but lower bounds of zero and those of the set, without its k-th member.
  private static Lp only(Lp lp, List<Infeasibility.Entry> set, int without) {
    Lp p = lp.copy();
    for (int j = 0; j < p.columns(); j++) p.bounds(j, p.lowers()[j] == 0 ? 0 : Double.NEGATIVE_INFINITY, POSITIVE_INFINITY);
    for (int i = 0; i < p.rows(); i++) p.rowBounds(i, Double.NEGATIVE_INFINITY, POSITIVE_INFINITY);
    for (int k = 0; k < set.size(); k++) {
      if (k == without) continue;
      Infeasibility.Entry e = set.get(k);
      int i = e.index();
      if (e.row() && e.lower()) p.rowBounds(i, lp.rowLowers()[i], p.rowUppers()[i]);
      else if (e.row()) p.rowBounds(i, p.rowLowers()[i], lp.rowUppers()[i]);
      else if (e.lower()) p.bounds(i, lp.lowers()[i], p.uppers()[i]);
      else p.bounds(i, p.lowers()[i], lp.uppers()[i]);
    }
    return p;
  }

  /// A sum over many hours cannot meet its floor: every hour's limit takes part.
  private static Lp share(int hours) {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("output", "GW", -1, List.of("solar", "gas"), hours, 0, POSITIVE_INFINITY);
    Block limit = b.rows("limit", "GW", -1, List.of("solar"), hours);
    Block balance = b.rows("balance", "GW", -1, List.of("z"), hours);
    Block share = b.rows("share", "GWh", -1, List.of("clean"));
    for (int t = 0; t < hours; t++) {
      b.at(limit.at(0, t)).add(x.at(0, t), 1).le(t % 24 < 12 ? 1 : 0);
      b.at(balance.at(0, t)).add(x.at(0, t), 1).add(x.at(1, t), 1).eq(2);
      b.at(share.at(0)).add(x.at(0, t), 1);
    }
    b.at(share.at(0)).ge(hours);
    return b.build();
  }

  @Test
  void aConflictOverSomeHoursIsTakenApart() {
    Lp lp = share(72);
    Infeasibility f = explain(lp);
    assertThat(f.complete()).isTrue();
    List<String> core = irreducible(lp, f);
    assertThat(core).hasSize(73).contains("share[clean] >=", "limit[solar,t71] <=");
    assertThat(core).noneMatch(s -> s.startsWith("balance"));
    assertThat(f.entries()).noneMatch(Infeasibility.Entry::series);
  }

  @Test
  void aConflictOverManyHoursKeepsTheSeriesTogether() {
    Lp lp = share(600);
    Infeasibility f = explain(lp);
    assertThat(f.complete()).isTrue();
    assertThat(irreducible(lp, f)).hasSize(601).startsWith("share[clean] >=").contains("limit[solar,t599] <=");
    assertThat(f.entries().getFirst().series()).isFalse();
    assertThat(f.entries().getFirst().alone()).isEqualTo(300, within(1e-6));
    assertThat(f.entries().subList(1, 601)).allMatch(Infeasibility.Entry::series);
  }

  @Test
  void crossedBoundsOfAColumnSpeakForThemselves() {
    LpBuilder b = supply();
    b.bounds(2, 9, 7.5);
    Infeasibility f = explain(b.build());
    assertThat(f.entries()).hasSize(2).allMatch(e -> !e.row() && e.index() == 2 && e.irreducible());
    assertThat(f.total()).isEqualTo(1.5, within(1e-12));
  }

  @Test
  void withoutTimeItSaysSo() {
    Lp lp = supply().build();
    assertThatThrownBy(() -> Infeasibility.explain(lp, new HighsSolver(), OPTIONS.withMaxSeconds(0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the relaxation ended LIMIT");
  }

  @Test
  void aSolvableProgramHasNothingToExplain() {
    Infeasibility f = explain(RandomLps.feasible(1, 10, 20));
    assertThat(f.entries()).isEmpty();
    assertThat(f.total()).isZero();
  }

  @Test
  void aConflictThatNeedsTheIntegersIsToldByItsAmount() {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("units", "1", -1, List.of("u"), 0, 5);
    b.integer(x.at(0));
    Block r = b.rows("size", "GW", -1, List.of("s"));
    b.at(r.at(0)).add(x.at(0), 2).eq(3);
    Infeasibility f = explain(b.build());
    assertThat(f.complete()).isFalse();
    assertThat(f.entries()).hasSize(1);
    assertThat(f.entries().getFirst().amount()).isEqualTo(1, within(1e-6));
  }
}
