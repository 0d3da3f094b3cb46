package org.loadstar.cases;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Several futures of a case, each an overlay with a probability: a file `futures.yaml`.
///
/// ```yaml
/// description: The licence for chips, granted, late or denied.
/// here_and_now: 2027
/// wait_for: [ae_5gw]
/// common: {set: {ai.allied_target_gw.2030: 5}}
/// futures:
///   - {name: granted, probability: 0.65}
///   - {name: denied, probability: 0.35, set: {countries.AE.chips_chips_per_yr: 0}, quality: assumption, source: "..."}
/// ```
///
/// @param file the file, as it was given
/// @param name its `name`, else the name of the file
/// @param description one sentence
/// @param hereAndNow last year whose builds are decided before it is known which future comes; 0 where the file does not say
/// @param waitFor what may be decided now or later: a technology, a site or another word of the name of what is built
/// @param common the case with what all futures share
/// @param all at least one
public record Futures(
    String file, String name, String description, int hereAndNow, List<Word> waitFor, CaseSource common, List<Future> all) {
  public Futures {
    waitFor = List.copyOf(waitFor);
    all = List.copyOf(all);
  }

  /// Name of the plan of the mean future.
  public static final String MEAN = "mean";

  /// Name of the plan for all futures.
  public static final String STOCHASTIC = "stochastic";

  /// Name of the plan whose largest regret is least.
  public static final String LEAST_REGRET = "least_regret";

  /// Names of plans, which no future may take.
  static final List<String> TAKEN = List.of(MEAN, STOCHASTIC, LEAST_REGRET);

  /// A text of the file with its line.
  public record Word(String text, int line) {}

  /// One future.
  ///
  /// @param changes what is laid over the common case, by path, lever (`lever.NAME`) or scenario file, for people
  /// @param quality of its probability and figures: read, secondary, derived or assumption
  /// @param origin where they come from
  public record Future(String name, double probability, CaseSource source, Map<String, String> changes, String quality, String origin) {
    public Future {
      changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }
  }

  /// Their probabilities, which sum to 1: what the digits of a file leave is shared out.
  public double[] probabilities() {
    double sum = all.stream().mapToDouble(Future::probability).sum();
    return all.stream().mapToDouble(f -> f.probability / sum).toArray();
  }
}
