package org.loadstar.app.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The command line that makes a run again, for people to copy.
final class CommandText {
  private CommandText() {}

  /// @param options of the run's manifest
  /// @param summary of the run
  static String of(String kind, Map<String, Object> options, Map<String, Object> summary, long seed) {
    List<String> words = new ArrayList<>(List.of("./loadstar", kind.equals("levers") || kind.equals("sweep") ? kind : "plan"));
    words.add(Objects.toString(options.get("case"), ""));
    for (String s : RunCard.texts(options.get("scenario"))) words.add("--scenario=" + s);
    for (String l : RunCard.texts(options.get("lever"))) words.add("--lever=" + l);
    for (String s : RunCard.texts(options.get("set"))) words.add("--set=" + s);
    text(words, "time", options);
    List<String> stages = RunCard.texts(options.get("stages"));
    if (!stages.isEmpty()) words.add("--stages=" + String.join(",", stages));
    number(words, "gap", options);
    number(words, "max_seconds", options);
    if (kind.equals("plan")) {
      text(words, "objective", options);
      text(words, "full_year", options);
      number(words, "budget", options);
      number(words, "target_year", options);
      number(words, "target_gw", options);
      if (Boolean.FALSE.equals(options.get("integers"))) words.add("--integers=off");
    }
    if (kind.equals("levers")) words.add("--metric=" + summary.get("metric"));
    if (seed != 0) words.add("--seed=" + seed);
    return line(words);
  }

  private static void text(List<String> words, String key, Map<String, Object> options) {
    String v = Objects.toString(options.get(key), "");
    if (!v.isEmpty()) words.add("--" + key.replace('_', '-') + "=" + v);
  }

  private static void number(List<String> words, String key, Map<String, Object> options) {
    if (options.get(key) instanceof Number n && n.doubleValue() != 0) words.add("--" + key.replace('_', '-') + "=" + n);
  }

  /// Words as one line for a shell.
  static String line(List<String> words) {
    return String.join(" ", words.stream().map(CommandText::quoted).toList());
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
