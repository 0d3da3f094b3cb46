package org.loadstar.app.report;

import java.util.Random;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// The made-up campuses of a made-up run: 57 at home of which every third is planned, 6 abroad of which one is.
final class FakeCampuses {
  static final int HOME = 57;
  static final int ABROAD = 6;

  private FakeCampuses() {}

  private static String month(int months) {
    int k = Math.max(0, months - 1);
    return "%04d-%02d".formatted(Sites.ORIGIN + k / 12, k % 12 + 1);
  }

  static void add(FakeRun f) {
    Tables tables = f.tables;
    Random random = f.random;
    for (int i = 0; i < HOME + ABROAD; i++) {
      boolean abroad = i >= HOME;
      FakeRun.Zone z = FakeRun.ZONES.get(i % FakeRun.ZONES.size());
      double queue = 4 + random.nextInt(60);
      double permit = random.nextInt(14);
      double construction = 12 + random.nextInt(18);
      double equipment = 6 + random.nextInt(30);
      int ready = (int) Math.max(queue, Math.max(permit + construction, equipment + 6));
      boolean built = i % 3 == 0 && ready <= 60;
      double size = 200 + 1800 * random.nextDouble();
      String step = ready == queue ? "grid connection queue" : ready == permit + construction ? "permit and construction" : "equipment and installation";
      String id = "site" + i;
      tables.get("campuses").add(
          id, i % 3 == 0 ? "Campus " + z.name() : "Generic site " + i + ", " + z.key(), abroad ? "" : z.key(), abroad ? "CA" : "",
          abroad ? "allied" : i % 3 == 0 ? "announced" : "generic", z.lat() + random.nextDouble(), z.lon() - random.nextDouble(), size,
          built ? size * 0.8 : 0, built ? FakeRun.TARGET : 0, built ? month(ready + 1) : "", built ? month(ready + 9) : "", month(ready), step,
          0.75, built ? size * 3e7 : 0, "grid of " + z.key(),
          built ? "Built because each kW saves 12 USD a year" : "Not built because cheaper sites suffice");
      Sheet steps = tables.get("campus_steps");
      steps.add(id, "queue", 0.0, queue);
      if (permit > 0) steps.add(id, "permit", 0.0, permit);
      steps.add(id, "construction", permit, permit + construction);
      steps.add(id, "equipment", 0.0, equipment);
      steps.add(id, "installation", equipment, equipment + 6);
    }
    for (int k = 0; k < FakeRun.YEARS.length; k++) {
      double all = 0;
      for (FakeRun.Zone z : FakeRun.ZONES) all += f.ai(z, k);
      tables.get("ai_range").add(FakeRun.YEARS[k], all, all * 0.8, all * 0.65);
    }
  }
}
