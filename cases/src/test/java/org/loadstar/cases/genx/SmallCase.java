package org.loadstar.cases.genx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.loadstar.cases.Fault;
import org.loadstar.cases.NetworkReading;

/// A GenX case of one zone and two hours: 100 and 120 MW of demand, gas at 30 and peakers at 50 a MWh.
final class SmallCase {
  final Map<String, String> files = new LinkedHashMap<>();

  SmallCase() {
    files.put("settings/genx_settings.yml", "Trans_Loss_Segments: 0\n");
    files.put("system/Demand_data.csv",
        "Voll,Demand_Segment,Cost_of_Demand_Curtailment_per_MW,Max_Demand_Curtailment,Rep_Periods,Timesteps_per_Rep_Period,Sub_Weights,Time_Index,Demand_MW_z1\n"
            + "9000,1,1,1,1,2,2,1,100\n,,,,,,,2,120\n");
    files.put("system/Fuels_data.csv", "Time_Index,None\n0,0\n1,0\n2,0\n");
    files.put("system/Generators_variability.csv", "Time_Index,wind\n1,0.5\n2,0.6\n");
    files.put("resources/Thermal.csv",
        "Resource,Zone,Model,New_Build,Can_Retire,Existing_Cap_MW,Max_Cap_MW,Min_Cap_MW,Inv_Cost_per_MWyr,Fixed_OM_Cost_per_MWyr,Var_OM_Cost_per_MWh,Fuel,Cap_Size,Reg_Max,Rsv_Max\n"
            + "gas,1,1,0,0,200,-1,-1,0,0,30,None,50,0,1\npeaker,1,1,0,0,150,-1,-1,0,0,50,None,30,0,1\n");
    files.put("resources/Vre.csv",
        "Resource,Zone,New_Build,Can_Retire,Existing_Cap_MW,Max_Cap_MW,Min_Cap_MW,Inv_Cost_per_MWyr,Fixed_OM_Cost_per_MWyr,Var_OM_Cost_per_MWh\n"
            + "wind,1,0,0,10,-1,-1,0,0,0\n");
  }

  /// Replaces a text that must be there.
  SmallCase with(String file, String good, String bad) {
    String text = Objects.requireNonNull(files.get(file), file);
    assertThat(text).contains(good);
    files.put(file, text.replace(good, bad));
    return this;
  }

  SmallCase file(String file, String text) {
    files.put(file, text);
    return this;
  }

  NetworkReading read(Path folder) throws IOException {
    for (var e : files.entrySet()) {
      Path file = folder.resolve(e.getKey());
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, e.getValue());
    }
    return GenxReader.read(folder);
  }

  List<String> faults(Path folder) throws IOException {
    return read(folder).faults().stream().map(Fault::toString).toList();
  }

  List<String> warnings(Path folder) throws IOException {
    NetworkReading reading = read(folder);
    assertThat(reading.faults()).isEmpty();
    return reading.warnings().stream().map(Fault::toString).toList();
  }
}
