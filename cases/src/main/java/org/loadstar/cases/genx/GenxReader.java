package org.loadstar.cases.genx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.loadstar.cases.Faults;
import org.loadstar.cases.NetworkReading;
import org.loadstar.cases.Place;
import org.loadstar.model.network.NetworkSettings;
import org.loadstar.model.network.StageRow;

/// Reads a case folder of GenX 0.4 (`system/`, `resources/`, `policies/`, `settings/genx_settings.yml`; with several stages one set of
/// inputs each, `inputs_p1/` …, and `settings/multi_stage_settings.yml`).
///
/// A setting or attribute that GenX reads and that is not mapped is refused by file and line. What GenX itself does not read, as its
/// outputs, solver and free columns, is read over.
public final class GenxReader {
  private GenxReader() {}

  /// True when a folder looks like a case of GenX.
  public static boolean recognises(Path folder) {
    if (Files.isRegularFile(folder.resolve(GenxSettings.FILE))) return true;
    if (Files.isRegularFile(folder.resolve("inputs_p1/system/Demand_data.csv"))) return true;
    return Files.isRegularFile(folder.resolve("system/Demand_data.csv")) && Files.isDirectory(folder.resolve("resources"));
  }

  /// The network of a case, or everything that is wrong with it.
  public static NetworkReading read(Path folder) {
    Faults faults = new Faults();
    GenxSettings settings = GenxSettings.read(folder, faults);
    Draft draft = new Draft();
    if (settings.on("MultiStage")) stages(folder, settings, faults, draft);
    else stage(new GenxStage(folder, "", 0, null, settings, faults, draft));
    double integerGap = GenxSettings.integerGap(folder, faults);
    if (!faults.none()) return new NetworkReading.Refused(faults.sorted());
    double scale = (settings.on("ParameterScale") ? 1e-6 : 1) * settings.number("ObjScale");
    double gap = settings.on("MultiStage") ? StageYears.gap(folder) : 0;
    Path name = folder.toAbsolutePath().normalize().getFileName();
    var set = new NetworkSettings("network", name == null ? "genx" : name.toString(), "Read from a case folder of GenX.", "genx", scale, 0, gap, integerGap);
    return new NetworkReading.Good(draft.network(set), faults.warnings());
  }

  /// Reads the inputs of all stages of a case.
  static void stages(Path folder, GenxSettings settings, Faults faults, Draft draft) {
    List<StageYears> stages = StageYears.read(folder, faults);
    if (stages.isEmpty()) return;
    String inputs = Files.isDirectory(folder.resolve("inputs")) ? "inputs/inputs_p" : "inputs_p";
    GenxStage first = null;
    for (StageYears years : stages) {
      int label = years.index() + 1;
      if (!Files.isDirectory(folder.resolve(inputs + label))) {
        faults.add(new Place(inputs + label, 0), "", "there is no such folder; settings/multi_stage_settings.yml has NumStages " + stages.size());
        continue;
      }
      draft.add(new StageRow(label, years.weight(), years.years()));
      GenxStage in = new GenxStage(folder, inputs + label, label, years, settings, faults, draft);
      stage(in);
      if (first == null) first = in;
      else in.follows(first);
    }
  }

  private static void stage(GenxStage in) {
    int before = in.faults().count();
    in.checkReducedTime();
    if (in.faults().count() > before) return;
    new SystemMapping(in).read();
    if (in.buses().isEmpty() || in.steps() == 0) return;
    new ResourceFiles(in).read();
    new GenxFiles(in).check();
    new GenxRanges(in).check();
    new ThermalMapping(in).map();
    new FusionMapping(in).map();
    new VreMapping(in).map();
    new StorageMapping(in).map();
    new ShiftMapping(in).map();
    new HybridMapping(in).map();
    new RefitMapping(in).map();
    new HydrogenPolicies(in).map();
    new FuelMapping(in).map();
    new MarginPolicies(in).map();
    new ReservePolicies(in).map();
    new PolicyMapping(in).map();
    new Unread(in).check();
  }
}
