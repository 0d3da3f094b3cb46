package org.loadstar.cases.pypsa;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Block;
import org.loadstar.model.Result;
import org.loadstar.model.network.Bus;
import org.loadstar.model.network.Demand;
import org.loadstar.model.network.Generator;
import org.loadstar.model.network.Horizon;
import org.loadstar.model.network.Limit;
import org.loadstar.model.network.Link;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkModel;
import org.loadstar.model.network.PassiveBranch;
import org.loadstar.model.network.Profile;
import org.loadstar.model.network.StorageUnit;
import org.loadstar.model.network.Store;

/// Puts the results of a solved network into the tables and series that are written: those that PyPSA writes after its optimisation.
/// Components that do not stand in a stage have 0 there.
final class PypsaResults {
  private final NetworkModel model;
  private final Network n;
  private final Result r;
  private final Map<String, CsvTable> tables;
  private final PypsaSeries series;
  private final Map<String, Block> blocks = new HashMap<>();

  PypsaResults(NetworkModel model, Result r, Map<String, CsvTable> tables, PypsaSeries series) {
    this.model = model;
    this.n = model.network();
    this.r = r;
    this.tables = tables;
    this.series = series;
    for (Block b : r.lp().columnBlocks()) for (String member : b.members()) blocks.put(key(b.name(), b.stage(), member), b);
  }

  private static String key(String block, int stage, String member) {
    return block + "|" + stage + "|" + member;
  }

  void write() {
    loads();
    for (Generator.Row q : n.rows(Generator.Row.class)) {
      capacity("generators", q.generator(), "p_nom", "generator.capacity", q.pNom());
      values("generators", "p", q.generator(), "generator.power", 1e3);
      if (q.committable()) status("generators", q.generator(), "generator");
    }
    links();
    for (PassiveBranch.Line q : n.rows(PassiveBranch.Line.class)) branch("lines", q.line(), "line", q.sNom());
    for (PassiveBranch.Transformer q : n.rows(PassiveBranch.Transformer.class)) branch("transformers", q.transformer(), "transformer", q.sNom());
    for (StorageUnit.Row q : n.rows(StorageUnit.Row.class)) storage(q);
    for (Store.Row q : n.rows(Store.Row.class)) {
      capacity("stores", q.store(), "e_nom", "store.capacity", q.eNom());
      values("stores", "p", q.store(), "store.power", 1e3);
      values("stores", "e", q.store(), "store.level", 1e3);
    }
    prices();
    limits();
  }

  private void loads() {
    for (Demand.Row q : n.rows(Demand.Row.class)) {
      double[] p = series.of("loads", "p", q.load());
      for (Horizon.Stage s : model.horizon().stages()) {
        Profile load = n.profile(Demand.Row.class, "p_set", q.load(), s, q.pSet());
        for (int t = 0; t < s.steps(); t++) p[s.first() + t] = load.at(t);
      }
    }
  }

  private void links() {
    for (Link.Row q : n.rows(Link.Row.class)) {
      capacity("links", q.link(), "p_nom", "link.capacity", q.pNom());
      double[] p = values("links", "p0", q.link(), "link.power", 1e3);
      for (Horizon.Stage s : model.horizon().stages())
        give(s, q.link(), 1, p, n.profile(Link.Row.class, "efficiency", q.link(), s, q.efficiency()));
      if (q.committable()) status("links", q.link(), "link");
    }
    for (Link.Output o : n.rows(Link.Output.class)) {
      double[] p = series.of("links", "p0", o.link());
      for (Horizon.Stage s : model.horizon().stages())
        give(s, o.link(), o.number(), p, n.profile(Link.Output.class, "efficiency", o.output(), s, o.efficiency()));
    }
  }

  /// What a link gives to an output is minus its power there.
  private void give(Horizon.Stage s, String link, int output, double[] taken, Profile efficiency) {
    double[] p = series.of("links", "p" + output, link);
    for (int t = 0; t < s.steps(); t++) p[s.first() + t] = -efficiency.at(t) * taken[s.first() + t];
  }

  private void branch(String list, String name, String word, double nominal) {
    capacity(list, name, "s_nom", word + ".capacity", nominal);
    double[] p = values(list, "p0", name, word + ".flow", 1e3);
    double[] q = series.of(list, "p1", name);
    for (int k = 0; k < p.length; k++) q[k] = -p[k];
  }

  private void storage(StorageUnit.Row q) {
    capacity("storage_units", q.storageUnit(), "p_nom", "storage_unit.capacity", q.pNom());
    double[] out = values("storage_units", "p_dispatch", q.storageUnit(), "storage_unit.discharge", 1e3);
    double[] in = values("storage_units", "p_store", q.storageUnit(), "storage_unit.charge", 1e3);
    double[] p = series.of("storage_units", "p", q.storageUnit());
    for (int k = 0; k < p.length; k++) p[k] = out[k] - in[k];
    values("storage_units", "state_of_charge", q.storageUnit(), "storage_unit.level", 1e3);
    values("storage_units", "spill", q.storageUnit(), "storage_unit.spill", 1e3);
  }

  private void status(String list, String name, String component) {
    values(list, "status", name, component + ".on", 1);
    values(list, "start_up", name, component + ".start", 1);
    values(list, "shut_down", name, component + ".shut", 1);
  }

  private double[] values(String list, String attribute, String name, String block, double factor) {
    double[] v = series.of(list, attribute, name);
    for (Horizon.Stage s : model.horizon().stages()) {
      @Nullable Block b = blocks.get(key(block, s.index(), name));
      for (int t = 0; t < s.steps(); t++) v[s.first() + t] = b == null ? 0 : factor * r.value(b.at(b.members().indexOf(name), t));
    }
    return v;
  }

  private void capacity(String list, String name, String attribute, String block, double nominal) {
    @Nullable Block b = blocks.get(key(block, -1, name));
    double v = b == null ? nominal : r.value(b.at(b.members().indexOf(name))) * 1e3;
    CsvTable t = tables.get(list);
    if (t != null) t.set(name, attribute + "_opt", CsvTable.text(v));
  }

  private void prices() {
    List<Bus> all = n.rows(Bus.class);
    for (int b = 0; b < all.size(); b++) {
      double[] v = series.of("buses", "marginal_price", all.get(b).bus());
      for (Horizon.Stage s : model.horizon().stages()) for (int t = 0; t < s.steps(); t++) v[s.first() + t] = model.price(r, s, b, t);
    }
  }

  /// `mu` is the change of cost per unit of the constant.
  private void limits() {
    CsvTable t = tables.get("global_constraints");
    for (Block b : r.lp().rowBlocks())
      if (b.name().equals("limit") && t != null)
        for (Limit.Row q : n.rows(Limit.Row.class))
          if (b.members().contains(q.limit()) && t.names().contains(q.limit())) t.set(q.limit(), "mu", CsvTable.text(r.dual(b.at(0)) * 1e3));
  }
}
