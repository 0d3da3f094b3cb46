package org.loadstar.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The timesteps of a stage.
///
/// | symbol | meaning |
/// |---|---|
/// | t | timestep: the mean over source hours `[firstHour(t), firstHour(t) + length(t))` of the case's year |
/// | h_t | duration in hours, `length(t)` |
/// | w_t | times a year that the step stands for; sum of w_t h_t is the hours of the year that the grid covers |
/// | p | period: a run of consecutive steps; levels are cyclic in it unless `boundaryLevel` fixes both its ends |
///
/// A whole year and contiguous segments are one period of weight 1; representative days or weeks are many periods, and
/// `order` tells which period stands for each actual one, for storage that is linked over the year. A window is a run
/// of steps over which energy budgets (hydro, trade) hold: a representative period, else a calendar month.
public final class TimeGrid {
  private static final int[] MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  /// Hours of a week.
  public static final int WEEK = 168;
  private final int[] firstHour;
  private final int[] length;
  private final double[] weight;
  private final int[] period;
  private final int[] periodFirst;
  private final int[] order;
  private final double boundaryLevel;
  private final boolean meanCorrected;
  private final List<Window> windows;

  /// A run of steps with a common energy budget.
  ///
  /// @param first first step
  /// @param last last step, inclusive
  /// @param monthShare share of the represented hours that falls in each month (12 values, sum 1)
  public record Window(int first, int last, List<Double> monthShare) {}

  private TimeGrid(
      int[] firstHour,
      int[] length,
      double[] weight,
      int[] period,
      int[] order,
      double boundaryLevel,
      boolean meanCorrected,
      List<Window> windows) {
    this.firstHour = firstHour;
    this.length = length;
    this.weight = weight;
    this.period = period;
    this.order = order;
    this.boundaryLevel = boundaryLevel;
    this.meanCorrected = meanCorrected;
    this.windows = List.copyOf(windows);
    int periods = period[period.length - 1] + 1;
    periodFirst = new int[periods + 1];
    for (int t = period.length - 1; t >= 0; t--) periodFirst[period[t]] = t;
    periodFirst[periods] = period.length;
  }

  /// All 8760 hours, cyclic over the year.
  public static TimeGrid fullYear() {
    return contiguous(starts(0, Hourly.HOURS, 1), Hourly.HOURS, Double.NaN);
  }

  /// The hours `[first, end)` one by one, with all storage at `boundaryLevel` (share of its energy) before and after.
  public static TimeGrid window(int first, int end, double boundaryLevel) {
    return contiguous(starts(first, end, 1), end, boundaryLevel);
  }

  /// Contiguous segments that begin at the given hours and end before `end`, with all storage at `boundaryLevel` before and
  /// after.
  public static TimeGrid window(int[] starts, int end, double boundaryLevel) {
    return contiguous(starts.clone(), end, boundaryLevel);
  }

  /// Contiguous segments that begin at the given hours of the year (the first at 0); a segment that would cross the end
  /// of a month is refused.
  public static TimeGrid segments(int[] starts) {
    if (starts.length == 0 || starts[0] != 0) throw new IllegalArgumentException("the first segment begins at hour 0");
    return contiguous(starts.clone(), Hourly.HOURS, Double.NaN);
  }

  /// First hours of the year of all timesteps.
  public int[] firstHours() {
    return firstHour.clone();
  }

  private static int[] starts(int first, int end, int step) {
    int[] s = new int[(end - first + step - 1) / step];
    for (int k = 0; k < s.length; k++) s[k] = first + k * step;
    return s;
  }

  private static TimeGrid contiguous(int[] starts, int end, double boundaryLevel) {
    int n = starts.length;
    if (n == 0) throw new IllegalArgumentException("no timestep");
    int[] length = new int[n];
    for (int k = 0; k < n; k++) {
      length[k] = (k + 1 < n ? starts[k + 1] : end) - starts[k];
      if (length[k] <= 0) throw new IllegalArgumentException("hour " + starts[k] + " is not before the next");
    }
    double[] weight = new double[n];
    Arrays.fill(weight, 1);
    List<Window> windows = new ArrayList<>();
    int first = 0;
    for (int t = 0; t < n; t++) {
      int month = monthOf(starts[t]);
      if (monthOf(starts[t] + length[t] - 1) != month)
        throw new IllegalArgumentException("segment at hour " + starts[t] + " crosses the end of a month");
      if (t + 1 == n || monthOf(starts[t + 1]) != month) {
        Double[] share = new Double[12];
        Arrays.fill(share, 0.0);
        share[month - 1] = 1.0;
        windows.add(new Window(first, t, List.of(share)));
        first = t + 1;
      }
    }
    return new TimeGrid(starts, length, weight, new int[n], new int[] {0}, boundaryLevel, false, windows);
  }

  /// Representative periods of equal length.
  ///
  /// @param periodHours hours of a period (24, 168)
  /// @param chosen first hour of each chosen period
  /// @param order for each actual period of the year, the index into `chosen` that stands for it
  /// @param stepHours hours of a timestep; divides `periodHours`
  public static TimeGrid representative(int periodHours, int[] chosen, int[] order, int stepHours) {
    if (periodHours % stepHours != 0) throw new IllegalArgumentException(stepHours + " h steps do not fill a period");
    if (order.length != (Hourly.HOURS + periodHours - 1) / periodHours)
      throw new IllegalArgumentException(order.length + " periods of " + periodHours + " h are not a year");
    int per = periodHours / stepHours;
    int n = chosen.length * per;
    int[] firstHour = new int[n];
    int[] length = new int[n];
    int[] period = new int[n];
    double[] weight = new double[n];
    double[][] months = new double[chosen.length][12];
    double[] count = new double[chosen.length];
    for (int k = 0; k < order.length; k++) {
      // The last actual period may be shorter (8760 = 52 x 168 + 24): it counts by its hours.
      int begin = k * periodHours;
      int hours = Math.min(periodHours, Hourly.HOURS - begin);
      count[order[k]] += (double) hours / periodHours;
      for (int h = begin; h < begin + hours; h++) months[order[k]][monthOf(h) - 1]++;
    }
    List<Window> windows = new ArrayList<>();
    for (int p = 0; p < chosen.length; p++) {
      if (chosen[p] < 0 || chosen[p] + periodHours > Hourly.HOURS)
        throw new IllegalArgumentException("the period at hour " + chosen[p] + " leaves the year");
      if (count[p] == 0) throw new IllegalArgumentException("no period of the year is like the one at hour " + chosen[p]);
      double total = Arrays.stream(months[p]).sum();
      List<Double> share = new ArrayList<>();
      for (double m : months[p]) share.add(m / total);
      windows.add(new Window(p * per, (p + 1) * per - 1, share));
      for (int s = 0; s < per; s++) {
        int t = p * per + s;
        firstHour[t] = chosen[p] + s * stepHours;
        length[t] = stepHours;
        period[t] = p;
        weight[t] = count[p];
      }
    }
    return new TimeGrid(firstHour, length, weight, period, order.clone(), Double.NaN, true, windows);
  }

  public int steps() {
    return firstHour.length;
  }

  /// h_t.
  public double hours(int t) {
    return length[t];
  }

  /// w_t.
  public double weight(int t) {
    return weight[t];
  }

  /// w_t h_t.
  public double annualHours(int t) {
    return weight[t] * length[t];
  }

  /// Hours of the year that the grid covers.
  public double coveredHours() {
    double s = 0;
    for (int t = 0; t < steps(); t++) s += annualHours(t);
    return s;
  }

  /// Number of step t for tables: the hour of the year on a window of hours, else t.
  public int number(int t) {
    return Double.isNaN(boundaryLevel) ? t : firstHour[t];
  }

  public int firstHour(int t) {
    return firstHour[t];
  }

  public int periods() {
    return periodFirst.length - 1;
  }

  public int period(int t) {
    return period[t];
  }

  /// First step of a period; `periodFirst(periods())` is the number of steps.
  public int periodFirst(int p) {
    return periodFirst[p];
  }

  /// The step before t in its period; the first follows the last (cyclic).
  public int previous(int t) {
    int p = period[t];
    return t == periodFirst[p] ? periodFirst[p + 1] - 1 : t - 1;
  }

  public boolean firstOfPeriod(int t) {
    return t == periodFirst[period[t]];
  }

  public boolean lastOfPeriod(int t) {
    return t + 1 == periodFirst[period[t] + 1];
  }

  /// For each actual period of the year, the period that stands for it.
  public int[] order() {
    return order.clone();
  }

  /// Share of the k-th actual period that lies in the year: 1, or less for the last.
  public double actualShare(int k) {
    int periodHours = 0;
    for (int t = 0; t < periodFirst[1]; t++) periodHours += length[t];
    return Math.min(1, (double) (Hourly.HOURS - k * periodHours) / periodHours);
  }

  /// Level of all storage before and after the grid as a share of its energy; NaN when levels are cyclic.
  public double boundaryLevel() {
    return boundaryLevel;
  }

  public List<Window> windows() {
    return windows;
  }

  /// The weeks of the year (7 days from hour 0) as far as they lie in a window, in order; weeks whose common end lies inside a
  /// step are one.
  public List<Window> weeks(Window w) {
    List<Window> weeks = new ArrayList<>();
    int first = w.first;
    for (int t = w.first; t <= w.last; t++) {
      if (t < w.last && (firstHour[t] + length[t]) % WEEK != 0) continue;
      weeks.add(new Window(first, t, w.monthShare));
      first = t + 1;
    }
    return List.copyOf(weeks);
  }

  /// Pieces of `hours` hours of a window, counted from its begin; the last may be shorter. Pieces whose common end lies inside a step
  /// are one.
  List<Window> pieces(Window w, int hours) {
    List<Window> pieces = new ArrayList<>();
    int first = w.first;
    for (int t = w.first; t <= w.last; t++) {
      if (t < w.last && (firstHour[t] + length[t] - firstHour[w.first]) % hours != 0) continue;
      pieces.add(new Window(first, t, w.monthShare));
      first = t + 1;
    }
    return List.copyOf(pieces);
  }

  /// The shortest runs of steps of a window that have at least `hours` hours, one from each step on as far as there is one; the
  /// whole window when it is shorter.
  List<Window> runs(Window w, int hours) {
    List<Window> runs = new ArrayList<>();
    int sum = 0;
    int last = w.first - 1;
    for (int t = w.first; t <= w.last; t++) {
      while (sum < hours && last < w.last) sum += length[++last];
      if (sum < hours && t > w.first) break;
      runs.add(new Window(t, last, w.monthShare));
      sum -= length[t];
    }
    return List.copyOf(runs);
  }

  /// Mean of an hourly series in each step. On representative periods the result is scaled so that its weighted mean is
  /// that of the year (never above `limit`), because a few days seldom have the year's mean.
  public double[] sample(Hourly series, double limit) {
    double[] v = new double[steps()];
    for (int t = 0; t < v.length; t++) v[t] = series.mean(firstHour[t], length[t]);
    if (!meanCorrected) return v;
    double target = series.mean() * coveredHours();
    double sum = 0;
    for (int t = 0; t < v.length; t++) sum += annualHours(t) * v[t];
    boolean up = sum < target;
    // Values at the limit cannot rise, so the others rise by more, until no further one reaches it.
    for (int round = 0; round <= v.length; round++) {
      double wanted = target;
      double free = 0;
      for (int t = 0; t < v.length; t++) {
        if (up && v[t] >= limit) wanted -= annualHours(t) * v[t];
        else free += annualHours(t) * v[t];
      }
      if (free <= 0 || Math.abs(wanted - free) <= 1e-12 * Math.abs(target)) break;
      double k = wanted / free;
      for (int t = 0; t < v.length; t++) if (!up || v[t] < limit) v[t] = Math.min(limit, v[t] * k);
    }
    return v;
  }

  /// Month 1..12 of an hour of the year.
  public static int monthOf(int hour) {
    int day = hour / 24;
    for (int m = 0; m < 12; m++) {
      day -= MONTH_DAYS[m];
      if (day < 0) return m + 1;
    }
    throw new IllegalArgumentException("hour " + hour);
  }

  /// First hour of a month 1..12; 13 gives the hours of the year.
  public static int monthStart(int month) {
    int d = 0;
    for (int m = 1; m < month; m++) d += MONTH_DAYS[m - 1];
    return 24 * d;
  }

  /// Mean over the hours of step t of a value given by month.
  public double monthly(int t, java.util.function.IntToDoubleFunction byMonth) {
    double s = 0;
    for (int h = firstHour[t]; h < firstHour[t] + length[t]; h++) s += byMonth.applyAsDouble(monthOf(h));
    return s / length[t];
  }
}
