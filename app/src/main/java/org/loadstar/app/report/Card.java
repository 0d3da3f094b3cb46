package org.loadstar.app.report;

import java.util.List;

/// One finding: its title is a sentence with the number, below it the chart that shows it and the

/// table behind the chart.
///
/// @param id anchor in the page
/// @param title the finding, a sentence
/// @param subtitle quantity, unit, place, year
/// @param drawing draws the chart
/// @param legend families and line styles in the chart
/// @param binds what binds, in words; empty for nothing to say
/// @param source table of the run
/// @param twin the figures of the chart
/// @param wide spans two columns of the page
record Card(
    String id,
    String title,
    String subtitle,
    Drawing drawing,
    List<Key> legend,
    String binds,
    String source,
    Twin twin,
    boolean wide) {

  /// Draws for a width in CSS pixels: [#NARROW], [#HALF] or [#WIDE].
  interface Drawing {
    Svg draw(double width);
  }

  static final double NARROW = 340;
  static final double HALF = 580;
  static final double WIDE = 1190;

  /// An entry of the legend.
  ///
  /// @param swatch SVG of 22 x 12 px
  /// @param value the figure of the entry, or empty
  record Key(String swatch, String label, String value) {
    static Key of(Palette family, String label, String value) {
      Svg s = new Svg(22, 12).filled(family, "M1 1h20v10h-20z", "");
      return new Key(s.image("", "swatch"), label, value);
    }

    /// @param css class of a line
    static Key line(String css, String label, String value) {
      return new Key(new Svg(22, 12).line(1, 6, 21, 6, css).image("", "swatch"), label, value);
    }

    static Key box(String css, String label, String value) {
      return new Key(new Svg(22, 12).rect(1, 1, 20, 10, css, "").image("", "swatch"), label, value);
    }

    static Key hatch(String label, String value) {
      Svg s = new Svg(22, 12).rect(1, 1, 20, 10, "outline", "").hatched("M1 1h20v10h-20z");
      return new Key(s.image("", "swatch"), label, value);
    }
  }

  String html() {
    StringBuilder s = new StringBuilder("<figure class=\"card");
    s.append(wide ? " wide" : "")
        .append("\" id=\"")
        .append(id)
        .append("\" aria-labelledby=\"")
        .append(id)
        .append("-title\">\n<h3 id=\"")
        .append(id)
        .append("-title\">")
        .append(Svg.escape(title))
        .append("</h3>\n<p class=\"sub\">")
        .append(Svg.escape(subtitle))
        .append("</p>\n");
    String label = title + ". " + subtitle + ". The table below has the figures.";
    s.append(drawing.draw(wide ? WIDE : HALF).image(label, "chart broad")).append('\n');
    s.append(drawing.draw(NARROW).image(label, "chart narrow")).append('\n');
    if (!legend.isEmpty()) {
      s.append("<ul class=\"legend\">");
      for (Key k : legend) {
        s.append("<li>")
            .append(k.swatch.replaceFirst("role=\"img\" aria-label=\"\"", "aria-hidden=\"true\""))
            .append(Svg.escape(k.label));
        if (!k.value.isEmpty()) s.append(" <b>").append(Svg.escape(k.value)).append("</b>");
        s.append("</li>");
      }
      s.append("</ul>\n");
    }
    s.append("<figcaption>");
    if (!binds.isEmpty())
      s.append("<p class=\"binds\"><b>Binds:</b> ").append(Svg.escape(binds)).append("</p>");
    s.append("<p class=\"source\">Source: ")
        .append(Svg.escape(source))
        .append("</p></figcaption>\n<div class=\"tools\">");
    s.append(twin.csvLink(id, "CSV"))
        .append("<a class=\"button\" href=\"#")
        .append(id)
        .append("\">Link</a>");
    s.append("<details class=\"twin\"><summary class=\"button\">Table</summary>")
        .append(twin.html(title, Integer.MAX_VALUE))
        .append("</details></div>\n</figure>\n");
    return s.toString();
  }
}
