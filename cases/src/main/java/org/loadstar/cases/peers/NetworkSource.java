package org.loadstar.cases.peers;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseKind;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.Fault;
import org.loadstar.cases.NetworkReader;
import org.loadstar.cases.NetworkReading;
import org.loadstar.cases.genx.GenxReader;
import org.loadstar.cases.matpower.MatpowerReader;
import org.loadstar.cases.pypsa.Pypsa;

/// Reads a network case of any kind: a folder of ours, or another tool's files, with the same overlays.
public final class NetworkSource {
  private NetworkSource() {}

  /// Reads what stands at the path of the source, recognised by its files.
  public static NetworkReading read(CaseSource source) {
    return read(CaseKind.of(source.folder()), source);
  }

  /// Reads what stands at the path of the source as a given kind.
  ///
  /// @param kind null where none was recognised, which is a fault
  public static NetworkReading read(@Nullable CaseKind kind, CaseSource source) {
    Path path = source.folder();
    return switch (kind) {
      case null -> refused(path, "this is no case of a known kind: neither a folder with case.yaml nor a PyPSA, GenX or MATPOWER case");
      case PLANNING -> refused(path, "this is a planning case, not a network case");
      case NETWORK -> NetworkReader.read(source);
      case GENX -> overlaid(GenxReader.read(path), source);
      case PYPSA_FOLDER, PYPSA_NETCDF -> overlaid(Pypsa.read(path), source);
      case MATPOWER -> overlaid(MatpowerReader.read(path), source);
    };
  }

  private static NetworkReading overlaid(NetworkReading read, CaseSource source) {
    if (!(read instanceof NetworkReading.Good good)) return read;
    NetworkReading over = NetworkReader.overlaid(good.value(), source);
    return over instanceof NetworkReading.Good laid ? new NetworkReading.Good(laid.value(), good.warnings()) : over;
  }

  private static NetworkReading refused(Path path, String message) {
    return new NetworkReading.Refused(List.of(new Fault(path.toString(), 0, "", message, null)));
  }
}
