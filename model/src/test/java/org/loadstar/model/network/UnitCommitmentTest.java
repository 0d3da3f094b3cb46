package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.model.Result;

/// Cases solved by hand, and rows against the formulas written independently.
class UnitCommitmentTest {
  private static final Offset<Double> TINY = Offset.offset(1e-9);
  private static final double INF = Double.POSITIVE_INFINITY;

  private static NetCase case4(double... load) {
    return NetCase.hours(load.length, "b").load("b", load)
        .add(Generator.Row.class, "generator", "lost", "bus", "b", "pNom", 20000, "marginalCost", 500);
  }

  private static double[] solve(NetCase c, String unit) {
    NetCase.On on = c.on();
    Solution s = new HighsSolver().solve(on.lp, SolveOptions.defaults(), Progress.silent());
    assertThat(s.status()).isEqualTo(Status.OPTIMAL);
    Result r = new Result(on.lp, s);
    double[] answer = new double[c.steps() + 1];
    answer[0] = s.objective() * 1e6;
    for (int t = 0; t < c.steps(); t++) answer[t + 1] = r.value(on.column("generator.on", unit, 0, t));
    return answer;
  }

  @Test
  void leastPowerSwitchesCoalOffInTheHourOfLowLoad() {
    NetCase c = case4(4000, 6000, 5000, 800)
        .add(Generator.Row.class, "generator", "coal", "bus", "b", "pNom", 10000, "pMinPu", .3, "marginalCost", 20, "committable", true)
        .add(Generator.Row.class, "generator", "gas", "bus", "b", "pNom", 1000, "pMinPu", .1, "marginalCost", 70, "committable", true);
    // 15 000 MWh of coal, 800 MWh of gas.
    assertThat(solve(c, "coal")).containsExactly(new double[] {15000 * 20 + 800 * 70, 1, 1, 1, 0}, TINY);
  }

  @Test
  void startsAndStopsArePaidAsIsStandingBy() {
    // Coal must run 3 h or more. Off in the first two hours (it ran before, one stop), on for the last two: min up time is cut by the end.
    NetCase c = case4(800, 800, 4000, 5000)
        .add(Generator.Row.class, "generator", "coal", "bus", "b", "pNom", 10000, "pMinPu", .3, "marginalCost", 20, "committable", true,
            "minUpTime", 3, "startUpCost", 5000, "shutDownCost", 700, "standByCost", 11)
        .add(Generator.Row.class, "generator", "gas", "bus", "b", "pNom", 1000, "marginalCost", 70);
    // It ran one hour of three before the first timestep: on at least for two more hours, of 3000 MW each, which 800 MW cannot take.
    NetCase.On on = c.on();
    assertThat(new HighsSolver().solve(on.lp, SolveOptions.defaults(), Progress.silent()).status()).isEqualTo(Status.INFEASIBLE);
    NetCase long3 = case4(800, 800, 4000, 5000)
        .add(Generator.Row.class, "generator", "coal", "bus", "b", "pNom", 10000, "pMinPu", .3, "marginalCost", 20, "committable", true,
            "minUpTime", 3, "upTimeBefore", 3, "startUpCost", 5000, "shutDownCost", 700, "standByCost", 11)
        .add(Generator.Row.class, "generator", "gas", "bus", "b", "pNom", 1000, "marginalCost", 70);
    assertThat(solve(long3, "coal")).containsExactly(new double[] {1600 * 70 + 9000 * 20 + 700 + 5000 + 2 * 11, 0, 0, 1, 1}, TINY);
  }

  @Test
  void minimumDownTimeKeepsItOff() {
    // Coal stood still one hour of two before the first: off at t0. Off at t1 (too little load) after running is not worth it.
    NetCase c = case4(3000, 3000, 3000, 8000)
        .add(Generator.Row.class, "generator", "coal", "bus", "b", "pNom", 10000, "pMinPu", .3, "marginalCost", 20, "committable", true,
            "minDownTime", 2, "downTimeBefore", 1, "upTimeBefore", 0)
        .add(Generator.Row.class, "generator", "gas", "bus", "b", "pNom", 4000, "marginalCost", 70);
    assertThat(solve(c, "coal")).containsExactly(new double[] {3000 * 70 + 14000 * 20, 0, 1, 1, 1}, TINY);
  }

  @Test
  void whatMustRunAndStandStillAtOnceHasNoSolution() {
    NetCase c = case4(3000, 3000, 3000, 3000)
        .add(Generator.Row.class, "generator", "coal", "bus", "b", "pNom", 10000, "marginalCost", 20, "committable", true,
            "minUpTime", 4, "upTimeBefore", 1, "minDownTime", 5, "downTimeBefore", 2)
        .add(Generator.Row.class, "generator", "gas", "bus", "b", "pNom", 4000, "marginalCost", 70);
    assertThat(new HighsSolver().solve(c.on().lp, SolveOptions.defaults(), Progress.silent()).status()).isEqualTo(Status.INFEASIBLE);
    // It ran long enough, so it stops at once and stands still for longer than is planned; without (3) it would run throughout.
    NetCase off = case4(3000, 3000, 3000, 3000)
        .add(Generator.Row.class, "generator", "coal", "bus", "b", "pNom", 10000, "marginalCost", 20, "committable", true,
            "minUpTime", 4, "upTimeBefore", 4, "minDownTime", 5, "downTimeBefore", 2)
        .add(Generator.Row.class, "generator", "gas", "bus", "b", "pNom", 4000, "marginalCost", 70);
    assertThat(solve(off, "coal")).containsExactly(new double[] {12000 * 70, 0, 0, 0, 0}, TINY);
  }

  @Test
  void rampsOfStartsAndOfRunningUnits() {
    // Coal starts with at most 3000 MW, then rises by 1000 MW per hour; the rest is gas.
    NetCase c = case4(5000, 5000, 5000)
        .add(Generator.Row.class, "generator", "coal", "bus", "b", "pNom", 10000, "pMinPu", .1, "marginalCost", 20, "committable", true,
            "upTimeBefore", 0, "rampLimitUp", .1, "rampLimitStartUp", .3)
        .add(Generator.Row.class, "generator", "gas", "bus", "b", "pNom", 4000, "marginalCost", 70);
    assertThat(solve(c, "coal")).containsExactly(new double[] {(3000 + 4000 + 5000) * 20 + (2000 + 1000) * 70, 1, 1, 1}, TINY);
  }

  @Test
  void modulesAreBuiltAndSwitchedOneByOne() {
    // Modules of 1000 MW at 50 per MW; each runs at 600 MW or more. 2500 MW need three, 700 MW need one.
    NetCase c = case4(2500, 700)
        .add(Generator.Row.class, "generator", "mods", "bus", "b", "pNomExtendable", true, "pNomMod", 1000, "pMinPu", .6, "marginalCost", 10,
            "capitalCost", 50, "committable", true, "startUpCost", 100);
    // One module ran before; two start.
    assertThat(solve(c, "mods")).containsExactly(new double[] {3000 * 50 + 3200 * 10 + 2 * 100, 3, 1}, TINY);
  }

  @Test
  void capacityIsChosenWithItsLeastPower() {
    // Off in the second hour, else its least power of 40 % would exceed the load.
    NetCase c = case4(3000, 600)
        .add(Generator.Row.class, "generator", "open", "bus", "b", "pNomExtendable", true, "pNomMax", 9000, "pMinPu", .4, "marginalCost", 10,
            "capitalCost", 20, "committable", true, "shutDownCost", 5);
    c.add(Generator.Row.class, "generator", "gas", "bus", "b", "pNom", 700, "marginalCost", 70);
    assertThat(solve(c, "open")).containsExactly(new double[] {3000 * 30 + 600 * 70 + 5, 1, 0}, TINY);
  }

  private static NetCase formulas(Object... more) {
    NetCase c = case4(3000, 3000, 3000);
    Object[] all = {"generator", "u", "bus", "b", "pMinPu", .3, "pMaxPu", .9, "committable", true, "rampLimitUp", .2, "rampLimitDown", .25,
        "rampLimitStartUp", .5, "rampLimitShutDown", .4, "minUpTime", 2, "minDownTime", 3, "startUpCost", 7, "shutDownCost", 7, "wholeUnits", false};
    Object[] named = java.util.Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, named, all.length, more.length);
    return c.add(Generator.Row.class, named);
  }

  @Test
  void rowsOfAGivenCapacity() {
    NetCase.On.Point x = formulas("pNom", 4000, "upTimeBefore", 2, "pInit", 2000).on().random();
    double p1 = x.x("generator.power", "u", 1);
    double p2 = x.x("generator.power", "u", 2);
    double u1 = x.x("generator.on", "u", 1);
    double u2 = x.x("generator.on", "u", 2);
    double v1 = x.x("generator.start", "u", 1);
    double v2 = x.x("generator.start", "u", 2);
    double w0 = x.x("generator.shut", "u", 0);
    double w1 = x.x("generator.shut", "u", 1);
    double w2 = x.x("generator.shut", "u", 2);
    x.atLeast("generator.starts", "u", 2, v2 - u2 + u1, 0);
    x.atLeast("generator.starts", "u", 0, x.x("generator.start", "u", 0) - x.x("generator.on", "u", 0), -1);
    x.atLeast("generator.stops", "u", 2, w2 + u2 - u1, 0);
    x.atLeast("generator.stops", "u", 0, w0 + x.x("generator.on", "u", 0), 1);
    x.atMost("generator.up_time", "u", 2, v1 + v2 - u2, 0);
    x.atMost("generator.down_time", "u", 2, w0 + w1 + w2 + u2, 1);
    x.atLeast("generator.least", "u", 2, p2 - 1.2 * u2, 0);
    x.atMost("generator.most", "u", 2, p2 - 3.6 * u2, 0);
    x.atMost("generator.ramp_up", "u", 2, p2 - p1 - 4 * (.2 * u1 + .5 * (u2 - u1)), 0);
    x.atMost("generator.ramp_up", "u", 0, x.x("generator.power", "u", 0) - 2 * x.x("generator.on", "u", 0), 2 + 4 * (.2 - .5));
    x.atMost("generator.ramp_down", "u", 2, p1 - p2 - 4 * (.25 * u2 + .4 * (u1 - u2)), 0);
    x.atMost("generator.ramp_down", "u", 0, -x.x("generator.power", "u", 0) - 4 * (.25 - .4) * x.x("generator.on", "u", 0), 4 * .4 - 2);
    x.atMost("generator.tight_before", "u", 2, p1 - 1.6 * u1 - (3.6 - 1.6) * (u2 - v2), 0);
    x.atMost("generator.tight_now", "u", 2, p2 - 3.6 * u2 + (3.6 - 2) * v2, 0);
    x.atMost("generator.tight_up", "u", 2, p2 - p1 - (1.2 + .8) * u2 + 1.2 * u1 + (1.2 + .8 - 2) * v2, 0);
    x.atMost("generator.tight_down", "u", 2, p1 - p2 - 1.6 * u1 + (1.6 - 1) * u2 - (1.2 + 1 - 1.6) * v2, 0);
  }

  @Test
  void rowsOfAChosenCapacity() {
    NetCase.On on = formulas("pNomExtendable", true, "pNomMax", 5000, "upTimeBefore", 0).on();
    NetCase.On.Point x = on.random();
    double m = 5 * .9;
    double p1 = x.x("generator.power", "u", 1);
    double p2 = x.x("generator.power", "u", 2);
    double size = x.x("generator.capacity", "u", -1, 0);
    double u1 = x.x("generator.on", "u", 1);
    double u2 = x.x("generator.on", "u", 2);
    x.atLeast("generator.least", "u", 2, p2 - .3 * size - m * u2, -m);
    x.atMost("generator.most", "u", 2, p2 - m * u2, 0);
    x.atMost("generator.size", "u", 2, p2 - .9 * size, 0);
    x.atMost("generator.ramp_up", "u", 2, p2 - p1 - .2 * size + m * u1, m);
    x.atMost("generator.ramp_start", "u", 2, p2 - p1 - .5 * size + m * x.x("generator.start", "u", 2), m);
    x.atMost("generator.ramp_down", "u", 2, p1 - p2 - .25 * size + m * u2, m);
    x.atMost("generator.ramp_shut", "u", 2, p1 - p2 - .4 * size + m * x.x("generator.shut", "u", 2), m);
    x.atMost("generator.ramp_up", "u", 0, x.x("generator.power", "u", 0) - .2 * size, m);
    assertThat(on.hasRow("generator.tight_now", "u")).isFalse();
    assertThat(on.lp.uppers()[on.column("generator.power", "u", 0, 0)]).isEqualTo(INF);
  }
}
