package org.loadstar.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Variable plants and storage that may be built on the sites of campuses, as clusters of their zones named `CAMPUS TECHNOLOGY`.
final class OnSiteClusters {
  /// Where a cluster stands.
  ///
  /// @param site position of the site
  record Place(int site, CampusFigures.Plant plant) {
    boolean export() {
      return plant.row().export();
    }

    /// Writes what stands of a cluster to the table of plants on sites.
    void report(Model m, Stage s, double standing, double built, Tables tables, String grid) {
      CampusRows.Site c = m.figures().campuses().sites().get(site);
      if (standing > 1e-6)
        tables.get("onsite").add(grid, s.year(), c.campus(), c.zone(), plant.row().technology(), standing * 1e3, 0.0, built * 1e3);
    }
  }

  private final List<Generator.Row> generators = new ArrayList<>();
  private final List<Storage.Row> storages = new ArrayList<>();
  private final Map<String, Place> places = new HashMap<>();

  OnSiteClusters(Case data, CampusFigures campuses) {
    for (int s = 0; s < campuses.sites().size(); s++) {
      CampusRows.Site site = campuses.sites().get(s);
      for (CampusFigures.Plant p : campuses.plants(site)) {
        if (p.thermal()) continue;
        OnSiteRows.Plant q = p.row();
        String name = site.campus() + " " + q.technology();
        int earliest = Math.max(CriticalPath.firstYear(q.months()), campuses.shortest(site).firstYear());
        places.put(name, new Place(s, p));
        if (p.kind() == Rows.Kind.STORAGE)
          storages.add(new Storage.Row(name, site.zone(), q.technology(), 0, 0, p.most() * 1e3, earliest, q.minDuration(), q.maxDuration(), q.roundTripEfficiency(), 0, false,
              q.capexMultiplier(), q.capexAdder(), Double.NaN, Double.NaN, q.dollarYear()));
        else
          generators.add(new Generator.Row(name, site.zone(), q.technology(), 0, p.most() * 1e3, Double.POSITIVE_INFINITY, 0, 1, earliest, false,
              q.capexMultiplier(), q.capexAdder(), Double.NaN, Double.NaN, Double.NaN, profile(data, q, site.zone()), mean(data, q, site.zone()), q.dollarYear()));
      }
    }
  }

  List<Generator.Row> generators() {
    return generators;
  }

  List<Storage.Row> storages() {
    return storages;
  }

  @Nullable Place place(String cluster) {
    return places.get(cluster);
  }

  private static String profile(Case data, OnSiteRows.Plant q, String zone) {
    Generator.Row like = like(data.generators(), q.technology(), zone);
    return !q.profile().isEmpty() || like == null ? q.profile() : like.profile();
  }

  private static double mean(Case data, OnSiteRows.Plant q, String zone) {
    Generator.Row like = like(data.generators(), q.technology(), zone);
    return !q.profile().isEmpty() || !Double.isNaN(q.profileMean()) || like == null ? q.profileMean() : like.profileMean();
  }

  /// The cluster whose capacity factors a variable plant on a site of the zone has when it names none: the first that may grow, else the first.
  static Generator.@Nullable Row like(List<Generator.Row> generators, String technology, String zone) {
    List<Generator.Row> of = generators.stream().filter(g -> g.technology().equals(technology) && g.zone().equals(zone) && !g.profile().isEmpty()).toList();
    return of.stream().filter(g -> g.maxNew() > 0).findFirst().orElse(of.isEmpty() ? null : of.getFirst());
  }
}
