package org.loadstar.cases.pypsa;

import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Column;
import org.loadstar.model.network.Demand;
import org.loadstar.model.network.Generator;
import org.loadstar.model.network.Link;
import org.loadstar.model.network.PassiveBranch;
import org.loadstar.model.network.StorageUnit;
import org.loadstar.model.network.Store;

/// What is known of the attributes of one of PyPSA's lists: those that are read (the columns of our row type, which bear PyPSA's names),
/// those that say nothing of the optimisation and are passed over, and those that are supported in one value only.
final class Attributes {
  /// An attribute that must have its neutral value.
  ///
  /// @param neutral texts that leave the optimisation as it is
  /// @param allowed the same in words
  record Neutral(Set<String> neutral, String allowed) {
    boolean admits(String text) {
      if (Values.isMissing(text) || neutral.contains(text.toLowerCase(Locale.ROOT))) return true;
      double v = Values.number(text);
      return neutral.contains("0") && v == 0 || neutral.contains("inf") && v == Double.POSITIVE_INFINITY;
    }
  }

  private static final Neutral FALSE = new Neutral(Set.of("false", "0", "0.0"), "False");
  private static final Neutral ZERO = new Neutral(Set.of("0"), "0");

  /// Results of an optimisation or a power flow, and what only a power flow or a picture uses.
  private static final String ANYWHERE = "type control sub_network q q_set p0 q0 p1 q1 weight location geometry country";

  /// Columns that networks of the field carry for their maps and sources. PyPSA does not read them.
  private static final String MAPS =
      "wkt_srid_4326 voltage ref typ osm_name operator frequency from_relation r_ohmkm x_ohmkm c_nfkm cables wires length_m i_th_max_a"
          + " tags symbol under_construction underground underwater_fraction circuits osm_id region";

  /// Maintenance says nothing where it is switched off, and results of commitment.
  private static final String COMMITMENT =
      "maintenance_duration maintenance_pu maintenance_events status start_up shut_down maintenance maintenance_start";

  private static final Map<String, Attributes> ALL = new LinkedHashMap<>();

  static {
    Map<String, Neutral> units = Map.of("maintainable", FALSE);
    put("buses", null, "x y v_nom carrier", "unit v_mag_pu_set v_mag_pu_min v_mag_pu_max generator p v_mag_pu v_ang marginal_price", Map.of());
    put("carriers", null, "co2_emissions max_growth max_relative_growth", "color nice_name", Map.of());
    put("generators", Generator.Row.class, "active overnight_cost discount_rate fom_cost", COMMITMENT + " p", units);
    put("loads", Demand.Row.class, "active", "p", Map.of());
    put("links", Link.Row.class, "active overnight_cost discount_rate fom_cost", COMMITMENT + " terrain_factor p dc v_nom", units);
    put("lines", PassiveBranch.Line.class, "active overnight_cost discount_rate fom_cost type num_parallel",
        "g b v_ang_min v_ang_max terrain_factor x_pu r_pu g_pu b_pu x_pu_eff r_pu_eff v_nom i_nom", Map.of());
    put("transformers", PassiveBranch.Transformer.class, "active overnight_cost discount_rate fom_cost type num_parallel tap_position",
        "model g b tap_side v_ang_min v_ang_max x_pu r_pu g_pu b_pu x_pu_eff r_pu_eff carrier length",
        Map.of("phase_shift_min", ZERO, "phase_shift_max", ZERO));
    put("storage_units", StorageUnit.Row.class, "active overnight_cost discount_rate fom_cost", "p p_dispatch p_store state_of_charge spill",
        Map.of());
    put("stores", Store.Row.class, "active overnight_cost discount_rate fom_cost", "p e", Map.of());
    put("global_constraints", null, "type investment_period bus carrier_attribute sense constant", "mu", Map.of());
  }

  private static void put(String list, @Nullable Class<?> type, String alsoRead, String passedOver, Map<String, Neutral> neutral) {
    ALL.put(list, new Attributes(list, type, alsoRead, passedOver, neutral));
  }

  private final String list;
  private final Set<String> read = new TreeSet<>();
  private final Set<String> series = new TreeSet<>();
  private final Set<String> passedOver;
  private final Map<String, Neutral> neutral;

  private Attributes(String list, @Nullable Class<?> type, String alsoRead, String passedOver, Map<String, Neutral> neutral) {
    this.list = list;
    this.passedOver = new TreeSet<>(List.of((ANYWHERE + " " + MAPS + " " + passedOver).split(" ")));
    this.neutral = new HashMap<>(neutral);
    read.addAll(List.of(alsoRead.split(" ")));
    if (type != null)
      for (RecordComponent c : type.getRecordComponents()) {
        String name = attribute(c);
        if (name.equals("stage")) continue;
        read.add(name);
        Column column = c.getAnnotation(Column.class);
        if (column != null && column.series()) series.add(name);
      }
    this.neutral.keySet().removeAll(read);
  }

  /// What is known of a list, or null when it is none that is read.
  static @Nullable Attributes of(String list) {
    return ALL.get(list);
  }

  static Set<String> lists() {
    return ALL.keySet();
  }

  /// PyPSA's name of a column.
  static String attribute(RecordComponent c) {
    StringBuilder s = new StringBuilder();
    for (char x : c.getName().toCharArray()) {
      if (Character.isUpperCase(x)) s.append('_');
      s.append(Character.toLowerCase(x));
    }
    return s.toString();
  }

  /// True when a column of this name is read into a row.
  boolean isRead(String attribute) {
    return read.contains(attribute) || list.equals("links") && attribute.matches("(bus|efficiency)\\d+");
  }

  /// True when the attribute may vary by snapshot and is read.
  boolean isSeries(String attribute) {
    return series.contains(attribute) || list.equals("links") && attribute.matches("efficiency\\d+");
  }

  /// True when the attribute says nothing of the optimisation.
  boolean isPassedOver(String attribute) {
    if (read.contains(attribute)) return false;
    return passedOver.contains(attribute)
        || attribute.startsWith("mu_")
        || attribute.endsWith("_opt")
        || list.equals("carriers")
        || list.equals("links") && attribute.matches("p\\d+|cyclic_delay\\d*")
        || list.equals("buses") && attribute.startsWith("nom_m");
  }

  /// What an attribute that is supported in one value only must be, or null.
  @Nullable Neutral neutral(String attribute) {
    if (list.equals("links") && attribute.matches("delay\\d*")) return ZERO;
    return neutral.get(attribute);
  }

  /// Names that may be meant by one that is not known.
  Set<String> known() {
    Set<String> all = new TreeSet<>(read);
    all.addAll(neutral.keySet());
    all.addAll(passedOver);
    return all;
  }
}
