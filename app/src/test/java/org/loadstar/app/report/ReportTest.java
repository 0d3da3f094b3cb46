package org.loadstar.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReportTest {
  @Test
  void writes() throws Exception {
    FakeRun f = FakeRun.make(true);
    Report.render(f.summary, f.tables, FakeRun.squares(), f.manifest);
    long t = System.nanoTime();
    String html = Report.render(f.summary, f.tables, FakeRun.squares(), f.manifest);
    System.out.println("render s " + (System.nanoTime() - t) / 1e9 + " size " + html.length());
    Files.writeString(Path.of(System.getProperty("report.out", "target/report.html")), html);
    var b = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder();
    b.parse(new ByteArrayInputStream(html.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
    assertThat(html).isNotEmpty();
  }
}
