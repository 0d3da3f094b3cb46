package org.loadstar.cases.genx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.loadstar.cases.Decimal;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Nearest;
import org.loadstar.cases.Place;
import org.loadstar.cases.TextFile;

/// The settings of a GenX case: `settings/genx_settings.yml` over GenX's own defaults.
final class GenxSettings {
  static final String FILE = "settings/genx_settings.yml";
  private static final String HIGHS = "settings/highs_settings.yml";

  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("NetworkExpansion", "0"), Map.entry("Trans_Loss_Segments", "1"), Map.entry("OperationalReserves", "0"),
          Map.entry("EnergyShareRequirement", "0"), Map.entry("CapacityReserveMargin", "0"), Map.entry("CO2Cap", "0"),
          Map.entry("StorageLosses", "1"), Map.entry("LDSAdditionalConstraints", "1"), Map.entry("VirtualChargeDischargeCost", "1"),
          Map.entry("StorageVirtualDischarge", "1"), Map.entry("MinCapReq", "0"), Map.entry("MaxCapReq", "0"),
          Map.entry("ParameterScale", "0"), Map.entry("UCommit", "0"), Map.entry("TimeDomainReduction", "0"), Map.entry("MultiStage", "0"),
          Map.entry("IncludeLossesInESR", "0"), Map.entry("HydrogenMinimumProduction", "0"), Map.entry("HourlyMatching", "0"),
          Map.entry("HydrogenHourlyMatching", "0"), Map.entry("DC_OPF", "0"), Map.entry("ObjScale", "1"),
          Map.entry("ModelingToGenerateAlternatives", "0"), Map.entry("MethodofMorris", "0"), Map.entry("SystemFolder", "system"),
          Map.entry("TimeDomainReductionFolder", "TDR_results"), Map.entry("ResourcesFolder", "resources"), Map.entry("ResourcePoliciesFolder", "policy_assignments"),
          Map.entry("PoliciesFolder", "policies"));

  /// Of GenX's outputs, solver and other ways of running, which change nothing in the model.
  private static final Set<String> IDLE =
      Set.of(
          "PrintModel", "OverwriteResults", "WriteShadowPrices", "OutputFullTimeSeries",
          "OutputFullTimeSeriesFolder", "ModelingtoGenerateAlternativeSlack", "MGAAnnualGeneration", "EnableJuMPStringNames",
          "WriteOutputs", "ComputeConflicts", "Solver", "OperationWrapping", "ModelingToGenerateAlternativesSlack");

  /// Settings that must be off.
  private static final Set<String> REFUSED = Set.of("ModelingToGenerateAlternatives", "MethodofMorris");

  /// GenX's relative gap for HiGHS where the settings of the solver name none.
  private static final double INTEGER_GAP = 0.001;

  private final Faults faults;
  private final Map<String, String> values = new HashMap<>(DEFAULTS);
  private final Map<String, Place> places = new HashMap<>();

  private GenxSettings(Faults faults) {
    this.faults = faults;
  }

  /// Reads the settings of a case folder; without a file the defaults hold.
  static GenxSettings read(Path root, Faults faults) {
    GenxSettings s = new GenxSettings(faults);
    if (Files.exists(root.resolve(FILE))) {
      pairs(root, FILE, faults).forEach(s::put);
      for (String name : REFUSED) if (s.whole(name) != 0) faults.add(s.place(name), s.text(name), name + " is not supported; it must be 0");
    }
    s.among("UCommit", 0, 2);
    s.among("CO2Cap", 0, 3);
    s.among("Trans_Loss_Segments", 0, 1000);
    return s;
  }

  /// The lines `key: value` of a flat YAML file, with their places.
  static Map<String, Entry> pairs(Path root, String file, Faults faults) {
    var all = new HashMap<String, Entry>();
    String text = TextFile.read(root.resolve(file), file, faults);
    if (text == null) return all;
    String[] lines = text.split("\n", -1);
    for (int k = 0; k < lines.length; k++) {
      String line = lines[k].replaceAll("(^|\\s)#.*$", "").stripTrailing();
      if (line.isBlank() || line.equals("---")) continue;
      Place place = new Place(file, k + 1);
      int colon = line.indexOf(':');
      if (colon < 0) {
        faults.add(place, line, "a line must be of the form key: value");
        continue;
      }
      String key = line.substring(0, colon).strip().replaceAll("^\"|\"$", "");
      String value = line.substring(colon + 1).strip().replaceAll("^[\"']|[\"']$", "");
      if (all.put(key, new Entry(place, value)) != null) faults.add(place, key, "the key is given twice");
    }
    return all;
  }

  /// A value and where it was written.
  record Entry(Place place, String text) {}

  /// The relative gap at which GenX has its solver end a plan with whole numbers: that of the case's settings of HiGHS, else GenX's
  /// own default.
  static double integerGap(Path root, Faults faults) {
    Entry e = Files.exists(root.resolve(HIGHS)) ? pairs(root, HIGHS, new Faults()).get("mip_rel_gap") : null;
    double v = e == null ? INTEGER_GAP : Decimal.parse(e.text);
    if (e != null && !(v > 0 && v < 1)) faults.add(e.place, e.text, "mip_rel_gap must be a number above 0 and below 1");
    return v;
  }

  private void put(String key, Entry entry) {
    String name = key.equals("Reserves") ? "OperationalReserves" : key;
    if (IDLE.contains(name)) return;
    if (!DEFAULTS.containsKey(name)) {
      var known = new HashSet<>(DEFAULTS.keySet());
      known.addAll(IDLE);
      String near = Nearest.to(name, known);
      faults.add(entry.place, key, "the setting is not known", near == null ? null : "'" + near + "'");
      return;
    }
    values.put(name, entry.text);
    places.put(name, entry.place);
  }

  private void among(String name, int least, int most) {
    double v = number(name);
    if (v < least || v > most || v != Math.rint(v)) faults.add(place(name), text(name), name + " must be one of " + least + " to " + most);
  }

  Place place(String name) {
    return places.getOrDefault(name, new Place(FILE, 0));
  }

  String text(String name) {
    String v = values.get(name);
    if (v == null) throw new IllegalArgumentException("no setting " + name);
    return v;
  }

  double number(String name) {
    String text = text(name).toLowerCase(java.util.Locale.ROOT);
    double v = text.equals("true") ? 1 : text.equals("false") ? 0 : Decimal.parse(text);
    if (!Double.isNaN(v)) return v;
    faults.add(place(name), text(name), name + " must be a number");
    return 0;
  }

  int whole(String name) {
    return (int) number(name);
  }

  boolean on(String name) {
    return number(name) >= 1;
  }

  /// Name of a folder of the case.
  String folder(String name) {
    return text(name);
  }
}
