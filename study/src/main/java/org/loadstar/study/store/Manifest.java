package org.loadstar.study.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run was made from.
///
/// @param caseName name of the case
/// @param caseHash SHA-256 over the case as read, after overrides
/// @param options the options of the command
/// @param settings the settings of the case after overrides
/// @param versions of Loadstar, Java, the solver and the operating system
/// @param seed the random seed
/// @param created when the run was written; no part of the result hash
/// @param resultHash SHA-256 over the results, null for a run that was stopped; [RunStore#write] sets it
public record Manifest(
    String caseName,
    String caseHash,
    Map<String, Object> options,
    Map<String, Object> settings,
    Map<String, String> versions,
    long seed,
    Instant created,
    @Nullable String resultHash) {

  /// A manifest of a run that is about to be written.
  public static Manifest of(
      String caseName,
      String caseHash,
      Map<String, Object> options,
      Map<String, Object> settings,
      Map<String, String> versions,
      long seed) {
    return new Manifest(caseName, caseHash, options, settings, versions, seed, Instant.now(), null);
  }

  Manifest withResultHash(@Nullable String hash) {
    return new Manifest(caseName, caseHash, options, settings, versions, seed, created, hash);
  }

  /// The object of `manifest.json`.
  public Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("format", 1);
    m.put("case", caseName);
    m.put("case_hash", caseHash);
    m.put("options", options);
    m.put("settings", settings);
    m.put("versions", versions);
    m.put("seed", seed);
    m.put("created", created.toString());
    m.put("result_hash", resultHash);
    m.put("complete", true);
    return m;
  }

  static Manifest of(Map<String, Object> m) {
    Map<String, String> versions = new LinkedHashMap<>();
    object(m, "versions").forEach((k, v) -> versions.put(k, String.valueOf(v)));
    Object hash = m.get("result_hash");
    return new Manifest(
        String.valueOf(m.get("case")),
        String.valueOf(m.get("case_hash")),
        object(m, "options"),
        object(m, "settings"),
        versions,
        m.get("seed") instanceof Number n ? n.longValue() : 0,
        Instant.parse(String.valueOf(m.get("created"))),
        hash == null ? null : hash.toString());
  }

  private static Map<String, Object> object(Map<String, Object> m, String key) {
    Map<String, Object> out = new LinkedHashMap<>();
    if (m.get(key) instanceof Map<?, ?> map) map.forEach((k, v) -> out.put(String.valueOf(k), v));
    return out;
  }
}
