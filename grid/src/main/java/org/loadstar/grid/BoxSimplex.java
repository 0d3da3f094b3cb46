package org.loadstar.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A small program that is solved again and again as limits are added to it.
///
/// ```
/// max Σ_j x_j ,   least_j <= x_j <= most_j ,   least_c <= Σ_j a_cj x_j <= most_c                       (1)
/// ```
///
/// Dual simplex on a dense tableau: row r holds the change of its basic variable per change of each nonbasic one. All variables have two finite
/// bounds, so that any basis with its nonbasic variables on the right bounds is dual feasible: the start (all x at most_j) and every step keeps
/// that, and a new limit is a new basic row that disturbs nothing. The ratio test passes bounds while the row stays violated (bound flipping: Fourer
/// 1994; Maros 2003, European J. of Operational Research 149) and takes the largest pivot within a tolerance (Harris, Math. Programming 5, 1973). Gains that
/// are all 1 would tie everywhere, so each is lifted by at most [#SPREAD]. An answer is believed where the limits hold for the coefficients as
/// given and its duals prove it ([#solve]).
final class BoxSimplex {
  /// By which a basic variable may be outside its bounds.
  private static final double FEASIBLE = 1e-7;
  private static final double PIVOT = 1e-9;
  private static final double DUAL = 1e-10;
  private static final double SPREAD = 1e-8;
  /// By which limits and the proven bound may be off in the end.
  private static final double BELIEVED = 1e-2;
  private static final int STEPS_PER_ROW = 30;
  private static final double GOLDEN = 0.6180339887498949;

  private final int n;
  private final List<double[]> given = new ArrayList<>();
  /// By variable: the x, then the limits.
  private double[] least;
  private double[] most;
  /// Row of a basic variable, else -1 - column.
  private int[] place;
  private double[][] tableau = new double[16][];
  private double[] value = new double[16];
  private int[] basic = new int[16];
  private int rows;
  private final int[] nonbasic;
  private final boolean[] high;
  private final double[] gain;

  /// @param least finite
  /// @param most finite, at least `least`
  BoxSimplex(double[] least, double[] most) {
    n = least.length;
    this.least = least.clone();
    this.most = most.clone();
    place = new int[n];
    nonbasic = new int[n];
    high = new boolean[n];
    gain = new double[n];
    for (int j = 0; j < n; j++) {
      place[j] = -1 - j;
      nonbasic[j] = j;
      high[j] = true;
      gain[j] = 1 + SPREAD * ((j + 1) * GOLDEN % 1);
    }
  }

  /// Adds a limit with finite ends.
  void add(double[] a, double from, double to) {
    int r = rows++;
    int variable = n + r;
    if (r == tableau.length) {
      tableau = Arrays.copyOf(tableau, 2 * r);
      value = Arrays.copyOf(value, 2 * r);
      basic = Arrays.copyOf(basic, 2 * r);
    }
    if (variable >= place.length) {
      int size = 2 * variable + 16;
      place = Arrays.copyOf(place, size);
      least = Arrays.copyOf(least, size);
      most = Arrays.copyOf(most, size);
    }
    double[] row = new double[n];
    double v = 0;
    for (int j = 0; j < n; j++) {
      if (a[j] == 0) continue;
      int p = place[j];
      if (p < 0) row[-1 - p] += a[j];
      else add(row, a[j], tableau[p]);
      v += a[j] * x(j);
    }
    given.add(a);
    least[variable] = from;
    most[variable] = to;
    place[variable] = r;
    basic[r] = variable;
    tableau[r] = row;
    value[r] = v;
  }

  private static void add(double[] into, double factor, double[] row) {
    for (int k = 0; k < into.length; k++) into[k] += factor * row[k];
  }

  /// False where no answer is found that proves itself.
  boolean solve() {
    int steps = STEPS_PER_ROW * (rows + 10);
    for (int step = 0; step < steps; step++) {
      int r = leaving();
      if (r < 0) return believed();
      if (!step(r)) return false;
    }
    return false;
  }

  private int leaving() {
    int worst = -1;
    double most = FEASIBLE;
    for (int r = 0; r < rows; r++) {
      double over = Math.max(value[r] - this.most[basic[r]], least[basic[r]] - value[r]);
      if (over > most) {
        most = over;
        worst = r;
      }
    }
    return worst;
  }

  /// Brings a violated row to its bound; false where nothing can.
  private boolean step(int r) {
    int out = basic[r];
    boolean down = value[r] > most[out];
    double lack = down ? value[r] - most[out] : least[out] - value[r];
    while (true) {
      int k = entering(r, down);
      if (k < 0) return false;
      double reach = Math.abs(tableau[r][k]) * (most[nonbasic[k]] - least[nonbasic[k]]);
      if (reach >= lack) {
        exchange(r, k, down);
        return true;
      }
      lack -= reach;
      move(k, high[k] ? least[nonbasic[k]] - most[nonbasic[k]] : most[nonbasic[k]] - least[nonbasic[k]]);
      high[k] = !high[k];
    }
  }

  /// How much a column helps a row per step off its bound.
  private double help(double[] row, int k, boolean down) {
    return high[k] == down ? row[k] : -row[k];
  }

  private double slope(int k) {
    return Math.max(0, high[k] ? gain[k] : -gain[k]);
  }

  private int entering(int r, boolean down) {
    double[] row = tableau[r];
    double ratio = Double.POSITIVE_INFINITY;
    for (int k = 0; k < n; k++) {
      double help = help(row, k, down);
      if (help > PIVOT && most[nonbasic[k]] > least[nonbasic[k]]) ratio = Math.min(ratio, (slope(k) + DUAL) / help);
    }
    int best = -1;
    double largest = 0;
    for (int k = 0; k < n; k++) {
      double help = help(row, k, down);
      if (help > Math.max(PIVOT, largest) && most[nonbasic[k]] > least[nonbasic[k]] && slope(k) <= ratio * help) {
        largest = help;
        best = k;
      }
    }
    return best;
  }

  private void move(int k, double change) {
    for (int i = 0; i < rows; i++) value[i] += tableau[i][k] * change;
  }

  private void exchange(int r, int k, boolean down) {
    int out = basic[r];
    int in = nonbasic[k];
    double change = ((down ? most[out] : least[out]) - value[r]) / tableau[r][k];
    double entered = x(in) + change;
    move(k, change);
    double[] row = tableau[r];
    double inverse = 1 / row[k];
    for (int j = 0; j < n; j++) row[j] *= -inverse;
    row[k] = inverse;
    for (int i = 0; i < rows; i++) if (i != r) eliminate(tableau[i], k, row);
    eliminate(gain, k, row);
    value[r] = entered;
    basic[r] = in;
    place[in] = r;
    nonbasic[k] = out;
    high[k] = down;
    place[out] = -1 - k;
  }

  private static void eliminate(double[] of, int k, double[] row) {
    double factor = of[k];
    if (factor == 0) return;
    of[k] = 0;
    add(of, factor, row);
  }

  /// Value of a variable.
  private double x(int variable) {
    int p = place[variable];
    return p >= 0 ? value[p] : high[-1 - p] ? most[variable] : least[variable];
  }

  double[] x() {
    double[] x = new double[n];
    for (int j = 0; j < n; j++) x[j] = Math.clamp(x(j), least[j], most[j]);
    return x;
  }

  /// Gain of the sum per unit by which a limit is widened, above 0 where its upper end binds and below where its lower end does.
  double price(int limit) {
    int p = place[n + limit];
    return p >= 0 ? 0 : gain[-1 - p];
  }

  private boolean believed() {
    double[] x = x();
    double[] left = new double[n];
    Arrays.fill(left, 1);
    double bound = 0;
    double sum = 0;
    for (int c = 0; c < rows; c++) {
      double[] a = given.get(c);
      double y = price(c);
      double v = 0;
      for (int j = 0; j < n; j++) v += a[j] * x[j];
      if (v > most[n + c] + BELIEVED || v < least[n + c] - BELIEVED) return false;
      if (y != 0) {
        bound += y * (y > 0 ? most[n + c] : least[n + c]);
        add(left, -y, a);
      }
    }
    for (int j = 0; j < n; j++) {
      bound += left[j] * (left[j] > 0 ? most[j] : least[j]);
      sum += x[j];
    }
    return Math.abs(bound - sum) <= BELIEVED;
  }
}
