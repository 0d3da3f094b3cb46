package org.loadstar.cases.genx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Place;
import org.loadstar.model.network.Bus;

/// What is known while one set of inputs is read: the case folder itself, or `inputs/inputs_pN` of a case with several stages.
final class GenxStage {
  /// Files that stand with those of the reduced time where the settings ask for it.
  private static final Set<String> REDUCED =
      Set.of(
          "Demand_data.csv", "Generators_variability.csv", "Fuels_data.csv", "Period_map.csv", "Vre_and_stor_solar_variability.csv",
          "Vre_and_stor_wind_variability.csv");

  private final Path root;
  private final String folder;
  private final int label;
  private final GenxSettings settings;
  private final @Nullable StageYears years;
  private final Faults faults;
  private final Draft draft;
  private final List<String> buses = new ArrayList<>();
  private final List<Resource> resources = new ArrayList<>();
  private final Map<String, double[]> availability = new HashMap<>();
  private final List<String> fuels = new ArrayList<>();
  private final Map<String, Double> co2 = new HashMap<>();
  private final Map<String, List<Integer>> lines = new LinkedHashMap<>();
  private final Map<Integer, Map<String, Double>> lineShares = new HashMap<>();
  private int periods = 1;
  private int modelled;
  private int segments;
  private double[] hours = new double[0];

  /// @param folder folder of the inputs inside the case, empty for the case itself
  /// @param label stage of the rows; 0 for a case with one
  /// @param years years and discounting of the stage; null for a case with one
  GenxStage(Path root, String folder, int label, @Nullable StageYears years, GenxSettings settings, Faults faults, Draft draft) {
    this.years = years;
    this.root = root;
    this.folder = folder;
    this.label = label;
    this.settings = settings;
    this.faults = faults;
    this.draft = draft;
  }

  /// Years and discounting of the stage; null for a case with one.
  @Nullable StageYears years() {
    return years;
  }

  int label() {
    return label;
  }

  GenxSettings settings() {
    return settings;
  }

  Faults faults() {
    return faults;
  }

  Draft draft() {
    return draft;
  }

  /// The file of a folder that a setting names, or null where there is none.
  @Nullable GenxTable optional(String folderSetting, String name) {
    String file = path(folderSetting, name);
    return Files.exists(root.resolve(file)) ? table(file, name) : null;
  }

  /// The file of a folder that a setting names, or null with a fault.
  @Nullable GenxTable required(String folderSetting, String name) {
    return table(path(folderSetting, name), name);
  }

  private @Nullable GenxTable table(String file, String name) {
    GenxTable table = GenxTable.read(root, file, faults);
    if (table != null) GenxColumns.check(table, name, faults);
    return table;
  }

  /// Names of the CSV files in a folder that a setting names.
  List<String> files(String folderSetting) {
    Path at = root.resolve(path(folderSetting, "x")).getParent();
    if (at == null || !Files.isDirectory(at)) return List.of();
    try (Stream<Path> all = Files.list(at)) {
      return all.map(p -> "" + p.getFileName()).filter(n -> n.toLowerCase(Locale.ROOT).endsWith(".csv")).sorted().toList();
    } catch (IOException e) {
      faults.add(new Place(path(folderSetting, ""), 0), "", "the folder cannot be read (" + e.getClass().getSimpleName() + ")");
      return List.of();
    }
  }

  /// A file of a folder, which may not be there.
  Place place(String folderSetting, String name) {
    return new Place(path(folderSetting, name), 0);
  }

  /// Faults where the files of reduced time that the settings ask for are not there: GenX would make them, ours does not.
  void checkReducedTime() {
    if (!settings.on("TimeDomainReduction")) return;
    for (String name : List.of("Demand_data.csv", "Generators_variability.csv", "Fuels_data.csv")) {
      String file = path("SystemFolder", name);
      if (Files.exists(root.resolve(file))) continue;
      faults.add(settings.place("TimeDomainReduction"), "1", "the reduced time needs " + file + ", which GenX writes and which is not there", "0, to plan all timesteps");
      return;
    }
  }

  private String path(String folderSetting, String name) {
    boolean reduced = folderSetting.equals("SystemFolder") && REDUCED.contains(name) && settings.on("TimeDomainReduction");
    String at = settings.folder(reduced ? "TimeDomainReductionFolder" : folderSetting);
    if (folderSetting.equals("ResourcePoliciesFolder")) at = settings.folder("ResourcesFolder") + "/" + at;
    return (folder.isEmpty() ? "" : folder + "/") + at + "/" + name;
  }

  void addBus(String bus, String zone) {
    buses.add(bus);
    if (label <= 1) draft.add(new Bus(bus, "AC", zone, 1, Double.NaN, Double.NaN));
  }

  List<String> buses() {
    return buses;
  }

  /// Faults where the zones, fuels or resources are not those of the first stage, or what could not be retired there may be here.
  void follows(GenxStage first) {
    String settings = folder + "/" + this.settings.folder("SystemFolder");
    if (!buses.equals(first.buses)) faults.add(new Place(settings, 0), "", "the zones must be those of the first stage");
    if (!co2.equals(first.co2)) faults.add(new Place(settings + "/Fuels_data.csv", 2), "", "fuels and their CO2 must be those of the first stage");
    Map<String, Resource> before = new HashMap<>();
    for (Resource r : first.resources) before.put(r.name(), r);
    for (Resource r : resources) {
      Resource was = before.remove(r.name());
      if (was == null || was.kind() != r.kind()) faults.add(r.place(), r.name(), "the resource is not in the first stage");
      else if (r.yes("can_retire") && !was.yes("can_retire"))
        r.fault("can_retire", "Can_Retire of " + r.name() + " must not change from 0 to 1 between stages");
    }
    before.values().forEach(r -> faults.add(r.place(), r.name(), "the resource is not in " + folder));
  }

  /// Bus of a resource; a zone that is not there is a fault.
  String bus(Resource r) {
    int z = r.zone();
    if (z >= 0 && z < buses.size()) return buses.get(z);
    r.fault("zone", "Zone of " + r.name() + " must be from 1 to " + buses.size());
    return buses.getFirst();
  }

  /// Sets the timesteps.
  ///
  /// @param hours hours of the year that each timestep stands for
  void time(int periods, double[] hours) {
    this.periods = periods;
    this.hours = hours;
  }

  int steps() {
    return hours.length;
  }

  /// Number of representative periods.
  int periods() {
    return periods;
  }

  /// Sets the number of periods of the year that the map of periods has.
  void modelledPeriods(int n) {
    modelled = n;
  }

  /// Number of periods of the year that the map of periods has; 0 without one.
  int modelledPeriods() {
    return modelled;
  }

  void segments(int n) {
    segments = n;
  }

  /// Number of segments of demand that may go unserved.
  int segments() {
    return segments;
  }

  /// Sets what of a line's flow counts towards margin k.
  void lineShare(int k, String line, double share) {
    lineShares.computeIfAbsent(k, n -> new LinkedHashMap<>()).put(line, share);
  }

  /// What counts of the flow of each line towards margin k.
  Map<String, Double> lineShares(int k) {
    return lineShares.getOrDefault(k, Map.of());
  }

  /// Adds a fuel and its CO2 per MMBtu.
  void addFuel(String fuel, double emission) {
    fuels.add(fuel);
    co2.put(fuel, emission);
  }

  List<String> fuels() {
    return fuels;
  }

  int stepsOfPeriod() {
    return hours.length / periods;
  }

  double hours(int t) {
    return hours[t];
  }

  /// Adds a line between two zones, by index.
  void addLine(String line, int from, int to) {
    lines.put(line, List.of(from, to));
  }

  /// Lines and the zones that they join.
  Map<String, List<Integer>> lines() {
    return lines;
  }

  List<Resource> resources() {
    return resources;
  }

  List<Resource> resources(Resource.Kind kind) {
    return resources.stream().filter(r -> r.kind() == kind).toList();
  }

  /// The resource of a name, or null with a fault.
  @Nullable Resource resource(String name, Place place) {
    for (Resource r : resources) if (r.name().equals(name)) return r;
    faults.addUnknown(place, name, "the resource", resources.stream().map(Resource::name).toList());
    return null;
  }

  void availability(String resource, double[] values) {
    availability.put(resource, values);
  }

  /// Names of the profiles that are given.
  Set<String> profiles() {
    return availability.keySet();
  }

  /// Availability by timestep; 1 where none is given.
  double[] availability(Resource r) {
    double[] v = availability.get(r.name());
    if (v != null) return v;
    double[] one = new double[hours.length];
    Arrays.fill(one, 1);
    return one;
  }
}
