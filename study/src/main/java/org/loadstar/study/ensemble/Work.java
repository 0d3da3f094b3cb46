package org.loadstar.study.ensemble;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a verb does. The same task gives the same summary, wherever and how often it is done.
@FunctionalInterface
public interface Work {
  /// Does a task.
  ///
  /// @param says takes what is being done and answers whether to go on; any thread
  /// @return plain JSON data; a summary whose `status` is `stopped` is one that ended before its time
  /// @throws Refused when what is asked is wrong
  Map<String, @Nullable Object> run(Task task, Predicate<String> says) throws Exception;
}
