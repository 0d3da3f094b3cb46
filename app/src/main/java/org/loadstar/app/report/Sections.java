package org.loadstar.app.report;

/// Frames of the sections.
final class Sections {
  private Sections() {}

  static String open(String id, String number, String title) {
    return "<section id=\""
        + id
        + "\" aria-labelledby=\""
        + id
        + "-h\">\n<h2 id=\""
        + id
        + "-h\"><span class=\"number\">"
        + number
        + "</span> "
        + Svg.escape(title)
        + "</h2>\n";
  }

  /// A section that this run cannot fill: one honest line.
  static String absent(String id, String number, String title, String words) {
    return open(id, number, title)
        + "<p class=\"absent\">"
        + Svg.escape(words)
        + "</p></section>\n";
  }

  /// A card without a chart because its table is empty.
  static String empty(String id, String title, String words) {
    return "<div class=\"card words\" id=\""
        + id
        + "\"><h3>"
        + Svg.escape(title)
        + "</h3><p class=\"sub\">"
        + Svg.escape(words)
        + "</p></div>\n";
  }
}
