package org.loadstar.grid.powsybl;

import com.powsybl.commons.PowsyblException;
import com.powsybl.commons.datasource.DirectoryDataSource;
import com.powsybl.commons.report.ReportNode;
import com.powsybl.computation.local.LocalComputationManager;
import com.powsybl.iidm.network.ImportConfig;
import com.powsybl.iidm.network.ImportersServiceLoader;
import com.powsybl.iidm.network.Network;
import com.powsybl.iidm.network.NetworkFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.Fault;
import org.loadstar.grid.GridReading;

/// CGMES (a .zip, or a folder of its XML files), IIDM (.xiidm, .iidm, .jiidm, .biidm), IEEE-CDF (.txt), PSS/E (.raw, .rawx), as
/// PowSyBl recognises them by content.
public final class PowsyblReader {
  private static final String KNOWN = "MATPOWER .m, CGMES (.zip or a folder), IIDM (.xiidm), IEEE-CDF (.txt) or PSS/E (.raw)";

  private PowsyblReader() {}

  /// @throws CaseException when PowSyBl does not recognise the file or refuses it
  public static GridReading read(Path file) {
    if (!Files.isDirectory(file) && file.toString().toLowerCase(Locale.ROOT).endsWith(".raw")) PsseText.check(file);
    @Nullable Network network;
    try {
      var manager = LocalComputationManager.getDefault();
      var loader = new ImportersServiceLoader();
      var config = new ImportConfig();
      network =
          Files.isDirectory(file)
              ? Network.read(new DirectoryDataSource(file, ""), manager, config, new Properties(), NetworkFactory.findDefault(), loader, ReportNode.NO_OP)
              : Network.read(file, manager, config, new Properties(), NetworkFactory.findDefault(), loader, ReportNode.NO_OP);
    } catch (PowsyblException | java.io.UncheckedIOException | IllegalArgumentException | IllegalStateException | NullPointerException | IndexOutOfBoundsException | ClassCastException e) {
      throw refused(file, "PowSyBl cannot read it: " + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
    }
    if (network == null) throw refused(file, "no format is recognised");
    var converted = new NetworkConversion(network, file.toString());
    var grid = converted.grid();
    if (grid.buses().isEmpty()) throw refused(file, "it holds no bus that is connected");
    return new GridReading(grid, converted.warnings());
  }

  private static CaseException refused(Path file, String words) {
    String line = words.lines().findFirst().orElse(words);
    return new CaseException(List.of(new Fault(file.toString(), 0, "", line.replaceAll("\\.$", ""), KNOWN)));
  }
}
