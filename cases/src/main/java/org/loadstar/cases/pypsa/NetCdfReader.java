package org.loadstar.cases.pypsa;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Place;

/// Reads a network that PyPSA 0.2x or 1.x exported to NetCDF-4.
///
/// | variable | holds |
/// |---|---|
/// | `LIST_i` | names of the components of a list |
/// | `LIST_ATTRIBUTE` | a static attribute, one value per name |
/// | `LIST_t_ATTRIBUTE_i`, `LIST_t_ATTRIBUTE` | names that have a series, and the series by snapshot and name |
/// | `snapshots`, `snapshots_...`, `investment_periods`, `investment_periods_...` | times, periods and weightings |
///
/// Global attributes `network_NAME` are the network's own. Places are `FILE:VARIABLE` and the number of the value, from 1.
final class NetCdfReader {
  private final String file;
  private final Faults faults;
  private final Map<String, NetCdfVariable> variables = new TreeMap<>();

  private NetCdfReader(String file, Faults faults) {
    this.file = file;
    this.faults = faults;
  }

  /// The contents of the file, or null with faults.
  static @Nullable PypsaData read(Path source, Faults faults) {
    String file = String.valueOf(source.getFileName());
    var whole = new Place(file, 0);
    if (isClassic(source)) {
      faults.add(whole, "", "the file is NetCDF-3; NetCDF-4 is read", "an export by PyPSA with the package netCDF4 installed");
      return null;
    }
    try (HdfFile hdf = new HdfFile(source)) {
      return new NetCdfReader(file, faults).read(hdf);
    } catch (HdfException e) {
      faults.add(whole, "", "the file is no NetCDF-4 file (" + e.getMessage() + ")");
      return null;
    }
  }

  private static boolean isClassic(Path source) {
    try (InputStream in = java.nio.file.Files.newInputStream(source)) {
      byte[] b = in.readNBytes(3);
      return b.length == 3 && b[0] == 'C' && b[1] == 'D' && b[2] == 'F';
    } catch (IOException e) {
      return false;
    }
  }

  private @Nullable PypsaData read(HdfFile hdf) {
    for (Map.Entry<String, Node> child : hdf.getChildren().entrySet())
      if (child.getValue() instanceof Dataset d) variables.put(child.getKey(), new NetCdfVariable(d));
    int before = faults.count();
    var attributes = new LinkedHashMap<String, String>();
    for (Map.Entry<String, Attribute> a : hdf.getAttributes().entrySet()) {
      String text = a.getKey().startsWith("network_") ? NetCdfVariable.text(a.getValue()) : null;
      if (text != null) attributes.put(a.getKey().substring("network_".length()), text);
    }
    if (variables.containsKey("scenario"))
      faults.add(place("scenario"), "", "networks with scenarios (stochastic optimisation) are not supported");
    var lists = new LinkedHashMap<String, PypsaData.Rows>();
    var series = new LinkedHashMap<String, Map<String, PypsaData.Series>>();
    for (String name : variables.keySet()) {
      if (name.endsWith("_i") && !name.contains("_t_") && !name.contains("_pw_")) list(name.substring(0, name.length() - 2), name, lists, series);
      else if (name.equals("snapshots") || name.equals("investment_periods")) list(name, name, lists, series);
    }
    if (!variables.containsKey("snapshots"))
      faults.add(new Place(file, 0), "", "there is no variable 'snapshots'; a network exported by PyPSA has one");
    return faults.count() > before ? null : new PypsaData(attributes, lists, series);
  }

  private void list(String list, String index, Map<String, PypsaData.Rows> lists, Map<String, Map<String, PypsaData.Series>> series) {
    String[] names = texts(index, -1);
    if (names == null) return;
    var columns = new TreeMap<String, String[]>();
    var timed = new TreeMap<String, PypsaData.Series>();
    for (String variable : variables.keySet()) {
      if (!variable.startsWith(list + "_") || variable.equals(index)) continue;
      String attribute = variable.substring(list.length() + 1);
      if (attribute.startsWith("pw_"))
        faults.add(place(variable), "", "piecewise attributes are not supported");
      else if (attribute.startsWith("t_")) {
        PypsaData.Series s = attribute.endsWith("_i") ? null : series(variable);
        if (s != null) timed.put(attribute.substring(2), s);
      } else {
        String[] texts = texts(variable, names.length);
        if (texts != null) columns.put(attribute, texts);
      }
    }
    lists.put(list, new PypsaData.Rows(names, columns, (row, column) -> place(columns.containsKey(column) ? list + "_" + column : index, row + 1)));
    if (!timed.isEmpty()) series.put(list, timed);
  }

  /// Values of a variable with one dimension, or null with a fault.
  ///
  /// @param n how many there must be, -1 for any number
  private String @Nullable [] texts(String variable, int n) {
    NetCdfVariable v = variables.get(variable);
    if (v == null) {
      faults.add(place(variable), "", "the variable is not there");
      return null;
    }
    try {
      String[] texts = v.texts();
      if (n < 0 || texts.length == n) return texts;
      faults.add(place(variable), "", "the variable has " + texts.length + " values, its list has " + n);
    } catch (NetCdfVariable.Unreadable e) {
      faults.add(place(variable), "", String.valueOf(e.getMessage()));
    }
    return null;
  }

  private PypsaData.@Nullable Series series(String variable) {
    String[] names = texts(variable + "_i", -1);
    NetCdfVariable snapshots = variables.get("snapshots");
    NetCdfVariable v = variables.get(variable);
    if (names == null || snapshots == null || v == null) return null;
    int steps = snapshots.dimensions().length == 0 ? 0 : snapshots.dimensions()[0];
    int[] d = v.dimensions();
    if (d.length != 2 || d[0] != steps || d[1] != names.length) {
      faults.add(place(variable), v.toString(), "the dimensions must be " + steps + " snapshots and " + names.length + " names");
      return null;
    }
    try {
      double[] flat = v.isText() ? parsed(variable, v.texts()) : v.numbers();
      double[][] values = new double[names.length][steps];
      if (flat.length > 0)
        for (int t = 0; t < steps; t++) for (int i = 0; i < names.length; i++) values[i][t] = flat[t * names.length + i];
      return new PypsaData.Series(names, values, (row, column) -> place(variable, row + 1));
    } catch (NetCdfVariable.Unreadable e) {
      faults.add(place(variable), "", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private double[] parsed(String variable, String[] texts) {
    double[] numbers = new double[texts.length];
    for (int k = 0; k < texts.length; k++)
      try {
        numbers[k] = texts[k].isEmpty() ? Double.NaN : Double.parseDouble(texts[k]);
      } catch (NumberFormatException e) {
        faults.add(place(variable, k + 1), texts[k], "a number is needed");
      }
    return numbers;
  }

  private Place place(String variable) {
    return place(variable, 0);
  }

  private Place place(String variable, int row) {
    return new Place(file + ":" + variable, row);
  }
}
