package org.loadstar.app;

import java.util.LinkedHashMap;
import java.util.Map;
import org.loadstar.study.StudyWorks;
import picocli.CommandLine.IVersionProvider;

/// Versions of what a result depends on.
final class Versions implements IVersionProvider {
  static final String LOADSTAR = StudyWorks.VERSION;

  /// Loadstar, Java, operating system.
  static Map<String, String> all() {
    Map<String, String> v = new LinkedHashMap<>();
    v.put("loadstar", LOADSTAR);
    v.put("java", System.getProperty("java.runtime.version", ""));
    v.put("os", System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
    return v;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"loadstar " + LOADSTAR, "Java " + System.getProperty("java.runtime.version", "")};
  }
}
