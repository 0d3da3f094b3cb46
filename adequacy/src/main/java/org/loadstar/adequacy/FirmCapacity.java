package org.loadstar.adequacy;

import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loadstar.adequacy.Assessment.Risk;

/// Firm capacity by bisection, on common random numbers: every step draws the same outages and the same weather, so that differences are of
/// the capacity alone.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | A | MW | flat load added in an area so that its LOLE is the standard; below 0 perfect capacity |
/// | C | MW | perfect capacity that replaces a resource: its effective load carrying capability |
///
/// ```
/// (1) LOLE(A) = standard
/// (2) EUE(without the resource, A - C) = EUE(with it, A)
/// ```
///
/// (2) is measured at the standard (1), because an area without any risk would give any resource the worth of nothing and of everything.
/// LOLE and EUE are those of the area; what is added is spread over its zones by their peaks.
public final class FirmCapacity {
  private static final int STEPS = 11;
  private static final int LARGEST = 6;
  private static final double FIRST = 0.05;

  private final String area;
  private final List<Integer> zones;
  private final Options options;
  private final DoublePredicate goOn;

  /// @param area name of a zone or a group of zones; empty for all
  private FirmCapacity(PowerSystem system, String area, Options options, DoublePredicate goOn) {
    this.area = area;
    this.options = options;
    this.goOn = goOn;
    zones = zones(system, area);
  }

  /// Zones of an area: a zone's own, those of a group, or all for an empty name; none when there is no such area.
  public static List<Integer> zones(PowerSystem system, String area) {
    List<PowerSystem.Zone> all = system.zones();
    List<Integer> one = IntStream.range(0, all.size()).filter(z -> all.get(z).name().equals(area)).boxed().toList();
    return !one.isEmpty() ? one : IntStream.range(0, all.size()).filter(z -> area.isEmpty() || all.get(z).group().equals(area)).boxed().toList();
  }

  /// What an area has beyond a standard.
  ///
  /// @param mw flat load that can be added; below 0 perfect capacity that is missing
  /// @param risk at that point
  public record Room(double mw, Risk risk) {}

  /// Worth of a resource.
  ///
  /// @param mw effective load carrying capability
  /// @param standardError of the sampling
  /// @param room flat load added before it was measured
  /// @param eue at that point, MWh
  public record Worth(double mw, double standardError, double room, double eue) {}

  /// A of (1); null when it was stopped or lies beyond the peak of the area.
  public static @Nullable Room room(PowerSystem system, String area, double standard, Options options, DoublePredicate goOn) {
    return new FirmCapacity(system, area, options, goOn).room(system, new Weather(system), standard);
  }

  /// C of (2); null when it was stopped, or the standard lies beyond the peak of the area.
  ///
  /// @param nameplate of the resource, MW: C is sought up to it
  public static @Nullable Worth worth(
      PowerSystem with, PowerSystem without, String area, double nameplate, double standard, Options options, DoublePredicate goOn) {
    return new FirmCapacity(with, area, options, goOn).worth(with, without, nameplate, standard);
  }

  private Assessment run(PowerSystem system, Weather weather, double mw) {
    double peaks = zones.stream().mapToDouble(system::peak).sum();
    double[] flat = new double[system.zones().size()];
    for (int z : zones) flat[z] = mw * system.peak(z) / peaks;
    Assessment a = MonteCarlo.run(system, weather, flat, options, goOn);
    if (a.stopped()) throw new Stopped();
    return a;
  }

  private Risk risk(Assessment a) {
    if (area.isEmpty()) return a.all();
    Risk zone = a.byZone().get(area);
    if (zone != null) return zone;
    Risk group = a.byGroup().get(area);
    if (group == null) throw new IllegalArgumentException("no zone or region " + area);
    return group;
  }

  private @Nullable Room room(PowerSystem system, Weather weather, double standard) { // (1)
    try {
      double step = FIRST * zones.stream().mapToDouble(system::peak).sum();
      if (!(step > 0)) return null;
      DoubleUnaryOperator excess = mw -> risk(run(system, weather, mw)).loleDays().value() - standard;
      boolean up = excess.applyAsDouble(0) <= 0;
      double near = 0;
      double far = up ? step : -step;
      for (int k = 0; excess.applyAsDouble(far) <= 0 == up; k++) {
        if (k == LARGEST) return null;
        near = far;
        far *= 2;
      }
      double mw = up ? least(excess, near, far) : least(excess, far, near);
      return new Room(mw, risk(run(system, weather, mw)));
    } catch (Stopped e) {
      return null;
    }
  }

  /// The largest value found whose excess is not above 0, between one that has none and one that has.
  private static double least(DoubleUnaryOperator excess, double below, double above) {
    double lo = below;
    double hi = above;
    for (int k = 0; k < STEPS; k++) {
      double mid = (lo + hi) / 2;
      if (excess.applyAsDouble(mid) <= 0) lo = mid;
      else hi = mid;
    }
    return lo;
  }

  private @Nullable Worth worth(PowerSystem with, PowerSystem without, double nameplate, double standard) { // (2)
    try {
      Weather here = new Weather(with);
      Room room = room(with, here, standard);
      if (room == null) return null;
      double target = room.risk.eue().value();
      Weather there = new Weather(without);
      // Load falls with C, so the search runs over -C.
      DoubleUnaryOperator eue = minus -> risk(run(without, there, room.mw + minus)).eue().value();
      double c = -least(minus -> eue.applyAsDouble(minus) - target, -nameplate, 0);
      double d = Math.max(FIRST * nameplate, nameplate / (1 << STEPS));
      double slope = (eue.applyAsDouble(d - c) - eue.applyAsDouble(-d - c)) / (2 * d);
      List<Double> a = run(with, here, room.mw).years();
      List<Double> b = run(without, there, room.mw - c).years();
      double[] difference = IntStream.range(0, a.size()).mapToDouble(k -> a.get(k) - b.get(k)).toArray();
      double error = slope > 0 ? Estimate.of(difference, difference.length).standardError() / slope : Double.NaN;
      return new Worth(c, error, room.mw, target);
    } catch (Stopped e) {
      return null;
    }
  }

  /// The user or the clock ended a run.
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
