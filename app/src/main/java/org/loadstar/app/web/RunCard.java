package org.loadstar.app.web;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Manifest;
import org.loadstar.study.store.Run;

/// What lists show of a run.
///
/// @param id twelve hexadecimal digits, from the manifest, the same wherever the folder stands
/// @param folder where it stands
/// @param kind plan, network, levers or sweep
/// @param created when it was written
/// @param json the object of the API
record RunCard(String id, Path folder, String kind, Instant created, Map<String, @Nullable Object> json) {
  private static final int DIGITS = 12;

  static RunCard of(Run run) {
    Manifest m = run.manifest();
    Map<String, Object> s = run.summary();
    Map<String, Object> o = m.options();
    String id = id(m);
    String kind = kind(o);
    Map<String, @Nullable Object> j = new LinkedHashMap<>();
    j.put("id", id);
    j.put("name", String.valueOf(run.folder().getFileName()));
    j.put("kind", kind);
    j.put("case", m.caseName());
    j.put("case_folder", o.get("case"));
    j.put("case_hash", m.caseHash());
    j.put("result_hash", m.resultHash());
    j.put("created", m.created().toString());
    j.put("status", s.get("status"));
    j.put("gap", number(s.get("gap")));
    j.put("gap_decision", number(s.get("gap_decision")));
    Object target = m.settings().get("target_year");
    Object asked = o.get("target_year");
    Integer year = asked instanceof Number a && a.intValue() > 0 ? Integer.valueOf(a.intValue()) : target instanceof Number n ? Integer.valueOf(n.intValue()) : null;
    j.put("ai_gw", ofYear(s.get("ai_gw"), year));
    j.put("objective", o.get("objective"));
    j.put("objective_usd", number(s.get("objective_usd")));
    j.put("emissions_t", ofYear(s.get("emissions_t"), year));
    j.put("target_year", year);
    j.put("stages", stages(o, m));
    j.put("time", time(o, m));
    j.put("seconds", seconds(s));
    j.put("certificate_ok", s.get("certificate") instanceof Map<?, ?> c ? c.get("ok") : null);
    j.put("set", texts(o.get("set")));
    j.put("scenario", texts(o.get("scenario")).stream().map(RunCard::fileName).toList());
    Map<String, Object> levers = new LinkedHashMap<>();
    if (o.get("levers") instanceof Map<?, ?> all)
      all.forEach((k, v) -> {
        if (v instanceof Number n && n.doubleValue() > 0) levers.put(String.valueOf(k), n);
      });
    j.put("levers", levers);
    j.put("command", CommandText.of(kind, o, s, m.seed()));
    return new RunCard(id, run.folder(), kind, m.created(), j);
  }

  private static String id(Manifest m) {
    String all = m.created() + "\n" + m.caseHash() + "\n" + m.resultHash() + "\n" + m.options();
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String kind(Map<String, Object> options) {
    if (options.get("study") instanceof String study) return study.equals("sweep") ? "sweep" : "levers";
    return options.containsKey("kind") ? "network" : "plan";
  }

  private static List<Integer> stages(Map<String, Object> options, Manifest m) {
    List<Integer> asked = integers(options.get("stages"));
    return asked.isEmpty() ? integers(m.settings().get("stages")) : asked;
  }

  private static String time(Map<String, Object> options, Manifest m) {
    String asked = Objects.toString(options.get("time"), "");
    return asked.isEmpty() ? Objects.toString(m.settings().get("time"), "") : asked;
  }

  private static @Nullable Double seconds(Map<String, Object> summary) {
    Object s = summary.get("seconds");
    if (s instanceof Number n) return n.doubleValue();
    if (!(s instanceof Map<?, ?> parts)) return null;
    if (parts.get("total") instanceof Number total) return total.doubleValue();
    return parts.values().stream().mapToDouble(v -> v instanceof Number n ? n.doubleValue() : 0).sum();
  }

  static @Nullable Double number(@Nullable Object v) {
    return v instanceof Number n ? Double.valueOf(n.doubleValue()) : null;
  }

  private static @Nullable Double ofYear(@Nullable Object byYear, @Nullable Integer year) {
    return byYear instanceof Map<?, ?> m && year != null ? number(m.get(year.toString())) : null;
  }

  private static List<Integer> integers(@Nullable Object list) {
    return list instanceof List<?> l ? l.stream().filter(Number.class::isInstance).map(v -> ((Number) v).intValue()).toList() : List.of();
  }

  static List<String> texts(@Nullable Object list) {
    return list instanceof List<?> l ? l.stream().map(String::valueOf).toList() : List.of();
  }

  private static String fileName(String path) {
    return String.valueOf(Path.of(path).getFileName());
  }
}
