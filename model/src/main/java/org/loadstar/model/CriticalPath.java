package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;

/// What must be done before a site is energised, in months from 2026-01-01, and when that is.
///
/// ```
/// months = max(queue + licence, permit + construction, equipment + 6)
/// ```
///
/// Where plants on the site feed it, `queue` is the time until they run.
///
/// The three branches run side by side; 6 months are the installation of the equipment. For an announced site the months are those
/// that remain.
///
/// @param queue of the grid connection, or until the first plant on the site runs
/// @param licence delay by an export licence for chips, 0 in the home zones
/// @param permit before construction begins
/// @param construction of the buildings
/// @param equipment its delivery
/// @param onSite true where the queue is that of plants on the site
public record CriticalPath(double queue, double licence, double permit, double construction, double equipment, boolean onSite) {
  /// Months from delivery of equipment to energisation.
  public static final int INSTALLATION_MONTHS = 6;

  /// Branch of the path that ends last.
  public enum Step {
    QUEUE("grid connection queue", "campus.queue"),
    ONSITE("plants on the site", "campus.onsite"),
    LICENCE("grid connection queue and export licence", "campus.licence"),
    CONSTRUCTION("permit and construction", "campus.permit+construction"),
    EQUIPMENT("equipment and installation", "campus.equipment");

    private final String words;
    private final String constraint;

    Step(String words, String constraint) {
      this.words = words;
      this.constraint = constraint;
    }

    public String words() {
      return words;
    }

    /// Its name in the table `binding`.
    public String constraint() {
      return constraint;
    }
  }

  /// The path of a firm connection at home.
  public static CriticalPath of(CampusRows.Site c) {
    return new CriticalPath(c.queue(), 0, c.permit(), c.construction(), c.equipment(), false);
  }

  /// The same with another queue.
  CriticalPath withQueue(double months) {
    return new CriticalPath(months, licence, permit, construction, equipment, false);
  }

  /// The same, fed by plants on the site that run after some months.
  CriticalPath onSite(double months) {
    return new CriticalPath(months, 0, permit, construction, equipment, true);
  }

  /// The same with the delay of a licence.
  CriticalPath withLicence(double months) {
    return new CriticalPath(queue, months, permit, construction, equipment, onSite);
  }

  /// Months to energisation.
  public double months() {
    return months(queue, permit, construction, equipment);
  }

  /// Months to energisation with other lengths of the steps.
  double months(double queued, double permitted, double constructed, double equipped) {
    return Math.max(Math.max(queued + licence, permitted + constructed), equipped + INSTALLATION_MONTHS);
  }

  /// The step that decides [#months].
  public Step step() {
    double ready = months();
    if (permit + construction == ready) return Step.CONSTRUCTION;
    if (queue + licence == ready) return onSite ? Step.ONSITE : licence > 0 ? Step.LICENCE : Step.QUEUE;
    return Step.EQUIPMENT;
  }

  /// A step of the path, months since 2026-01-01.
  ///
  /// @param decides true on the branch that ends last
  public record Span(String step, double from, double to, boolean decides) {}

  /// Its steps; those of length 0 are left out.
  public List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    double ready = months();
    boolean queued = queue + licence == ready;
    boolean constructed = permit + construction == ready;
    boolean equipped = equipment + INSTALLATION_MONTHS == ready;
    span(onSite ? "plants" : "queue", 0, queue, queued, spans);
    span("licence", queue, queue + licence, queued, spans);
    span("permit", 0, permit, constructed, spans);
    span("construction", permit, permit + construction, constructed, spans);
    span("equipment", 0, equipment, equipped, spans);
    span("installation", equipment, equipment + INSTALLATION_MONTHS, equipped, spans);
    return spans;
  }

  private static void span(String step, double from, double to, boolean decides, List<Span> into) {
    if (to > from) into.add(new Span(step, from, to, decides));
  }

  /// True when it ends on or before the last day of the year.
  public boolean readyBy(int year) {
    return months() <= monthsTo(year);
  }

  /// Months to the end of a year.
  public static double monthsTo(int year) {
    return 12.0 * (year - Figures.FIRST_YEAR + 1);
  }

  /// First year by whose end it is done.
  int firstYear() {
    return firstYear(months());
  }

  /// First year by whose end a number of months is over.
  static int firstYear(double months) {
    return Figures.FIRST_YEAR + Math.max(0, (int) Math.ceil(months / 12) - 1);
  }

  /// The calendar month in which a number of months ends, as `2027-03`; 0 months are the first month.
  public static String date(double months) {
    int k = Math.max(0, (int) Math.ceil(months - 1e-9) - 1);
    return "%04d-%02d".formatted(Figures.FIRST_YEAR + k / 12, k % 12 + 1);
  }
}
