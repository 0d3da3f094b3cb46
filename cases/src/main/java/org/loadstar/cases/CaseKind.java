package org.loadstar.cases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a path holds, told from its name and its files alone.
public enum CaseKind {
  /// A planning case of ours: a folder with `case.yaml`, or without it with `demand_mw.csv`.
  PLANNING("a planning case"),
  /// A network case of ours: a folder with `case.yaml` and `kind: network`.
  NETWORK("a network case"),
  /// A PyPSA network as a folder of CSV files.
  PYPSA_FOLDER("a PyPSA folder"),
  /// A PyPSA network as a NetCDF-4 file (`.nc`).
  PYPSA_NETCDF("a PyPSA NetCDF file"),
  /// A GenX case folder of one stage, or of several (`inputs_p1`, `inputs_p2`, ...).
  GENX("a GenX folder"),
  /// A MATPOWER case file (`.m`).
  MATPOWER("a MATPOWER file");

  private final String words;

  CaseKind(String words) {
    this.words = words;
  }

  /// The kind in words, as `a PyPSA folder`.
  public String words() {
    return words;
  }

  /// True where a network model is read from it.
  public boolean network() {
    return this != PLANNING;
  }

  /// True where another tool's files are read.
  public boolean foreign() {
    return network() && this != NETWORK;
  }

  /// The kind of what stands at a path, or null when nothing there is known.
  public static @Nullable CaseKind of(Path path) {
    if (Files.isRegularFile(path)) {
      String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
      if (name.endsWith(".nc")) return PYPSA_NETCDF;
      return name.endsWith(".m") ? MATPOWER : null;
    }
    if (Files.isRegularFile(path.resolve(FolderFiles.SETTINGS))) return NetworkReader.isNetwork(path) ? NETWORK : PLANNING;
    if (isGenx(path)) return GENX;
    if (isPypsa(path)) return PYPSA_FOLDER;
    return Files.isRegularFile(path.resolve(CaseFolder.DEMAND)) ? PLANNING : null;
  }

  private static boolean isGenx(Path folder) {
    return Files.isRegularFile(folder.resolve("settings/genx_settings.yml"))
        || Files.isRegularFile(folder.resolve("system/Demand_data.csv"))
        || Files.isDirectory(folder.resolve("inputs_p1"))
        || Files.isDirectory(folder.resolve("inputs/inputs_p1"));
  }

  private static boolean isPypsa(Path folder) {
    return Files.isRegularFile(folder.resolve("network.csv"))
        || Files.isRegularFile(folder.resolve("buses.csv")) && Files.isRegularFile(folder.resolve("snapshots.csv"));
  }
}
