package org.loadstar.cases.genx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Place;
import org.loadstar.model.network.Bus;

/// What is known while one set of inputs is read: the case folder itself, or `inputs/inputs_pN` of a case with several stages.
final class GenxStage {
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
    return Files.exists(root.resolve(file)) ? GenxTable.read(root, file, faults) : null;
  }

  /// The file of a folder that a setting names, or null with a fault.
  @Nullable GenxTable required(String folderSetting, String name) {
    return GenxTable.read(root, path(folderSetting, name), faults);
  }

  private String path(String folderSetting, String name) {
    String at = settings.folder(folderSetting);
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
    availability.put(GenxTable.key(resource), values);
  }

  /// Availability by timestep; 1 where none is given.
  double[] availability(Resource r) {
    double[] v = availability.get(GenxTable.key(r.name()));
    if (v != null) return v;
    double[] one = new double[hours.length];
    java.util.Arrays.fill(one, 1);
    return one;
  }
}
