package org.loadstar.cases;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// Arithmetic on the figures of a case: numbers, `+ - * /`, parentheses, paths, and functions of the cells of a path.
///
/// ```
/// sum   = product (("+" | "-") product)*
/// product = factor (("*" | "/") factor)*
/// factor  = number | path | function "(" path ")" | "(" sum ")" | "-" factor
/// ```
///
/// A bare path has neither spaces nor `*` and leads to one figure.
final class Formula {
  private static final Map<String, ToDoubleFunction<List<Double>>> FUNCTIONS = Map.of(
      "sum", v -> v.stream().mapToDouble(x -> x).sum(),
      "mean", v -> v.stream().mapToDouble(x -> x).average().orElseThrow(),
      "min", v -> v.stream().mapToDouble(x -> x).min().orElseThrow(),
      "max", v -> v.stream().mapToDouble(x -> x).max().orElseThrow(),
      "count", List::size);

  private final String text;
  private final Function<String, List<Double>> figures;
  private int at;

  private Formula(String text, Function<String, List<Double>> figures) {
    this.text = text;
    this.figures = figures;
  }

  /// The value of a formula.
  ///
  /// @param figures gives the figures of a path, at least one
  /// @throws IllegalArgumentException when the formula cannot be read, with what is wrong; what `figures` throws
  static double value(String text, Function<String, List<Double>> figures) {
    Formula f = new Formula(text, figures);
    double v = f.sum();
    f.space();
    if (f.at < text.length()) throw f.wrong("an operator or the end is needed");
    if (!Double.isFinite(v)) throw new IllegalArgumentException("the formula '" + text + "' gives no number");
    return v;
  }

  private double sum() {
    double v = product();
    while (true) {
      if (take('+')) v += product();
      else if (take('-')) v -= product();
      else return v;
    }
  }

  private double product() {
    double v = factor();
    while (true) {
      if (take('*')) v *= factor();
      else if (take('/')) v /= factor();
      else return v;
    }
  }

  private double factor() {
    if (take('-')) return -factor();
    if (take('(')) {
      double v = sum();
      if (!take(')')) throw wrong("a ) is missing");
      return v;
    }
    space();
    int begin = at;
    if (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) return number(begin);
    String path = path(begin);
    ToDoubleFunction<List<Double>> function = FUNCTIONS.get(path);
    if (function != null && take('(')) {
      int close = text.indexOf(')', at);
      if (close < 0) throw wrong("a ) is missing");
      String argument = text.substring(at, close).strip();
      at = close + 1;
      return function.applyAsDouble(figures.apply(argument));
    }
    List<Double> v = figures.apply(path);
    if (v.size() != 1) throw new IllegalArgumentException(path + " has " + v.size() + " figures; one is needed, or sum(" + path + ")");
    return v.getFirst();
  }

  private double number(int begin) {
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean sign = (c == '-' || c == '+') && Character.toLowerCase(text.charAt(at - 1)) == 'e';
      if (!Character.isLetterOrDigit(c) && c != '.' && !sign) break;
      at++;
    }
    double v = Decimal.parse(text.substring(begin, at));
    if (Double.isNaN(v)) throw wrong("'" + text.substring(begin, at) + "' is no number");
    return v;
  }

  private String path(int begin) {
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '[') depth++;
      else if (c == ']') depth--;
      else if (depth == 0 && !Character.isLetterOrDigit(c) && c != '_' && c != '.') break;
      at++;
    }
    if (at == begin) throw wrong("a number, a path or a ( is needed");
    return text.substring(begin, at);
  }

  private boolean take(char c) {
    space();
    if (at >= text.length() || text.charAt(at) != c) return false;
    at++;
    return true;
  }

  private void space() {
    while (at < text.length() && text.charAt(at) == ' ') at++;
  }

  private IllegalArgumentException wrong(String message) {
    return new IllegalArgumentException("the formula '" + text + "': at " + (at + 1) + ", " + message);
  }
}
