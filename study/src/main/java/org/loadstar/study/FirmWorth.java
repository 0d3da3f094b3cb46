package org.loadstar.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.adequacy.CaseSystem;
import org.loadstar.adequacy.FirmCapacity;
import org.loadstar.adequacy.Fleet;
import org.loadstar.adequacy.Options;
import org.loadstar.adequacy.PowerSystem;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;

/// What resources of a fleet are worth in firm capacity, and what firm capacity areas lack.
final class FirmWorth {
  private static final String INTERRUPTIBLE = "interruptible";

  private final Figures figures;
  private final Fleet fleet;
  private final int year;
  private final CaseSystem.Assumptions assumptions;
  private final Options options;
  private final PowerSystem system;

  FirmWorth(Figures figures, Fleet fleet, int year, CaseSystem.Assumptions assumptions, Options options) {
    this.figures = figures;
    this.fleet = fleet;
    this.year = year;
    this.assumptions = assumptions;
    this.options = options;
    system = CaseSystem.of(figures, fleet, year, assumptions);
  }

  /// A resource as it is asked for.
  ///
  /// @param area zone, or empty for all zones
  /// @param clusters that are it; none for interruptible connections
  private record Asked(String text, String area, List<String> clusters, boolean interruptible) {}

  /// Perfect capacity that an area lacks to a LOLE, MW; below 0 flat load that it could take.
  Map<String, @Nullable Object> missing(String area, double standard, DoublePredicate goOn) {
    if (FirmCapacity.zones(system, area).isEmpty()) throw new OptionRefused("firm '" + area + "': allowed are zones and planning regions: " + areas());
    FirmCapacity.Room room = FirmCapacity.room(system, area, standard, options, goOn);
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("missing_mw", room == null ? null : -room.mw());
    m.put("lole_days", room == null ? null : room.risk().loleDays().value());
    return m;
  }

  private TreeSet<String> areas() {
    TreeSet<String> names = new TreeSet<>();
    for (PowerSystem.Zone z : system.zones()) {
      names.add(z.name());
      names.add(z.group());
    }
    return names;
  }

  /// Effective load carrying capability of `RESOURCE[@ZONE]`: a cluster, a technology, or `interruptible` connections.
  Map<String, @Nullable Object> elcc(String text, double standard, DoublePredicate goOn) {
    Asked asked = asked(text);
    List<String> zones = figures.data().zones().stream().map(z -> z.zone()).filter(z -> asked.area.isEmpty() || z.equals(asked.area)).toList();
    double nameplate = asked.interruptible
        ? zones.stream().mapToDouble(z -> fleet.interruptibleAi().getOrDefault(z, 0.0)).sum() * figures.settings().ai().utilisation()
        : asked.clusters.stream().mapToDouble(c -> fleet.capacity().getOrDefault(c, 0.0)).sum();
    if (!(nameplate > 0)) throw new OptionRefused("elcc '" + text + "': nothing of it stands in " + year);
    Fleet without = asked.interruptible ? fleet.withFirmConnections(zones) : fleet.without(asked.clusters);
    FirmCapacity.Worth w = FirmCapacity.worth(
        system, CaseSystem.of(figures, without, year, assumptions), asked.area, nameplate, standard, options, goOn);
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("resource", text);
    m.put("nameplate_mw", nameplate);
    m.put("elcc_mw", w == null ? null : w.mw());
    m.put("standard_error_mw", w == null || Double.isNaN(w.standardError()) ? null : w.standardError());
    m.put("share", w == null ? null : w.mw() / nameplate);
    m.put("load_added_mw", w == null ? null : w.room());
    return m;
  }

  private Asked asked(String text) {
    Case data = figures.data();
    int at = text.lastIndexOf('@');
    String name = at < 0 ? text : text.substring(0, at);
    String zone = at < 0 ? "" : text.substring(at + 1);
    if (at >= 0 && data.zones().stream().noneMatch(z -> z.zone().equals(zone)))
      throw new OptionRefused("elcc '" + text + "': no zone " + zone + "; allowed are " + data.zones().stream().map(z -> z.zone()).toList());
    if (name.equals(INTERRUPTIBLE)) return new Asked(text, zone, List.of(), true);
    for (Cluster c : clusters(figures).toList())
      if (c.name.equals(name) && (at < 0 || c.zone.equals(zone))) return new Asked(text, c.zone, List.of(c.name), false);
    List<String> of = clusters(figures).filter(c -> c.technology.equals(name) && (at < 0 || c.zone.equals(zone))).map(Cluster::name).toList();
    if (of.isEmpty())
      throw new OptionRefused("elcc '" + text + "': no cluster or technology '" + name + "'" + (at < 0 ? "" : " in " + zone)
          + "; allowed are names of generators.csv, storages.csv and hydro.csv, technologies, and interruptible, with @ZONE or without");
    return new Asked(text, zone, of, false);
  }

  private record Cluster(String name, String zone, String technology) {}

  private static Stream<Cluster> clusters(Figures figures) {
    return Stream.of(
            figures.generators().stream().map(g -> new Cluster(g.generator(), g.zone(), g.technology())),
            figures.storages().stream().map(s -> new Cluster(s.storage(), s.zone(), s.technology())),
            figures.data().hydro().stream().map(h -> new Cluster(h.hydro(), h.zone(), h.technology())))
        .flatMap(s -> s);
  }
}
