package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Capacities over two stages of ten years, one hour each; a load of 100 MW must be served.
class StagesTest {
  private static NetCase twoStages() {
    NetCase c = NetCase.hours(0, "A");
    for (int y = 1; y <= 2; y++) {
      c.add(Snapshot.class, "snapshot", "t", "stage", y).add(StageRow.class, "stage", y, "years", 10, "objective", y == 1 ? 1.0 : 0.5);
      c.add(Demand.Row.class, "load", "load", "stage", y, "bus", "A", "pSet", 100);
    }
    return c;
  }

  private static void plant(NetCase c, int stage, double investment, Object... more) {
    Object[] all = {"capacity", "p", "stage", stage, "bus", "A", "build", true, "retire", true, "investment", investment};
    Object[] named = new Object[all.length + more.length];
    System.arraycopy(all, 0, named, 0, all.length);
    System.arraycopy(more, 0, named, all.length, more.length);
    c.add(Sizing.Row.class, named).add(Cluster.Row.class, "cluster", "p", "stage", stage, "bus", "A");
  }

  /// Built once, it stands in the second stage, where it would cost more.
  @Test
  void capacityIsCarried() {
    NetCase c = twoStages();
    plant(c, 1, 10);
    plant(c, 2, 30, "fixed", 4, "existing", 7);
    var a = c.on().solve();
    assertThat(a.value("capacity.built", "p", 0, 0)).isEqualTo(0.1, within(1e-9));
    assertThat(a.value("capacity.built", "p", 1, 0)).isZero();
    assertThat(a.objective()).isEqualTo((100 * 10 + 0.5 * 100 * 4) * 1e-6, within(1e-12));
  }

  /// What lives ten years is gone at the end of the second stage.
  @Test
  void lifeEnds() {
    NetCase c = twoStages();
    plant(c, 1, 10, "life", 10);
    plant(c, 2, 30, "life", 10);
    assertThat(c.on().solve().objective()).isEqualTo((100 * 10 + 0.5 * 100 * 30) * 1e-6, within(1e-12));
    NetCase longer = twoStages();
    plant(longer, 1, 10, "life", 11);
    plant(longer, 2, 30, "life", 11);
    assertThat(longer.on().solve().objective()).isEqualTo(100 * 10e-6, within(1e-12));
  }

  /// 60 MW must go in the first stage and 70 by the second: 60 and 10 are built.
  @Test
  void retirementsAddUp() {
    NetCase c = twoStages();
    plant(c, 1, 10, "existing", 100, "minRetired", 60);
    plant(c, 2, 30, "minRetired", 10);
    var a = c.on().solve();
    assertThat(a.value("capacity.retired", "p", 0, 0)).isGreaterThanOrEqualTo(0.06 - 1e-9);
    assertThat(a.objective()).isEqualTo((70 * 10) * 1e-6, within(1e-12));
  }

  /// Half of what is refitted stands as a plant at 10 USD/MWh: 80 of 100 MW of the old plant make 40 for a load of 40.
  @Test
  void plantsAreMadeOfOthers() {
    NetCase c = NetCase.hours(1, "A").load("A", 40);
    c.add(Sizing.Row.class, "capacity", "old", "bus", "A", "existing", 100, "retire", true, "refit", true, "fixed", 1);
    c.add(Cluster.Row.class, "cluster", "old", "bus", "A", "marginal", 100);
    c.add(Sizing.Row.class, "capacity", "clean", "bus", "A", "build", true, "investment", 5);
    c.add(Cluster.Row.class, "cluster", "clean", "bus", "A", "marginal", 10);
    c.add(Refit.Row.class, "refit", "site", "capacity", "old");
    c.add(Refit.Row.class, "refit", "site", "capacity", "clean", "built", true, "efficiency", 0.5);
    var a = c.on().solve();
    assertThat(a.value("capacity.refitted", "old", 0, 0)).isEqualTo(0.08, within(1e-9));
    assertThat(a.objective()).isEqualTo((40 * 5 + 40 * 10) * 1e-6, within(1e-12));
  }
}
