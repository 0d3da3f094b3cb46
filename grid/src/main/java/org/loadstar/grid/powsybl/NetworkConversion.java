package org.loadstar.grid.powsybl;

import com.powsybl.iidm.network.ActivePowerLimits;
import com.powsybl.iidm.network.ApparentPowerLimits;
import com.powsybl.iidm.network.Branch;
import com.powsybl.iidm.network.Bus;
import com.powsybl.iidm.network.CurrentLimits;
import com.powsybl.iidm.network.HvdcConverterStation;
import com.powsybl.iidm.network.HvdcLine;
import com.powsybl.iidm.network.Line;
import com.powsybl.iidm.network.LineCharacteristics;
import com.powsybl.iidm.network.LoadingLimits;
import com.powsybl.iidm.network.Network;
import com.powsybl.iidm.network.PhaseTapChangerStep;
import com.powsybl.iidm.network.RatioTapChangerStep;
import com.powsybl.iidm.network.TapChanger;
import com.powsybl.iidm.network.TapChangerStep;
import com.powsybl.iidm.network.Terminal;
import com.powsybl.iidm.network.ThreeWindingsTransformer;
import com.powsybl.iidm.network.TieLine;
import com.powsybl.iidm.network.TwoWindingsTransformer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Fault;
import org.loadstar.grid.Grid;

/// A PowSyBl network in its bus view as a [Grid]: what is connected and in service.
///
/// Impedances become per unit on 100 MVA and the nominal voltage of side 2. A transformer keeps ratio and angle of its tap position; one of three windings
/// becomes three branches to a bus of its own; a boundary line becomes the load behind it. Currents become MW at nominal voltage. The emergency
/// rating is the largest temporary limit of at least [#EMERGENCY_SECONDS].
final class NetworkConversion {
  private static final double BASE = 100;
  private static final int EMERGENCY_SECONDS = 600;
  private static final double NO_REACTANCE = 1e-5;

  private final Network network;
  private final String file;
  private final Map<String, Integer> position = new LinkedHashMap<>();
  private final List<String> ids = new ArrayList<>();
  private final List<double[]> sums = new ArrayList<>();
  private final List<double[]> state = new ArrayList<>();
  private final List<Grid.Branch> branches = new ArrayList<>();
  private final List<Fault> warnings = new ArrayList<>();
  private int weak;

  NetworkConversion(Network network, String file) {
    this.network = network;
    this.file = file;
  }

  List<Fault> warnings() {
    return List.copyOf(warnings);
  }

  private void warn(int count, String what) {
    if (count > 0) warnings.add(new Fault(file, 0, "" + count, what, null));
  }

  Grid grid() {
    for (Bus b : network.getBusView().getBuses()) bus(b.getId(), b.getVoltageLevel().getNominalV(), b.getV(), b.getAngle());
    injections();
    for (Line l : network.getLines()) line(l, l);
    for (TieLine l : network.getTieLines()) line(l, l);
    for (TwoWindingsTransformer t : network.getTwoWindingsTransformers()) transformer(t);
    for (ThreeWindingsTransformer t : network.getThreeWindingsTransformers()) star(t);
    List<Grid.Generator> generators = generators();
    List<Grid.DcLine> dcLines = dcLines();
    List<Grid.Bus> buses = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      double[] s = sums.get(i);
      double[] v = state.get(i);
      buses.add(new Grid.Bus(ids.get(i), s[0], s[1], s[2], s[3], v[0], v[1], v[2], false));
    }
    warn(weak, "branches with less than " + NO_REACTANCE + " pu of reactance are read with that much");
    String name = file.replaceAll(".*[/\\\\]", "");
    return new Grid(name, BASE, Grid.Convention.FULL, buses, branches, generators, dcLines);
  }

  private int bus(String id, double kv, double volt, double angle) {
    position.put(id, ids.size());
    ids.add(id);
    sums.add(new double[4]);
    state.add(new double[] {kv, Double.isNaN(volt) ? 1 : volt / kv, Double.isNaN(angle) ? 0 : Math.toRadians(angle)});
    return ids.size() - 1;
  }

  /// Bus of a terminal, null where it is not connected.
  private @Nullable Integer at(Terminal t) {
    Bus b = t.getBusView().getBus();
    return b == null ? null : position.get(b.getId());
  }

  private void draw(Terminal t, double mw, double mvar) {
    Integer i = at(t);
    if (i == null) return;
    sums.get(i)[0] += zero(mw);
    sums.get(i)[1] += zero(mvar);
  }

  private static double zero(double v) {
    return Double.isNaN(v) ? 0 : v;
  }

  private void injections() {
    network.getLoads().forEach(l -> draw(l.getTerminal(), l.getP0(), l.getQ0()));
    network.getDanglingLines(com.powsybl.iidm.network.DanglingLineFilter.UNPAIRED)
        .forEach(d -> draw(d.getTerminal(), d.getP0() - (d.getGeneration() == null ? 0 : zero(d.getGeneration().getTargetP())), d.getQ0()));
    network.getShuntCompensators()
        .forEach(
            s -> {
              Integer i = at(s.getTerminal());
              if (i == null || s.findSectionCount().isEmpty()) return;
              double square = s.getTerminal().getVoltageLevel().getNominalV() * s.getTerminal().getVoltageLevel().getNominalV();
              sums.get(i)[2] += zero(s.getG()) * square;
              sums.get(i)[3] += zero(s.getB()) * square;
            });
  }

  private void conductance(int bus, double siemens) {
    double kv = state.get(bus)[0];
    sums.get(bus)[2] += zero(siemens) * kv * kv;
  }

  /// A line, or two boundary lines that meet.
  ///
  /// @param x the impedance of `l`
  private void line(Branch<?> l, LineCharacteristics x) {
    Integer from = at(l.getTerminal1());
    Integer to = at(l.getTerminal2());
    if (from == null || to == null || from.equals(to)) return;
    double v1 = l.getTerminal1().getVoltageLevel().getNominalV();
    double v2 = l.getTerminal2().getVoltageLevel().getNominalV();
    conductance(from, x.getG1());
    conductance(to, x.getG2());
    double[] most = limits(v1, l.getCurrentLimits1(), l.getApparentPowerLimits1(), l.getActivePowerLimits1());
    smaller(most, limits(v2, l.getCurrentLimits2(), l.getApparentPowerLimits2(), l.getActivePowerLimits2()));
    branch(l.getId(), from, to, x.getR(), x.getX(), x.getB1() + x.getB2(), v2, v2 / v1, 0, most);
  }

  private void transformer(TwoWindingsTransformer t) {
    Integer from = at(t.getTerminal1());
    Integer to = at(t.getTerminal2());
    if (from == null || to == null || from.equals(to)) return;
    double v1 = t.getTerminal1().getVoltageLevel().getNominalV();
    double v2 = t.getTerminal2().getVoltageLevel().getNominalV();
    double rho = t.getRatedU2() / t.getRatedU1();
    double alpha = 0;
    double r = t.getR();
    double x = t.getX();
    @Nullable RatioTapChangerStep ratio = step(t.getRatioTapChanger());
    if (ratio != null) {
      rho *= ratio.getRho();
      r *= 1 + ratio.getR() / 100;
      x *= 1 + ratio.getX() / 100;
    }
    @Nullable PhaseTapChangerStep phase = step(t.getPhaseTapChanger());
    if (phase != null) {
      rho *= phase.getRho();
      alpha = phase.getAlpha();
      r *= 1 + phase.getR() / 100;
      x *= 1 + phase.getX() / 100;
    }
    conductance(to, t.getG());
    double[] most = limits(v1, t.getCurrentLimits1(), t.getApparentPowerLimits1(), t.getActivePowerLimits1());
    smaller(most, limits(v2, t.getCurrentLimits2(), t.getApparentPowerLimits2(), t.getActivePowerLimits2()));
    branch(t.getId(), from, to, r, x, t.getB(), v2, v2 / (rho * v1), -Math.toRadians(alpha), most);
  }

  /// The step at which a changer stands; null where there is none, or the file does not say where it stands.
  private static <S extends TapChangerStep<S>> @Nullable S step(@Nullable TapChanger<?, S, ?, ?> changer) {
    return changer == null || changer.findTapPosition().isEmpty() ? null : changer.getCurrentStep();
  }

  private void star(ThreeWindingsTransformer t) {
    int middle = bus(t.getId() + " star", t.getRatedU0(), Double.NaN, Double.NaN);
    int k = 0;
    for (ThreeWindingsTransformer.Leg leg : t.getLegs()) {
      k++;
      Integer from = at(leg.getTerminal());
      if (from == null) continue;
      double v1 = leg.getTerminal().getVoltageLevel().getNominalV();
      double rho = t.getRatedU0() / leg.getRatedU();
      @Nullable RatioTapChangerStep ratio = step(leg.getRatioTapChanger());
      if (ratio != null) rho *= ratio.getRho();
      @Nullable PhaseTapChangerStep phase = step(leg.getPhaseTapChanger());
      double[] most = limits(v1, leg.getCurrentLimits(), leg.getApparentPowerLimits(), leg.getActivePowerLimits());
      double shift = phase == null ? 0 : -Math.toRadians(phase.getAlpha());
      branch(t.getId() + " " + k, from, middle, leg.getR(), leg.getX(), leg.getB(), t.getRatedU0(), t.getRatedU0() / (rho * v1), shift, most);
    }
  }

  /// @param kv voltage of side 2, on which the impedance is given
  private void branch(String id, int from, int to, double r, double x, double b, double kv, double tap, double shift, double[] most) {
    double ohm = kv * kv / BASE;
    double reactance = x / ohm;
    if (Math.abs(reactance) < NO_REACTANCE) {
      reactance = NO_REACTANCE;
      weak++;
    }
    double ratio = Math.abs(tap - 1) < 1e-9 ? 1 : tap;
    branches.add(new Grid.Branch(id, from, to, r / ohm, reactance, zero(b) * ohm, most[0], most[1], ratio, shift, Double.POSITIVE_INFINITY));
  }

  private static void smaller(double[] most, double[] other) {
    for (int k = 0; k < 2; k++) most[k] = Math.min(most[k], other[k]);
  }

  /// MW for ever and after an outage.
  private static double[] limits(double kv, Optional<CurrentLimits> current, Optional<ApparentPowerLimits> apparent, Optional<ActivePowerLimits> active) {
    double[] most = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    current.ifPresent(c -> smaller(most, limits(c, Math.sqrt(3) * kv / 1000)));
    apparent.ifPresent(c -> smaller(most, limits(c, 1)));
    active.ifPresent(c -> smaller(most, limits(c, 1)));
    return most;
  }

  private static double[] limits(LoadingLimits l, double mwPerUnit) {
    double always = Double.isNaN(l.getPermanentLimit()) || l.getPermanentLimit() <= 0 ? Double.POSITIVE_INFINITY : l.getPermanentLimit() * mwPerUnit;
    double after = always;
    for (LoadingLimits.TemporaryLimit t : l.getTemporaryLimits())
      if (t.getAcceptableDuration() >= EMERGENCY_SECONDS && t.getValue() < 1e9) after = Math.max(after, t.getValue() * mwPerUnit);
    return new double[] {always, after};
  }

  private List<Grid.Generator> generators() {
    List<Grid.Generator> out = new ArrayList<>();
    network.getGenerators().forEach(g -> {
      Integer i = at(g.getTerminal());
      if (i == null) return;
      double volt = g.isVoltageRegulatorOn() ? g.getTargetV() / g.getRegulatingTerminal().getVoltageLevel().getNominalV() : Double.NaN;
      double p = zero(g.getTargetP());
      double q = zero(g.getTargetQ());
      double least = Math.max(-1e5, Math.min(g.getMinP(), p));
      double most = Math.min(1e5, Math.max(g.getMaxP(), p));
      out.add(new Grid.Generator(g.getId(), i, p, least, most, q, g.getReactiveLimits().getMinQ(p), g.getReactiveLimits().getMaxQ(p), volt,
          g.getEnergySource().name().toLowerCase(java.util.Locale.ROOT), null));
    });
    network.getBatteries().forEach(b -> {
      Integer i = at(b.getTerminal());
      if (i != null) out.add(new Grid.Generator(b.getId(), i, zero(b.getTargetP()), b.getMinP(), b.getMaxP(), zero(b.getTargetQ()), 0, 0, Double.NaN, "battery", null));
    });
    return out;
  }

  private List<Grid.DcLine> dcLines() {
    List<Grid.DcLine> out = new ArrayList<>();
    for (HvdcLine l : network.getHvdcLines()) {
      boolean forward = l.getConvertersMode() == HvdcLine.ConvertersMode.SIDE_1_RECTIFIER_SIDE_2_INVERTER;
      HvdcConverterStation<?> source = forward ? l.getConverterStation1() : l.getConverterStation2();
      HvdcConverterStation<?> sink = forward ? l.getConverterStation2() : l.getConverterStation1();
      Integer from = at(source.getTerminal());
      Integer to = at(sink.getTerminal());
      if (from == null || to == null) continue;
      double loss = 1 - (1 - source.getLossFactor() / 100) * (1 - sink.getLossFactor() / 100);
      out.add(new Grid.DcLine(l.getId(), from, to, zero(l.getActivePowerSetpoint()), 0, l.getMaxP(), loss));
    }
    return out;
  }
}
