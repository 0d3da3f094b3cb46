package org.loadstar.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.loadstar.cases.CaseKind;
import org.loadstar.cases.CaseSource;
import org.loadstar.study.NetworkOptions;
import org.loadstar.study.store.Manifest;

/// The options of a network's plan as kept in a manifest.
final class NetworkFlags {
  private static final String KIND = "kind";

  private NetworkFlags() {}

  /// What goes into the manifest: all that can change the result.
  static Map<String, Object> manifest(NetworkOptions o) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("case", PlanFlags.absolute(o.source().folder()));
    CaseKind kind = o.kind();
    m.put(KIND, kind == null ? "" : kind.name().toLowerCase(Locale.ROOT));
    m.put("scenario", o.source().scenarios().stream().map(PlanFlags::absolute).toList());
    m.put("set", o.source().sets());
    m.put("gap", Double.isNaN(o.gap()) ? "by case" : o.gap());
    m.put("max_seconds", Double.isFinite(o.maxSeconds()) ? o.maxSeconds() : "none");
    m.put("threads", o.threads());
    m.put("solver", o.solver());
    m.put("integers", o.integers() ? "on" : "off");
    return m;
  }

  /// True for the manifest of a network's plan.
  static boolean isNetwork(Manifest manifest) {
    return manifest.options().containsKey(KIND);
  }

  /// The options that a manifest keeps.
  static NetworkOptions of(Manifest manifest, Console console) {
    Map<String, Object> m = manifest.options();
    Path given = Path.of(Figures.text(m, "case"));
    Path place = console.existing(given);
    List<Path> scenarios = PlanFlags.texts(m, "scenario").stream().map(Path::of).toList();
    double most = Figures.number(m.get("max_seconds"));
    return new NetworkOptions(
        new CaseSource(place, scenarios, PlanFlags.texts(m, "set")),
        CaseKind.of(place),
        Figures.number(m.get("gap")),
        Double.isNaN(most) ? Double.POSITIVE_INFINITY : most,
        (int) Figures.number(m.get("threads")),
        Math.toIntExact(manifest.seed()),
        Figures.text(m, "solver"),
        !Figures.text(m, "integers").equals("off"));
  }
}
