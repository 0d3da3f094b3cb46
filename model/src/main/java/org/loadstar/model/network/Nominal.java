package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Result;

/// Nominal capacities of the assets of one table: given, or chosen once for all stages in which the asset stands.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | P_i | GW, GWh | nominal capacity |
/// | n_i | 1 | modules, a whole number |
/// | k_i | M/GW/yr | capital cost, paid for all of P_i in each stage in which it stands |
///
/// ```
/// (1) min_i <= P_i <= max_i,   P_i = set_i where a value is set
/// (2) P_i = module_i n_i
///     cost  sum_y d_y k_i P_i   (extendable assets only)
/// ```
///
/// Source: PyPSA, optimisation of capacities. An asset with a build year stands in stage y when build <= y < build + lifetime; in a
/// case with one stage without a year it always stands.
final class Nominal {
  /// One asset; amounts in MW or MWh, cost in currency per MW (MWh) and year.
  ///
  /// @param set the capacity wanted, NaN for none
  /// @param module size of a module, 0 for any size
  record Asset(
      String name, boolean extendable, double nominal, double min, double max, double set, double module, double cost,
      int buildYear, double lifetime) {
    boolean stands(Horizon.Stage s) {
      return s.label() == 0 || buildYear <= s.label() && s.label() < buildYear + lifetime;
    }
  }

  private final NetworkModel m;
  private final String table;
  private final List<Asset> assets;
  private final List<Amount> amounts = new ArrayList<>();
  private final Map<Integer, Integer> moduleColumns = new HashMap<>();

  Nominal(NetworkModel m, Class<?> type, List<Asset> assets) {
    this.m = m;
    this.table = Network.file(type);
    this.assets = assets;
  }

  /// Opens the capacities, charges them and posts them to the book.
  ///
  /// @param quantity name of the columns, as `generator.capacity`
  /// @param account what they are in the book
  void build(String quantity, String unit, Book.Account account) {
    List<String> open = assets.stream().filter(Asset::extendable).map(Asset::name).toList();
    Block block = open.isEmpty() ? null : m.lp().columns(quantity, unit, -1, open, 0, Double.POSITIVE_INFINITY);
    int k = 0;
    for (Asset a : assets) {
      if (!a.extendable || block == null) {
        amounts.add(Amount.of(a.nominal * 1e-3));
        continue;
      }
      int column = block.at(k++);
      boolean fixed = !Double.isNaN(a.set);
      m.lp().bounds(column, (fixed ? Math.max(a.min, a.set) : a.min) * 1e-3, (fixed ? Math.min(a.max, a.set) : a.max) * 1e-3); // (1)
      amounts.add(Amount.of(0).plus(column, 1));
    }
    modules(quantity);
    for (Horizon.Stage s : m.horizon().stages())
      for (int i : standing(s)) {
        m.book().post(account, s, asset(i), amounts.get(i));
        if (assets.get(i).extendable) amounts.get(i).charge(m.lp(), "capital", s.index(), assets.get(i).cost * s.perMwYear());
      }
  }

  private void modules(String quantity) {
    List<Asset> modular = assets.stream().filter(a -> a.extendable && a.module > 0).toList();
    if (modular.isEmpty()) return;
    List<String> names = modular.stream().map(Asset::name).toList();
    Block n = m.lp().columns(quantity + "_modules", "1", -1, names, 0, Double.POSITIVE_INFINITY);
    Block whole = m.lp().rows(quantity + "_whole", "GW", -1, names);
    for (int k = 0; k < modular.size(); k++) {
      m.lp().integer(n.at(k));
      moduleColumns.put(assets.indexOf(modular.get(k)), n.at(k));
      LpBuilder.Row row = m.lp().at(whole.at(k)).add(n.at(k), -modular.get(k).module * 1e-3); // (2)
      amounts.get(assets.indexOf(modular.get(k))).addTo(row, 1);
      row.eq(0);
    }
  }

  /// Name of an asset in the book: table and name.
  static String asset(Class<?> type, String name) {
    return Network.file(type) + "/" + name;
  }

  String asset(int i) {
    return table + "/" + assets.get(i).name;
  }

  /// Capacity of asset i [GW, GWh].
  Amount of(int i) {
    return amounts.get(i);
  }

  /// Column that counts the modules of asset i, -1 where there is none.
  int modules(int i) {
    return moduleColumns.getOrDefault(i, -1);
  }

  boolean extendable(int i) {
    return assets.get(i).extendable;
  }

  boolean stands(int i, Horizon.Stage s) {
    return assets.get(i).stands(s);
  }

  /// The assets that stand in a stage, in the order of the table.
  List<Integer> standing(Horizon.Stage s) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < assets.size(); i++) if (stands(i, s)) all.add(i);
    return all;
  }

  List<String> names(List<Integer> which) {
    return which.stream().map(i -> assets.get(i).name).toList();
  }

  /// Capacity in a solution [MW, MWh].
  double value(Result r, int i) {
    return amounts.get(i).value(r) * 1e3;
  }

  /// What is new in a stage, negative for what is given up: against the nominal capacity in the first stage in which it stands.
  double change(Result r, Horizon.Stage s, int i) {
    Horizon.@Nullable Stage before = null;
    for (Horizon.Stage q : m.horizon().stages()) if (q.index() < s.index() && stands(i, q)) before = q;
    return before == null && assets.get(i).extendable ? value(r, i) - assets.get(i).nominal : 0;
  }

  double max(int i) {
    Asset a = assets.get(i);
    return a.extendable ? Math.max(0, a.max - a.nominal) : 0;
  }
}
