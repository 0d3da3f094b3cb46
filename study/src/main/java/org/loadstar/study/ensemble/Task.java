package org.loadstar.study.ensemble;

import java.util.LinkedHashMap;
import java.util.Map;
import org.loadstar.study.store.Json;
import org.loadstar.study.store.RunStore;

/// Work described as plain data, so that it can be done anywhere.
///
/// @param verb name of the [Work]
/// @param asked what decides the result: maps, lists, text, numbers and booleans
/// @param allowance what may be used for it (threads, seconds): no part of [#key]
public record Task(String verb, Map<String, Object> asked, Map<String, Object> allowance) {
  /// SHA-256 of the verb and what is asked, 64 hexadecimal digits.
  public String key() {
    return RunStore.sha256(Json.sorted(Map.of("verb", verb, "asked", asked)));
  }

  /// The task as a JSON object.
  public Map<String, Object> json() {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("verb", verb);
    m.put("asked", asked);
    m.put("allowance", allowance);
    return m;
  }

  /// The task that [#json] wrote.
  ///
  /// @throws IllegalArgumentException when it is none
  public static Task of(Map<String, ?> json) {
    if (!(json.get("verb") instanceof String verb)) throw new IllegalArgumentException("a task without a verb");
    return new Task(verb, Json.map(json.get("asked")), Json.map(json.get("allowance")));
  }
}
