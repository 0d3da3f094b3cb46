package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.loadstar.lp.Block;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.model.Result;
import org.loadstar.model.RowOf;
import org.loadstar.model.Tables;

/// A network case written in a test: rows from named values, series by timestep.
final class NetCase {
  private final Map<Class<?>, List<Object>> rows = new LinkedHashMap<>();
  private final Map<String, Map<String, double[]>> series = new TreeMap<>();
  private int steps;

  /// Buses and `steps` hours of one stage and period.
  static NetCase hours(int steps, String... buses) {
    NetCase c = new NetCase();
    for (int t = 0; t < steps; t++) c.add(Snapshot.class, "snapshot", "t" + t);
    for (String b : buses) c.add(Bus.class, "bus", b);
    c.steps = steps;
    return c;
  }

  NetCase add(Class<? extends Record> type, Object... namesAndValues) {
    rows.computeIfAbsent(type, k -> new ArrayList<>()).add(RowOf.of(type, namesAndValues));
    return this;
  }

  NetCase series(Class<? extends Record> type, String column, String name, double... values) {
    series.computeIfAbsent(Network.file(type) + "-" + column, k -> new TreeMap<>()).put(name, values);
    return this;
  }

  /// A load of one value for each hour [MW]; one value stands for all.
  NetCase load(String bus, double... mw) {
    add(Demand.Row.class, "load", "load " + bus, "bus", bus, "pSet", mw[0]);
    return mw.length == 1 ? this : series(Demand.Row.class, "p_set", "load " + bus, mw);
  }

  /// A capacity that stands.
  NetCase stands(String name, String bus, double mw) {
    return add(Sizing.Row.class, "capacity", name, "bus", bus, "existing", mw);
  }

  /// A plant without commitment.
  NetCase plant(String name, String bus, double mw, double marginal) {
    return stands(name, bus, mw).add(Cluster.Row.class, "cluster", name, "bus", bus, "marginal", marginal);
  }

  Network network() {
    NetworkSettings settings = RowOf.of(NetworkSettings.class, "kind", "network", "name", "test");
    return new Network(settings, new LinkedHashMap<>(rows), series);
  }

  On on() {
    return new On(network());
  }

  /// The model of the case and its program.
  final class On {
    final NetworkModel model;
    final Lp lp;

    private On(Network n) {
      model = new NetworkModel(n);
      lp = model.program();
    }

    int column(String block, String member, int stage, int t) {
      return find(lp.columnBlocks(), block, member, stage, t);
    }

    int row(String block, String member, int stage, int t) {
      return find(lp.rowBlocks(), block, member, stage, t);
    }

    boolean hasRow(String block, String member) {
      return lp.rowBlocks().stream().anyMatch(b -> b.name().equals(block) && b.members().contains(member));
    }

    /// A random point, the same at every run.
    Point random() {
      double[] x = new Random(7).doubles(lp.columns(), -3, 3).toArray();
      return new Point(x, lp.times(x));
    }

    /// Solves, and asserts primal = dual = costs by category.
    Answer solve() {
      Solution s = new HighsSolver().solve(lp, SolveOptions.defaults(), Progress.silent());
      assertThat(s.status()).isEqualTo(Status.OPTIMAL);
      Certificate c = Certificate.of(lp, s);
      assertThat(c.ok()).as("%s", c).isTrue();
      Answer a = new Answer(this, new Result(lp, s), s.objective());
      double costs = model.totals(a.result).values().stream().flatMap(v -> v.values().stream()).mapToDouble(v -> v).sum();
      assertThat(costs).as("costs by category").isEqualTo(s.objective(), Offset.offset(1e-7 * Math.max(1, Math.abs(s.objective()))));
      return a;
    }

    /// Values of columns, and A x.
    final class Point {
      private final double[] x;
      private final double[] ax;

      private Point(double[] x, double[] ax) {
        this.x = x;
        this.ax = ax;
      }

      double x(String block, String member, int t) {
        return x(block, member, 0, t);
      }

      double x(String block, String member, int stage, int t) {
        return x[column(block, member, stage, t)];
      }

      /// Asserts that a row reads `lo <= formula <= up`.
      void says(String block, String member, int t, double formula, double lo, double up) {
        says(block, member, 0, t, formula, lo, up);
      }

      void says(String block, String member, int stage, int t, double formula, double lo, double up) {
        int i = row(block, member, stage, t);
        Offset<Double> tiny = Offset.offset(1e-9);
        assertThat(ax[i]).as("A x of %s[%s,t%d]", block, member, t).isEqualTo(formula, tiny);
        assertThat(lp.rowLowers()[i]).as("lower of %s[%s,t%d]", block, member, t).isCloseTo(lo, tiny);
        assertThat(lp.rowUppers()[i]).as("upper of %s[%s,t%d]", block, member, t).isCloseTo(up, tiny);
      }

      void equal(String block, String member, int t, double formula, double bound) {
        says(block, member, t, formula, bound, bound);
      }

      void atMost(String block, String member, int t, double formula, double bound) {
        int i = row(block, member, 0, t);
        assertThat(ax[i]).as("A x of %s[%s,t%d]", block, member, t).isEqualTo(formula, Offset.offset(1e-9));
        assertThat(lp.rowLowers()[i]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(lp.rowUppers()[i]).isEqualTo(bound, Offset.offset(1e-9));
      }

      void atLeast(String block, String member, int t, double formula, double bound) {
        int i = row(block, member, 0, t);
        assertThat(ax[i]).as("A x of %s[%s,t%d]", block, member, t).isEqualTo(formula, Offset.offset(1e-9));
        assertThat(lp.rowLowers()[i]).isEqualTo(bound, Offset.offset(1e-9));
        assertThat(lp.rowUppers()[i]).isEqualTo(Double.POSITIVE_INFINITY);
      }
    }
  }

  private static int find(List<Block> blocks, String name, String member, int stage, int t) {
    for (Block b : blocks) {
      int i = b.members().indexOf(member);
      if (b.name().equals(name) && b.stage() == stage && i >= 0) return b.at(i, t);
    }
    throw new IllegalArgumentException("no " + name + "[" + member + ",s" + stage + ",t" + t + "]");
  }

  /// A solved case.
  record Answer(On on, Result result, double objective) {
    double value(String block, String member, int t) {
      return value(block, member, 0, t);
    }

    double value(String block, String member, int stage, int t) {
      return result.value(on.column(block, member, stage, t));
    }

    double dual(String block, String member, int t) {
      return result.dual(on.row(block, member, 0, t));
    }

    /// Price of energy at a bus, per MWh.
    double price(String bus, int t) {
      return dual("balance", bus, t) / on.model.horizon().stages().getFirst().perMwh(t);
    }

    Tables tables() {
      Tables t = new Tables();
      on.model.report(result, t, "plan");
      return t;
    }
  }

  int steps() {
    return steps;
  }
}
