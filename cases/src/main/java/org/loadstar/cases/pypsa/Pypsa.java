package org.loadstar.cases.pypsa;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Faults;
import org.loadstar.cases.NetworkReading;
import org.loadstar.cases.Place;

/// Networks of PyPSA 0.2x and 1.x: a folder of CSV files or a NetCDF-4 file.
public final class Pypsa {
  private Pypsa() {}

  /// Reads a network, or gives the list of everything that is wrong or not supported.
  public static NetworkReading read(Path source) {
    Faults faults = new Faults();
    PypsaData data = data(source, faults);
    if (data == null) return new NetworkReading.Refused(faults.sorted());
    return new Translation(data, faults).read(String.valueOf(source.toAbsolutePath().normalize().getFileName()));
  }

  private static @Nullable PypsaData data(Path source, Faults faults) {
    if (Files.isDirectory(source)) return CsvFolder.read(source, faults);
    if (Files.isRegularFile(source)) return NetCdfReader.read(source, faults);
    faults.add(new Place(String.valueOf(source), 0), "", "there is no such file or folder");
    return null;
  }

  /// True for a folder with PyPSA's `buses.csv` (its names in the first column, no `case.yaml` beside it) and for a NetCDF file.
  public static boolean recognises(Path source) {
    if (Files.isDirectory(source))
      return Files.isRegularFile(source.resolve("buses.csv"))
          && (Files.isRegularFile(source.resolve("network.csv")) || Files.isRegularFile(source.resolve("snapshots.csv")))
          && !Files.exists(source.resolve("case.yaml"));
    return Files.isRegularFile(source) && String.valueOf(source.getFileName()).endsWith(".nc");
  }
}
