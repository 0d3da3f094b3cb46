package org.loadstar.grid;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.Decimal;
import org.loadstar.cases.Faults;
import org.loadstar.cases.TextFile;
import org.loadstar.cases.matpower.GeneratorCost;
import org.loadstar.cases.matpower.MatpowerFile;
import org.loadstar.cases.matpower.MatpowerReader;

/// A MATPOWER case file as a [Grid]. [MatpowerReader] checks the file first; here its rows are taken with their reactive part too.
final class MatpowerGrid {
  private static final int ISOLATED = 4;
  private static final int REFERENCE = 3;

  private final MatpowerFile file;
  private final Map<Integer, Integer> position = new HashMap<>();
  private final List<Grid.Bus> buses = new ArrayList<>();
  private final double base;

  private MatpowerGrid(MatpowerFile file) {
    this.file = file;
    base = file.matrix("baseMVA").getFirst().at(1);
  }

  /// @throws CaseException with every fault by line
  static GridReading read(Path source) {
    var reading = MatpowerReader.read(source, false);
    reading.orThrow();
    Faults faults = new Faults();
    String name = Objects.toString(source.getFileName(), "case.m");
    String text = TextFile.read(source, name, faults);
    if (text == null) throw new CaseException(faults.sorted());
    Grid grid = new MatpowerGrid(MatpowerFile.parse(text, name, faults)).grid(name, faults);
    if (!faults.none()) throw new CaseException(faults.sorted());
    return new GridReading(grid, reading.warnings());
  }

  private Grid grid(String name, Faults faults) {
    buses(faults);
    if (buses.isEmpty()) faults.add(file.matrix("bus").getFirst().place(), "4", "every bus is isolated (type 4)");
    return new Grid(name.replaceAll("\\.m$", ""), base, Grid.Convention.PGLIB, buses, branches(), generators(faults), dcLines());
  }

  private void buses(Faults faults) {
    List<String> names = file.texts("bus_name");
    int row = 0;
    for (MatpowerFile.Row b : file.matrix("bus")) {
      row++;
      if (b.at(2) == ISOLATED) continue;
      for (int c : new int[] {4, 6, 8, 9})
        if (!Double.isFinite(b.at(c))) faults.add(b.place(), Decimal.text(b.at(c)), "a bus must hold finite numbers");
      position.put((int) b.at(1), buses.size());
      String id = Decimal.text(b.at(1));
      if (names.size() == file.matrix("bus").size() && !names.get(row - 1).isBlank()) id += " " + first(names.get(row - 1));
      double kv = b.at(10) > 0 ? b.at(10) : 1;
      buses.add(new Grid.Bus(id, b.at(3), b.at(4), b.at(5), b.at(6), kv, b.at(8), Math.toRadians(b.at(9)), b.at(2) == REFERENCE));
    }
  }

  /// The first cell of a row of texts, whose cells stand in quotes.
  private static String first(String texts) {
    return texts.split("'", 2)[0].strip();
  }

  private @Nullable Integer at(MatpowerFile.Row row, int column) {
    return position.get((int) row.at(column));
  }

  private List<Grid.Branch> branches() {
    List<Grid.Branch> out = new ArrayList<>();
    int k = 0;
    for (MatpowerFile.Row q : file.matrix("branch")) {
      k++;
      Integer from = at(q, 1);
      Integer to = at(q, 2);
      if (q.at(11) <= 0 || from == null || to == null || from.equals(to)) continue;
      double a = limit(q.at(6));
      double b = q.at(7) > 0 ? limit(q.at(7)) : a;
      double c = q.at(8) > 0 ? limit(q.at(8)) : b;
      double tap = q.at(9) == 0 ? 1 : q.at(9);
      double angle = Double.POSITIVE_INFINITY;
      boolean limited = q.cells().length >= 13 && (q.at(12) != 0 || q.at(13) != 0) && !(q.at(12) <= -180 && q.at(13) >= 180);
      if (limited) angle = Math.toRadians(q.at(13));
      String id = "branch " + k + " " + buses.get(from).id() + "-" + buses.get(to).id();
      out.add(new Grid.Branch(id, from, to, q.at(3), MatpowerReader.reactance(q), q.at(5), a, Math.max(a, c), tap, Math.toRadians(q.at(10)), angle));
    }
    return out;
  }

  private static double limit(double rate) {
    return rate > 0 ? rate : Double.POSITIVE_INFINITY;
  }

  private List<Grid.Generator> generators(Faults faults) {
    List<Grid.Generator> out = new ArrayList<>();
    List<MatpowerFile.Row> costs = file.matrix("gencost");
    List<String> fuels = file.texts("genfuel");
    List<String> names = file.texts("gen_name");
    int k = 0;
    for (MatpowerFile.Row g : file.matrix("gen")) {
      int row = k++;
      Integer bus = at(g, 1);
      if (g.at(8) <= 0 || bus == null) continue;
      String id = "gen " + k + (row < names.size() ? " " + first(names.get(row)) : "");
      GeneratorCost cost = costs.isEmpty() ? null : GeneratorCost.of(costs.get(row), g.at(10), g.at(9), faults);
      String fuel = row < fuels.size() ? fuels.get(row) : "generator";
      out.add(new Grid.Generator(id, bus, g.at(2), g.at(10), g.at(9), g.at(3), g.at(5), g.at(4), g.at(6), fuel, cost));
    }
    return out;
  }

  private List<Grid.DcLine> dcLines() {
    List<Grid.DcLine> out = new ArrayList<>();
    int k = 0;
    for (MatpowerFile.Row q : file.matrix("dcline")) {
      k++;
      Integer from = at(q, 1);
      Integer to = at(q, 2);
      if (q.at(3) <= 0 || from == null || to == null) continue;
      out.add(new Grid.DcLine("dcline " + k, from, to, Math.clamp(q.at(4), q.at(10), q.at(11)), q.at(10), q.at(11), q.at(17)));
    }
    return out;
  }
}
