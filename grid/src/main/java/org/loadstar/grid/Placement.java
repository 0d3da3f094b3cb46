package org.loadstar.grid;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.CsvText;
import org.loadstar.cases.Decimal;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Place;
import org.loadstar.cases.TextFile;

/// Campuses of a plan on buses.
///
/// @param placed each with its bus
/// @param missing campuses that no row of the map names
public record Placement(List<Placed> placed, List<Campus> missing) {
  /// @param site name of the site
  /// @param mw load
  public record Campus(String id, String site, String zone, double mw) {}

  public record Placed(String campus, int bus, double mw) {}

  private record Row(String place, int bus, double share) {}

  /// Places campuses by a CSV with the columns `place` (id, site or zone of a campus, the first that fits in this order), `bus` and, optional, `share` (of
  /// the load, where a place has more than one bus; default 1).
  ///
  /// @throws CaseException with every fault by line
  public static Placement of(List<Campus> campuses, Path map, Grid grid) {
    Faults faults = new Faults();
    List<Row> rows = read(map, grid, faults);
    if (!faults.none()) throw new CaseException(faults.sorted());
    List<Placed> placed = new ArrayList<>();
    List<Campus> missing = new ArrayList<>();
    for (Campus c : campuses) {
      if (!(c.mw > 0)) continue;
      List<Row> fit = fitting(rows, c.id);
      if (fit.isEmpty()) fit = fitting(rows, c.site);
      if (fit.isEmpty()) fit = fitting(rows, c.zone);
      if (fit.isEmpty()) missing.add(c);
      double all = fit.stream().mapToDouble(Row::share).sum();
      for (Row r : fit) placed.add(new Placed(c.id, r.bus, c.mw * r.share / all));
    }
    return new Placement(placed, missing);
  }

  private static List<Row> fitting(List<Row> rows, String place) {
    return rows.stream().filter(r -> r.place.equals(place)).toList();
  }

  private static List<Row> read(Path map, Grid grid, Faults faults) {
    List<Row> rows = new ArrayList<>();
    String name = map.toString();
    String text = TextFile.read(map, name, faults);
    if (text == null) return rows;
    List<String> header = null;
    try (CsvReader<CsvRecord> csv = CsvText.reader().ofCsvRecord(text)) {
      for (CsvRecord r : csv) {
        Place at = new Place(name, (int) r.getStartingLineNumber());
        List<String> cells = r.getFields().stream().map(String::strip).toList();
        if (header == null) {
          header = cells.stream().map(c -> c.toLowerCase(Locale.ROOT)).toList();
          for (String needed : List.of("place", "bus")) if (!header.contains(needed)) faults.add(at, "", "the column " + needed + " is missing", "place,bus,share");
          for (String c : header) if (!List.of("place", "bus", "share").contains(c)) faults.addUnknown(at, c, "the column", List.of("place", "bus", "share"));
          if (!faults.none()) return rows;
        } else {
          row(header, cells, at, grid, faults, rows);
        }
      }
    } catch (java.io.IOException | de.siegmar.fastcsv.reader.CsvParseException e) {
      faults.add(new Place(name, 0), "", "the quotes do not match");
    }
    if (rows.isEmpty() && faults.none()) faults.add(new Place(name, 0), "", "the map has no row", "place,bus,share");
    return rows;
  }

  private static void row(List<String> header, List<String> cells, Place at, Grid grid, Faults faults, List<Row> rows) {
    if (cells.size() != header.size()) {
      faults.add(at, "", "the row has " + cells.size() + " cells, the header has " + header.size());
      return;
    }
    String bus = cells.get(header.indexOf("bus"));
    @Nullable Integer position = grid.bus(bus);
    if (position == null) faults.add(at, bus, "the grid " + grid.name() + " has no such bus");
    double share = header.contains("share") ? Decimal.parse(cells.get(header.indexOf("share"))) : 1;
    if (!(share > 0) || Double.isInfinite(share)) faults.add(at, "" + share, "share must be a number above 0");
    if (position != null && share > 0) rows.add(new Row(cells.get(header.indexOf("place")), position, share));
  }

  public double mw() {
    return placed.stream().mapToDouble(Placed::mw).sum();
  }

  /// The grid with the load of the campuses.
  public Grid on(Grid grid) {
    List<Grid.Bus> buses = new ArrayList<>(grid.buses());
    for (Placed p : placed) {
      Grid.Bus b = buses.get(p.bus);
      buses.set(p.bus, new Grid.Bus(b.id(), b.loadMw() + p.mw, b.loadMvar(), b.shuntMw(), b.shuntMvar(), b.kv(), b.magnitude(), b.angle(), b.reference()));
    }
    return grid.withBuses(buses);
  }
}
