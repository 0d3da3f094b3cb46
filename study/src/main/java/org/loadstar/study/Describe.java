package org.loadstar.study;

import java.util.Locale;
import org.loadstar.model.Case;
import org.loadstar.model.Rows;
import org.loadstar.model.Tables;
import org.loadstar.model.Zone;

/// Tables that describe the case.
final class Describe {
  private Describe() {}

  static void write(Case data, Tables tables) {
    for (Zone z : data.zones())
      tables.get("zones").add(z.zone(), z.name(), z.country(), z.planningRegion(), z.latitude(), z.longitude());
    for (Rows.Technology t : data.technologies())
      tables.get("technologies")
          .add(t.technology(), t.kind().name().toLowerCase(Locale.ROOT), t.clean(), t.renewable(), t.fuel());
  }
}
