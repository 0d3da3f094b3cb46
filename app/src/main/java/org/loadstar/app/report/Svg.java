package org.loadstar.app.report;

import java.util.List;

/// Writes one SVG drawing. All text is escaped; coordinates keep one decimal. A mark may carry a

/// `title`, which browsers and
/// screen readers show.
final class Svg {
  enum Anchor {
    START("start"),
    MIDDLE("middle"),
    END("end");

    final String css;

    Anchor(String css) {
      this.css = css;
    }
  }

  final double width;
  final double height;
  private final StringBuilder body = new StringBuilder();
  private boolean marksFocus;

  Svg(double width, double height) {
    this.width = width;
    this.height = height;
  }

  /// Escapes text for an element or a quoted attribute; characters that XML forbids become U+FFFD.
  static String escape(String text) {
    StringBuilder s = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> s.append("&amp;");
        case '<' -> s.append("&lt;");
        case '>' -> s.append("&gt;");
        case '"' -> s.append("&quot;");
        case '\'' -> s.append("&#39;");
        default ->
            s.append(
                c < ' ' && c != '\n' && c != '\t' || c == '\uFFFE' || c == '\uFFFF' ? '\uFFFD' : c);
      }
    }
    return s.toString();
  }

  static String n(double x) {
    long tenths = Math.round(x * 10);
    String sign = tenths < 0 ? "-" : "";
    long a = Math.abs(tenths);
    return a % 10 == 0 ? sign + a / 10 : sign + a / 10 + "." + a % 10;
  }

  /// Estimated width of a text of 12 px.
  static double textWidth(String text) {
    double w = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      w +=
          "il.,:;|'!()[]jtfr \u202f".indexOf(c) >= 0
              ? 4.4
              : Character.isUpperCase(c) || c == 'm' || c == 'w' ? 9 : 7.2;
    }
    return w;
  }

  Svg rect(double x, double y, double w, double h, String css, String title) {
    return mark(
        "<rect class=\""
            + css
            + "\" x=\""
            + n(x)
            + "\" y=\""
            + n(y)
            + "\" width=\""
            + n(Math.max(0, w))
            + "\" height=\""
            + n(Math.max(0, h))
            + "\"",
        title,
        "rect");
  }

  Svg line(double x1, double y1, double x2, double y2, String css) {
    body.append("<line class=\"")
        .append(css)
        .append("\" x1=\"")
        .append(n(x1))
        .append("\" y1=\"")
        .append(n(y1))
        .append("\" x2=\"")
        .append(n(x2))
        .append("\" y2=\"")
        .append(n(y2))
        .append("\"/>");
    return this;
  }

  Svg circle(double x, double y, double r, String css, String title) {
    return mark(
        "<circle class=\"" + css + "\" cx=\"" + n(x) + "\" cy=\"" + n(y) + "\" r=\"" + n(r) + "\"",
        title,
        "circle");
  }

  Svg path(String d, String css, String title) {
    return mark("<path class=\"" + css + "\" d=\"" + d + "\"", title, "path");
  }

  /// A mark in a family's hue with its decal over it.
  Svg filled(Palette family, String d, String title) {
    path(d, "f-" + family.css(), title);
    if (family.decal != Palette.Decal.NONE)
      body.append("<path class=\"decal\" fill=\"")
          .append(family.decalFill())
          .append("\" d=\"")
          .append(d)
          .append("\"/>");
    return this;
  }

  /// An area hatched in ink, without a hue.
  Svg hatched(String d) {
    body.append("<path class=\"decal\" fill=\"url(#hatch)\" d=\"").append(d).append("\"/>");
    return this;
  }

  Svg text(double x, double y, String text, Anchor anchor, String css) {
    body.append("<text x=\"").append(n(x)).append("\" y=\"").append(n(y)).append('"');
    if (anchor != Anchor.START) body.append(" text-anchor=\"").append(anchor.css).append('"');
    if (!css.isEmpty()) body.append(" class=\"").append(css).append('"');
    body.append('>').append(escape(text)).append("</text>");
    return this;
  }

  /// Text that runs upwards from a point.
  Svg turned(double x, double y, String text, String css) {
    body.append("<text x=\"").append(n(x)).append("\" y=\"").append(n(y)).append("\" transform=\"rotate(-90 ").append(n(x)).append(' ').append(n(y));
    body.append(")\" class=\"").append(css).append("\">").append(escape(text)).append("</text>");
    return this;
  }

  /// Opens a group that can take the keyboard focus.
  Svg focusable(String label) {
    marksFocus = true;
    body.append("<g tabindex=\"0\" role=\"img\" aria-label=\"").append(escape(label)).append("\">");
    return this;
  }

  Svg close() {
    body.append("</g>");
    return this;
  }

  private Svg mark(String open, String title, String tag) {
    body.append(open);
    if (title.isEmpty()) body.append("/>");
    else body.append("><title>").append(escape(title)).append("</title></").append(tag).append('>');
    return this;
  }

  static String box(double x, double y, double w, double h) {
    return "M" + n(x) + " " + n(y) + "h" + n(w) + "v" + n(h) + "h" + n(-w) + "z";
  }

  /// Path through points.
  static String polyline(List<double[]> points) {
    StringBuilder s = new StringBuilder();
    for (double[] p : points)
      s.append(s.isEmpty() ? "M" : "L").append(n(p[0])).append(' ').append(n(p[1]));
    return s.toString();
  }

  /// The drawing with a name for screen readers: an image, or a group when its marks take the

  /// focus.
  String image(String label, String css) {
    return "<svg class=\""
        + css
        + "\" viewBox=\"0 0 "
        + n(width)
        + " "
        + n(height)
        + "\" role=\""
        + (marksFocus ? "group" : "img")
        + "\" aria-label=\""
        + escape(label)
        + "\" preserveAspectRatio=\"xMidYMin meet\">"
        + body
        + "</svg>";
  }
}
